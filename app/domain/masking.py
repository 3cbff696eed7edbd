"""Small numbers hidden in tables that are shared: 1 to 4 people could be recognised.

A hidden number must not be found again by subtracting from the totals, so further cells are hidden
beside it until every hidden number could also be another one.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

#: Counts of 1 to 4 are hidden; zero hides nobody.
SMALL: Final = range(1, 5)
#: Stands for every hidden number, small or not: which ones are small is not told either.
HIDDEN: Final = "*"
_MARGIN: Final = 1_000_000

Place = tuple[int, int]


def masked_places(rows: Sequence[Sequence[int]], *, total_row: bool) -> frozenset[Place]:
    """Places (row, column) to hide.

    Args:
        rows: counts; the last column is the sum of the others. With ``total_row`` the last row is
            the sum of the others too.

    Raises:
        ValueError: sums that do not hold; hiding would then promise what it cannot keep.
    """
    _check(rows, total_row=total_row)
    hidden = {
        (row, column)
        for row, column in product(range(len(rows)), range(len(rows[0]) if rows else 0))
        if rows[row][column] in SMALL
    }
    for place in sorted(hidden):
        if not _is_safe(rows, place, hidden, total_row=total_row):
            shifts = list(_shifts(rows, place, total_row=total_row))
            cheapest: frozenset[Place] = min(shifts, key=_Cost(rows, hidden))
            hidden |= cheapest
    return frozenset(hidden)


def shown(rows: Sequence[Sequence[int]], *, total_row: bool) -> list[list[str]]:
    """The table as it is printed where others can read it."""
    hidden = masked_places(rows, total_row=total_row)
    return [
        [HIDDEN if (at, column) in hidden else str(value) for column, value in enumerate(row)]
        for at, row in enumerate(rows)
    ]


def _is_safe(
    rows: Sequence[Sequence[int]], place: Place, hidden: set[Place], *, total_row: bool
) -> bool:
    return any(shift <= hidden for shift in _shifts(rows, place, total_row=total_row))


def _shifts(
    rows: Sequence[Sequence[int]], place: Place, *, total_row: bool
) -> Iterator[frozenset[Place]]:
    """Sets of places that could all be one more or less while every printed sum still holds."""
    row, column = place
    others = [at for at in range(len(rows[0])) if at != column]
    for other in others:
        if not total_row:
            if _can_shift(rows, (place, (row, other))):
                yield frozenset({place, (row, other)})
            continue
        for below in range(len(rows)):
            corners = (place, (row, other), (below, column), (below, other))
            if below != row and _can_shift(rows, corners):
                yield frozenset(corners)


def _can_shift(rows: Sequence[Sequence[int]], corners: tuple[Place, ...]) -> bool:
    """Whether one of the two ways to move one unit round these places leaves no number negative.

    A unit added to a cell is taken from its neighbour, but added to its total.
    """
    row, column = corners[0]
    last_row, last_column = len(rows) - 1, len(rows[0]) - 1
    for way in (1, -1):
        signs = []
        for at, beside in corners:
            sign = way
            if beside != column and last_column not in (beside, column):
                sign = -sign
            if at != row and last_row not in (at, row):
                sign = -sign
            signs.append(sign)
        if all(
            rows[at][beside] + sign >= 0 for (at, beside), sign in zip(corners, signs, strict=True)
        ):
            return True
    return False


class _Cost:
    """How much a reader loses: as few and as small inner cells as can be, totals last."""

    def __init__(self, rows: Sequence[Sequence[int]], hidden: set[Place]) -> None:
        self._rows, self._hidden = rows, hidden

    def __call__(self, places: frozenset[Place]) -> tuple[int, int, list[Place]]:
        new = sorted(places - self._hidden)
        last_row, last_column = len(self._rows) - 1, len(self._rows[0]) - 1
        margins = sum(row == last_row or column == last_column for row, column in new)
        value = sum(self._rows[row][column] for row, column in new)
        return margins * _MARGIN + value, len(new), new


def _check(rows: Sequence[Sequence[int]], *, total_row: bool) -> None:
    for row in rows:
        if sum(row[:-1]) != row[-1]:
            raise ValueError(f"sum of {row[:-1]} is not {row[-1]}")
    if total_row and rows:
        for column, values in enumerate(zip(*rows, strict=True)):
            if sum(values[:-1]) != values[-1]:
                raise ValueError(f"sum of column {column}")
