"""What the editor gives to be kept is the same whether blocks were read before or not."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark
from app.ui.editor.block_reader import BlockReader
from app.ui.editor.outline_edit import OutlineEdit
from tests.ui.editor.texts import ALT, SHIFT, editor_of, press, write

LINES = (
    "I [MỤC ĐÍCH]",
    "  1 Đẩy mạnh tuyên truyền.",
    "    - Tổ chức lễ phát động.",
    "    - Treo băng rôn.",
    "  1 [Yêu cầu:] Đúng tiến độ.",
    "I [NHIỆM VỤ]",
    "  1 Tập huấn cho cán bộ.",
    "    a Lớp thứ nhất.",
)


def stand_somewhere(editor: OutlineEdit, chance: random.Random) -> None:
    last = editor.document().characterCount() - 1
    cursor = editor.textCursor()
    cursor.setPosition(chance.randint(0, last))
    if chance.random() < 0.3:
        cursor.setPosition(chance.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def change(editor: OutlineEdit, chance: random.Random) -> None:
    works = (
        lambda: write(editor, "đợt  hai"),
        lambda: press(editor, Qt.Key.Key_Return),
        lambda: press(editor, Qt.Key.Key_Backspace),
        lambda: press(editor, Qt.Key.Key_Delete),
        lambda: press(editor, Qt.Key.Key_Tab),
        lambda: press(editor, Qt.Key.Key_Backtab, SHIFT),
        lambda: press(editor, Qt.Key.Key_Up, ALT),
        lambda: press(editor, Qt.Key.Key_Down, ALT),
        lambda: editor.set_mark(chance.choice(list(Mark))),
        editor.toggle_heading,
        editor.undo,
        editor.redo,
        lambda: (editor.copy(), editor.paste()),
    )
    chance.choice(works)()


@pytest.mark.parametrize("seed", range(5))
def test_any_change_is_read_as_if_everything_were_new(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    editor = editor_of(qtbot, *LINES)
    for _ in range(60):
        stand_somewhere(editor, chance)
        change(editor, chance)
        assert editor.nodes() == BlockReader(editor.document()).nodes()
        for key, number in BlockReader(editor.document()).numbers().items():
            assert editor.number_of(key) == number
