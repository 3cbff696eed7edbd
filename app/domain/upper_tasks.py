"""Tasks that the plan of the office above sets, and whether our plan answers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Cover(StrEnum):
    """How a task from above stands in our plan; MISSING until the officer has said otherwise."""

    COVERED = "covered"
    NOT_OURS = "not_ours"
    MISSING = "missing"


COVER_WORDS: Final = {
    Cover.COVERED: "Đã có trong kế hoạch",
    Cover.NOT_OURS: "Không thuộc đơn vị",
    Cover.MISSING: "Chưa có trong kế hoạch",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the tasks from above our plan answers; ``tasks`` without those not for us."""

    covered: int
    missing: int
    not_ours: int

    @property
    def tasks(self) -> int:
        """Those that are for us."""
        return self.covered + self.missing

    @property
    def words(self) -> str:
        """One line for the officer."""
        if not self.tasks:
            return "Kế hoạch của cấp trên không có nhiệm vụ nào giao cho đơn vị."
        left = f", còn {self.missing} nhiệm vụ chưa có" if self.missing else ""
        return f"Kế hoạch của đơn vị đã có {self.covered} trên {self.tasks} nhiệm vụ cấp trên giao{left}."


def coverage(covers: Iterable[Cover | None]) -> Coverage:
    """Counted; None stands for a heading, which is no task."""
    found = list(covers)
    return Coverage(*(found.count(one) for one in (Cover.COVERED, Cover.MISSING, Cover.NOT_OURS)))
