"""Controls of forms: each reads and shows one plain value and tells when it was changed."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from app.domain.dates import format_date, parse_date
from app.domain.figures import format_number, parse_number
from app.domain.text import clean_line, clean_text, fold
from app.errors import ValidationError
from app.ui.widgets.calm_combo import CalmCombo

_FOLDED: Final = int(Qt.ItemDataRole.UserRole) + 1


class Input(Protocol):
    """What a form needs of a control. ``value`` raises ValidationError for what it cannot read."""

    def value(self) -> object: ...

    def show_value(self, value: object) -> None: ...

    def tidy(self) -> None: ...


class FoldedCompleter(QCompleter):
    """Offers what holds the typed words, without diacritics; in a list below, never in the line."""

    def __init__(self, offers: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_FOLDED)
        self.setMaxVisibleItems(12)
        model = QStandardItemModel(self)
        for offer in offers:
            item = QStandardItem(offer)
            item.setData(fold(offer), _FOLDED)
            model.appendRow(item)
        self.setModel(model)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What stands in the line once an offer is taken."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class TextInput(QLineEdit):
    """One line."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, offers: Sequence[str] = ()) -> None:
        super().__init__(parent)
        if offers:
            self.setCompleter(FoldedCompleter(offers, self))
        self.textChanged.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self.left)

    def value(self) -> object:
        return clean_line(self.text())

    def words(self) -> str:
        """As it stands, right or wrong."""
        return self.text()

    def put_words(self, words: str) -> None:
        """As if it were typed."""
        self.setText(words)

    def show_value(self, value: object) -> None:
        text = str(value or "")
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def tidy(self) -> None:
        self.show_value(self.value())


class NumberInput(TextInput):
    """A whole number, or nothing."""

    def value(self) -> object:
        return parse_number(self.text())

    def show_value(self, value: object) -> None:
        super().show_value(format_number(value) if isinstance(value, int) else "")

    def tidy(self) -> None:
        try:
            self.show_value(self.value())
        except ValidationError:
            return


class YearInput(NumberInput):
    """A year, without a dot between its digits, or nothing."""

    def show_value(self, value: object) -> None:
        TextInput.show_value(self, value)


class DecimalInput(TextInput):
    """A number with a comma before its decimals, or nothing."""

    def value(self) -> object:
        bare = clean_line(self.text()).replace(",", ".")
        if not bare:
            return None
        try:
            return float(bare)
        except ValueError:
            raise ValidationError(f"“{self.text().strip()}” không phải là số.") from None

    def show_value(self, value: object) -> None:
        shown = f"{value:g}".replace(".", ",") if isinstance(value, int | float) else ""
        super().show_value(shown)

    def tidy(self) -> None:
        try:
            self.show_value(self.value())
        except ValidationError:
            return


class DateInput(TextInput):
    """A day as dd/mm/yyyy, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("ngày/tháng/năm")

    def value(self) -> object:
        text = clean_line(self.text())
        day = parse_date(text)
        if text and day is None:
            raise ValidationError(f"“{text}” không phải là ngày. Hãy ghi dạng 20/11/2026.")
        return day

    def show_value(self, value: object) -> None:
        super().show_value(format_date(value) if isinstance(value, date) else "")

    def tidy(self) -> None:
        try:
            self.show_value(self.value())
        except ValidationError:
            return


class LinesInput(QPlainTextEdit):
    """Several lines; Tab leaves the field. ``as_list``: the value is a tuple of lines."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, rows: int = 3, as_list: bool = False
    ) -> None:
        super().__init__(parent)
        self._rows, self._as_list = rows, as_list
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)

    def words(self) -> str:
        """As it stands."""
        return self.toPlainText()

    def put_words(self, words: str) -> None:
        """As if it were typed."""
        self.setPlainText(words)

    def value(self) -> object:
        text = clean_text(self.toPlainText())
        return tuple(line for line in text.split("\n") if line) if self._as_list else text

    def show_value(self, value: object) -> None:
        lines = value if isinstance(value, list | tuple) else [str(value or "")]
        text = "\n".join(str(line) for line in lines)
        if text != self.toPlainText():
            self.setPlainText(text)

    def tidy(self) -> None:
        self.show_value(self.value())

    def sizeHint(self) -> QSize:
        """As many rows as asked for."""
        height = self.fontMetrics().lineSpacing() * self._rows + 24
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return QSize(120, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The officer went on to another field."""
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceBox(CalmCombo):
    """One of several; (code, words). The wheel turns the page, never the choice."""

    edited = Signal()
    left = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self.set_choices(choices)
        self.currentIndexChanged.connect(lambda _row: self.edited.emit())
        self.activated.connect(lambda _row: self.left.emit())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other entries; the chosen one stays when it is still there."""
        code = self.currentData()
        self.blockSignals(True)
        self.clear()
        for number, (value, words) in enumerate(choices):
            self.addItem(words, value)
            self.setItemData(number, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(code)))
        self.blockSignals(False)

    def value(self) -> object:
        return str(self.currentData() or "")

    def show_value(self, value: object) -> None:
        row = self.findData(str(value or ""))
        if row < 0 and value:
            self.addItem(str(value), str(value))
            row = self.count() - 1
        self.setCurrentIndex(row)

    def tidy(self) -> None:
        return


class ComboText(CalmCombo):
    """Free text with a list to choose from, found by typing part of a word."""

    edited = Signal()
    left = Signal()

    def __init__(self, offers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_offers(offers)
        self.setCurrentIndex(-1)
        self.editTextChanged.connect(lambda _text: self.edited.emit())
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.left)
        self.activated.connect(lambda _row: self.left.emit())

    def set_offers(self, offers: Sequence[str]) -> None:
        """Offer other texts; what is typed stays."""
        typed = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems(list(offers))
        self.setCompleter(FoldedCompleter(offers, self))
        self.setCurrentIndex(self.findText(typed))
        self.setEditText(typed)
        self.blockSignals(False)

    def words(self) -> str:
        """As it stands."""
        return self.currentText()

    def put_words(self, words: str) -> None:
        """As if it were typed."""
        self.setEditText(words)

    def value(self) -> object:
        return clean_line(self.currentText())

    def show_value(self, value: object) -> None:
        text = str(value or "")
        if text != self.currentText():
            self.setCurrentIndex(self.findText(text))
            self.setEditText(text)
            line = self.lineEdit()
            if line is not None and not line.hasFocus():
                line.setCursorPosition(0)

    def tidy(self) -> None:
        self.show_value(self.value())


class BoolInput(QCheckBox):
    """Yes or no; its own words stand beside it."""

    edited = Signal()
    left = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.toggled.connect(lambda _on: self.edited.emit())
        self.clicked.connect(lambda _on: self.left.emit())

    def value(self) -> object:
        return self.isChecked()

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def tidy(self) -> None:
        return
