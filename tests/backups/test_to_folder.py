"""A backup on a stick: whole generations, shared attachments, and a stick that fails anywhere."""

import errno
import os
from pathlib import Path

import pytest

from app.backups import stick_parts
from app.backups.last_usb import days_since_usb, last_usb, usb_words
from app.backups.to_folder import Data, FolderBackup, back_up_to
from app.data_folder import DataFolder
from app.db.backup import is_whole, list_backups
from app.db.manifest import hash_of_file, read_manifest
from app.errors import AppError, CancelledError, ValidationError
from app.exchange.delivery import (
    DeliveryError,
    NotVerifiedError,
    TargetFullError,
    TargetGoneError,
    TargetReadOnlyError,
)
from app.exchange.disk import Room
from app.jobs import JobContext
from app.vault.key_file import WrongPasswordError
from tests.backups.conftest import CONTENTS, NOON, attach
from tests.exchange.test_delivery import Faulty, Lying, Narrow

HOURS = [NOON.replace(hour=hour) for hour in range(8, 20)]
SECRET = "con đò lá trúc"


class FaultyStick(Faulty):
    """As of the tests of delivery, for folders too."""

    def make_folder(self, folder: Path) -> None:
        self.step()
        super().make_folder(folder)

    def sizes(self, folder: Path) -> dict[str, int]:
        self.step()
        return super().sizes(folder)


def whole_generations(folder: Path) -> int:
    """Every generation that has a list is complete, byte by byte; how many there are."""
    found = 0
    for backup in list_backups(folder):
        manifest = read_manifest(backup.path)
        if manifest is None:
            continue
        assert hash_of_file(backup.path) == manifest.sha256
        for part in manifest.parts:
            assert hash_of_file(folder / "dinh-kem" / part.name) == part.sha256
        found += 1
    return found


def test_everything_lies_on_the_stick(source: Data, stick: Path) -> None:
    made = back_up_to(source, stick, now=NOON)

    assert made.folder == stick / "SoBinhDang-xa-song-an"
    assert made.database.name == f"{NOON.astimezone():%Y%m%d-%H%M%S}-ra-usb.db"
    assert (made.parts, made.copied, made.missing, made.damaged) == (4, 4, (), ())
    kept = {path.read_bytes() for path in (made.folder / "dinh-kem").iterdir()}
    assert kept == set(CONTENTS.values())
    assert whole_generations(made.folder) == 1
    manifest = read_manifest(made.database)
    assert manifest is not None
    assert (manifest.rows["activity"], manifest.lock, len(manifest.parts)) == (4, "", 4)
    assert {path.suffix for path in made.folder.iterdir()} == {"", ".db", ".json"}


def test_the_second_time_only_what_is_new(source: Data, stick: Path, data: DataFolder) -> None:
    first = back_up_to(source, stick, now=HOURS[0])
    attach(data, "thêm.pdf", b"%PDF them" * 500)
    second = back_up_to(source, stick, now=HOURS[1])
    assert second.folder == first.folder
    assert (second.parts, second.copied) == (5, 1)
    assert whole_generations(second.folder) == 2


def test_choosing_the_folder_itself_makes_none_inside(source: Data, stick: Path) -> None:
    first = back_up_to(source, stick, now=HOURS[0])
    assert back_up_to(source, first.folder, now=HOURS[1]).folder == first.folder


def test_what_the_data_folder_lost_is_named(source: Data, stick: Path) -> None:
    room = source.paths.attachments
    lost, spoiled = sorted(CONTENTS)[:2]
    by_content = {path.read_bytes(): path for path in room.iterdir()}
    by_content[CONTENTS[lost]].unlink()
    by_content[CONTENTS[spoiled]].write_bytes(b"x" * 40_001)

    made = back_up_to(source, stick, now=NOON)

    assert (made.missing, made.damaged, made.copied) == ((lost,), (spoiled,), 2)
    manifest = read_manifest(made.database)
    assert manifest is not None
    assert (manifest.absent, len(manifest.parts)) == (2, 2)


def test_what_the_stick_has_stays_when_the_data_folder_lost_it(source: Data, stick: Path) -> None:
    back_up_to(source, stick, now=HOURS[0])
    for path in source.paths.attachments.iterdir():
        path.unlink()
    made = back_up_to(source, stick, now=HOURS[1])
    assert (made.missing, made.copied) == ((), 0)
    assert whole_generations(made.folder) == 2


def test_another_office_on_the_same_stick(source: Data, stick: Path) -> None:
    theirs = back_up_to(source, stick, now=HOURS[0])
    manifest = theirs.database.with_suffix(".json")
    words = manifest.read_text(encoding="utf-8")
    found = read_manifest(theirs.database)
    assert found is not None
    manifest.write_text(words.replace(found.data_id, "0" * 64), encoding="utf-8")
    made = back_up_to(source, stick, now=HOURS[1])
    assert made.folder.name == "SoBinhDang-xa-song-an-2"
    assert back_up_to(source, stick, now=HOURS[2]).folder == made.folder


def test_old_generations_go_with_their_attachments(
    source: Data, stick: Path, data: DataFolder
) -> None:
    made = back_up_to(source, stick, now=HOURS[0])
    stray = made.folder / "dinh-kem" / ("0" * 64 + ".pdf")
    stray.write_bytes(b"of a generation long gone")
    own = made.folder / "dinh-kem" / "ghi chú.txt"
    own.write_bytes(b"of the officer")
    (made.folder / "~x.db.part").write_bytes(b"half")
    for hour in HOURS[1:]:
        back_up_to(source, stick, now=hour)
    assert len(list_backups(made.folder)) == 10
    assert not stray.exists()
    assert own.exists()
    assert not list(made.folder.glob("~*"))


def test_nothing_is_taken_away_while_a_list_cannot_be_read(source: Data, stick: Path) -> None:
    made = back_up_to(source, stick, now=HOURS[0])
    needed = made.folder / "dinh-kem" / ("0" * 64 + ".pdf")
    needed.write_bytes(b"of the generation whose list is spoiled")
    made.database.with_suffix(".json").write_bytes(b"{")
    back_up_to(source, stick, now=HOURS[1])
    assert needed.exists()
    assert made.database.exists()


def test_with_a_passphrase_nothing_can_be_read(source: Data, stick: Path) -> None:
    made = back_up_to(source, stick, passphrase=SECRET, now=HOURS[0])
    assert made.folder.name.endswith("-khoa")
    assert made.copied == 4
    everything = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    assert "Tập huấn".encode() not in everything
    assert not any(content in everything for content in CONTENTS.values())
    assert not list(source.paths.backups.glob("*.part"))
    again = back_up_to(source, stick, passphrase=SECRET, now=HOURS[1])
    assert (again.folder, again.copied) == (made.folder, 0)
    assert whole_generations(made.folder) == 2


def test_another_passphrase_than_last_time(source: Data, stick: Path) -> None:
    made = back_up_to(source, stick, passphrase=SECRET, now=HOURS[0])
    before = {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")}
    with pytest.raises(WrongPasswordError, match="lần trước"):
        back_up_to(source, stick, passphrase="mật khẩu khác hẳn", now=HOURS[1])
    assert {path: path.stat().st_mtime_ns for path in made.folder.rglob("*")} == before
    with pytest.raises(ValidationError):
        back_up_to(source, stick / "..", passphrase="ngắn", now=HOURS[1])


def test_it_is_remembered(source: Data, stick: Path) -> None:
    backups = source.paths.backups
    assert usb_words(backups, NOON.date()) == "USB: chưa lần nào"
    back_up_to(source, stick, now=NOON)
    last = last_usb(backups)
    assert last is not None
    assert (last.at, last.place) == (NOON, stick)
    assert usb_words(backups, NOON.date()) == "USB: hôm nay"
    assert days_since_usb(backups, NOON.date().replace(month=12, day=2)) == 12
    assert usb_words(backups, NOON.date().replace(month=12, day=2)) == "USB: 12 ngày trước"
    (backups / "usb.txt").write_text("[]", encoding="utf-8")
    assert last_usb(backups) is None


def test_it_can_be_stopped_and_goes_on_later(
    source: Data, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stick_parts, "_TOGETHER", 2)

    class Stopping(JobContext):
        def step(self, done: int, total: int, text: str = "") -> None:
            if text == "Tệp 3/4":
                self.cancel()
            super().step(done, total, text)

    with pytest.raises(CancelledError):
        back_up_to(source, stick, now=HOURS[0], job=Stopping())
    folder = stick / "SoBinhDang-xa-song-an"
    assert list_backups(folder) == []
    assert len(list((folder / "dinh-kem").iterdir())) == 2
    appended: list[str] = []

    class Told(FaultyStick):
        def create(self, path: Path):  # type: ignore[no-untyped-def]
            appended.append(path.name)
            return super().create(path)

    back_up_to(source, stick, now=HOURS[1], disk=Told(0, OSError()))
    assert len(appended) == 2 + 2
    assert whole_generations(folder) == 1


def tried(source: Data, stick: Path, disk: FaultyStick) -> AppError | FolderBackup:
    try:
        return back_up_to(source, stick, disk=disk, now=HOURS[1])
    except DeliveryError as error:
        return error


def steps_of(source: Data, stick: Path) -> int:
    disk = FaultyStick(0, OSError())
    back_up_to(source, stick, disk=disk, now=HOURS[1])
    return disk.done


@pytest.mark.parametrize(
    ("number", "kind", "for_good"),
    [
        (errno.ENOSPC, TargetFullError, False),
        (errno.EIO, TargetGoneError, True),
        (errno.EROFS, TargetReadOnlyError, True),
    ],
)
def test_a_stick_that_fails_at_any_step(
    source: Data, tmp_path: Path, number: int, kind: type[DeliveryError], *, for_good: bool
) -> None:
    """Whatever fails, the generation of before stays whole and the next time all is well."""
    well = tmp_path / "tốt"
    well.mkdir()
    steps = steps_of(source, well)
    assert steps > 40
    failures = 0
    every = 1 if os.environ.get("BDG_STRESS") else 11
    for at in range(1, steps + 1, every):
        stick = tmp_path / f"{at}"
        stick.mkdir()
        found = tried(source, stick, FaultyStick(at, OSError(number, "fault"), for_good=for_good))
        folder = stick / "SoBinhDang-xa-song-an"
        if isinstance(found, FolderBackup):
            assert whole_generations(folder) == 1
        else:
            failures += 1
            assert type(found) is kind
            assert "an toàn" in found.message
            assert whole_generations(folder) <= 1
        if at % 3 == 1:
            assert back_up_to(source, stick, now=HOURS[2]).parts == 4
            assert is_whole(list_backups(folder)[0].path)
    assert failures > steps // every // 2


def test_a_stick_that_lies(source: Data, stick: Path) -> None:
    def lie(path: Path, content: bytes) -> bytes:
        return content[:-1] if ".pdf" in path.name else content

    with pytest.raises(NotVerifiedError):
        back_up_to(source, stick, now=NOON, disk=Lying(lie))
    assert whole_generations(stick / "SoBinhDang-xa-song-an") == 0


def test_no_room_is_told_before_anything_is_written(source: Data, stick: Path) -> None:
    with pytest.raises(TargetFullError):
        back_up_to(source, stick, now=NOON, disk=Narrow(Room(50_000, "vfat")))
    folder = stick / "SoBinhDang-xa-song-an"
    assert [path.name for path in folder.rglob("*")] == ["dinh-kem"]


def test_a_stick_that_is_not_there(source: Data, tmp_path: Path) -> None:
    with pytest.raises(TargetGoneError, match="cắm lại"):
        back_up_to(source, tmp_path / "khong-co", now=NOON)
