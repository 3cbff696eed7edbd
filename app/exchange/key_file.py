"""The office's private keys as a text to be kept, locked with a passphrase if wanted."""

from dataclasses import dataclass
from typing import Final

from app.exchange import shapes as s
from app.exchange.canonical import JsonError, TextError, canonical, read_json
from app.exchange.office_cards import CardError, OfficeKeys, as_base64, from_base64
from app.exchange.record_shapes import record
from app.exchange.shapes import WrongError
from app.vault import crypt
from app.vault.passwords import checked_passphrase

_PURPOSE: Final = b"bdg-khoa/1 keys\0"
_LARGEST: Final = 10_000


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


def key_text(keys: OfficeKeys, passphrase: str = "") -> str:
    """The keys as they are kept, locked with the passphrase when one is given.

    Raises:
        ValidationError: the passphrase is too short.
    """
    return canonical(_SHAPE.write(_locked(keys, passphrase))).decode("ascii")


def keys_in(text: str, passphrase: str = "") -> OfficeKeys:
    """The keys in a kept text; a passphrase that is not needed is not looked at.

    Raises:
        CardError: damaged, a passphrase is asked for, or it is wrong.
    """
    found = _found(text)
    if found.salt and not passphrase:
        raise CardError(
            "Khóa của đơn vị được giữ bằng mật khẩu. Khóa vẫn nguyên vẹn. Hãy gõ mật khẩu."
        )
    return _unlocked(found, passphrase)


def asks_passphrase(text: str) -> bool:
    """Whether the keys are kept with a passphrase (CardError when damaged)."""
    return bool(_found(text).salt)


def _found(text: str) -> _KeyFile:
    try:
        if len(text) > _LARGEST:
            raise JsonError("quá dài")
        found: _KeyFile = _SHAPE.read(read_json(text.encode("utf-8")))
    except (TextError, JsonError, WrongError) as error:
        raise _damaged(str(error)) from error
    return found


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


def _damaged(detail: str) -> CardError:
    return CardError(
        "Khóa của đơn vị đã hỏng. Số liệu trong sổ không bị ảnh hưởng. Hãy lấy lại dữ liệu từ bản "
        "sao lưu, hoặc đổi khóa rồi gửi lại thẻ cơ quan.",
        detail=detail,
    )
