"""Every step that a use case does to files fails once: told in words, nothing half, nothing lost.

Steps of SQLite are counted by a layer below it, steps of our own files by a layer below Python.
Errors are those of a full, a broken, a read-only and a closed disk.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from app.errors import AppError
from tests.faults import file_disk, sqlite_disk
from tests.faults.failing import NUMBERS, Failing, spread
from tests.faults.use_cases import (
    HARMLESS,
    OLD,
    PLAIN_ERRORS,
    TARGETS,
    USE_CASES,
    Desk,
    furnish,
    is_whole,
    refuse_half_files,
    rows,
    sit_down,
)

STRESS: Final = bool(os.environ.get("BDG_STRESS"))
#: In every test each use case fails so many times, by each error in turn.
MOST: Final = 4
#: What happened is told with what is safe.
SAFE: Final = re.compile("an toàn|giữ nguyên|không bị|vẫn còn|không thay đổi", re.IGNORECASE)

pytestmark = pytest.mark.skipif(
    not sqlite_disk.can_hear(), reason="Python's SQLite is built in: no layer can lie below it"
)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with a closed data folder."""
    room = tmp_path_factory.mktemp("room")
    furnish(room / "dữ liệu")
    return room


@pytest.fixture
def fault(tmp_path: Path) -> Iterator[Failing]:
    """What makes steps fail in the room of a desk."""
    fault = Failing(tmp_path / "phòng")
    with file_disk.heard(fault, fault.room), sqlite_disk.heard(fault):
        yield fault


@pytest.fixture
def desk(furnished: Path, fault: Failing) -> Iterator[Desk]:
    """Somebody at work in that room."""
    shutil.copytree(furnished, fault.room)
    (fault.room / "biên bản.txt").write_text("Biên bản " * 4000, encoding="utf-8")
    desk = sit_down(fault.room / "dữ liệu")
    yield desk
    fault.disarm()
    desk.folder.close()


def told(desk: Desk, name: str) -> bool:
    """Whether the officer was told that it failed, as it should be."""
    try:
        USE_CASES[name](desk)
    except AppError as error:
        said = error.message
    except OSError:
        if name not in PLAIN_ERRORS:
            raise
        return True
    else:
        return False
    assert said.endswith(".")
    assert not said.isascii()
    assert name in HARMLESS or SAFE.search(said), said
    return True


def fail_once(desk: Desk, fault: Failing, name: str, at: int, number: int) -> None:
    """One failing step, looked at afterwards."""
    database = desk.folder.paths.database
    target = desk.room / TARGETS[name] if name in TARGETS else None
    if target is not None and target.suffix != ".json":
        target.write_bytes(OLD)
    before = rows(database)
    fault.arm(at, number)
    failed = told(desk, name)
    fault.disarm()
    if name in ("restore", "start"):
        desk.folder.close()
        desk.folder = sit_down(desk.folder.paths.root).folder
    if failed and name != "restore":
        assert rows(database) == before
    assert sqlite3.connect(database).execute("PRAGMA quick_check").fetchone() == ("ok",)
    if target is not None and target.exists():
        assert target.read_bytes() == OLD or is_whole(target)
    refuse_half_files(desk)


def cases() -> Iterator[tuple[str, int]]:
    """In long runs every error is a test of its own; else they take turns."""
    for name in USE_CASES:
        for number in NUMBERS if STRESS else (0,):
            yield name, number


@pytest.mark.parametrize(("name", "number"), list(cases()))
def test_a_step_that_fails(desk: Desk, fault: Failing, name: str, number: int) -> None:
    fault.arm()
    assert not told(desk, name)
    kinds = fault.kinds
    fault.disarm()
    chosen = range(1, len(kinds) + 1) if STRESS else spread(kinds, MOST)
    if name == "restore":
        desk.folder = sit_down(desk.folder.paths.root).folder
    for turn, at in enumerate(chosen):
        fail_once(desk, fault, name, at, number or NUMBERS[turn % len(NUMBERS)])
    assert not told(desk, name), "it works again once the disk does"
