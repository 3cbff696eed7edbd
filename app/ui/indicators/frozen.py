"""The names of a wide grid stay in sight: a second view of its first column over the grid."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


class FrozenNames(QTableView):
    """Shows the first column of ``grid`` at its left edge, however far it is moved sideways."""

    def __init__(self, grid: QTableView, model: QAbstractItemModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setModel(model)
        self.setSelectionModel(QItemSelectionModel(model, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { border: none; border-radius: 0; }")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(grid.verticalHeader().minimumSectionSize())
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Readers of the screen know the names from the grid itself.
        self.setAccessibleName("")
        bar = grid.verticalScrollBar()
        bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(bar.setValue)
        grid.verticalHeader().sectionResized.connect(
            lambda row, _old, height: self.setRowHeight(row, height)
        )
        self.hide()

    def fit(self) -> None:
        """Take rows, widths and the place of the grid's first column."""
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column != 0)
        width = self._grid.columnWidth(0)
        self.setColumnWidth(0, width)
        for row in range(self.model().rowCount()):
            self.setRowHeight(row, self._grid.rowHeight(row))
        header = self._grid.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(header)
        left = self._grid.verticalHeader().width() + self._grid.frameWidth()
        height = self._grid.viewport().height() + header
        self.setGeometry(left, self._grid.frameWidth(), width, height)
        self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
