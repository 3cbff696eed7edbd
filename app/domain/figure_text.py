"""A cell as it is typed or stands in a sheet: a number, nothing, or not available with a reason."""

import re
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import NOTHING, Cell, CellState, value_cell
from app.domain.figures import format_number
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.text import clean_line, fold
from app.errors import ValidationError

_WHOLE: Final = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3}){1,4})")
_DECIMAL: Final = re.compile(
    r"((?:[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3}){1,4}))(?:,([0-9]{1,6}))?|([0-9]+)\.([0-9]{1,2})"
)
_NONE: Final = re.compile(r"(?:-|–|x|khong co(?: so lieu)?|chua co(?: so lieu)?)\s*(?::|$)")
_NEGATIVE: Final = re.compile(r"[-–−] ?[0-9][0-9., ]*")
_YES: Final = {"co": 1, "dat": 1, "khong": 0, "chua": 0, "1": 1, "0": 0}


def read_cell(text: str, indicator: Indicator) -> Cell:
    """What was typed in a cell of an indicator.

    "-", "không có", "chưa có" stand for not available; words after a colon are the reason, which
    may still be empty.

    Raises:
        ValidationError: neither a number of the right kind nor one of those.
    """
    bare = clean_line(text)
    if not bare:
        return NOTHING
    if indicator.kind is IndicatorKind.YES_NO and fold(bare) in _YES:
        return value_cell(_YES[fold(bare)])
    if _NONE.match(fold(bare)):
        return Cell(CellState.MISSING, reason=bare.partition(":")[2].strip())
    if indicator.kind is IndicatorKind.AMOUNT:
        return value_cell(_decimal(bare))
    if not _WHOLE.fullmatch(bare):
        _refuse_negative(bare)
        raise ValidationError(
            f"“{bare}” không phải là số nguyên. Chưa có số thì ghi dấu - rồi ghi lý do."
        )
    return value_cell(int(re.sub(r"\D", "", bare)))


def read_amount(text: str) -> Decimal | None:
    """A number of any kind as typed: "1.234", "17,5"; None for an empty text.

    Raises:
        ValidationError: anything else.
    """
    bare = clean_line(text)
    return _decimal(bare) if bare else None


def cell_words(cell: Cell, indicator: Indicator) -> str:
    """The cell as it is shown: "1.234", "1,7", "không có"; nothing for an empty one."""
    if cell.state is CellState.MISSING:
        return "không có"
    if cell.value is None:
        return ""
    if indicator.kind is IndicatorKind.YES_NO:
        return "có" if cell.value else "không"
    return format_number(cell.value, indicator.decimals if cell.value % 1 else 0)


def _decimal(bare: str) -> Decimal:
    found = _DECIMAL.fullmatch(bare)
    if not found:
        _refuse_negative(bare)
        raise ValidationError(f"“{bare}” không phải là số. Hãy ghi như 1.234,5.")
    if found[3]:
        return Decimal(f"{found[3]}.{found[4]}")
    return Decimal(re.sub(r"\D", "", found[1]) + (f".{found[2]}" if found[2] else ""))


def _refuse_negative(bare: str) -> None:
    if _NEGATIVE.fullmatch(bare):
        raise ValidationError(
            f"“{bare}” là số âm. Hãy ghi số không âm; chưa có số thì chỉ ghi dấu - rồi ghi lý do."
        )
