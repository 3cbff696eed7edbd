"""What every screen stands on: news, jobs, messages, preferences, colours, tables."""

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.topics import Topic
from app.errors import DataFileError, ValidationError
from app.jobs import JobContext
from app.preferences import Choices, Preferences
from app.ui import feedback, theme
from app.ui.backups import last_backup_words
from app.ui.change_bus import ChangeBus
from app.ui.context import UiContext
from app.ui.job_runner import JobRunner
from app.ui.page import Page
from app.ui.row_table import RowTable
from app.ui.table_model import ROW_ROLE, Column, RowTableModel
from tests.ui.conftest import Door

TOPICS = frozenset({Topic.PAPER})


def test_news_from_another_thread_arrive_on_the_windows_thread(qtbot: QtBot) -> None:
    bus, heard = ChangeBus(), []
    bus.committed.connect(lambda topics: heard.append((topics, threading.current_thread().name)))
    with qtbot.waitSignal(bus.committed):
        other = threading.Thread(target=bus.announce, args=(TOPICS,))
        other.start()
    other.join()
    bus.announce(TOPICS)
    assert heard == [(TOPICS, "MainThread")] * 2


def test_a_job_reports_and_delivers_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs, owner, news = JobRunner(), QObject(), []

    def work(job: JobContext) -> str:
        job.step(1, 2, "nửa đường")
        return threading.current_thread().name

    jobs.progressed.connect(lambda *step: news.append(step))
    with qtbot.waitSignal(jobs.ended):
        jobs.start(owner, work, on_success=news.append, name="Thử")
    qtbot.waitUntil(lambda: len(news) == 3)
    assert news[:2] == [("Thử", 0, 0, ""), ("Thử", 1, 2, "nửa đường")]
    assert news[2].startswith("job")
    jobs.close()


def test_a_failed_job_says_so_and_a_stopped_one_is_silent(qtbot: QtBot) -> None:
    jobs, owner, errors = JobRunner(), QObject(), []
    begun, go_on = threading.Event(), threading.Event()

    def fail(_job: JobContext) -> None:
        raise DataFileError("Ổ đĩa đầy.")

    def wait(job: JobContext) -> None:
        begun.set()
        go_on.wait(60)
        job.step(1, 1)

    with qtbot.waitSignal(jobs.ended):
        jobs.start(owner, fail, on_failure=errors.append)
    with qtbot.waitSignal(jobs.ended):
        stopped = jobs.start(owner, wait, on_failure=errors.append)
        assert begun.wait(60)
        stopped.cancel()
        go_on.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert [str(error) for error in errors] == ["Ổ đĩa đầy."]
    jobs.close()


def test_nobody_is_told_when_the_owner_is_gone(qtbot: QtBot) -> None:
    from shiboken6 import delete

    jobs, owner, told = JobRunner(), QObject(), []
    go_on = threading.Event()
    with qtbot.waitSignal(jobs.ended):
        jobs.start(owner, lambda _job: go_on.wait(60), on_success=told.append)
        delete(owner)
        go_on.set()
    jobs.close()
    assert told == []


def test_an_expected_failure_is_shown_and_a_fault_is_not_hidden(door: Door) -> None:
    feedback.show_error(None, ValidationError("Hãy ghi tên.", detail="x"))
    [message] = door.shown
    assert (message.text, message.detail) == ("Hãy ghi tên.", "x")
    with pytest.raises(KeyError):
        feedback.show_error(None, KeyError("y"))


def test_the_ladder_of_saving(door: Door, tmp_path: Path) -> None:
    tried: list[str] = []

    def write(path: Path) -> None:
        tried.append(path.name)
        if path.name == "a.pdf":
            raise DataFileError("Tệp a.pdf đang mở trong Word.")

    door.answers += [feedback.RETRY, feedback.OTHER_NAME]
    door.files.append(tmp_path / "b")
    found = feedback.save_ladder(None, tmp_path / "a.pdf", write, "Văn bản PDF (*.pdf)")
    assert tried == ["a.pdf", "a.pdf", "b.pdf"]
    assert found == tmp_path / "b.pdf"

    assert feedback.save_ladder(None, tmp_path / "a.pdf", write) is None


def test_preferences_survive_and_a_broken_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "tuy-chon.json"
    Preferences(path).change(text_size="large", year=2027, columns={"x": (1, 2)})
    again = Preferences(path).choices
    assert (again.text_size, again.year, again.columns) == ("large", 2027, {"x": (1, 2)})

    path.write_text('{"text_size": "giant", "year": "x", "theme": 3}', encoding="utf-8")
    assert Preferences(path).choices == Choices()
    path.write_bytes(b"\xff\x00")
    assert Preferences(path).choices == Choices()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", theme.THEMES)
def test_words_stand_out_from_every_ground(name: str) -> None:
    look = theme.THEMES[name]
    pairs = [
        (ink, ground)
        for ink in (
            look.text,
            look.quiet,
            look.primary,
            look.accent,
            look.good,
            look.warn,
            look.bad,
        )
        for ground in (look.surface, look.raised)
    ]
    pairs += [(look.on_primary, look.primary), (look.text, look.band), (look.text, look.done)]
    for ink, ground in pairs:
        high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


@dataclass(frozen=True)
class Thing:
    name: str
    count: int


THINGS = (
    Column[Thing]("Tên", lambda row: row.name),
    Column[Thing]("Số", lambda row: str(row.count), lambda row: row.count, number=True),
)


def test_a_table_sorts_by_meaning_and_reads_aloud(look: None) -> None:
    model: RowTableModel[Thing] = RowTableModel(THINGS)
    model.set_rows([Thing("a", 10), Thing("b", 9)])
    current = model.index(0, 1)
    model.sort(1)
    assert [row.count for row in model.rows] == [9, 10]
    assert current.data(ROW_ROLE) != Thing("a", 10) or current.row() == 1
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Dòng 1, Số: 9"


def test_columns_fit_their_rows_and_keep_what_was_dragged(
    qtbot: QtBot, look: None, tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "tuy-chon.json")
    table: RowTable[Thing] = RowTable(THINGS, "Các thứ")
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show_rows([Thing("a", 1_000_000_000), Thing("b", 2)])
    with qtbot.waitExposed(table):
        table.show()
    assert table.view.columnWidth(1) >= table.fontMetrics().horizontalAdvance("1000000000")
    filled = table.view.columnWidth(0) + table.view.columnWidth(1)
    assert filled == table.view.viewport().width()

    preferences.remember_columns("things", (222, 111))
    again: RowTable[Thing] = RowTable(THINGS, "Các thứ")
    qtbot.addWidget(again)
    again.remember(preferences, "things")
    again.show_rows([Thing("a", 1_000_000_000)])
    assert again.view.columnWidth(1) == 111


def test_the_filter_finds_without_diacritics_and_copies_for_excel(qtbot: QtBot, look: None) -> None:
    table: RowTable[Thing] = RowTable(THINGS, "Các thứ")
    qtbot.addWidget(table)
    table.show_rows([Thing("Hội Phụ nữ", 1), Thing("Trạm Y tế", 2)])
    table.filter.setText("phu nu")
    qtbot.waitUntil(lambda: len(table.model.rows) == 1)
    table.copy()
    assert QGuiApplication.clipboard().text() == "Tên\tSố\nHội Phụ nữ\t1"


def test_a_hidden_page_reads_again_when_shown(qtbot: QtBot, context: UiContext) -> None:
    class Counting(Page):
        topics = frozenset({Topic.PAPER})
        count = 0

        def refresh(self) -> None:
            self.count += 1

    page = Counting(context)
    qtbot.addWidget(page)
    context.bus.announce(TOPICS)
    context.bus.announce(frozenset({Topic.OFFICE}))
    assert page.count == 0
    with qtbot.waitExposed(page):
        page.show()
    assert page.count == 1
    context.bus.announce(TOPICS)
    assert page.count == 2
    context.choose_year(2027)
    assert (page.count, context.year) == (3, 2027)


def test_the_foot_says_when_the_last_backup_was(context: UiContext) -> None:
    assert last_backup_words(context) == "Chưa có bản sao lưu nào · USB: chưa lần nào"
