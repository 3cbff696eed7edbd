"""Which counts of a sensitive form are hidden where the form is shared."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from app.domain.figure_rows import Column
from app.domain.forms import Form, FormRow
from app.domain.indicators import Indicator
from app.domain.masking import HIDDEN, SMALL, shown
from app.domain.periods import Period
from app.queries.figure_sheets import Around, FigureSheet, SheetRow, figure_sheet

Place = tuple[str, Column]
_NOTHING_AROUND: Final = Around({}, {}, {})


def guarded_codes(indicators: Mapping[str, Indicator]) -> frozenset[str]:
    """Sensitive counts, and shares that are worked out from them."""
    sensitive = {code for code, one in indicators.items() if one.sensitive}
    return frozenset(
        sensitive | {code for code, one in indicators.items() if _parts(one) & sensitive}
    )


def hidden_places(
    session: Session, period: Period, indicators: Mapping[str, Indicator]
) -> frozenset[Place]:
    """Everything that papers for others hide of a period.

    All sensitive counts are looked at together, so that no table gives away what another hides.
    """
    rows = tuple(FormRow(indicator=code) for code in sorted(guarded_codes(indicators)))
    form = Form(code="", name="", period=period.kind, rows=rows, sensitive=True)
    sheet = figure_sheet(session, form, period, indicators, _NOTHING_AROUND)
    return frozenset(masked_cells(sheet))


def masked_cells(sheet: FigureSheet) -> dict[Place, str]:
    """Signs in place of sensitive counts.

    Rows that are parts of one another could be subtracted: when one of such a family is small, the
    whole family is hidden. Shares of hidden counts are hidden with them.
    """
    rows = {row.indicator.code: row for row in sheet.rows if row.indicator}
    families: dict[str, list[SheetRow]] = {}
    for row in rows.values():
        if row.indicator is not None and row.indicator.sensitive and row.indicator.columns:
            families.setdefault(_eldest(row.indicator, rows), []).append(row)
    found: dict[Place, str] = {}
    for family in families.values():
        found |= _family(family)
    codes = {code for code, _column in found}
    for code, row in rows.items():
        if row.indicator is not None and _parts(row.indicator) & codes:
            found[code, Column.TOTAL] = HIDDEN
    return found


def _family(family: list[SheetRow]) -> dict[Place, str]:
    if len(family) == 1:
        return _hidden(family[0])
    found: dict[Place, str] = {}
    if any(_hidden(row) for row in family):
        for row in family:
            found |= _all_hidden(row)
    return found


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
