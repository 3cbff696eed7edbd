"""Chỉ tiêu: figures typed, pasted, undone; what is odd or missing says so."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.queries.figure_cells import FigureRow, list_figures
from app.services.activities import ActivityDraft, record_activity
from app.services.catalogue import SaveEntry, save_entry
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.indicators.columns import COLUMNS, PROGRESS_AT
from app.ui.indicators.page import IndicatorsPage

FORM = "bieu_thu"
TOTAL, MEN, WOMEN = 2, 3, 4
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def add(context: UiContext, catalogue: str, code: str, name: str, **data: object) -> None:
    context.db.write(save_entry, SaveEntry(catalogue=catalogue, code=code, name=name, data=data))


@pytest.fixture
def forms(context: UiContext, office: SetUpOffice) -> None:
    """A form with people by sex, households, a share with a target, people of activities."""
    context.choose_year(2026)
    add(context, "indicator", "t_dang_vien", "Đảng viên", unit="người", by_sex=True)
    add(context, "indicator", "t_ho", "Số hộ", unit="hộ")
    add(
        context, "indicator", "t_ty_le", "Tỷ lệ nữ đảng viên", unit="%", kind="share",
        numerator="t_dang_vien:women", denominator="t_dang_vien:total", direction="up",
        targets=[{"year": 2026, "value": 20}], meaning="Nữ trong tổng số đảng viên",
    )  # fmt: skip
    add(context, "indicator", "t_du", "Lượt người dự", unit="lượt", by_sex=True, link="people")
    rows = [{"heading": "I. Đảng"}]
    rows += [{"indicator": code} for code in ("t_dang_vien", "t_ty_le", "t_ho", "t_du")]
    add(context, "form", FORM, "Biểu thử", period="year", rows=rows)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, forms: None) -> IndicatorsPage:
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: UiContext, form: str = FORM) -> IndicatorsPage:
    made = IndicatorsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.open({"form": form})
    with qtbot.waitActive(made):
        made.activateWindow()
    made.grid.setFocus()
    return made


def kept(page: IndicatorsPage) -> dict[tuple[str, Column], FigureRow]:
    rows = page.context.db.read(list_figures, [management_year(2026).code])
    return {(row.indicator, row.column): row for row in rows}


def values(page: IndicatorsPage) -> dict[str, Decimal | None]:
    return {f"{code}.{column}": row.value for (code, column), row in kept(page).items()}


def stand(page: IndicatorsPage, row: int, column: int) -> None:
    page.grid.setCurrentIndex(page.model.index(row, column))


def words(page: IndicatorsPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data() or "")


def type_cell(page: IndicatorsPage, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type digits into the current cell and leave it with a key."""
    QTest.keyClick(page.grid, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, end)


def test_without_forms_the_page_says_so(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.ui.indicators import keeper as module

    monkeypatch.setattr(module, "list_forms", lambda _session, **_on: [])
    made = IndicatorsPage(context)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.isVisible()
    assert not made.grid.isVisible()


def test_two_numbers_give_the_third_and_the_share(page: IndicatorsPage) -> None:
    stand(page, 1, TOTAL)
    type_cell(page, "510", Qt.Key.Key_Tab)
    assert page.grid.currentIndex().column() == MEN
    QTest.keyClick(page.grid, Qt.Key.Key_Tab)
    type_cell(page, "87")
    assert values(page) == {
        "t_dang_vien.total": 510,
        "t_dang_vien.women": 87,
        "t_dang_vien.men": 423,
    }
    assert words(page, 1, MEN) == "423"
    assert words(page, 2, TOTAL) == "17,06"
    assert words(page, 2, PROGRESS_AT) == "Chưa đạt"
    stand(page, 1, WOMEN)
    type_cell(page, "102")
    assert words(page, 2, TOTAL) == "20,00"
    assert words(page, 2, PROGRESS_AT) == "Đạt"


def test_enter_goes_down_over_cells_that_are_not_typed(page: IndicatorsPage) -> None:
    stand(page, 1, TOTAL)
    type_cell(page, "5")
    assert page.grid.currentIndex().row() == 3
    QTest.keyClick(page.grid, Qt.Key.Key_Return, SHIFT)
    assert page.grid.currentIndex().row() == 1


def test_wrong_words_stay_in_their_cell_and_nothing_is_lost(page: IndicatorsPage) -> None:
    stand(page, 3, TOTAL)
    type_cell(page, "12")
    stand(page, 3, TOTAL)
    type_cell(page, "1.5")
    assert words(page, 3, TOTAL) == "1.5"
    stand(page, 3, TOTAL)
    assert "số nguyên" in page.side.fault.words.text()
    assert values(page) == {"t_ho.total": 12}
    type_cell(page, "15")
    assert values(page) == {"t_ho.total": 15}
    assert not page.side.fault.isVisible()


def test_sums_that_do_not_hold_are_told_beside_the_cell(page: IndicatorsPage) -> None:
    for column, text in ((TOTAL, "10"), (MEN, "4")):
        stand(page, 1, column)
        type_cell(page, text)
    stand(page, 1, WOMEN)
    type_cell(page, "7")
    assert values(page) == {"t_dang_vien.total": 10, "t_dang_vien.men": 4, "t_dang_vien.women": 6}
    stand(page, 1, WOMEN)
    assert "khác tổng" in page.side.fault.words.text()


def test_not_available_asks_why(page: IndicatorsPage) -> None:
    stand(page, 3, TOTAL)
    type_cell(page, "-")
    assert page.ask.isVisible()
    assert values(page) == {}
    page.ask.words.setText("Chưa điều tra")
    page.ask.write.click()
    row = kept(page)["t_ho", Column.TOTAL]
    assert (row.state, row.reason) == (CellState.MISSING, "Chưa điều tra")
    assert words(page, 3, TOTAL) == "không có"
    assert page.back() is False


def test_steps_are_taken_back_and_done_again(page: IndicatorsPage) -> None:
    for text in ("12", "15"):
        stand(page, 3, TOTAL)
        type_cell(page, text)
    QTest.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert values(page) == {"t_ho.total": 12}
    QTest.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert values(page) == {}
    QTest.keyClick(page.grid, Qt.Key.Key_Y, CTRL)
    QTest.keyClick(page.grid, Qt.Key.Key_Y, CTRL)
    assert values(page) == {"t_ho.total": 15}


def test_delete_empties_and_copying_down_takes_the_cell_above(page: IndicatorsPage) -> None:
    stand(page, 1, TOTAL)
    type_cell(page, "30")
    stand(page, 3, TOTAL)
    QTest.keyClick(page.grid, Qt.Key.Key_D, CTRL)
    assert values(page)["t_ho.total"] == 30
    stand(page, 1, TOTAL)
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    assert values(page) == {"t_ho.total": 30}


def test_a_block_is_looked_at_before_it_is_written(page: IndicatorsPage) -> None:
    stand(page, 1, TOTAL)
    QGuiApplication.clipboard().setText("10\t4\n\t\nmười\n7\t3\t4")
    QTest.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    assert page.paste_box.isVisible()
    assert values(page) == {}
    assert "1 ô không ghi được" in page.paste_box.words.text()
    assert "mười" in page.paste_box.list.item(0).text()
    page.paste_box.write.click()
    assert values(page) == {
        "t_dang_vien.total": 10,
        "t_dang_vien.men": 4,
        "t_dang_vien.women": 6,
        "t_du.total": 7,
        "t_du.men": 3,
        "t_du.women": 4,
    }
    QTest.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert values(page) == {}


def test_chosen_cells_are_copied_as_excel_reads_them(page: IndicatorsPage) -> None:
    stand(page, 1, TOTAL)
    type_cell(page, "10")
    stand(page, 1, TOTAL)
    QTest.keyClick(page.grid, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "10\t"


def test_activities_offer_and_a_difference_may_stand_with_a_reason(page: IndicatorsPage) -> None:
    page.context.db.write(
        record_activity,
        ActivityDraft(
            kind_code="noi_chuyen",
            title="Nói chuyện",
            starts_on=date(2026, 3, 8),
            ends_on=date(2026, 3, 8),
            men=10,
            women=30,
        ),
    )
    page.refresh()
    stand(page, 4, TOTAL)
    assert "tổng 40" in page.side.offered.text()
    page.side.take.click()
    assert values(page) == {"t_du.total": 40, "t_du.men": 10, "t_du.women": 30}
    assert kept(page)["t_du", Column.TOTAL].origin == "activities"
    assert not page.side.take.isVisible()
    stand(page, 4, MEN)
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    stand(page, 4, TOTAL)
    type_cell(page, "50")
    stand(page, 4, TOTAL)
    assert "cho 40, ở đây là 50" in page.side.odd.words.text()
    page.side.let_pass.click()
    page.ask.words.setText("Cộng cả buổi của trường")
    page.ask.write.click()
    assert kept(page)["t_du", Column.TOTAL].note == "Cộng cả buổi của trường"
    stand(page, 4, TOTAL)
    assert "Đã giữ, lý do" in page.side.odd.words.text()


def test_the_meaning_stands_beside_and_headings_are_passed(page: IndicatorsPage) -> None:
    stand(page, 2, TOTAL)
    assert "Nữ trong tổng số đảng viên" in page.side.about.text()
    assert "Mục tiêu 2026 của Trung ương: 20,00 %" in page.side.about.text()
    assert words(page, 0, 0) == "I. Đảng"
    assert page.grid.columnSpan(0, 0) == len(COLUMNS)
    assert "2 chỉ tiêu" not in page.days.text()
    assert "3 chỉ tiêu chưa có số" in page.days.text()


def test_a_number_of_a_report_leads_to_its_row(page: IndicatorsPage) -> None:
    page.open({"form": FORM, "period": "2026", "indicator": "t_ho"})
    assert page.grid.currentIndex().row() == 3
    page.open({"form": FORM, "period": "2025", "indicator": "t_dang_vien"})
    assert page.period.currentText() == "Năm 2025"
    assert page.grid.currentIndex().row() == 1


def test_why_typed_words_are_no_number_is_said_after_enter(page: IndicatorsPage) -> None:
    said: list[str] = []
    page.context.status.said.connect(said.append)
    stand(page, 1, MEN)
    QTest.keyClicks(page.grid, "1")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("12a")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert page.grid.currentIndex().row() != 1
    assert "“12a” không phải là số nguyên" in said[-1]


def test_the_grid_keeps_its_width_while_charts_come_and_go(page: IndicatorsPage) -> None:
    least = page.side.minimumSizeHint().width()

    assert least >= page.side.chart.minimumWidth()
    page.side.chart.show()
    assert page.side.minimumSizeHint().width() == least
