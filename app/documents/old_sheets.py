"""Old Excel workbooks (.xls) in, and what only bears that name told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final

from app.domain.text import nfc
from app.errors import DataFileError
from app.files import explain_os_error

OldValue = str | int | float | bool | datetime | None

LARGEST: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 50_000
#: What stands in a cell whose formula was never worked out.
NO_RESULT: Final = "="
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
#: Workbooks before Excel 97 are bare records without a container.
_BARE: Final = tuple(bytes.fromhex(start) for start in ("0908", "0904", "0902", "0900"))
_PACKAGE: Final = b"PK"
_LOCKED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_SAMPLE: Final = 4_096
_AS_XLSX: Final = "Hãy mở tệp bằng Excel, chọn “Lưu thành” kiểu .xlsx rồi đọc lại."
_WEB: Final = (
    "Tệp “{name}” là trang web mang tên bảng tính (do phần mềm trên mạng xuất ra) nên chưa đọc; số "
    f"liệu không thay đổi. {_AS_XLSX}"
)
_XML: Final = (
    "Tệp “{name}” là bảng tính kiểu XML mang tên .xls nên chưa đọc; số liệu không thay đổi. "
    f"{_AS_XLSX}"
)
_TEXT: Final = (
    "Tệp “{name}” là tệp chữ ngăn ô bằng dấu phẩy, chấm phẩy (CSV) mang tên bảng tính nên chưa đọc; "
    f"số liệu không thay đổi. {_AS_XLSX}"
)
_LOCKED: Final = (
    "Tệp “{name}” có mật khẩu nên chưa đọc; số liệu không thay đổi. Hãy mở tệp bằng Excel, bỏ mật "
    "khẩu, lưu lại rồi đọc."
)
_DAMAGED: Final = (
    "Tệp “{name}” không phải là bảng tính Excel kiểu cũ (.xls) hoặc đã hỏng nên chưa đọc; số liệu "
    f"không thay đổi. {_AS_XLSX}"
)
_LARGE: Final = (
    "Tệp “{name}” lớn hơn 20 MB hoặc có quá nhiều dòng nên chưa đọc. Hãy chỉ giữ lại trang tính cần "
    "dùng."
)


@dataclass(frozen=True, slots=True)
class OldPage:
    """One sheet: rows of equal length, and the first cells (row, column from 1) of joined ones."""

    name: str
    rows: tuple[tuple[OldValue, ...], ...]
    joined: frozenset[tuple[int, int]]


def is_old(path: Path) -> bool:
    """Whether a file is to be read by ``read_old_book``; anything else may be an .xlsx.

    Raises:
        DataFileError: no such file, locked by a password, a web page, XML or CSV under this name.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_SAMPLE)
            if start.startswith(_OLE) and _LOCKED_PACKAGE in start + file.read(LARGEST):
                raise DataFileError(_LOCKED.format(name=path.name))
    except OSError as error:
        raise explain_os_error(error) from error
    if start.startswith((_OLE, *_BARE)):
        return True
    said = "" if start.startswith(_PACKAGE) else _other_kind(start)
    if said:
        raise DataFileError(said.format(name=path.name))
    return False


def read_old_book(path: Path) -> list[OldPage]:
    """Every sheet, hidden ones and hidden rows too; formulas by their last result.

    Raises:
        DataFileError: no such file, locked by a password, damaged, or too large.
    """
    import xlrd

    try:
        if path.stat().st_size > LARGEST:
            raise DataFileError(_LARGE.format(name=path.name))
        # What the library has to say goes nowhere: the window has no output.
        book = xlrd.open_workbook(str(path), logfile=StringIO(), formatting_info=True)
        if any(page.nrows > MOST_ROWS for page in book.sheets()):
            raise DataFileError(_LARGE.format(name=path.name))
        return [_page(book, page) for page in book.sheets()]
    except OSError as error:
        raise explain_os_error(error) from error
    except DataFileError:
        raise
    except Exception as error:  # A damaged file makes it raise nearly anything.
        locked = isinstance(error, xlrd.XLRDError) and "encrypted" in str(error)
        said = _LOCKED if locked else _DAMAGED
        raise DataFileError(said.format(name=path.name), detail=type(error).__name__) from error


def _page(book: Any, page: Any) -> OldPage:
    rows = tuple(tuple(_values(book, page, row)) for row in range(page.nrows))
    joined = frozenset((top + 1, left + 1) for top, _below, left, _right in page.merged_cells)
    return OldPage(str(page.name), rows, joined)


def _values(book: Any, page: Any, row: int) -> Iterator[OldValue]:
    for cell in page.row(row):
        yield _value(book, cell)


def _value(book: Any, cell: Any) -> OldValue:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return nfc(str(cell.value)) or NO_RESULT
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            found: datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return float(cell.value)
        return found
    return None


def _other_kind(start: bytes) -> str:
    """The sentence for a file that Excel would open, though it is no workbook; else empty."""
    text = _decoded(start).lstrip("\ufeff \t\r\n")
    if re.search(r"<(?:!doctype html|html|table|head|body|meta)\b", text, re.IGNORECASE):
        return _WEB
    if text.startswith("<?xml"):
        return _XML
    first = text.partition("\n")[0]
    is_text = "\0" not in text and "\ufffd" not in text[:-4]
    return _TEXT if is_text and re.search(r"[,;\t]", first) else ""


def _decoded(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    return start.decode("utf-8", errors="replace")
