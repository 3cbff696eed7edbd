"""The program is killed at any moment: it opens again, and what was confirmed is there.

A killed process loses nothing that it handed to the system; what a power cut takes away besides is
tried in ``test_power_cuts``.
"""

import json
import multiprocessing
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from app.data_folder import data_paths, open_data_folder
from app.vault.key_file import new_key_file
from app.workflows.folder_keys import keep_keys
from tests.db.test_migrations import fill, rows, upgrade_to
from tests.faults.child import work
from tests.faults.load import ACTOR, Receipt
from tests.faults.whole import check

STRESS: Final = bool(os.environ.get("BDG_STRESS"))
#: Each folder lives through so many kills; every other one is encrypted.
FOLDERS, KILLS = (40, 25) if STRESS else (2, 6)
#: Seconds that a process may live at most; opening the folder takes a good part of them.
LONGEST: Final = 0.5


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled data file of the program before."""
    path = tmp_path_factory.mktemp("old") / "cu.db"
    upgrade_to(path, "0006")
    fill(path)
    return path


@pytest.fixture(scope="module")
def processes() -> Any:
    """Processes that start at once: the modules are loaded before, where the system can fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.child"])
    return context


def encrypted(root: Path) -> bytes:
    """A folder that will be encrypted from its first byte on; its key."""
    key_file, opened, _code = new_key_file("ruộng bậc thang", encrypted=True)
    root.mkdir()
    keep_keys(data_paths(root), key_file)
    return opened.key


def told(receipts: Path) -> Iterator[Receipt]:
    """The receipts that were written whole."""
    if receipts.exists():
        for line in receipts.read_text(encoding="utf-8").split("\n")[:-1]:
            yield json.loads(line)


def check_upgraded(room: Path, old: Path) -> None:
    """The folders of the program before open and hold what they held; then they are done with."""
    there = {name: len(found) for name, found in rows(old).items()}
    for folder in room.glob("nâng cấp*"):
        if not data_paths(folder).database.exists():
            # Killed before the folder was there to be opened.
            shutil.rmtree(folder)
            continue
        data = open_data_folder(folder, actor=ACTOR)
        data.close()
        now = rows(data.paths.database)
        assert all(len(now[name]) >= count for name, count in there.items())
        shutil.rmtree(folder)


@pytest.mark.parametrize("folder", range(FOLDERS))
def test_a_killed_program_loses_nothing(
    tmp_path: Path, old: Path, processes: Any, folder: int
) -> None:
    chance = random.Random(folder)
    root, receipts = tmp_path / "dữ liệu", tmp_path / "receipts.jsonl"
    key = encrypted(root) if folder % 2 else None
    for kill in range(KILLS):
        seed = folder * KILLS + kill
        arguments = (str(root), seed, str(old), str(receipts), key)
        process = processes.Process(target=work, args=arguments)
        process.start()
        process.join(chance.uniform(0, LONGEST))
        assert process.exitcode is None, "it works until it is killed"
        process.kill()
        process.join()
        check(root, told(receipts), key)
        check_upgraded(tmp_path, old)
        assert list(root.rglob("*.part")) == [], "what was cut short is cleared at the next start"
    assert data_paths(root).database.is_file()
