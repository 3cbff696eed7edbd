"""Men, women, total while they are typed: which one is worked out, and is it possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import ValidationError

MEN: Final = "men"
WOMEN: Final = "women"
TOTAL: Final = "total"
PARTS: Final = (MEN, WOMEN, TOTAL)
WORDS: Final = {MEN: "Nam", WOMEN: "Nữ", TOTAL: "Tổng"}


@dataclass(frozen=True, slots=True)
class Solved:
    """The three numbers; ``computed`` names the one worked out from the other two, or is empty."""

    values: Mapping[str, int | None]
    computed: str = ""


def solve(typed: Mapping[str, int | None], order: Sequence[str]) -> Solved:
    """Work out the third number from the two typed last.

    Args:
        typed: what the officer typed, by part; absent or None is not known.
        order: the parts as typed, the latest last.

    Raises:
        ValidationError: the third one would be negative; ``field`` is the part typed last.
    """
    known = [part for part in order if typed.get(part) is not None]
    if len(known) < 2:
        return Solved({part: typed.get(part) for part in PARTS})
    kept = known[-2:]
    [missing] = [part for part in PARTS if part not in kept]
    values: dict[str, int | None] = {part: typed.get(part) for part in kept}
    values[missing] = _third(values, missing, known[-1])
    return Solved(values, missing)


def _third(values: Mapping[str, int | None], missing: str, latest: str) -> int:
    men, women, total = (values.get(part) or 0 for part in PARTS)
    if missing == TOTAL:
        return men + women
    other = WOMEN if missing == MEN else MEN
    rest = total - (values.get(other) or 0)
    if rest < 0:
        raise ValidationError(
            f"Tổng {total} nhỏ hơn số {WORDS[other].lower()} là {total - rest}.", field=latest
        )
    return rest
