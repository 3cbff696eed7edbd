"""What can be chosen as the period of a form: one period, or a year by its parts side by side."""

from dataclasses import dataclass
from typing import Final

from app.domain.periods import (
    Period,
    PeriodKind,
    action_month,
    calendar_year,
    management_year,
    parse_period,
    parts,
    term,
)
from app.ui.indicators.columns import COLUMNS, GridColumn, spread_columns

#: The letter of a code like "2026-M*", and how the choice is called.
_SPREADS: Final = {
    PeriodKind.HALF: ("H", "theo 6 tháng"),
    PeriodKind.QUARTER: ("Q", "theo quý"),
    PeriodKind.MONTH: ("M", "theo tháng"),
}
_KIND_OF: Final = {sign: kind for kind, (sign, _words) in _SPREADS.items()}
_ALL: Final = "*"


@dataclass(frozen=True, slots=True)
class View:
    """One choice: its periods, and the columns of the grid that show them."""

    code: str
    words: str
    periods: tuple[Period, ...]
    columns: tuple[GridColumn, ...]

    @property
    def days(self) -> str:
        """ "15/12/2025 - 14/12/2026"."""
        first, last = self.periods[0], self.periods[-1]
        return f"{first.days.split(' - ')[0]} - {last.days.split(' - ')[-1]}"

    @property
    def single(self) -> Period | None:
        """The period when there is one alone."""
        return self.periods[0] if len(self.periods) == 1 else None


def view_of(code: str) -> View:
    """The choice of a code: that of a period, or "2026-M*", "2026-Q*", "2026-H*".

    Raises:
        ValidationError: it is none.
    """
    if code.endswith(_ALL) and code[-2:-1] in _KIND_OF:
        return _spread(parse_period(code[:-3]).year, _KIND_OF[code[-2]])
    period = parse_period(code)
    return View(period.code, period.words, (period,), COLUMNS)


def views_of(kind: PeriodKind, year: int) -> list[View]:
    """Every choice for forms of a kind of period, those of several periods last."""
    ones = [View(one.code, one.words, (one,), COLUMNS) for one in _periods(kind, year)]
    order = [PeriodKind.YEAR, *_SPREADS]
    shorter = [one for one in _SPREADS if kind in order and order.index(one) >= order.index(kind)]
    return ones + [_spread(year, one) for one in shorter]


def _spread(year: int, kind: PeriodKind) -> View:
    sign, words = _SPREADS[kind]
    periods = tuple(parts(year, kind))
    return View(
        f"{year:04d}-{sign}{_ALL}", f"Cả năm {year} {words}", periods, spread_columns(periods)
    )


def _periods(kind: PeriodKind, year: int) -> list[Period]:
    match kind:
        case PeriodKind.CALENDAR_YEAR:
            return [calendar_year(year)]
        case PeriodKind.CAMPAIGN:
            return [action_month(year)]
        case PeriodKind.TERM:
            # Terms of five years, the last one 2021 - 2026; a year of change belongs to two.
            first = year - (year - 2021) % 5
            return [term(first, first + 5), term(first - 5, first)]
        case PeriodKind.YEAR:
            return [management_year(year)]
        case _:
            return parts(year, kind)
