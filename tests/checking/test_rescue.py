"""Damaged data files: opened and told, rescued with a report, or refused with the way back."""

import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy.orm import Session

from app.checking.check import CheckReport, check_data
from app.checking.rescue import rescue, take_rescued
from app.checking.rescued import Rescued
from app.data_folder import open_data_folder
from app.db.backup import make_backup
from app.db.chain import keep_anchor
from app.db.database import Database
from app.db.engine import make_engine
from app.db.health import DamagedFileError, refuse_damaged
from app.db.migrate import upgrade
from app.domain.text import fold
from app.errors import DataFileError
from app.jobs import JobContext
from app.models import Activity, Base
from app.paths import DataPaths
from app.restoring import restore_data_folder
from app.vault.files import FileVault
from tests.checking.damage import KINDS, damage
from tests.checking.filled import fill

NOW: Final = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
#: Damaged files of a long run, of each kind; one of each kind in every test.
EACH: Final = 25
Rows = dict[str, Counter[tuple[Any, ...]]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All of them under ``dev.py stress``."""
    if "seed" in metafunc.fixturenames:
        count = EACH if os.environ.get("BDG_STRESS") else 1
        wanted = [(kind, seed) for kind in KINDS for seed in range(count)]
        metafunc.parametrize(("kind", "seed"), wanted)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, _empty_file: Path) -> Path:
    """A closed folder with rows in every table, a backup and an anchor."""
    paths = DataPaths(tmp_path_factory.mktemp("cứu"))
    for folder in paths.folders():
        folder.mkdir(exist_ok=True)
    shutil.copy(_empty_file, paths.database)
    db = Database(make_engine(paths.database), "Nguyễn Văn Mẫu")
    fill(db, paths)
    db.write(many)
    make_backup(db.engine, paths.backups, reason="mo", now=NOW)
    keep_anchor(db.engine, paths.logs)
    db.close()
    return paths.root


def many(session: Session) -> None:
    """Rows enough for tables of several levels of pages."""
    for number in range(300):
        words = f"Tuyên truyền ở thôn {number} về bình đẳng giới. " * 8
        day = date(2026, 1 + number % 12, 5)
        session.add(
            Activity(
                kind_code="tap_huan",
                title=words,
                starts_on=day,
                ends_on=day,
                search=fold(f"{words} "),
            )
        )
    session.flush()


@pytest.fixture
def paths(whole: Path, tmp_path: Path) -> DataPaths:
    shutil.copytree(whole, tmp_path / "dữ liệu")
    return DataPaths(tmp_path / "dữ liệu")


def rows_of(path: Path) -> Rows:
    """Everything in a file, by table."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return {
            name: Counter(connection.execute(f"SELECT * FROM {name}").fetchall())
            for name in Base.metadata.tables
        }


def looked_at(paths: DataPaths) -> CheckReport:
    db = Database(make_engine(paths.database), "")
    try:
        return check_data(db, paths, JobContext(), NOW)
    finally:
        db.close()


def test_no_damage_is_silent(paths: DataPaths, kind: str, seed: int) -> None:
    before = rows_of(paths.database)
    bytes_now = damage(paths.database, kind, seed)

    try:
        assert bytes_now
        refuse_damaged(paths.database)
        report = looked_at(paths)
    except (AssertionError, DataFileError):
        try:
            rescued = rescue(paths, NOW, JobContext())
        except DamagedFileError:
            restore_data_folder(paths.root, now=NOW)
            assert rows_of(paths.database) == before
        else:
            assert (rescued.folder / paths.database.name).read_bytes() == bytes_now
            assert paths.database.read_bytes() == bytes_now
            nothing_is_silent(rescued, before)
    else:
        assert report.wrong or rows_of(paths.database) == before


def nothing_is_silent(rescued: Rescued, before: Rows) -> None:
    """Rows that are gone are counted; rows that are not what they were are told."""
    now = rows_of(rescued.file)
    told = rescued.report.read_text(encoding="utf-8-sig")
    by_table = {one.table: one for one in rescued.tables}
    for name, rows in before.items():
        gone = rows.total() - now[name].total()
        lost = by_table[name].lost
        assert lost is None or gone <= lost, (name, gone, lost)
    changed = any(now[name] - rows for name, rows in before.items())
    if changed or rescued.lost or rescued.unsure:
        made_anew = any(one.rebuilt or one.refused for one in rescued.tables)
        assert rescued.check.wrong or rescued.lost or rescued.unsure or made_anew
    assert rescued.headline in told
    assert "phục hồi bản sao lưu gần nhất" in told


def test_a_journal_that_was_taken_away_is_seen(paths: DataPaths) -> None:
    db = Database(make_engine(paths.database), "Nguyễn Văn Mẫu")
    db.write(many)
    keep_anchor(db.engine, paths.logs)
    left = paths.root / "không có nhật ký.db"
    shutil.copy(paths.database, left)  # without the file that SQLite keeps beside it
    db.close()
    left.replace(paths.database)

    report = looked_at(paths)

    assert any("phần cuối đã bị cắt" in one.what for one in report.wrong)


def test_records_whose_pages_are_gone_come_back_from_history(paths: DataPaths) -> None:
    before = rows_of(paths.database)
    zero_pages_of(paths.database, "activity")

    rescued = rescue(paths, NOW, JobContext())

    by_table = {one.table: one for one in rescued.tables}
    assert by_table["activity"].rebuilt > 100
    assert (rescued.lost, rescued.unsure) == (0, False)
    assert rescued.check.wrong == ()
    now = rows_of(rescued.file)
    assert {name: rows.total() for name, rows in now.items()} == {
        name: rows.total() for name, rows in before.items()
    }
    take_rescued(paths, rescued, NOW)
    refuse_damaged(paths.database)
    assert rows_of(paths.database) == now


def zero_pages_of(path: Path, table: str) -> None:
    """The pages of a table's rows are zeros; its indexes stay."""
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    content = bytearray(path.read_bytes())
    at = (root - 1) * 4096
    content[at : at + 4096] = bytes(4096)
    path.write_bytes(content)


def test_an_encrypted_file_is_rescued_with_its_key(tmp_path: Path) -> None:
    key = bytes(range(32))
    paths = DataPaths(tmp_path / "khóa", FileVault(key))
    for folder in paths.folders():
        folder.mkdir(parents=True, exist_ok=True)
    upgrade(paths.database, paths.backups, key)
    db = Database(make_engine(paths.database, key=key), "Nguyễn Văn Mẫu")
    db.write(many)
    keep_anchor(db.engine, paths.logs)
    db.close()
    content = bytearray(paths.database.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = bytes(4096)
    paths.database.write_bytes(content)
    with pytest.raises(DataFileError):
        refuse_damaged(paths.database, key)

    rescued = rescue(paths, NOW, JobContext())

    assert rescued.kept > 300
    assert rescued.file.read_bytes()[:16] != b"SQLite format 3\0"
    refuse_damaged(rescued.file, key)


@pytest.mark.parametrize("content", [b"", None])
def test_data_that_are_gone_are_not_begun_anew_in_silence(
    paths: DataPaths, content: bytes | None
) -> None:
    if content is None:
        paths.database.unlink()
    else:
        paths.database.write_bytes(content)

    with pytest.raises(DamagedFileError, match="không còn hoặc trống"):
        open_data_folder(paths.root, actor="Nguyễn Văn Mẫu")
    with pytest.raises(DamagedFileError, match="Không đọc được gì"):
        rescue(paths, NOW, JobContext())
    restore_data_folder(paths.root, now=NOW)
    open_data_folder(paths.root, actor="Nguyễn Văn Mẫu").close()
