"""Tasks of the sample office's year: marked done in one place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.data_folder import open_data_folder
from app.domain.papers import TaskState
from app.preferences import Preferences
from app.queries.tasks import list_tasks
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.job_runner import JobRunner
from app.ui.status import Status
from app.ui.tasks.page import TasksPage
from app.workflows.sample import make_sample

TODAY = date(2026, 12, 3)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("mẫu") / "Cơ quan mẫu").folder


@pytest.fixture
def page(qtbot: QtBot, sample: Path) -> Iterator[TasksPage]:
    folder = open_data_folder(sample, actor="Nguyễn Văn Mẫu", lock=False)
    bus, jobs = ChangeBus(), JobRunner()
    folder.db.announce_to(bus.announce)
    context = UiContext(
        db=folder.db,
        bus=bus,
        jobs=jobs,
        preferences=Preferences(sample / "tuy-chon.json"),
        paths=folder.paths,
        status=Status(),
        today=lambda: TODAY,
    )
    page = TasksPage(context)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    jobs.close()
    folder.close()


def test_a_task_is_marked_done_with_a_note_and_taken_back(qtbot: QtBot, page: TasksPage) -> None:
    wanted = next(row for row in page.table.model.rows if row.state is TaskState.PLANNED)
    ways_back = []
    page.context.status.undo_offered.connect(lambda _text, undo: ways_back.append(undo))
    assert page.go_to(wanted.task_key)

    page.card.buttons[TaskState.DONE].click()
    page.card.note.setFocus()
    page.card.note.setPlainText("Đã phối hợp với Hội Liên hiệp Phụ nữ")
    page.leave()

    def stored() -> tuple[TaskState, str]:
        rows = page.context.db.read(list_tasks, today=TODAY, year=2026)
        row = next(row for row in rows if row.task_key == wanted.task_key)
        return row.state, row.note

    qtbot.waitUntil(lambda: stored()[1] != "")
    assert stored() == (TaskState.DONE, "Đã phối hợp với Hội Liên hiệp Phụ nữ")
    for undo in reversed(ways_back):
        undo()
    assert stored() == (TaskState.PLANNED, "")


def test_the_line_under_the_title_counts(page: TasksPage) -> None:
    assert page.state.text().startswith(f"{len(page.table.model.rows)} nhiệm vụ · ")
    assert "trễ hạn" in page.state.text()


def test_activities_of_a_task_are_asked_for(qtbot: QtBot, page: TasksPage) -> None:
    wanted = next(row for row in page.table.model.rows if row.activity_count)
    page.go_to(wanted.task_key)

    with qtbot.waitSignal(page.card.activities_requested) as asked:
        qtbot.mouseClick(page.card.activities, Qt.MouseButton.LeftButton)
    assert asked.args[0].task_key == wanted.task_key
