"""Hostile packages by seed: the same number always makes the same bytes."""

import json
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from app.exchange.archive import pack
from app.exchange.canonical import canonical
from app.exchange.manifest import MANIFEST, SIGNATURE, Privacy
from app.exchange.office_cards import card_of
from app.exchange.packing import MadePackage, Sender, make_package
from tests.exchange.offices import COMMUNE, NOW, OTHER, draft, keys_of, package, sensitive
from tests.exchange.rebuild import members_of, resigned, rows_changed, zip_of

Chance = random.Random
#: How many the whole run makes (dev.py stress), and how many belong to every test run.
ALL = 10_000
SHARE = 400
#: Someone who says to be the commune, with keys of their own.
PRETENDER = Sender(keys_of(66), card_of(keys_of(66), "26734", "UBND xã Mẫu Thượng", NOW))
_ODD_VALUES: list[Any] = [
    None, True, -1, 0, 10**15, "", "0", "-0", "1e9", "NaN", " 1", "1,5", "٣", "=1+1", "x" * 30_000,
    "a\nb", [], [[]], {}, {"a": {"b": []}}, "../../etc/passwd", "2026-13-01", "0001-01-01", "9" * 16,
]  # fmt: skip
_ODD_JSON = [
    b"", b"null", b"[]", b"{", b"NaN", b"1e999", b"[1.5]", b'{"rows":[Infinity]}', b"\xff\xfe{}",
    b"\xef\xbb\xbf{}", b'{"rows":[' + b"9" * 5000 + b"]}", b"[" * 99_000, b'{"a":' * 30_000,
    '{"rows":[]}'.encode("utf-16"), b'{"rows":[],"rows":[]}', b'{"rows":["\\ud800"]}',
    b'{"rows":[' + b"{}," * 5000 + b"{}]}", b"\x00" * 100, b"[" + b"[]," * 200_000 + b"[]]",
]  # fmt: skip
_ODD_NAMES = [
    "../x.json", "/etc/cron.d/x", "docs/../../x.pdf", "C:\\x.pdf", "docs\\..\\x", "docs/", "NUL",
    "docs/x.exe", "data/figures.JSON", "docs/\u202efdp.exe", "a" * 60_000, "docs/.ssh", "data/x.txt",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A hostile package: how it was made, and whether the true sender's key signed it."""

    number: int
    way: str
    content: bytes
    own_hand: bool = False


@cache
def bases() -> tuple[MadePackage, ...]:
    """The packages that are changed; the receiver holds all of them already."""
    other_unit = replace(
        draft(package_id=UUID(int=4)),
        unit=replace(draft().unit, code="26737", name="UBND xã Mẫu Hạ"),
    )
    passphrase = draft(package_id=UUID(int=3), privacy=Privacy.SENSITIVE)
    return (
        package(),
        sensitive(package_id=UUID(int=2)),
        make_package(passphrase, COMMUNE, "câu bí mật"),
        make_package(other_unit, OTHER),
    )


def mutant(number: int) -> Mutant:
    """The hostile package of a number."""
    chance = Chance(f"bdg-goi/1 {number}")
    base = bases()[chance.choice((0, 0, 0, 1, 1, 2, 3))].content
    ways = list(_WAYS.items())
    way, make = ways[number % len(ways)]
    return Mutant(number, way, make(base, chance), own_hand=way.startswith("own hand"))


def _flip(base: bytes, chance: Chance) -> bytes:
    data = bytearray(base)
    for _ in range(chance.choice((1, 1, 1, 2, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut(base: bytes, chance: Chance) -> bytes:
    return base[: chance.randrange(len(base))]


def _lost_block(base: bytes, chance: Chance) -> bytes:
    data = bytearray(base)
    start = chance.randrange(len(data)) // 64 * 64
    data[start : start + 64] = chance.choice((b"\0", b"\xff")) * len(data[start : start + 64])
    return bytes(data)


def _put_in(base: bytes, chance: Chance) -> bytes:
    at = chance.choice((0, len(base), chance.randrange(len(base))))
    return base[:at] + chance.randbytes(chance.choice((1, 4, 22, 300))) + base[at:]


def _header(base: bytes, chance: Chance) -> bytes:
    """One number of a header of the ZIP made extreme."""
    data = bytearray(base)
    sign, fields = chance.choice(
        ((b"PK\x03\x04", 30), (b"PK\x01\x02", 46), (b"PK\x05\x06", 22)),
    )
    places = [at for at in range(len(data)) if data[at : at + 4] == sign]
    at = chance.choice(places) + chance.randrange(4, fields - 2)
    value = chance.choice((0, 1, 0x7F, 0xFFFF, 0x8000, chance.randrange(0x10000)))
    data[at : at + 2] = struct.pack("<H", value)
    return bytes(data)


def _swapped(base: bytes, chance: Chance) -> bytes:
    members = members_of(base)
    one, two = chance.sample(sorted(members), 2)
    members[one], members[two] = members[two], members[one]
    return pack(members.items())


def _spliced(base: bytes, chance: Chance) -> bytes:
    """Members of one package in another."""
    members = members_of(base)
    other = members_of(chance.choice(bases()).content)
    for name in chance.sample(sorted(other), chance.randrange(1, len(other))):
        members[name] = other[name] if other[name] != members.get(name) else b"{}"
    return pack(members.items())


def _without(base: bytes, chance: Chance) -> bytes:
    members = members_of(base)
    del members[chance.choice(sorted(members))]
    return pack(members.items())


def _edited_manifest(base: bytes, chance: Chance) -> bytes:
    members = members_of(base)
    head = json.loads(members[MANIFEST])
    _edit(head, chance)
    members[MANIFEST] = canonical(head)
    return pack(members.items())


def _edited_signature(base: bytes, chance: Chance) -> bytes:
    members = members_of(base)
    signature = json.loads(members[SIGNATURE])
    _edit(signature, chance)
    members[SIGNATURE] = canonical(signature)
    return pack(members.items())


def _other_json(base: bytes, chance: Chance) -> bytes:
    members = members_of(base)
    members[chance.choice(sorted(members))] = chance.choice(_ODD_JSON)
    return pack(members.items())


def _thief(base: bytes, chance: Chance) -> bytes:
    """Signed anew by another office, or by someone with the commune's name and another key."""
    true = json.loads(members_of(base)[MANIFEST])["unit"]["code"]
    thief = chance.choice((PRETENDER, PRETENDER, OTHER if true == "26734" else COMMUNE))

    def change(head: dict[str, Any]) -> None:
        if chance.random() < 0.5:
            # Under its own name an enrolled office sends what it likes: that is no theft.
            own = "" if thief is PRETENDER else thief.card.unit_code
            names = [name for name in ("26734", "26737", "99999") if name != own]
            head["unit"]["code"] = chance.choice(names)
        if chance.random() < 0.3:
            head["sequence"] += 1

    return resigned(base, thief, change=change)


def _own_data(base: bytes, chance: Chance) -> bytes:
    """The true sender's key, records made odd: authentic, and still never taken as they are."""
    base = bases()[0].content
    name = chance.choice(("data/figures.json", "data/activities.json", "data/documents.json"))
    changes = rows_changed(base, name, lambda rows: _edit(rows, chance))
    return resigned(base, COMMUNE, changes)


def _own_json(base: bytes, chance: Chance) -> bytes:
    base = bases()[0].content
    name = chance.choice(("data/figures.json", "data/activities.json", "data/content.json"))
    odd = chance.choice([one for one in _ODD_JSON if len(one) < 100_000])
    return resigned(base, COMMUNE, {name: odd})


def _own_manifest(base: bytes, chance: Chance) -> bytes:
    """Fields that stay right for the signature's making, with contents that do not belong."""

    def change(head: dict[str, Any]) -> None:
        for name, values in {
            "sequence": (2, 9999),
            "kind": ("correction", "withdrawal", "test"),
            "counts": ({**head["counts"], "figures": 9},),
            "totals": ([], head["totals"][::-1]),
            "supersedes": (head["package_id"],),
            "template": ({"code": "bieu-khac", "version": 1}, {"code": "bieu-nam", "version": 99}),
        }.items():
            if chance.random() < 0.3:
                head[name] = chance.choice(values)

    return resigned(bases()[0].content, COMMUNE, change=change)


def _hostile_zip(base: bytes, chance: Chance) -> bytes:
    members: list[tuple[zipfile.ZipInfo | str, bytes]] = [*members_of(base).items()]
    info = zipfile.ZipInfo("docs/them.pdf")
    content = b"x"
    match chance.randrange(4):
        case 0:
            info.filename = chance.choice(_ODD_NAMES)
        case 1:
            info.create_system, info.external_attr = 3, 0o120777 << 16
        case 2:
            info.compress_type, content = zipfile.ZIP_DEFLATED, bytes(3_000_000)
        case _:
            info.filename = chance.choice(sorted(members_of(base)))
    members.insert(chance.randrange(len(members) + 1), (info, content))
    return zip_of(*members)


def _many(base: bytes, chance: Chance) -> bytes:
    count = chance.choice((111, 300, 2000))
    return zip_of(*members_of(base).items(), *((f"docs/{at}.pdf", b"") for at in range(count)))


def _edit(value: Any, chance: Chance) -> None:
    """One to three places of a JSON value made odd."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = list(_places(value))
        if not places:
            return
        parent, key = chance.choice(places)
        odd = chance.choice(_ODD_VALUES)
        parent[key] = odd if odd != parent[key] else "khac"


def _places(value: Any) -> Any:
    keys = range(len(value)) if isinstance(value, list) else list(value)
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


_WAYS: dict[str, Callable[[bytes, Chance], bytes]] = {
    "flip": _flip,
    "cut": _cut,
    "lost block": _lost_block,
    "put in": _put_in,
    "header": _header,
    "flip again": _flip,
    "swapped": _swapped,
    "spliced": _spliced,
    "without": _without,
    "edited manifest": _edited_manifest,
    "edited signature": _edited_signature,
    "other json": _other_json,
    "thief": _thief,
    "own hand: data": _own_data,
    "own hand: json": _own_json,
    "own hand: manifest": _own_manifest,
    "hostile zip": _hostile_zip,
    "header again": _header,
    "many members": _many,
}
