"""Keys of the outline: Enter, Tab, Backspace, moves; each one undo step."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark
from app.domain.paper_content import TaskContent
from tests.ui.editor.texts import ALT, SHIFT, at, editor_of, press, select, shown, write

K = Qt.Key


def test_enter_makes_a_sibling_and_typing_goes_on(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "I [MỤC ĐÍCH]", "  1 Một", "  1 Hai")
    at(editor, 1, -1)
    press(editor, K.Key_Return)
    write(editor, "Một rưỡi")
    assert shown(editor) == ["I. [MỤC ĐÍCH]", "  1. Một", "  2. Một rưỡi", "  3. Hai"]
    assert len({node.key for node in editor.nodes()}) == 4


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter])
def test_shift_enter_is_enter(qtbot: QtBot, key: Qt.Key) -> None:
    editor = editor_of(qtbot, "- Một")
    at(editor, 0, -1)
    press(editor, key, SHIFT)
    write(editor, "Hai")
    assert shown(editor) == ["- Một", "- Hai"]


def test_enter_in_the_middle_cuts_the_sentence_in_two(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Tuyên truyền, tập huấn")
    key = editor.nodes()[0].key
    at(editor, 0, len("Tuyên truyền,"))
    press(editor, K.Key_Return)
    assert shown(editor) == ["- Tuyên truyền,", "- tập huấn"]
    assert editor.nodes()[0].key == key


def test_enter_at_the_start_opens_a_node_above_and_the_words_keep_their_task(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Tập huấn")
    editor.set_task(0, TaskContent(lead="Trạm Y tế"))
    key = editor.nodes()[0].key
    at(editor, 0, 0)
    press(editor, K.Key_Return)
    at(editor, 0, 0)
    write(editor, "Mới")
    first, second = editor.nodes()
    assert (first.text, first.task, second.text, second.key) == ("Mới", None, "Tập huấn", key)
    assert second.task == TaskContent(lead="Trạm Y tế")


def test_enter_behind_a_heading_with_children_makes_its_first_child(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "I [NHIỆM VỤ]", "  1 Một")
    at(editor, 0, -1)
    press(editor, K.Key_Return)
    write(editor, "Đầu")
    assert shown(editor) == ["I. [NHIỆM VỤ]", "  1. Đầu", "  2. Một"]


def test_enter_on_an_empty_node_goes_out_and_then_loses_its_mark(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "  - Gạch")
    at(editor, 1, -1)
    press(editor, K.Key_Return)
    press(editor, K.Key_Return)
    assert editor.marks.text(2) == "2."
    press(editor, K.Key_Return)
    assert editor.marks.text(2) == ""
    write(editor, "Đoạn thường")
    assert shown(editor) == ["1. Một", "  - Gạch", "_ Đoạn thường"]


def test_tab_takes_the_mark_of_its_new_siblings_and_shift_tab_brings_it_back(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "I Một", "  - Gạch", "I Hai", "  - Con")
    at(editor, 2, 0)
    press(editor, K.Key_Tab)
    assert shown(editor) == ["I. Một", "  - Gạch", "  - Hai", "    + Con"]
    press(editor, K.Key_Backtab, SHIFT)
    assert shown(editor) == ["I. Một", "  - Gạch", "II. Hai", "  + Con"]


def test_tab_on_a_selection_is_one_step(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "1 Hai", "1 Ba")
    select(editor, (1, 1), (2, 2))
    press(editor, K.Key_Tab)
    assert shown(editor) == ["1. Một", "  a) Hai", "  b) Ba"]
    editor.undo()
    assert shown(editor) == ["1. Một", "2. Hai", "3. Ba"]


def test_backspace_after_enter_joins_again(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "  - Tập huấn cán bộ")
    at(editor, 1, len("Tập huấn"))
    press(editor, K.Key_Return)
    press(editor, K.Key_Backspace)
    assert shown(editor) == ["1. Một", "  - Tập huấn cán bộ"]


def test_backspace_at_the_start_of_a_child_goes_out_first(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "  - Gạch")
    at(editor, 1, 0)
    press(editor, K.Key_Backspace)
    assert shown(editor) == ["1. Một", "2. Gạch"]
    press(editor, K.Key_Backspace)
    assert shown(editor) == ["1. MộtGạch"]


def test_an_empty_node_goes_with_one_backspace(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một")
    at(editor, 0, -1)
    press(editor, K.Key_Return)
    press(editor, K.Key_Tab)
    press(editor, K.Key_Backspace)
    assert editor.document().blockCount() == 1
    assert editor.textCursor().atBlockEnd()


def test_delete_at_the_end_joins_the_next_node(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một ", "1 hai", "  - Con")
    at(editor, 0, -1)
    press(editor, K.Key_Delete)
    assert shown(editor) == ["1. Mộthai", "  - Con"]


def test_a_selection_over_nodes_is_replaced_in_one_step_and_stays_a_tree(qtbot: QtBot) -> None:
    before = ["I. Một", "  1. Hai", "    a) Ba", "      - Bốn", "II. Năm"]
    editor = editor_of(qtbot, "I Một", "  1 Hai", "    a Ba", "      - Bốn", "I Năm")
    select(editor, (0, 3), (2, 2))
    write(editor, "!")
    assert shown(editor) == ["I. Một!", "  - Bốn", "II. Năm"]
    editor.undo()
    assert shown(editor) == before


def test_moving_takes_the_branch_along_and_keeps_words_headings_and_tasks(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 [Một:] đầu", "  - Con", "1 Hai")
    editor.set_task(1, TaskContent(lead="Hội Phụ nữ"))
    keys = [node.key for node in editor.nodes()]
    at(editor, 0, 2)
    press(editor, K.Key_Down, ALT)
    assert shown(editor) == ["1. Hai", "2. [Một:]đầu", "  - Con"]
    assert [node.key for node in editor.nodes()] == [keys[2], keys[0], keys[1]]
    assert editor.nodes()[2].task == TaskContent(lead="Hội Phụ nữ")
    assert (editor.current(), editor.textCursor().positionInBlock()) == (1, 2)
    press(editor, K.Key_Up, ALT)
    assert [node.key for node in editor.nodes()] == keys


def test_every_step_is_undone_and_done_again_one_by_one(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "1 Hai", "1 Ba")
    at(editor, 2, 0)
    steps = [shown(editor)]
    for act in (editor.demote, lambda: editor.set_mark(Mark.PLUS), lambda: editor.move(up=True)):
        act()
        steps.append(shown(editor))
    for step in reversed(steps[:-1]):
        editor.undo()
        assert shown(editor) == step
    for step in steps[1:]:
        editor.redo()
        assert shown(editor) == step


def test_reading_for_the_autosave_leaves_undo_as_it_is(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một")
    at(editor, 0, -1)
    write(editor, " hai")
    editor.nodes()
    editor.undo()
    assert shown(editor) == ["1. Một"]


def test_a_raw_cut_of_a_block_gives_the_second_half_a_lasting_key_of_its_own(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Một hai")
    at(editor, 0, 4)
    editor.textCursor().insertBlock()
    first, second = editor.nodes()
    assert first.key != second.key
    assert editor.nodes()[1].key == second.key


def test_empty_nodes_are_not_kept(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Một")
    at(editor, 0, -1)
    press(editor, K.Key_Return)
    assert shown(editor) == ["- Một"]


def test_a_locked_text_takes_no_key(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "1 Hai")
    editor.setReadOnly(True)
    at(editor, 1, 0)
    for key in (K.Key_Return, K.Key_Tab, K.Key_Backspace, K.Key_A):
        press(editor, key)
    editor.set_task(0, TaskContent(lead="X"))
    assert shown(editor) == ["1. Một", "2. Hai"]
    assert editor.nodes()[0].task is None
