"""One cell of a pasted table as a day, a number or a kind, with a sentence when it is none."""

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from app.domain.dates import format_date, parse_date
from app.domain.figures import parse_number
from app.domain.text import clean_text, fold
from app.errors import ValidationError
from app.queries.kinds import Catalogues

_EXCEL_DAY_0: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?$")
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:\s*đồng)?")
_SERIAL: Final = re.compile(r"^\d{5}(?:[.,]0+)?$")
_PERIOD: Final = re.compile(r"\s+[-–—]\s+|\s+đến\s+")
_UNKNOWN: Final = {"", "-", "–", "...", "…", "không rõ", "chưa rõ"}


def cell_text(cell: Any) -> str:
    """A cell as the officer sees it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return format_date(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))


def read_day(cell: Any) -> tuple[date | None, date | None]:
    """First and last day: an Excel day or its serial number, 20/11/2026, or two joined by " - ".

    Raises:
        ValidationError: anything else.
    """
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    text = cell_text(cell)
    if text in _UNKNOWN:
        return None, None
    parts = _PERIOD.split(text)
    days = [_one_day(part) for part in parts]
    if len(days) > 2 or None in days:
        raise ValidationError(f"“{text}” không phải là ngày dạng 20/11/2026.")
    return days[0], days[1] if len(days) > 1 else None


def read_count(cell: Any) -> int | None:
    """A whole number, 1.234 also as text; None for an empty cell or a dash.

    Raises:
        ValidationError: anything else.
    """
    text = cell_text(cell)
    broken = isinstance(cell, bool) or (isinstance(cell, float) and not cell.is_integer())
    if broken or ("." in text and text not in _UNKNOWN and not _GROUPED.fullmatch(text)):
        # "2.5" must not become 25: dots stand between groups of three only.
        raise ValidationError(f"“{text}” không phải là số nguyên.")
    if isinstance(cell, int):
        value: int | None = cell
    else:
        value = None if text.lower() in _UNKNOWN else parse_number(text)
    if value is not None and value < 0:
        raise ValidationError("Số không thể âm.")
    return value


def read_kind(cell: Any, facts: Catalogues) -> str:
    """Code of the kind with this name or code, or of the only one whose name holds it.

    Raises:
        ValidationError: none or several.
    """
    asked = fold(cell_text(cell))
    if not asked:
        raise ValidationError("Chưa ghi loại hoạt động.")
    for kind in facts.kinds.values():
        if asked in (fold(kind.name), kind.code, kind.code.replace("_", " ")):
            return kind.code
    found = [kind.code for kind in facts.kinds.values() if asked in fold(kind.name)]
    if len(found) == 1:
        return found[0]
    what = "Có nhiều loại hoạt động" if found else "Không có loại hoạt động"
    raise ValidationError(f"{what} “{cell_text(cell)}” trong danh mục; hãy chọn lại.")


def _one_day(text: str) -> date | None:
    text = text.strip()
    if _SERIAL.match(text) and int(text[:5]) in _SERIALS:
        return _EXCEL_DAY_0 + timedelta(days=int(text[:5]))
    iso = _ISO.match(text)
    if iso:
        return parse_date(f"{iso[3]}/{iso[2]}/{iso[1]}")
    return parse_date(text)
