"""The findings of a file as a list to hand on: a workbook, or lines of text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.documents.check.finding import Severity
from app.documents.sheets import Sheet, SheetColumn, Value, write_workbook
from app.workflows.file_checks import FileCheck, FileFinding, PaperCheck

#: How a severity is called.
WEIGHTS: Final = {Severity.BLOCK: "Phải sửa", Severity.WARN: "Nên xem"}
_COLUMNS: Final = (
    SheetColumn("STT", "int", 6),
    SheetColumn("Mức", width=12),
    SheetColumn("Chỗ", width=42),
    SheetColumn("Nội dung", width=64),
    SheetColumn("Căn cứ", width=44),
    SheetColumn("Sửa thành", width=36),
)


def save_findings(path: Path, checked: FileCheck) -> int:
    """Write a workbook, a sheet for each paper of the file.

    Returns:
        how many findings were written.

    Raises:
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    sheets = [
        Sheet(title=f"Văn bản {number}", columns=_COLUMNS, rows=tuple(_rows(part)))
        for number, part in enumerate(checked.parts, start=1)
    ]
    write_workbook(path, sheets)
    return sum(len(part.findings) for part in checked.parts)


def finding_line(found: FileFinding) -> str:
    """ "Phải sửa · Trang giấy · Lề trái 20 mm … · Phụ lục I, …" in one line."""
    one = found.finding
    words = (WEIGHTS[one.severity], found.place, one.message, one.clause)
    return " · ".join(" ".join(word.split()) for word in words if word)


def finding_lines(checked: FileCheck) -> list[str]:
    """A line for each finding; of several papers the title stands over its own."""
    lines = []
    for number, part in enumerate(checked.parts, start=1):
        if len(checked.parts) > 1:
            lines.append(f"{number}. {part.title}")
        lines += [finding_line(found) for found in part.findings]
    return lines


def _rows(part: PaperCheck) -> Iterator[tuple[Value, ...]]:
    for number, found in enumerate(part.findings, start=1):
        one = found.finding
        new = (one.mend.new or f"(bỏ) {one.mend.old}") if one.mend else ""
        yield (number, WEIGHTS[one.severity], found.place, one.message, one.clause, new)
