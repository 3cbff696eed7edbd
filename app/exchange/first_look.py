"""The sender's words about a package from its first bytes, unchecked: to put files in order."""

import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.exchange.manifest import MANIFEST

_HEADER: Final = struct.Struct("<4sHHHHHIIIHH")
_SIGN: Final = b"PK\x03\x04"
#: So much of a file is looked at; the manifest is its first member.
_LOOKED_AT: Final = 1 << 16
_LARGEST: Final = 1 << 20
_STORED, _DEFLATED = 0, 8
_MOST_LETTERS: Final = 80


@dataclass(frozen=True, slots=True, order=True)
class FirstLook:
    """What a package says of itself. Nothing may rest on it but the order of work and its name
    in a list of what was refused."""

    unit: str = ""
    duty: str = ""
    period: str = ""
    sequence: int = 0
    unit_name: str = ""


NOTHING: Final = FirstLook()


def first_look(path: Path) -> FirstLook:
    """What a file says of itself; NOTHING of a file that says nothing."""
    try:
        with path.open("rb") as file:
            return look_at_begin(file.read(_LOOKED_AT))
    except OSError:
        return NOTHING


def look_at_begin(begin: bytes) -> FirstLook:
    """What the first bytes of a file say; see ``first_look``."""
    try:
        head = _manifest(begin[:_LOOKED_AT])
        value = json.loads(head) if head else None
    except (ValueError, zlib.error, RecursionError):
        return NOTHING
    if not isinstance(value, dict):
        return NOTHING
    unit, period = _part(value, "unit"), _part(value, "period")
    sequence = value.get("sequence")
    return FirstLook(
        _word(unit.get("code")),
        _word(value.get("duty")),
        _word(period.get("code")),
        sequence if isinstance(sequence, int) else 0,
        _word(unit.get("name")),
    )


def _manifest(begin: bytes) -> bytes:
    """The first member when it is the manifest and no longer than one may be."""
    if len(begin) < _HEADER.size:
        return b""
    sign, _, _, method, _, _, _, packed, _, name, extra = _HEADER.unpack_from(begin)
    at = _HEADER.size + name
    if sign != _SIGN or begin[_HEADER.size : at] != MANIFEST.encode():
        return b""
    data = begin[at + extra :]
    if method == _STORED:
        return data[:packed]
    return zlib.decompressobj(-15).decompress(data, _LARGEST) if method == _DEFLATED else b""


def _part(value: dict[str, Any], name: str) -> dict[str, Any]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


def _word(value: Any) -> str:
    printable = isinstance(value, str) and value.isprintable()
    return value[:_MOST_LETTERS] if printable else ""
