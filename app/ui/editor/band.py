"""A coloured band over the text: a sentence and what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel


class Band(QFrame):
    """Hidden until something is to be said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "band")
        self._icon = QLabel(self)
        self.words = WrapLabel(parent=self)
        self._place = QWidget(self)
        self._buttons = FlowLayout(self._place, to_right=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 2)
        layout.addWidget(self._place, 1)
        self.hide()

    def tell(self, icon: str, words: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence with one button per answer."""
        while (item := self._buttons.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        size = max(16, self.fontMetrics().height())
        self._icon.setPixmap(icons.pixmap(icon, "accent", size, self.devicePixelRatioF()))
        self.words.setText(words)
        for verb, work in answers:
            button = QPushButton(verb, self._place)
            button.clicked.connect(lambda _on, work=work: work())
            self._buttons.addWidget(button)
            button.show()
        self._place.setVisible(bool(answers))
        self.show()
