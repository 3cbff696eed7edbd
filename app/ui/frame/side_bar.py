"""The list of pages at the left; only icons when the window is narrow."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.navigation import PAGES, PageEntry, digit_of


class SideBar(QFrame):
    """Emits ``chosen`` with the code of a page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName("Các trang")
        self._group = QButtonGroup(self)
        self._compact = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 8)
        self._layout.setSpacing(2)
        self._buttons = {page.code: self._button(page) for page in PAGES}
        before = 0
        for page in PAGES:
            if page.group != before:
                self._layout.addStretch(1)
                before = page.group
            self._layout.addWidget(self._buttons[page.code])
        self._draw_icons()

    def mark(self, code: str) -> None:
        """Show which page is open."""
        self._buttons[code].setChecked(True)
        self._draw_icons()

    def show_entries(self, codes: Collection[str]) -> None:
        """Only these pages, and the one that is open."""
        for code, button in self._buttons.items():
            button.setVisible(code in codes or button.isChecked())

    def show_count(self, code: str, count: int) -> None:
        """How many things wait on a page; nothing for none."""
        title = next(page.title for page in PAGES if page.code == code)
        button = self._buttons[code]
        button.setText(f"{title}  {count}" if count else title)
        button.setAccessibleName(f"{title}, {count} việc đang chờ" if count else title)

    def focus_entry(self) -> None:
        """Put the keyboard on the open page's entry."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Icons only, or icons with words."""
        if compact != self._compact:
            self._compact = compact
            self._set_style()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk through the entries."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        here = next((place for place, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Icons follow the colours and the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_icons()

    def _button(self, page: PageEntry) -> QToolButton:
        button = QToolButton(self)
        button.setText(page.title)
        button.setCheckable(True)
        digit = digit_of(page.code)
        button.setToolTip(f"{page.title}  Ctrl+{digit}" if digit else page.title)
        button.setAccessibleName(page.title)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(partial(self._on_clicked, page.code))
        self._group.addButton(button)
        return button

    def _on_clicked(self, code: str, _checked: bool = False) -> None:
        self.chosen.emit(code)

    def _set_style(self) -> None:
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonIconOnly if self._compact else style.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(wanted)

    def _draw_icons(self) -> None:
        if not hasattr(self, "_buttons"):
            return
        size = max(20, self.fontMetrics().height())
        for page in PAGES:
            button = self._buttons[page.code]
            button.setIconSize(QSize(size, size))
            button.setIcon(icons.icon(page.icon, "primary" if button.isChecked() else "text"))
