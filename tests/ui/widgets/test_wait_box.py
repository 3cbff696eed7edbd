"""Work that is waited for: its end, its failure, and giving it up."""

import pytest
from pytestqt.qtbot import QtBot

from app.errors import AppError, ValidationError
from app.jobs import JobContext
from app.ui.context import UiContext
from app.ui.widgets.wait_box import WaitBox


def broken(_job: JobContext) -> str:
    raise RuntimeError("unforeseen")


def refused(_job: JobContext) -> str:
    raise ValidationError("Tệp trống.")


@pytest.fixture
def box(qtbot: QtBot, context: UiContext) -> WaitBox:
    made = WaitBox(context.jobs)
    qtbot.addWidget(made)
    return made


def test_a_refusal_is_told_and_nothing_is_waited_for(qtbot: QtBot, box: WaitBox) -> None:
    told: list[AppError] = []
    box.run("Đang đọc", refused, lambda _words: None, told.append)
    qtbot.waitUntil(lambda: not box.busy)
    assert [error.message for error in told] == ["Tệp trống."]


def test_nobody_is_left_waiting_by_an_unforeseen_error(qtbot: QtBot, box: WaitBox) -> None:
    told: list[AppError] = []
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(box.stopped):
        box.run("Đang đọc", broken, lambda _words: None, told.append)
    assert not box.busy
    assert told == []
    assert [kind for kind, _error, _trace in raised] == [RuntimeError]
