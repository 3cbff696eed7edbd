"""A chart as plain data: bars by year beside their targets, men and women, plan and done."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from app.domain.figure_rows import rounded
from app.domain.figures import format_number

NO_NUMBER: Final = "không có số"
MOST_CATEGORIES: Final = 12


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


def as_table(chart: Chart) -> dict[str, Any]:
    """The chart as a node's table: its numbers in columns and rows, itself beside them.

    Whoever knows no charts (sheets, comparison, hash) finds a table like any other.
    """
    first = "Năm" if chart.kind is ChartKind.YEARS else "Nội dung"
    columns: list[list[Any]] = [[first, 2.0, "left"]]
    columns += [[one.name, 1.0, "right"] for one in chart.series]
    if chart.has_aims:
        columns.append(["Mục tiêu", 1.0, "right"])
    rows = [
        [category, *(chart.value_words(one, at) for one in chart.series), *_aim_cell(chart, at)]
        for at, category in enumerate(chart.categories)
    ]
    return {"columns": columns, "rows": rows, "chart": to_data(chart)}


def to_data(chart: Chart) -> dict[str, Any]:
    """The chart as it is kept."""
    return {
        "kind": str(chart.kind),
        "title": chart.title,
        "unit": chart.unit,
        "categories": list(chart.categories),
        "series": [[one.name, [_kept(value) for value in one.values]] for one in chart.series],
        "aims": [[_kept(aim.value), aim.fixed] if aim else None for aim in chart.aims],
        "decimals": chart.decimals,
        "ahead": chart.ahead,
        "notes": list(chart.notes),
        "source": chart.source,
    }


def from_data(data: Mapping[str, Any]) -> Chart:
    """The chart of ``to_data``."""
    return Chart(
        kind=ChartKind(data["kind"]),
        title=str(data["title"]),
        unit=str(data["unit"]),
        categories=tuple(str(one) for one in data["categories"]),
        series=tuple(
            Series(str(name), tuple(None if one is None else Decimal(one) for one in values))
            for name, values in data["series"]
        ),
        aims=tuple(
            AimPoint(Decimal(one[0]), bool(one[1])) if one else None for one in data["aims"]
        ),
        decimals=int(data["decimals"]),
        ahead=int(data["ahead"]),
        notes=tuple(str(one) for one in data["notes"]),
        source=str(data["source"]),
    )


def _aim_cell(chart: Chart, at: int) -> list[str]:
    if not chart.has_aims:
        return []
    aim = chart.aims[at]
    return [chart.shown(aim.value) if aim else ""]


def _kept(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
