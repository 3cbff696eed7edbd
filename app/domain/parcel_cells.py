"""Cells of packages beside each other: what is new, changed, the same, gone."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from app.domain.figure_rows import Cell, CellState, Column, SexRow


class Place(NamedTuple):
    """Where a figure stands in a package; ``grp`` and ``unit`` empty as in the package."""

    indicator: str
    sex: str
    grp: str = ""
    unit: str = ""


class Said(NamedTuple):
    """What a cell says; ``value`` None: not available, for ``reason``."""

    value: Decimal | None
    reason: str = ""
    note: str = ""


Cells = Mapping[Place, Said]
NO_CELLS: Final[Cells] = {}


class CellOutcome(StrEnum):
    """How a cell of a package stands to the package before it."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


OUTCOME_WORDS: Final = {
    CellOutcome.NEW: "mới",
    CellOutcome.CHANGED: "thay đổi",
    CellOutcome.SAME: "như cũ",
    CellOutcome.GONE: "không còn",
}


@dataclass(frozen=True, slots=True)
class CellCounts:
    """How many cells of a package are what; ``gone`` stood in the one before and no longer do.

    ``warned`` are cells with a remark, ``refused`` points for which a package was not taken.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    warned: int = 0
    refused: int = 0

    @property
    def differing(self) -> int:
        """Figures that are not what they were."""
        return self.changed + self.gone


NO_COUNTS: Final = CellCounts()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in two packages; ``old`` None: it was not there, ``now`` None: it is gone."""

    place: Place
    outcome: CellOutcome
    now: Said | None
    old: Said | None


def is_same(one: Said, other: Said) -> bool:
    """The same number, or no number in both; why there is none is not a figure."""
    return one.value == other.value


def differences(now: Cells, old: Cells) -> Iterator[Difference]:
    """Every cell in the order of the package, then those that are gone."""
    for place, said in now.items():
        before = old.get(place)
        yield Difference(place, _outcome(said, before), said, before)
    for place, said in old.items():
        if place not in now:
            yield Difference(place, CellOutcome.GONE, None, said)


def counted(now: Cells, old: Cells, warned: int = 0) -> CellCounts:
    """How many cells are new, changed, the same, gone."""
    if not old:
        return CellCounts(new=len(now), warned=warned)
    both = [(said, old[place]) for place, said in now.items() if place in old]
    same = sum(is_same(said, before) for said, before in both)
    return CellCounts(
        new=len(now) - len(both),
        changed=len(both) - same,
        same=same,
        gone=len(old) - len(both),
        warned=warned,
    )


def number_changed(now: Cells, old: Cells) -> int:
    """How many figures differ between two packages, those that came or went included."""
    counts = counted(now, old)
    return counts.new + counts.changed + counts.gone


def own_rows(cells: Cells) -> dict[str, SexRow]:
    """The sender's own figures without breakdown, by indicator, as the rules know them."""
    found: dict[str, dict[str, Cell]] = {}
    for place, said in cells.items():
        if not place.grp and not place.unit:
            state = CellState.MISSING if said.value is None else CellState.VALUE
            cell = Cell(state, said.value, said.reason)
            found.setdefault(place.indicator, {})[Column(place.sex).value] = cell
    return {code: SexRow(**row) for code, row in found.items()}


def _outcome(now: Said, old: Said | None) -> CellOutcome:
    if old is None:
        return CellOutcome.NEW
    return CellOutcome.SAME if is_same(now, old) else CellOutcome.CHANGED


#: Groups of age as packages name them.
_GROUPS: Final = {
    "duoi_30": "dưới 30 tuổi",
    "duoi_40": "dưới 40 tuổi",
    "40_59": "40 đến 59 tuổi",
    "tu_60": "từ 60 tuổi",
}


def group_words(code: str) -> str:
    """A group of a breakdown for a person; one that is not known as it stands, without its signs."""
    return _GROUPS.get(code, code.replace("_", " "))


def place_words(name: str, sex: str | None) -> str:
    """A cell for a person: the indicator by its name, men or women behind it: "Dân số, nữ"."""
    words = {Column.MEN: "nam", Column.WOMEN: "nữ"}
    return f"{name}, {words[Column(sex)]}" if sex and Column(sex) in words else name


def rows_hash(rows: Iterable[Sequence[Any]]) -> str:
    """SHA-256 (64 hex digits) of rows of cells as they are stored, in whatever order they come."""
    lines = sorted(json.dumps(list(row), ensure_ascii=False) for row in rows)
    return sha256("\n".join(lines).encode("utf-8")).hexdigest()
