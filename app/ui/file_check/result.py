"""What was found in a file: the papers in it, narrowed lists, what can be done next."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui import icons
from app.ui.editor.entries import Entry, Kind, entry_of, with_groups
from app.ui.editor.entry_rows import EntryList, entry_row, group_row
from app.ui.file_check.done_band import Done, DoneBand
from app.ui.file_check.sieve import CLEAN, Sieve, sifted, verdict
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.file_checks import FileCheck

_LINES: Final = 6
_NONE_SUCH: Final = "Không có chỗ nào thuộc loại này."


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
        self.done = DoneBand(self)
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

    @property
    def part(self) -> int:
        """Number of the paper that is looked at, from 1."""
        return max(0, self.paper.currentIndex()) + 1

    @property
    def parts(self) -> int:
        """How many papers the file has."""
        return len(self._papers)

    def show_check(self, path: Path, checked: FileCheck, done: Done | None = None) -> None:
        """Show what was found in a file, under what was written just before."""
        self.done.show_done(done)
        self.error.hide()
        self.name.setText(f"Tệp: {path.name}")
        self._papers = [
            [entry_of(one.finding, one.place) for one in part.findings] for part in checked.parts
        ]
        titles = [
            f"{number}. {part.title} ({len(part.findings)})"
            for number, part in enumerate(checked.parts, start=1)
        ]
        self.paper.set_choices([(str(row), title) for row, title in enumerate(titles)])
        self.paper.setCurrentIndex(0)
        self.paper.setVisible(len(titles) > 1)
        self.sieve.show_value(Sieve.ALL.name)
        self.remarks.show_lines(checked.remarks)
        everything = [entry for entries in self._papers for entry in entries]
        self._show_verdict(everything)
        for button in (self.save, self.copy):
            button.setVisible(bool(everything))
        self._fill()

    def show_error(self, words: str) -> None:
        """What could not be done; the list stays."""
        self.error.show_state("warn", words, "bad")
        self.error.show()

    def take_keys(self) -> None:
        """The keyboard goes to the list, without one to what can be done next."""
        (self.other if self.list.isHidden() else self.list).setFocus()

    def _show_verdict(self, everything: list[Entry]) -> None:
        icon, role = "check", "good"
        if everything:
            blocked = any(entry.kind is Kind.BLOCK for entry in everything)
            icon, role = ("warn", "bad") if blocked else ("info", "warn")
        self.verdict.show_state(icon, verdict(self._papers), role)

    def _fill(self) -> None:
        entries = self._papers[self.part - 1] if self._papers else []
        for place, sieve in enumerate(Sieve):
            self.sieve.setItemText(place, f"{sieve.value} ({len(sifted(entries, sieve))})")
        shown = sifted(entries, Sieve[str(self.sieve.value())])
        self.list.clear()
        for row in with_groups(shown):
            self.list.addItem(entry_row(row) if isinstance(row, Entry) else group_row(row))
        # The first row is the words over the group.
        self.list.setCurrentRow(1 if shown else -1)
        self.list.scrollToTop()
        self.list.setVisible(bool(shown))
        self.sieve.setVisible(bool(entries))
        self.nothing.setVisible(not shown and any(self._papers))
        self.nothing.setText(_NONE_SUCH if entries else CLEAN)

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
        inside = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(inside)
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
        outer.addWidget(TallScroll(inside, self))
        self.error.hide()
