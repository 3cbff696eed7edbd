"""The way back: every row and every attachment, on another machine, after any accident."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.backups.generations import Generation, generations_at, local_generations
from app.backups.looking_back import written_since
from app.backups.to_folder import Data, back_up_to
from app.data_folder import DataFolder, data_paths, open_data_folder
from app.db import swapping
from app.db.backup import contents_of, list_backups, make_backup
from app.db.engine import connect_file
from app.db.health import DamagedFileError
from app.db.rekeying import copy_with_key
from app.errors import CancelledError, DataFileError, NotFoundError, ValidationError
from app.jobs import JobContext
from app.restoring import Keys, MissingFilesError, restore, restore_data_folder
from app.vault.files import FileVault
from app.vault.key_file import (
    NeedsPasswordError,
    WrongPasswordError,
    new_key_file,
    open_with_password,
    write_key_file,
)
from tests.backups.conftest import CONTENTS, NOON, attach
from tests.backups.test_to_folder import SECRET

Rows = dict[str, list[tuple[object, ...]]]


def rows_of(path: Path, key: bytes | None = None) -> Rows:
    """Every table of a database, row by row."""
    connection = connect_file(path, key, read_only=True)
    try:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in contents_of(connection).rows
        }
    finally:
        connection.close()


def contents_in(root: Path, key: bytes | None = None) -> set[bytes]:
    vault = FileVault(key)
    return {vault.read(path) for path in (root / "dinh-kem").iterdir()}


def newest_at(place: Path) -> Generation:
    return generations_at(place)[0]


def opened_key(generation: Generation, passphrase: str) -> bytes:
    keys = generation.keys()
    assert keys is not None
    return open_with_password(keys, passphrase).key


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """The data folder of a new laptop, which does not exist yet."""
    return tmp_path / "máy mới" / "sổ"


def test_on_a_new_laptop_everything_is_there(source: Data, stick: Path, laptop: Path) -> None:
    before = rows_of(source.paths.database)
    made = back_up_to(source, stick, now=NOON)

    restored = restore(laptop, newest_at(stick), now=NOON)

    assert (restored.backup, restored.kept, restored.missing) == (made.database, None, ())
    assert rows_of(laptop / "so-binh-dang.db") == before
    assert contents_in(laptop) == set(CONTENTS.values())
    open_data_folder(laptop, actor="Mẫu").close()


def test_with_a_passphrase(source: Data, stick: Path, laptop: Path) -> None:
    before = rows_of(source.paths.database)
    back_up_to(source, stick, passphrase=SECRET, now=NOON)
    generation = newest_at(stick)
    assert generation.locked
    with pytest.raises(NeedsPasswordError):
        restore(laptop, generation)
    with pytest.raises(WrongPasswordError):
        opened_key(generation, "mật khẩu sai hẳn")

    restored = restore(laptop, generation, keys=Keys(backup=opened_key(generation, SECRET)))

    assert restored.unlocked
    assert rows_of(laptop / "so-binh-dang.db") == before
    assert contents_in(laptop) == set(CONTENTS.values())
    assert {path.suffix for path in (laptop / "dinh-kem").iterdir()} == {".pdf"}


def test_without_the_first_key_file(source: Data, stick: Path, laptop: Path) -> None:
    made = back_up_to(source, stick, passphrase=SECRET, now=NOON)
    for spoil in (lambda path: path.write_bytes(b"{"), Path.unlink):
        spoil(made.folder / "khoa.json")
        assert opened_key(newest_at(stick), SECRET)
    (made.folder / "dinh-kem" / "khoa.json").write_bytes(b"{")
    with pytest.raises(DataFileError):
        newest_at(stick).keys()


def test_over_data_that_went_on(source: Data, stick: Path, data: DataFolder, laptop: Path) -> None:
    then = rows_of(source.paths.database)
    back_up_to(source, stick, now=NOON)
    attach(data, "sau đó.pdf", b"%PDF sau" * 300)
    since = written_since(data.paths, datetime(2000, 1, 1, tzinfo=UTC))
    now = rows_of(source.paths.database)
    data.close()

    restored = restore(data.paths.root, newest_at(stick), now=NOON)

    assert ("hoạt động", 5) in since.counts
    assert "5 hoạt động" in since.words
    assert rows_of(data.paths.database) == then
    assert restored.kept is not None
    assert restored.kept.name.endswith("-truoc-phuc-hoi.db")
    assert rows_of(restored.kept) == now
    # And back again: nothing was lost by the restore.
    restore_data_folder(data.paths.root, name=restored.kept.name)
    assert rows_of(data.paths.database) == now


def test_what_was_written_since(data: DataFolder, tmp_path: Path) -> None:
    later = datetime(2999, 1, 1, tzinfo=UTC)
    assert written_since(data.paths, later).words == "Từ lúc đó đến nay chưa ghi thêm gì."
    assert written_since(data_paths(tmp_path / "không có"), later).counts == ()
    data.close()
    data.paths.database.write_bytes(b"x" * 9000)
    assert "Không đọc được" in written_since(data.paths, later).words


def test_a_whole_data_folder_that_was_copied(data: DataFolder, stick: Path, laptop: Path) -> None:
    data.backup_now()
    before = rows_of(data.paths.database)
    shutil.copytree(data.paths.root, stick / "sổ cũ")
    restore(laptop, newest_at(stick / "sổ cũ"))
    assert rows_of(laptop / "so-binh-dang.db") == before
    assert contents_in(laptop) == set(CONTENTS.values())


def test_the_list_tells_what_each_holds(source: Data, stick: Path) -> None:
    made = back_up_to(source, stick, now=NOON)
    for place in (stick, made.folder, made.database):
        [one] = generations_at(place)
        assert one.made_at == NOON
        assert one.reason == "Khi sao lưu ra USB"
        assert one.counts == "0 văn bản, 4 hoạt động, 4 tệp"
    [local] = local_generations(source.paths)
    assert (local.path.name, local.beside_data) == (made.database.name, True)
    made.database.with_suffix(".json").unlink()
    assert newest_at(stick).counts == ""
    with pytest.raises(NotFoundError, match="SoBinhDang"):
        generations_at(source.paths.logs)


def test_attachments_that_cannot_be_had_are_named(source: Data, stick: Path, laptop: Path) -> None:
    before = rows_of(source.paths.database)
    made = back_up_to(source, stick, now=NOON)
    lost, spoiled = sorted(CONTENTS)[:2]
    lying = {path.read_bytes(): path for path in (made.folder / "dinh-kem").iterdir()}
    lying[CONTENTS[lost]].unlink()
    lying[CONTENTS[spoiled]].write_bytes(b"spoiled")

    with pytest.raises(MissingFilesError, match=lost) as told:
        restore(laptop, newest_at(stick))
    assert set(told.value.names) == {lost, spoiled}
    assert not (laptop / "so-binh-dang.db").exists()

    restored = restore(laptop, newest_at(stick), accept_missing=True)
    assert set(restored.missing) == {lost, spoiled}
    assert rows_of(laptop / "so-binh-dang.db") == before
    assert contents_in(laptop) == set(CONTENTS.values()) - {CONTENTS[lost], CONTENTS[spoiled]}


def test_it_can_be_stopped(source: Data, stick: Path, data: DataFolder) -> None:
    back_up_to(source, stick, now=NOON)
    data.close()
    job, before = JobContext(), lying(data.paths.root)
    job.cancel()
    with pytest.raises(CancelledError):
        restore(data.paths.root, newest_at(stick), job=job)
    assert lying(data.paths.root) == before


def test_a_spoiled_attachment_of_the_folder_is_mended(
    source: Data, stick: Path, data: DataFolder
) -> None:
    back_up_to(source, stick, now=NOON)
    data.close()
    path = next(data.paths.attachments.iterdir())
    content = path.read_bytes()
    path.write_bytes(b"x" * len(content))
    restore(data.paths.root, newest_at(stick))
    assert path.read_bytes() == content


def lying(root: Path) -> dict[Path, bytes]:
    """Every file but the lock and the empty log that a look at the data leaves."""
    passing = (".lock", ".db-shm", ".db-wal")
    return {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in passing
    }


@pytest.mark.parametrize("damage", ["one byte", "cut"])
def test_a_damaged_backup_changes_nothing(
    source: Data, stick: Path, data: DataFolder, damage: str
) -> None:
    made = back_up_to(source, stick, now=NOON)
    data.close()
    content = bytearray(made.database.read_bytes())
    if damage == "cut":
        del content[-4096:]
    else:
        content[-100] ^= 1
    made.database.write_bytes(content)
    before = lying(data.paths.root)

    with pytest.raises(DamagedFileError, match="giữ nguyên"):
        restore(data.paths.root, newest_at(stick))

    assert lying(data.paths.root) == before


def test_data_of_a_newer_program_are_refused_by_name(
    data: DataFolder, tmp_path: Path, laptop: Path
) -> None:
    backup = make_backup(data.db.engine, tmp_path / "sao lưu", reason="mo", now=NOON)
    with sqlite3.connect(backup) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    backup.with_suffix(".json").unlink()
    with pytest.raises(DataFileError, match=r"mới hơn.*9999"):
        restore(laptop, newest_at(tmp_path / "sao lưu"))
    assert not (laptop / "so-binh-dang.db").exists()


def test_the_folder_must_be_free_and_not_on_a_server(data: DataFolder) -> None:
    data.backup_now()
    [generation] = local_generations(data.paths)
    with pytest.raises(DataFileError, match="cửa sổ khác"):
        restore(data.paths.root, generation)
    data.close()
    data.paths.server.write_text("postgresql+psycopg://mau@nowhere/mau", encoding="utf-8")
    with pytest.raises(ValidationError, match="người quản trị máy chủ"):
        restore(data.paths.root, generation)


class _Killed(BaseException):
    pass


@pytest.fixture
def kill_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Die at the nth write, rename, removal or flush of a restore."""
    patch = pytest.MonkeyPatch()
    done = 0

    def counted(work: Callable[..., Any], at: int) -> Callable[..., Any]:
        def one(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == at:
                raise _Killed
            return work(*arguments, **named)

        return one

    def begin(at: int) -> None:
        nonlocal done
        patch.undo()
        done = 0
        if not at:
            return
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, counted(getattr(Path, name), at))
        patch.setattr(swapping.shutil, "copyfile", counted(swapping.shutil.copyfile, at))
        patch.setattr(os, "fsync", counted(os.fsync, at))

    yield begin
    patch.undo()


def test_killed_anywhere_the_old_data_or_the_new(
    source: Data, stick: Path, data: DataFolder, tmp_path: Path, kill_at: Callable[[int], None]
) -> None:
    then = rows_of(source.paths.database)
    back_up_to(source, stick, now=NOON)
    attach(data, "sau đó.pdf", b"%PDF sau" * 300)
    now = rows_of(source.paths.database)
    data.close()
    seen, at, every = set(), 1, 1 if os.environ.get("BDG_STRESS") else 3
    while True:
        root = tmp_path / f"lần {at}"
        shutil.copytree(data.paths.root, root)
        kill_at(at)
        try:
            restore(root, newest_at(stick), now=NOON)
            ended = True
        except _Killed:
            ended = False
        kill_at(0)
        swapping.finish_swap(root / "so-binh-dang.db")
        found = rows_of(root / "so-binh-dang.db")
        assert found in (then, now)
        assert contents_in(root) >= set(CONTENTS.values())
        seen.add("new" if found == then else "old")
        if ended:
            break
        at += every
    assert at > 9
    assert seen == {"old", "new"}


def test_restored_by_name_or_the_newest(data: DataFolder) -> None:
    older = data.backup_now("mo")
    data.close()
    with pytest.raises(NotFoundError, match="20200101-000000-mo"):
        restore_data_folder(data.paths.root, name="20200101-000000-mo.db")
    assert restore_data_folder(data.paths.root, name=older.name).backup == older
    assert len(list_backups(data.paths.backups)) == 2


@pytest.fixture
def encrypted(data: DataFolder) -> Iterator[DataFolder]:
    """The same folder, encrypted."""
    data.close()
    keys, opened, _code = new_key_file(SECRET, encrypted=True)
    vault = FileVault(opened.key)
    contents = [path.read_bytes() for path in data.paths.attachments.iterdir()]
    shutil.rmtree(data.paths.attachments)
    for content in contents:
        vault.put(data.paths.attachments, content, ".pdf")
    locked = data.paths.root / "khóa.db"
    copy_with_key(data.paths.database, None, locked, opened.key)
    locked.replace(data.paths.database)
    write_key_file(data.paths.key_file, keys)
    open_again = open_data_folder(data.paths.root, actor="Mẫu", key=opened.key)
    yield open_again
    open_again.close()


def test_an_encrypted_folder_goes_out_encrypted_and_comes_back_so(
    encrypted: DataFolder, stick: Path, laptop: Path
) -> None:
    before = rows_of(encrypted.paths.database, encrypted.key)
    made = back_up_to(Data(encrypted.db, encrypted.paths), stick, now=NOON)
    with pytest.raises(ValidationError, match="đã khóa"):
        back_up_to(Data(encrypted.db, encrypted.paths), stick, passphrase="một câu khác hẳn")
    everything = b"".join(path.read_bytes() for path in stick.rglob("*") if path.is_file())
    assert "Tập huấn".encode() not in everything
    assert not any(content in everything for content in CONTENTS.values())

    generation = newest_at(made.folder)
    keys = Keys(backup=opened_key(generation, SECRET))
    restored = restore(laptop, generation, keys=keys)

    assert not restored.unlocked
    assert rows_of(laptop / "so-binh-dang.db", keys.backup) == before
    assert contents_in(laptop, keys.backup) == set(CONTENTS.values())
    with pytest.raises(NeedsPasswordError):
        open_data_folder(laptop, actor="Mẫu")
    open_data_folder(laptop, actor="Mẫu", key=keys.backup).close()
    again = Keys(keys.backup, keys.backup)
    kept = restore(laptop, generation, keys=again).kept
    assert kept is not None
    assert rows_of(kept, keys.backup)["activity"] == before["activity"]


def test_an_open_backup_into_an_encrypted_folder_is_encrypted(
    stick: Path, encrypted: DataFolder, tmp_path: Path
) -> None:
    plain = tmp_path / "sổ để ngỏ"
    key = encrypted.key
    encrypted.close()
    opened = open_data_folder(plain, actor="Mẫu")
    attach(opened, "thêm.pdf", b"%PDF them" * 500)
    back_up_to(Data(opened.db, opened.paths), stick, now=NOON)
    opened.close()
    with pytest.raises(NeedsPasswordError):
        restore(encrypted.paths.root, newest_at(stick))
    restore(encrypted.paths.root, newest_at(stick), keys=Keys(key))
    found = rows_of(encrypted.paths.database, key)
    assert len(found["activity"]) == 1
    assert b"%PDF them" * 500 in contents_in(encrypted.paths.root, key)
    assert not encrypted.paths.database.read_bytes().startswith(b"SQLite format 3")
