"""JSON as packages write it, and the strict reading of it: one text, one way to say a thing."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

#: Lists and records in one text, and commas: what a small text can blow up to in memory.
_MOST_LISTS: Final = 200_000
_MOST_COMMAS: Final = 2_000_000
#: Names in one record.
_MOST_KEYS: Final = 1000
#: Outside the letters, signs and marks that need no second look.
_ODD: Final = re.compile(
    r"[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]+"
)
_HIDDEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
#: ASCII without control signs, the second and third bytes of letters, U+00C0 to U+01BF, and the
#: two first bytes that need a look at what follows.
_PLAIN_BYTES: Final = bytes(
    [0x0A, *range(0x20, 0x7F), *range(0x80, 0xC0), 0xC3, 0xC4, 0xC5, 0xC6, 0xE1, 0xE2]
)
#: What must not follow those: other than U+1E80 to U+1EFF, and than – — ‘ ’ “ ” …
_ODD_AFTER: Final = (
    re.compile(rb"\xe1[^\xba\xbb]"),
    re.compile(rb"\xe2(?!\x80[\x93\x94\x98\x99\x9c\x9d\xa6])"),
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
#: More marks over one letter are an attack: putting them in order takes for ever.
_MOST_MARKS: Final = 4


class TextError(ValueError):
    """The bytes are not text as packages write it; says how, in Vietnamese."""


class JsonError(ValueError):
    """The text is not JSON as packages write it; says how, in Vietnamese."""


def canonical(value: object) -> bytes:
    """UTF-8, NFC, keys in order of code points, no blanks, no fractions: the bytes that are hashed.

    Raises:
        TypeError: a float, or something JSON has no word for.
    """
    _refuse_floats(value)
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_no_word
    )
    return unicodedata.normalize("NFC", text).encode("utf-8")


def cleaned(value: Any) -> Any:
    """Plain data as a package may carry it: no hidden or steering signs, few marks on a letter.

    Emoji lose their invisible selectors; a tab becomes a blank.
    """
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {name: cleaned(part) for name, part in value.items()}
    return [cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def sha256(content: bytes) -> str:
    """64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def read_text(content: bytes) -> str:
    """UTF-8 without mark, NFC, no hidden or steering characters, line ends \\n.

    Raises:
        TextError: anything else.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        raise TextError("có dấu BOM ở đầu tệp")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TextError("không phải UTF-8") from error
    if not _is_plain(content):
        _check_signs(text)
    return text


def _is_plain(content: bytes) -> bool:
    """Whether there are only the letters of Vietnamese and of its neighbours, digits, and the
    usual signs: nothing hidden, nothing that is not NFC. Bytes are asked, for they are quicker."""
    if content.translate(None, _PLAIN_BYTES):
        return False
    return not any(odd.search(content) for odd in _ODD_AFTER)


def _check_signs(text: str) -> None:
    if _HIDDEN.search(text):
        raise TextError("có ký tự ẩn hoặc ký tự điều khiển")
    if any(_has_flood(run[0]) for run in _ODD.finditer(text)):
        raise TextError("có quá nhiều dấu trên một chữ cái")
    if not unicodedata.is_normalized("NFC", text):
        raise TextError("chữ có dấu không ở dạng dựng sẵn (NFC)")


def read_json(content: bytes) -> Any:
    """A JSON value in the manner of packages; whole numbers only, no key twice, no escapes but
    those of quote, backslash and line end.

    Raises:
        TextError: not a text as packages write it.
        JsonError: not JSON as packages write it.
    """
    text = read_text(content)
    if "\\" in text and any(found[1] not in '"\\n' for found in _ESCAPE.finditer(text)):
        raise JsonError("có ký tự viết bằng mã")
    if len(text) > _MOST_LISTS and _is_crowded(text):
        raise JsonError("có quá nhiều mục")
    try:
        return _DECODER.decode(text)
    except JsonError:
        raise
    except RecursionError as error:
        raise JsonError("lồng nhau quá sâu") from error
    except ValueError as error:
        raise JsonError("không phải JSON") from error


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _HIDDEN.sub("", text)
    if any(_has_flood(run[0]) for run in _ODD.finditer(text)):
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) > _MOST_KEYS:
        raise JsonError("có quá nhiều mục")
    if len(made) != len(pairs):
        raise JsonError("có mục ghi hai lần")
    return made


def _is_crowded(text: str) -> bool:
    return text.count("{") + text.count("[") > _MOST_LISTS or text.count(",") > _MOST_COMMAS


def _no_fraction(_: str) -> float:
    raise JsonError("có số lẻ không ghi trong ngoặc kép")


def _has_flood(run: str) -> bool:
    marks = 0
    for sign in run:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > _MOST_MARKS:
            return True
    return False


def _no_word(value: object) -> str:
    raise TypeError(type(value).__name__)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("float")
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(parts, str) or not isinstance(parts, Iterable):
        return
    for part in parts:
        # Texts and whole numbers, which are most, need no call of their own.
        if isinstance(part, float | dict | list | tuple):
            _refuse_floats(part)


#: One for all texts: made anew it would cost as much as a small text.
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_no_fraction, parse_constant=_no_fraction
)
