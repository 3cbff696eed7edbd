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
from app.checking.rescue import rescue
from app.checking.rescued import Rescued
from app.db.backup import make_backup
from app.db.chain import keep_anchor
from app.db.database import Database
from app.db.engine import make_engine
from app.db.health import DamagedFileError, refuse_damaged
from app.domain.text import fold
from app.errors import DataFileError
from app.jobs import JobContext
from app.models import Activity, Base
from app.paths import DataPaths
from app.restoring import restore_data_folder
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
