"""Prints the very PDF that is previewed: its pages drawn at the printer's own resolution."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import DataFileError

#: More dots than this show no more on paper and fill the memory of a small machine.
_MOST_DPI: Final = 300
_POINTS_PER_INCH: Final = 72


def ask_printer(document: QPdfDocument, parent: QWidget) -> QPrinter | None:
    """The printer, copies and pages the officer chose; None when they left it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDocName("Sổ Bình Đẳng")
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("In văn bản")
    dialog.setMinMax(1, document.pageCount())
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    return printer if accepted else None


def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Send the chosen pages to the printer.

    Returns:
        how many sheets' sides were drawn, copies not counted.

    Raises:
        DataFileError: the printer refused.
    """
    printer.setFullPage(True)
    pages = list(_pages(document, printer))
    _turn(printer, document.pagePointSize(pages[0]) if pages else QSizeF())
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise DataFileError(
            "Máy in không nhận lệnh in. Văn bản vẫn còn nguyên. "
            "Hãy xem máy in đã bật và còn giấy chưa, rồi in lại; hoặc lưu thành PDF để in sau."
        )
    for number, page in enumerate(pages):
        if number:
            _turn(printer, document.pagePointSize(page))
            printer.newPage()
        _draw(document, page, printer, painter)
    painter.end()
    return len(pages)


def _pages(document: QPdfDocument, printer: QPrinter) -> Iterator[int]:
    first = max(1, printer.fromPage() or 1)
    last = printer.toPage() or document.pageCount()
    chosen = range(first - 1, min(last, document.pageCount()))
    backwards = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    yield from reversed(chosen) if backwards else chosen


def _turn(printer: QPrinter, size: QSizeF) -> None:
    """A4 upright or lying, as the page of the PDF is."""
    lying = size.width() > size.height()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    )


def _draw(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    size = document.pagePointSize(page)
    dpi = min(printer.resolution(), _MOST_DPI)
    scale = dpi / _POINTS_PER_INCH
    image = document.render(page, QSize(int(size.width() * scale), int(size.height() * scale)))
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)
