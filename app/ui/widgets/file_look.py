"""What a file would do, laid out: heading, counts, what is wrong, its rows, write or leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QHeaderView, QPushButton, QVBoxLayout, QWidget

from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import MarkedLabel, WrapLabel

RowT = TypeVar("RowT")
_MOST_SENTENCES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The words of a look. ``problems`` stand in the way unless ``warns`` says they do not."""

    heading: str
    summary: str
    write: str
    can_write: bool
    problems: Sequence[str] = ()
    warns: bool = False


class FileLook(QWidget, Generic[RowT]):
    """The buttons are ``write`` and ``cancel``; more can be put between them.

    Args:
        name: of the table, for screen readers.
        stretch: the column that takes the room left.
    """

    def __init__(
        self,
        columns: tuple[Column[RowT], ...],
        name: str,
        stretch: int,
        leave: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.heading = WrapLabel(role="heading", parent=self)
        self.summary = WrapLabel(parent=self)
        self.problems = MarkedLabel(self)
        self.table: RowTable[RowT] = RowTable(columns, name, self, stretch=stretch)
        self.table.view.setWordWrap(True)
        # Also when the window, and so the column, changes its width.
        self.table.view.verticalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        self.write = QPushButton(self)
        self.write.setProperty("role", "primary")
        self.cancel = QPushButton(leave, self)
        self.buttons = FlowLayout()
        self.buttons.addWidget(self.write)
        self.buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.heading, self.summary, self.problems):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.buttons)

    def add_button(self, button: QPushButton) -> None:
        """One more button, before the one that leaves."""
        self.buttons.removeWidget(self.cancel)
        self.buttons.addWidget(button)
        self.buttons.addWidget(self.cancel)

    def show_look(self, looked: Looked, rows: Sequence[RowT]) -> None:
        """Show a look; the keyboard stands on what can be done."""
        self.heading.setText(looked.heading)
        self.summary.setText(looked.summary)
        self.problems.setVisible(bool(looked.problems))
        self.problems.show_state("warn", _said(looked.problems), "warn" if looked.warns else "bad")
        self.table.show_rows(rows)
        self.write.setText(looked.write)
        self.write.setEnabled(looked.can_write)

    def take_focus(self) -> None:
        """To be called once the look is shown."""
        (self.write if self.write.isEnabled() else self.cancel).setFocus()


def _said(sentences: Sequence[str]) -> str:
    shown = list(sentences[:_MOST_SENTENCES])
    if len(sentences) > _MOST_SENTENCES:
        shown.append(f"… và {len(sentences) - _MOST_SENTENCES} chỗ nữa")
    return "\n".join(shown)
