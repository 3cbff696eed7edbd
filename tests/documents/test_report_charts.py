"""Charts of indicators: what each shows, and the annex of a report."""

from dataclasses import replace
from decimal import Decimal

from app.documents.blocks import Table
from app.documents.builders.content import document_of, table_of
from app.documents.builders.report_charts import (
    aims_charts,
    bar_share,
    chart_nodes,
    parts_chart,
    sexes_chart,
    years_chart,
)
from app.documents.charts import AimPoint, ChartKind, described
from app.domain.fields import Bound, split
from app.domain.figure_rows import Column
from app.domain.indicators import Direction, Indicator, IndicatorKind, Progress
from app.domain.paper_content import PaperContent, PaperHead
from app.queries.progress import ProgressRow, YearValue


def progress(
    *years: YearValue, unit: str = "%", column: Column = Column.TOTAL, name: str = "Tỷ lệ mẫu"
) -> ProgressRow:
    indicator = Indicator(
        code=f"{name}{column}",
        name=name,
        unit=unit,
        kind=IndicatorKind.AMOUNT,
        decimals=1,
        direction=Direction.UP,
        by_sex=True,
    )
    now = next(one for one in years if one.year == 2026)
    return ProgressRow(
        indicator=indicator,
        column=column,
        year=2026,
        value=now.value,
        target=None,
        line=now.aim,
        progress=Progress.UNKNOWN,
        why="",
        years=years,
        targets=(),
    )


def year(at: int, value: str | None, aim: str | None = None, **more: object) -> YearValue:
    return YearValue(
        year=at,
        value=None if value is None else Decimal(value),
        aim=None if aim is None else Decimal(aim),
        **more,  # type: ignore[arg-type]
    )


ROW = progress(
    year(2024, "20"),
    year(2025, None, "25", fixed=True),
    year(2026, "27.5", "27", men=Decimal(3), women=Decimal(4)),
    year(2027, None, "29"),
)


def test_years_to_come_have_the_line_alone() -> None:
    chart = years_chart(ROW, "Số liệu mẫu")

    assert chart.categories == ("2024", "2025", "2026", "2027")
    assert chart.series[0].values == (Decimal(20), None, Decimal("27.5"), None)
    assert chart.aims[0] is None
    assert chart.aims[1:3] == (AimPoint(Decimal(25)), AimPoint(Decimal(27), fixed=False))
    assert chart.ahead == 1
    assert (chart.source, chart.decimals) == ("Số liệu mẫu", 1)


def test_the_last_twelve_years_are_drawn() -> None:
    long = progress(*(year(at, "1") for at in range(2010, 2027)))

    assert years_chart(long).categories[0] == "2015"


def test_men_and_women_are_drawn_where_they_are_counted() -> None:
    chart = sexes_chart(ROW)

    assert chart is not None
    assert chart.kind is ChartKind.PAIRS
    assert chart.categories == ("2026",)
    assert [one.values for one in chart.series] == [(Decimal(3),), (Decimal(4),)]
    parts = parts_chart(ROW)
    assert parts is not None
    assert parts.kind is ChartKind.SHARES
    assert parts.series == chart.series
    assert sexes_chart(progress(year(2026, "5"))) is None
    assert parts_chart(progress(year(2026, "5"))) is None


def test_percentages_stand_beside_their_targets_ten_to_a_chart() -> None:
    rows = [progress(year(2026, "5", "6"), name=f"Chỉ tiêu {at}") for at in range(12)]
    blank = progress(year(2026, None, "6"))
    other = progress(year(2026, "5", "6"), unit="người")

    charts = list(aims_charts([*rows, blank, other], 2026))

    assert [len(one.categories) for one in charts] == [10, 2]
    assert [one.name for one in charts[0].series] == ["Mục tiêu", "Kết quả"]
    assert charts[0].notes == ()
    assert charts[1].notes == ("1 chỉ tiêu chưa có số liệu không vẽ ở đây.",)


def test_the_annex_holds_a_node_for_each_chart() -> None:
    once = progress(year(2026, "5", "6"), name="Một năm", column=Column.WOMEN)

    nodes = chart_nodes([ROW, once], 2026)

    assert [node.text for node in nodes] == [
        "@phu_luc_bieu_do",
        "Biểu đồ 1. Kết quả so với mục tiêu năm 2026",
        "Biểu đồ 2. Tỷ lệ mẫu",
    ]
    printed = document_of(PaperContent(head=PaperHead(type_name="BÁO CÁO"), nodes=nodes))
    assert printed.nodes == ()
    drawn = [node.table for node in printed.annexes[0].nodes]
    assert all(isinstance(table, Table) and table.chart for table in drawn)
    first = drawn[0].chart if drawn[0] else None
    assert first is not None
    assert first.categories == ("Tỷ lệ mẫu", "Một năm (nữ)")


def test_results_are_bound_to_their_figures() -> None:
    known = replace(ROW.years[2], period="2026")
    row = replace(ROW, years=(*ROW.years[:2], known, *ROW.years[3:]))
    share = replace(row, indicator=replace(row.indicator, kind=IndicatorKind.SHARE))

    assert _bound(row) == [f"indicator.{row.indicator.code}.total?period=2026"] * 2
    assert _bound(share) == [f"indicator.{row.indicator.code}?period=2026"] * 2
    assert _bound(replace(share, column=Column.WOMEN)) == []
    assert "2026: 27,5" in described(
        table_of(chart_nodes([row], 2026)[2].table or {}).chart or years_chart(row)
    )


def _bound(row: ProgressRow) -> list[str]:
    cells = [
        cell
        for node in chart_nodes([row], 2026)
        for line in (node.table or {}).get("rows", ())
        for cell in line
    ]
    return [piece.key for cell in cells for piece in split(cell) if isinstance(piece, Bound)]


def test_nothing_to_draw_is_no_annex() -> None:
    assert chart_nodes([progress(year(2026, None, "6"))], 2026) == ()


def test_the_small_bar_keeps_proportions() -> None:
    value, aim = bar_share(progress(year(2026, "50", "100"))) or (0, 0)

    assert 2 * value == aim
    assert aim < 1
    assert bar_share(progress(year(2026, "0", "0"))) == (0, 0)
    assert bar_share(progress(year(2026, "5"))) is None
