"""Figures of an indicator: cells by sex in three states, shares from raw numbers, checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from app.domain.figures import format_number
from app.errors import ValidationError

#: A value that grows or shrinks by more than this share of last year's is asked about.
JUMP: Final = Decimal("0.5")
#: Below this last year's value says too little to speak of a jump.
LEAST_BASE: Final = 20


class Column(StrEnum):
    """The columns of a row that is counted by sex; a row that is not has TOTAL alone."""

    TOTAL = "total"
    MEN = "men"
    WOMEN = "women"


class CellState(StrEnum):
    """Nothing typed yet, a value (zero is one), or not available with a reason."""

    EMPTY = "empty"
    VALUE = "value"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure; ``value`` stands exactly in state VALUE, ``reason`` belongs to MISSING.

    ``worked_out`` is True for a third number that came from the two others.
    """

    state: CellState = CellState.EMPTY
    value: Decimal | None = None
    reason: str = ""
    worked_out: bool = False


NOTHING: Final = Cell()


def value_cell(value: int | Decimal | str) -> Cell:
    """A cell with a value."""
    return Cell(CellState.VALUE, Decimal(value))


def missing_cell(reason: str) -> Cell:
    """A figure that cannot be had.

    Raises:
        ValidationError: no reason; "không có số liệu" without one is worth nothing above.
    """
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do không có số liệu.", field="reason")
    return Cell(CellState.MISSING, reason=reason.strip())


@dataclass(frozen=True, slots=True)
class SexRow:
    """Men, women and total of one row."""

    men: Cell = NOTHING
    women: Cell = NOTHING
    total: Cell = NOTHING

    def cell(self, column: Column) -> Cell:
        """The cell of a column."""
        found: Cell = getattr(self, column.value)
        return found


def completed(row: SexRow) -> SexRow:
    """Any two of men, women, total give the third.

    Raises:
        ValidationError: a negative number, three that do not add up, or a part above the total.
    """
    typed = {column: row.cell(column).value for column in Column if _is_typed(row.cell(column))}
    for value in typed.values():
        if value is not None and value < 0:
            raise ValidationError("Số liệu không thể là số âm.")
    men, women, total = (typed.get(one) for one in (Column.MEN, Column.WOMEN, Column.TOTAL))
    if men is not None and women is not None:
        if total is not None and total != men + women:
            raise ValidationError(
                f"Nam {_n(men)} + nữ {_n(women)} = {_n(men + women)}, khác tổng đã ghi là "
                f"{_n(total)}. Hãy sửa một trong ba số."
            )
        return row if total is not None else replace(row, total=_third(men + women))
    part = men if men is not None else women
    if total is None or part is None:
        return _without_third(row)
    if part > total:
        raise ValidationError(f"Tổng {_n(total)} nhỏ hơn số nam hoặc nữ đã ghi là {_n(part)}.")
    rest = _third(total - part)
    return replace(row, women=rest) if men is not None else replace(row, men=rest)


def check_missing(changed: Mapping[Column, Cell], row: SexRow) -> None:
    """Nobody says "not available" of a number that the two others give.

    Args:
        changed: what was typed.
        row: what ``completed`` made of it.

    Raises:
        ValidationError: the words would be lost.
    """
    for column, cell in changed.items():
        third = row.cell(column).value
        if cell.state is CellState.MISSING and third is not None:
            raise ValidationError(
                f"Hai số kia cho biết số này là {_n(third)}. Muốn ghi không có số liệu thì bỏ một "
                "trong hai số kia trước."
            )


def share(numerator: int | Decimal, denominator: int | Decimal, scale: int = 100) -> Decimal | None:
    """numerator / denominator × scale, not rounded; None when there is nothing to divide by."""
    if not denominator:
        return None
    return Decimal(numerator) * scale / Decimal(denominator)


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    """Half up, as people round; only for showing, never before adding up."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share_words(numerator: int | Decimal, denominator: int | Decimal, decimals: int = 2) -> str:
    """ "17,06 %"; "không tính được" when the denominator is zero."""
    value = share(numerator, denominator)
    if value is None:
        return "không tính được"
    return f"{format_number(rounded(value, decimals), decimals)} %"


def added(cells: Iterable[Cell]) -> Cell:
    """The sum of what is known: EMPTY when nobody gave a number; raw numbers, never percentages."""
    values = [cell.value for cell in cells if cell.state is CellState.VALUE]
    known = [value for value in values if value is not None]
    return Cell(CellState.VALUE, sum(known, Decimal(0))) if known else NOTHING


def jump(now: Decimal, before: Decimal) -> Decimal | None:
    """Change as a share of the value before when it is larger than JUMP; None when it is not."""
    if before < LEAST_BASE:
        return None
    change = (now - before) / before
    return change if abs(change) > JUMP else None


def change_between(now: Decimal | None, then: Decimal | None, places: int) -> Decimal | None:
    """The difference of two printed numbers, so that it agrees with them; None without one."""
    if now is None or then is None:
        return None
    return rounded(now, places) - rounded(then, places)


def _is_typed(cell: Cell) -> bool:
    return cell.state is CellState.VALUE and not cell.worked_out


def _third(value: Decimal) -> Cell:
    return Cell(CellState.VALUE, value, worked_out=True)


def _without_third(row: SexRow) -> SexRow:
    """A number that was worked out goes when what it came from went."""
    cells = {
        column.value: NOTHING if row.cell(column).worked_out else row.cell(column)
        for column in Column
    }
    return SexRow(**cells)


def _n(value: Decimal) -> str:
    return format_number(value, max(0, -int(value.as_tuple().exponent)))
