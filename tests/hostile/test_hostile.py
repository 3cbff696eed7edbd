"""No damaged or hostile file breaks the program: it is read, or refused in Vietnamese."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.compound import old_files
from tests.hostile.kind import Fate, Hostile
from tests.hostile.packed import packed
from tests.hostile.pages import pages
from tests.hostile.plain import plain
from tests.hostile.spoiled import spoiled

ROOT = Path(__file__).resolve().parents[2]
#: Seconds after which a file is said to hang, however slow the machine; MB for one file.
HANG = 240
LARGEST = 500
#: Every so many files of a kind belong to the share that each test run reads.
SHARE = 7
ALL = [*spoiled(), *packed(), *pages(), *old_files(), *plain()]
WANTED = {one.name: one.words for one in ALL}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All files under ``dev.py stress``, else a fixed share."""
    if "hostile" in metafunc.fixturenames:
        all_of_them = metafunc.config.getoption("--stress", default=False)
        files = ALL if all_of_them else ALL[::SHARE]
        metafunc.parametrize("hostile", files, ids=[one.name for one in files])


class Child:
    """A process that reads files; a new one is started after a crash or a hang."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def read(self, path: Path) -> dict[str, object]:
        process = self._process or self._start()
        assert process.stdin is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        try:
            row = self._answers.get(timeout=HANG)
        except queue.Empty:
            self.close()
            return {"fate": "hang", "said": "", "peak": 0}
        if not row:
            code = process.wait()
            self.close()
            return {"fate": "crash", "said": f"exit {code}", "peak": 0}
        return dict(json.loads(row))

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
        self._process = None
        self._answers = queue.Queue()

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.child"],
            cwd=ROOT,
            env={**os.environ, "HOSTILE_WORDS": json.dumps(WANTED), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        threading.Thread(target=self._listen, args=(self._process, self._answers)).start()
        return self._process

    @staticmethod
    def _listen(process: "subprocess.Popen[str]", answers: "queue.Queue[str]") -> None:
        assert process.stdout is not None
        try:
            for row in process.stdout:
                answers.put(row)
        except ValueError:
            return
        answers.put("")


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.close()


def test_there_are_two_hundred_files_with_names_of_their_own() -> None:
    assert len(ALL) >= 200
    assert len(WANTED) == len(ALL)


def test_it_is_read_or_refused(hostile: Hostile, child: Child, tmp_path: Path) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.make())
    answer = child.read(path)
    assert answer["fate"] in {"read", "refused"}, answer
    if hostile.fate is not Fate.EITHER:
        assert answer["fate"] == hostile.fate.value, answer
    if answer["fate"] == "refused":
        said = str(answer["said"])
        assert said.endswith(".")
        assert len(said) > 20
        assert any(ord(sign) > 127 for sign in said)
    else:
        assert answer["found"] == list(hostile.words)
    assert int(str(answer["peak"])) < LARGEST, answer
