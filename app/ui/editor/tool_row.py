"""The row of tools over the text: mark, level, order, bold, undo, find."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QToolButton, QWidget

from app.domain.numbering import Mark
from app.domain.papers import KIND_FORMS, PaperKind
from app.ui import icons
from app.ui.editor.node_blocks import item_of
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox

#: In the order of Ctrl+Shift+1 … 6 and 0.
MARK_WORDS: Final = (
    (Mark.ROMAN, "I.  Mục lớn"),
    (Mark.ARABIC, "1.  Mục"),
    (Mark.DECIMAL, "1.1.  Mục nhỏ"),
    (Mark.LETTER, "a)  Điểm"),
    (Mark.DASH, "-  Gạch đầu dòng"),
    (Mark.PLUS, "+  Dấu cộng"),
    (Mark.NONE, "Không đánh dấu"),
)


#: Of decisions and regulations; a word and a number.
ARTICLE_WORDS: Final = (
    (Mark.PART, "Phần I"),
    (Mark.CHAPTER, "Chương I"),
    (Mark.SECTION, "Mục 1"),
    (Mark.SUBSECTION, "Tiểu mục 1"),
    (Mark.ARTICLE, "Điều 1."),
)


class ToolRow(QWidget):
    """``find_asked`` and the other wishes are for the page."""

    find_asked = Signal()
    note_asked = Signal()
    blank_asked = Signal()
    outline_asked = Signal(bool)
    side_asked = Signal(bool)

    def __init__(self, editor: OutlineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.mark = ChoiceBox(_choices(PaperKind.PLAN), self)
        self.mark.setAccessibleName("Kiểu đánh số của đoạn")
        self.mark.setMinimumContentsLength(15)
        self.mark.setToolTip("Kiểu đánh số của đoạn (Ctrl+Shift+1 … 6, 0)")
        self._row = FlowLayout(self, gap=4)
        self.outline = self._toggle("Dàn ý", "Hiện hoặc cất dàn ý bên trái", self.outline_asked)
        self._row.addWidget(self.mark)
        self._tools = [
            self._tool("outdent", "Đưa ra một cấp (Shift+Tab)", editor.promote),
            self._tool("indent", "Lùi vào một cấp (Tab)", editor.demote),
            self._tool("up", "Chuyển đoạn lên (Alt+↑)", lambda: editor.move(up=True)),
            self._tool("down", "Chuyển đoạn xuống (Alt+↓)", lambda: editor.move(up=False)),
            self._tool("", "In đậm phần đầu đoạn (Ctrl+B)", editor.toggle_heading, words="Đậm"),
            self._tool("undo", "Hoàn tác (Ctrl+Z)", editor.undo),
            self._tool("redo", "Làm lại (Ctrl+Y)", editor.redo),
        ]
        self.note = self._tool(
            "note",
            "Chú thích cuối trang, sửa chú thích đang đứng (F9)",
            self.note_asked.emit,
        )
        self._tool("search", "Tìm và thay (Ctrl+F, Ctrl+H)", self.find_asked.emit)
        self.blank = self._tool(
            "edit", "Đến chỗ cần điền tiếp theo (F7)", self.blank_asked.emit, words="Chỗ cần điền"
        )
        self.side = self._toggle(
            "Bảng bên", "Hiện hoặc cất bảng bên phải; F4 sang bảng và về lại", self.side_asked
        )
        self.mark.activated.connect(lambda _row: self._on_mark())
        editor.current_changed.connect(self.follow)
        editor.edited.connect(self.follow)

    def set_kind(self, kind: PaperKind) -> None:
        """The marks that this kind of paper is written with come first."""
        choices = _choices(kind)
        if choices[0][0] != self.mark.itemData(0):
            self.mark.set_choices(choices)
            self.follow()

    def set_locked(self, locked: bool) -> None:
        """An issued paper is only read."""
        for tool in (*self._tools, self.mark, self.blank, self.note):
            tool.setEnabled(not locked)

    def follow(self) -> None:
        """Show the mark of the current node."""
        mark = item_of(self._editor.textCursor().block())[1]
        if self.mark.value() != mark.value:
            self.mark.show_value(mark.value)
        document = self._editor.document()
        undo, redo = self._tools[-2:]
        undo.setEnabled(document.isUndoAvailable() and self.mark.isEnabled())
        redo.setEnabled(document.isRedoAvailable() and self.mark.isEnabled())

    def _on_mark(self) -> None:
        self._editor.set_mark(Mark(str(self.mark.value())))
        self._editor.setFocus()

    def _button(self, icon: str, hint: str, words: str = "") -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        if icon:
            button.setIcon(icons.icon(icon))
        if words:
            button.setText(words)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        self._row.addWidget(button)
        return button

    def _tool(
        self, icon: str, hint: str, work: Callable[[], object], *, words: str = ""
    ) -> QToolButton:
        button = self._button(icon, hint, words)
        if icon and words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if words == "Đậm":
            font = button.font()
            font.setBold(True)
            button.setFont(font)
        button.clicked.connect(lambda _on: work())
        return button

    def _toggle(self, words: str, hint: str, signal: SignalInstance) -> QToolButton:
        button = self._button("", hint, words)
        button.setCheckable(True)
        button.setChecked(True)
        button.toggled.connect(signal)
        return button


def _choices(kind: PaperKind) -> list[tuple[str, str]]:
    """A paper that resolves something is written in articles."""
    articles_first = bool(KIND_FORMS[kind].resolution)
    tables = (ARTICLE_WORDS, MARK_WORDS) if articles_first else (MARK_WORDS, ARTICLE_WORDS)
    return [(mark.value, words) for table in tables for mark, words in table]
