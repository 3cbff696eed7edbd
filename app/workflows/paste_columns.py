"""Which column of a pasted table or an Excel sheet means what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.text import fold
from app.queries.kinds import Catalogues

#: Without a header row the columns are read in this order.
STANDARD: Final = ("starts_on", "title", "kind", "place", "men", "women", "total", "money:")
IGNORED: Final = "ignored"
WORDS: Final = {
    "starts_on": "Ngày",
    "ends_on": "Đến ngày",
    "title": "Hoạt động",
    "kind": "Loại",
    "place": "Nơi",
    "lead": "Chủ trì",
    "partners": "Phối hợp",
    "target_group": "Đối tượng",
    "men": "Nam",
    "women": "Nữ",
    "total": "Tổng",
    "money:": "Kinh phí",
    "quantity:": "Số lượng",
    "result": "Kết quả",
}
_NAMES: Final = {
    "starts_on": ("ngay", "ngay thang", "tu ngay", "ngay bat dau", "thoi gian", "ngay to chuc"),
    "ends_on": ("den ngay", "ngay ket thuc"),
    "title": ("hoat dong", "ten hoat dong", "noi dung", "noi dung hoat dong", "ten"),
    "kind": ("loai", "loai hoat dong", "hinh thuc"),
    "place": ("noi", "dia diem", "noi to chuc"),
    "lead": ("chu tri", "co quan chu tri", "don vi chu tri", "don vi"),
    "partners": ("phoi hop", "co quan phoi hop"),
    "target_group": ("doi tuong", "doi tuong tham gia", "thanh phan"),
    "men": ("nam", "so nam"),
    "women": ("nu", "so nu"),
    "total": ("tong", "tong so", "so nguoi", "tong so nguoi", "so nguoi tham gia"),
    "money:": ("kinh phi", "so tien", "tong kinh phi"),
    "quantity:": ("so luong",),
    "result": ("ket qua", "ghi chu"),
    IGNORED: ("stt", "tt", "minh chung", "nhiem vu", "nhiem vu cua ke hoach", "dvt"),
}
_LOOKED_AT = 6
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Meaning of each column ("" when it was not understood) and the first row of data."""

    meanings: tuple[str, ...]
    titles: tuple[str, ...]
    first_row: int

    @property
    def unknown(self) -> tuple[str, ...]:
        """Titles of columns that will not be read; the officer must be told."""
        pairs = zip(self.titles, self.meanings, strict=True)
        return tuple(title for title, meaning in pairs if title and not meaning)


def find_columns(rows: Sequence[Sequence[str]], facts: Catalogues) -> Columns:
    """The header row by its names in any order, else the standard order."""
    names = _all_names(facts)
    for place, row in enumerate(rows[:_LOOKED_AT]):
        meanings = tuple(_meaning(cell, names) for cell in row)
        if "title" in meanings and len([found for found in meanings if found]) > 1:
            return Columns(_without_repeats(meanings), tuple(row), place + 1)
    width = max(map(len, rows), default=0)
    meanings = (*STANDARD, *[""] * width)[:width]
    titles = tuple(
        WORDS.get(meaning, f"Cột {number}") for number, meaning in enumerate(meanings, 1)
    )
    return Columns(meanings, titles, 0)


def _meaning(cell: str, names: dict[str, str]) -> str:
    whole = fold(cell)
    return names.get(whole) or names.get(fold(_IN_BRACKETS.sub("", cell)), "")


def _without_repeats(meanings: tuple[str, ...]) -> tuple[str, ...]:
    """A meaning that stands twice is read once; the second is told as not understood.

    Beside columns of single sources a bare "Kinh phí" is their sum, and would count twice.
    """
    by_source = any(found.startswith("money:") and found != "money:" for found in meanings)
    seen = {"money:"} if by_source else set()
    kept = []
    for meaning in meanings:
        kept.append("" if meaning in seen and meaning != IGNORED else meaning)
        seen.add(meaning)
    return tuple(kept)


def _all_names(facts: Catalogues) -> dict[str, str]:
    names = {name: meaning for meaning, listed in _NAMES.items() for name in listed}
    for item in facts.items.values():
        names.setdefault(fold(item.name), f"quantity:{item.code}")
    for source in facts.sources.values():
        for name in (source.name, *source.aliases):
            names.setdefault(fold(name), f"money:{source.code}")
            names.setdefault(fold(f"Kinh phí {name}"), f"money:{source.code}")
    return names
