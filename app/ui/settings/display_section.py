"""Hiển thị: text size and colours; they change at once."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from app.ui import theme
from app.ui.context import UiContext
from app.ui.settings.section import Section
from app.ui.widgets.labels import WrapLabel


class DisplaySection(Section):
    """The frame listens to the preferences' notice and draws itself anew."""

    title = "Hiển thị"
    why = "Ctrl+= phóng to, Ctrl+- thu nhỏ ở mọi màn hình."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sizes = self._choices("Cỡ chữ", theme.SIZE_WORDS, "text_size")
        self.themes = self._choices("Màu nền", theme.THEME_WORDS, "theme")
        self.fill_below()
        self.refresh()

    def refresh(self) -> None:
        """Mark what is in use."""
        choices = self.context.preferences.choices
        self.sizes[choices.text_size].setChecked(True)
        self.themes[choices.theme].setChecked(True)

    def _choices(self, words: str, names: dict[str, str], which: str) -> dict[str, QRadioButton]:
        self.body.addWidget(WrapLabel(words, role="strong", parent=self))
        group = QButtonGroup(self)
        buttons = {}
        for code, name in names.items():
            button = QRadioButton(name, self)
            button.setAccessibleName(f"{words}: {name}")
            group.addButton(button)
            self.body.addWidget(button)
            button.clicked.connect(partial(self._choose, which, code))
            buttons[code] = button
        return buttons

    def _choose(self, which: str, code: str) -> None:
        self.context.preferences.change(**{which: code})
        self.context.bus.look_changed.emit()
