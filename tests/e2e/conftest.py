"""The officer, the boxes that were shown, and a start of the whole program under a script."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.ui import feedback
from app.ui.feedback import Message
from tests.e2e.officer import Officer


@dataclass
class Desk:
    """Everything around the window: the calendar, the boxes shown, the answers to file dialogs."""

    today: date
    boxes: list[Message] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def show(self, _parent: QWidget | None, message: Message) -> str:
        self.boxes.append(message)
        return message.answers[-1]

    def answer_dialog(self, *_question: object) -> tuple[str, str]:
        return (self.answer_folder(), "")

    def answer_folder(self, *_question: object) -> str:
        return str(self.files.pop(0)) if self.files else ""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The calendar stands at 15/01/2027; only the native file dialogs are answered for."""
    made = Desk(today=date(2027, 1, 15))
    monkeypatch.setattr(feedback.door, "show", made.show)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", made.answer_dialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", made.answer_dialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", made.answer_folder)
    monkeypatch.setattr(bootstrap, "_today", lambda: made.today)
    return made


@pytest.fixture
def officer(qtbot: QtBot, qapp: QApplication) -> Officer:
    """Who clicks and types."""
    return Officer(qtbot)


def run_with(root: Path, script: Callable[[], None]) -> int:
    """Start the program as its command does and let the script use it until it closes it.

    Raises:
        BaseException: whatever the script raised; the windows are closed then.
    """
    wrong: list[BaseException] = []

    def play() -> None:
        try:
            script()
        except BaseException as error:  # noqa: BLE001 - raised again below, outside Qt
            wrong.append(error)
            QApplication.exit(3)

    QTimer.singleShot(0, play)
    status = bootstrap.run_window(root, actor="Nguyễn Văn Mẫu")
    if wrong:
        raise wrong[0]
    return status
