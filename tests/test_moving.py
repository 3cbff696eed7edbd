"""A data folder moved to this machine: everything arrives, or everything stays."""

import errno
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from app import moving
from app.data_folder import open_data_folder
from app.errors import CancelledError, DataFileError, NotFoundError
from app.jobs import JobContext
from app.lock import InUseError
from app.moving import followed, move_data_folder
from app.paths import DataPaths
from app.queries.catalogue import list_entries

AT = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = open_data_folder(tmp_path_factory.mktemp("đầy") / "Sổ", actor="Mẫu")
    (folder.paths.attachments / "aa.pdf").write_bytes(b"%PDF" + bytes(5000))
    folder.close(backup=True)
    return folder.paths.root


@pytest.fixture
def root(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "OneDrive" / "Sổ"))


def contents(root: Path) -> dict[str, bytes]:
    kept = [path for path in root.rglob("*") if path.is_file() and path.name != "dang-mo.lock"]
    return {str(path.relative_to(root)): path.read_bytes() for path in kept}


def test_everything_arrives_and_the_old_folder_is_kept(root: Path, tmp_path: Path) -> None:
    before = contents(root)
    target = tmp_path / "máy này" / "SoBinhDang"
    told: list[tuple[int, int]] = []

    aside = move_data_folder(root, target, AT, JobContext(lambda a, b, _words: told.append((a, b))))

    assert contents(target) == before == contents(aside)
    assert aside.parent == root.parent
    assert told == [(number, 2 * len(before)) for number in range(2 * len(before))]
    folder = open_data_folder(target, actor="Mẫu")
    assert folder.db.read(list_entries, "level")
    folder.close()


def test_whoever_opens_the_old_place_comes_to_the_new_one(root: Path, tmp_path: Path) -> None:
    assert followed(root) == root
    target = tmp_path / "máy này"
    move_data_folder(root, target, AT, JobContext())
    assert followed(root) == target
    # On another machine the place is not there: nothing new is begun in silence.
    target.rename(tmp_path / "xa")
    with pytest.raises(NotFoundError, match="ngày 21/11/2026"):
        followed(root)


def test_a_place_that_is_used_is_never_written_over(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "đã có"
    target.mkdir()
    (target / "so-binh-dang.db").write_bytes(b"x")
    before = contents(root)
    with pytest.raises(DataFileError, match="không chuyển đè"):
        move_data_folder(root, target, AT, JobContext())
    assert contents(target) == {"so-binh-dang.db": b"x"}
    assert contents(root) == before


def test_a_folder_that_is_open_is_not_moved(root: Path, tmp_path: Path) -> None:
    folder = open_data_folder(root, actor="Mẫu")
    with pytest.raises(InUseError):
        move_data_folder(root, tmp_path / "máy này", AT, JobContext())
    folder.close()


def fail(code: int) -> Callable[..., None]:
    def work(*_given: object) -> None:
        raise OSError(code, "x")

    return work


@pytest.mark.parametrize("what", ["full", "copy", "differs", "rename", "pointer", "stopped"])
def test_whatever_fails_leaves_the_old_folder_in_use(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    before, target, job = contents(root), tmp_path / "máy này", JobContext()
    if what == "full":
        monkeypatch.setattr(moving, "_SPARE", 10**18)
    elif what == "copy":
        monkeypatch.setattr(moving, "put_in_place", fail(errno.ENOSPC))
    elif what == "differs":
        number = count()
        monkeypatch.setattr(moving, "_hash", lambda _path: str(next(number)))
    elif what == "rename":
        monkeypatch.setattr(moving, "_put_aside", fail(errno.EACCES))
    elif what == "pointer":
        real = moving.put_in_place

        def no_pointer(path: Path, content: bytes) -> None:
            if path.name == "da-chuyen.txt":
                raise OSError(errno.ENOSPC, "x")
            real(path, content)

        monkeypatch.setattr(moving, "put_in_place", no_pointer)
    else:
        job.cancel()

    with pytest.raises((DataFileError, CancelledError)):
        move_data_folder(root, target, AT, job)

    assert contents(root) == before
    assert not target.exists()
    assert [path.name for path in root.parent.iterdir()] == [root.name]
    assert DataPaths(root).database.exists()
