"""What was found in a file: the papers in it, narrowed lists, what can be done next."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.editor.entries import Entry, Kind, counted, entry_of
from app.ui.editor.entry_rows import EntryList, entry_row
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences
from app.workflows.checks import find_rule
from app.workflows.file_checks import FileCheck

_LINES: Final = 10
_CLEAN: Final = "Không thấy chỗ nào phải sửa."
_NONE_SUCH: Final = "Không có chỗ nào thuộc loại này."


class Sieve(StrEnum):
    """What the list is narrowed to; all but the first two are families of rules."""

    ALL = "Tất cả"
    BLOCK = "Phải sửa"
    FORM = "Thể thức"
    LOOKS = "Trình bày"
    PROOF = "Câu chữ, số liệu"


class ResultView(QWidget):
    """Wishes only: to write anew, to take in, to save or copy the list, another file."""

    remake_asked = Signal()
    take_in_asked = Signal()
    save_asked = Signal()
    copy_asked = Signal()
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: list[list[Entry]] = []
        self.name = WrapLabel(role="quiet", parent=self)
        self.done = MarkedLabel(self)
        self.verdict = MarkedLabel(self)
        self.error = MarkedLabel(self)
        self.paper = ChoiceBox((), self)
        self.paper.setAccessibleName("Văn bản trong tệp")
        self.paper.setMinimumContentsLength(36)
        self.sieve = ChoiceBox([(sieve.name, sieve.value) for sieve in Sieve], self)
        self.sieve.setAccessibleName("Xem loại nào")
        self.sieve.setMinimumContentsLength(20)
        self.list = EntryList("Chỗ cần xem", _LINES, self)
        self.nothing = WrapLabel(role="quiet", parent=self)
        self.remarks = Sentences("Lưu ý khi đọc tệp", "info", "accent", self)
        self.remake = self._button("Trình bày lại…", "word", self.remake_asked)
        self.remake.setProperty("role", "primary")
        self.remake.setIcon(icons.icon("word", "on_primary"))
        self.take_in = self._button("Đưa vào chương trình…", "add", self.take_in_asked)
        self.save = self._button("Lưu danh sách…", "excel", self.save_asked)
        self.copy = self._button("Chép danh sách", "copy", self.copy_asked)
        self.other = self._button("Kiểm tra tệp khác…", "open", self.file_asked)
        self._lay_out()
        self.paper.activated.connect(lambda _row: self._fill())
        self.sieve.activated.connect(lambda _row: self._fill())

    def show_check(self, path: Path, checked: FileCheck) -> None:
        """Show what was found in a file."""
        self.error.hide()
        self.name.setText(f"Tệp: {path.name}")
        self._papers = [
            [entry_of(one.finding, one.place) for one in part.findings] for part in checked.parts
        ]
        titles = [f"{number}. {part.title}" for number, part in enumerate(checked.parts, start=1)]
        self.paper.set_choices([(str(row), title) for row, title in enumerate(titles)])
        self.paper.setCurrentIndex(0)
        self.paper.setVisible(len(titles) > 1)
        self.sieve.show_value(Sieve.ALL.name)
        self.remarks.show_lines(checked.remarks)
        everything = [entry for entries in self._papers for entry in entries]
        if everything:
            blocked = any(entry.kind is Kind.BLOCK for entry in everything)
            self.verdict.show_state(
                "warn" if blocked else "info", counted(everything), "bad" if blocked else "warn"
            )
        else:
            self.verdict.show_state("check", _CLEAN, "good")
        for button in (self.save, self.copy):
            button.setVisible(bool(everything))
        self._fill()

    def show_done(self, words: str) -> None:
        """What was just done to the file; an empty sentence takes it back."""
        self.done.setVisible(bool(words))
        if words:
            self.done.show_state("check", words, "good")

    def show_error(self, words: str) -> None:
        """What could not be done; the list stays."""
        self.error.show_state("warn", words, "bad")
        self.error.show()

    def _fill(self) -> None:
        row = max(0, self.paper.currentIndex())
        entries = self._papers[row] if self._papers else []
        for place, sieve in enumerate(Sieve):
            self.sieve.setItemText(place, f"{sieve.value} ({len(sifted(entries, sieve))})")
        shown = sifted(entries, Sieve[str(self.sieve.value())])
        self.list.clear()
        for entry in shown:
            self.list.addItem(entry_row(entry))
        self.list.setCurrentRow(0 if shown else -1)
        self.list.setVisible(bool(shown))
        self.sieve.setVisible(bool(entries))
        self.nothing.setVisible(not shown and any(self._papers))
        self.nothing.setText(_NONE_SUCH if entries else _CLEAN)

    def _button(self, words: str, icon: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words, self)
        button.setIcon(icons.icon(icon))
        button.clicked.connect(lambda _on: signal.emit())
        return button

    def _lay_out(self) -> None:
        choices, buttons = FlowLayout(), FlowLayout()
        for box in (self.paper, self.sieve):
            choices.addWidget(box)
        for button in (self.remake, self.take_in, self.save, self.copy, self.other):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.name, self.done, self.verdict, self.remarks):
            layout.addWidget(widget)
        layout.addLayout(choices)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.error)
        layout.addStretch()
        layout.addLayout(buttons)
        self.done.hide()
        self.error.hide()


def sifted(entries: Iterable[Entry], sieve: Sieve) -> Sequence[Entry]:
    """The entries a sieve lets through."""
    if sieve is Sieve.ALL:
        return list(entries)
    if sieve is Sieve.BLOCK:
        return [entry for entry in entries if entry.kind is Kind.BLOCK]
    family = sieve.name.lower()
    return [
        entry
        for entry in entries
        if entry.finding is not None and find_rule(entry.finding.rule).family == family
    ]
