"""Excel in and out: preview first, written with a way back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.documents.sheets import read_block
from app.queries.activities import list_activities
from app.ui.activities.page import ActivitiesPage
from tests.ui.activities.conftest import StatusLine

BLOCK = (
    "Ngày\tHoạt động\tLoại\tNơi\tNam\tNữ\tTổng\tKinh phí\n"
    "20/11/2026\tLớp hòa giải\tTập huấn, bồi dưỡng\tNhà văn hóa\t20\t25\t\t1.500.000\n"
    "32/11\tNgày sai\tTập huấn, bồi dưỡng\t\t\t\t\t\n"
)


def test_a_pasted_block_is_shown_first_and_taken_back(
    qtbot: QtBot, page: ActivitiesPage, status_line: StatusLine
) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    page.sheets.paste()

    panel = page.sheets.panel
    assert panel.isVisible()
    assert not page.table.isVisible()
    assert "1 dòng ghi được · 1 dòng có chỗ sai" in panel.summary.text()
    assert page.context.db.read(list_activities) == []

    qtbot.mouseClick(panel.write, Qt.MouseButton.LeftButton)
    [row] = page.context.db.read(list_activities)
    assert (row.total, row.money_total) == (45, 1_500_000)
    assert row.campaign_id is not None
    assert page.table.isVisible()

    status_line.undo()
    assert page.context.db.read(list_activities) == []


def test_an_empty_clipboard_is_said(page: ActivitiesPage, status_line: StatusLine) -> None:
    QGuiApplication.clipboard().setText("")
    page.sheets.paste()

    assert status_line.said == ["Chưa có gì để dán. Hãy chép các dòng trong Excel trước."]


def test_the_table_is_saved_as_excel(
    qtbot: QtBot, page: ActivitiesPage, tmp_path: Path, status_line: StatusLine
) -> None:
    QGuiApplication.clipboard().setText(BLOCK)
    page.sheets.paste()
    qtbot.mouseClick(page.sheets.panel.write, Qt.MouseButton.LeftButton)
    path = tmp_path / "hoạt động.xlsx"

    page.sheets.save_to(path, page.table.model.rows)

    qtbot.waitUntil(lambda: "Đã lưu 1 hoạt động vào hoạt động.xlsx." in status_line.said)
    assert any("Lớp hòa giải" in map(str, cells) for cells in read_block(path))
