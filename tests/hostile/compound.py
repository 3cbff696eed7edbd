"""A small writer of compound files and of Word 97 texts in them, and hostile ones."""

import random
import struct
from collections.abc import Callable

from tests.hostile import good
from tests.hostile.kind import Fate, Hostile, Makers

_SECTOR = 512
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_FAT = 0xFFFFFFFD
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAIRS = 0x9A


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams; each is filled up so that none is a small one."""
    entries = [("Root Entry", 5, _END, 0)]
    chain: list[int] = []
    body = b""
    for name, data in streams.items():
        filled = data.ljust(4096, b"\0")
        filled += b"\0" * (-len(filled) % _SECTOR)
        first, count = len(chain), len(filled) // _SECTOR
        chain += [*range(first + 1, first + count), _END]
        body += filled
        entries.append((name, 2, first, len(filled)))
    folder = b"".join(
        _entry(name, kind, first, size, at, len(entries))
        for at, (name, kind, first, size) in enumerate(entries)
    )
    folder += b"\0" * (-len(folder) % _SECTOR)
    folder_first, folder_count = len(chain), len(folder) // _SECTOR
    chain += [*range(folder_first + 1, folder_first + folder_count), _END]
    fats = len(chain) // 127 + 1
    fat_first = len(chain)
    chain += [_FAT] * fats
    chain += [_FREE] * (-len(chain) % 128)
    table = struct.pack(f"<{len(chain)}I", *chain)
    places = [fat_first + at for at in range(fats)] + [_FREE] * (109 - fats)
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII109I", _MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fats,
        folder_first, 0, 4096, _END, 0, _END, 0, *places,
    )  # fmt: skip
    return header + body + folder + table[: fats * _SECTOR]


def _entry(name: str, kind: int, first: int, size: int, at: int, count: int) -> bytes:
    """A directory entry; the streams hang on one another to the right."""
    wide = (name + "\0").encode("utf-16-le")
    right = at + 1 if 0 < at < count - 1 else _FREE
    child = 1 if at == 0 and count > 1 else _FREE
    return struct.pack(
        "<64sHBBIII16sIQQIQ", wide, len(wide), kind, 1, _FREE, right, child, b"", 0, 0, 0,
        first, size,
    )  # fmt: skip


def word(
    pieces: list[tuple[str, bool]], *, order: list[int] | None = None, flags: int = 0
) -> bytes:
    """A Word 97 file: (text, narrow) pieces that lie in the file in another order than they read.

    Args:
        pieces: in reading order; a narrow piece is in Windows-1252, one byte a letter.
        order: the order in which they lie in the file; None puts the last first.
        flags: further flags of the file information block.
    """
    main = bytearray(0x600)
    places: dict[int, int] = {}
    for at in order or list(range(len(pieces)))[::-1]:
        text, narrow = pieces[at]
        places[at] = len(main)
        main += text.encode("cp1252" if narrow else "utf-16-le")
        main += b"\0" * (len(main) % 2)
    edges = [0]
    for text, _ in pieces:
        edges.append(edges[-1] + len(text))
    table = struct.pack(f"<{len(edges)}I", *edges)
    for at, (_, narrow) in enumerate(pieces):
        where = places[at] * 2 | 0x4000_0000 if narrow else places[at]
        table += struct.pack("<HIH", 0, where, 0)
    saved = b"\1\x02\x00ab"
    clx = saved + b"\2" + struct.pack("<I", len(table)) + table
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | 0x0004 | flags)
    struct.pack_into("<i", main, 0x4C, edges[-1])
    struct.pack_into("<II", main, PAIRS + 8 * 33, 0, len(clx))
    return compound({"WordDocument": bytes(main), "1Table": clx})


def old_files() -> Makers:
    """All of them."""
    plain = word([("Mẫuđầu\r", False), ("plain words\r", True), ("Mẫucuối\r", False)])
    yield Hostile("manh-dao.doc", lambda: plain, Fate.READ, ("Mẫuđầu", "plain words", "Mẫucuối"))
    yield from _chains(plain)
    yield from _words(plain)
    for at in range(12):
        yield Hostile(f"fib-loan-{at:02d}.doc", _random_fib(at))


def _chains(plain: bytes) -> Makers:
    """Sectors, directories and sizes that go round or lead nowhere."""
    fat = _SECTOR * (1 + struct.unpack_from("<I", plain, 0x4C)[0])
    folder = _SECTOR * (1 + struct.unpack_from("<I", plain, 0x30)[0])
    for name, changes in (
        ("fat-vong", [(fat, 1), (fat + 4, 0)]),
        ("fat-chinh-no", [(fat, 0)]),
        ("fat-ra-ngoai", [(fat, 0x7FFFFFFF)]),
        ("so-fat-gia", [(0x2C, 0x7FFFFFFF)]),
        ("difat-vong", [(0x44, 0), (0x48, 0x7FFFFFFF)]),
        ("thu-muc-ra-ngoai", [(0x30, 0x7FFFFFFF)]),
        ("thu-muc-vong", [(folder + 128 + 0x48, 1)]),
        ("thu-muc-con-la-goc", [(folder + 0x4C, 0)]),
        ("minifat-vong", [(0x3C, 0), (0x40, 0x7FFFFFFF)]),
        ("luong-khong-lo", [(folder + 128 + 0x78, 0x7FFFFFFF)]),
        ("luong-rong", [(folder + 128 + 0x78, 0)]),
        ("co-khoi-la", [(0x1C, 0xFFFFFFFE)]),
    ):
        yield Hostile(f"{name}.doc", _patched(plain, changes))


def _words(plain: bytes) -> Makers:
    """Word files that are locked, old, or whose tables lie."""
    yield Hostile("co-mat-khau.doc", lambda: word([("Mẫuđầu\r", False)], flags=0x100), Fate.REFUSED)
    old = plain.replace(b"\xec\xa5\xc1\x00", b"\xdc\xa5\x68\x00", 1)
    yield Hostile("word-95.doc", lambda: old, Fate.REFUSED)
    yield Hostile("khong-phai-word.doc", lambda: compound({"Workbook": b"x"}), Fate.REFUSED)
    yield Hostile("goi-khoa.docx", lambda: compound({"EncryptedPackage": b"x"}), Fate.REFUSED)
    yield Hostile("trong.doc", lambda: compound({"WordDocument": b""}), Fate.REFUSED)
    at = plain.index(struct.pack("<4I", 0, 7, 19, 27))
    for name, changes in (
        ("manh-khong-lo", [(at + 4, 0x7FFFFFFF)]),
        ("manh-lui", [(at + 4, 25), (at + 8, 3)]),
        ("manh-ra-ngoai", [(at + 18, 0x3FFFFFFF)]),
        ("manh-dai", [(at - 4, 0x7FFFFFFF)]),
    ):
        yield Hostile(f"{name}.doc", _patched(plain, changes))
    yield Hostile("manh-lap.doc", lambda: word([("lặp lại " * 900 + "\r", False)] * 60))
    many = [("a ", True)] * 50_000
    yield Hostile(
        "rat-nhieu-manh.doc", lambda: word([*many, ("Mẫucuối\r", False)]), words=("Mẫucuối",)
    )
    yield Hostile(
        "truong-khong-dong.doc",
        lambda: word(
            [("\x13" * 5000 + "Mẫuđầu\r", False), ("\x15\x14" * 5000 + "Mẫucuối\r", False)]
        ),
        words=("Mẫuđầu", "Mẫucuối"),
    )
    yield Hostile(
        "o-khong-bang.doc", lambda: word([("\x07" * 9000 + "Mẫuđầu\r", False)]), words=("Mẫuđầu",)
    )
    yield Hostile(
        "nua-cap.doc",
        lambda: word(
            [
                (
                    "\ud800 ".encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
                    + "Mẫuđầu\r",
                    False,
                )
            ]
        ),
        words=("Mẫuđầu",),
    )


def _patched(plain: bytes, changes: list[tuple[int, int]]) -> Callable[[], bytes]:
    def make() -> bytes:
        data = bytearray(plain)
        for at, value in changes:
            struct.pack_into("<I", data, at, value)
        return bytes(data)

    return make


def _random_fib(seed: int) -> Callable[[], bytes]:
    """Places and lengths of tables of a real file by chance."""

    def make() -> bytes:
        data = bytearray(good.doc())
        chance = random.Random(f"fib {seed}")
        start = data.index(b"\xec\xa5")
        for _ in range(6):
            at = start + PAIRS + 4 * chance.randrange(150)
            value = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(60_000)))
            struct.pack_into("<I", data, at, value)
        return bytes(data)

    return make
