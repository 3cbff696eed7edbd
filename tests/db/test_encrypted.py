"""A database that only its key opens: the same door, the same failures, nothing to be read."""

import logging
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.db.backup import make_backup
from app.db.database import Database
from app.db.engine import connect_file, file_errors, key_of, make_engine
from app.db.health import DamagedFileError, refuse_damaged
from app.db.migrate import HEAD, current_revision, upgrade
from app.errors import DataFileError
from app.models import DutyDone
from app.vault.crypt import new_key

KEY = new_key()
NOTE = "Nguyễn Thị Mẫu đã gửi"


def add_duty(session: Session) -> None:
    session.add(DutyDone(id=uuid4(), year=2026, code="x", done_on=date(2026, 11, 20), note=NOTE))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DutyDone)) or 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "so-binh-dang.db"
    upgrade(path, tmp_path / "sao-luu", KEY)
    db = Database(make_engine(path, key=KEY), "Trần Văn Mẫu")
    db.write(add_duty)
    db.close()
    return path


def test_nothing_of_it_can_be_read_without_the_key(path: Path) -> None:
    for file in path.parent.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"SQLite" not in content
            assert NOTE.encode() not in content
            assert KEY not in content
    for key in (None, new_key()):
        with pytest.raises(DamagedFileError):
            refuse_damaged(path, key)


def test_with_the_key_it_opens_as_ever(path: Path, tmp_path: Path) -> None:
    refuse_damaged(path, KEY)
    assert not upgrade(path, tmp_path / "sao-luu", KEY)
    engine = make_engine(path, key=KEY)
    with engine.connect() as connection:
        assert current_revision(connection) == HEAD
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    assert Database(engine, "").read(count) == 1
    engine.dispose()


def test_a_look_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    engine = make_engine(path, key=KEY, read_only=True)
    assert Database(engine, "").read(count) == 1
    with pytest.raises(DataFileError, match="chỉ cho đọc"):
        Database(engine, "").write(add_duty)
    engine.dispose()
    assert path.read_bytes() == before


def test_neither_errors_nor_engines_tell_the_key(
    path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    engine = make_engine(path, key=KEY)
    with engine.connect() as connection:
        told = f"{engine!r} {vars(engine)} {engine.dialect!r} {engine.pool!r} {engine.url}"
        with pytest.raises(Exception, match="no such table") as failure:
            connection.execute(text("SELECT * FROM khong_co"))
    with pytest.raises(file_errors()) as wrong:
        connect_file(path, new_key()).execute("SELECT * FROM duty_done")
    shown = (
        told + repr(failure.value) + repr(wrong.value) + caplog.text + "".join(capfd.readouterr())
    )
    assert KEY.hex() not in shown.lower()
    assert str(KEY) not in shown
    assert "ERROR CORE" not in shown
    assert key_of(engine) == KEY
    assert key_of(make_engine(path)) is None
    engine.dispose()


def test_a_key_of_another_length_is_never_taken_for_a_passphrase(path: Path) -> None:
    with pytest.raises(ValueError, match="key"):
        connect_file(path, b"short")


def test_damage_is_told_as_for_a_plain_file(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at + 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DamagedFileError, match="không sửa gì"):
        refuse_damaged(path, KEY)
    db = Database(make_engine(path, key=KEY), "")
    with pytest.raises(DataFileError, match="bị hỏng"):
        db.read(count)
    db.close()


def test_its_backup_is_encrypted_with_the_same_key(path: Path, tmp_path: Path) -> None:
    engine = make_engine(path, key=KEY)
    made = make_backup(engine, tmp_path / "sao-luu", reason="thu")
    engine.dispose()
    assert b"SQLite" not in made.read_bytes()
    refuse_damaged(made, KEY)
    copy = make_engine(made, key=KEY, read_only=True)
    assert Database(copy, "").read(count) == 1
    copy.dispose()
    with pytest.raises(DamagedFileError):
        refuse_damaged(made)
