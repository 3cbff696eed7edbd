"""Bit flips, cuts and lost blocks of good files, by a fixed seed."""

import io
import random
import zipfile
from collections.abc import Callable

from tests.hostile import good
from tests.hostile.kind import Fate, Hostile, Makers

_GOOD: dict[str, Callable[[], bytes]] = {
    "docx": good.docx,
    "doc": good.doc,
    "pdf": good.pdf,
    "txt": lambda: good.plan_text().encode(),
}


def spoiled() -> Makers:
    """All of them."""
    for kind, count in (("docx", 12), ("doc", 16), ("pdf", 14), ("txt", 5)):
        for at in range(count):
            yield Hostile(f"bit-lat-{at:02d}.{kind}", _flip(kind, at))
    for kind, count in (("docx", 8), ("doc", 10), ("pdf", 8), ("txt", 3)):
        for at in range(count):
            yield Hostile(f"cat-cut-{at:02d}.{kind}", _cut(kind, at))
    for kind, count in (("docx", 3), ("doc", 8), ("pdf", 6)):
        for at in range(count):
            yield Hostile(f"mat-khoi-{at:02d}.{kind}", _lost(kind, at))
    for at in range(8):
        yield Hostile(f"xml-hong-{at:02d}.docx", _bad_xml(at))
    yield Hostile("nguyen-ven.docx", good.docx, Fate.READ, good.WORDS)
    yield Hostile("nguyen-ven.pdf", good.pdf, Fate.READ, good.WORDS)
    yield Hostile("nguyen-ven.doc", good.doc, Fate.READ, good.WORDS)
    yield Hostile("nguyen-ven.txt", _GOOD["txt"], Fate.READ, good.WORDS)


def _chance(kind: str, way: str, at: int) -> random.Random:
    return random.Random(f"{kind} {way} {at}")


def _flip(kind: str, at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        data = bytearray(_GOOD[kind]())
        chance = _chance(kind, "flip", at)
        for _ in range(1 + at * at):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)

    return make


def _cut(kind: str, at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        data = _GOOD[kind]()
        return data[: _chance(kind, "cut", at).randrange(1, len(data))]

    return make


def _lost(kind: str, at: int) -> Callable[[], bytes]:
    def make() -> bytes:
        data = bytearray(_GOOD[kind]())
        chance = _chance(kind, "lost", at)
        for _ in range(1 + at):
            start = chance.randrange(len(data)) // 512 * 512
            fill = chance.choice((b"\0", b"\xff", bytes([chance.randrange(256)])))
            data[start : start + 512] = fill * len(data[start : start + 512])
        return bytes(data)

    return make


def _bad_xml(at: int) -> Callable[[], bytes]:
    """Bits of the parts inside, packed anew, so that the packing itself is right."""

    def make() -> bytes:
        chance = _chance("docx", "xml", at)
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(good.docx())) as old,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                data = bytearray(old.read(name))
                if name.endswith(".xml") and data and chance.random() < 0.5:
                    for _ in range(1 + at):
                        data[chance.randrange(len(data))] = chance.randrange(32, 127)
                new.writestr(name, bytes(data))
        return made.getvalue()

    return make
