"""The one door for files: whatever kind it is, its looks and the papers in it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.documents.readers.decode import LARGEST_FILE as LARGEST_TEXT
from app.documents.readers.decode import decode_old, reading_errors
from app.documents.readers.from_text import document_of_reading
from app.documents.readers.legacy import modern, remark
from app.documents.readers.margins import with_margins
from app.documents.readers.papers import split_papers
from app.documents.readers.reading import Reading, read_lines_whole
from app.documents.readers.source_lines import lines_of_source, source_of_text
from app.documents.source import SourceFile, SourceImage
from app.errors import ValidationError
from app.jobs import JobContext

__all__ = [
    "LARGEST_FILE",
    "FileReading",
    "FoundPaper",
    "document_of_reading",
    "read_papers",
    "read_source",
]

#: Bytes; a plan with many pictures stays below.
LARGEST_FILE: Final = 60 * 1024 * 1024
_MB: Final = 1024 * 1024
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READ: Final = (
    "Chương trình đọc được tệp Word (.docx, .doc), PDF có chữ và văn bản thuần (.txt, .md)."
)
_PICTURE: Final = (
    "Tệp “{name}” là ảnh chụp hoặc ảnh quét, không có chữ để đọc. Hãy xin lại tệp Word hoặc PDF "
    "xuất từ Word."
)
_RICH_TEXT: Final = (
    "Tệp “{name}” là tệp RTF. Hãy mở tệp bằng Word, chọn Lưu thành, loại “Tài liệu Word (.docx)”, "
    "rồi chọn tệp mới."
)
_REFUSED: Final = (
    (
        b"{\\rtf",
        _RICH_TEXT,
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!", "Tệp “{name}” là tệp nén RAR. Hãy giải nén rồi chọn tệp văn bản bên trong."),
    (b"7z\xbc\xaf", "Tệp “{name}” là tệp nén 7z. Hãy giải nén rồi chọn tệp văn bản bên trong."),
    (b"\x1f\x8b", "Tệp “{name}” là tệp nén. Hãy giải nén rồi chọn tệp văn bản bên trong."),
    (b"MZ", "Tệp “{name}” là chương trình, không phải văn bản. Không mở tệp này."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPaper:
    """One paper of a file; ``title`` names it for the officer ("KẾ HOẠCH Công tác …").

    ``images`` are the pictures of the whole file, given to its first paper.
    """

    title: str
    reading: Reading
    images: tuple[SourceImage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """The papers of a file in their order, and remarks on how it was read."""

    papers: tuple[FoundPaper, ...]
    remarks: tuple[str, ...] = ()


def read_source(path: Path, job: JobContext | None = None) -> SourceFile:
    """The file as its writer made it; its kind is known by its first bytes, not by its name.

    Letters of old Vietnamese fonts are changed to Unicode.

    Raises:
        ValidationError: no paper in it, too big, locked, or a kind that is not read.
        DataFileError: missing or not readable.
        CancelledError: the officer asked to stop.
    """
    first = _first_bytes(path)
    if first.startswith(b"PK\x03\x04"):
        from app.documents.readers.from_docx import read_docx

        return modern(read_docx(path, job))
    if first.startswith(_OLD_OFFICE):
        from app.documents.readers.from_doc import read_doc

        return modern(read_doc(path, job))
    if b"%PDF-" in first:
        from app.documents.readers.from_pdf import read_pdf

        return modern(read_pdf(path, job))
    return _read_text(path, first)


def read_papers(source: SourceFile) -> FileReading:
    """Every paper of a file apart; an annex stays with its paper.

    Raises:
        ValidationError: no words, or far too many lines.
    """
    papers = [
        read_lines_whole(lines, keep_letter=True) for lines in split_papers(lines_of_source(source))
    ]
    papers[0] = with_margins(papers[0], source)
    return FileReading(
        papers=tuple(
            FoundPaper(
                title=_title(reading), reading=reading, images=source.images if at == 0 else ()
            )
            for at, reading in enumerate(papers)
        ),
        remarks=source.remarks,
    )


def _first_bytes(path: Path) -> bytes:
    with reading_errors(path):
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ValidationError(
                f"Tệp “{path.name}” nặng {size // _MB} MB; chương trình đọc tệp đến "
                f"{LARGEST_FILE // _MB} MB. Hãy chọn đúng tệp văn bản, hoặc bỏ bớt ảnh trong tệp."
            )
        with path.open("rb") as stream:
            return stream.read(1024)


def _read_text(path: Path, first: bytes) -> SourceFile:
    for start, sentence in _REFUSED:
        if first.startswith(start):
            raise ValidationError(f"{sentence.format(name=path.name)} {_READ}")
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        raise ValidationError(
            f"Tệp “{path.name}” nặng {size // _MB} MB; chương trình đọc tệp chữ đến "
            f"{LARGEST_TEXT // _MB} MB. Hãy chọn đúng tệp kế hoạch hoặc báo cáo."
        )
    with reading_errors(path):
        data = path.read_bytes()
    text, encoding = decode_old(data)
    source = source_of_text(text)
    return replace(source, remarks=(remark(encoding),)) if encoding else source


def _title(reading: Reading) -> str:
    """Type and title; the first words of the body when there is neither."""
    named = " ".join([reading.head.type_name, *reading.head.title]).strip()
    if named:
        return named
    for branch in reading.branches:
        if words := f"{branch.heading} {branch.text}".split():
            return " ".join(words[:12])
    return "Văn bản không có tên"
