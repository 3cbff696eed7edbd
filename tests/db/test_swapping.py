"""The swap of the data file: killed anywhere it leaves the old or the new, never a mix."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.db import swapping
from app.db.swapping import copy_beside, finish_swap, set_aside, swap_in

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def written(path: Path, words: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS note (words)")
    connection.execute("INSERT INTO note VALUES (?)", (words,))
    connection.commit()
    # As after a power cut: the log stays beside the file.
    log = path.with_name(path.name + "-wal").read_bytes()
    main = path.read_bytes()
    connection.close()
    path.write_bytes(main)
    path.with_name(path.name + "-wal").write_bytes(log)


def words_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT words FROM note")]
    finally:
        connection.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "so-binh-dang.db"
    written(path, "cũ")
    return path


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "mới.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE note (words)")
    connection.execute("INSERT INTO note VALUES ('mới')")
    connection.commit()
    connection.close()
    return path


def test_the_old_file_and_its_log_are_kept_together(database: Path, backup: Path) -> None:
    kept = set_aside(database, NOON)
    swap_in(copy_beside(backup, database), database)

    assert kept is not None
    assert words_in(database) == ["mới"]
    assert words_in(kept) == ["cũ"]


def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was done before the kill, the next start shows the one or the other, whole."""
    seen = set()
    for at in range(1, 40):
        room = tmp_path / str(at)
        room.mkdir()
        database, backup = room / "so-binh-dang.db", room / "mới.db"
        written(database, "cũ")
        written(backup, "mới")
        words_in(backup)
        ended = _swap_until(at, database, backup, monkeypatch)
        finish_swap(database)
        seen.add(tuple(words_in(database)))
        if ended:
            break
    assert ended
    assert at > 6
    assert seen == {("cũ",), ("mới",)}


class _Killed(BaseException):
    pass


def _swap_until(at: int, database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    steps = 0

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def one(*arguments: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == at:
                raise _Killed
            return work(*arguments, **named)

        return one

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, counted(getattr(Path, name)))
        patch.setattr(swapping.os, "link", counted(swapping.os.link))
        patch.setattr(swapping, "sync_folder", counted(swapping.sync_folder))
        patch.setattr(swapping, "_sync", counted(swapping._sync))
        try:
            beside = copy_beside(backup, database)
            set_aside(database, NOON)
            swap_in(beside, database)
        except _Killed:
            return False
    return True


def test_without_room_everything_is_as_it_was(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in database.parent.iterdir())

    def half(_source: Path, target: Path) -> None:
        target.write_bytes(b"SQLite")
        raise OSError(28, "No space left on device")

    def no_links(_old: Path, _new: Path) -> None:
        raise OSError(1, "no second names here")

    monkeypatch.setattr(swapping.shutil, "copyfile", half)
    monkeypatch.setattr(swapping.os, "link", no_links)
    with pytest.raises(OSError, match="space"):
        copy_beside(backup, database)
    with pytest.raises(OSError, match="space"):
        set_aside(database, NOON)

    assert sorted(path.name for path in database.parent.iterdir()) == before


def test_sticks_without_second_names_keep_a_copy(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_old: Path, _new: Path) -> None:
        raise OSError(1, "no second names here")

    monkeypatch.setattr(swapping.os, "link", no_links)
    kept = set_aside(database, NOON)
    assert kept is not None
    assert words_in(kept) == ["cũ"]


def test_nothing_to_keep_and_nothing_to_finish(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "so-binh-dang.db", NOON) is None
    assert not finish_swap(tmp_path / "so-binh-dang.db")
