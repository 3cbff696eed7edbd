"""Tables out to Excel with typed cells, and blocks of cells in from Excel or the clipboard."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from app.documents.old_sheets import is_old, read_old_book
from app.domain.text import nfc
from app.errors import DataFileError, ValidationError
from app.files import explain_os_error, write_beside

Value = str | int | float | date | None
#: What may be written: decimals keep their number of digits.
Written = Value | Decimal
Kind = Literal["text", "int", "money", "date"]

LARGEST_FILE: Final = 20 * 1024 * 1024
LARGEST_UNPACKED: Final = 200 * 1024 * 1024
LARGEST_RATIO: Final = 200
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 500
_LONGEST_CELL: Final = 32_000
_LONGEST_TITLE: Final = 31
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMATS: Final = {"int": "#,##0", "money": "#,##0", "date": "dd/mm/yyyy", "text": "@"}
# A cell and what ends it; a quoted cell may hold the ends of others.
_PASTED: Final = re.compile(r'("(?:[^"]|"")*"(?=[\t\n]|\Z)|[^\t\n]*)([\t\n]|\Z)')
_FONT: Final = "Times New Roman"
_DAMAGED: Final = (
    "Tệp “{name}” không phải là bảng tính Excel (.xlsx) hoặc đã hỏng nên chưa đọc được; dữ liệu "
    "trong chương trình không thay đổi. Hãy mở tệp bằng Excel, chọn “Lưu thành” kiểu .xlsx rồi đọc lại."
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``width`` is in letters."""

    title: str
    kind: Kind = "text"
    width: float = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Typed rows under a bold header; ``total`` is the last, bold row or empty.

    ``above`` and ``below`` are lines of words around the table, ``bold`` rows (from 0) that name
    what follows them.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Written, ...], ...]
    total: tuple[Written, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    bold: frozenset[int] = frozenset()


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; an old file stays until the new one is whole.

    A text that Excel would read as a formula is stored as text and shows every letter.

    Raises:
        DataFileError: the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    titles: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(_sheet_title(sheet.title, titles))
        _fill(page, sheet)
    write_beside(path, partial(save_book, book))


def save_book(book: Any, stream: BytesIO) -> None:
    """Write a workbook of openpyxl in memory: by itself it would leave every sheet, as plain words,
    in the temporary folder for a while."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc]
        """The library's own writer with another place for the sheets."""

        def write_worksheet(self, page: Any) -> None:
            drawing, writer = SpreadsheetDrawing(), WorksheetWriter(page, out=BytesIO())
            # As the library's own does, with names it calls its own.
            drawing.charts, drawing.images = page._charts, page._images  # noqa: SLF001
            page._drawing = drawing  # noqa: SLF001
            writer.write()
            page._rels = writer._rels  # noqa: SLF001
            self._archive.writestr(page.path[1:], writer.read())
            self.manifest.append(page)

    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    InMemory(book, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)).save()


def read_block(path: Path, title: str = "") -> list[list[Value]]:
    """The filled cells of the first sheet, formulas by their last value, empty ends cut off.

    Args:
        title: the sheet of this name instead, when there is one.

    Raises:
        DataFileError: no such file, no workbook (.xlsx, .xls), locked, damaged, or far too large.
    """
    if is_old(path):
        pages = read_old_book(path)
        old = next((page for page in pages if page.name == title), pages[0]).rows
        return _trimmed([[plain_value(cell) for cell in row[:MOST_COLUMNS]] for row in old], None)
    try:
        check_package(path)
        return _read_sheet(path, title)
    except OSError as error:
        raise explain_os_error(error) from error
    except damages() as error:
        raise damaged_file(path, error) from error


def damaged_file(path: Path, error: Exception) -> DataFileError:
    """What is said of a file that is no workbook or a damaged one."""
    return DataFileError(_DAMAGED.format(name=path.name), detail=type(error).__name__)


def parse_pasted(text: str) -> list[list[str]]:
    """Cells copied from Excel: tabs between cells, quotes around cells with line breaks.

    Raises:
        ValidationError: far too many rows or cells.
    """
    if len(text) > LARGEST_FILE:
        raise ValidationError("Khối ô vừa dán quá lớn. Hãy dán từng phần.")
    flat = nfc(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    rows: list[list[str]] = [[]]
    for found in _PASTED.finditer(flat):
        rows[-1].append(_unquoted(found[1]).strip())
        if found[2] == "\n":
            rows.append([])
        if len(rows) > MOST_ROWS + 1:
            raise ValidationError(f"Khối ô vừa dán có hơn {MOST_ROWS} dòng. Hãy dán từng phần.")
        if not found[2]:
            break
    return _trimmed(rows, "")


def _unquoted(cell: str) -> str:
    """Excel puts quotes around a cell only when it holds a line break or a tab."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and ("\n" in cell or "\t" in cell):
        return cell[1:-1].replace('""', '"')
    return cell


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Border, Font, Side

    thin = Side(style="thin", color="999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    bold, usual = Font(name=_FONT, size=12, bold=True), Font(name=_FONT, size=12)
    header = len(sheet.above) + 1
    for row, words in enumerate(sheet.above, start=1):
        _line(page, row, words, bold)
    _titles(page, sheet, header, (bold, border))
    rows = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    strong = sheet.bold | ({len(sheet.rows)} if sheet.total else set())
    for at, values in enumerate(rows):
        look = (bold if at in strong else usual, border)
        _row(page, header + 1 + at, (values, sheet.columns), look)
    for row, words in enumerate(sheet.below, start=header + len(rows) + 2):
        _line(page, row, words, usual)
    _set_up(page, header)


def _line(page: Any, row: int, words: str, font: Any) -> None:
    cell = page.cell(row, 1)
    put_text(cell, words)
    cell.font = font


def _titles(page: Any, sheet: Sheet, row: int, look: tuple[Any, Any]) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    shade = PatternFill("solid", fgColor="E7EEF7")
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for at, column in enumerate(sheet.columns, start=1):
        cell = page.cell(row, at)
        _put(cell, column.title, "text")
        cell.font, cell.border = look
        cell.fill, cell.alignment = shade, middle
        page.column_dimensions[get_column_letter(at)].width = column.width


def _row(
    page: Any,
    row: int,
    filled: tuple[Sequence[Written], Sequence[SheetColumn]],
    look: tuple[Any, Any],
) -> None:
    from openpyxl.styles import Alignment

    wrapped = Alignment(vertical="top", wrap_text=True)
    for at, (value, column) in enumerate(zip(*filled, strict=False), start=1):
        cell = page.cell(row, at)
        _put(cell, value, column.kind)
        cell.font, cell.border = look
        cell.alignment = wrapped


def _set_up(page: Any, header: int) -> None:
    page.freeze_panes = f"A{header + 1}"
    page.print_title_rows = f"{header}:{header}"
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: Written, kind: Kind) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
        cell.number_format = _format(value, kind)


def _format(value: Written, kind: Kind) -> str:
    """As many decimals as a decimal number was given."""
    if isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        return f"#,##0.{'0' * places}" if places else _FORMATS["int"]
    return _FORMATS["date" if isinstance(value, date) else kind]


def put_text(cell: Any, value: str) -> None:
    """As text whatever it begins with; the quote prefix keeps it so when it is edited."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", nfc(value))[:_LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"
    cell.number_format = _FORMATS["text"]
    if text.startswith(_DANGEROUS):
        cell.quotePrefix = True


def _sheet_title(title: str, taken: set[str]) -> str:
    """Without signs that Excel forbids, at most 31 letters, each once."""
    bare = "".join(" " if sign in "[]:*?/\\'" else sign for sign in nfc(title)).strip() or "Bảng"
    name, number = bare[:_LONGEST_TITLE], 2
    while name.lower() in taken:
        end = f" ({number})"
        name, number = bare[: _LONGEST_TITLE - len(end)] + end, number + 1
    taken.add(name.lower())
    return name


def damages() -> tuple[type[Exception], ...]:
    """A damaged file fails anywhere inside the zip, the XML or openpyxl."""
    from openpyxl.utils.exceptions import InvalidFileException

    return (
        InvalidFileException, zipfile.BadZipFile, zlib.error, EOFError, SyntaxError, LookupError,
        ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError, struct.error,
    )  # fmt: skip


def check_package(path: Path, most: int = LARGEST_UNPACKED) -> None:
    """Refuse what is too large, packed or, over ``most`` bytes, unpacked; nothing is unpacked."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise DataFileError(
            f"Tệp “{path.name}” lớn hơn 20 MB nên chưa đọc. Hãy chỉ giữ lại trang tính cần dùng."
        )
    with zipfile.ZipFile(path) as package:
        unpacked = sum(entry.file_size for entry in package.infolist())
        ratio = unpacked / max(size, 1)
    if unpacked > most or (unpacked > LARGEST_FILE and ratio > LARGEST_RATIO):
        raise DataFileError(
            f"Tệp “{path.name}” phình ra quá lớn khi mở nên chương trình không đọc. Hãy chép riêng "
            "phần cần dùng sang một tệp mới."
        )


def _read_sheet(path: Path, title: str) -> list[list[Value]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            page = book[title] if title in book.sheetnames else book.worksheets[0]
            return _trimmed(list(_rows(page, path.name)), None)
        finally:
            book.close()


def _rows(page: Any, name: str) -> Iterator[list[Value]]:
    page.reset_dimensions()
    last_filled = 0
    for number, row in enumerate(page.iter_rows(values_only=True), start=1):
        if number > MOST_ROWS and any(cell is not None for cell in row):
            raise DataFileError(f"Tệp “{name}” có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
        values = [plain_value(cell) for cell in row[:MOST_COLUMNS]]
        if any(value is not None for value in values):
            last_filled = number
        if number - last_filled > MOST_ROWS:
            return
        yield values


def plain_value(cell: Any) -> Value:
    """A cell as it is kept: whole numbers without a point, days without a time, clean text."""
    match cell:
        case None:
            return None
        case datetime():
            return cell.date()
        case bool():
            return "x" if cell else ""
        case float() if cell.is_integer():
            return int(cell)
        case int() | float() | date():
            return cell
        case _:
            return nfc(str(cell)).strip() or None


def _trimmed(rows: list[list[Any]], empty: Value) -> list[list[Any]]:
    """Without empty rows and columns at the end, all rows equally long."""
    width = max(
        (at for row in rows for at, cell in enumerate(row, start=1) if cell not in {None, ""}),
        default=0,
    )
    while rows and all(cell in {None, ""} for cell in rows[-1]):
        rows.pop()
    return [[*row, *[empty] * (width - len(row))][:width] for row in rows]
