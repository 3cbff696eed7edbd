"""Which numbers of totals are hidden where they are shared: small counts, and what tells them.

The officer's own screen shows everything; papers, tables for others and files do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.figure_rows import Column, SexRow, value_cell
from app.domain.forms import Form, FormRow
from app.domain.indicators import Indicator
from app.domain.masking import SMALL
from app.queries.figure_masks import Place, guarded_codes, masked_cells
from app.queries.figure_sheets import FigureSheet, SheetRow
from app.queries.totals import Key, Totals

#: Unit code and indicator.
UnitPlace = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Sums that others do not see, and units whose own numbers of an indicator they do not see."""

    sums: frozenset[Key] = frozenset()
    units: frozenset[UnitPlace] = frozenset()

    @property
    def places(self) -> frozenset[Place]:
        """Indicators and columns of hidden sums without breakdown."""
        return frozenset((code, column) for code, column, group in self.sums if not group)


def hidden_totals(found: Totals, indicators: Mapping[str, Indicator]) -> Hidden:
    """What is hidden of totals, and of the units' numbers behind them.

    A sum is hidden as in every paper (``figure_masks``). Of a unit with a small count in a family
    of rows (parts of one another) the whole family is hidden, and that of a second unit with it:
    one person moved with everything known of him from the one to the other then leaves every
    printed number true, so no small count follows from the sums.
    """
    guarded = guarded_codes(indicators)
    families = _families(found, indicators, guarded)
    units: set[UnitPlace] = set()
    for codes in families:
        hidden = _hidden_units(found, codes)
        units |= {(unit, code) for unit in hidden for code in codes}
    for code in guarded:
        one = indicators[code]
        parts = {ref.code for ref in (one.numerator, one.denominator) if ref}
        units |= {(unit, code) for unit, part in units if part in parts}
    return Hidden(frozenset(_hidden_sums(found, indicators, guarded)), frozenset(units))


def _hidden_units(found: Totals, codes: frozenset[str]) -> set[str]:
    """Units with a small number in a family, and a second one beside a unit that is alone."""
    keys = [key for key in found.keys if key[0] in codes]
    small = {
        unit for key in keys for unit, value in found.values.get(key, {}).items() if value in SMALL
    }
    if len(small) != 1:
        return small
    sizes = {
        part.unit_code: _size(found, keys, part.unit_code)
        for part in found.sources.parts
        if part.unit_code not in small
    }
    # A unit with numbers takes the person in; the smallest one loses least by it.
    with_numbers = {unit: size for unit, size in sizes.items() if size is not None}
    second = min(with_numbers, key=lambda unit: (with_numbers[unit], unit), default=None)
    return small if second is None else {*small, second}


def _size(found: Totals, keys: Iterable[Key], unit: str) -> Decimal | None:
    """The largest number of a unit in a family; None when it has none."""
    return max(
        (found.values[key][unit] for key in keys if unit in found.values.get(key, {})),
        default=None,
    )


def _hidden_sums(
    found: Totals, indicators: Mapping[str, Indicator], guarded: frozenset[str]
) -> set[Key]:
    codes = sorted(guarded)
    whole = {code: found.row(code) if code in found.indicators else SexRow() for code in codes}
    rows = tuple(
        SheetRow(indicator=indicators[code], row=_adding_up(whole[code]), kept={}, offered={})
        for code in codes
    )
    form = Form(
        code="",
        name="",
        period=found.sources.period.kind,
        rows=tuple(FormRow(indicator=code) for code in codes),
        sensitive=True,
    )
    sheet = FigureSheet(form=form, period=found.sources.period, rows=rows)
    places = set(masked_cells(sheet))
    # Of a row that was looked at by its total alone, everything goes with the total.
    split = {code for code, _column in places if whole[code] != _adding_up(whole[code])}
    places |= {(code, column) for code in split for column in Column}
    hidden: set[Key] = {(code, column, "") for code, column in places}
    covered = {code for code, _column, _group in hidden}
    groups = [key for key in found.keys if key[2] and key[0] in guarded]
    covered |= {key[0] for key in groups if found.sum(*key).value in SMALL}
    return hidden | {key for key in groups if key[0] in covered}


def _adding_up(row: SexRow) -> SexRow:
    """The row; where units did not tell men from women its total alone, small when a part is."""
    values = [row.cell(column).value for column in (Column.MEN, Column.WOMEN, Column.TOTAL)]
    men, women, total = values
    if men is None or women is None or total is None or men + women == total:
        return row
    small = next((value for value in values if value in SMALL), None)
    return SexRow(total=row.total if small is None else value_cell(small))


def _families(
    found: Totals, indicators: Mapping[str, Indicator], guarded: frozenset[str]
) -> list[frozenset[str]]:
    """Guarded indicators that are parts of one another, together."""
    families: dict[str, set[str]] = {}
    for code in found.indicators & guarded:
        families.setdefault(_eldest(code, indicators, guarded), set()).add(code)
    return [frozenset(codes) for codes in families.values()]


def _eldest(code: str, indicators: Mapping[str, Indicator], guarded: frozenset[str]) -> str:
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        parent = indicators[code].parent
        if parent not in guarded:
            break
        code = parent
    return code
