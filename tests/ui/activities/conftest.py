"""A page of activities over a real data folder, in the middle of the Action Month of 2026."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.ui.activities.page import ActivitiesPage
from app.ui.context import UiContext
from app.ui.status import Status

TODAY = date(2026, 11, 21)


class StatusLine:
    """What the status line said, and the last way back it offered."""

    def __init__(self, status: Status) -> None:
        self.said: list[str] = []
        self.undo: Callable[[], None] = partial(pytest.fail, "nothing to take back")
        status.said.connect(self.said.append)
        status.undo_offered.connect(self._offer)

    def _offer(self, sentence: str, undo: Callable[[], None]) -> None:
        self.said.append(sentence)
        self.undo = undo


@pytest.fixture
def status_line(context: UiContext) -> StatusLine:
    return StatusLine(context.status)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, status_line: StatusLine) -> ActivitiesPage:
    page = ActivitiesPage(context)
    qtbot.addWidget(page)
    page.resize(1166, 680)
    with qtbot.waitExposed(page):
        page.show()
    return page
