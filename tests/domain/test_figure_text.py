"""Cells as they are typed."""

from decimal import Decimal

import pytest

from app.domain.figure_rows import NOTHING, Cell, CellState, missing_cell, value_cell
from app.domain.figure_text import cell_words, read_amount, read_cell
from app.domain.indicators import Indicator, IndicatorKind
from app.errors import ValidationError

COUNT = Indicator(code="a", name="A", unit="người", kind=IndicatorKind.COUNT)
HOURS = Indicator(code="b", name="B", unit="giờ", kind=IndicatorKind.AMOUNT, decimals=1)
ASKED = Indicator(code="c", name="C", unit="", kind=IndicatorKind.YES_NO)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", NOTHING),
        ("  ", NOTHING),
        ("0", value_cell(0)),
        ("12", value_cell(12)),
        (" 1.234 ", value_cell(1234)),
        ("1 234 567", value_cell(1234567)),
        ("1\u00a0234", value_cell(1234)),
        ("-", Cell(CellState.MISSING)),
        ("không có: chưa điều tra", missing_cell("chưa điều tra")),
        ("KHÔNG CÓ SỐ LIỆU", Cell(CellState.MISSING)),
        ("chưa có: Trạm Y tế chưa gửi", missing_cell("Trạm Y tế chưa gửi")),
    ],
)
def test_counts(text: str, cell: Cell) -> None:
    assert read_cell(text, COUNT) == cell


@pytest.mark.parametrize("text", ["1,5", "1.5", "12.34", "mười", "1e3", "3 người", "٣", "1..2"])
def test_what_is_no_count_is_told(text: str) -> None:
    with pytest.raises(ValidationError, match="không phải là số nguyên"):
        read_cell(text, COUNT)


@pytest.mark.parametrize("indicator", [COUNT, HOURS])
@pytest.mark.parametrize("text", ["-3", "- 3", "−1.200", "-0,5"])
def test_a_negative_number_is_called_by_its_name(text: str, indicator: Indicator) -> None:
    with pytest.raises(ValidationError, match="là số âm"):
        read_cell(text, indicator)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,7", "1.7"), ("1.7", "1.7"), ("1.234,5", "1234.5"), ("1.234", "1234"), ("2", "2")],
)
def test_amounts(text: str, value: str) -> None:
    assert read_cell(text, HOURS).value == Decimal(value)


def test_a_wrong_amount_is_told() -> None:
    with pytest.raises(ValidationError, match="không phải là số"):
        read_cell("1,2,3", HOURS)


@pytest.mark.parametrize(
    ("text", "value"), [("có", 1), ("Không", 0), ("Đạt", 1), ("Chưa", 0), ("1", 1), ("0", 0)]
)
def test_yes_and_no(text: str, value: int) -> None:
    assert read_cell(text, ASKED).value == value


def test_a_missing_answer_is_not_no() -> None:
    assert read_cell("không có: chưa hỏi", ASKED) == missing_cell("chưa hỏi")


@pytest.mark.parametrize(
    ("cell", "indicator", "words"),
    [
        (NOTHING, COUNT, ""),
        (value_cell(0), COUNT, "0"),
        (value_cell(1234567), COUNT, "1.234.567"),
        (value_cell("1.7"), HOURS, "1,7"),
        (value_cell("1200.0"), HOURS, "1.200"),
        (value_cell(1), ASKED, "có"),
        (value_cell(0), ASKED, "không"),
        (missing_cell("chưa gửi"), COUNT, "không có"),
    ],
)
def test_cells_in_words(cell: Cell, indicator: Indicator, words: str) -> None:
    assert cell_words(cell, indicator) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), (" 17,5 ", Decimal("17.5")), ("1.234", Decimal(1234)), ("0.75", Decimal("0.75"))],
)
def test_an_amount_of_any_kind(text: str, value: Decimal | None) -> None:
    assert read_amount(text) == value


def test_words_are_no_amount() -> None:
    with pytest.raises(ValidationError, match="không phải là số"):
        read_amount("khoảng 60")
