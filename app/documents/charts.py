"""A chart as plain data: bars by year beside their targets, men and women, plan and done."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from app.domain.bound_numbers import printed_number
from app.domain.fields import bind, plain
from app.domain.figure_rows import rounded
from app.domain.figures import format_number

NO_NUMBER: Final = "không có số"
MOST_CATEGORIES: Final = 12
#: A bar: the number of its series and of its category.
Bar = tuple[int, int]
NO_KEYS: Final[Mapping[Bar, str]] = {}


class ChartKind(StrEnum):
    """YEARS stands upright; PAIRS (side by side) and SHARES (parts of 100 %) lie, words beside."""

    YEARS = "years"
    PAIRS = "pairs"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Series:
    """One bar in every category; None is a missing number, never zero."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class AimPoint:
    """What a category should reach; ``fixed`` where it was set, else it lies on the line."""

    value: Decimal
    fixed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars of one to twelve categories.

    ``aims`` are drawn as a dashed line through the categories (YEARS alone); empty without a
    target. The last ``ahead`` categories are still to come: nothing is missing there. ``notes``
    stand under the chart, then ``source``.
    """

    kind: ChartKind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    aims: tuple[AimPoint | None, ...] = ()
    decimals: int = 0
    ahead: int = 0
    notes: tuple[str, ...] = ()
    source: str = ""

    @property
    def has_aims(self) -> bool:
        """Whether any category has something to reach."""
        return any(self.aims)

    def is_ahead(self, at: int) -> bool:
        """Whether a category is still to come."""
        return at >= len(self.categories) - self.ahead

    def value_words(self, one: Series, at: int) -> str:
        """A bar's value as printed; empty where it is still to come."""
        value = one.values[at]
        return "" if value is None and self.is_ahead(at) else self.shown(value)

    def shown(self, value: Decimal | None) -> str:
        """A value as printed: 1.234,5; at most ``decimals`` places, none that say nothing."""
        if value is None:
            return NO_NUMBER
        short = rounded(value, self.decimals)
        places = max(0, -int(short.normalize().as_tuple().exponent))
        return format_number(short, min(places, self.decimals))


def described(chart: Chart) -> str:
    """The chart in words: for ears, and for the text of its picture."""
    unit = f" ({chart.unit})" if chart.unit else ""
    parts = [f"Biểu đồ: {chart.title}{unit}."]
    several = len(chart.series) > 1
    for at, category in enumerate(chart.categories):
        words = [(one.name.lower(), chart.value_words(one, at)) for one in chart.series]
        said = [f"{name} {value}" if several else value for name, value in words if value]
        aim = chart.aims[at] if chart.aims else None
        if aim is not None:
            said.append(f"{'mục tiêu' if aim.fixed else 'theo lộ trình'} {chart.shown(aim.value)}")
        if said:
            parts.append(f"{category}: {', '.join(said)}.")
    return " ".join([*parts, *chart.notes])


def as_table(chart: Chart, keys: Mapping[Bar, str] = NO_KEYS) -> dict[str, Any]:
    """The chart as a node's table: its numbers in columns and rows, how it is drawn beside them.

    Whoever knows no charts (sheets, comparison, hash) finds a table like any other.

    Args:
        keys: where the number of a bar comes from, by its series and category; it is bound.
    """
    first = "Năm" if chart.kind is ChartKind.YEARS else "Nội dung"
    columns: list[list[Any]] = [[first, 2.0, "left"]]
    columns += [[one.name, 1.0, "right"] for one in chart.series]
    if chart.has_aims:
        columns.append(["Mục tiêu", 1.0, "right"])
    rows = [
        [
            category,
            *(_bar_cell(chart, (number, at), keys) for number in range(len(chart.series))),
            *_aim_cell(chart, at),
        ]
        for at, category in enumerate(chart.categories)
    ]
    return {"columns": columns, "rows": rows, "chart": to_data(chart)}


def to_data(chart: Chart) -> dict[str, Any]:
    """How the chart is drawn, as it is kept; its numbers are the table's."""
    return {
        "kind": str(chart.kind),
        "title": chart.title,
        "unit": chart.unit,
        "fixed": [aim.fixed if aim else None for aim in chart.aims] if chart.has_aims else [],
        "decimals": chart.decimals,
        "ahead": chart.ahead,
        "notes": list(chart.notes),
        "source": chart.source,
    }


def from_table(stored: Mapping[str, Any]) -> Chart:
    """The chart of ``as_table``, with the numbers that its cells hold now."""
    data = stored["chart"]
    rows = [[plain(str(cell)) for cell in row] for row in stored["rows"]]
    fixed = [one is not False for one in data["fixed"]]
    names = [str(column if isinstance(column, str) else column[0]) for column in stored["columns"]]
    last = len(names) - bool(fixed)
    return Chart(
        kind=ChartKind(data["kind"]),
        title=str(data["title"]),
        unit=str(data["unit"]),
        categories=tuple(row[0] for row in rows),
        series=tuple(
            Series(names[at], tuple(printed_number(row[at]) for row in rows))
            for at in range(1, last)
        ),
        aims=tuple(_aim(row[last], set_) for row, set_ in zip(rows, fixed, strict=False)),
        decimals=int(data["decimals"]),
        ahead=int(data["ahead"]),
        notes=tuple(str(one) for one in data["notes"]),
        source=str(data["source"]),
    )


def _aim(cell: str, fixed: bool) -> AimPoint | None:
    value = printed_number(cell)
    return None if value is None else AimPoint(value, fixed)


def _bar_cell(chart: Chart, bar: Bar, keys: Mapping[Bar, str]) -> str:
    series, at = bar
    words, key = chart.value_words(chart.series[series], at), keys.get(bar)
    return bind(key, words) if key and chart.series[series].values[at] is not None else words


def _aim_cell(chart: Chart, at: int) -> list[str]:
    if not chart.has_aims:
        return []
    aim = chart.aims[at]
    return [chart.shown(aim.value) if aim else ""]
