"""A second window on data that are open elsewhere: a look that follows, and writes nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import DataFolder, open_data_folder
from app.errors import ValidationError
from app.lock import InUseError
from app.services.activities import ActivityDraft, record_activity
from app.ui import feedback, theme
from app.ui.activities.page import ActivitiesPage
from app.ui.editor.paper_page import PaperPage
from app.ui.main_window import MainWindow
from app.ui.start.second_start import ONLY_LOOK, wants_to_look
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan
from tests.ui.frame.support import context_of

DRAFT = ActivityDraft(kind_code="khac", title="Nói chuyện", starts_on=date(2026, 11, 3))


@pytest.fixture
def first(closed: Path) -> Iterator[DataFolder]:
    folder = open_data_folder(closed, actor="Nguyễn Văn Mẫu")
    yield folder
    folder.close()


@pytest.fixture
def looking(qtbot: QtBot, first: DataFolder) -> Iterator[MainWindow]:
    folder = open_data_folder(first.paths.root, actor="Trần Mẫu", read_only=True)
    context = context_of(folder)
    context.choose_year(2026)
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.only_look.stop()
    context.jobs.close()
    folder.close()


def files_of(root: Path) -> dict[str, tuple[int, int]]:
    kept = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".db-shm"]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in kept}


def test_the_second_start_is_told_since_when_and_may_look(first: DataFolder, door: Door) -> None:
    with pytest.raises(InUseError) as caught:
        open_data_folder(first.paths.root, actor="Trần Mẫu")
    assert not wants_to_look(caught.value)
    door.answers = [ONLY_LOOK]
    assert wants_to_look(caught.value)
    question = door.shown[-1]
    assert "(mở lúc " in question.text
    assert "Dữ liệu vẫn an toàn" in question.text
    assert question.answers == (ONLY_LOOK, feedback.LEAVE)


def test_it_shows_what_the_first_window_writes(first: DataFolder, looking: MainWindow) -> None:
    looking.navigate("activities")
    page = looking.page
    assert isinstance(page, ActivitiesPage)
    assert looking.only_look.isVisible()
    first.db.write(record_activity, DRAFT)
    looking.only_look.follow()
    assert [row.title for row in page._shown_rows()] == ["Nói chuyện"]
    # Nothing new: nothing is read again.
    told: list[object] = []
    looking.context.bus.committed.connect(told.append)
    looking.only_look.follow()
    assert told == []


def test_nothing_can_be_typed_or_written(first: DataFolder, looking: MainWindow) -> None:
    looking.navigate("activities", new=True)
    assert isinstance(looking.page, ActivitiesPage)
    assert not looking.page.card.form.isEnabled()
    verbs = [one.text() for one in looking.page.card.findChildren(QPushButton) if one.isVisible()]
    assert "Ghi lại" not in verbs
    with pytest.raises(ValidationError, match="chỉ để xem"):
        looking.context.db.write(record_activity, DRAFT)


def test_a_paper_is_read_like_an_issued_one(
    qtbot: QtBot, first: DataFolder, looking: MainWindow
) -> None:
    writer = context_of(first)
    paper_id = keep_plan(writer)
    page = PaperPage(looking.context)
    qtbot.addWidget(page)
    page.open_paper(paper_id)
    assert page.view.editor.isReadOnly()
    assert page.leave()
    writer.jobs.close()


def test_looking_and_leaving_changes_no_file(first: DataFolder, looking: MainWindow) -> None:
    before = files_of(first.paths.root)
    for page in ("home", "activities", "plans", "indicators", "reports", "settings"):
        looking.navigate(page)
    assert looking.close()
    assert files_of(first.paths.root) == before


def test_an_ordinary_window_has_no_such_strip(qtbot: QtBot, first: DataFolder) -> None:
    context = context_of(first)
    window = MainWindow(context)
    qtbot.addWidget(window)
    assert window.only_look.isHidden()
    context.jobs.close()


def test_the_program_started_twice_asks_and_looks(
    first: DataFolder, door: Door, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The look costs seconds where windows of other tests are still about.
    monkeypatch.setattr(theme, "apply", lambda *_look: None)
    root = first.paths.root
    before = files_of(root)
    assert bootstrap.run_window(root) == 0
    assert files_of(root) == before
    seen: list[bool] = []

    def leave() -> None:
        tops = [top for top in qapp.topLevelWidgets() if isinstance(top, MainWindow)]
        for top in tops:
            seen.append(top.only_look.isVisible() and top.context.db.read_only)
            top.close()
        if not tops:
            QTimer.singleShot(20, leave)

    door.answers = [ONLY_LOOK]
    QTimer.singleShot(20, leave)
    assert bootstrap.run_window(root) == 0
    assert seen[-1]
    assert files_of(root) == before
