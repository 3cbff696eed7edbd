"""What a window says and asks when it begins: the cut before, the place, the clock, a move."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import DataFolder, open_data_folder
from app.place import System
from app.queries.newest import newest_line
from app.queries.office import get_office
from app.ui.main_window import MainWindow
from app.ui.start.beginning import (
    CLOCK_RIGHT,
    CLOCK_WRONG,
    MOVE,
    STAY,
    Beginning,
    ask_place,
)
from app.ui.start.moving_window import move_here
from tests.ui.conftest import Door
from tests.ui.frame.support import TODAY, context_of


def on_stick(_place: PurePath) -> str:
    return "exfat"


HERE = System(
    platform="linux",
    settings={},
    home=Path("/srv/home/canbo"),
    temporary=Path("/nowhere"),
    drive_type=lambda _root: 0,
    file_system=on_stick,
)


@pytest.fixture
def folder(closed: Path) -> Iterator[DataFolder]:
    opened = open_data_folder(closed, actor="Nguyễn Văn Mẫu")
    yield opened
    opened.close()


@pytest.fixture
def show(qtbot: QtBot, folder: DataFolder) -> Iterator[Callable[..., MainWindow]]:
    """A window that begins on some day."""
    open_ones: list[tuple[MainWindow, Beginning]] = []

    def begin(today: date = TODAY) -> MainWindow:
        context = replace(context_of(folder), today=lambda: today)
        beginning = Beginning(context, mine=False)
        window = MainWindow(context)
        qtbot.addWidget(window)
        said: list[str] = []
        context.status.said.connect(said.append)
        beginning.show(window, lambda: None)
        window.setProperty("said", said)
        open_ones.append((window, beginning))
        return window

    yield begin
    for window, beginning in open_ones:
        beginning.end()
        window.context.jobs.close()


def words_of(window: MainWindow) -> list[str]:
    band = window.notices.band
    return [] if band.isHidden() else [band.words.text()]


def press(window: MainWindow, words: str) -> None:
    buttons = window.notices.findChildren(QPushButton)
    seen = [one for one in buttons if one.isVisibleTo(window.notices)]
    next(one for one in seen if one.text() == words).click()


def test_a_run_that_was_cut_off_is_told_in_one_line(
    folder: DataFolder, show: Callable[..., MainWindow]
) -> None:
    (folder.paths.logs / "dang-chay.txt").write_text(
        "2026-11-20T08:15:00+07:00\n", encoding="ascii"
    )
    [said] = show().property("said")
    assert said.startswith("Lần trước chương trình không được đóng đúng cách (mất điện")
    assert said.endswith("): dữ liệu nguyên vẹn.")
    assert (folder.paths.logs / "dang-chay.txt").exists()


def test_a_clock_set_back_is_asked_about_and_an_answer_is_remembered(
    show: Callable[..., MainWindow], door: Door
) -> None:
    window = show(date(2020, 1, 3))
    [words] = words_of(window)
    assert "ngày 03/01/2020" in words
    press(window, CLOCK_WRONG)
    assert "chỉnh ngày giờ" in door.shown[-1].text
    # Nothing is blocked, and the next start asks again until it is right.
    assert window.context.db.read(get_office) is not None
    window = show(date(2020, 1, 3))
    press(window, CLOCK_RIGHT)
    assert words_of(show(date(2020, 1, 3))) == []


def test_a_right_clock_and_an_ordinary_end_say_nothing(
    folder: DataFolder, show: Callable[..., MainWindow]
) -> None:
    window = show(made_day(folder))
    assert (words_of(window), window.property("said")) == ([], [])


def made_day(folder: DataFolder) -> date:
    moment = folder.db.read(newest_line)
    assert moment is not None
    return moment.astimezone().date()


def test_a_stick_is_warned_of_once(show: Callable[..., MainWindow], folder: DataFolder) -> None:
    window, wanted = show(made_day(folder)), []
    ask_place(window.notices, window.context, HERE, lambda: wanted.append("move"))
    [words] = words_of(window)
    assert "FAT" in words
    assert "bản ở chỗ cũ vẫn được giữ" in words
    press(window, MOVE)
    assert wanted == ["move"]
    ask_place(window.notices, window.context, HERE, lambda: None)
    press(window, STAY)
    ask_place(window.notices, window.context, HERE, lambda: None)
    assert words_of(window) == []


def test_questions_come_one_after_the_other(show: Callable[..., MainWindow]) -> None:
    window, done = show(date(2020, 1, 3)), []
    window.notices.ask("info", "Câu thứ hai", ("Biết rồi", lambda: done.append("hai")))
    assert "03/01/2020" in words_of(window)[0]
    press(window, CLOCK_RIGHT)
    assert words_of(window) == ["Câu thứ hai"]
    press(window, "Biết rồi")
    assert (words_of(window), done) == ([], ["hai"])


def test_nothing_is_asked_before_typed_words_are_decided_on(
    show: Callable[..., MainWindow],
) -> None:
    window = show(date(2020, 1, 3))
    window.left_typing.tell("undo", "Lần trước …", ("Để sau", window.left_typing.hide))
    assert window.notices.isHidden()
    window.left_typing.hide()
    assert not window.notices.isHidden()


def test_the_folder_is_moved_while_the_officer_watches(
    tmp_path: Path, qapp: QApplication, door: Door, closed: Path
) -> None:
    root, target = closed, tmp_path / "máy này"
    assert move_here(root, target) == root
    door.answers = ["Chuyển"]
    assert move_here(root, target) == target
    assert "Bản cũ vẫn còn ở" in door.shown[-1].text
    again = open_data_folder(target, actor="Mẫu")
    assert again.db.read(get_office) is not None
    again.close()


def test_a_folder_that_is_open_elsewhere_stays(
    tmp_path: Path, qapp: QApplication, door: Door, folder: DataFolder
) -> None:
    door.answers = ["Chuyển"]
    assert move_here(folder.paths.root, tmp_path / "máy này") == folder.paths.root
    assert "cửa sổ khác" in door.shown[-1].text


def test_the_program_moves_and_goes_on_in_the_new_place(
    tmp_path: Path,
    qapp: QApplication,
    door: Door,
    closed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, target = closed, tmp_path / "máy này" / "SoBinhDang"
    monkeypatch.setenv("BDG_DATA", str(target))
    monkeypatch.setattr("app.ui.start.beginning.this_system", lambda: HERE)
    door.answers = ["Chuyển", "Đã hiểu"]
    seen: list[Path] = []

    def work() -> None:
        tops = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
        shown = [one for one in tops if one.isVisible() and one.context.paths.root not in seen]
        for window in shown:
            seen.append(window.context.paths.root)
            if len(seen) == 1:
                press(window, MOVE)
            else:
                window.close()
        if len(seen) < 2:
            QTimer.singleShot(20, work)

    QTimer.singleShot(20, work)
    assert bootstrap.run_window(root) == 0
    assert seen == [root, target]
    # A shortcut that still names the old place leads to the new one.
    assert (root / "da-chuyen.txt").exists()
    assert not (root / "so-binh-dang.db").exists()
