"""Forms are tables of fields: labels above, the error of a field in a sentence under it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.errors import ValidationError
from app.ui.widgets.inputs import (
    BoolInput,
    ChoiceBox,
    ComboText,
    DateInput,
    DecimalInput,
    LinesInput,
    NumberInput,
    TextInput,
    YearInput,
)
from app.ui.widgets.labels import MarkedLabel, WrapLabel, set_role

Control = (
    TextInput
    | NumberInput
    | DecimalInput
    | DateInput
    | LinesInput
    | ChoiceBox
    | ComboText
    | BoolInput
)


class FieldKind(StrEnum):
    """What a field holds: str, str, date, int, int, float, str (code), str, tuple[str, …], bool."""

    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"
    INT = "int"
    YEAR = "year"
    DECIMAL = "decimal"
    CHOICE = "choice"
    COMBO = "combo"
    LIST = "list"
    BOOL = "bool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question.

    Args:
        choices: (code, words) of a CHOICE; for COMBO and TEXT the words are offered.
        hint: one quiet sentence under the label.
        group: a heading that stands above the first field of the group.
        rows: height of MULTILINE and LIST.
        secret: never written anywhere, not even while it is typed.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""
    rows: int = 3
    secret: bool = False


def _offers(field: Field) -> list[str]:
    return [words for _, words in field.choices]


_MAKERS: Mapping[FieldKind, Callable[[Field, QWidget], Control]] = {
    FieldKind.TEXT: lambda field, parent: TextInput(parent, _offers(field)),
    FieldKind.MULTILINE: lambda field, parent: LinesInput(parent, rows=field.rows),
    FieldKind.DATE: lambda _field, parent: DateInput(parent),
    FieldKind.INT: lambda _field, parent: NumberInput(parent),
    FieldKind.YEAR: lambda _field, parent: YearInput(parent),
    FieldKind.DECIMAL: lambda _field, parent: DecimalInput(parent),
    FieldKind.CHOICE: lambda field, parent: ChoiceBox(field.choices, parent),
    FieldKind.COMBO: lambda field, parent: ComboText(_offers(field), parent),
    FieldKind.LIST: lambda field, parent: LinesInput(parent, rows=field.rows, as_list=True),
    FieldKind.BOOL: lambda field, parent: BoolInput(field.label, parent),
}


class FieldBox(QWidget):
    """Label, hint, control and error of one field."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.control = _MAKERS[field.kind](field, self)
        self.control.setObjectName(field.name)
        self.control.setAccessibleName(field.label)
        self.control.setAccessibleDescription(field.hint)
        self.error = MarkedLabel(self)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if field.kind is not FieldKind.BOOL:
            layout.addWidget(self._label())
        if field.hint:
            layout.addWidget(WrapLabel(field.hint, role="quiet", parent=self))
        layout.addWidget(self.control)
        layout.addWidget(self.error)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence takes it back."""
        self.error.setVisible(bool(sentence))
        if sentence:
            self.error.show_state("warn", sentence, "bad")
        if self.control.property("wrong") != bool(sentence):
            self.control.setProperty("wrong", bool(sentence))
            set_role(self.control, "")

    def read(self) -> object:
        """The value.

        Raises:
            ValidationError: empty though required, or not readable.
        """
        value = self.control.value()
        if self.field.required and value in ("", None, ()):
            raise ValidationError(f"Hãy ghi {self.field.label.lower()}.", field=self.field.name)
        return value

    def _label(self) -> QLabel:
        words = self.field.label + (" (bắt buộc)" if self.field.required else "")
        label = WrapLabel(words, role="strong", parent=self)
        label.setBuddy(self.control)
        return label


class FieldForm(QWidget):
    """Shows and reads a table of fields.

    ``edited``: a keystroke or click. ``left(name)``: the officer went on from a field; its value
    is tidy now. Values are normalised then and at no other time, so that input methods are free.
    """

    edited = Signal()
    left = Signal(str)

    def __init__(self, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self._shown: dict[str, str] = {}
        self._quiet = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        group = ""
        for field in fields:
            if field.group and field.group != group:
                group = field.group
                layout.addWidget(WrapLabel(group, role="heading", parent=self))
            box = FieldBox(field, self)
            self.boxes[field.name] = box
            layout.addWidget(box)
            box.control.edited.connect(self._on_edited)
            box.control.left.connect(lambda name=field.name: self._on_left(name))

    def control(self, name: str) -> Control:
        """The control of a field."""
        return self.boxes[name].control

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Fill fields; the others stay. Nobody is told."""
        self._quiet = True
        for name, value in values.items():
            if name in self.boxes:
                self.boxes[name].control.show_value(value)
                self.boxes[name].show_error("")
                self._shown[name] = _words(self.boxes[name])
        self._quiet = False

    def unsaved(self) -> dict[str, tuple[str, str]]:
        """Words that were typed since values were shown: name → (shown, typed)."""
        pairs = {
            name: (self._shown.get(name, ""), _words(box))
            for name, box in self.boxes.items()
            if not box.field.secret
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def take_back(self, typed: Mapping[str, tuple[str, str]]) -> None:
        """Put words into their fields as if they were typed again.

        Where another value is shown by now, it is said under the field.
        """
        for name, (before, words) in typed.items():
            box = self.boxes[name]
            if isinstance(box.control, TextInput | LinesInput | ComboText):
                now = _words(box)
                box.control.put_words(words)
                if now != before:
                    box.show_error(f"Nay đang ghi: “{now or 'trống'}”.")

    def typed(self) -> dict[str, Any]:
        """What can be read now; None for what cannot."""
        return {name: _or_none(box) for name, box in self.boxes.items()}

    def read(self) -> dict[str, Any] | None:
        """All values; None when one is wrong, which then says so and gets the focus."""
        values: dict[str, Any] = {}
        wrong: FieldBox | None = None
        for name, box in self.boxes.items():
            try:
                values[name] = box.read()
                box.show_error("")
            except ValidationError as error:
                box.show_error(error.message)
                wrong = wrong or box
        if wrong is None:
            return values
        wrong.control.setFocus()
        return None

    def show_error(self, error: ValidationError) -> bool:
        """Put a service's error beside its field; False when it names none of ours."""
        box = self.boxes.get(error.field)
        if box is None:
            return False
        box.show_error(error.message)
        box.control.setFocus()
        return True

    def _on_edited(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _on_left(self, name: str) -> None:
        box = self.boxes[name]
        box.control.tidy()
        try:
            box.control.value()
            box.show_error("")
        except ValidationError as error:
            box.show_error(error.message)
        self.left.emit(name)


def _words(box: FieldBox) -> str:
    control = box.control
    return control.words() if isinstance(control, TextInput | LinesInput | ComboText) else ""


def _or_none(box: FieldBox) -> object:
    try:
        return box.control.value()
    except ValidationError:
        return None
