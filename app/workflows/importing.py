"""Any document read in: shown first, kept only when the officer wants it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.readers.from_file import FileReading, FoundPaper, read_papers, read_source
from app.documents.readers.reading import AFTER_END, PAGE_LEFT_OUT, Reading
from app.documents.readers.to_content import content_of_reading
from app.documents.source import SourceImage
from app.domain.paper_content import LeftOver
from app.domain.papers import OtherType, PaperKind, PlanType, kind_of_type
from app.domain.report_kinds import report_of_title
from app.domain.text import clean_line, fold
from app.errors import ValidationError
from app.jobs import JobContext
from app.paths import DataPaths
from app.services.paper_files import PaperFile, hang_files
from app.services.papers import CreatePaper, check_year, create_paper
from app.workflows.attachments import keep_content

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_YEAR: Final = re.compile(r"\bnăm\s+(\d{4})\b", re.IGNORECASE)
_ANY_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_WHERE: Final = "Tệp đã đọc"
_LEFT_OUT: Final = "Hãy xem lại trong tệp gốc."
_UNPLACED: Final = "Chưa hiểu chỗ của câu này nên giữ nguyên thành đoạn."
_OWN_PAGE: Final = (PaperKind.PLAN, PaperKind.REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPaper:
    """A paper found in a file, as it is to be kept.

    ``year`` None takes the one of its title or date; ``remarks`` are those of the file.
    """

    found: FoundPaper
    file_name: str
    year: int | None = None
    remarks: tuple[str, ...] = ()


def read_file_papers(path: Path, job: JobContext | None = None) -> FileReading:
    """The papers of a file; words that were deleted with tracking are named in the remarks.

    Args:
        path: DOCX, DOC, PDF with text, or plain text.

    Raises:
        ValidationError: no paper in it, too big, locked, or a kind that is not read.
        DataFileError: missing or not readable.
        CancelledError: the officer asked to stop.
    """
    context = job or JobContext()
    source = read_source(path, context)
    context.step(0, 0, "Đang xếp đề mục")
    reading = read_papers(source)
    if not source.deleted:
        return reading
    words = "; ".join(f"“{clean_line(one)}”" for one in source.deleted)
    remark = f"Chữ đã xóa khi sửa theo dõi, không đưa vào văn bản: {words}"
    return replace(reading, remarks=(*reading.remarks, remark))


def usual_part(reading: FileReading) -> int:
    """Number, from 1, of the paper one most likely wants: the first plan or report."""
    for number, found in enumerate(reading.papers, start=1):
        if found.reading.head.type_name and kind_of_found(found.reading) in _OWN_PAGE:
            return number
    return 1


def chosen_paper(reading: FileReading, part: int | None = None) -> FoundPaper:
    """The paper of this number from 1 (None: the usual one), with all pictures of the file.

    Raises:
        ValidationError: there is none of this number.
    """
    number = usual_part(reading) if part is None else part
    if not 1 <= number <= len(reading.papers):
        raise ValidationError(f"Tệp có {len(reading.papers)} văn bản, không có văn bản thứ {part}.")
    return replace(reading.papers[number - 1], images=images_of(reading))


def images_of(reading: FileReading) -> tuple[SourceImage, ...]:
    """The pictures of the whole file."""
    return tuple(image for found in reading.papers for image in found.images)


def keep_found(db: Database, command: KeepPaper, paths: DataPaths | None = None) -> UUID:
    """Keep a found paper as a draft; its pictures lie in the data folder before it is named there.

    Args:
        paths: of the data folder; without it the pictures are only told of.

    Raises:
        ValidationError: an impossible year, or a task line with a mistake.
        DataFileError: a picture cannot be kept; nothing is kept then.
    """
    found = command.found
    reading = found.reading
    year = command.year if command.year is not None else year_of_found(reading)
    check_year(year)
    kind = kind_of_found(reading)
    images = found.images
    files = [_stored(paths, image) for image in images] if paths else []
    lost = len(images) - len(files)
    remarks = (*command.remarks, *([f"Tệp có {lost} hình, chưa giữ được."] if lost else ()))
    paper_type, period = _type_of(kind, " ".join(reading.head.title), year)
    paper = CreatePaper(
        kind=kind,
        paper_type=paper_type,
        year=year,
        period=period,
        content=content_of_reading(reading, year),
        source=f"Đọc từ tệp: {clean_line(command.file_name)}",
        left_overs=_left_overs(reading, remarks),
    )
    return db.write(_create, paper, files)


def left_out(reading: Reading) -> tuple[str, ...]:
    """What of the file does not go into the paper; page numbers in one sentence."""
    page = PAGE_LEFT_OUT
    pages = [words.removeprefix(page) for words in reading.left_over if words.startswith(page)]
    others = [words for words in reading.left_over if not words.startswith((page, AFTER_END))]
    return (*others, *([page + ", ".join(pages)] if pages else ()))


def year_of_found(reading: Reading) -> int:
    """The year of the title, else of the date, else this year."""
    title = " ".join(reading.head.title)
    named = _YEAR.findall(title) or _ANY_YEAR.findall(title)
    if named:
        return int(named[-1])
    day = reading.head.day
    return (day.year if day else reading.head.year) or datetime.now().astimezone().year


def kind_of_found(reading: Reading) -> PaperKind:
    """By the name above the title; without one, "V/v …" makes it a công văn."""
    kind = kind_of_type(reading.head.type_name)
    if kind is PaperKind.LETTER and not fold(" ".join(reading.head.title)).startswith("v/v"):
        return PaperKind.PLAN
    if kind is None and "bao cao" in fold(reading.head.type_name):
        return PaperKind.REPORT
    return kind or PaperKind.PLAN


def _create(session: "Session", paper: CreatePaper, files: list[PaperFile]) -> UUID:
    paper_id = create_paper(session, paper)
    hang_files(session, paper_id, files)
    return paper_id


def _stored(paths: DataPaths, image: SourceImage) -> PaperFile:
    kept = keep_content(paths, image.name, image.data, image.media_type)
    return PaperFile(name=kept.name, sha256=kept.sha256, media_type=kept.media_type, size=kept.size)


def _left_overs(reading: Reading, remarks: tuple[str, ...]) -> tuple[LeftOver, ...]:
    """Everything that the officer is to look at once more."""
    told = [(words, _UNPLACED) for words in reading.unplaced]
    told += [(words, _LEFT_OUT) for words in (*left_out(reading), *remarks)]
    return tuple(
        LeftOver(where=_WHERE, found=clean_line(words).rstrip("."), why=why) for words, why in told
    )


def _type_of(kind: PaperKind, title: str, year: int) -> tuple[str, str]:
    """The type, and the code of a report's period."""
    if kind is PaperKind.REPORT:
        return report_of_title(title, year)
    if kind not in _OWN_PAGE:
        return OtherType.OTHER, ""
    words = fold(title)
    if "thang hanh dong" in words:
        return PlanType.ACTION_MONTH, ""
    if re.search(r"\bgiai doan\b|\bden nam \d{4}", words):
        return PlanType.PROGRAMME, ""
    return (PlanType.YEAR if _ANY_YEAR.search(words) else PlanType.OTHER), ""
