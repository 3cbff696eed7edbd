"""Nam, Nữ, Tổng: any two give the third at once; the one worked out says so."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.domain.figures import People, format_number, parse_number
from app.errors import ValidationError
from app.ui.activities.people_rule import MEN, PARTS, TOTAL, WOMEN, WORDS, Solved, solve


@dataclass(frozen=True, slots=True)
class PeopleTexts:
    """The three fields as typed, right or wrong."""

    texts: tuple[str, ...]
    order: tuple[str, ...] = field(compare=False)
    computed: str = field(compare=False)
    error: str = field(compare=False)


class PeopleInput(QWidget):
    """Three number fields; emits ``edited`` when the officer changes one."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = {part: QLineEdit(self) for part in PARTS}
        self._labels = {part: QLabel(WORDS[part], self) for part in PARTS}
        self._order: list[str] = []
        self._computed = ""
        self._error = ""
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(4)
        for column, part in enumerate(PARTS):
            self._prepare(part)
            layout.addWidget(self._labels[part], 0, column)
            layout.addWidget(self._fields[part], 1, column)
            layout.setColumnStretch(column, 1)
        self.setFocusProxy(self._fields[MEN])

    def line(self, part: str) -> QLineEdit:
        """The input of "men", "women" or "total"."""
        return self._fields[part]

    @property
    def computed(self) -> str:
        """The part worked out from the other two, or an empty text."""
        return self._computed

    @property
    def error(self) -> str:
        """What is wrong, as a sentence; empty when all is well."""
        return self._error

    def people(self) -> People:
        """The three numbers as they stand.

        Raises:
            ValidationError: a field holds no whole number, or the numbers do not fit.
        """
        if self._error:
            raise ValidationError(self._error, field=TOTAL)
        men, women, total = (parse_number(self._fields[part].text()) for part in PARTS)
        return People(men, women, total)

    def typed(self) -> PeopleTexts:
        """Everything as it stands, for putting the card aside."""
        texts = tuple(self._fields[part].text() for part in PARTS)
        return PeopleTexts(texts, tuple(self._order), self._computed, self._error)

    def set_typed(self, typed: PeopleTexts) -> None:
        """Take it up again."""
        self._order, self._computed = list(typed.order), typed.computed
        self._error = typed.error
        for part, text in zip(PARTS, typed.texts, strict=True):
            with QSignalBlocker(self._fields[part]):
                self._fields[part].setText(text)
        self._mark()

    def set_people(self, people: People) -> None:
        """Show stored numbers."""
        values = {MEN: people.men, WOMEN: people.women, TOTAL: people.total}
        self._order = [part for part in PARTS if values[part] is not None]
        if len(self._order) == len(PARTS):
            self._order.remove(TOTAL)
        self._error = ""
        both = people.men is not None and people.women is not None
        self._show(Solved(values, TOTAL if both else ""), "")

    def _prepare(self, part: str) -> None:
        line, label = self._fields[part], self._labels[part]
        label.setBuddy(line)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(f"Số người: {WORDS[part].lower()}")
        line.textEdited.connect(partial(self._on_edited, part))
        line.editingFinished.connect(partial(self._tidy, part))

    def _on_edited(self, part: str, text: str) -> None:
        if part in self._order:
            self._order.remove(part)
        if text.strip():
            self._order.append(part)
        self._error = ""
        try:
            self._show(solve(self._typed(), self._order), part)
        except ValidationError as error:
            self._error = error.message
        self.edited.emit()

    def _typed(self) -> dict[str, int | None]:
        return {part: parse_number(self._fields[part].text()) for part in self._order}

    def _show(self, solved: Solved, typing: str) -> None:
        """Show the numbers; the field being typed in is left alone (input methods)."""
        before, self._computed = self._computed, solved.computed
        self._order = [part for part in self._order if part != solved.computed]
        for part in PARTS:
            stale = part in (solved.computed, before) or not typing
            if part != typing and stale:
                with QSignalBlocker(self._fields[part]):
                    self._fields[part].setText(format_number(solved.values.get(part)))
        self._mark()

    def _mark(self) -> None:
        """Say which number is worked out."""
        for part in PARTS:
            computed = part == self._computed
            self._labels[part].setText(f"{WORDS[part]} (tự tính)" if computed else WORDS[part])
            self._fields[part].setProperty("computed", computed)
            self._fields[part].style().polish(self._fields[part])

    def _tidy(self, part: str) -> None:
        line = self._fields[part]
        try:
            number = parse_number(line.text())
        except ValidationError:
            return
        if number is None and part == self._computed:
            self._show(solve(self._typed(), self._order), "")
            return
        with QSignalBlocker(line):
            line.setText(format_number(number))
