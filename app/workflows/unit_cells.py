"""A list of units as a table: columns found by their titles, each cell read or told by its place."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from app.documents.readers.decode import read_file
from app.documents.sheets import MOST_COLUMNS, MOST_ROWS, Value, read_block
from app.domain.dates import parse_date
from app.domain.text import clean_line, fold
from app.domain.units import checked_code, checked_email, checked_phone
from app.errors import DataFileError, ValidationError

#: The title of each column as we write it, and the folded titles it is found by.
COLUMNS: Final = {
    "code": ("Mã", ("ma", "ma don vi", "ma dvhc", "ma so", "ma xa")),
    "name": ("Tên", ("ten", "ten don vi", "don vi", "ten xa")),
    "level": ("Cấp", ("cap", "loai", "cap don vi", "loai don vi", "loai hinh")),
    "parent": ("Mã cấp trên", ("ma cap tren", "ma don vi cap tren", "cap tren", "truc thuoc")),
    "valid_from": ("Từ ngày", ("tu ngay", "ngay bat dau", "hieu luc tu", "tu")),
    "valid_to": ("Đến ngày", ("den ngay", "ngay ket thuc", "hieu luc den", "den")),
    "email": ("Thư điện tử", ("thu dien tu", "email", "e mail", "hop thu", "dia chi thu dien tu")),
    "phone": ("Điện thoại", ("dien thoai", "so dien thoai", "dt", "dien thoai lien he")),
    "contact": ("Người liên hệ", ("nguoi lien he", "dau moi", "nguoi phu trach", "can bo dau moi")),
}
_NEEDED: Final = ("code", "name")
_BY_TITLE: Final = {title: key for key, (_shown, titles) in COLUMNS.items() for title in titles}
_HEADER_WITHIN: Final = 30
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COUNTED: Final = re.compile(r"\(\d{1,2}\)")
_TEXT_FILES: Final = (".csv", ".txt", ".tsv")
_ENDS: Final = ";,\t"
_CODE_PARTS: Final = ("code", "parent")


@dataclass(slots=True)
class UnitCells:
    """One row as read: what could be read, and the place of each cell ("B7") for what is wrong."""

    row: int
    places: dict[str, str]
    words: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """ "B7", or "dòng 7" where the table has no such column."""
        return self.places.get(key, f"dòng {self.row}")


@dataclass(slots=True)
class UnitTable:
    """The rows, and everything that is wrong or doubtful as (row, sentence with its place)."""

    rows: list[UnitCells] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, cells: UnitCells, key: str, why: str) -> None:
        """Something is wrong in a cell."""
        self.problems.append((cells.row, f"{cells.place(key)}: {why}"))

    def doubtful(self, cells: UnitCells, key: str, why: str) -> None:
        """Something may be wrong in a cell; it is taken as it is."""
        self.warnings.append((cells.row, f"{cells.place(key)}: {why}"))


def read_unit_table(path: Path) -> UnitTable:
    """The table of the first sheet (.xlsx, .xls) or of a text file (.csv, with a byte mark or not).

    Raises:
        DataFileError: no such file, locked, damaged or too large.
        ValidationError: a text file that is no text.
    """
    block = _text_block(path) if path.suffix.lower() in _TEXT_FILES else read_block(path)
    found = UnitTable()
    at = next((at for at, row in enumerate(block[:_HEADER_WITHIN]) if _is_header(row)), None)
    if at is None:
        titles = ", ".join(f"“{title}”" for title, _names in COLUMNS.values())
        found.problems.append(
            (0, f"Không thấy dòng tiêu đề có cột “Mã” và “Tên”. Các cột đọc được: {titles}.")
        )
        return found
    columns = _columns(block[at], at + 1, found)
    for number, row in enumerate(block[at + 1 :], start=at + 2):
        if _is_filled(row, columns):
            found.rows.append(_read_row(number, row, columns, found))
    if not found.rows:
        found.problems.append((at + 1, "Dưới dòng tiêu đề không có đơn vị nào."))
    _check_lost_zeros(block, columns, found)
    return found


def _text_block(path: Path) -> list[list[Value]]:
    text = read_file(path)
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])
    end = max(_ENDS, key=head.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=end))
    except csv.Error as error:
        raise DataFileError(
            f"Tệp “{path.name}” không phải bảng ngăn ô bằng dấu phẩy, chấm phẩy nên chưa đọc. Danh "
            "sách đơn vị giữ nguyên. Hãy lưu lại tệp dạng .xlsx rồi đọc.",
            detail=type(error).__name__,
        ) from error
    if len(rows) > MOST_ROWS:
        raise DataFileError(f"Tệp “{path.name}” có hơn {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.")
    return [[cell.strip() or None for cell in row[:MOST_COLUMNS]] for row in rows]


def _title(cell: Value) -> str:
    """A title without diacritics, signs and notes in brackets: "Mã (*)" is "ma"."""
    bare = re.sub(r"\([^)]*\)", " ", fold(str(cell or "")))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def _is_header(row: Sequence[Value]) -> bool:
    return set(_NEEDED) <= {_BY_TITLE.get(_title(cell)) for cell in row}


def _columns(row: Sequence[Value], number: int, found: UnitTable) -> dict[int, str]:
    columns: dict[int, str] = {}
    for at, cell in enumerate(row):
        key = _BY_TITLE.get(_title(cell))
        if key is None:
            continue
        if key in columns.values():
            place = f"{_letters(at)}{number}"
            words = f"{place}: có hai cột “{COLUMNS[key][0]}”. Hãy giữ một cột."
            found.problems.append((number, words))
            continue
        columns[at] = key
    return columns


def _is_filled(row: Sequence[Value], columns: dict[int, str]) -> bool:
    """Whether a row says anything; one of "(1) (2) (3)" under the titles does not."""
    filled = [str(row[at]) for at in columns if at < len(row) and row[at] is not None]
    return bool(filled) and not all(_COUNTED.fullmatch(cell) for cell in filled)


def _read_row(
    number: int, row: Sequence[Value], columns: dict[int, str], found: UnitTable
) -> UnitCells:
    cells = UnitCells(number, {key: f"{_letters(at)}{number}" for at, key in columns.items()})
    for at, key in columns.items():
        value = row[at] if at < len(row) else None
        if value is None:
            continue
        try:
            _read_cell(cells, key, value)
        except ValidationError as error:
            found.wrong(cells, key, error.message)
    for key in _NEEDED:
        if key not in cells.words and not _is_told(found, cells, key):
            missing = "Chưa ghi mã đơn vị." if key == "code" else "Chưa ghi tên đơn vị."
            found.wrong(cells, key, missing)
    return cells


def _is_told(found: UnitTable, cells: UnitCells, key: str) -> bool:
    return any(words.startswith(f"{cells.place(key)}: ") for _row, words in found.problems)


def _read_cell(cells: UnitCells, key: str, value: Value) -> None:
    match key:
        case "valid_from" | "valid_to":
            cells.days[key] = _day(value)
        case "code" | "parent":
            cells.words[key] = checked_code(_text(value))
        case "email":
            cells.words[key] = checked_email(_text(value))
        case "phone":
            cells.words[key] = checked_phone(_phone(value))
        case _:
            cells.words[key] = clean_line(_text(value))


def _text(value: Value) -> str:
    if isinstance(value, date):
        # Excel takes "1-2" or "3/4" for a day by itself.
        raise ValidationError(
            "Excel đã đổi ô này thành ngày tháng. Hãy đặt cột thành kiểu Văn bản (Text) rồi gõ lại."
        )
    return clean_line(str(value))


def _phone(value: Value) -> str:
    """Of a number that Excel took the first 0 of: every number at home has one."""
    text = _text(value)
    return f"0{text}" if isinstance(value, int) and not text.startswith("0") else text


def _day(value: Value) -> date:
    if isinstance(value, date):
        return value
    text = clean_line(str(value))
    found = parse_date(text) or _iso_day(text)
    if found is None:
        raise ValidationError(f"“{text[:40]}” không phải là ngày, hãy ghi như 01/07/2025.")
    return found


def _iso_day(text: str) -> date | None:
    parts = _ISO.fullmatch(text)
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _check_lost_zeros(
    block: Sequence[Sequence[Value]], columns: dict[int, str], found: UnitTable
) -> None:
    """A number that is shorter than the other codes may have lost its zeros in Excel."""
    at_key = {key: at for at, key in columns.items()}
    for key in _CODE_PARTS:
        numbers = list(_number_codes(block, at_key.get(key), key, found.rows))
        longest = max((len(code) for _cells, code, _is_number in numbers), default=0)
        for cells, code, is_number in numbers:
            if is_number and len(code) < longest:
                found.doubtful(
                    cells,
                    key,
                    f"Mã {code} ngắn hơn các mã khác ({longest} chữ số): Excel có thể đã bỏ số 0 ở "
                    "đầu. Hãy xem lại.",
                )


def _number_codes(
    block: Sequence[Sequence[Value]], at: int | None, key: str, rows: Sequence[UnitCells]
) -> Iterator[tuple[UnitCells, str, bool]]:
    for cells in rows:
        code = cells.words.get(key, "")
        if at is not None and code.isdecimal():
            yield cells, code, isinstance(block[cells.row - 1][at], int)


def _letters(column: int) -> str:
    """The letters of a column from 0: A, B, …, Z, AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
