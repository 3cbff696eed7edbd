"""Places in an order: few of them change when something is put in, taken out or moved."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

#: Room left between neighbours. 20,000 of them stay inside a 32-bit number.
STEP: Final = 1 << 16
# Lines are mostly typed one below the other: a new one takes an eighth of the room, so that some
# seventy more fit behind it before all are renumbered.
_SHARE: Final = 8


def places(old: Sequence[int | None]) -> list[int]:
    """New strictly rising places for things in their new order.

    Args:
        old: the place each thing had before, in the new order; None for a new thing.

    Returns:
        one place for each; as many as possible are the old ones. Where no room is left between
        two of them, all are renumbered.
    """
    kept = _rising(old)
    if not kept:
        return [STEP * number for number in range(1, len(old) + 1)]
    following: list[int | None] = [None] * (len(old) + 1)
    for at in range(len(old) - 1, -1, -1):
        following[at] = old[at] if at in kept else following[at + 1]
    found: list[int] = []
    for at, place in enumerate(old):
        if at in kept and place is not None:
            found.append(place)
            continue
        between = _between(found[-1] if found else None, following[at])
        if between is None:
            return places([None] * len(old))
        found.append(between)
    return found


def _between(before: int | None, after: int | None) -> int | None:
    if after is None:
        return (before or 0) + STEP
    if before is None:
        return after - STEP
    room = after - before
    return before + max(room // _SHARE, 1) if room > 1 else None


def _rising(old: Sequence[int | None]) -> set[int]:
    """Where a longest strictly rising run of the old places stands (patience sorting)."""
    tops: list[int] = []
    holders: list[int] = []
    earlier: list[int | None] = [None] * len(old)
    for at, place in enumerate(old):
        if place is None:
            continue
        pile = bisect_left(tops, place)
        earlier[at] = holders[pile - 1] if pile else None
        if pile == len(tops):
            tops.append(place)
            holders.append(at)
        else:
            tops[pile], holders[pile] = place, at
    run: set[int] = set()
    last: int | None = holders[-1] if holders else None
    while last is not None:
        run.add(last)
        last = earlier[last]
    return run
