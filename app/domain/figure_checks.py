"""What is odd about the figures of a form: parts above the whole, shares above 100 %, jumps."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import CellState, Column, SexRow, jump, rounded, share
from app.domain.figures import format_number
from app.domain.indicators import Indicator, IndicatorKind, Ref
from app.domain.periods import PeriodKind, before_words

_HUNDRED: Final = 100
Rows = Mapping[str, SexRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """A cell to look at; it may pass with a reason, which travels with the figure."""

    indicator: str
    column: Column
    message: str


def value_of(rows: Rows, ref: Ref | None) -> Decimal | None:
    """The value a reference points to; None when it is not there."""
    row = rows.get(ref.code) if ref else None
    cell = row.cell(ref.column) if row and ref else None
    return cell.value if cell and cell.state is CellState.VALUE else None


def share_of(indicator: Indicator, rows: Rows) -> Decimal | None:
    """The value of a worked-out indicator, not rounded; None when a part of it is missing."""
    above, below = value_of(rows, indicator.numerator), value_of(rows, indicator.denominator)
    return None if above is None or below is None else share(above, below, indicator.scale)


def judged_value(indicator: Indicator, rows: Rows) -> Decimal | None:
    """What is held against a target: the share, not rounded, or the total."""
    if indicator.kind is IndicatorKind.SHARE:
        return share_of(indicator, rows)
    return value_of(rows, Ref(indicator.code, Column.TOTAL))


def why_no_share(indicator: Indicator, rows: Rows, name_of: Callable[[str], str]) -> str:
    """Why a worked-out indicator has no value; empty when it has one."""
    for ref in (indicator.numerator, indicator.denominator):
        if ref is not None and value_of(rows, ref) is None:
            return f"chưa có số “{name_of(ref.code)}”"
    if share_of(indicator, rows) is None:
        return "mẫu số bằng 0"
    return ""


def oddities(
    indicators: Mapping[str, Indicator],
    rows: Rows,
    before: Rows,
    offered: Mapping[str, Mapping[Column, Decimal]],
    kind: PeriodKind = PeriodKind.YEAR,
) -> Iterator[Oddity]:
    """Everything odd in the figures of a form.

    Args:
        rows: this period's figures by indicator.
        before: those of the same period a year before.
        offered: what activities say, by indicator and column.
        kind: of the period, which names the one before it.
    """
    for code, indicator in indicators.items():
        if indicator.kind is IndicatorKind.SHARE:
            yield from _share(indicator, rows)
            continue
        row = rows.get(code)
        if row is None:
            continue
        yield from _part(indicator, row, indicators, rows)
        yield from _jump(indicator, row, before.get(code), kind)
        yield from _against(indicator, row, offered.get(code, {}))


def is_part(share: Indicator) -> bool:
    """Whether a share is of a whole, in percent, so that it cannot be above 100."""
    above, below = share.numerator, share.denominator
    if above is None or below is None or share.scale != _HUNDRED:
        return False
    # Boys to a hundred girls is no part of a whole.
    return {above.column, below.column} != {Column.MEN, Column.WOMEN}


def _share(indicator: Indicator, rows: Rows) -> Iterator[Oddity]:
    above, value = indicator.numerator, share_of(indicator, rows)
    if above is not None and value is not None and is_part(indicator) and value > _HUNDRED:
        shown = format_number(rounded(value), 2)
        message = f"“{indicator.name}” là {shown} %, quá 100 %."
        yield Oddity(indicator=above.code, column=above.column, message=message)


def _part(
    indicator: Indicator, row: SexRow, indicators: Mapping[str, Indicator], rows: Rows
) -> Iterator[Oddity]:
    whole, parent = rows.get(indicator.parent), indicators.get(indicator.parent)
    if whole is None or parent is None:
        return
    for column in indicator.columns:
        mine, all_ = row.cell(column).value, whole.cell(column).value
        if mine is not None and all_ is not None and mine > all_:
            message = (
                f"“{indicator.name}” ({format_number(mine)}) lớn hơn “{parent.name}” "
                f"({format_number(all_)})."
            )
            yield Oddity(indicator=indicator.code, column=column, message=message)


def _jump(
    indicator: Indicator, row: SexRow, before: SexRow | None, kind: PeriodKind
) -> Iterator[Oddity]:
    if before is None:
        return
    for column in indicator.columns:
        now, then = row.cell(column).value, before.cell(column).value
        change = jump(now, then) if now is not None and then is not None else None
        if change is not None:
            way = "tăng" if change > 0 else "giảm"
            percent = format_number(rounded(abs(change) * _HUNDRED, 0))
            earlier = before_words(kind).lower()
            message = f"{way.capitalize()} {percent} % so với {earlier} ({format_number(then)})."
            yield Oddity(indicator=indicator.code, column=column, message=message)


def _against(
    indicator: Indicator, row: SexRow, offered: Mapping[Column, Decimal]
) -> Iterator[Oddity]:
    for column, counted in offered.items():
        typed = row.cell(column).value
        if typed is not None and typed != counted:
            message = f"Các hoạt động đã ghi cho {format_number(counted)}, ở đây là {format_number(typed)}."
            yield Oddity(indicator=indicator.code, column=column, message=message)
