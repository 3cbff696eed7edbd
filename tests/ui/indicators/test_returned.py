"""Chỉ tiêu: cells that a returned report opened are marked, in the words of the office above."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.models import ReceiptRemark
from app.ui.context import UiContext
from app.ui.indicators.desk import IndicatorsDesk
from app.ui.indicators.model import ASKED, SIGN_ROLE
from app.ui.indicators.page import IndicatorsPage
from tests.ui.indicators.test_page import (
    FORM,
    MEN,
    TOTAL,
    WOMEN,
    add,
    forms,
    kept,
    shown,
    type_cell,
)
from tests.ui.returned import add_returned

__all__ = ["forms"]
TIP, SAID = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
POINT = {"indicator": "t_dang_vien", "sex": "women", "words": "Số nữ chưa khớp với biểu trước"}
WORDS = "Sở Nội vụ tỉnh Mẫu: Số nữ chưa khớp với biểu trước. Hạn 25/12/2026."


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, forms: None) -> IndicatorsPage:
    add_returned(
        context.db,
        [POINT, {"indicator": "t_ho", "words": "Xem lại số hộ."}, {"words": "Thiếu phụ lục"}],
    )
    return shown(qtbot, context)


def signs(page: IndicatorsPage) -> list[tuple[int, int]]:
    cells = page.model.signed(0, page.model.rowCount())
    return [(index.row(), index.column()) for index, sign in cells if sign == ASKED]


def test_the_cell_is_marked_and_says_who_asks_what_until_when(page: IndicatorsPage) -> None:
    assert signs(page) == [(1, WOMEN), (3, TOTAL)]
    cell = page.model.index(1, WOMEN)
    assert cell.data(SIGN_ROLE) == ASKED
    assert cell.data(TIP) == WORDS
    assert WORDS in cell.data(SAID)
    assert page.model.index(1, MEN).data(SIGN_ROLE) == ""
    assert "2 điểm nơi nhận yêu cầu sửa" in page.days.text()


def test_the_panel_tells_it_wherever_the_officer_stands_in_the_line(page: IndicatorsPage) -> None:
    page.grid.setCurrentIndex(page.model.index(1, TOTAL))
    assert page.side.asked.isVisible()
    assert f"Nữ: {WORDS}" in page.side.asked.lines.text()
    page.grid.setCurrentIndex(page.model.index(3, TOTAL))
    assert page.side.asked.lines.text() == ("• Sở Nội vụ tỉnh Mẫu: Xem lại số hộ. Hạn 25/12/2026.")
    page.grid.setCurrentIndex(page.model.index(4, TOTAL))
    assert page.side.asked.isHidden()


def test_a_marked_cell_is_mended_like_any_other(page: IndicatorsPage) -> None:
    page.open({"period": "2026", "indicator": "t_dang_vien", "sex": "women"})
    assert page.grid.currentIndex() == page.model.index(1, WOMEN)
    type_cell(page, "87")
    assert [row.value for row in kept(page).values()] == [87]
    # The point is settled by the package that answers it, not by typing.
    assert signs(page) == [(1, WOMEN), (3, TOTAL)]


def test_marks_go_when_the_correction_has_left(page: IndicatorsPage, context: UiContext) -> None:
    def settle(session: Session) -> None:
        for remark in session.scalars(select(ReceiptRemark)):
            remark.settled_at = datetime(2026, 12, 1, tzinfo=UTC)

    context.db.write(settle)
    assert signs(page) == []
    assert "yêu cầu sửa" not in page.days.text()


def test_an_indicator_without_its_form_is_found_in_the_form_of_its_period(
    qtbot: QtBot, context: UiContext, forms: None
) -> None:
    rows = [{"indicator": "t_ho"}, {"indicator": "t_chien_dich"}]
    add(context, "indicator", "t_chien_dich", "Lượt người dự", unit="lượt")
    add(context, "form", "bieu_thang", "Biểu tháng thử", period="campaign", rows=rows)
    made = IndicatorsDesk(context)
    qtbot.addWidget(made)
    made.show()
    made.open({"form": FORM})
    made.show_progress()

    made.open({"period": "2026-C", "indicator": "t_chien_dich"})

    assert made.form.value() == "bieu_thang"
    assert made.period.value() == "2026-C"
    assert made.stack.currentIndex() == 0
    assert made.grid.currentIndex().row() == 1
    made.open({"period": "2026", "indicator": "t_ho"})
    assert (made.form.value(), made.period.value()) == (FORM, "2026")
    assert made.grid.currentIndex().row() == 3


def test_an_indicator_that_is_in_no_form_any_more_is_said(page: IndicatorsPage) -> None:
    said: list[str] = []
    page.context.status.said.connect(said.append)
    page.open({"period": "2026", "indicator": "t_da_bo"})
    assert "không còn trong biểu nào" in said[0]
    assert page.form.value() == FORM


def test_points_are_read_once_for_a_form_whatever_is_painted_and_typed(
    page: IndicatorsPage, context: UiContext
) -> None:
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        if "receipt_remark" in statement:
            asked.append(statement)

    event.listen(context.db.engine, "before_cursor_execute", note)
    page.refresh()
    assert len(asked) == 1
    page.grab()
    page.grid.setCurrentIndex(page.model.index(1, WOMEN))
    type_cell(page, "87")
    page.grab()
    assert len(asked) == 1
