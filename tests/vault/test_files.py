"""Files under the folder's key: whole, of one's own, and telling nothing."""

import hashlib
from pathlib import Path

import pytest

from app.errors import DataFileError
from app.vault.crypt import derived_key, keyed_name, new_key
from app.vault.files import FileVault

WORDS = "Nguyễn Thị Mẫu, thôn Đoài".encode()
DIGEST = hashlib.sha256(WORDS).hexdigest()


def test_without_a_key_files_stay_as_they_are(tmp_path: Path) -> None:
    vault = FileVault()
    path = vault.put(tmp_path / "dinh-kem", WORDS, ".txt")
    assert path.name == f"{DIGEST}.txt"
    assert path.read_bytes() == WORDS == vault.read(path)
    assert vault.find(tmp_path / "dinh-kem", DIGEST) == path
    assert not vault.locks


def test_with_a_key_neither_name_nor_bytes_tell_anything(tmp_path: Path) -> None:
    vault = FileVault(new_key())
    path = vault.put(tmp_path, WORDS, ".txt")
    assert DIGEST not in path.name
    assert path.suffix == ".khoa"
    assert b"Nguy" not in path.read_bytes()
    assert vault.read(path) == WORDS
    assert vault.find(tmp_path, DIGEST) == path
    assert FileVault(new_key()).find(tmp_path, DIGEST) is None
    assert vault.find(tmp_path, "../*") is None


def test_the_same_content_is_kept_once_and_a_torn_one_is_mended(tmp_path: Path) -> None:
    vault = FileVault(new_key())
    path = vault.put(tmp_path, WORDS, ".txt")
    before = path.read_bytes()
    assert vault.put(tmp_path, WORDS, ".pdf") == path
    assert path.read_bytes() == before
    path.write_bytes(before[:20])
    assert vault.read(vault.put(tmp_path, WORDS, ".txt")) == WORDS


def test_changed_swapped_and_foreign_files_are_refused(tmp_path: Path) -> None:
    vault = FileVault(new_key())
    path = vault.put(tmp_path, WORDS, ".txt")
    whole = path.read_bytes()
    other = vault.put(tmp_path, b"khac", ".txt")
    other.write_bytes(whole)
    with pytest.raises(DataFileError, match="bị hỏng hoặc bị thay"):
        vault.read(other)
    for damaged in (b"", whole[:-1], whole[:9], WORDS, whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(damaged)
        with pytest.raises(DataFileError):
            vault.read(path)
    path.write_bytes(whole)
    with pytest.raises(DataFileError):
        FileVault(new_key()).read(path)
    with pytest.raises(DataFileError):
        vault.read(tmp_path / "không có")


def test_a_file_under_a_name_of_its_own_is_locked_too(tmp_path: Path) -> None:
    vault = FileVault(new_key())
    vault.write(tmp_path / "dở.nhap", WORDS)
    assert b"Nguy" not in (tmp_path / "dở.nhap").read_bytes()
    assert vault.read(tmp_path / "dở.nhap") == WORDS


def test_keys_made_of_a_key_are_those_of_the_standards() -> None:
    # RFC 5869 A.3 (no salt, no info) begins with these bytes; RFC 4231, test case 2.
    made = derived_key(b"\x0b" * 22, b"").hex()
    assert made == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    name = keyed_name(b"Jefe", b"what do ya want for nothing?")
    assert name == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
