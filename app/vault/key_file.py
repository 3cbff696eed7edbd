"""The key file of a data folder: its one key, locked by each password and by the recovery code."""

import json
import re
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from app.domain.recovery_codes import CODE_BYTES, code_of, typed_code
from app.errors import AppError, ConflictError, DataFileError, NotFoundError, ValidationError
from app.files import explain_os_error, put_in_place
from app.vault import crypt
from app.vault.passwords import checked_passphrase

_FORMAT: Final = "bdg-khoa-so"
_VERSION: Final = "1.0"
_PURPOSE: Final = b"bdg-khoa-so/1 "
#: The slot of the recovery code; no officer's slot is empty.
RECOVERY: Final = ""
_LARGEST: Final = 100_000
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+")


class NeedsPasswordError(AppError):
    """The folder opens with a password and none was given; ``encrypted`` or only a gate."""

    def __init__(self, *, encrypted: bool) -> None:
        super().__init__(
            "Sổ này có mật khẩu. Dữ liệu vẫn nguyên vẹn. Hãy gõ mật khẩu của mình, hoặc mã khôi "
            "phục nếu đã quên."
        )
        self.encrypted = encrypted


class WrongPasswordError(AppError):
    """No slot opens with what was typed."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The key of the folder locked by one password; ``id`` tells nothing of whose it is."""

    id: str
    salt: bytes
    locked: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Who opens the folder. ``encrypted`` False: the password is a gate, the files lie open."""

    encrypted: bool
    slots: tuple[KeySlot, ...]
    recovery: KeySlot


@dataclass(frozen=True, slots=True)
class Opened:
    """The key of the folder, and the slot that gave it; RECOVERY for the recovery code."""

    key: bytes = field(repr=False)
    slot: str


def read_key_file(path: Path) -> KeyFile | None:
    """The key file; None when the folder has none, so opens without a password.

    Raises:
        DataFileError: damaged, newer than this program, or it cannot be read.
    """
    try:
        content = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise explain_os_error(error) from error
    if content is None:
        return None
    try:
        return _key_file(content)
    except (ValueError, KeyError, TypeError) as error:
        raise DataFileError(
            f"Tệp khóa “{path.name}” đã hỏng hoặc của bản chương trình mới hơn nên chưa mở được sổ. "
            "Dữ liệu giữ nguyên. Hãy chép tệp này từ bản sao lưu gần nhất về đúng chỗ rồi mở lại.",
            detail=type(error).__name__,
        ) from error


def write_key_file(path: Path, key_file: KeyFile) -> None:
    """Put the key file in place in one step.

    Raises:
        DataFileError: the disk refuses; the old one stays.
    """
    try:
        put_in_place(path, key_file_bytes(key_file))
    except OSError as error:
        raise explain_os_error(OSError(error.errno, error.strerror, str(path))) from error


def key_file_bytes(key_file: KeyFile) -> bytes:
    """The key file as it is written."""
    content = {
        "format": _FORMAT,
        "format_version": _VERSION,
        "encrypted": key_file.encrypted,
        "slots": [_plain(slot) for slot in key_file.slots],
        "recovery": _plain(key_file.recovery),
    }
    return json.dumps(content, indent=1).encode("ascii")


def new_key_file(password: str, *, encrypted: bool) -> tuple[KeyFile, Opened, str]:
    """A new key with its first slot, and the recovery code, which is kept nowhere.

    Raises:
        ValidationError: the password is too short.
    """
    key = crypt.new_key()
    slot = _locked_slot(key, _new_id(()), checked_passphrase(password))
    recovery, code = _recovery(key)
    return KeyFile(encrypted, (slot,), recovery), Opened(key, slot.id), code


def open_with_password(key_file: KeyFile, password: str) -> Opened:
    """The slot that this password opens.

    Raises:
        WrongPasswordError: none.
    """
    opened = _opened(key_file.slots, password)
    if opened is None:
        raise WrongPasswordError(
            "Mật khẩu không đúng. Dữ liệu giữ nguyên, gõ sai không làm mất gì. Hãy xem phím Caps "
            "Lock và bộ gõ tiếng Việt rồi gõ lại; nếu đã quên, hãy dùng mã khôi phục."
        )
    return opened


def open_with_recovery(key_file: KeyFile, code: str) -> Opened:
    """The key, by the recovery code.

    Raises:
        ValidationError: a group was typed wrongly; it is named.
        WrongPasswordError: a code of another folder, or one that was replaced.
    """
    opened = _opened((key_file.recovery,), typed_code(code))
    if opened is None:
        raise WrongPasswordError(
            "Mã khôi phục này không phải của sổ đang mở, hoặc đã được thay bằng mã mới. Dữ liệu giữ "
            "nguyên. Hãy tìm tờ mã mới nhất."
        )
    return opened


def with_slot(key_file: KeyFile, opened: Opened, password: str) -> tuple[KeyFile, str]:
    """One more password for the same key, and its slot.

    Raises:
        ValidationError: too short, or another slot opens with it.
    """
    slot = _new_slot(key_file, opened, _new_id(key_file.slots), password)
    return replace(key_file, slots=(*key_file.slots, slot)), slot.id


def changed_slot(key_file: KeyFile, opened: Opened, slot: str, password: str) -> KeyFile:
    """Another password for a slot; the old one opens it no more.

    Raises:
        ValidationError: too short, or another slot opens with it.
        NotFoundError: there is no such slot.
    """
    others = _without(key_file.slots, slot)
    new = _new_slot(replace(key_file, slots=others), opened, slot, password)
    slots = tuple(new if old.id == slot else old for old in key_file.slots)
    return replace(key_file, slots=slots)


def without_slot(key_file: KeyFile, slot: str) -> KeyFile:
    """The slot's password opens the folder no more.

    Raises:
        NotFoundError: there is no such slot.
        ConflictError: it is the last one.
    """
    others = _without(key_file.slots, slot)
    if not others:
        raise ConflictError(
            "Đây là mật khẩu cuối cùng nên không bỏ riêng được; mọi thứ giữ nguyên. Hãy thêm người "
            "khác trước, hoặc tắt mật khẩu của sổ."
        )
    return replace(key_file, slots=others)


def _without(slots: tuple[KeySlot, ...], slot: str) -> tuple[KeySlot, ...]:
    others = tuple(old for old in slots if old.id != slot)
    if len(others) == len(slots):
        raise NotFoundError("Người này chưa có mật khẩu trong sổ; mọi thứ giữ nguyên.")
    return others


def new_recovery(key_file: KeyFile, opened: Opened) -> tuple[KeyFile, str]:
    """Another recovery code; the old one opens the folder no more."""
    recovery, code = _recovery(opened.key)
    return replace(key_file, recovery=recovery), code


def _recovery(key: bytes) -> tuple[KeySlot, str]:
    code = code_of(secrets.token_bytes(CODE_BYTES))
    return _locked_slot(key, RECOVERY, code), code


def _new_slot(key_file: KeyFile, opened: Opened, slot: str, password: str) -> KeySlot:
    # The password alone says who is there, so two people cannot have the same one.
    if _opened(key_file.slots, checked_passphrase(password)) is not None:
        raise ValidationError(
            "Mật khẩu này không dùng được. Hãy chọn một mật khẩu khác.", field="passphrase"
        )
    return _locked_slot(opened.key, slot, password)


def _locked_slot(key: bytes, slot: str, password: str) -> KeySlot:
    salt = crypt.new_salt()
    locked = crypt.lock(crypt.passphrase_key(password, salt), key, _PURPOSE + slot.encode("ascii"))
    return KeySlot(slot, salt, locked)


def _opened(slots: tuple[KeySlot, ...], password: str) -> Opened | None:
    for slot in slots:
        made = crypt.passphrase_key(password, slot.salt)
        key = crypt.unlock(made, slot.locked, _PURPOSE + slot.id.encode("ascii"))
        if key is not None:
            return Opened(key, slot.id)
    return None


def _new_id(taken: tuple[KeySlot, ...]) -> str:
    ids = {slot.id for slot in taken}
    while (made := secrets.token_hex(4)) in ids:
        continue
    return made


def _plain(slot: KeySlot) -> dict[str, str]:
    return {"id": slot.id, "salt": slot.salt.hex(), "locked": slot.locked.hex()}


def _key_file(content: bytes) -> KeyFile:
    if len(content) > _LARGEST:
        raise ValueError(len(content))
    stored = json.loads(content)
    version = str(stored["format_version"]).split(".")
    if stored["format"] != _FORMAT or version[0] != _VERSION.split(".")[0]:
        raise ValueError(version)
    if not isinstance(stored["encrypted"], bool) or not isinstance(stored["slots"], list):
        raise TypeError
    slots = tuple(_slot(slot) for slot in stored["slots"])
    ids = {slot.id for slot in slots}
    if not slots or RECOVERY in ids or len(ids) != len(slots):
        raise ValueError(len(slots))
    return KeyFile(stored["encrypted"], slots, _slot(stored["recovery"]))


def _slot(stored: Any) -> KeySlot:
    slot, salt, locked = (stored[name] for name in ("id", "salt", "locked"))
    if not (isinstance(slot, str) and re.fullmatch(r"[0-9a-f]{0,32}", slot)):
        raise ValueError("id")
    if not (_HEX.fullmatch(salt) and _HEX.fullmatch(locked)) or len(salt) != 2 * crypt.SALT_BYTES:
        raise ValueError("hex")
    return KeySlot(slot, bytes.fromhex(salt), bytes.fromhex(locked))
