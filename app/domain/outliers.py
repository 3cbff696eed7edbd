"""Units that stand apart from the others, by a rule that one or two odd numbers do not bend.

The middle is the median, the usual distance from it the median of all distances (median absolute
deviation): a mean would move with the very numbers that are looked for.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from app.domain.figure_rows import rounded
from app.domain.figures import format_number

#: Fewer units say nothing about what is usual.
LEAST_UNITS: Final = 5
#: So many usual distances away is apart: of numbers spread as heights are, about 1 of 1,300.
FAR: Final = 5

Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Spread:
    """What is usual among some numbers: the median, and the median distance from it."""

    median: Decimal
    distance: Decimal

    @property
    def low(self) -> Decimal:
        """Below this a number stands apart."""
        return self.median - FAR * self.distance

    @property
    def high(self) -> Decimal:
        """Above this a number stands apart."""
        return self.median + FAR * self.distance

    def is_far(self, value: Decimal) -> bool:
        """Whether a number stands apart."""
        return not self.low <= value <= self.high

    def words(self, value: Decimal, places: int = 0) -> str:
        """Why a number stands apart; empty for one that does not."""
        if not self.is_far(value):
            return ""
        way = "cao hơn hẳn" if value > self.high else "thấp hơn hẳn"
        shown = (self.median, self.distance, abs(value - self.median))
        middle, usual, far = (format_number(rounded(one, places), places) for one in shown)
        return (
            f"{way} các đơn vị khác: một nửa số đơn vị chênh không quá {usual} so với mức giữa "
            f"{middle}, đơn vị này chênh {far}"
        )


def median(values: list[Decimal]) -> Decimal:
    """The middle number; of an even count the middle of the two.

    Raises:
        ValueError: no numbers.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def spread(values: Mapping[Unit, Decimal]) -> Spread | None:
    """What is usual among the units; None with too few of them, or when most are the same.

    With more than half of the numbers equal every other one would stand apart.
    """
    if len(values) < LEAST_UNITS:
        return None
    middle = median(list(values.values()))
    distance = median([abs(value - middle) for value in values.values()])
    return Spread(middle, distance) if distance else None


def outliers(values: Mapping[Unit, Decimal], places: int = 0) -> dict[Unit, str]:
    """The units that stand apart, with why in words."""
    usual = spread(values)
    if usual is None:
        return {}
    return {unit: usual.words(one, places) for unit, one in values.items() if usual.is_far(one)}
