"""Tasks of the sample office's year: marked done in one place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.papers import TaskState
from app.queries.tasks import list_tasks
from app.ui.tasks.page import TasksPage
from tests.ui.sample_desk import sample_desk

TODAY = date(2026, 12, 3)


@pytest.fixture
def page(qtbot: QtBot, sample: Path) -> Iterator[TasksPage]:
    with sample_desk(sample, TODAY) as context:
        page = TasksPage(context)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        yield page


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
