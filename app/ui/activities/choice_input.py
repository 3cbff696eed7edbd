"""Lists to choose from by typing part of a word, without diacritics; pop-up completion only."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from app.domain.text import clean_line, fold
from app.ui.widgets.calm_combo import CalmCombo

_FOLDED = int(Qt.ItemDataRole.UserRole) + 1
_CODE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what is stored, what is read."""

    code: str
    words: str


def _model(choices: Sequence[Choice], parent: QWidget) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for choice in choices:
        item = QStandardItem(choice.words)
        item.setData(fold(choice.words), _FOLDED)
        item.setData(choice.code, _CODE)
        item.setToolTip(choice.words)
        item.setEditable(False)
        model.appendRow(item)
    return model


class FoldedCompleter(QCompleter):
    """Completes the part after the last ``separator`` (or all of the text), without diacritics."""

    def __init__(self, parent: QWidget, separator: str = "") -> None:
        super().__init__(parent)
        self._separator = separator
        self._field: QLineEdit | None = None
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionRole(_FOLDED)
        self.setMaxVisibleItems(12)

    def serve(self, field: QLineEdit, choices: Sequence[Choice]) -> None:
        """Complete what is typed into ``field``."""
        self._field = field
        self.setModel(_model(choices, field))
        field.setCompleter(self)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        last = path.rsplit(self._separator, 1)[-1] if self._separator else path
        return [fold(last)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What stands in the field once an entry is taken."""
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        text = self._field.text() if self._field is not None else ""
        if not self._separator or self._separator not in text:
            return words
        return f"{text.rsplit(self._separator, 1)[0]}{self._separator} {words}"


class SuggestLine(QLineEdit):
    """Free text with suggestions; several parts are written apart by ``separator``."""

    def __init__(self, name: str, separator: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._completer = FoldedCompleter(self, separator)

    def set_suggestions(self, texts: Sequence[str]) -> None:
        """What is offered."""
        self._completer.serve(self, [Choice(text, text) for text in texts])


class ChoiceInput(CalmCombo):
    """One of a list: chosen with the arrow, or found by typing part of it."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._choices: tuple[Choice, ...] = ()
        self._found = FoldedCompleter(self)
        line = self.line()
        line.setAccessibleName(name)
        line.textEdited.connect(lambda _text: self.edited.emit())
        line.editingFinished.connect(self._settle)
        self.activated.connect(lambda _row: self.edited.emit())

    def line(self) -> QLineEdit:
        """The typed line."""
        line = self.lineEdit()
        assert line is not None
        return line

    def set_choices(self, choices: Sequence[Choice], code: str = "") -> None:
        """Fill the list and choose ``code``."""
        self._choices = tuple(choices)
        with QSignalBlocker(self):
            self.clear()
            for choice in choices:
                self.addItem(choice.words, choice.code)
                self.setItemData(self.count() - 1, choice.words, Qt.ItemDataRole.ToolTipRole)
        self._found.serve(self.line(), choices)
        self.set_code(code)

    def code(self) -> str:
        """The chosen entry's code; empty when the text is empty or names none."""
        found = self._match(self.line().text())
        return found.code if found else ""

    def set_code(self, code: str, words: str = "") -> None:
        """Show an entry; one that left the list is added again as ``words``, or shows nothing."""
        if code and words and all(choice.code != code for choice in self._choices):
            self.set_choices((*self._choices, Choice(code, words)))
        row = next((row for row, choice in enumerate(self._choices) if choice.code == code), -1)
        with QSignalBlocker(self):
            self.setCurrentIndex(row)
            self.line().setText(self._choices[row].words if row >= 0 else "")
            self.line().setCursorPosition(0)

    def is_unknown(self) -> bool:
        """Whether something is typed that is not in the list."""
        return bool(clean_line(self.line().text())) and not self.code()

    def set_typed(self, text: str) -> None:
        """Show a text as it was typed, right or wrong."""
        with QSignalBlocker(self):
            found = self._match(text)
            self.setCurrentIndex(self._choices.index(found) if found else -1)
            self.line().setText(text)

    def _match(self, text: str) -> Choice | None:
        row = self.currentIndex()
        if 0 <= row < len(self._choices) and self._choices[row].words == text:
            return self._choices[row]
        wanted = fold(text)
        if not wanted:
            return next((choice for choice in self._choices if not choice.words), None)
        same = [choice for choice in self._choices if fold(choice.words) == wanted]
        if same:
            return next((choice for choice in same if choice.words == clean_line(text)), same[0])
        near = [choice for choice in self._choices if wanted in fold(choice.words)]
        return near[0] if len(near) == 1 else None

    def _settle(self) -> None:
        """On leaving: part of a word that means one entry only becomes that entry."""
        popup = self._found.popup()
        if popup is not None and popup.isVisible():
            return
        found = self._match(self.line().text())
        if found is not None and found.words != self.line().text():
            self.set_code(found.code)
            self.edited.emit()
