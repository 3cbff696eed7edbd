"""The power goes while somebody works: everything confirmed before is there afterwards.

A mixed day's work runs once above two layers that write down every write, sync and rename: one
below SQLite (a VFS, ``sqlite_disk``) and one below our own files (``file_disk``). Then the power is
cut at any step: ``platter`` makes the folder anew with unsynced writes and names dropped, torn and
out of order, and the program opens what is left.

What this cannot show: a disk that answers a sync before the bytes are safe, damage to bytes that
were synced long ago, the real order of a certain file system, writes that C libraries do by
themselves, and encrypted data, whose SQLite is built into its module and has no layer of ours.
"""

import os
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest

from app.data_folder import open_data_folder
from tests.faults import file_disk, sqlite_disk
from tests.faults.load import ACTOR, Load
from tests.faults.platter import Platter, Recording
from tests.faults.whole import check

STRESS: Final = bool(os.environ.get("BDG_STRESS"))
DAYS, CUTS, STEPS = (10, 30, 60) if STRESS else (1, 6, 15)

pytestmark = pytest.mark.skipif(
    not sqlite_disk.can_hear(), reason="Python's SQLite is built in: no layer can lie below it"
)


def recorded(root: Path, seed: int, work: Callable[[Load], None]) -> Recording:
    """What is done to an office that was there before."""
    open_data_folder(root, actor=ACTOR).close()
    recording = Recording(root)
    with file_disk.heard(recording, root), sqlite_disk.heard(recording):
        load = Load(root, seed, recording.told)
        work(load)
        load.folder.close(backup=True)
    return recording


def refuse_loss(recording: Recording, moments: Iterable[int], room: Path, seed: int) -> None:
    """The power goes before each of these steps; every time anew from the same work."""
    platter, chance, done = Platter(recording), random.Random(seed), 0
    for moment in moments:
        platter.play(recording.steps[done:moment])
        done = moment
        left = platter.cut(room, chance)
        check(left, platter.receipts)
        shutil.rmtree(left)


@pytest.mark.parametrize("day", range(DAYS))
def test_a_power_cut_loses_nothing_that_was_confirmed(tmp_path: Path, day: int) -> None:
    recording = recorded(tmp_path / "dữ liệu", day, lambda load: load.work(STEPS))
    moments = random.Random(day).sample(range(len(recording.steps)), CUTS)
    refuse_loss(recording, sorted(moments), tmp_path / "còn lại", day)


def test_the_first_start_after_a_restore_is_cut_short(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "dữ liệu", 0, Load.restore)
    # A restored file writes through a journal until it is told to do otherwise.
    moments = [
        at
        for at, (kind, *more) in enumerate(recording.steps)
        if kind == "remove" and more[0].name.endswith(".db-journal")
    ]
    assert moments
    for seed in range(2):
        refuse_loss(recording, moments, tmp_path / "còn lại", seed)
