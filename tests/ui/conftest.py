"""A window's surroundings on a real data folder; message boxes and file dialogs are answered here.

Qt's own warnings fail a test, as Python's do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.db.database import Database
from app.paths import DataPaths
from app.preferences import Preferences
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.ui import feedback, theme
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.feedback import FileQuestion, Message
from app.ui.job_runner import JobRunner
from app.ui.status import Status
from app.workflows.catalogues import load_catalogues
from app.workflows.sample import make_sample

TODAY = date(2026, 11, 21)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of the window fails on a warning of Qt."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("plugin does not support", extend=True))


@dataclass
class Door:
    """What was asked, and what the officer will answer; the safe answer when nothing is set."""

    shown: list[Message] = field(default_factory=list)
    asked: list[FileQuestion] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    files: list[Path | None] = field(default_factory=list)

    def show(self, _parent: QWidget | None, message: Message) -> str:
        self.shown.append(message)
        return self.answers.pop(0) if self.answers else message.answers[-1]

    def ask_file(self, _parent: QWidget | None, question: FileQuestion) -> Path | None:
        self.asked.append(question)
        return self.files.pop(0) if self.files else None


@pytest.fixture(autouse=True)
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """No test ever waits behind a box."""
    answering = Door()
    monkeypatch.setattr(feedback.door, "show", answering.show)
    monkeypatch.setattr(feedback.door, "ask_file", answering.ask_file)
    return answering


@pytest.fixture
def look(qapp: QApplication) -> None:
    """The program's own look."""
    theme.apply(qapp, "light", "medium")


@pytest.fixture
def context(qtbot: QtBot, look: None, db: Database, tmp_path: Path) -> Iterator[UiContext]:
    """A window's surroundings with the shipped catalogues; today is 21/11/2026."""
    load_catalogues(db)
    paths = DataPaths(tmp_path)
    for folder in paths.folders():
        folder.mkdir(exist_ok=True)
    bus, jobs = ChangeBus(), JobRunner()
    db.announce_to(bus.announce)
    yield UiContext(
        db=db,
        bus=bus,
        jobs=jobs,
        preferences=Preferences(paths.preferences),
        paths=paths,
        status=Status(),
        today=lambda: TODAY,
    )
    jobs.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sample office, shared by the tests of a file."""
    return make_sample(tmp_path_factory.mktemp("mẫu") / "Cơ quan mẫu").folder


@pytest.fixture
def office(context: UiContext) -> SetUpOffice:
    """An office of a commune with two signers."""
    answers = SetUpOffice(
        level_code="xa",
        name="Mẫu",
        upper_unit="tỉnh Mẫu",
        receiving_office="Sở Nội vụ tỉnh Mẫu",
        drafting_office="Phòng Văn hóa - Xã hội",
        drafting_symbol="VHXH",
        place_name="Mẫu",
        signers=(
            SignerDraft(
                form_code="tm_ubnd_ct",
                lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
                name="Nguyễn Văn Mẫu",
            ),
            SignerDraft(
                form_code="tm_ubnd_kt_pct",
                lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
                name="Trần Thị Mẫu",
            ),
        ),
        recipients={"plan": ("Sở Nội vụ tỉnh Mẫu (để báo cáo)", "Lưu: VT, VHXH.")},
        addressees={"report": ("Sở Nội vụ tỉnh Mẫu",)},
    )
    context.db.write(set_up_office, answers)
    return answers
