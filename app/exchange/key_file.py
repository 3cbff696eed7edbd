"""The office's private keys on disk: readable by its owner only, with a passphrase if wanted."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import ValidationError
from app.exchange import crypt
from app.exchange import shapes as s
from app.exchange.canonical import JsonError, TextError, canonical, read_json
from app.exchange.office_cards import CardError, OfficeKeys, as_base64, from_base64
from app.exchange.record_shapes import record
from app.exchange.shapes import WrongError
from app.files import explain_os_error

#: A passphrase shorter than this is guessed.
SHORTEST_PASSPHRASE: Final = 8
_PURPOSE: Final = b"bdg-khoa/1 keys\0"
_LARGEST: Final = 10_000
_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class _KeyFile:
    format: str
    format_version: str
    salt: str
    keys: str


_SHAPE: Final = record(
    _KeyFile,
    {
        "format": s.matching("bdg-khoa", "phải là bdg-khoa"),
        "format_version": s.matching(r"1\.[0-9]{1,4}", "phải là 1.0"),
        "salt": s.matching(r"(?:[0-9a-f]{32})?", "phải là 32 chữ số hệ 16"),
        "keys": s.BASE64,
    },
)


def checked_passphrase(passphrase: str) -> str:
    """The passphrase, unless it is too short (ValidationError)."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise ValidationError(
            f"Mật khẩu cần ít nhất {SHORTEST_PASSPHRASE} ký tự. Nên dùng một câu ngắn dễ nhớ.",
            field="passphrase",
        )
    return passphrase


def write_keys(path: Path, keys: OfficeKeys, passphrase: str = "") -> None:
    """Write the keys to a new file; one that is there is never overwritten.

    Raises:
        CardError: there is a key file already.
        DataFileError: no room, no permission.
        ValidationError: the passphrase is too short.
    """
    content = canonical(_SHAPE.write(_locked(keys, passphrase))) + b"\n"
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put(beside, path)
    except OSError as error:
        raise explain_os_error(OSError(error.errno, error.strerror, str(path))) from error
    finally:
        beside.unlink(missing_ok=True)


def read_keys(path: Path, passphrase: str = "") -> OfficeKeys:
    """The keys in a file.

    Raises:
        CardError: damaged, a passphrase is asked for, or it is wrong.
        DataFileError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise explain_os_error(error) from error
    try:
        found: _KeyFile = _SHAPE.read(_value(content))
    except (TextError, JsonError, WrongError) as error:
        raise _damaged(str(error)) from error
    if found.salt and not passphrase:
        raise CardError(
            "Khóa của đơn vị được giữ bằng mật khẩu. Khóa vẫn nguyên vẹn. Hãy gõ mật khẩu."
        )
    return _unlocked(found, passphrase)


def asks_passphrase(path: Path) -> bool:
    """Whether the key file is kept with a passphrase; False for a file that is not there.

    Raises:
        CardError: damaged.
    """
    if not path.exists():
        return False
    try:
        read_keys(path)
    except CardError as error:
        if error.detail:
            raise
        return True
    return False


def _locked(keys: OfficeKeys, passphrase: str) -> _KeyFile:
    plain = keys.signing + keys.sealing
    if not passphrase:
        return _KeyFile("bdg-khoa", "1.0", "", as_base64(plain))
    salt = crypt.new_salt()
    key = crypt.passphrase_key(checked_passphrase(passphrase), salt)
    return _KeyFile("bdg-khoa", "1.0", salt.hex(), as_base64(crypt.lock(key, plain, _PURPOSE)))


def _unlocked(found: _KeyFile, passphrase: str) -> OfficeKeys:
    plain: bytes | None = from_base64(found.keys)
    if found.salt:
        key = crypt.passphrase_key(passphrase, bytes.fromhex(found.salt))
        plain = crypt.unlock(key, plain or b"", _PURPOSE)
        if plain is None:
            raise CardError(
                "Mật khẩu giữ khóa không đúng. Khóa vẫn nguyên vẹn. Hãy gõ lại; "
                "nếu đã quên thì phải tạo khóa mới và gửi lại thẻ cơ quan cho nơi nhận."
            )
    if plain is None or len(plain) != 2 * crypt.KEY_BYTES:
        raise _damaged("length")
    return OfficeKeys(plain[: crypt.KEY_BYTES], plain[crypt.KEY_BYTES :])


def _put(beside: Path, path: Path) -> None:
    """A rename that never takes the place of a key: losing one means enrolling anew."""
    if path.exists():
        raise CardError(
            "Đơn vị đã có khóa. Khóa đang dùng vẫn giữ nguyên. Muốn thay khóa, hãy dùng mục đổi khóa."
        )
    beside.replace(path)


def _value(content: bytes) -> Any:
    if len(content) > _LARGEST:
        raise JsonError("quá dài")
    return read_json(content)


def _damaged(detail: str) -> CardError:
    return CardError(
        "Tệp khóa của đơn vị đã hỏng. Số liệu trong sổ không bị ảnh hưởng. "
        "Hãy lấy lại tệp khóa từ bản sao lưu.",
        detail=detail,
    )
