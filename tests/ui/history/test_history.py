"""What happened is read beside the page, in pages of the log, printed and saved."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.exports import ExportOf, ExportWay
from app.queries.change_log import LogFilter, newest_link
from app.queries.export_log import list_exports
from app.services.activities import ActivityDraft, delete_activity, record_activity
from app.services.office import SetUpOffice
from app.ui.activities.page import ActivitiesPage
from app.ui.context import UiContext
from app.ui.history.log_section import LogSection
from app.ui.history.window import HistoryWindow, show_office, show_record
from app.ui.indicators.desk import IndicatorsDesk
from app.ui.settings.page import SettingsPage
from app.workflows.exports import record_print
from tests.ui.conftest import Door

DAY = date(2026, 11, 20)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(1100, 640)
    with qtbot.waitExposed(widget):
        widget.show()


def texts(rows: Sequence[object], name: str) -> set[str]:
    return {str(getattr(row, name)) for row in rows}


def test_a_record_is_read_saved_and_the_saving_is_told(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, door: Door, tmp_path: Path
) -> None:
    activity = context.db.write(
        record_activity, ActivityDraft(kind_code="khac", title="Họp thôn", starts_on=DAY)
    )
    context.db.write(delete_activity, activity)
    page = ActivitiesPage(context)
    shown(qtbot, page)
    window = show_record(context, page, "activity", activity, "Họp thôn")

    assert [row.done for row in window.table.model.rows] == ["Cất vào thùng rác", "Ghi mới"]
    window.table.view.selectRow(1)
    assert "tên hoạt động: Họp thôn" in window.line.after.text()
    window.quiet.setChecked(True)
    assert len(window.table.model.rows) == 2

    for path, button in (
        (tmp_path / "ls.xlsx", window.excel),
        (tmp_path / "ls.pdf", window.pdf),
    ):
        door.files.append(path)
        button.click()
        qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: context.db.read(list_exports, LogFilter()).total == 2)
    link = context.db.read(newest_link)
    left = context.db.read(list_exports, LogFilter()).rows
    assert {row.way for row in left} == {ExportWay.EXCEL, ExportWay.PDF}
    assert texts(left, "title") == {"Lịch sử: Họp thôn"}
    assert link
    cells = [[cell.value for cell in row] for row in load_workbook(tmp_path / "ls.xlsx").active]
    assert any("Cất vào thùng rác" in row for row in cells)
    assert any("Mã nối" in str(row[0]) for row in cells)
    window.close()


def test_what_has_no_history_says_so(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> None:
    page = IndicatorsDesk(context)
    shown(qtbot, page)
    line = next(n for n, row in enumerate(page.model.rows) if row.indicator is not None)
    page.grid.stand_on(line, "total")
    page.side.history.click()
    (window,) = page.findChildren(HistoryWindow)
    assert not window.none.isHidden()
    assert window.table.isHidden()
    window.close()
    told = show_office(context, page)
    assert {"Cơ quan", "Người ký"} <= texts(told.table.model.rows, "kind")
    told.close()


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    button.click()


def test_the_log_turns_pages_and_narrows_and_what_left_is_a_list_of_its_own(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, door: Door, tmp_path: Path
) -> None:
    context.db.write(
        record_activity, ActivityDraft(kind_code="khac", title="Họp thôn", starts_on=DAY)
    )
    record_print(context.db, ExportOf("Lịch việc năm 2026"))
    page = SettingsPage(context)
    shown(qtbot, page)
    page.open({"section": "log"})
    section = page.section
    assert isinstance(section, LogSection)
    assert len(section.changes.model.rows) == 200
    assert not section.newer.isEnabled()
    first = section.changes.model.rows[0].id
    press(section.older)
    assert section.changes.model.rows[0].id < first
    press(section.newer)
    section.topic.show_value("activity")
    section.topic.activated.emit(section.topic.currentIndex())
    assert texts(section.changes.model.rows, "record") == {"Họp thôn"}
    section.last.setText("01/01/2020")
    section.last.editingFinished.emit()
    assert not section.changes.model.rows
    assert section.place.text().startswith("Dòng 0 - 0 trong 0")

    section.last.setText("")

    section.which.show_value("exports")
    section.which.activated.emit(1)
    assert texts(section.exports.model.rows, "title") == {"Lịch việc năm 2026"}
    path = tmp_path / "ra.xlsx"
    door.files.append(path)
    press(section.excel)
    qtbot.waitUntil(lambda: context.db.read(list_exports, LogFilter()).total == 2)
    cells = [[cell.value for cell in row] for row in load_workbook(path).active]
    assert any("In ra giấy" in row for row in cells)
