"""Chỉ tiêu with a year's months side by side: 500 cells typed, a block of 500×12 pasted."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.indicators.model import SIGN_ROLE, WRONG
from tests.ui.indicators.year_form import (
    MONTHS,
    QUARTERS,
    ROWS,
    add_form,
    kept,
    key,
    shown,
    stand,
    type_words,
    words,
)

K = Qt.Key
#: One cell of each: letters, negative, decimals, sum, huge, date, Excel's own, share, two, formula.
FAULTS = {
    (3, 0): "mười hai",
    (47, 1): "-5",
    (90, 2): "12,5",
    (120, 3): "11",
    (177, 4): "99999999999999999",
    (230, 5): "14/06/2026",
    (301, 6): "#REF!",
    (366, 7): "12%",
    (410, 8): '"12\n15"',
    (499, 11): "=SUM(A1:A3)",
}
SUM_ROW = 120


@pytest.fixture
def desk(context: UiContext, office: SetUpOffice) -> UiContext:
    return context


def as_excel(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def month(at: int) -> str:
    return f"2026-M{at + 1:02}"


@pytest.mark.slow
def test_five_hundred_cells_by_keyboard_alone(qtbot: QtBot, desk: UiContext) -> None:
    add_form(desk, 42)
    page = shown(qtbot, desk, MONTHS)
    chance = random.Random(4)
    wanted: dict[tuple[str, str, str], str] = {}

    def write(row: int, column: int, end: Qt.Key) -> None:
        number = chance.randint(0, 9999)
        wanted[f"k_{row:03}", month(column), "total"] = str(number)
        type_words(page, str(number), end)

    key(page, K.Key_Home, ctrl=True)
    for place in range(20 * 12):  # twenty rows with Tab
        write(*divmod(place, 12), K.Key_Tab)
    for column in range(11):  # what is below with Enter, column by column
        for row in range(20, 42):
            write(row, column, K.Key_Return)
        stand_at_top = [K.Key_Up] * 21 + [K.Key_Right]
        key(page, *stand_at_top)
    for row in range(20, 38):  # and with the arrow
        write(row, 11, K.Key_Down)

    assert len(wanted) == 500
    assert kept(desk) == wanted


@pytest.mark.slow
def test_a_block_of_500_rows_and_12_months_with_ten_faults(qtbot: QtBot, desk: UiContext) -> None:
    add_form(desk, ROWS, by_sex=[SUM_ROW])
    page = shown(qtbot, desk, QUARTERS)
    chance = random.Random(5)
    numbers = {(row, at): chance.randint(0, 99_999) for row in range(ROWS) for at in range(12)}
    # Men and women of a month were counted before: the pasted total does not fit them.
    page.open({"period": month(3)})
    stand(page, SUM_ROW, 3)
    type_words(page, "4", K.Key_Tab)
    type_words(page, "6")
    before = kept(desk)
    page.open({"period": MONTHS})
    block = "\r\n".join(
        "\t".join(FAULTS.get((row, at)) or as_excel(numbers[row, at]) for at in range(12))
        for row in range(ROWS)
    )
    QGuiApplication.clipboard().setText(block + "\r\n")
    key(page, K.Key_Home, ctrl=True)

    key(page, K.Key_V, ctrl=True)
    assert page.paste_box.words.text() == (
        "6000 ô: 5990 ô mới, 0 ô thay số cũ, 0 ô như cũ, 10 ô không ghi được."
    )
    assert page.paste_box.list.count() == len(FAULTS)
    assert kept(desk) == before
    key(page, K.Key_Space)

    right = {
        (f"k_{row:03}", month(at), "total"): str(number)
        for (row, at), number in numbers.items()
        if (row, at) not in FAULTS
    }
    assert len(right) == 5990
    assert kept(desk) == before | right
    assert marked(page) == set(FAULTS)
    assert words(page, 3, 1) == "mười hai"
    page.grid.setFocus()
    key(page, K.Key_Z, ctrl=True)
    assert kept(desk) == before
    assert marked(page) == set()
    key(page, K.Key_Y, ctrl=True)
    assert kept(desk) == before | right
    assert marked(page) == set(FAULTS)


def marked(page: object) -> set[tuple[int, int]]:
    model = page.model  # type: ignore[attr-defined]
    return {
        (row, at)
        for row in range(model.rowCount())
        for at in range(12)
        if model.index(row, at + 1).data(SIGN_ROLE) == WRONG
    }
