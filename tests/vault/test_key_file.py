"""Passwords, the recovery code and the file that holds the key of a folder."""

import json
from functools import cache
from pathlib import Path

import pytest

from app.domain.recovery_codes import CODE_BYTES, code_of, typed_code
from app.domain.short_codes import ALPHABET
from app.errors import ConflictError, DataFileError, NotFoundError, ValidationError
from app.vault import crypt
from app.vault.key_file import (
    RECOVERY,
    KeyFile,
    Opened,
    WrongPasswordError,
    changed_slot,
    new_key_file,
    new_recovery,
    open_with_password,
    open_with_recovery,
    read_key_file,
    with_slot,
    without_slot,
    write_key_file,
)

PASSWORD = "ruộng bậc thang"


@cache
def made() -> tuple[KeyFile, Opened, str]:
    """One key file for all tests: its passwords are made once."""
    return new_key_file(PASSWORD, encrypted=True)


@cache
def shared() -> tuple[KeyFile, str]:
    """The same with a second password."""
    key_file, opened, _code = made()
    return with_slot(key_file, opened, "con suối nhỏ")


class TestRecoveryCode:
    def test_every_single_wrong_sign_is_found_and_its_group_named(self) -> None:
        code = code_of(bytes(range(CODE_BYTES)))
        assert typed_code(f" {code.lower().replace('-', ' ')} ") == code
        for at, sign in enumerate(code):
            if sign == "-":
                continue
            for other in f"{ALPHABET}01IO".replace(sign, ""):
                with pytest.raises(ValidationError, match=f"Nhóm thứ {at // 6 + 1} "):
                    typed_code(code[:at] + other + code[at + 1 :])

    def test_neighbours_and_groups_that_changed_places_are_found(self) -> None:
        code = code_of(bytes(range(7, 7 + CODE_BYTES)))
        for at in range(len(code) - 1):
            one, two = code[at : at + 2]
            if one != two and "-" not in (one, two):
                with pytest.raises(ValidationError):
                    typed_code(code[:at] + two + one + code[at + 2 :])
        groups = code.split("-")
        with pytest.raises(ValidationError, match="Nhóm thứ 1 "):
            typed_code("-".join([groups[1], groups[0], *groups[2:]]))

    def test_a_code_of_another_length_is_told(self) -> None:
        with pytest.raises(ValidationError, match="mới gõ 5 ký tự"):
            typed_code("ABCDE")


class TestOpening:
    def test_password_and_recovery_code_give_the_same_key(self) -> None:
        key_file, opened, code = made()
        by_password = open_with_password(key_file, f" {PASSWORD} ")
        by_code = open_with_recovery(key_file, code.lower())
        assert by_password == opened
        assert (by_code.key, by_code.slot) == (opened.key, RECOVERY)

    def test_a_wrong_password_opens_nothing(self, tries: int) -> None:
        key_file, _opened, code = made()
        for at in range(tries):
            with pytest.raises(WrongPasswordError):
                open_with_password(key_file, f"{PASSWORD} {at}")
        with pytest.raises(WrongPasswordError):
            open_with_recovery(key_file, code_of(bytes(CODE_BYTES)))
        with pytest.raises(WrongPasswordError):
            open_with_password(key_file, code)

    def test_each_password_tells_its_slot(self) -> None:
        key_file, slot = shared()
        first = made()[1]
        second = open_with_password(key_file, "con suối nhỏ")
        assert second.slot == slot != first.slot
        assert second.key == first.key

    def test_two_people_cannot_have_the_same_password(self) -> None:
        key_file, opened, _code = made()
        with pytest.raises(ValidationError, match="khác") as told:
            with_slot(key_file, opened, PASSWORD)
        assert told.value.field == "passphrase"

    def test_a_short_password_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="ít nhất 8"):
            new_key_file("ngắn", encrypted=True)

    def test_a_guess_costs_64_megabytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # What a stolen key file is worth: n·r·128 bytes for each guess, as for packages.
        monkeypatch.undo()
        assert crypt._SCRYPT["n"] * crypt._SCRYPT["r"] * 128 == 64 * 1024 * 1024


class TestChanging:
    def test_a_changed_password_replaces_the_old_one(self) -> None:
        key_file, opened, _code = made()
        changed = changed_slot(key_file, opened, opened.slot, "đồi chè xanh")
        assert open_with_password(changed, "đồi chè xanh") == opened
        with pytest.raises(WrongPasswordError):
            open_with_password(changed, PASSWORD)

    def test_a_slot_taken_away_opens_no_more(self) -> None:
        key_file, slot = shared()
        left = without_slot(key_file, slot)
        with pytest.raises(WrongPasswordError):
            open_with_password(left, "con suối nhỏ")
        with pytest.raises(ConflictError, match="cuối cùng"):
            without_slot(left, left.slots[0].id)
        with pytest.raises(NotFoundError):
            without_slot(left, slot)

    def test_a_new_recovery_code_replaces_the_old_one(self) -> None:
        key_file, opened, old = made()
        changed, code = new_recovery(key_file, opened)
        assert open_with_recovery(changed, code).key == opened.key
        with pytest.raises(WrongPasswordError, match="thay bằng mã mới"):
            open_with_recovery(changed, old)


class TestOnDisk:
    def test_it_comes_back_as_it_went_and_holds_no_secret(self, tmp_path: Path) -> None:
        key_file, opened, code = made()
        path = tmp_path / "khoa.json"
        assert read_key_file(path) is None
        write_key_file(path, key_file)
        assert read_key_file(path) == key_file
        text = path.read_text("ascii")
        assert opened.key.hex() not in text
        assert PASSWORD not in text
        assert code not in text
        assert opened.key.hex() not in repr(opened)
        assert str(opened.key) not in repr(opened)

    @pytest.mark.parametrize(
        "change",
        [
            {"format": "khác"},
            {"format_version": "2.0"},
            {"encrypted": "yes"},
            {"slots": []},
            {"slots": [{"id": "", "salt": "00" * 16, "locked": "00"}]},
            {"slots": [{"id": "a1", "salt": "00", "locked": "00"}]},
            {"slots": [{"id": "a1", "salt": "00" * 16, "locked": None}]},
            {"slots": {"id": "a1"}},
            {"recovery": {"id": "../x", "salt": "00" * 16, "locked": "00"}},
            {"recovery": None},
            {"more": "x" * 100_000},
        ],
    )
    def test_a_damaged_one_is_refused(self, tmp_path: Path, change: dict[str, object]) -> None:
        path = tmp_path / "khoa.json"
        write_key_file(path, made()[0])
        path.write_text(
            json.dumps({**json.loads(path.read_text("ascii")), **change}), encoding="ascii"
        )
        with pytest.raises(DataFileError, match="đã hỏng"):
            read_key_file(path)

    @pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff\xfe", b"{", b"1" * 4000])
    def test_anything_else_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "khoa.json"
        path.write_bytes(content)
        with pytest.raises(DataFileError, match="đã hỏng"):
            read_key_file(path)

    def test_what_cannot_be_read_or_written_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(DataFileError, match="thư mục"):
            read_key_file(tmp_path)
        with pytest.raises(DataFileError):
            write_key_file(tmp_path / "không có" / "khoa.json", made()[0])
