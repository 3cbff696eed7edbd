"""Charts: bars in proportion, words inside the frame, what is missing said; PDF, Word, tables."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pdfplumber
import pytest
from PIL import Image

from app.documents.blocks import Annex, Document, Node
from app.documents.builders.content import content_of, document_of, table_of
from app.documents.chart.layout import laid_out
from app.documents.chart.page import tinos
from app.documents.chart.shapes import Anchor, Fill, Rect, Stroke, Words, dots, hatch
from app.documents.chart.upright import ticks
from app.documents.charts import AimPoint, Chart, ChartKind, Series, as_table, described
from app.documents.compare import compare
from app.documents.layout import MM
from app.documents.render.to_docx import render_docx
from app.documents.render.to_pdf import render_pdf


def numbers(*values: object) -> tuple[Decimal | None, ...]:
    return tuple(None if one is None else Decimal(str(one)) for one in values)


YEARS = Chart(
    kind=ChartKind.YEARS,
    title="Tỷ lệ nữ trong cấp ủy",
    unit="%",
    categories=("2023", "2024", "2025", "2026"),
    series=(Series("Kết quả", numbers("20", None, "25.64", None)),),
    aims=(AimPoint(Decimal(22)), AimPoint(Decimal(24), fixed=False), AimPoint(Decimal(26)), None),
    decimals=2,
    ahead=1,
    source="Số liệu mẫu",
)
PAIRS = Chart(
    kind=ChartKind.PAIRS,
    title="Người dự tập huấn",
    unit="người",
    categories=("Tập huấn", "Sinh hoạt chuyên đề ở các thôn của xã trong cả năm báo cáo"),
    series=(Series("Nam", numbers(1200, 0)), Series("Nữ", numbers(600, None))),
)
SHARES = Chart(
    kind=ChartKind.SHARES,
    title="Cơ cấu",
    unit="",
    categories=("Cấp ủy", "Cán bộ thôn"),
    series=(Series("Nam", numbers(3, 5)), Series("Nữ", numbers(1, None))),
    decimals=1,
)


def texts(chart: Chart) -> list[str]:
    return [one.text for one in laid_out(chart, 160).shapes if isinstance(one, Words)]


def bars(chart: Chart, fill: Fill) -> list[Rect]:
    """The bars of a series; the first box of each fill is the legend's."""
    boxes = [one for one in laid_out(chart, 160).shapes if isinstance(one, Rect)]
    return [one for one in boxes if one.fill is fill][1:]


def test_upright_bars_are_as_high_as_their_values() -> None:
    low, high = bars(YEARS, Fill.SOLID)

    assert high.height / low.height == pytest.approx(25.64 / 20)
    assert low.y + low.height == pytest.approx(high.y + high.height)


def test_lying_bars_are_as_long_as_their_values() -> None:
    (men, none), (women,) = bars(PAIRS, Fill.SOLID), bars(PAIRS, Fill.HATCH)

    assert men.width == pytest.approx(2 * women.width)
    assert none.width == 0
    assert men.y < women.y


def test_shares_fill_the_whole_bar() -> None:
    (men,), (women,) = bars(SHARES, Fill.SOLID), bars(SHARES, Fill.HATCH)

    assert men.width == pytest.approx(3 * women.width)
    assert men.x + men.width == pytest.approx(women.x)
    assert women.x + women.width == pytest.approx(160)
    assert {"75 %", "25 %"} <= set(texts(SHARES))


def test_a_missing_number_is_said_and_what_is_ahead_is_not_missing() -> None:
    said = texts(YEARS)

    assert (said.count("không"), said.count("có số")) == (1, 1)
    assert "25,64" in said
    assert "0" not in [word for word in said if word == "0,00"]
    assert texts(PAIRS).count("không có số") == 1
    assert "0" in texts(PAIRS)
    assert texts(SHARES).count("không có số") == 1


def test_targets_stand_under_their_years_bold_where_they_were_set() -> None:
    drawn = laid_out(YEARS, 160).shapes
    aims = {one.text: one.bold for one in drawn if isinstance(one, Words)}

    assert (aims["22"], aims["24"], aims["26"]) == (True, False, True)
    assert aims["-"] is False
    line = [one for one in drawn if isinstance(one, Stroke) and one.dashed and one.halo]
    assert len(line) == 2, "through three years beside each other"
    assert line[0].y1 > line[0].y2, "it rises"


@pytest.mark.parametrize("count", [1, 2, 7, 12])
@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("width", [110, 160, 247])
def test_everything_stays_inside_the_frame(count: int, kind: ChartKind, width: float) -> None:
    names = tuple(f"Thôn Mẫu số {at} sáp nhập từ ba thôn cũ" for at in range(count))
    values = numbers(*(at * 1234 for at in range(count)))
    chart = replace(
        PAIRS,
        kind=kind,
        categories=names,
        series=(Series("Nam", values), Series("Nữ", values)),
        aims=(AimPoint(Decimal(9000)),) * count if kind is ChartKind.YEARS else (),
        notes=("Một ghi chú dài " * 20,),
    )

    drawing = laid_out(chart, width)

    for one in drawing.shapes:
        left, top, right, bottom = _edges(one)
        assert left >= -0.01
        assert right <= width + 0.01
        assert top >= -0.01
        assert bottom <= drawing.height + 0.01


def _edges(one: Rect | Stroke | Words) -> tuple[float, float, float, float]:
    if isinstance(one, Rect):
        return one.x, one.y, one.x + one.width, one.y + one.height
    if isinstance(one, Stroke):
        xs, ys = sorted((one.x1, one.x2)), sorted((one.y1, one.y2))
        return xs[0], ys[0], xs[1], ys[1]
    long = tinos(one.text, one.bold, one.point) / MM
    shift = {Anchor.START: 0, Anchor.MIDDLE: long / 2, Anchor.END: long}[one.anchor]
    high = one.point / MM
    if one.turned:
        return one.x - high, one.y - long, one.x + high * 0.22, one.y
    return one.x - shift, one.y - high, one.x - shift + long, one.y + high * 0.22


def test_values_that_find_no_room_are_turned() -> None:
    months = tuple(f"Tháng {at}" for at in range(1, 13))
    many = Series("Kết quả", (*numbers(*range(10_000, 120_000, 10_000)), None))
    crowded = replace(
        YEARS, categories=months, series=(many, many), aims=(), ahead=0, unit="người", decimals=0
    )

    turned = [one for one in laid_out(crowded, 100).shapes if isinstance(one, Words) and one.turned]

    assert [one.text for one in turned].count("110.000") == 2
    assert [one.text for one in turned].count("không có số") == 1
    assert {one.point for one in turned} == {11.0}


@pytest.mark.parametrize("width", range(50, 110, 4))
def test_a_year_is_never_broken(width: int) -> None:
    years = tuple(str(at) for at in range(2021, 2027))
    chart = replace(
        YEARS, categories=years, series=(Series("Kết quả", numbers(*[9] * 6)),), aims=()
    )

    def uneven(text: str, bold: bool, point: float) -> float:
        """Small letters of a screen are wider than their size says."""
        return tinos(text, bold, point) * (1.04 if point < 11 else 1)

    said = [
        one.text for one in laid_out(chart, width, measure=uneven).shapes if isinstance(one, Words)
    ]

    assert set(years) <= set(said)


def test_names_of_neighbours_do_not_touch() -> None:
    chart = replace(
        YEARS,
        categories=tuple(f"Nhiệm kỳ {at}" for at in range(12)),
        series=(Series("Kết quả", numbers(*range(100000, 112000, 1000))),),
        aims=(),
        ahead=0,
    )
    rows: dict[float, list[tuple[float, float]]] = {}
    for one in laid_out(chart, 160).shapes:
        if isinstance(one, Words) and one.anchor is Anchor.MIDDLE and not one.plate:
            left, _top, right, _bottom = _edges(one)
            rows.setdefault(one.y, []).append((left, right))

    for row in rows.values():
        assert all(first[1] < second[0] for first, second in pairwise(row))


def test_large_sums_are_shown_in_millions() -> None:
    money = replace(
        PAIRS, unit="đồng", decimals=2, series=(Series("Kế hoạch", numbers(15_000_000, 2_500_000)),)
    )

    assert "Đơn vị: triệu đồng" in texts(money)
    assert {"15", "2,5"} <= set(texts(money))


@pytest.mark.parametrize(
    ("largest", "percent", "last"),
    [("0", False, "1"), ("7", False, "8"), ("95", True, "100"), ("30.5", True, "40"), ("0.3", False, "0.3")],
)  # fmt: skip
def test_the_axis_reaches_just_over_the_largest(largest: str, percent: bool, last: str) -> None:
    marks = ticks(Decimal(largest), percent=percent)

    assert marks[0] == 0
    assert marks[-1] == Decimal(last)
    assert len(marks) <= 6


def test_patterns_stay_inside_their_box() -> None:
    box = Rect(10, 20, 5, 3, Fill.HATCH)

    for x1, y1, x2, y2 in hatch(box):
        assert 10 <= x1 <= x2 <= 15
        assert 20 <= y2 <= y1 <= 23 + 1e-9
    assert len(list(hatch(box))) == 5
    assert all(10 < x < 15 and 20 < y < 23 for x, y in dots(box))
    assert len(list(dots(box))) > 4


def test_it_is_said_in_words() -> None:
    words = described(YEARS)

    assert words.startswith("Biểu đồ: Tỷ lệ nữ trong cấp ủy (%). 2023: 20, mục tiêu 22.")
    assert "2024: không có số, theo lộ trình 24." in words
    assert "2026" not in words
    assert "Tập huấn: nam 1.200, nữ 600." in described(PAIRS)


def paper(*charts: Chart) -> Document:
    nodes = tuple(
        Node(text=f"Biểu đồ {at}. {chart.title}", table=table_of(as_table(chart)), key="")
        for at, chart in enumerate(charts, start=1)
    )
    third = replace(YEARS, series=(*YEARS.series, *YEARS.series, *YEARS.series))
    body = Node(text="Nội dung.", table=table_of(as_table(third)))
    return Document(
        type_name="BÁO CÁO", nodes=(body,), annexes=(Annex(title="BIỂU ĐỒ", nodes=nodes),)
    )


def test_a_chart_is_kept_as_a_table_with_its_numbers() -> None:
    stored = as_table(YEARS)

    assert [column[0] for column in stored["columns"]] == ["Năm", "Kết quả", "Mục tiêu"]
    assert stored["rows"] == [
        ["2023", "20", "22"],
        ["2024", "không có số", "24"],
        ["2025", "25,64", "26"],
        ["2026", "", ""],
    ]
    assert table_of(stored).chart == YEARS
    assert (
        document_of(content_of(paper(YEARS, PAIRS))).annexes[0].nodes
        == paper(YEARS, PAIRS).annexes[0].nodes
    )


def test_the_pdf_holds_bars_and_words(tmp_path: Path) -> None:
    file = tmp_path / "bieu-do.pdf"

    render_pdf(paper(YEARS, PAIRS, SHARES), file)

    with pdfplumber.open(file) as pdf:
        page = pdf.pages[1]
        said = page.extract_text()
        framed = [box for box in page.rects if box["stroke"]]
    for words in ("Đơn vị: %", "25,64", "không có số", "1.200", "75 %", "Nguồn: Số liệu mẫu"):
        assert words in said
    drawn = [one for chart in (YEARS, PAIRS, SHARES) for one in laid_out(chart, 160).shapes]
    assert len(framed) == sum(isinstance(one, Rect) for one in drawn)


def test_a_chart_higher_than_a_page_is_drawn_smaller(tmp_path: Path) -> None:
    name = "Một nội dung rất dài của biểu đồ mẫu " * 6
    chart = replace(
        PAIRS,
        categories=(name,) * 12,
        series=(Series("Nam", numbers(*range(12))), Series("Nữ", numbers(*range(12)))),
    )
    file = tmp_path / "cao.pdf"

    render_pdf(paper(chart), file)

    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == 2
        assert min(one["top"] for one in pdf.pages[1].chars) > 0


def test_word_shows_a_picture_that_says_its_numbers(tmp_path: Path) -> None:
    file = tmp_path / "bieu-do.docx"
    render_docx(paper(YEARS, PAIRS), file)

    shown = docx.Document(str(file)).inline_shapes
    said = [one._inline.docPr.get("descr") for one in shown]
    with ZipFile(file) as packed:
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
        image = Image.open(BytesIO(packed.read(pictures[1])))

    assert len(pictures) == 3
    assert said[1:] == [described(YEARS), described(PAIRS)]
    assert image.width / (shown[1].width / 914400) >= 200, "dots per inch"
    assert image.getextrema() == (0, 255)


def test_turned_words_are_drawn_in_pdf_and_word(tmp_path: Path) -> None:
    months = tuple(f"Tháng {at}" for at in range(1, 13))
    many = Series("Kết quả", numbers(*range(10_000, 130_000, 10_000)))
    crowded = replace(
        YEARS, categories=months, series=(many, many), aims=(), ahead=0, unit="người", decimals=0
    )
    pdf, word = tmp_path / "dung.pdf", tmp_path / "dung.docx"

    render_pdf(paper(crowded), pdf)
    render_docx(paper(crowded), word)

    with pdfplumber.open(pdf) as read:
        upwards = [one["text"] for one in read.pages[1].chars if not one["upright"]]
    assert upwards.count("1") >= 2 * 4, "10.000, 100.000, 110.000, 120.000 twice"
    level = replace(crowded, series=(many,))
    assert _dark(word) > 0
    render_docx(paper(level), word)
    assert not any(one.turned for one in laid_out(level, 160).shapes if isinstance(one, Words))


def _dark(file: Path) -> int:
    """Dark dots over the bars of the annex's chart."""
    with ZipFile(file) as packed:
        names = sorted(name for name in packed.namelist() if name.startswith("word/media/"))
        image = Image.open(BytesIO(packed.read(names[-1])))
    return sum(image.crop((0, image.height // 8, image.width, image.height // 3)).histogram()[:80])


def test_a_chart_that_comes_back_as_a_picture_is_no_change() -> None:
    sent = Document(
        type_name="BÁO CÁO",
        nodes=(Node(text="Biểu đồ 1", table=table_of(as_table(YEARS)), key="a"),),
    )
    back = Document(type_name="BÁO CÁO", nodes=(Node(text="Biểu đồ 1", key="a"),))

    assert not compare(sent, back).changes
