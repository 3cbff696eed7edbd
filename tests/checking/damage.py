"""Data files damaged in every way a disk, a stick or a hand damages them; the same for a seed."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

PAGE: Final = 4096
Damage = Callable[[bytearray, random.Random], bytes | bytearray]


def _flip_bits(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 3, 20, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def _flip_in_head(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 2, 8))):
        content[chance.randrange(120)] ^= 1 << chance.randrange(8)
    return content


def _truncate(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(1, len(content))]


def _truncate_by_pages(content: bytearray, chance: random.Random) -> bytearray:
    pages = len(content) // PAGE
    return content[: (pages - chance.randrange(1, max(2, pages // 4))) * PAGE]


def _zero_pages(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 2, 5, 15))):
        at = chance.randrange(1, len(content) // PAGE) * PAGE
        content[at : at + PAGE] = bytes(PAGE)
    return content


def _zero_first_page(content: bytearray, _chance: random.Random) -> bytearray:
    content[:PAGE] = bytes(PAGE)
    return content


def _foreign_bytes(content: bytearray, chance: random.Random) -> bytearray:
    size = chance.choice((16, 512, PAGE, 5 * PAGE))
    at = chance.randrange(max(1, len(content) - size))
    content[at : at + size] = chance.randbytes(size)
    return content


def _swap_pages(content: bytearray, chance: random.Random) -> bytearray:
    one, other = (chance.randrange(1, len(content) // PAGE) * PAGE for _ in range(2))
    kept = content[one : one + PAGE]
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept
    return content


def _longer(content: bytearray, chance: random.Random) -> bytes:
    return bytes(content) + chance.randbytes(chance.randrange(1, 3 * PAGE))


def _empty(_content: bytearray, _chance: random.Random) -> bytes:
    return b""


def _text(_content: bytearray, _chance: random.Random) -> bytes:
    return "Đây là một tệp văn bản, không phải dữ liệu.\n".encode() * 500


def _repeated(content: bytearray, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) // PAGE) * PAGE
    return bytes(content[:at]) + bytes(content[at : at + PAGE]) * 3 + bytes(content[at + PAGE :])


KINDS: Final[dict[str, Damage]] = {
    "bit lật": _flip_bits,
    "đầu tệp": _flip_in_head,
    "cắt cụt": _truncate,
    "cắt trang": _truncate_by_pages,
    "trang trống": _zero_pages,
    "mất trang đầu": _zero_first_page,
    "chữ lạ": _foreign_bytes,
    "đổi chỗ trang": _swap_pages,
    "dài thêm": _longer,
    "rỗng": _empty,
    "văn bản": _text,
    "trang lặp": _repeated,
}


def damage(path: Path, kind: str, seed: int) -> bytes:
    """Damage a file; the bytes that it has now."""
    made = bytes(KINDS[kind](bytearray(path.read_bytes()), random.Random(f"{kind} {seed}")))
    path.write_bytes(made)
    return made
