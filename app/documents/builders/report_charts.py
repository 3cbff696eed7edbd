"""Charts of indicators for screen and paper: years against targets, men and women, plan and done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.documents.charts import (
    MOST_CATEGORIES,
    AimPoint,
    Bar,
    Chart,
    ChartKind,
    Series,
    as_table,
)
from app.domain.figure_rows import Column
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.queries.progress import ProgressRow

#: The line of a template that becomes the annex of charts, and the annex's own mark.
CHARTS_MARKER: Final = "@bieu_do chi_tieu"
ANNEX_MARKER: Final = "@phu_luc_bieu_do"
SEX_WORDS: Final = {Column.TOTAL: "", Column.MEN: " (nam)", Column.WOMEN: " (nữ)"}
_PERCENT: Final = "%"
_FEWEST_YEARS: Final = 2
#: Lying bars with two lines of words each: so many fit on a page.
_MOST_NAMES: Final = 10


def row_name(row: ProgressRow) -> str:
    """The indicator, and the sex where a target is set for one alone."""
    return row.indicator.name + SEX_WORDS[row.column]


def years_chart(row: ProgressRow, source: str = "") -> Chart:
    """Bars by year with the line through the targets; years to come have the line alone."""
    years = row.years[-MOST_CATEGORIES:]
    return Chart(
        kind=ChartKind.YEARS,
        title=row_name(row),
        unit=row.indicator.unit,
        categories=tuple(str(one.year) for one in years),
        series=(Series("Kết quả", tuple(one.value for one in years)),),
        aims=tuple(AimPoint(one.aim, one.fixed) if one.aim is not None else None for one in years),
        decimals=_decimals(row.indicator),
        ahead=sum(one.year > row.year for one in years),
        source=source,
    )


def sexes_chart(row: ProgressRow, source: str = "") -> Chart | None:
    """Men and women side by side, year by year; None where they are not counted."""
    years = [one for one in row.years if one.year <= row.year]
    known = [one for one in years if one.men is not None or one.women is not None]
    if not known:
        return None
    return Chart(
        kind=ChartKind.PAIRS,
        title=f"{row.indicator.name}: nam, nữ",
        unit=row.indicator.unit,
        categories=tuple(str(one.year) for one in known),
        series=(
            Series("Nam", tuple(one.men for one in known)),
            Series("Nữ", tuple(one.women for one in known)),
        ),
        decimals=_decimals(row.indicator),
        source=source,
    )


def parts_chart(row: ProgressRow, source: str = "") -> Chart | None:
    """Men and women as parts of 100 %, year by year; None where they are not counted."""
    chart = sexes_chart(row, source)
    if chart is None:
        return None
    title = f"{row.indicator.name}: cơ cấu nam, nữ"
    return replace(chart, kind=ChartKind.SHARES, title=title, unit="", decimals=2)


def aims_charts(rows: Iterable[ProgressRow], year: int, source: str = "") -> Iterator[Chart]:
    """Target and result of each percentage side by side; a new chart when one is full."""
    parts, left = _aim_parts(rows)
    note = f"{left} chỉ tiêu chưa có số liệu không vẽ ở đây."
    for number, part in enumerate(parts, start=1):
        yield Chart(
            kind=ChartKind.PAIRS,
            title=f"Kết quả so với mục tiêu năm {year}",
            unit=_PERCENT,
            categories=tuple(row_name(row) for row in part),
            series=(
                Series("Mục tiêu", tuple(row.aim for row in part)),
                Series("Kết quả", tuple(row.value for row in part)),
            ),
            decimals=2,
            notes=(note,) if left and number == len(parts) else (),
            source=source,
        )


def _aim_parts(rows: Iterable[ProgressRow]) -> tuple[list[list[ProgressRow]], int]:
    """The percentages of each chart, and how many have no value."""
    shown = [row for row in rows if row.indicator.unit == _PERCENT and row.aim is not None]
    known = [row for row in shown if row.value is not None]
    parts = [known[at : at + _MOST_NAMES] for at in range(0, len(known), _MOST_NAMES)]
    return parts, len(shown) - len(known)


def chart_nodes(
    rows: Sequence[ProgressRow], year: int, source: str = "", left_out: int = 0
) -> tuple[NodeContent, ...]:
    """The annex of charts as a top-level node with one node for each chart; nothing without numbers.

    First result against target of all, then year by year those known for two years at least.
    Results are bound to their figures.

    Args:
        left_out: so many are not among ``rows`` because small counts of violence are hidden.
    """
    note = (f"{left_out} chỉ tiêu về bạo lực không vẽ để không lộ số nhỏ.",) if left_out else ()
    parts, _blank = _aim_parts(rows)
    drawn: list[tuple[Chart, Mapping[Bar, str]]] = [
        (replace(chart, notes=(*chart.notes, *note)), _aim_keys(part))
        for chart, part in zip(aims_charts(rows, year, source), parts, strict=True)
    ]
    drawn += [(years_chart(row), _keys(row)) for row in rows if is_drawn(row)]
    if not drawn:
        return ()
    head = NodeContent(
        depth=0,
        mark=Mark.NONE,
        heading=f"BIỂU ĐỒ KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM {year}",
        text=ANNEX_MARKER,
    )
    return (
        head,
        *(
            NodeContent(
                depth=1,
                mark=Mark.NONE,
                text=f"Biểu đồ {number}. {chart.title}",
                table=as_table(chart, keys),
            )
            for number, (chart, keys) in enumerate(drawn, start=1)
        ),
    )


def _aim_keys(rows: Sequence[ProgressRow]) -> dict[Bar, str]:
    periods = [next(one.period for one in row.years if one.year == row.year) for row in rows]
    keys = [_key(row, period) for row, period in zip(rows, periods, strict=True)]
    return {(1, at): key for at, key in enumerate(keys) if key}


def _keys(row: ProgressRow) -> dict[Bar, str]:
    keys = [_key(row, one.period) for one in row.years[-MOST_CATEGORIES:]]
    return {(0, at): key for at, key in enumerate(keys) if key}


def _key(row: ProgressRow, period: str) -> str:
    """Where a result comes from; the share of one sex and a year to come have no key."""
    share = row.indicator.kind is IndicatorKind.SHARE
    if not period or (share and row.column is not Column.TOTAL):
        return ""
    name = f"indicator.{row.indicator.code}" + ("" if share else f".{row.column}")
    return f"{name}?period={period}"


def is_drawn(row: ProgressRow) -> bool:
    """Whether years beside each other say something: two numbers at least, no yes or no."""
    known = sum(one.value is not None for one in row.years)
    return known >= _FEWEST_YEARS and row.indicator.kind is not IndicatorKind.YES_NO


def _decimals(indicator: Indicator) -> int:
    return 2 if indicator.kind is IndicatorKind.SHARE else indicator.decimals


def bar_share(row: ProgressRow) -> tuple[float, float] | None:
    """For a small bar: value and aim as shares of its length; None without both."""
    value, aim = row.value, row.aim
    if value is None or aim is None:
        return None
    whole = max(value, aim, Decimal(1) if not (value or aim) else Decimal(0)) * Decimal("1.1")
    return float(value / whole), float(aim / whole)
