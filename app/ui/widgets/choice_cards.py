"""One of several ways to begin: cards with a name to choose and a sentence about it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from app.ui.widgets.labels import WrapLabel


class ChoiceCards(QObject):
    """Knows which card is chosen, whichever columns the cards stand in."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._group = QButtonGroup(self)
        self._codes: list[str] = []

    def add(self, column: QVBoxLayout, code: str, name: str, about: str) -> QFrame:
        """One more card at the end of a column."""
        card = new_card(self._owner)
        button = QRadioButton(name, card)
        button.setAccessibleDescription(about)
        self._group.addButton(button, len(self._codes))
        self._codes.append(code)
        put_in(card, button, WrapLabel(about, role="quiet", parent=card))
        column.addWidget(card)
        return card

    @property
    def code(self) -> str:
        """The code chosen."""
        return self._codes[self._group.checkedId()]

    def choose(self, code: str) -> None:
        """Stand on a card; a code that no card has changes nothing."""
        if code in self._codes:
            self.button(code).setChecked(True)

    def choose_first(self) -> None:
        """Begin again."""
        self.choose(self._codes[0])

    def button(self, code: str) -> QRadioButton:
        """The button of a card."""
        found = self._group.button(self._codes.index(code))
        assert isinstance(found, QRadioButton)
        return found


def new_column(widget: QWidget) -> QVBoxLayout:
    """A column of cards."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column


def new_card(parent: QWidget) -> QFrame:
    """An empty card."""
    card = QFrame(parent)
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 6, 12, 8)
    layout.setSpacing(4)
    return card


def put_in(card: QFrame, *widgets: QWidget) -> None:
    """More widgets at the foot of a card."""
    layout = card.layout()
    for widget in widgets:
        widget.setParent(card)
        if layout is not None:
            layout.addWidget(widget)
            layout.setAlignment(widget, Qt.AlignmentFlag(0))
