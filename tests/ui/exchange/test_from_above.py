"""What the office above sends: looked at part by part, taken over, its tasks laid beside ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.upper_tasks import Cover
from app.paths import DataPaths
from app.preferences import Preferences
from app.queries.duties import list_whole_year
from app.queries.upper_tasks import list_upper_tasks
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.exchange.receive_view import ReceiveView
from app.ui.job_runner import JobRunner
from app.ui.status import Status
from app.ui.summary.down_view import DownView
from app.ui.tasks.page import TasksPage
from app.workflows.parcels.given_items import Part
from tests.ui.conftest import Door
from tests.workflows.parcels.two_offices import (
    NOW,
    TODAY,
    Offices,
    ask_report,
    begin_both,
    make_plan,
    opened,
    plan_content,
)

#: Tasks of the plan from above.
TASKS = ("Tập huấn kỹ năng cho cán bộ xã", "Tổ chức đối thoại với phụ nữ")


@pytest.fixture
def offices(tmp_path: Path, _empty_file: Path) -> Iterator[Offices]:
    begin_both(tmp_path, _empty_file)
    with opened(tmp_path) as made:
        yield made


def surroundings(db: object, folder: Path) -> UiContext:
    paths = DataPaths(folder)
    for one in paths.folders():
        one.mkdir(exist_ok=True)
    return UiContext(
        db=db,  # type: ignore[arg-type]
        bus=ChangeBus(),
        jobs=JobRunner(),
        preferences=Preferences(paths.preferences),
        paths=paths,
        status=Status(),
        today=lambda: TODAY,
        now=lambda: NOW,
    )


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.width() > 0)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_down_and_taken_over(
    qtbot: QtBot, look: None, offices: Offices, door: Door, tmp_path: Path
) -> None:
    ask_report(offices.province)
    make_plan(offices.province, plan_content(*TASKS))
    above = surroundings(offices.province, tmp_path / "tinh")
    below = surroundings(offices.commune, tmp_path / "xa")
    stick = tmp_path / "USB"
    stick.mkdir()

    down = DownView(above)
    qtbot.addWidget(down)
    down.resize(1200, 700)
    down.show()
    down.form.show_values({"deadlines": True})
    plans = down.form.control("plan_id")
    plans.setCurrentIndex(1)  # type: ignore[union-attr]
    door.files.append(stick)
    click(qtbot, down.make)
    qtbot.waitUntil(lambda: bool(down.sent.model.rows))
    qtbot.waitUntil(lambda: not above.jobs.busy)
    [package] = stick.glob("*.bdg-goi")

    view = ReceiveView(below)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    view.receive([package])
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.batch)
    click(qtbot, view.batch.back)
    view.look_at(view.table.model.rows[0].id)
    assert view.stack.currentWidget() is view.given
    assert set(view.given.boxes) == {Part.DEADLINES, Part.PLAN}
    click(qtbot, view.given.take)
    assert not view.given.take.isEnabled()
    duties = offices.commune.read(list_whole_year, today=TODAY, year=2026)
    assert any(row.code == "report_year" and row.letter for row in duties)

    page = TasksPage(below)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    assert page.upper_button.text() == "Cấp trên giao (còn 2)"
    click(qtbot, page.upper_button)
    assert page.upper is not None
    click(qtbot, page.upper.not_ours)
    make_plan(offices.commune, plan_content("Việc khác"), issued=False)
    assert page.upper.table.choose(lambda row: row.text == TASKS[1])
    click(qtbot, page.upper.draft)
    covers = [row.cover for row in offices.commune.read(list_upper_tasks, 2026, TODAY)]
    assert covers == [None, Cover.NOT_OURS, Cover.COVERED]
    assert page.back()
    assert page.upper_button.text() == "Cấp trên giao"
    for context in (above, below):
        context.jobs.close()
