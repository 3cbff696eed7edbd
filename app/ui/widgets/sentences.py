"""A heading with sentences under it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.labels import MarkedLabel, WrapLabel

_MOST_LINES: Final = 100


class Sentences(QWidget):
    """Hidden when there are none."""

    def __init__(self, name: str, icon: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._icon, self._role = name, icon, role
        self.heading = MarkedLabel(self)
        self.lines = WrapLabel(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        layout.addWidget(self.lines)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show sentences, the first hundred of very many."""
        self.setVisible(bool(lines))
        self.heading.show_state(self._icon, f"{self._name} ({len(lines)})", self._role)
        shown = [f"• {line}" for line in lines[:_MOST_LINES]]
        if len(lines) > _MOST_LINES:
            shown.append(f"… và {len(lines) - _MOST_LINES} chỗ nữa")
        self.lines.setText("\n".join(shown))
