"""Beginning a new paper: cards of what it is made from, the year, and the button that makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.db.database import Database
from app.errors import AppError, ValidationError
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.choice_cards import ChoiceCards, new_column
from app.ui.widgets.inputs import TextInput
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

_YEAR_LETTERS: Final = 8


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made; ``make`` runs in the background lane."""

    words: str
    make: Callable[[Database], UUID]


class BeginView(QWidget):
    """``made_asked`` carries an Order, ``left`` goes back to the list.

    The heir fills ``left_column`` and ``right_column`` with ``cards``, calls ``lay_out`` and says
    in ``order`` what the chosen card makes.
    """

    made_asked = Signal(object)
    left = Signal()

    def __init__(self, verb: str, year_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year_words = year_words
        self.cards = ChoiceCards(self)
        self.year = TextInput(self)
        self.error = MarkedLabel(self)
        self.error.hide()
        self.make = QPushButton(verb, self)
        self.make.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi", self)
        self._columns = QWidget(self)
        halves = QWidget(self._columns), QWidget(self._columns)
        self.left_column, self.right_column = map(new_column, halves)
        row = QHBoxLayout(self._columns)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        for half in halves:
            row.addWidget(half, 1)
        self.make.clicked.connect(lambda _on: self._ask())
        self.cancel.clicked.connect(lambda _on: self.left.emit())

    def order(self, year: int) -> Order:
        """What the chosen card makes."""
        raise NotImplementedError

    def begin(self, year: int) -> None:
        """Begin again with the first card."""
        self.error.hide()
        self.year.show_value(year)
        self.cards.choose_first()

    def choose_template(self, code: str) -> None:
        """Stand on a template."""
        self.cards.choose(code)

    def show_failure(self, error: Exception) -> None:
        """It could not be made."""
        if isinstance(error, AppError):
            self._say(error)
        else:
            raise error

    def lay_out(self, *fields: tuple[str, QWidget]) -> None:
        """Year and the other fields in one line above the cards, the buttons under them."""
        self.year.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * _YEAR_LETTERS)
        top = FlowLayout(gap=16)
        for words, field in ((self._year_words, self.year), *fields):
            top.addWidget(self._named(words, field))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.make)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(TallScroll(self._columns, self), 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)

    def _named(self, words: str, field: QWidget) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        label = WrapLabel(words, role="strong", parent=pair)
        label.setWordWrap(False)
        label.setBuddy(field)
        field.setAccessibleName(words)
        row.addWidget(label)
        row.addWidget(field, 1)
        return pair

    def _ask(self) -> None:
        try:
            order = self.order(self._typed_year())
        except ValidationError as error:
            self._say(error)
            return
        self.error.hide()
        self.made_asked.emit(order)

    def _typed_year(self) -> int:
        typed = str(self.year.value())
        if not (typed.isascii() and typed.isdigit()):
            words = f"Hãy ghi {self._year_words[:1].lower()}{self._year_words[1:]}, ví dụ 2027."
            raise ValidationError(words, field="year")
        return int(typed)

    def _say(self, error: AppError) -> None:
        self.error.show_state("warn", error.message, "bad")
        self.error.show()
