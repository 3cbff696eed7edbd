"""Places of nodes: an inserted line must not rewrite every line below it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ordering import STEP, places


def test_new_things_stand_apart() -> None:
    assert places([None, None, None]) == [STEP, 2 * STEP, 3 * STEP]
    assert places([]) == []


def test_an_inserted_thing_leaves_the_others_where_they_are() -> None:
    # Typing one line at the top once wrote a line of history for every line of the plan.
    old = [STEP, 2 * STEP, 3 * STEP]
    assert places([None, *old])[1:] == old
    assert places([*old, None])[:3] == old
    new = places([STEP, None, 2 * STEP])
    assert (new[0], new[2]) == (STEP, 2 * STEP)


def test_seventy_lines_typed_one_below_the_other_touch_no_neighbour() -> None:
    order = [STEP, 2 * STEP]
    for _ in range(70):
        wanted: list[int | None] = [*order[:-1], None, order[-1]]
        order = places(wanted)
        assert (order[0], order[-1]) == (STEP, 2 * STEP)


def test_a_moved_thing_is_the_only_one_that_changes() -> None:
    assert places([3 * STEP, STEP, 2 * STEP]) == [0, STEP, 2 * STEP]
    assert places([2 * STEP, 3 * STEP, STEP]) == [2 * STEP, 3 * STEP, 4 * STEP]


def test_without_room_all_are_renumbered() -> None:
    assert places([1, None, 2, 3]) == [STEP, 2 * STEP, 3 * STEP, 4 * STEP]


@given(st.lists(st.none() | st.integers(-5, 40), max_size=40))
def test_places_always_rise(old: list[int | None]) -> None:
    new = places(old)
    assert len(new) == len(old)
    assert all(first < second for first, second in pairwise(new))


@given(st.permutations(list(range(STEP, STEP * 9, STEP))), st.integers(0, 7))
def test_moving_one_thing_changes_at_most_that_one(order: list[int], to: int) -> None:
    order = sorted(order)
    moved = order.pop(3)
    order.insert(to, moved)
    new = places(order)
    assert sum(before != after for before, after in zip(order, new, strict=True)) <= 1
