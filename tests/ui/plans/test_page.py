"""Kế hoạch: list, bin, a new plan from template, last year and file."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.papers import PaperKind
from app.queries.papers import get_paper, list_papers
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.plans.page import PlansPage
from tests.ui.editor.papers import keep_plan
from tests.ui.editor.texts import at, write


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> PlansPage:
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def cells(page: PlansPage) -> list[str]:
    model = page.list.table.model
    return [str(model.index(0, column).data()) for column in range(model.columnCount())]


def wait_for_paper(qtbot: QtBot, page: PlansPage) -> UUID:
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)
    assert page.paper is not None
    assert page.paper.row is not None
    return page.paper.row.paper_id


def test_an_empty_list_says_what_to_do(page: PlansPage) -> None:
    assert "Chưa có kế hoạch nào" in page.list.empty.text()
    assert page.start.text() == "Lập kế hoạch mới"


def test_the_list_shows_plans_and_opens_them(
    qtbot: QtBot, context: UiContext, page: PlansPage
) -> None:
    paper_id = keep_plan(context)
    assert cells(page)[:4] == [
        "2027",
        "Năm",
        "",
        "KẾ HOẠCH Thực hiện công tác bình đẳng giới xã Mẫu năm 2027",
    ]
    assert cells(page)[4:] == ["Bản nháp", "1", ""]
    page.open({"paper_id": paper_id})
    assert wait_for_paper(qtbot, page) == paper_id
    assert not page.heading.isVisible()
    assert page.back()
    assert page.stack.currentWidget() is page.list
    assert not page.back()


def test_deleted_plans_go_to_the_bin_and_come_back(context: UiContext, page: PlansPage) -> None:
    keep_plan(context)
    undo = []
    context.status.undo_offered.connect(lambda words, work: undo.append((words, work)))
    page.list.table.view.selectRow(0)
    page.list.delete.click()
    assert context.db.read(list_papers) == []
    assert "thùng rác" in undo[0][0]
    assert page.list.bin.text() == "Thùng rác (1)"
    undo[0][1]()
    assert len(context.db.read(list_papers)) == 1
    page.list.table.view.selectRow(0)
    page.list.table.view.setFocus()
    QTest.keyClick(page.list.table.view, Qt.Key.Key_Delete)
    assert context.db.read(list_papers) == []
    page.list.bin.click()
    days_left = page.list.table.model.columnCount() - 1
    assert not page.list.table.view.isColumnHidden(days_left)
    assert cells(page)[days_left]
    assert "30 ngày" in page.list.in_bin.text()
    page.list.table.view.selectRow(0)
    page.list.restore.click()
    assert page.list.table.view.isColumnHidden(days_left)
    assert len(context.db.read(list_papers)) == 1
    assert not page.list.bin.isChecked()


def test_a_plan_from_the_shipped_template(
    qtbot: QtBot, context: UiContext, page: PlansPage
) -> None:
    page.open({"new": "plan_year_commune"})
    page.new_plan.year.setText("2027")
    page.new_plan.make.click()
    row = context.db.read(get_paper, wait_for_paper(qtbot, page))
    assert (row.kind, row.year) == (PaperKind.PLAN, 2027)
    assert len(row.content.nodes) > 50
    assert "xã Mẫu" in " ".join(row.content.head.title)


def test_a_plan_from_last_year_lists_its_left_overs(
    qtbot: QtBot, context: UiContext, page: PlansPage
) -> None:
    keep_plan(context)
    page.begin()
    page.new_plan.cards.choose("old")
    page.new_plan.year.setText("2028")
    page.new_plan.make.click()
    row = context.db.read(get_paper, wait_for_paper(qtbot, page))
    assert row.year == 2028
    assert row.content.head.title[-1] == "xã Mẫu năm 2028"


def test_a_wrong_year_is_said(page: PlansPage) -> None:
    page.begin()
    page.new_plan.year.setText("hai nghìn")
    page.new_plan.make.click()
    assert "Hãy ghi năm kế hoạch" in page.new_plan.error.words.text()


def test_going_back_keeps_what_was_typed(qtbot: QtBot, context: UiContext, page: PlansPage) -> None:
    paper_id = keep_plan(context)
    page.open({"paper_id": paper_id})
    wait_for_paper(qtbot, page)
    assert page.paper is not None
    at(page.paper.view.editor, 1, 0)
    write(page.paper.view.editor, "Mới: ")
    assert page.back()
    assert context.db.read(get_paper, paper_id).content.nodes[1].text.startswith("Mới: ")


def test_every_button_says_what_it_does(page: PlansPage) -> None:
    keep_plan(page.context)
    page.open({"paper_id": page.context.db.read(list_papers)[0].paper_id})
    for button in page.findChildren(QPushButton):
        assert not button.isVisible() or button.text() or button.accessibleName()
