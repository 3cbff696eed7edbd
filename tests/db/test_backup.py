"""Backups: whole, compared with the data, none half made, as many as the rule keeps."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.db import backup as backup_module
from app.db.backup import backup_unless_recent, is_whole, list_backups, make_backup
from app.db.database import Database
from app.db.health import DamagedFileError, refuse_damaged
from app.db.manifest import hash_of_file, manifest_path, read_manifest
from app.db.migrate import HEAD
from app.db.rotation import NEWEST
from app.errors import CancelledError, DataFileError
from app.jobs import JobContext
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
    assert set(backup.parent.iterdir()) == {backup, manifest_path(backup)}


def test_the_rule_lets_the_oldest_of_a_day_go(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    for number in range(NEWEST + 2):
        make_backup(db.engine, folder, reason="mo", now=NOON + timedelta(minutes=number))

    found = list_backups(folder)
    assert len(found) == NEWEST
    assert found[-1].path.name == "20261120-120200-mo.db"
    assert len(list(folder.iterdir())) == 2 * NEWEST


def test_the_list_tells_what_the_copy_holds(db: Database, tmp_path: Path) -> None:
    db.write(add_duty)
    backup = make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON)

    manifest = read_manifest(backup)
    assert manifest is not None
    assert (manifest.made_at, manifest.reason, manifest.schema) == (NOON, "mo", HEAD)
    assert manifest.rows["duty_done"] == 1
    assert manifest.sha256 == hash_of_file(backup)
    assert is_whole(backup)
    backup.write_bytes(backup.read_bytes()[:-1])
    assert not is_whole(backup)


def test_a_copy_of_other_rows_is_not_kept(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a disk gives back an older page."""
    empty = make_backup(db.engine, tmp_path / "mau", reason="mo", now=NOON).read_bytes()
    db.write(add_duty)
    copy = backup_module._copy

    def older(engine: Engine, beside: Path, job: JobContext) -> object:
        contents = copy(engine, beside, job)
        beside.write_bytes(empty)
        return contents

    monkeypatch.setattr(backup_module, "_copy", older)
    with pytest.raises(DataFileError, match="bị hỏng"):
        make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON)
    assert list((tmp_path / "sao-luu").iterdir()) == []


def test_what_is_written_during_a_backup_is_in_the_next(db: Database, tmp_path: Path) -> None:
    class Writing(JobContext):
        def step(self, done: int, total: int, text: str = "") -> None:
            db.write(add_duty, f"lan_{done}")

    first = make_backup(db.engine, tmp_path, reason="mo", now=NOON, job=Writing())
    second = make_backup(db.engine, tmp_path, reason="thoat", now=NOON)
    assert duties(first) == 0
    assert duties(second) > 0


def test_a_stopped_backup_leaves_nothing(db: Database, tmp_path: Path) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON, job=job)
    assert list((tmp_path / "sao-luu").iterdir()) == []


def test_one_for_the_same_reason_in_ten_minutes(db: Database, tmp_path: Path) -> None:
    def made(minutes: float, reason: str = "truoc-nhap") -> Path:
        now = NOON + timedelta(minutes=minutes)
        return backup_unless_recent(db.engine, tmp_path / "sao-luu", reason=reason, now=now)

    first = made(0)
    assert made(9) == first
    assert made(9, "nhan-goi") != first
    later = made(10)
    assert later != first
    later.write_bytes(b"")
    assert made(11) not in (first, later)


def test_foreign_files_in_the_folder_are_left_alone(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    (folder / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    (folder / "20269999-999999-sai.db").write_text("", encoding="utf-8")
    make_backup(db.engine, folder, reason="mo", now=NOON)

    assert len(list_backups(folder)) == 1
    assert len(list(folder.iterdir())) == 4


def test_a_backup_that_cannot_be_written_leaves_no_half_file(db: Database, tmp_path: Path) -> None:
    in_the_way = tmp_path / "sao-luu"
    in_the_way.write_text("một tệp", encoding="utf-8")

    with pytest.raises(DataFileError):
        make_backup(db.engine, in_the_way, reason="mo", now=NOON)

    assert in_the_way.read_text(encoding="utf-8") == "một tệp"
    assert not list(tmp_path.glob("*.part"))


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


def test_an_old_backup_held_open_does_not_spoil_the_new_one(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows: a virus scanner reads the oldest one just now."""
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    for number in range(NEWEST + 5):
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
    copy = backup_module._copy

    def broken(engine: Engine, beside: Path, job: JobContext) -> object:
        contents = copy(engine, beside, job)
        beside.write_bytes(holes)
        return contents

    monkeypatch.setattr(backup_module, "_copy", broken)

    with pytest.raises(DataFileError):
        make_backup(db.engine, tmp_path / "sao-luu", reason="mo", now=NOON)

    assert list((tmp_path / "sao-luu").iterdir()) == []
