"""What leaves the program is written down: who, when, how, what, and the hash of the file."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.exports import ExportOf, ExportWay
from app.domain.text import clean_line
from app.models import ExportEntry

_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Something that left. ``sha256`` is of the file as written, empty for a print."""

    actor: str
    way: ExportWay
    of: ExportOf
    file_name: str = ""
    sha256: str = ""


def record_export(session: Session, exported: Exported) -> None:
    """Write down that something left."""
    of = exported.of
    session.add(
        ExportEntry(
            actor=exported.actor,
            way=exported.way,
            title=clean_line(of.title)[:_LONGEST],
            record_type=of.record_type,
            record_id=str(of.record_id) if of.record_id else "",
            file_name=clean_line(exported.file_name)[-_LONGEST:],
            sha256=exported.sha256,
        )
    )
