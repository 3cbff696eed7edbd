"""The folder lock: one holder, freed however the holder ends."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import DataFileError
from app.lock import FolderLock, InUseError
from app.paths import program_root

HOLD = """
import sys
from pathlib import Path
from app.lock import FolderLock, InUseError
FolderLock(Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


def hold_elsewhere(path: Path) -> "subprocess.Popen[str]":
    """Another program that holds the lock until it is ended."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=program_root(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_a_second_program_is_refused_and_told_since_when(tmp_path: Path) -> None:
    lock = tmp_path / "đang mở.lock"
    with hold_elsewhere(lock) as program:
        with pytest.raises(DataFileError, match=r"cửa sổ khác \(mở lúc \d\d:\d\d ngày \d\d/\d\d/"):
            FolderLock(lock).take()
        program.kill()


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "đang mở.lock"
    with hold_elsewhere(lock) as program:
        program.kill()
    with FolderLock(lock):
        pass


def test_a_second_opening_in_the_same_program_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "đang mở.lock"
    with FolderLock(lock), pytest.raises(DataFileError, match="đang mở dữ liệu này"):
        FolderLock(lock).take()


def test_a_freed_lock_can_be_taken_again(tmp_path: Path) -> None:
    held = FolderLock(tmp_path / "đang mở.lock")
    held.take()
    held.free()
    held.free()
    with FolderLock(tmp_path / "đang mở.lock"):
        pass


def test_a_lock_file_with_strange_words_still_gives_a_sentence(tmp_path: Path) -> None:
    lock = tmp_path / "đang mở.lock"
    with FolderLock(lock):
        lock.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(DataFileError, match=r"cửa sổ khác\. Dữ liệu"):
            FolderLock(lock).take()


def test_a_full_disk_does_not_keep_the_lock_from_being_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _words: bytes) -> int:
        raise OSError(28, "No space left on device")

    lock = tmp_path / "đang mở.lock"
    with monkeypatch.context() as patched:
        patched.setattr("app.lock.os.write", full)
        held = FolderLock(lock)
        held.take()
        with pytest.raises(DataFileError, match="đang mở dữ liệu này"):
            FolderLock(lock).take()
        held.free()
    with FolderLock(lock):
        pass


def test_a_disk_without_locks_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("app.lock._lock", no_locks)
    with pytest.raises(DataFileError, match="không giữ được khóa") as caught:
        FolderLock(tmp_path / "đang mở.lock").take()
    assert not isinstance(caught.value, InUseError)
