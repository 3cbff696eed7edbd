"""Moves inside a flat outline: every step keeps a tree, nothing is lost."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import CHAIN, Mark
from app.domain.outline import (
    DEEPEST,
    Item,
    children,
    demote,
    move_down,
    move_up,
    next_mark,
    normalised,
    parent,
    promote,
    set_mark,
    subtree_end,
    swapped,
)

R, A, L, D, P, N = (*CHAIN, Mark.NONE)


@st.composite
def outlines(draw: st.DrawFn) -> list[Item]:
    depths = draw(st.lists(st.integers(0, DEEPEST), min_size=1, max_size=25))
    marks = st.sampled_from(Mark)
    return normalised([(depth, draw(marks)) for depth in depths])


@st.composite
def outline_and_place(draw: st.DrawFn) -> tuple[list[Item], int]:
    outline = draw(outlines())
    return outline, draw(st.integers(0, len(outline) - 1))


def is_tree(outline: list[Item]) -> bool:
    return normalised(outline) == outline


@given(outline_and_place())
def test_demote_keeps_a_tree_and_brings_the_subtree_along(given_: tuple[list[Item], int]) -> None:
    outline, place = given_
    changed = demote(outline, place)
    if changed is None:
        return
    assert is_tree(changed)
    end = subtree_end(outline, place)
    assert [depth for depth, _ in changed] == [
        depth + (place <= i < end) for i, (depth, _) in enumerate(outline)
    ]


@given(outline_and_place())
def test_promote_undoes_the_depth_of_demote(given_: tuple[list[Item], int]) -> None:
    outline, place = given_
    changed = demote(outline, place)
    if changed is None:
        return
    back = promote(changed, place)
    assert back is not None
    assert [depth for depth, _ in back] == [depth for depth, _ in outline]


@given(outline_and_place(), st.integers(0, 5))
def test_ranges_of_nodes_keep_a_tree(given_: tuple[list[Item], int], more: int) -> None:
    outline, first = given_
    last = min(len(outline) - 1, first + more)
    for step in (demote, promote):
        changed = step(outline, first, last)
        assert changed is None or is_tree(changed)
    assert is_tree(set_mark(outline, first, last, Mark.LETTER))


@given(outline_and_place())
def test_moves_keep_a_tree_and_every_node(given_: tuple[list[Item], int]) -> None:
    outline, place = given_
    for move in (move_up, move_down):
        swap = move(outline, place)
        if swap is None:
            continue
        changed = swapped(outline, swap)
        assert is_tree(changed)
        assert sorted(changed) == sorted(outline)


@given(outline_and_place())
def test_a_move_down_after_a_move_up_restores(given_: tuple[list[Item], int]) -> None:
    outline, place = given_
    swap = move_up(outline, place)
    if swap is None:
        return
    back = move_down(swapped(outline, swap), swap.first)
    assert back is not None
    assert swapped(swapped(outline, swap), back) == outline or parent(outline, place) is not None


@pytest.mark.parametrize(
    ("mark", "inner"), [(R, A), (A, L), (L, D), (D, P), (P, P), (Mark.DECIMAL, L), (N, D)]
)
def test_the_chain_of_marks(mark: Mark, inner: Mark) -> None:
    assert next_mark(mark) is inner


def test_a_demoted_node_takes_the_mark_of_its_new_siblings() -> None:
    outline = [(0, R), (1, D), (0, R)]
    assert demote(outline, 2) == [(0, R), (1, D), (1, D)]


def test_without_siblings_it_does_as_its_cousins_do() -> None:
    outline = [(0, R), (1, A), (2, D), (1, A), (1, A)]
    assert demote(outline, 4) == [(0, R), (1, A), (2, D), (1, A), (2, D)]


def test_without_cousins_it_follows_the_chain() -> None:
    assert demote([(0, R), (0, R)], 1) == [(0, R), (1, A)]


def test_children_of_a_demoted_node_never_carry_its_mark() -> None:
    outline = [(0, A), (0, A), (1, L), (2, D)]
    assert demote(outline, 1) == [(0, A), (1, L), (2, D), (3, P)]


def test_a_promoted_node_takes_the_mark_of_its_old_parent() -> None:
    assert promote([(0, R), (1, A), (2, L)], 2) == [(0, R), (1, A), (1, A)]


def test_plain_paragraphs_stay_without_mark() -> None:
    assert demote([(0, R), (0, N)], 1) == [(0, R), (1, N)]
    assert promote([(0, R), (1, N)], 1) == [(0, R), (0, N)]


@pytest.mark.parametrize("step", [demote, promote])
def test_the_first_node_goes_nowhere(step: Callable[..., list[Item] | None]) -> None:
    assert step([(0, R), (1, A)], 0) is None


def test_the_last_child_moves_into_the_next_branch() -> None:
    outline = [(0, R), (1, A), (0, R), (1, D)]
    swap = move_down(outline, 1)
    assert swap is not None
    assert swapped(outline, swap) == [(0, R), (0, R), (1, A), (1, D)]


def test_children_are_the_nodes_right_below() -> None:
    assert children([(0, R), (1, A), (2, L), (1, A), (0, R)], 0) == [1, 3]


def test_what_is_called_by_a_word_keeps_its_name_under_a_wider_one() -> None:
    chapter, section, article = Mark.CHAPTER, Mark.SECTION, Mark.ARTICLE
    assert demote([(0, chapter), (0, section)], 1) == [(0, chapter), (1, section)]
    assert demote([(0, chapter), (1, section), (1, article)], 2) == [
        (0, chapter),
        (1, section),
        (2, article),
    ]
    assert demote([(0, article), (0, article)], 1) == [(0, article), (1, A)]
