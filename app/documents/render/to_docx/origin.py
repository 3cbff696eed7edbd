"""Where a Word file comes from: the paper and its version, kept through Word and LibreOffice."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from app.documents.render.to_docx.xml import HEADER, escaped

#: Name of the file's own property; its value is "paper_id;version;moment", or ";" when not known.
PROPERTY: Final = "SoBinhDang"
# The set of properties that users may name themselves; the first free number in it is 2.
_USER_DEFINED: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006"


@dataclass(frozen=True, slots=True)
class Origin:
    """The paper and the number of its version that the file shows, and when it was written.

    ``saved_at`` tells later which places were changed in the program since.
    """

    paper_id: str
    version: int
    saved_at: datetime | None = None


def origin_words(origin: Origin | None) -> str:
    """The property's value."""
    if origin is None:
        return ";"
    moment = f";{origin.saved_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if origin.saved_at else ""
    return f"{origin.paper_id};{origin.version}{moment}"


def origin_xml(origin: Origin | None) -> str:
    """The part with the file's own properties; nothing else is told."""
    return (
        f'{HEADER}<Properties xmlns="{_KINDS}/custom-properties" '
        f'xmlns:vt="{_KINDS}/docPropsVTypes"><property fmtid="{_USER_DEFINED}" pid="2" '
        f'name="{PROPERTY}"><vt:lpwstr>{escaped(origin_words(origin))}</vt:lpwstr>'
        "</property></Properties>"
    )
