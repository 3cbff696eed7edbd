"""The office's private keys as a text to be kept in its data, which guard them."""

from dataclasses import dataclass
from typing import Final

from app.exchange import shapes as s
from app.exchange.canonical import JsonError, TextError, canonical, read_json
from app.exchange.office_cards import CardError, OfficeKeys, as_base64, from_base64
from app.exchange.record_shapes import record
from app.exchange.shapes import WrongError
from app.vault import crypt

_LARGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class _KeyFile:
    """``salt`` is of a lock of its own, which the first versions had; it is empty."""

    format: str
    format_version: str
    salt: str
    keys: str


_SHAPE: Final = record(
    _KeyFile,
    {
        "format": s.matching("bdg-khoa", "phải là bdg-khoa"),
        "format_version": s.matching(r"1\.[0-9]{1,4}", "phải là 1.0"),
        "salt": s.matching("", "phải để trống"),
        "keys": s.BASE64,
    },
)


def key_text(keys: OfficeKeys) -> str:
    """The keys as they are kept."""
    plain = as_base64(keys.signing + keys.sealing)
    return canonical(_SHAPE.write(_KeyFile("bdg-khoa", "1.0", "", plain))).decode("ascii")


def keys_in(text: str) -> OfficeKeys:
    """The keys in a kept text (CardError when it is damaged)."""
    try:
        if len(text) > _LARGEST:
            raise JsonError("quá dài")
        found: _KeyFile = _SHAPE.read(read_json(text.encode("utf-8")))
    except (TextError, JsonError, WrongError) as error:
        raise _damaged(str(error)) from error
    plain = from_base64(found.keys)
    if plain is None or len(plain) != 2 * crypt.KEY_BYTES:
        raise _damaged("length")
    return OfficeKeys(plain[: crypt.KEY_BYTES], plain[crypt.KEY_BYTES :])


def _damaged(detail: str) -> CardError:
    return CardError(
        "Khóa của đơn vị đã hỏng. Số liệu trong sổ không bị ảnh hưởng. Hãy lấy lại dữ liệu từ bản "
        "sao lưu, hoặc đổi khóa rồi gửi lại thẻ cơ quan.",
        detail=detail,
    )
