"""Vietnamese typing: keyboard hooks, input methods, bold leads, bound numbers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain import fields
from tests.ui.editor.texts import CTRL, at, compose, editor_of, press, select, shown, write

K = Qt.Key
NUMBER = fields.bind("people.women?year=2026", "1.234")


def test_letters_and_backspaces_as_unikey_sends_them(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- ")
    # T r u w o w n g f  →  Trường ; d d i e e n  →  điền
    write(editor, "Tru\bư\bưo\bơng\b\b\bờng vie\bê\bện")
    assert editor.toPlainText() == "Trường viện"


def test_openkey_narrow_space_before_backspace_leaves_nothing(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Bình đẳng")
    at(editor, 0, -1)
    write(editor, " gio\u202f\b\bới\u200b")
    assert shown(editor) == ["- Bình đẳng giới"]


def test_a_word_being_composed_is_not_kept_until_it_is_done(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Phụ nữ")
    at(editor, 0, -1)
    write(editor, " ")
    for word in ("v", "vi", "viê", "việ", "việt"):
        compose(editor, word)
        assert shown(editor) == ["- Phụ nữ"]
    compose(editor, "", "việt")
    assert shown(editor) == ["- Phụ nữ việt"]


def test_composing_over_several_nodes_replaces_them(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "  a Hai", "    - Ba")
    select(editor, (0, 0), (1, 3))
    compose(editor, "", "Bốn")
    assert shown(editor) == ["1. Bốn", "  - Ba"]


def test_decomposed_letters_are_kept_composed(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- ")
    compose(editor, "", "e\u0302\u0301")
    assert editor.nodes()[0].text == "ế"


def test_typing_goes_on_bold_in_a_heading_and_plain_behind_the_lead(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 [Mục đích]", "1 [Đối tượng:] cán bộ")
    at(editor, 0, -1)
    write(editor, " chung")
    at(editor, 1, -1)
    write(editor, " xã")
    assert shown(editor) == ["1. [Mục đích chung]", "2. [Đối tượng:]cán bộ xã"]


def test_ctrl_b_makes_the_lead_up_to_the_colon_bold_and_back(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Đối tượng: cán bộ")
    at(editor, 0, -1)
    editor.toggle_heading()
    assert shown(editor) == ["1. [Đối tượng:]cán bộ"]
    editor.toggle_heading()
    assert shown(editor) == ["1. Đối tượng: cán bộ"]
    editor.undo()
    assert shown(editor) == ["1. [Đối tượng:]cán bộ"]


def test_ctrl_b_on_a_selection_goes_up_to_its_end(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Công tác tuyên truyền, tập huấn")
    select(editor, (0, 5), (0, len("Công tác tuyên truyền")))
    editor.toggle_heading()
    assert shown(editor) == ["1. [Công tác tuyên truyền], tập huấn"]


def test_ctrl_b_at_the_end_of_a_heading_goes_on_plain(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 [Đối tượng:]")
    at(editor, 0, -1)
    editor.toggle_heading()
    write(editor, " cán bộ")
    assert shown(editor) == ["1. [Đối tượng:]cán bộ"]


def test_bound_numbers_come_back_as_they_were(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, f"- Có {NUMBER} người, {NUMBER}{NUMBER}")
    assert editor.nodes()[0].text == f"Có {NUMBER} người, {NUMBER}{NUMBER}"
    assert editor.toPlainText() == "Có 1.234 người, 1.2341.234"


def test_nothing_is_typed_inside_a_bound_number(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, f"- Có {NUMBER} người")
    at(editor, 0, 5)
    write(editor, "x")
    compose(editor, "", "y")
    assert editor.nodes()[0].text == f"Có {NUMBER}xy người"


def test_backspace_takes_the_whole_bound_number_and_undo_brings_it_back(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, f"- Có {NUMBER} người")
    at(editor, 0, len("Có 1.234"))
    press(editor, K.Key_Backspace)
    assert editor.nodes()[0].text == "Có người"
    editor.undo()
    assert editor.nodes()[0].text == f"Có {NUMBER} người"
    at(editor, 0, len("Có "))
    press(editor, K.Key_Delete)
    assert editor.nodes()[0].text == "Có người"


def test_a_selection_takes_bound_numbers_whole(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, f"- Có {NUMBER} người")
    select(editor, (0, 1), (0, 5))
    press(editor, K.Key_Delete)
    assert shown(editor) == ["- C người"]


def test_a_click_on_a_bound_number_asks_for_its_records(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, f"- Có {NUMBER} người")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(len("Có 1."))
    with qtbot.waitSignal(editor.field_clicked) as clicked:
        QTest.mouseClick(
            editor.viewport(), Qt.MouseButton.LeftButton, pos=editor.cursorRect(cursor).center()
        )
    assert clicked.args == ["people.women?year=2026"]


def test_f8_goes_through_the_places_to_be_filled_in(qtbot: QtBot) -> None:
    editor = editor_of(
        qtbot, "- Số [điền: số] của", "- Không", "- Ngày [điền: ngày] và [điền: nơi]"
    )
    found = []
    for _ in range(4):
        assert editor.next_blank()
        found.append(editor.textCursor().selectedText())
    assert found == ["[điền: số]", "[điền: ngày]", "[điền: nơi]", "[điền: số]"]


def test_ctrl_a_and_typing_is_one_step(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "  a Hai")
    press(editor, K.Key_A, CTRL)
    write(editor, "x")
    assert shown(editor) == ["1. x"]
    editor.undo()
    assert shown(editor) == ["1. Một", "  a) Hai"]


def test_markers_are_shown_in_words_and_kept_as_they_are(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "_ [TỔNG HỢP] @phu_luc_hoat_dong", "_ @nhiem_vu_theo_co_quan")
    assert "@" not in editor.toPlainText()
    assert [node.text for node in editor.nodes()] == [
        "@phu_luc_hoat_dong",
        "@nhiem_vu_theo_co_quan",
    ]
    at(editor, 1, -1)
    press(editor, K.Key_Backspace)
    assert [node.text for node in editor.nodes()] == ["@phu_luc_hoat_dong"]
