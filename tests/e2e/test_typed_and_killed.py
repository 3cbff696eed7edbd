"""The plug is pulled while a card is typed: nothing typed longer ago than five seconds is lost."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from app.journal import Journal
from app.paths import DataPaths, program_root
from app.ui.journal_keeper import EVERY_MS
from app.vault.files import FileVault

#: In an ordinary run the journal writes more often; what may be lost shrinks with it.
_STRESS: Final = bool(os.environ.get("BDG_STRESS"))
_EVERY: Final = EVERY_MS if _STRESS else 240
_MAY_BE_LOST: Final = 5000 * _EVERY / EVERY_MS
#: A machine that tests on all its cores needs a moment of its own.
_SLOW: Final = 0 if _STRESS else 1000


@pytest.mark.parametrize("words", range(50, 800, 70) if _STRESS else [100])
def test_words_typed_before_the_kill_are_in_the_journal(tmp_path: Path, words: int) -> None:
    room = tmp_path / "dữ liệu"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.journal_window", str(room), str(_EVERY)],
        cwd=program_root(),
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1"),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as window:
        assert window.stdout is not None
        lines = [window.stdout.readline().split() for _ in range(words)]
        window.kill()
        lines += [line.split() for line in window.stdout]
    typed = [(word, int(at)) for word, at in (line for line in lines if len(line) == 2)]

    safe = [word for word, at in typed if at <= typed[-1][1] - _MAY_BE_LOST - _SLOW]

    found = Journal(DataPaths(room).journal, FileVault()).kept()

    assert safe or _STRESS
    assert {kept.draft.where for kept in found} <= {"Hoạt động “chưa có tên”"}
    known = " ".join(str(kept.draft.typed["texts"]["lines"]["result"]) for kept in found).split()
    assert known[: len(safe)] == safe
