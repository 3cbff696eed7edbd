"""The top bar: whose data, which year, the search, and when it was last saved."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import icons
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import WrapLabel


class TopBar(QFrame):
    """Emits ``year_chosen`` and ``search_asked``."""

    year_chosen = Signal(int)
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._unit = WrapLabel("", role="strong", parent=self)
        self.year = CalmCombo(self)
        self.year.setAccessibleName("Năm làm việc")
        self.search = QPushButton("Tìm mọi thứ   Ctrl+K", self)
        self.search.setAccessibleName("Tìm mọi thứ")
        self.search.setToolTip("Tìm kế hoạch, hoạt động, báo cáo, lệnh; gõ không dấu cũng được")
        self._saved = QLabel(self)
        self._saved.setProperty("role", "good")
        self._lay_out()
        self.year.activated.connect(lambda _row: self.year_chosen.emit(self.year.currentData()))
        self.search.clicked.connect(self.search_asked)

    def show_unit(self, name: str) -> None:
        """The office's full name."""
        self._unit.setText(name)

    def show_years(self, years: Sequence[int], chosen: int) -> None:
        """Which years can be worked on."""
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in years:
                self.year.addItem(f"Năm {year}", year)
            self.year.setCurrentIndex(self.year.findData(chosen))

    def show_saved(self, time: str) -> None:
        """ "Đã lưu 10:42"."""
        self._saved.setText(f"✓ Đã lưu {time}")

    def changeEvent(self, event: QEvent) -> None:
        """The icon follows colours and text size."""
        super().changeEvent(event)
        changed = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if changed and hasattr(self, "search"):
            self._draw_icon()

    def _lay_out(self) -> None:
        self._draw_icon()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(12)
        layout.addWidget(self._unit, 2)
        layout.addWidget(self.year)
        layout.addWidget(self.search, 3)
        layout.addWidget(
            self._saved, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )

    def _draw_icon(self) -> None:
        size = max(16, self.fontMetrics().height())
        self.search.setIconSize(QSize(size, size))
        self.search.setIcon(icons.icon("search"))
