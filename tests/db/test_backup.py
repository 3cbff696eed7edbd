"""Backups: whole, checked, at most thirty, none half made; the way back keeps what was there."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.db.backup import KEEP, list_backups, make_backup, swap_in
from app.db.database import Database
from app.db.health import DamagedFileError, refuse_damaged
from app.errors import DataFileError
from tests.db.test_database import add_duty

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def duties(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM duty_done").fetchone()[0])
    finally:
        connection.close()


def test_a_backup_stands_alone_and_holds_the_last_commit(db: Database, tmp_path: Path) -> None:
    db.write(add_duty)
    backup = make_backup(db.engine, tmp_path / "sao-luu", reason="thoat", now=NOON)

    assert backup.name == "20261120-120000-thoat.db"
    assert duties(backup) == 1
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_the_newest_thirty_are_kept(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    for number in range(KEEP + 3):
        make_backup(db.engine, folder, reason="mo", now=NOON + timedelta(minutes=number))

    found = list_backups(folder)
    assert len(found) == KEEP
    assert found[0].made_at > found[-1].made_at
    assert found[-1].path.name == "20261120-120300-mo.db"


def test_foreign_files_in_the_folder_are_left_alone(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    (folder / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    (folder / "20269999-999999-sai.db").write_text("", encoding="utf-8")
    make_backup(db.engine, folder, reason="mo", now=NOON)

    assert len(list_backups(folder)) == 1
    assert len(list(folder.iterdir())) == 3


def test_a_backup_that_cannot_be_written_leaves_no_half_file(db: Database, tmp_path: Path) -> None:
    in_the_way = tmp_path / "sao-luu"
    in_the_way.write_text("một tệp", encoding="utf-8")

    with pytest.raises(DataFileError):
        make_backup(db.engine, in_the_way, reason="mo", now=NOON)

    assert in_the_way.read_text(encoding="utf-8") == "một tệp"
    assert not list(tmp_path.glob("*.part"))


def test_the_way_back_keeps_the_old_file_and_its_log_together(db: Database, tmp_path: Path) -> None:
    database = tmp_path / "so-binh-dang.db"
    backup = make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON)
    db.write(add_duty)
    db.close()
    log = database.with_name("so-binh-dang.db-wal")
    log.write_bytes(b"left behind by a power cut")

    kept = swap_in(backup, database, now=NOON)

    assert kept is not None
    assert duties(database) == 0
    assert not log.exists()
    kept.with_name(kept.name + "-wal").unlink()
    assert duties(kept) == 1


def test_a_whole_file_passes_and_a_missing_one_too(db: Database, tmp_path: Path) -> None:
    before = (tmp_path / "so-binh-dang.db").read_bytes()
    refuse_damaged(tmp_path / "so-binh-dang.db")
    refuse_damaged(tmp_path / "khong-co.db")
    assert (tmp_path / "so-binh-dang.db").read_bytes() == before


@pytest.mark.parametrize("damage", ["no database", "pages", "cut"])
def test_damage_is_found_without_touching_the_file(
    db: Database, tmp_path: Path, damage: str
) -> None:
    db.write(add_duty)
    db.close()
    path = tmp_path / "so-binh-dang.db"
    content = bytearray(path.read_bytes())
    if damage == "no database":
        content = bytearray("Kế hoạch năm 2026".encode() * 500)
    elif damage == "pages":
        content[4096 * 2 : 4096 * 8] = bytes(range(256)) * 96
    else:
        del content[len(content) // 2 :]
    path.write_bytes(content)

    with pytest.raises(DamagedFileError, match="bị hỏng"):
        refuse_damaged(path)

    assert path.read_bytes() == content


def test_a_restore_without_room_leaves_everything_as_it_was(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(db.engine, tmp_path / "sao-luu", reason="thoat", now=NOON)
    db.close()
    before = sorted(path.name for path in tmp_path.iterdir())

    def half(_source: Path, target: Path) -> None:
        target.write_bytes(b"SQLite")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.db.backup.shutil.copyfile", half)
    with pytest.raises(OSError, match="space"):
        swap_in(backup, tmp_path / "so-binh-dang.db")

    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_an_old_backup_held_open_does_not_spoil_the_new_one(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows: a virus scanner reads the oldest one just now."""
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    for number in range(KEEP):
        (folder / f"20250101-0000{number:02d}-mo.db").touch()
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".db":
            raise PermissionError(13, "used by another process", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    assert make_backup(db.engine, folder, reason="mo", now=NOON).exists()


def test_a_backup_that_came_out_damaged_is_not_kept(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.write(add_duty)
    whole = make_backup(db.engine, tmp_path / "mau", reason="mo", now=NOON).read_bytes()
    holes = whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2)
    monkeypatch.setattr("app.db.backup._copy", lambda _engine, beside: beside.write_bytes(holes))

    with pytest.raises(DataFileError):
        make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON)

    assert list((tmp_path / "sao-luu").iterdir()) == []
