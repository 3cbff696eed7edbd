"""The menu of the right mouse button over the text."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.ui.editor.outline_edit import OutlineEdit


def build_menu(editor: "OutlineEdit") -> QMenu:
    """Undo, clipboard and structure in our words, with their keys."""
    menu = QMenu(editor)
    editable = not editor.isReadOnly()
    selected = editor.textCursor().hasSelection()
    document = editor.document()
    entries = (
        ("Hoàn tác", "Ctrl+Z", editor.undo, editable and document.isUndoAvailable()),
        ("Làm lại", "Ctrl+Y", editor.redo, editable and document.isRedoAvailable()),
        None,
        ("Cắt", "Ctrl+X", editor.cut, editable and selected),
        ("Chép", "Ctrl+C", editor.copy, selected),
        ("Dán", "Ctrl+V", editor.paste, editable and editor.canPaste()),
        ("Xóa", "Delete", editor.remove_selected, editable and selected),
        ("Chọn tất cả", "Ctrl+A", editor.selectAll, True),
        None,
        ("Lùi vào một cấp", "Tab", editor.demote, editable),
        ("Đưa ra một cấp", "Shift+Tab", editor.promote, editable),
        ("Chuyển lên", "Alt+Up", lambda: editor.move(up=True), editable),
        ("Chuyển xuống", "Alt+Down", lambda: editor.move(up=False), editable),
        ("In đậm phần đầu", "Ctrl+B", editor.toggle_heading, editable),
        ("Chú thích cuối trang…", "F9", editor.note_asked.emit, editable),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, key, work, enabled = entry
        action = menu.addAction(words)
        action.setShortcut(QKeySequence(key))
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False, work=work: work())
    return menu
