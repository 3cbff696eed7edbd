"""A stick that is pulled, full, closed or lying: the whole verified file or none under its name."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from app.exchange.canonical import sha256
from app.exchange.delivery import (
    Delivered,
    DeliveryError,
    NotVerifiedError,
    TargetFullError,
    TargetGoneError,
    TargetReadOnlyError,
    TargetTooOldError,
    deliver,
)
from app.exchange.disk import Disk, Room
from app.place import file_system
from tests.exchange.offices import package

NAME = package().file_name
CONTENT = bytes(range(256)) * 12_000
OTHER = b"der Rest"


class Faulty(Disk):
    """Fails at the nth thing done; ``for_good``: nothing works from there on, as when pulled."""

    def __init__(self, fail_at: int, error: BaseException, *, for_good: bool = False) -> None:
        self.done = 0
        self.fail_at, self.error, self.for_good = fail_at, error, for_good

    def step(self) -> None:
        self.done += 1
        if self.done == self.fail_at or (self.for_good and self.done > self.fail_at):
            raise self.error

    def room(self, folder: Path) -> Room:
        self.step()
        return super().room(folder)

    def is_there(self, path: Path) -> bool:
        self.step()
        return super().is_there(path)

    def create(self, path: Path) -> BinaryIO:
        self.step()
        return super().create(path)

    def append(self, file: BinaryIO, piece: memoryview) -> int:
        half = piece[: max(1, len(piece) // 2)]
        if self.done + 1 == self.fail_at:
            file.write(half)
        self.step()
        return super().append(file, piece if self.done % 2 else half)

    def sync(self, file: BinaryIO) -> None:
        self.step()
        super().sync(file)

    def pieces(self, path: Path) -> Iterator[bytes]:
        for piece in super().pieces(path):
            self.step()
            yield piece

    def rename(self, path: Path, target: Path) -> None:
        self.step()
        super().rename(path, target)

    def keep_folder(self, folder: Path) -> None:
        self.step()
        super().keep_folder(folder)

    def remove(self, path: Path) -> None:
        self.step()
        super().remove(path)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many things are done to the stick when all goes well."""
    disk = Faulty(0, OSError())
    deliver(tmp_path_factory.mktemp("well"), NAME, CONTENT, disk)
    return disk.done


def told(folder: Path, disk: Disk) -> DeliveryError | None:
    """The failure the officer reads; None when it went well."""
    try:
        deliver(folder, NAME, CONTENT, disk)
    except DeliveryError as error:
        return error
    return None


def whole_or_none(folder: Path) -> bool:
    """What stands under a final name is whole; says whether it stands."""
    named = [path for path in folder.iterdir() if path.suffix == ".bdg-goi"]
    assert all(path.read_bytes() == CONTENT for path in named)
    return bool(named)


def test_it_is_written_and_verified(tmp_path: Path) -> None:
    done = deliver(tmp_path, NAME, CONTENT)
    assert done == Delivered(tmp_path / NAME, sha256(CONTENT), len(CONTENT))
    assert done.path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [done.path]


def test_the_same_again_is_left_and_another_gets_a_number(tmp_path: Path) -> None:
    deliver(tmp_path, NAME, CONTENT)
    assert deliver(tmp_path, NAME, CONTENT).already
    second = deliver(tmp_path, NAME, OTHER)
    assert second.path.name == NAME.replace(".bdg-goi", " (2).bdg-goi")
    assert deliver(tmp_path, NAME, OTHER) == Delivered(
        second.path, sha256(OTHER), len(OTHER), already=True
    )
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_it_is_flushed_and_read_back_before_it_gets_its_name(tmp_path: Path) -> None:
    done: list[str] = []

    class Told(Disk):
        def append(self, file: BinaryIO, piece: memoryview) -> int:
            done.append("append")
            return super().append(file, piece)

        def sync(self, file: BinaryIO) -> None:
            done.append("sync")
            super().sync(file)

        def pieces(self, path: Path) -> Iterator[bytes]:
            done.append(f"read {path.suffix}")
            return super().pieces(path)

        def rename(self, path: Path, target: Path) -> None:
            done.append("rename")
            super().rename(path, target)

        def keep_folder(self, folder: Path) -> None:
            done.append("keep")
            super().keep_folder(folder)

    deliver(tmp_path, NAME, OTHER, Told())
    assert done == ["append", "sync", "read .part", "rename", "keep", "read .bdg-goi"]


def test_there_are_many_steps_to_fail_at(steps: int) -> None:
    assert steps > 15


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, TargetFullError),
        (errno.EDQUOT, TargetFullError),
        (errno.EROFS, TargetReadOnlyError),
        (errno.EACCES, TargetReadOnlyError),
        (errno.EIO, TargetGoneError),
        (errno.ENODEV, TargetGoneError),
        (errno.EFBIG, TargetTooOldError),
    ],
)
def test_a_fault_at_every_step(
    tmp_path: Path, number: int, kind: type[DeliveryError], steps: int, *, for_good: bool
) -> None:
    failures = 0
    for at in range(1, steps + 1):
        folder = tmp_path / str(at)
        folder.mkdir()
        error = told(folder, Faulty(at, OSError(number, "fault"), for_good=for_good))
        stands = whole_or_none(folder)
        if error is None:
            assert stands
        else:
            failures += 1
            assert type(error) is kind
            assert "an toàn" in error.message
            assert error.message.endswith(".")
        if not for_good:
            assert not list(folder.glob("*.part"))
    assert failures == steps - 1, "only the removal of what is no longer there may fail unseen"


def test_the_machine_dies_at_every_step(tmp_path: Path, steps: int) -> None:
    for at in range(1, steps + 1):
        folder = tmp_path / str(at)
        folder.mkdir()
        dying = Faulty(at, KeyboardInterrupt(), for_good=True)
        with pytest.raises(KeyboardInterrupt):
            deliver(folder, NAME, CONTENT, dying)
        whole_or_none(folder)
        assert deliver(folder, NAME, CONTENT).path.read_bytes() == CONTENT


def test_a_file_system_that_cannot_flush_folders(tmp_path: Path) -> None:
    class Plain(Disk):
        def keep_folder(self, folder: Path) -> None:
            raise OSError(errno.EINVAL, "not supported")

    assert deliver(tmp_path, NAME, CONTENT, Plain()).path.exists()


class Lying(Disk):
    """Gives back something else than was written."""

    def __init__(self, lie: Callable[[Path, bytes], bytes]) -> None:
        self.lie = lie

    def pieces(self, path: Path) -> Iterator[bytes]:
        yield self.lie(path, b"".join(super().pieces(path)))


@pytest.mark.parametrize("only", [".part", ".bdg-goi"])
def test_a_stick_that_gives_back_something_else(tmp_path: Path, only: str) -> None:
    def lie(path: Path, content: bytes) -> bytes:
        return content[:-1] if path.suffix == only else content

    with pytest.raises(NotVerifiedError, match="USB có thể đã hỏng"):
        deliver(tmp_path, NAME, CONTENT, Lying(lie))
    assert list(tmp_path.iterdir()) == []


class Narrow(Disk):
    def __init__(self, room: Room) -> None:
        self.told = room

    def room(self, folder: Path) -> Room:
        return self.told


def test_room_is_asked_for_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(TargetFullError):
        deliver(tmp_path, NAME, CONTENT, Narrow(Room(len(CONTENT), "vfat")))
    assert list(tmp_path.iterdir()) == []


def test_four_gigabytes_on_an_old_stick(tmp_path: Path) -> None:
    class Large(bytes):
        def __len__(self) -> int:
            return 2**32

    with pytest.raises(TargetTooOldError, match="4 GB"):
        deliver(tmp_path, NAME, Large(), Narrow(Room(2**40, "vfat")))


def test_a_stick_that_takes_nothing(tmp_path: Path) -> None:
    class Deaf(Disk):
        def append(self, file: BinaryIO, piece: memoryview) -> int:
            return 0

    with pytest.raises(TargetGoneError):
        deliver(tmp_path, NAME, CONTENT, Deaf())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TargetGoneError, match="cắm lại"):
        deliver(tmp_path / "khong-co", NAME, CONTENT)


def test_a_closed_folder(locked_room: Path) -> None:
    with pytest.raises(TargetReadOnlyError, match="không cho ghi"):
        deliver(locked_room, NAME, CONTENT)


def test_a_thousand_names_taken(tmp_path: Path) -> None:
    class Crowded(Disk):
        def is_there(self, path: Path) -> bool:
            return True

        def pieces(self, path: Path) -> Iterator[bytes]:
            yield b"other"

    (tmp_path / NAME).mkdir()
    with pytest.raises(TargetFullError):
        deliver(tmp_path, NAME, CONTENT, Crowded())


def test_the_file_system_of_a_folder(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    usb = str(tmp_path / "usb cua xa").replace(" ", "\\040")
    mounts.write_text(f"/dev/a / ext4 rw 0 0\n/dev/b {usb} vfat rw 0 0\nodd\n", encoding="utf-8")
    assert file_system(tmp_path / "usb cua xa" / "x", mounts) == "vfat"
    assert file_system(tmp_path, mounts) == "ext4"
    assert file_system(tmp_path, tmp_path / "khong-co") == ""
    mounts.write_text("", encoding="utf-8")
    assert file_system(tmp_path, mounts) == ""
