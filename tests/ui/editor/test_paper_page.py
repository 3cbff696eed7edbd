"""A paper in the window: kept while typed, tasks, checks, issue, the next version."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.db.database import Database
from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent, TaskContent
from app.domain.papers import PaperState, TaskState
from app.errors import DataFileError
from app.queries.papers import get_paper
from app.queries.tasks import list_tasks
from app.services.office import SetUpOffice
from app.services.papers import SaveContent, save_content
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from tests.ui.conftest import TODAY, Door
from tests.ui.editor.papers import NODES, keep_plan, open_plan
from tests.ui.editor.texts import at, compose, write


def kept_texts(page: PaperPage) -> list[str]:
    assert page.row is not None
    row = page.context.db.read(get_paper, page.row.paper_id)
    return [f"{node.heading}{node.text}" for node in row.content.nodes]


def test_what_is_typed_is_kept_after_a_pause_and_undo_goes_on(
    qtbot: QtBot, context: UiContext
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    editor = page.view.editor
    at(editor, 1, 0)
    write(editor, "Phối hợp ")
    assert page.header.saved.text() == "Đang soạn…"
    with qtbot.waitSignal(page.keeper.saved):
        pass
    assert kept_texts(page)[1] == "Phối hợp Tổ chức lễ phát động."
    assert page.header.saved.text().startswith("Đã lưu ")
    editor.undo()
    assert page.leave()
    assert kept_texts(page)[1] == "Tổ chức lễ phát động."


def test_typing_without_a_pause_is_kept_too(
    qtbot: QtBot, context: UiContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.editor.keeper.LONGEST_MS", 300)
    page = open_plan(qtbot, context, keep_plan(context))
    at(page.view.editor, 1, 0)
    kept: list[object] = []
    page.keeper.saved.connect(kept.append)
    for _ in range(600):
        write(page.view.editor, "x")
        qtbot.wait(100)
        if kept:
            break
    assert kept


def test_opening_and_looking_around_changes_nothing(qtbot: QtBot, context: UiContext) -> None:
    left_over = LeftOver(where="I.1: Tổ chức lễ phát động.", found="lễ", why="?")
    page = open_plan(qtbot, context, keep_plan(context, left_overs=(left_over,)))
    for number in (0, 1, 2):
        page.view.editor.go_to(number)
    page.view.show_side(page.view.head)
    letters = QFont(page.font())
    letters.setPointSizeF(letters.pointSizeF() * 1.5)
    page.setFont(letters)
    assert not page.keeper.dirty
    assert page.row is not None
    before = page.row.revision
    assert page.leave()
    assert context.db.read(get_paper, page.row.paper_id).revision == before


def test_leaving_keeps_at_once_and_a_word_being_composed_stays_out(
    qtbot: QtBot, context: UiContext
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    at(page.view.editor, 2, 0)
    write(page.view.editor, "Mở ")
    compose(page.view.editor, "lớ")
    assert page.leave()
    assert kept_texts(page)[2] == "Mở Tập huấn cho cán bộ./."


def test_words_that_cannot_be_kept_can_be_saved_as_a_file(
    qtbot: QtBot,
    context: UiContext,
    monkeypatch: pytest.MonkeyPatch,
    door: Door,
    tmp_path: Path,
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Mới ")

    def full(*_args: object, **_words: object) -> None:
        raise DataFileError("Ổ đĩa đã đầy.")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "write", full)
        assert not page.leave()
        door.answers, door.files = ["Lưu chữ ra tệp…"], [tmp_path / "chữ.txt"]
        assert page.leave()
    assert door.shown[0].answers[-1] == "Ở lại"
    assert "1. Mới Tổ chức lễ phát động." in (tmp_path / "chữ.txt").read_text(encoding="utf-8")


def test_after_a_failed_save_the_words_stay_and_are_kept_by_another_try(
    qtbot: QtBot, context: UiContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Mới ")

    def full(*_args: object, **_words: object) -> None:
        raise DataFileError("Ổ đĩa đã đầy.")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "write", full)
        assert not page.leave()
    assert page.band.isVisible()
    assert "Ổ đĩa đã đầy." in page.band.words.text()
    assert page.view.editor.toPlainText().splitlines()[1].startswith("Mới ")
    assert page.leave()
    assert not page.band.isVisible()
    assert kept_texts(page)[1].startswith("Mới ")


def test_a_change_from_elsewhere_is_shown_or_asked_about(
    qtbot: QtBot, context: UiContext, door: Door
) -> None:
    paper_id = keep_plan(context)
    page = open_plan(qtbot, context, paper_id)

    def change(text: str) -> None:
        row = context.db.read(get_paper, paper_id)
        nodes = (*row.content.nodes[:2], replace(row.content.nodes[2], text=text))
        content = replace(row.content, nodes=nodes)
        command = SaveContent(
            version_id=row.version_id, seen_revision=row.revision, content=content
        )
        context.db.write(save_content, command)

    change("Nơi khác")
    assert page.view.editor.toPlainText().splitlines()[2] == "Nơi khác"
    at(page.view.editor, 2, 0)
    write(page.view.editor, "Ở đây ")
    change("Nơi khác nữa")
    assert page.view.editor.toPlainText().splitlines()[2] == "Ở đây Nơi khác"
    assert not page.leave()
    assert "Chữ đang gõ vẫn còn ở đây" in page.band.words.text()
    page.overwrite()
    assert kept_texts(page)[2] == "Ở đây Nơi khác"
    assert not page.band.isVisible()


def test_a_node_becomes_a_task_with_all_its_facts(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.editor.go_to(2)
    panel = page.view.node
    panel.is_task.click()
    form = panel.form
    form.lead.show_value("Hội Liên hiệp Phụ nữ xã")
    form.partners.names.setPlainText("Trạm Y tế\nĐoàn Thanh niên;")
    form.starts_on.setText("1/3/2027")
    form.ends_on.setText("30/6/2027")
    form.budget.add.click()
    form.budget._rows[0].source.show_value("Ngân sách nhà nước")
    form.budget._rows[0].amount.setText("5.000.000")
    form.output.setText("02 lớp")
    assert page.leave()
    assert page.row is not None
    task = context.db.read(get_paper, page.row.paper_id).content.nodes[2].task
    assert task == TaskContent(
        lead="Hội Liên hiệp Phụ nữ xã",
        partners=("Trạm Y tế", "Đoàn Thanh niên"),
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 6, 30),
        budget=(("Ngân sách nhà nước", 5_000_000),),
        output="02 lớp",
    )
    page.view.editor.undo()
    page.view.editor.undo()
    assert not panel.is_task.isChecked()


def test_a_wrong_day_is_said_beside_it_and_the_rest_is_kept(
    qtbot: QtBot, context: UiContext
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.editor.go_to(1)
    form = page.view.node.form
    form.all_year.setChecked(False)
    form.starts_on.setText("31/2/2027")
    at(page.view.editor, 0, -1)
    assert page.leave()
    page.view.editor.go_to(1)
    form.all_year.setChecked(False)
    form.starts_on.setText("31/2/2027")
    page.view.node.apply()
    assert form.error.isVisible()
    assert "31/2/2027" in form.error.words.text()


def test_a_task_of_a_deleted_node_goes_to_no_other_node(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.editor.go_to(1, 0, len(NODES[1].text))
    page.view.node.form.output.setText("nửa chừng")
    cursor = page.view.editor.textCursor()
    cursor.removeSelectedText()
    cursor.deletePreviousChar()
    page.view.editor.setTextCursor(cursor)
    assert page.leave()
    assert page.row is not None
    nodes = context.db.read(get_paper, page.row.paper_id).content.nodes
    assert [node.task for node in nodes] == [None, None]


def test_progress_is_kept_apart_from_the_text(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.editor.go_to(1)
    assert page.progress.isVisible()
    page.progress.state.show_value(TaskState.DONE.value)
    page.progress.keep()
    assert page.row is not None
    [task] = context.db.read(list_tasks, today=TODAY, paper_id=page.row.paper_id)
    assert (task.state, task.done_on) == (TaskState.DONE, TODAY)
    assert not page.keeper.dirty


def test_the_head_is_kept(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    head = page.view.head
    head.top.control("title").show_value(("Bình đẳng giới năm 2027",))
    head.bases.search.setText("phong chong bao luc gia dinh")
    head.bases.look_up()
    head.bases.add_found()
    assert page.leave()
    assert page.row is not None
    kept = context.db.read(get_paper, page.row.paper_id).content.head
    assert kept.title == ("Bình đẳng giới năm 2027",)
    assert kept.letterhead == (("ỦY BAN NHÂN DÂN", True), ("XÃ MẪU", True))
    assert kept.bases == (
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;",
        "Căn cứ Luật Phòng, chống bạo lực gia đình ngày 14 tháng 11 năm 2022.",
    )


def test_bases_are_ordered_and_expired_ones_are_said_to_be(
    qtbot: QtBot, context: UiContext
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    box = page.view.head.bases
    box._append("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015")
    box.move_current(-1)
    assert box.bases()[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19")
    assert page.keeper.dirty
    box.remove_current()
    assert len(box.bases()) == 1
    box.search.setText("")
    box.look_up()
    shown = [box.found.item(row).text() for row in range(box.found.count())]
    expired = [text for text in shown if "HẾT HIỆU LỰC" in text]
    assert expired
    box.search.setText(expired[0].partition(" · ")[0])
    box.look_up()
    box.add_found()
    assert "HẾT HIỆU LỰC" in box.list.item(1).text()
    assert "HẾT HIỆU LỰC" not in box.bases()[1]


def test_blanks_go_on_to_the_head_once_the_text_is_filled_in(
    qtbot: QtBot, context: UiContext
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    view = page.view
    view.head.bases.search.setText("Căn cứ Kế hoạch [điền: số] của tỉnh;")
    view.head.bases.add_typed()
    view.show_side(view.node)
    view.tools.blank.click()
    assert view.head.isVisible()


def test_the_words_beside_the_text_follow_the_typing(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.activateWindow()
    page.view.editor.setFocus()
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Phối hợp ")
    qtbot.waitUntil(lambda: page.view.node.words.text().startswith("Phối hợp "))


def test_issue_locks_and_the_next_version_needs_a_reason(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.header.issue.click()
    panel = page.issuing.panel
    assert panel is not None
    panel.issue.click()
    assert panel.form.boxes["number"].error.isVisible()
    panel.form.show_values({"number": "12", "day": date(2027, 1, 5)})
    panel.issue.click()
    assert page.issuing.panel is None
    assert page.row is not None
    assert page.row.state is PaperState.ISSUED
    assert page.view.editor.isReadOnly()
    assert page.band.words.text().startswith("Đã ban hành số 12/KH-UBND ngày 05/01/2027")
    page.issuing.reason.ask(2)
    page.issuing.reason.open.click()
    assert page.issuing.reason.error.isVisible()
    page.issuing.reason.reason.setText("Điều chỉnh kinh phí")
    page.issuing.reason.open.click()
    assert page.row.version_number == 2
    assert not page.view.editor.isReadOnly()
    assert not page.band.isVisible()
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Sửa: ")
    assert page.leave()
    first = context.db.read(get_paper, page.row.paper_id, 1)
    assert first.content.nodes[1].text == NODES[1].text
    assert page.header.versions.isVisible()
    page.header.version_asked.emit(1)
    assert page.view.editor.isReadOnly()
    assert page.view.editor.nodes()[1].text == NODES[1].text
    page.header.version_asked.emit(2)
    assert page.view.editor.nodes()[1].text.startswith("Sửa: ")


def test_what_blocks_the_issue_is_said_and_nothing_is_locked(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    nodes = (NodeContent(depth=0, mark=Mark.NONE, text="Có [điền: số] người./."),)
    page = open_plan(qtbot, context, keep_plan(context, nodes=nodes))
    page.header.issue.click()
    panel = page.issuing.panel
    assert panel is not None
    panel.form.show_values({"number": "12", "day": date(2027, 1, 5)})
    panel.issue.click()
    assert "[điền: số]" in panel.error.words.text()
    assert page.row is not None
    assert page.row.state is not PaperState.ISSUED
    assert page.back()
    assert page.issuing.panel is None


def test_blanks_go_on_in_the_head_and_says_when_nothing_is_left(
    qtbot: QtBot, context: UiContext
) -> None:
    said: list[str] = []
    context.status.said.connect(said.append)
    nodes = (NodeContent(depth=0, mark=Mark.NONE, text="Có [điền: số] người./."),)
    page = open_plan(qtbot, context, keep_plan(context, nodes=nodes))
    page.view.next_blank()
    assert page.view.editor.textCursor().selectedText() == "[điền: số]"
    write(page.view.editor, "9")
    page.view.next_blank()
    assert said == ["Không còn chỗ nào cần điền."]


def test_replacing_everything_can_be_taken_back_from_the_status_line(
    qtbot: QtBot, context: UiContext
) -> None:
    offered: list[tuple[str, object]] = []
    context.status.undo_offered.connect(lambda words, undo: offered.append((words, undo)))
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.open_find(may_replace=True)
    bar = page.view.find_bar
    bar.wanted.setText("to chuc")
    bar.instead.setText("Tiến hành")
    bar.replace_all.click()
    assert offered[0][0] == "Đã thay 1 chỗ."
    assert page.leave()
    page.view.editor.undo()
    assert page.leave()
    assert kept_texts(page)[1] == NODES[1].text


def test_f4_goes_to_the_panel_and_back(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.view.editor.go_to(1)
    page.view.editor.setFocus()
    page.view.change_pane()
    assert page.view.node.isAncestorOf(QApplication.focusWidget())
    page.view.change_pane()
    assert page.view.editor.hasFocus()


def test_print_choices_are_kept(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.header.annex.trigger()
    assert page.row is not None
    row = context.db.read(get_paper, page.row.paper_id)
    assert (row.show_assignments, row.show_task_annex) == (True, False)
    assert page.leave()


def test_the_outline_follows_and_jumps(qtbot: QtBot, context: UiContext) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    pane = page.view.outline.list
    texts = [pane.item(row).text().strip() for row in range(pane.count())]
    assert texts[1:-1] == [
        "I. NHIỆM VỤ", "1. Tổ chức lễ phát động.", "2. Tập huấn cho cán bộ./.",
    ]  # fmt: skip
    pane.itemClicked.emit(pane.item(3))
    assert page.view.editor.current() == 2
    assert pane.currentRow() == 3
    pane.itemClicked.emit(pane.item(0))
    assert page.view.side.currentIndex() == 1
