"""Which counts of a sensitive form are hidden where the form is shared."""

from collections.abc import Mapping, Set
from typing import Final

from sqlalchemy.orm import Session

from app.domain.figure_rows import Column, SexRow
from app.domain.forms import Form, FormRow
from app.domain.indicators import Indicator
from app.domain.masking import HIDDEN, SMALL, shown
from app.domain.periods import Period, PeriodKind, parts
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.figure_sheets import Around, FigureSheet, SheetRow, figure_sheet

Place = tuple[str, Column]
_NOTHING_AROUND: Final = Around({}, {}, {})
#: Parts that a period may have papers of.
_SHORTER: Final = {
    PeriodKind.YEAR: (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH),
    PeriodKind.HALF: (PeriodKind.QUARTER, PeriodKind.MONTH),
    PeriodKind.QUARTER: (PeriodKind.MONTH,),
}


def guarded_codes(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Sensitive counts, and shares that are worked out from them."""
    sensitive = {code for code, one in indicators.items() if one.sensitive}
    return frozenset(
        sensitive | {code for code, one in indicators.items() if _parts(one) & sensitive}
    )


def is_guarded(form: Form, indicators: Mapping[str, Indicator]) -> bool:
    """Whether some numbers of a form may be hidden from others."""
    return form.sensitive or not guarded_codes(indicators).isdisjoint(form.indicators)


def hidden_places(
    session: Session, period: Period, indicators: Mapping[str, Indicator]
) -> frozenset[Place]:
    """Everything that papers for others hide of a period.

    All sensitive counts are looked at together, so that no table gives away what another hides,
    and beside the parts of the period, whose papers the reader has too: the year less one half is
    the other half.
    """
    rows = tuple(FormRow(indicator=code) for code in sorted(guarded_codes(indicators)))
    form = Form(code="", name="", period=period.kind, rows=rows, sensitive=True)
    sheet = figure_sheet(session, form, period, indicators, _NOTHING_AROUND)
    return frozenset(masked_cells(sheet, _told_by_parts(session, sheet)))


def hidden_signs(
    session: Session, sheet: FigureSheet, indicators: Mapping[str, Indicator]
) -> dict[Place, str]:
    """Signs in place of the numbers of a form that others do not see."""
    on_form = set(sheet.form.indicators)
    places = hidden_places(session, sheet.period, indicators)
    return {place: HIDDEN for place in places if place[0] in on_form}


def masked_cells(sheet: FigureSheet, told: Set[str] = frozenset()) -> dict[Place, str]:
    """Signs in place of sensitive counts.

    Rows that are parts of one another could be subtracted: when one of such a family is small, the
    whole family is hidden. Shares of hidden counts are hidden with them.

    Args:
        told: codes of rows that would give a small number of another paper away.
    """
    rows = {row.indicator.code: row for row in sheet.rows if row.indicator}
    families: dict[str, list[SheetRow]] = {}
    for row in rows.values():
        if row.indicator is not None and row.indicator.sensitive and row.indicator.columns:
            families.setdefault(_eldest(row.indicator, rows), []).append(row)
    found: dict[Place, str] = {}
    for family in families.values():
        found |= _family(family, told)
    codes = {code for code, _column in found}
    for code, row in rows.items():
        if row.indicator is not None and _parts(row.indicator) & codes:
            found[code, Column.TOTAL] = HIDDEN
    return found


def _told_by_parts(session: Session, sheet: FigureSheet) -> frozenset[str]:
    """Rows that, less the parts of their period that are known, leave a small number."""
    divisions = _divisions(sheet.period)
    if not divisions:
        return frozenset()
    rows = {row.indicator.code: row for row in sheet.rows if row.indicator and row.row.total.value}
    periods = [part.code for division in divisions for part in division]
    figures = list_figures(session, periods, rows.keys())
    by_period = {code: sex_rows(figures, code) for code in {one.period for one in figures}}
    return frozenset(
        code
        for code, row in rows.items()
        for division in divisions
        if _tells(row.row, [by_period.get(part.code, {}).get(code) for part in division])
    )


def _divisions(period: Period) -> list[list[Period]]:
    kinds = _SHORTER.get(period.kind, ())
    return [[one for one in parts(period.year, kind) if period.holds(one.first)] for kind in kinds]


def _tells(whole: SexRow, shorter: list[SexRow | None]) -> bool:
    for column in Column:
        total = whole.cell(column).value
        cells = [part.cell(column).value if part else None for part in shorter]
        known = [value for value in cells if value is not None]
        if total is None or not known:
            continue
        if len(known) < len(cells):
            # What is not written down yet is the rest.
            known = [total - sum(known)]
        if any(value in SMALL for value in known):
            return True
    return False


def _family(family: list[SheetRow], told: Set[str]) -> dict[Place, str]:
    codes = {row.indicator.code for row in family if row.indicator}
    is_told = bool(codes & told) or _has_small_rest(family)
    if len(family) == 1 and not is_told:
        return _hidden(family[0])
    found: dict[Place, str] = {}
    if is_told or any(_hidden(row) for row in family):
        for row in family:
            found |= _all_hidden(row)
    return found


def _has_small_rest(family: list[SheetRow]) -> bool:
    """Whether parts without a number would be a small one: the whole less those that have one."""
    by_code = {row.indicator.code: row for row in family if row.indicator}
    groups: dict[tuple[str, str], list[SheetRow]] = {}
    for row in family:
        if row.indicator and row.indicator.parent in by_code:
            groups.setdefault((row.indicator.parent, row.indicator.breakdown), []).append(row)
    for (parent, _breakdown), group in groups.items():
        for column in Column:
            whole = by_code[parent].row.cell(column).value
            values = [value for row in group if (value := row.row.cell(column).value) is not None]
            some_lack = 0 < len(values) < len(group)
            if whole is not None and some_lack and whole - sum(values) in SMALL:
                return True
    return False


def _parts(indicator: Indicator) -> set[str]:
    return {ref.code for ref in (indicator.numerator, indicator.denominator) if ref}


def _eldest(indicator: Indicator, rows: Mapping[str, SheetRow]) -> str:
    code, seen = indicator.code, set[str]()
    while code in rows and code not in seen:
        seen.add(code)
        one = rows[code].indicator
        if one is None or not one.parent:
            break
        code = one.parent
    return code


def _hidden(row: SheetRow) -> dict[Place, str]:
    code = row.indicator.code if row.indicator else ""
    values = {column: row.row.cell(column).value for column in Column}
    men, women, total = (values[one] for one in (Column.MEN, Column.WOMEN, Column.TOTAL))
    if men is not None and women is not None and total is not None:
        words = shown([[int(men), int(women), int(total)]], total_row=False)[0]
        order = (Column.MEN, Column.WOMEN, Column.TOTAL)
        return {
            (code, column): HIDDEN
            for column, word in zip(order, words, strict=True)
            if word == HIDDEN
        }
    small = any(value is not None and int(value) in SMALL for value in values.values())
    return _all_hidden(row) if small else {}


def _all_hidden(row: SheetRow) -> dict[Place, str]:
    code = row.indicator.code if row.indicator else ""
    return {(code, column): HIDDEN for column in Column if row.row.cell(column).value is not None}
