"""Which other paper to compare with: one of ours, or a file."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.domain.text import matches
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.pick_list import PickList


class ChooseOther(QWidget):
    """``paper_chosen`` carries the identity and the title, ``file_asked`` nothing."""

    paper_chosen = Signal(object, str)
    file_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: list[tuple[UUID, str]] = []
        self._shown: list[tuple[UUID, str]] = []
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText("Tìm theo tên văn bản")
        self.filter.setAccessibleName("Tìm theo tên văn bản")
        self.list = PickList("Văn bản khác", self)
        self.nothing = WrapLabel("Chưa có văn bản nào khác cùng loại.", role="quiet", parent=self)
        self.compare = QPushButton("So sánh", self)
        self.compare.setProperty("role", "primary")
        self.file = QPushButton("Chọn tệp Word, PDF…", self)
        self.file.setIcon(icons.icon("open"))
        self.leave = QPushButton("Thôi", self)
        buttons = FlowLayout()
        for button in (self.compare, self.file, self.leave):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel("So sánh với văn bản nào?", role="heading", parent=self))
        for widget in (self.filter, self.list, self.nothing):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addStretch(0)
        self.filter.textChanged.connect(lambda _words: self._fill())
        self.list.itemActivated.connect(self._take)
        self.compare.clicked.connect(lambda _on: self._take(self.list.currentItem()))
        self.file.clicked.connect(lambda _on: self.file_asked.emit())
        self.leave.clicked.connect(lambda _on: self.closed.emit())

    def offer(self, papers: Sequence[tuple[UUID, str]]) -> None:
        """Show the papers to choose from."""
        self._papers = list(papers)
        self.filter.clear()
        self.filter.setVisible(len(papers) > 0)
        self.list.setVisible(bool(papers))
        self.nothing.setVisible(not papers)
        self._fill()
        (self.filter if papers else self.file).setFocus()

    def _fill(self) -> None:
        words = self.filter.text()
        self._shown = [paper for paper in self._papers if matches(words, paper[1])]
        self.list.show_entries([title for _paper, title in self._shown])
        self.list.setCurrentRow(0)
        self.compare.setEnabled(bool(self._shown))

    def _take(self, _item: QListWidgetItem | None) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.paper_chosen.emit(*self._shown[row])
