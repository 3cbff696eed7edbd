"""Preview and printing of the exported PDF."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.errors import DataFileError
from app.queries.papers import get_paper
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.pdf_preview.preview import PdfPreview
from app.workflows.papers import export_paper
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan, open_plan


@pytest.fixture
def pdf(context: UiContext, office: SetUpOffice, tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.pdf"
    export_paper(context.db, keep_plan(context), path)
    return path


def test_pages_are_shown_counted_and_scaled(qtbot: QtBot, pdf: Path) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(900, 600)
    preview.show()
    preview.show_file(pdf)
    count = preview.document.pageCount()
    assert count >= 1
    assert preview.pages.text() == f"Trang 1 / {count}"
    pdf.unlink()
    preview.fit_width.click()
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    preview.larger.click()
    assert preview.view.zoomMode() is QPdfView.ZoomMode.Custom


def test_what_is_no_pdf_is_said(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"nothing")
    with pytest.raises(DataFileError):
        preview.show_file(broken)


def test_printing_draws_every_page_at_printer_resolution(
    qtbot: QtBot, pdf: Path, tmp_path: Path
) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.show_file(pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printed = tmp_path / "in.pdf"
    printer.setOutputFileName(str(printed))
    with qtbot.waitSignal(preview.printed):
        preview.print_to(printer)
    document = QPdfDocument()
    document.load(str(printed))
    assert document.pageCount() == preview.document.pageCount()
    for page in range(document.pageCount()):
        before, after = preview.document.pagePointSize(page), document.pagePointSize(page)
        assert abs(before.width() - after.width()) < 2
    assert printer.pageLayout().orientation() in QPageLayout.Orientation


def test_a_range_of_pages_is_printed_alone(qtbot: QtBot, pdf: Path, tmp_path: Path) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.show_file(pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    printer.setFromTo(1, 1)
    preview.print_to(printer)
    document = QPdfDocument()
    document.load(str(tmp_path / "in.pdf"))
    assert document.pageCount() == 1


def test_preview_opens_from_the_paper_and_goes_back(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.header.preview.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.preview)
    assert page.preview.document.pageCount() >= 1
    page.preview.printed.emit()
    assert page.row is not None
    assert context.db.read(get_paper, page.row.paper_id).state == "printed"
    assert page.back()
    assert page.stack.currentWidget() is page.view


def test_checking_and_issuing_lead_back_from_the_preview(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.stack.setCurrentWidget(page.preview)
    page.header.check_asked.emit()
    assert page.stack.currentWidget() is page.view
    page.stack.setCurrentWidget(page.preview)
    page.header.issue_asked.emit()
    assert page.stack.currentWidget() is page.view
    assert page.issuing.panel is not None


def test_a_wide_page_leaves_the_others_in_the_middle(
    qtbot: QtBot, context: UiContext, pdf: Path
) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()
    preview.show_file(pdf)
    across = preview.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: across.maximum() > 0)
    assert across.value() == across.maximum() // 2


def test_saving_climbs_the_ladder_until_the_file_is_free(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, door: Door, tmp_path: Path
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    blocked = tmp_path / "không có" / "kế hoạch.docx"
    free = tmp_path / "kế hoạch mới.docx"
    door.files = [blocked, free]
    door.answers = ["Lưu tên khác"]
    with qtbot.waitSignal(context.status.said) as said:
        page.header.save_asked.emit(".docx")
    assert free.stat().st_size > 1000
    assert "kế hoạch mới.docx" in said.args[0]
    assert door.asked[0].suggested.name.endswith(".docx")
