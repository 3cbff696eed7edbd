"""All parts of a Word file put together, with remarks on what reading did."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.documents.readers.from_docx.document import read_sections, shared_of
from app.documents.readers.from_docx.inline import Shared
from app.documents.readers.from_docx.media import read_images
from app.documents.readers.from_docx.package import Package
from app.documents.readers.from_docx.tags import W, local
from app.documents.source import SourceFile
from app.jobs import JobContext

_PROPERTY: Final = "SoBinhDang"
_HIGHEST_VERSION: Final = 1_000_000


def read_whole_file(path: Path, job: JobContext) -> SourceFile:
    """The file at ``path``."""
    with Package(path) as package:
        parts = shared_of(package)
        sections = read_sections(package, parts, job)
        images, lost = read_images(package)
        origin = _origin(package)
        return SourceFile(
            kind="docx",
            sections=tuple(sections),
            images=tuple(images),
            remarks=tuple(_remarks(package, parts[0], lost)),
            measured=True,
            made_here=origin is not None,
            paper_id=origin.paper_id if origin else "",
            version_number=origin.version if origin else 0,
            saved_at=origin.saved_at if origin else None,
            deleted=tuple(parts[0].deleted),
        )


@dataclass(frozen=True, slots=True)
class _Origin:
    paper_id: str
    version: int
    saved_at: datetime | None


def _origin(package: Package) -> _Origin | None:
    """Where a file that this program wrote comes from; None for every other file."""
    root = package.optional("docProps/custom.xml")
    for one in root if root is not None else ():
        if local(one) == "property" and one.get("name") == _PROPERTY:
            words = "".join(one.itertext()).strip()
            paper_id, version, moment, *_rest = [*words.split(";"), "", ""]
            known = version.isascii() and version.isdigit() and len(version) < 7
            return _Origin(paper_id[:64], int(version) if known else 0, _moment(moment))
    return None


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _remarks(package: Package, shared: Shared, lost: int) -> list[str]:
    made: list[str] = []
    if shared.changes:
        made.append(
            f"Có {shared.changes} chỗ sửa theo dõi (Track Changes), đã đọc theo bản được chấp nhận."
        )
    if count := _comments(package):
        made.append(f"Có {count} lời nhận xét bên lề, không đưa vào văn bản.")
    if shared.hidden:
        made.append(f"Có {shared.hidden} đoạn chữ ẩn, không đưa vào văn bản.")
    if any("vbaProject" in name for name in package.names()):
        made.append("Tệp có chương trình kèm theo (macro); không chạy và không đưa vào.")
    if package.has_links():
        made.append("Tệp dẫn tới nội dung ở nơi khác; không mở và không đưa vào.")
    if lost:
        made.append(f"Có {lost} hình không đọc được, không đưa vào.")
    return made


def _comments(package: Package) -> int:
    name = package.related("comments")
    root = package.optional(name) if name else None
    return len(root.findall(W + "comment")) if root is not None else 0
