"""What is seen is what is sent: the exported PDF, with zoom, page numbers and printing."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.errors import AppError, DataFileError
from app.ui import feedback, icons
from app.ui.flow_layout import FlowLayout
from app.ui.pdf_preview.printing import ask_printer, print_pages

_STEP: Final = 1.2
_SMALLEST, _LARGEST = 0.2, 5.0
#: A little over the paper's own size.
_READING: Final = 1.15


class PdfPreview(QWidget):
    """``closed``: back to the text; ``save_asked``: keep the PDF; ``printed`` after printing."""

    closed = Signal()
    save_asked = Signal()
    printed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._bytes = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setAccessibleName("Bản xem trước")
        self.back = QPushButton("Về văn bản", self)
        self.back.setIcon(icons.icon("back"))
        self.print_button = QPushButton("In…", self)
        self.print_button.setIcon(icons.icon("print"))
        self.save = QPushButton("Lưu thành PDF…", self)
        self.save.setIcon(icons.icon("pdf"))
        self.fit_width = self._mode("Vừa bề ngang", QPdfView.ZoomMode.FitToWidth)
        self.fit_page = self._mode("Cả trang", QPdfView.ZoomMode.FitInView)
        self.smaller = self._zoom("−", "Thu nhỏ", 1 / _STEP)
        self.larger = self._zoom("+", "Phóng to", _STEP)
        self.previous = self._turn("up", "Trang trước", -1)
        self.next = self._turn("down", "Trang sau", 1)
        self.pages = QLabel(self)
        self._lay_out()
        across = self.view.horizontalScrollBar()
        # One wide page must not push the others out of sight.
        across.rangeChanged.connect(lambda low, high: across.setValue((low + high) // 2))
        self.back.clicked.connect(self.closed)
        self.save.clicked.connect(self.save_asked)
        self.print_button.clicked.connect(lambda _on: self.ask_and_print())
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._show_pages())

    def show_file(self, path: Path) -> None:
        """Show a PDF; the file itself is free again at once.

        Raises:
            DataFileError: it cannot be read.
        """
        self.document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(path.read_bytes()))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        if self.document.error() is not QPdfDocument.Error.None_:
            raise DataFileError("Không mở được bản xem trước. Văn bản vẫn còn nguyên.")
        self.view.setDocument(self.document)
        self._scale_to(_READING)
        self.view.pageNavigator().jump(0, QPointF(), 0)
        self._show_pages()

    def ask_and_print(self) -> None:
        """Ask for the printer and print."""
        printer = ask_printer(self.document, self)
        if printer is not None:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print to a printer that was chosen."""
        try:
            print_pages(self.document, printer)
        except AppError as error:
            feedback.show_error(self, error)
        else:
            self.printed.emit()

    def _show_pages(self) -> None:
        count = self.document.pageCount()
        page = self.view.pageNavigator().currentPage() + 1
        self.pages.setText(f"Trang {page} / {count}")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < count)

    def _mode(self, words: str, mode: QPdfView.ZoomMode) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _on: self.view.setZoomMode(mode))
        return button

    def _zoom(self, words: str, hint: str, factor: float) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.clicked.connect(lambda _on: self._scale(factor))
        return button

    def _scale(self, factor: float) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom:
            now = self._shown_factor()
        self._scale_to(now * factor)

    def _scale_to(self, factor: float) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(_LARGEST, max(_SMALLEST, factor)))

    def _shown_factor(self) -> float:
        """How large a page is now, when the view chose the size itself."""
        size = self.document.pagePointSize(self.view.pageNavigator().currentPage())
        points = self.view.viewport().width() * 72 / self.logicalDpiX()
        return points / size.width() if size.width() else 1.0

    def _turn(self, icon: str, hint: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon(icon))
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.clicked.connect(lambda _on: self._go(step))
        return button

    def _go(self, step: int) -> None:
        navigator = self.view.pageNavigator()
        page = navigator.currentPage() + step
        if 0 <= page < self.document.pageCount():
            navigator.jump(page, QPointF(), 0)

    def _lay_out(self) -> None:
        row = FlowLayout()
        for widget in (
            self.back, self.print_button, self.save, self.fit_width, self.fit_page, self.smaller,
            self.larger, self.previous, self.next, self.pages,
        ):  # fmt: skip
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
