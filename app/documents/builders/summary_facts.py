"""What the report of a receiving office says of its units: sums, reporters, activities."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.documents.builders.report_facts import Counted, two_digits
from app.domain.fields import bind
from app.domain.figure_rows import Column, rounded
from app.domain.figures import format_number
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind, shown_places
from app.domain.masking import HIDDEN
from app.queries.total_masks import Hidden
from app.queries.total_sources import Sources
from app.queries.total_tables import TotalLine, UnitLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFacts:
    """Sums of a duty and period for a paper that others read.

    ``lines`` are those of each form by its code, with the form; ``compared`` the units beside each
    other in shares that may be printed. ``before`` is how many units reported the year before,
    None when nobody did. ``guarded`` are indicators whose small counts are hidden.
    """

    sources: Sources
    forms: Mapping[str, Form]
    lines: Mapping[str, tuple[TotalLine, ...]]
    activities: Counted
    active: int
    compared: tuple[tuple[Indicator, tuple[UnitLine, ...]], ...] = ()
    before: int | None = None
    guarded: frozenset[str] = frozenset()
    hidden: Hidden = field(default_factory=Hidden)
    hidden_before: Hidden = field(default_factory=Hidden)

    @property
    def scope(self) -> str:
        """The part of a key that finds these totals again."""
        return f"duty={self.sources.duty}&period={self.sources.period.code}"

    def units(self, which: str, count: int) -> str:
        """How many units reported or did not, bound."""
        return bind(f"units.{which}?{self.scope}", two_digits(count))

    def number(self, line: TotalLine, column: Column = Column.TOTAL) -> str:
        """A sum of a line as printed, bound to the packages behind it; empty for none."""
        if line.indicator is None or not _has(line.indicator, column):
            return ""
        value = line.value if column is Column.TOTAL else line.row.cell(column).value
        if (line.indicator.code, column, line.group) in self.hidden.sums:
            words = HIDDEN
        elif value is None:
            return "-" if line.row.cell(column).reason else ""
        else:
            words = printed(value, line.indicator)
        return words if line.group else self._bound(line.indicator, column, words)

    def number_before(self, line: TotalLine) -> str:
        """The total or the share of the year before, not bound: it changes no more."""
        if line.indicator is None or line.before is None:
            return ""
        if (line.indicator.code, Column.TOTAL, line.group) in self.hidden_before.sums:
            return HIDDEN
        return printed(line.before, line.indicator)

    def remarks(self, line: TotalLine) -> tuple[str, ...]:
        """What is to be said of a line; of a guarded one neither the units' words nor numbers."""
        if line.indicator is None or line.indicator.code not in self.guarded:
            return line.remarks
        lacking = line.asked - line.given
        return (f"{lacking} đơn vị không có số liệu",) if lacking else ()

    def _bound(self, indicator: Indicator, column: Column, words: str) -> str:
        shared = "&shared=1" if indicator.code in self.guarded else ""
        part = "" if indicator.kind is IndicatorKind.SHARE else f".{column}"
        return bind(f"sum.{indicator.code}{part}?{self.scope}{shared}", words)


def printed(value: Decimal, indicator: Indicator) -> str:
    """A number with the decimals of its indicator."""
    places = shown_places(indicator)
    if indicator.kind is not IndicatorKind.SHARE and not value % 1:
        places = 0
    return format_number(rounded(value, places), places)


def _has(indicator: Indicator, column: Column) -> bool:
    return column is Column.TOTAL or column in indicator.columns
