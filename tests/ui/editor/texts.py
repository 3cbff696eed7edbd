"""An editor filled from short lines, and its nodes shown as short lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark, outline_marks
from app.domain.paper_content import NodeContent
from app.ui.editor.outline_edit import OutlineEdit

_MARKS = {
    "I": Mark.ROMAN, "1": Mark.ARABIC, "a": Mark.LETTER, "-": Mark.DASH, "+": Mark.PLUS,
    "_": Mark.NONE,
}  # fmt: skip
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def node(line: str) -> NodeContent:
    """A node from "  - [Mục đích:] làm việc": two spaces per depth, heading in brackets."""
    bare = line.lstrip(" ")
    mark, _, words = bare.partition(" ")
    heading = ""
    if words.startswith("["):
        heading, _, words = words[1:].partition("]")
    return NodeContent(
        depth=(len(line) - len(bare)) // 2,
        mark=_MARKS[mark],
        heading=heading,
        text=words.strip(),
    )


def editor_of(qtbot: QtBot, *lines: str) -> OutlineEdit:
    """A shown editor holding these lines."""
    editor = OutlineEdit()
    qtbot.addWidget(editor)
    editor.set_nodes([node(line) for line in lines])
    editor.resize(700, 500)
    editor.show()
    return editor


def shown(editor: OutlineEdit) -> list[str]:
    """The kept nodes with their printed marks."""
    nodes = editor.nodes()
    marks = outline_marks([(n.depth, n.mark) for n in nodes])
    return [
        f"{'  ' * n.depth}{mark or '_'} {f'[{n.heading}]' if n.heading else ''}{n.text}"
        for n, mark in zip(nodes, marks, strict=True)
    ]


def at(editor: OutlineEdit, number: int, place: int) -> None:
    """Put the cursor into a block; a negative place counts from its end."""
    block = editor.document().findBlockByNumber(number)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + (place if place >= 0 else block.length() + place))
    editor.setTextCursor(cursor)


def select(editor: OutlineEdit, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Select from (block, place) to (block, place)."""
    document = editor.document()
    cursor = QTextCursor(document)
    cursor.setPosition(document.findBlockByNumber(first[0]).position() + first[1])
    cursor.setPosition(
        document.findBlockByNumber(last[0]).position() + last[1], QTextCursor.MoveMode.KeepAnchor
    )
    editor.setTextCursor(cursor)


def press(editor: OutlineEdit, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """One key."""
    QTest.keyClick(editor, key, modifier or Qt.KeyboardModifier.NoModifier)


def write(editor: OutlineEdit, text: str) -> None:
    """Letters as a keyboard hook such as UniKey sends them."""
    for letter in text:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click,
            editor,
            Qt.Key.Key_Backspace if letter == "\b" else Qt.Key.Key_unknown,
            "" if letter == "\b" else letter,
            Qt.KeyboardModifier.NoModifier,
        )


def compose(editor: OutlineEdit, preedit: str, commit: str = "") -> None:
    """One step of an input method with a word still being written."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(editor, event)
