"""Totals as tables: by the lines of a form with last year beside, and unit by unit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import Column, SexRow, jump, rounded, share
from app.domain.figures import format_number
from app.domain.forms import Form, FormRow
from app.domain.indicators import Indicator, IndicatorKind, Ref, shown_places
from app.domain.outliers import outliers
from app.domain.periods import PeriodKind, before_words
from app.queries.total_sources import Part
from app.queries.totals import Sum, Totals

_HUNDRED: Final = 100
_NO_ROW: Final = SexRow()


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalLine:
    """One line of a form; a line without ``indicator`` is a heading.

    ``value`` is the total, or the share from sums, ``before`` the same a year ago (both not
    rounded); ``raw`` are the two sums of a share. ``given`` of ``asked`` units have the number; ``remarks`` are sentences: who lacks it
    and why, and a large change.
    """

    heading: str = ""
    indicator: Indicator | None = None
    group: str = ""
    row: SexRow = _NO_ROW
    row_before: SexRow = _NO_ROW
    value: Decimal | None = None
    before: Decimal | None = None
    raw: tuple[Decimal, Decimal] | None = None
    given: int = 0
    asked: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit beside the others: ``value`` of one cell or share, its old units in ``parts``.

    ``portion`` is its percentage of the sum (None for a share), ``rank`` 1 for the largest, equal
    numbers share a rank. ``why`` says why there is no number; ``remarks`` what to look at.
    """

    code: str
    name: str
    parts: tuple[Part, ...]
    value: Decimal | None = None
    before: Decimal | None = None
    portion: Decimal | None = None
    rank: int | None = None
    why: str = ""
    remarks: tuple[str, ...] = ()


def total_lines(
    form: Form, found: Totals, before: Totals | None, indicators: Mapping[str, Indicator]
) -> list[TotalLine]:
    """A form filled with sums, the breakdowns of an indicator under it.

    Indicators that no unit speaks of are left out, and so are headings without any.
    """
    lines: list[TotalLine] = []
    for row in form.rows:
        if row.heading:
            lines.append(TotalLine(heading=row.heading))
        elif row.indicator in indicators:
            lines += _lines(indicators[row.indicator], found, before)
    return [
        line
        for at, line in enumerate(lines)
        if line.indicator or any(one.indicator for one in lines[at + 1 : at + 2])
    ]


def other_lines(
    forms: Iterable[Form], found: Totals, before: Totals | None, indicators: Mapping[str, Indicator]
) -> list[TotalLine]:
    """What the units sent that stands on none of the forms, in the order of the catalogue."""
    shown = {code for form in forms for code in form.indicators}
    rest = [
        code
        for code, one in indicators.items()
        if code not in shown and (code in found.indicators or one.kind is IndicatorKind.SHARE)
    ]
    form = Form(
        code="",
        name="",
        period=found.sources.period.kind,
        rows=tuple(FormRow(indicator=code) for code in rest),
    )
    return total_lines(form, found, before, indicators)


def unit_lines(
    found: Totals, before: Totals | None, indicator: Indicator, column: Column = Column.TOTAL
) -> list[UnitLine]:
    """The units beside each other in one indicator, as they are called today, by code."""
    lines = [
        _unit_line(code, parts, found, indicator, column) for code, parts in found.under().items()
    ]
    earlier = _values(before, indicator, column) if before else {}
    known = {line.code: line.value for line in lines if line.value is not None}
    far = outliers(known, shown_places(indicator))
    whole = sum(known.values(), Decimal(0))
    ordered = sorted(known.values(), reverse=True)
    return [
        replace(
            line,
            before=earlier.get(line.code),
            rank=ordered.index(line.value) + 1 if line.value is not None else None,
            portion=_portion(line, whole, indicator),
            remarks=tuple(
                _unit_remarks(line, earlier.get(line.code), far.get(line.code, ""), found)
            ),
        )
        for line in lines
    ]


def share_remark(found: Totals, indicator: Indicator) -> str:
    """Over how many units a share is worked out, where some lack a raw number; else empty."""
    known = found.share(indicator)
    if known is None or not known.without:
        return ""
    return (
        f"tính trên {known.units} đơn vị có đủ tử số và mẫu số; {known.without} đơn vị không có đủ"
    )


def change_words(now: Decimal | None, then: Decimal | None, kind: PeriodKind) -> str:
    """ "Tăng 80 % so với cùng kỳ năm trước (120)" for a large change; else empty."""
    change = jump(now, then) if now is not None and then is not None else None
    if change is None or then is None:
        return ""
    way = "tăng" if change > 0 else "giảm"
    percent = format_number(rounded(abs(change) * _HUNDRED, 0))
    return f"{way} {percent} % so với {before_words(kind).lower()} ({format_number(then)})"


def _lines(indicator: Indicator, found: Totals, before: Totals | None) -> Iterator[TotalLine]:
    if indicator.kind is IndicatorKind.SHARE:
        known = found.share(indicator)
        if known is None or not known.units:
            return
        remark = share_remark(found, indicator)
        earlier = before.share(indicator) if before else None
        yield TotalLine(
            indicator=indicator,
            value=known.value,
            before=earlier.value if earlier else None,
            raw=(known.above, known.below),
            given=known.units,
            asked=len(found.sources.parts),
            remarks=(remark,) if remark else (),
        )
        return
    for group in _groups(indicator.code, found):
        yield _typed(indicator, group, found, before)


def _groups(code: str, found: Totals) -> list[str]:
    return sorted({group for one, _column, group in found.keys if one == code})


def _typed(indicator: Indicator, group: str, found: Totals, before: Totals | None) -> TotalLine:
    row = found.row(indicator.code, group)
    earlier = before.row(indicator.code, group) if before else _NO_ROW
    total = found.sum(indicator.code, Column.TOTAL, group)
    remarks = (
        *_lacking(indicator, total, found, group),
        change_words(row.total.value, earlier.total.value, found.sources.period.kind),
        _other_units(total, before.sum(indicator.code, Column.TOTAL, group) if before else None),
    )
    return TotalLine(
        indicator=indicator,
        group=group,
        row=row,
        row_before=earlier,
        value=row.total.value,
        before=earlier.total.value,
        given=total.given,
        asked=len(found.sources.parts),
        remarks=tuple(filter(None, remarks)),
    )


def _other_units(now: Sum, then: Sum | None) -> str:
    """That last year's sum is of more or fewer units; a change may come of that alone."""
    if then is None or then.given in (0, now.given):
        return ""
    return f"năm trước là số của {then.given} đơn vị"


def _lacking(indicator: Indicator, total: Sum, found: Totals, group: str) -> Iterator[str]:
    yield total.words
    if not indicator.by_sex:
        return
    split = min(
        found.sum(indicator.code, column, group).given for column in (Column.MEN, Column.WOMEN)
    )
    if split < total.given:
        yield f"{total.given - split} đơn vị không tách nam, nữ"


def _unit_line(
    code: str, parts: list[Part], found: Totals, indicator: Indicator, column: Column
) -> UnitLine:
    value = _value(found, [part.unit_code for part in parts], indicator, column)
    why = ""
    if value is None:
        said = found.reasons.get((indicator.code, column, ""), {})
        why = "; ".join(
            dict.fromkeys(filter(None, (said.get(part.unit_code, "") for part in parts)))
        )
    return UnitLine(
        code=code,
        name=parts[0].shown_name,
        parts=tuple(parts),
        value=value,
        why=why or ("không có số liệu" if value is None else ""),
    )


def _values(found: Totals, indicator: Indicator, column: Column) -> dict[str, Decimal]:
    values = {
        code: _value(found, [part.unit_code for part in parts], indicator, column)
        for code, parts in found.under().items()
    }
    return {code: value for code, value in values.items() if value is not None}


def _value(found: Totals, units: list[str], indicator: Indicator, column: Column) -> Decimal | None:
    """The sum, or the share from sums, of some units; None when none of them has it."""
    if indicator.kind is not IndicatorKind.SHARE:
        return _added(found, units, Ref(indicator.code, column))
    above, below = indicator.numerator, indicator.denominator
    both = [
        unit
        for unit in units
        if above and below and all(_added(found, [unit], ref) is not None for ref in (above, below))
    ]
    if not both or above is None or below is None:
        return None
    upper, lower = _added(found, both, above), _added(found, both, below)
    return share(upper or 0, lower or 0, indicator.scale)


def _added(found: Totals, units: list[str], ref: Ref) -> Decimal | None:
    given = found.values.get((ref.code, ref.column, ""), {})
    values = [given[unit] for unit in units if unit in given]
    return sum(values, Decimal(0)) if values else None


def _portion(line: UnitLine, whole: Decimal, indicator: Indicator) -> Decimal | None:
    if line.value is None or indicator.kind is IndicatorKind.SHARE:
        return None
    return share(line.value, whole)


def _unit_remarks(line: UnitLine, before: Decimal | None, far: str, found: Totals) -> Iterator[str]:
    if far:
        yield far
    if change := change_words(line.value, before, found.sources.period.kind):
        yield change
    old = [part for part in line.parts if part.is_old]
    if old:
        yield "gồm số của " + ", ".join(part.unit_name for part in old)
