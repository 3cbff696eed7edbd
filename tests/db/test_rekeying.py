"""A database under another key: the same rows, and no word of them on the disk."""

import secrets
from pathlib import Path

import pytest

from app.db.backup import contents_of, make_backup
from app.db.database import Database
from app.db.engine import connect_file
from app.db.rekeying import copy_with_key
from app.errors import DataFileError
from tests.db.test_database import add_duty

WORDS = "Đã gửi".encode()


def rows(path: Path, key: bytes | None) -> list[tuple[object, ...]]:
    connection = connect_file(path, key, read_only=True)
    try:
        tables = sorted(contents_of(connection).rows)
        return [
            (name, *row) for name in tables for row in connection.execute(f"SELECT * FROM {name}")
        ]
    finally:
        connection.close()


def test_there_and_back(db: Database, tmp_path: Path) -> None:
    db.write(add_duty)
    plain = make_backup(db.engine, tmp_path / "sao-luu", reason="mo")
    one, other = secrets.token_bytes(32), secrets.token_bytes(32)
    locked, again, back = tmp_path / "a.db", tmp_path / "b.db", tmp_path / "c.db"

    copy_with_key(plain, None, locked, one)
    copy_with_key(locked, one, again, other)
    copy_with_key(again, other, back, None)

    assert WORDS in plain.read_bytes()
    assert WORDS not in locked.read_bytes() + again.read_bytes()
    assert rows(plain, None) == rows(locked, one) == rows(again, other) == rows(back, None)


def test_what_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.db"
    source.write_bytes(b"x" * 9000)
    with pytest.raises(DataFileError):
        copy_with_key(source, None, tmp_path / "b.db", secrets.token_bytes(32))
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_no_folder_to_write_into(db: Database, tmp_path: Path) -> None:
    plain = make_backup(db.engine, tmp_path / "sao-luu", reason="mo")
    with pytest.raises(DataFileError):
        copy_with_key(plain, None, tmp_path / "khong-co" / "b.db", secrets.token_bytes(32))
