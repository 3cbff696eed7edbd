"""What the program understood of a file, before anything is kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.papers import KIND_WORDS
from app.errors import ValidationError
from app.ui.plans.outline_list import OutlineList
from app.ui.widgets.inputs import TextInput
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.understanding import JUMPS, LEFT_OUT, UNPLACED, Understanding

_REMARKS: Final = "Lưu ý khi đọc tệp"
_MOST_FACTS: Final = 9


class FactGrid(QWidget):
    """Names and words side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._rows: list[tuple[WrapLabel, WrapLabel]] = []
        top = Qt.AlignmentFlag.AlignTop
        for row in range(_MOST_FACTS):
            name, words = WrapLabel(role="quiet", parent=self), WrapLabel(parent=self)
            name.setWordWrap(False)
            grid.addWidget(name, row, 0, top)
            grid.addWidget(words, row, 1, top)
            self._rows.append((name, words))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (name, words)."""
        shown = [*facts, *[("", "")] * (_MOST_FACTS - len(facts))]
        for (name, words), (title, fact) in zip(self._rows, shown, strict=False):
            name.setText(title)
            words.setText(fact)
            for label in (name, words):
                label.setVisible(bool(title))

    def text(self) -> str:
        """Everything shown, a line each."""
        rows = [(name.text(), words.text()) for name, words in self._rows]
        return "\n".join(f"{name}: {words}" for name, words in rows if name)


class Understood(QWidget):
    """The papers of a file, the chosen one in facts, lists and its tree. ``ticked`` after a tick."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: list[Understanding] = []
        self._years: list[str] = []
        self.several = WrapLabel(role="strong", parent=self)
        self.papers = QListWidget(self)
        self.papers.setAccessibleName("Các văn bản trong tệp")
        self.papers.setWordWrap(True)
        self.year = TextInput(self)
        self.year.setAccessibleName("Năm của văn bản")
        self.year.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * 6)
        self.kind = WrapLabel(role="strong", parent=self)
        self.facts = FactGrid(self)
        self.counts = WrapLabel(role="strong", parent=self)
        self.unplaced = Sentences(UNPLACED, "warn", "warn", self)
        self.jumps = Sentences(JUMPS, "warn", "warn", self)
        self.left_out = Sentences(LEFT_OUT, "info", "accent", self)
        self.remarks = Sentences(_REMARKS, "info", "accent", self)
        self.outline = OutlineList("Cây đề mục đọc được", self)
        self._lay_out()
        self.papers.currentRowChanged.connect(self._show)
        self.papers.itemChanged.connect(lambda _item: self.ticked.emit())
        self.year.textEdited.connect(self._keep_year)

    def show_papers(
        self, papers: Sequence[Understanding], remarks: Sequence[str], usual: int
    ) -> None:
        """Show what was found; the paper of number ``usual`` (from 1) is ticked."""
        self._papers = list(papers)
        self._years = [str(paper.year) for paper in papers]
        self.remarks.show_lines(remarks)
        several = len(papers) > 1
        self.several.setText(f"Tệp có {len(papers)} văn bản. Đánh dấu văn bản cần giữ:")
        self.several.setVisible(several)
        self.papers.setVisible(several)
        self.papers.blockSignals(True)
        self.papers.clear()
        for number, paper in enumerate(papers, start=1):
            item = QListWidgetItem(paper.title, self.papers)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            wanted = number == usual
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        self.papers.setCurrentRow(usual - 1)
        self.papers.blockSignals(False)
        lines = min(len(papers), 4) * 2
        self.papers.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 12)
        self._show(usual - 1)

    def chosen(self) -> list[tuple[int, int]]:
        """Number (from 1) and year of each ticked paper.

        Raises:
            ValidationError: a year that is none.
        """
        found: list[tuple[int, int]] = []
        for row, typed in enumerate(self._years):
            if self.papers.item(row).checkState() is not Qt.CheckState.Checked:
                continue
            if not (typed.isascii() and typed.isdigit()):
                self.papers.setCurrentRow(row)
                raise ValidationError("Hãy ghi năm của văn bản, ví dụ 2027.", field="year")
            found.append((row + 1, int(typed)))
        return found

    def ticked_count(self) -> int:
        """How many papers are to be kept."""
        rows = range(self.papers.count())
        return sum(self.papers.item(row).checkState() is Qt.CheckState.Checked for row in rows)

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._papers):
            return
        paper = self._papers[row]
        self.year.show_value(self._years[row])
        self.kind.setText(f"Sẽ giữ thành: {KIND_WORDS[paper.kind]}")
        self.facts.show_facts(paper.facts)
        self.counts.setText(paper.counted or "Không có đoạn nào")
        self.unplaced.show_lines(paper.unplaced)
        self.jumps.show_lines(paper.jumps)
        self.left_out.show_lines(paper.left_out)
        self.outline.show_lines(paper.outline)

    def _keep_year(self, typed: str) -> None:
        row = self.papers.currentRow()
        if 0 <= row < len(self._years):
            self._years[row] = typed.strip()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        column.addWidget(self.several)
        column.addWidget(self.papers)
        column.addLayout(self._kept_as())
        for widget in (
            self.facts, self.counts, self.unplaced, self.jumps, self.left_out, self.remarks,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(TallScroll(left, self))
        splitter.addWidget(self.outline)
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 5)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter, 1)

    def _kept_as(self) -> QHBoxLayout:
        """ "Sẽ giữ thành: Kế hoạch   Năm [2026]"."""
        row = QHBoxLayout()
        row.setSpacing(8)
        label = WrapLabel("Năm", role="strong", parent=self)
        label.setWordWrap(False)
        label.setBuddy(self.year)
        row.addWidget(self.kind, 1)
        row.addWidget(label)
        row.addWidget(self.year)
        return row
