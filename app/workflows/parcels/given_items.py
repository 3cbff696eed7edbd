"""What a package from above would do, part by part: new, changed, same, refused with why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.given_rows import CHANGED, KEPT, NEW, REFUSED

#: A node that the plan of the office above no longer has.
GONE: Final = "gone"
ITEM_WORDS: Final = {
    NEW: "Mới",
    CHANGED: "Đổi",
    KEPT: "Giữ",
    REFUSED: "Không nhận",
    GONE: "Cấp trên bỏ",
}


class Part(StrEnum):
    """What can be taken over by itself."""

    FORMS = "forms"
    TARGETS = "targets"
    DEADLINES = "deadlines"
    PLAN = "plan"
    LETTERS = "letters"


PART_WORDS: Final = {
    Part.FORMS: "Biểu, chỉ tiêu, danh mục",
    Part.TARGETS: "Mục tiêu",
    Part.DEADLINES: "Thời hạn báo cáo",
    Part.PLAN: "Kế hoạch của cấp trên",
    Part.LETTERS: "Công văn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """One row of a part. ``old`` and ``new`` are shown beside each other, ``why`` is a sentence."""

    kind: str
    code: str
    name: str
    old: str = ""
    new: str = ""
    why: str = ""

    @property
    def kind_words(self) -> str:
        """ "Mới", "Đổi" …"""
        return ITEM_WORDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPart:
    """One part. ``taken``: it was taken over before. ``older`` says that a newer package has been
    taken over in this part, so that this one is not."""

    part: Part
    items: Sequence[GivenItem]
    taken: bool = False
    older: str = ""

    def count(self, *kinds: str) -> int:
        """How many rows are of some kinds."""
        return sum(one.kind in kinds for one in self.items)

    @property
    def writes(self) -> int:
        """How many rows taking over would write."""
        return 0 if self.older else self.count(NEW, CHANGED, GONE)

    @property
    def words(self) -> str:
        """ "3 mới, 1 đổi, 40 giữ"."""
        counted = [(self.count(kind), words.lower()) for kind, words in ITEM_WORDS.items()]
        return ", ".join(f"{number} {words}" for number, words in counted if number)
