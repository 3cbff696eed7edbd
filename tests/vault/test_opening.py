"""Opening a folder that has a password: with it, without it, and only to look."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.data_folder import data_paths, open_data_folder
from app.db.server import keep_server, parse_server, read_server
from app.errors import ConflictError, DataFileError, ValidationError
from app.models import DutyDone
from app.vault.files import FileVault
from app.vault.key_file import NeedsPasswordError, WrongPasswordError, changed_slot
from app.vault.shown import clear_shown_room, new_shown_room
from app.workflows.folder_keys import drop_keys, keep_keys, read_keys, unlock, unlock_with_recovery
from tests.vault.conftest import DAY, PASSWORD, NewFolder


def add_duty(session: Session) -> None:
    session.add(DutyDone(id=uuid4(), year=2026, code=uuid4().hex[:8], done_on=DAY, note="Mẫu"))


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(DutyDone)) or 0


@pytest.mark.parametrize("encrypted", [True, False])
def test_it_opens_with_the_password_and_with_nothing_else(
    tmp_path: Path, new_folder: NewFolder, tries: int, *, encrypted: bool
) -> None:
    root = tmp_path / "sổ"
    folder, code = new_folder(root, encrypted=encrypted)
    folder.db.write(add_duty)
    folder.close()
    paths = data_paths(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for at in range(tries):
        with pytest.raises(WrongPasswordError):
            unlock(paths, f"{PASSWORD}{at}")
    with pytest.raises(NeedsPasswordError) as needs:
        open_data_folder(root, actor="Mẫu")
    assert needs.value.encrypted is encrypted
    known = {path: path.read_bytes() for path in before if path != paths.lock}
    assert known == {path: before[path] for path in known}

    for opened in (unlock(paths, PASSWORD), unlock_with_recovery(paths, code)):
        assert opened is not None
        folder = open_data_folder(root, actor="Mẫu", key=opened.key)
        assert folder.db.read(count) == 1
        assert folder.key == opened.key
        assert opened.key.hex() not in repr(folder)
        folder.close()
    assert paths.database.read_bytes().startswith(b"SQLite") is not encrypted


def test_a_folder_without_a_password_needs_none(tmp_path: Path) -> None:
    open_data_folder(tmp_path, actor="Mẫu").close()
    paths = data_paths(tmp_path)
    assert unlock(paths, "gì cũng được") is None
    assert unlock_with_recovery(paths, "gì cũng được") is None
    assert not paths.key_file.exists()


def test_a_lost_or_damaged_key_file_comes_back_from_its_second_copy(
    tmp_path: Path, new_folder: NewFolder
) -> None:
    root = tmp_path / "sổ"
    folder, _code = new_folder(root)
    folder.close()
    paths = folder.paths
    keys = read_keys(paths)
    for spoil in (paths.key_file.unlink, lambda: paths.key_file.write_bytes(b"{")):
        spoil()
        opened = unlock(paths, PASSWORD)
        assert opened is not None
        open_data_folder(root, actor="Mẫu", key=opened.key).close()
        assert read_keys(paths) == keys
        assert paths.key_file.read_bytes() == paths.second_key_file.read_bytes()
    for path in (paths.key_file, paths.second_key_file):
        path.write_bytes(b"{")
    with pytest.raises(DataFileError, match="Tệp khóa"):
        open_data_folder(root, actor="Mẫu", key=folder.key)


def test_a_copy_of_the_keys_left_behind_is_brought_up_to_date(
    tmp_path: Path, new_folder: NewFolder
) -> None:
    root = tmp_path / "sổ"
    folder, _code = new_folder(root)
    folder.close()
    paths = folder.paths
    opened, keys = unlock(paths, PASSWORD), read_keys(paths)
    assert opened is not None
    assert keys is not None
    old = paths.second_key_file.read_bytes()
    keep_keys(paths, changed_slot(keys, opened, opened.slot, "đồi chè xanh"))
    paths.second_key_file.write_bytes(old)
    open_data_folder(root, actor="Mẫu", key=opened.key).close()
    assert paths.second_key_file.read_bytes() == paths.key_file.read_bytes() != old


def test_only_looking_writes_nothing_and_needs_no_lock(
    tmp_path: Path, new_folder: NewFolder
) -> None:
    root = tmp_path / "sổ"
    folder, _code = new_folder(root)
    folder.db.write(add_duty)
    look = open_data_folder(root, actor="Mẫu", key=folder.key, read_only=True)
    assert look.db.read(count) == 1
    with pytest.raises(ValidationError, match="chỉ để xem"):
        look.db.write(add_duty)
    folder.db.write(add_duty)
    assert look.db.read(count) == 2
    look.close()
    folder.close()
    with pytest.raises(DataFileError, match="nâng cấp"):
        open_data_folder(tmp_path / "không có", actor="Mẫu", read_only=True)
    assert not (tmp_path / "không có").exists()


def test_the_address_of_a_server_is_locked_too(tmp_path: Path) -> None:
    vault = FileVault(bytes(32))
    server = parse_server("postgresql://vanphong@may-chu-xa/so")
    keep_server(tmp_path / "may-chu.txt", server, vault)
    assert b"may-chu-xa" not in (tmp_path / "may-chu.txt").read_bytes()
    assert read_server(tmp_path / "may-chu.txt", vault) == server
    with pytest.raises(DataFileError, match="chữ không đọc được"):
        read_server(tmp_path / "may-chu.txt")


def test_shown_copies_are_gone_after_closing_and_after_a_crash(
    tmp_path: Path, new_folder: NewFolder
) -> None:
    root = tmp_path / "sổ"
    folder, _code = new_folder(root)
    room = new_shown_room(folder.paths.shown)
    assert room.parent.stat().st_mode & 0o077 == 0
    (room / "Ảnh.jpg").write_bytes(b"x")
    look = open_data_folder(root, actor="Mẫu", key=folder.key, read_only=True)
    look.close()
    assert room.exists()
    folder.close()
    assert not room.exists()
    room = new_shown_room(folder.paths.shown)
    open_data_folder(root, actor="Mẫu", key=folder.key).close()
    assert not room.exists()


def test_a_room_that_somebody_else_made_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "khác").mkdir()
    (tmp_path / "phòng").symlink_to(tmp_path / "khác")
    with pytest.raises(DataFileError, match="người khác"):
        new_shown_room(tmp_path / "phòng")
    clear_shown_room(tmp_path / "phòng")
    assert (tmp_path / "khác").exists()
    with pytest.raises(DataFileError):
        new_shown_room(tmp_path / "không có" / "phòng")


def test_a_gate_can_be_dropped_and_the_key_of_encrypted_files_cannot(
    tmp_path: Path, new_folder: NewFolder
) -> None:
    folder, _code = new_folder(tmp_path / "cổng", encrypted=False)
    folder.close()
    drop_keys(folder.paths)
    open_data_folder(tmp_path / "cổng", actor="Mẫu").close()
    locked, _code = new_folder(tmp_path / "khóa")
    locked.close()
    with pytest.raises(ConflictError, match="mã hóa"):
        drop_keys(locked.paths)
    assert unlock(locked.paths, PASSWORD) is not None
