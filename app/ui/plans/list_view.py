"""The list of plans, and the bin."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.db.database import Database
from app.domain.papers import PaperKind
from app.queries.papers import PaperListRow, list_papers
from app.ui import icons
from app.ui.plans.columns import COLUMNS
from app.ui.row_table import RowTable
from app.ui.widgets.labels import WrapLabel

_EMPTY = "Chưa có kế hoạch nào. Bấm “Lập kế hoạch mới” để soạn từ mẫu, từ kế hoạch cũ hoặc từ tệp."
_EMPTY_BIN = "Thùng rác trống."


class PlansList(QWidget):
    """Asks the page to open, delete or restore a PaperListRow."""

    open_asked = Signal(object)
    delete_asked = Signal(object)
    restore_asked = Signal(object)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.table: RowTable[PaperListRow] = RowTable(COLUMNS, "Bảng kế hoạch", self, stretch=3)
        self.table.set_noun("kế hoạch")
        self.empty = WrapLabel(parent=self)
        self.open_button = self._button("Mở", "open")
        self.delete = self._button("Xóa", "trash")
        self.restore = self._button("Lấy lại", "undo")
        self.bin = self._button("Thùng rác", "trash")
        self.bin.setCheckable(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.empty)
        self._column.addStretch()
        self.table.row_opened.connect(self._open)
        self.open_button.clicked.connect(lambda _on: self._open(self.table.current()))
        self.delete.clicked.connect(lambda _on: self._tell(self.delete_asked))
        self.restore.clicked.connect(lambda _on: self._tell(self.restore_asked))
        self.bin.toggled.connect(lambda _on: self.refresh())
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.delete.click)

    def refresh(self) -> None:
        """Read the list again."""
        in_bin = self.bin.isChecked()
        rows = self._db.read(list_papers, kind=PaperKind.PLAN, deleted=in_bin)
        binned = rows if in_bin else self._db.read(list_papers, kind=PaperKind.PLAN, deleted=True)
        self.table.show_rows(rows)
        self.table.view.setVisible(bool(rows))
        self._column.setStretchFactor(self.table, int(bool(rows)))
        self.empty.setText("" if rows else _EMPTY_BIN if in_bin else _EMPTY)
        self.empty.setVisible(not rows)
        for button in (self.open_button, self.delete):
            button.setVisible(not in_bin and bool(rows))
        self.restore.setVisible(in_bin and bool(rows))
        self.bin.setText(f"Thùng rác ({len(binned)})" if binned else "Thùng rác")

    def choose(self, paper_id: object) -> None:
        """Stand on a plan."""
        self.table.choose(lambda row: row.paper_id == paper_id)

    def _open(self, row: PaperListRow | None) -> None:
        if row is not None and not self.bin.isChecked():
            self.open_asked.emit(row)

    def _tell(self, signal: SignalInstance) -> None:
        row = self.table.current()
        if row is not None:
            signal.emit(row)

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setIcon(icons.icon(icon))
        self.table.tools.addWidget(button)
        return button
