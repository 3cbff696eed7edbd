"""Chỉ tiêu with a year's parts side by side: keys as in Excel, checks, sums of what is known."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.services.activities import ActivityDraft, record_activity
from app.services.catalogue import SaveEntry, save_entry
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.indicators.model import ODD, SIGN_ROLE, WRONG
from app.ui.indicators.page import IndicatorsPage
from tests.ui.indicators.year_form import (
    MONTHS,
    QUARTERS,
    add_form,
    kept,
    key,
    shown,
    stand,
    type_words,
    words,
)

K = Qt.Key
SUM, UNKNOWN = 13, 14
SMALL = "bieu_nho"


def add_small(context: UiContext) -> None:
    """A heading, people of activities, a share of them, a sum of money."""

    def save(session: Session) -> None:
        rows = (
            ("t_du", {"unit": "lượt", "by_sex": True, "link": "people"}),
            ("t_ty_le", {"unit": "%", "kind": "share", "numerator": "t_du:women",
                         "denominator": "t_du:total"}),
            ("t_tien", {"unit": "triệu", "kind": "amount", "decimals": 1}),
        )  # fmt: skip
        for code, data in rows:
            save_entry(session, SaveEntry(catalogue="indicator", code=code, name=code, data=data))
        lines = [{"heading": "I. Người"}, *({"indicator": code} for code, _data in rows)]
        data = {"period": "year", "rows": lines}
        save_entry(session, SaveEntry(catalogue="form", code=SMALL, name="Biểu nhỏ", data=data))

    context.choose_year(2026)
    context.db.write(save)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> IndicatorsPage:
    """Four rows of counts by months."""
    add_form(context, 4)
    return shown(qtbot, context, MONTHS)


@pytest.fixture
def small(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> IndicatorsPage:
    add_small(context)
    return shown(qtbot, context, QUARTERS, SMALL)


def here(page: IndicatorsPage) -> tuple[int, int]:
    index = page.grid.currentIndex()
    return index.row(), index.column()


def values(page: IndicatorsPage) -> dict[str, str]:
    return {f"{code} {period}": value for (code, period, _sex), value in kept(page.context).items()}


def sign(page: IndicatorsPage, row: int, column: int) -> object:
    return page.model.index(row, column).data(SIGN_ROLE)


def paste(page: IndicatorsPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    key(page, K.Key_V, ctrl=True)


def test_the_choices_of_a_year_form(page: IndicatorsPage) -> None:
    choices = [page.period.itemText(at) for at in range(page.period.count())]
    assert choices == [
        "Năm 2026",
        "Cả năm 2026 theo 6 tháng",
        "Cả năm 2026 theo quý",
        "Cả năm 2026 theo tháng",
    ]
    page.open({"form": "bieu_dai", "period": "2026-H*"})
    titles = [column.title for column in page.model.columns]
    assert titles[1:4] == ["6 tháng đầu\nTổng", "6 tháng đầu\nNam", "6 tháng đầu\nNữ"]
    page.open({"form": "bieu_dai", "period": QUARTERS})
    assert [column.title for column in page.model.columns][10:] == [
        "Quý IV\nTổng",
        "Quý IV\nNam",
        "Quý IV\nNữ",
        "Cộng",
        "Chưa có",
    ]
    assert "15/12/2025 - 14/12/2026" in page.days.text()


def test_the_sum_is_of_known_months_and_says_how_many_are_not(page: IndicatorsPage) -> None:
    assert (words(page, 0, SUM), words(page, 0, UNKNOWN)) == ("", "12 tháng")
    stand(page, 0, 1)
    type_words(page, "1.200", K.Key_Tab)
    type_words(page, "0", K.Key_Tab)
    type_words(page, "34")
    assert (words(page, 0, SUM), words(page, 0, UNKNOWN)) == ("1.234", "9 tháng")
    assert "47 tháng" not in page.days.text()
    assert "45 ô tổng chưa có số" in page.days.text()
    for column in (0, SUM, UNKNOWN):
        assert page.model.place(page.model.index(0, column)) is None


def test_keys_walk_as_in_excel(page: IndicatorsPage) -> None:
    key(page, K.Key_Home, ctrl=True)
    assert here(page) == (0, 1)
    key(page, K.Key_End)
    assert here(page) == (0, 12)
    key(page, K.Key_Tab)
    assert here(page) == (1, 1)
    key(page, K.Key_Backtab, shift=True)
    assert here(page) == (0, 12)
    key(page, K.Key_Home)
    assert here(page) == (0, 1)
    key(page, K.Key_End, ctrl=True)
    assert here(page) == (3, 12)
    key(page, K.Key_Return, shift=True)
    assert here(page) == (2, 12)
    key(page, K.Key_Left, K.Key_Up)
    assert here(page) == (1, 11)


def test_typing_replaces_f2_edits_esc_leaves_delete_empties(page: IndicatorsPage) -> None:
    key(page, K.Key_Home, ctrl=True)
    type_words(page, "15")
    stand(page, 0, 1)
    type_words(page, "7")
    assert values(page) == {"k_000 2026-M01": "7"}
    stand(page, 0, 1)
    key(page, K.Key_F2, K.Key_End, K.Key_5, K.Key_Return)
    assert values(page) == {"k_000 2026-M01": "75"}
    stand(page, 0, 1)
    key(page, K.Key_9, K.Key_Escape)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert values(page) == {"k_000 2026-M01": "75"}
    key(page, K.Key_Delete)
    assert values(page) == {}
    key(page, K.Key_Z, ctrl=True)
    assert values(page) == {"k_000 2026-M01": "75"}
    key(page, K.Key_Y, ctrl=True)
    assert values(page) == {}


def test_copied_cells_are_pasted_again_where_one_stands(page: IndicatorsPage) -> None:
    paste_at_start = "1.234\t5\r\n\t8\r\n"
    key(page, K.Key_Home, ctrl=True)
    paste(page, paste_at_start)
    key(page, K.Key_Space)
    key(page, K.Key_Home, ctrl=True)
    key(page, K.Key_Right, K.Key_Down, shift=True)
    key(page, K.Key_C, ctrl=True)
    assert QGuiApplication.clipboard().text() == "1.234\t5\n\t8"
    stand(page, 2, 3)
    key(page, K.Key_V, ctrl=True)
    assert page.paste_box.words.text().startswith("4 ô: 3 ô mới, 0 ô thay số cũ, 1 ô như cũ")
    key(page, K.Key_Space)
    assert values(page) == {
        "k_000 2026-M01": "1234",
        "k_000 2026-M02": "5",
        "k_001 2026-M02": "8",
        "k_002 2026-M03": "1234",
        "k_002 2026-M04": "5",
        "k_003 2026-M04": "8",
    }
    key(page, K.Key_Z, ctrl=True)
    assert len(values(page)) == 3


def test_one_cell_fills_all_chosen_ones(page: IndicatorsPage) -> None:
    key(page, K.Key_Home, ctrl=True)
    key(page, K.Key_Right, K.Key_Down, shift=True)
    paste(page, "6")
    key(page, K.Key_Space)
    assert set(values(page).values()) == {"6"}
    assert len(values(page)) == 4
    key(page, K.Key_Z, ctrl=True)
    stand(page, 1, 1)
    key(page, K.Key_Right, shift=True)
    key(page, K.Key_3)
    key(page, K.Key_Return, ctrl=True)
    assert values(page) == {"k_001 2026-M01": "3", "k_001 2026-M02": "3"}
    stand(page, 1, 1)
    key(page, K.Key_Down, K.Key_Right, shift=True)
    key(page, K.Key_D, ctrl=True)
    assert values(page)["k_002 2026-M02"] == "3"


def test_words_that_are_no_number_say_why_and_stay(page: IndicatorsPage) -> None:
    key(page, K.Key_Home, ctrl=True)
    paste(page, 'x\t"1\n2"\t-\t\t=A1\t4')
    listed = [page.paste_box.list.item(at).text() for at in range(page.paste_box.list.count())]
    assert listed[0].startswith("Hàng 0, Tổng, Tháng 1 năm 2026: “x”. ")
    assert len(listed) == 4
    key(page, K.Key_Space)
    assert values(page) == {"k_000 2026-M06": "4"}
    assert [sign(page, 0, at) for at in range(1, 7)] == [WRONG, WRONG, WRONG, "", WRONG, ""]
    page.open({"form": "bieu_dai", "period": "2026-M05"})
    assert words(page, 0, 2) == "=A1"
    assert "số nguyên" in page.model.wrong(page.model.index(0, 2))
    stand(page, 0, 2)
    type_words(page, "5")
    page.open({"form": "bieu_dai", "period": MONTHS})
    assert (words(page, 0, 5), sign(page, 0, 5)) == ("5", "")


def test_dashes_of_a_block_share_one_reason(page: IndicatorsPage) -> None:
    key(page, K.Key_Home, ctrl=True)
    paste(page, "1\t2")
    assert not page.paste_box.reason.isVisible()
    key(page, K.Key_Escape)
    page.paste_box.leave()
    paste(page, "-\t-\r\nx1\t-")
    assert not page.paste_box.write.isEnabled()
    page.paste_box.reason.setText("Trạm chưa gửi")
    page.paste_box.write.click()
    assert [words(page, 0, at) for at in (1, 2)] == ["không có", "không có"]
    assert words(page, 1, 2) == "không có"
    assert [sign(page, 1, at) for at in (1, 2)] == [WRONG, ""]
    assert values(page) == {}
    assert page.model.rows[0].row.total.reason == "Trạm chưa gửi"
    page.grid.setFocus()
    key(page, K.Key_Z, ctrl=True)
    assert words(page, 0, 1) == ""


def test_a_missing_figure_of_one_month_asks_why(page: IndicatorsPage) -> None:
    stand(page, 0, 4)
    type_words(page, "-")
    assert page.ask.isVisible()
    page.ask.words.setText("Trạm chưa gửi")
    page.ask.write.click()
    assert words(page, 0, 4) == "không có"
    assert words(page, 0, UNKNOWN) == "12 tháng"
    stand(page, 0, 4)
    assert "Tháng 4 năm 2026" in page.side.name.text()
    assert "Trạm chưa gửi" in page.side.about.text()


def test_two_numbers_of_a_quarter_give_the_third_and_a_wrong_sum_is_told(
    small: IndicatorsPage,
) -> None:
    stand(small, 1, 5)
    type_words(small, "40")
    stand(small, 1, 6)
    type_words(small, "60")
    assert words(small, 1, 4) == "100"
    assert words(small, 2, 4) == "60,00"
    assert (words(small, 1, SUM), words(small, 1, UNKNOWN)) == ("100", "3 quý")
    assert (words(small, 2, SUM), words(small, 2, UNKNOWN)) == ("", "")
    assert (words(small, 3, SUM), words(small, 3, UNKNOWN)) == ("", "4 quý")
    stand(small, 1, 4)
    type_words(small, "90")
    assert sign(small, 1, 4) == WRONG
    stand(small, 1, 4)
    assert "khác tổng" in small.side.fault.words.text()


def test_activities_and_the_year_before_are_held_against_each_quarter(
    small: IndicatorsPage,
) -> None:
    for month, people in ((2, 10), (5, 50)):
        small.context.db.write(
            record_activity,
            ActivityDraft(
                kind_code="noi_chuyen",
                title="Nói chuyện",
                starts_on=date(2026, month, 8),
                ends_on=date(2026, month, 8),
                men=people,
                women=people,
            ),
        )
    small.context.choose_year(2025)
    small.refresh()
    small.open({"form": SMALL, "period": "2025-Q*"})
    stand(small, 1, 4)
    type_words(small, "30")
    small.context.choose_year(2026)
    small.refresh()
    small.open({"form": SMALL, "period": QUARTERS})

    stand(small, 1, 1)
    type_words(small, "21")
    stand(small, 1, 1)
    assert "cho 20, ở đây là 21" in small.side.odd.words.text()
    assert sign(small, 1, 1) == ODD
    stand(small, 1, 4)
    assert "tổng 100" in small.side.offered.text()
    small.side.take.click()
    assert values(small)["t_du 2026-Q2"]
    assert words(small, 1, 5) == "50"
    stand(small, 1, 4)
    assert "Tăng 233 % so với cùng kỳ năm trước (30)" in small.side.odd.words.text()
    small.side.let_pass.click()
    small.ask.words.setText("Thêm hai buổi")
    small.ask.write.click()
    assert "Thêm hai buổi" in small.side.odd.words.text()


def test_names_stay_in_sight_however_far_one_goes(page: IndicatorsPage) -> None:
    page.resize(700, 600)
    stand(page, 0, 12)
    QApplication.processEvents()
    names = page.grid._names
    assert names.isVisible()
    assert page.grid.horizontalScrollBar().value() > 0
    key(page, K.Key_Home)
    covered = names.geometry().right() - page.grid.viewport().x()
    assert page.grid.visualRect(page.grid.currentIndex()).left() + 1 >= covered
    page.open({"form": "bieu_dai", "period": "2026"})
    assert not names.isVisible()
