"""Chỉ tiêu: a form out to Excel and paper, back with a preview, faults handed back marked."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from app.documents.form_sheets import CODE, TOTAL
from app.domain.figure_rows import Column
from app.domain.periods import parse_period
from app.queries.figure_cells import list_figures, sex_rows
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.indicators.page import IndicatorsPage
from tests.ui.conftest import Door

DATA = Path(__file__).parents[2] / "data" / "sheets"
FORM = "bieu_nam"


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> IndicatorsPage:
    context.choose_year(2026)
    made = IndicatorsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.open({"form": FORM})
    return made


def idle(page: IndicatorsPage) -> bool:
    return not page.context.jobs.busy


def total(page: IndicatorsPage, code: str, period: str = "2026") -> object:
    rows = sex_rows(page.context.db.read(list_figures, [period]), period)
    return rows[code].cell(Column.TOTAL).value if code in rows else None


def edited(path: Path, change: Callable[[Any, Callable[[str], int]], None]) -> None:
    book = load_workbook(path)
    sheet = book["Biểu"]

    def row_of(code: str) -> int:
        rows = range(1, sheet.max_row + 1)
        return next(row for row in rows if sheet.cell(row, CODE).value == code)

    change(sheet, row_of)
    book.save(path)


@pytest.fixture
def file(qtbot: QtBot, page: IndicatorsPage, door: Door, tmp_path: Path) -> Path:
    """The year form, exported from the window."""
    path = tmp_path / "biểu.xlsx"
    door.files = [path]
    page.files.menu.export.trigger()
    qtbot.waitUntil(lambda: idle(page) and path.exists())
    assert door.asked[-1].suggested.name == "bieu-nam-2026.xlsx"
    return path


def look_at(qtbot: QtBot, page: IndicatorsPage, door: Door, path: Path) -> None:
    door.files = [path]
    page.files.menu.read.trigger()
    qtbot.waitUntil(lambda: page.files.currentWidget() is page.files.preview and idle(page))


def test_a_filled_form_is_looked_at_written_and_taken_back(
    qtbot: QtBot, page: IndicatorsPage, door: Door, file: Path
) -> None:
    def fill(sheet: Any, row_of: Callable[[str], int]) -> None:
        sheet.cell(row_of("ho"), TOTAL).value = 2_500
        sheet.cell(row_of("dan_so"), TOTAL).value = 9_000
        sheet.cell(row_of("dan_so"), TOTAL + 2).value = 4_600

    edited(file, fill)
    look_at(qtbot, page, door, file)
    preview = page.files.preview
    assert preview.isVisible()
    assert not page.grid.isVisible()
    assert "3 ô mới" in preview.summary.text()
    assert preview.write.text() == "Ghi 3 ô"
    assert preview.marked.isHidden()
    assert [row.after for row in preview.table.model.rows if row.name == "Hộ gia đình"] == ["2.500"]
    assert total(page, "ho") is None

    preview.write.click()
    assert page.grid.isVisible()
    assert total(page, "ho") == 2_500
    assert total(page, "dan_so") == 9_000
    page.grid.undo_asked.emit()
    assert total(page, "ho") is None


def test_faults_stop_the_file_and_are_handed_back_marked(
    qtbot: QtBot, page: IndicatorsPage, door: Door, file: Path, tmp_path: Path
) -> None:
    def spoil(sheet: Any, row_of: Callable[[str], int]) -> None:
        sheet.cell(row_of("ho"), TOTAL).value = "nhiều"
        sheet.cell(row_of("dan_so"), TOTAL).value = -3
        sheet.cell(row_of("sinh"), TOTAL).value = 30

    edited(file, spoil)
    look_at(qtbot, page, door, file)
    preview = page.files.preview
    assert not preview.write.isEnabled()
    assert "2 chỗ chưa đúng" in preview.problems.words.text()
    first = preview.table.model.rows[:2]
    assert {row.name for row in first} == {"Hộ gia đình", "Dân số"}
    assert all(row.why for row in first)

    marked = tmp_path / "đánh dấu.xlsx"
    door.files = [marked]
    preview.marked.click()
    qtbot.waitUntil(lambda: idle(page) and marked.exists())
    assert door.asked[-1].suggested.name == "biểu - đánh dấu lỗi.xlsx"
    cells = [cell for row in load_workbook(marked)["Biểu"].iter_rows() for cell in row]
    assert sum(cell.comment is not None for cell in cells) == 2

    assert page.back()
    assert page.grid.isVisible()
    assert not page.back()
    assert total(page, "sinh") is None


def test_an_old_file_and_one_that_is_none(
    qtbot: QtBot, page: IndicatorsPage, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "cũ.xls"
    copy(DATA / "bieu-nam.xls", path)
    page.open({"form": "bieu_bao_luc_nam"})
    look_at(qtbot, page, door, path)
    page.files.preview.write.click()
    assert (page.form.value(), page.period.value()) == (FORM, "2026")
    assert total(page, "ho") == 3_021

    path.write_bytes(b"<html><table><tr><td>5</td></tr></table></html>")
    door.files = [path]
    page.files.menu.read.trigger()
    qtbot.waitUntil(lambda: bool(door.shown))
    assert "trang web" in door.shown[-1].text
    assert page.grid.isVisible()


def test_the_year_of_the_file_is_shown(
    qtbot: QtBot, page: IndicatorsPage, door: Door, file: Path
) -> None:
    edited(file, lambda sheet, row_of: sheet.cell(row_of("ho"), TOTAL, 70))
    page.context.choose_year(2027)
    look_at(qtbot, page, door, file)
    page.files.preview.write.click()
    assert page.context.year == 2026
    assert (page.period.value(), total(page, "ho")) == ("2026", 70)


def test_empty_forms_are_seen_printed_and_saved_for_word(
    qtbot: QtBot, page: IndicatorsPage, door: Door, tmp_path: Path
) -> None:
    page.open({"form": "bieu_bao_luc_nam"})
    page.files.menu.blank_paper.trigger()
    qtbot.waitUntil(lambda: page.files.paper is not None and idle(page))
    assert page.files.paper is not None
    assert page.files.paper.document.pageCount() == 3
    pdf, word = tmp_path / "trống.pdf", tmp_path / "trống.docx"
    door.files = [pdf, word]
    page.files.paper.save.click()
    qtbot.waitUntil(lambda: idle(page) and pdf.exists())
    page.files.paper.back.click()
    assert page.grid.isVisible()
    page.files.menu.blank_word.trigger()
    qtbot.waitUntil(lambda: idle(page) and word.exists())


def test_the_restricted_annex_is_offered_for_sensitive_forms_alone(
    qtbot: QtBot, page: IndicatorsPage, door: Door, tmp_path: Path
) -> None:
    restricted = page.files.menu.export_restricted
    assert not restricted.isVisible()
    page.open({"form": "bieu_bao_luc_nam"})
    assert restricted.isVisible()
    path = tmp_path / "hạn chế.xlsx"
    door.files = [path]
    restricted.trigger()
    qtbot.waitUntil(lambda: idle(page) and path.exists())
    assert "PHỤ LỤC HẠN CHẾ" in load_workbook(path)["Biểu"]["A3"].value
    assert parse_period("2026").words in load_workbook(path)["Biểu"]["A3"].value


def test_beside_sensitive_figures_the_panel_says_why_names_are_refused(
    page: IndicatorsPage,
) -> None:
    assert "không nhận họ tên" not in page.side.about.text()
    page.open({"form": "bieu_bao_luc_nam"})
    rows = [at for at, row in enumerate(page.model.rows) if row.indicator is not None]
    codes = [row.indicator.code for row in page.model.rows if row.indicator is not None]
    page.grid.setCurrentIndex(page.model.index(rows[codes.index("bao_luc")], 2))
    assert "không nhận họ tên" in page.side.about.text()
    page.model.typed.emit(rows[codes.index("bao_luc")], 2, "không có: chị Mẫu chưa khai")
    assert "họ tên" in page.side.fault.words.text()


def test_several_periods_side_by_side_are_not_exported(page: IndicatorsPage) -> None:
    assert page.files.menu.export.isEnabled()
    page.open({"form": FORM, "period": "2026-Q*"})
    assert not page.files.menu.export.isEnabled()
    assert "Chọn một kỳ" in page.files.menu.export.toolTip()
    assert page.files.menu.read.isEnabled()
