"""The composition root: ready line, the lock's sentence, first run, sample and back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.data_folder import open_data_folder
from app.db.backup import list_backups
from app.errors import DataFileError
from app.paths import DataPaths
from app.ui.main_window import MainWindow
from app.ui.restore.window import RestoreWindow
from tests.ui.conftest import Door
from tests.ui.frame.support import folder_with_office


def ready(root: Path) -> dict[str, float]:
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")
    done = subprocess.run(
        [sys.executable, "-m", "app", "--data", str(root), "--exit-when-ready"],
        env=env,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    [line] = done.stdout.splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_window_says_when_it_is_ready(tmp_path: Path) -> None:
    folder_with_office(tmp_path / "dữ liệu").close()

    found = ready(tmp_path / "dữ liệu")

    assert set(found) == {"ready_ms", "rss_mb"}
    assert 0 < found["rss_mb"] < 250
    assert list_backups(DataPaths(tmp_path / "dữ liệu").backups) == []


def test_first_start_opens_the_questions(tmp_path: Path) -> None:
    assert ready(tmp_path / "mới")["ready_ms"] > 0


def test_second_window_is_refused_in_words(tmp_path: Path, qapp: object) -> None:
    folder = open_data_folder(tmp_path, actor="Mẫu")

    with pytest.raises(DataFileError, match="cửa sổ khác"):
        bootstrap.run_window(tmp_path, exit_when_ready=True)

    folder.close()


def test_damaged_data_can_be_put_right_from_the_window(
    tmp_path: Path, qapp: object, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_with_office(tmp_path)
    folder.backup_now()
    folder.close()
    database = DataPaths(tmp_path).database
    content = bytearray(database.read_bytes())
    content[4096:40960] = os.urandom(36864)
    database.write_bytes(content)
    door.answers = [bootstrap.RESTORE]
    opened: list[Path] = []

    def look_and_leave(session: bootstrap.Session, *, measure: bool) -> None:
        opened.append(tmp_path)
        session._close()

    monkeypatch.setattr(bootstrap.Session, "run", look_and_leave)

    assert bootstrap.run_window(tmp_path) == 0

    asked, told = door.shown
    assert "hỏng" in asked.text
    assert "Đã phục hồi" in told.text
    assert opened == [tmp_path]


def test_damaged_data_without_a_backup_stays_as_it_is(
    tmp_path: Path, qapp: object, door: Door
) -> None:
    folder_with_office(tmp_path).close()
    database = DataPaths(tmp_path).database
    database.write_bytes(b"hong" * 5000)

    assert bootstrap.run_window(tmp_path) == 1

    [told] = door.shown
    assert "Chưa có bản sao lưu" in told.text
    assert database.read_bytes() == b"hong" * 5000


def test_the_officer_goes_back_to_a_backup_and_the_book_opens_again(
    tmp_path: Path, qapp: QApplication, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with_office(tmp_path).close()
    done: list[str] = []

    def choose(window: RestoreWindow) -> int:
        # The data are closed: nobody holds them any more.
        open_data_folder(tmp_path, actor="Mẫu").close()
        done.append(f"{window.table.model.rowCount() > 0}")
        return 1

    def act() -> None:
        [window] = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
        done.append("open")
        if done.count("open") == 1:
            window.context.restore()
        else:
            window.close()

    monkeypatch.setattr(RestoreWindow, "exec", choose)
    monkeypatch.setattr(bootstrap, "when_ready", lambda _window, _work: None)
    timer = QTimer()
    timer.setInterval(50)
    timer.timeout.connect(act)
    timer.start()

    assert bootstrap.run_window(tmp_path) == 0

    timer.stop()
    # What is left of leaving must not end the loops of other tests.
    qapp.processEvents()
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()
    assert done == ["open", "True", "open"]
