"""Which node of one paper is which of the other: by name, by the same words, by likeness."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from app.documents.compare.changes import Side
from app.domain.text import fold

#: Shared words of two texts, as a share of all their words, from which they are the same node.
_ALIKE: Final = 0.5
#: Texts of other papers must be more alike: they only speak of the same things.
_ALIKE_APART: Final = 0.62
_RARE: Final = 12
Pairs = dict[int, int]


def paired(old: Sequence[Side], new: Sequence[Side]) -> Pairs:
    """Place of the old node → place of the new one; each at most once."""
    pairs = _by_key(old, new)
    related = bool(pairs)
    _same_words_in_order(old, new, pairs)
    _same_words_anywhere(old, new, pairs)
    _alike(old, new, pairs, _ALIKE if related or _mostly(pairs, old, new) else _ALIKE_APART)
    return pairs


def likeness(first: str, second: str) -> float:
    """How alike two texts are by their words, from 0 to 1; order and diacritics do not count."""
    return _likeness(Counter(fold(first).split()), Counter(fold(second).split()))


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Places of a longest rising run in ``numbers``: what stayed in order when others moved."""
    tails: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for place, number in enumerate(numbers):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if numbers[tails[middle]] < number:
                low = middle + 1
            else:
                high = middle
        before[place] = tails[low - 1] if low else -1
        tails[low : low + 1] = [place]
    kept: set[int] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _by_key(old: Sequence[Side], new: Sequence[Side]) -> Pairs:
    places = {_name(side): side.place for side in new if side.node.key}
    return {
        side.place: places[_name(side)] for side in old if side.node.key and _name(side) in places
    }


def _name(side: Side) -> tuple[str, bool]:
    """An annex that is one table has its key twice: over its title and over the table.

    A chart has words and picture in one node, and comes back from Word without its table.
    """
    table = side.node.table
    return side.node.key, table is not None and table.chart is None


def _mostly(pairs: Pairs, old: Sequence[Side], new: Sequence[Side]) -> bool:
    return 2 * len(pairs) >= min(len(old), len(new))


def _words_of(side: Side) -> str:
    table = side.node.table
    titles = " ".join(column.title for column in table.columns) if table else ""
    return fold(f"{side.words} {titles}")


def _free(sides: Sequence[Side], taken: Iterable[int]) -> list[Side]:
    used = set(taken)
    return [side for side in sides if side.place not in used]


def _same_words_in_order(old: Sequence[Side], new: Sequence[Side], pairs: Pairs) -> None:
    left, right = _free(old, pairs), _free(new, pairs.values())
    matcher = SequenceMatcher(
        None,
        [_words_of(side) for side in left],
        [_words_of(side) for side in right],
        autojunk=False,
    )
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[left[block.a + step].place] = right[block.b + step].place


def _same_words_anywhere(old: Sequence[Side], new: Sequence[Side], pairs: Pairs) -> None:
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for side in reversed(_free(new, pairs.values())):
        waiting[_words_of(side)].append(side.place)
    for side in _free(old, pairs):
        words = _words_of(side)
        if words and waiting[words]:
            pairs[side.place] = waiting[words].pop()


def _alike(old: Sequence[Side], new: Sequence[Side], pairs: Pairs, least: float) -> None:
    """The most alike first; at the same likeness the nearest."""
    left, right = _free(old, pairs), _free(new, pairs.values())
    bags = {side.place: Counter(_words_of(side).split()) for side in right}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in bags.items():
        for word in bag:
            index[word].append(place)
    found: list[tuple[float, int, int, int]] = []
    for side in left:
        bag = Counter(_words_of(side).split())
        for place in _candidates(bag, index):
            likeness = _likeness(bag, bags[place])
            if likeness >= least:
                found.append((-likeness, abs(side.place - place), side.place, place))
    taken = set(pairs.values())
    for _unlike, _distance, was, now in sorted(found):
        if was not in pairs and now not in taken:
            pairs[was] = now
            taken.add(now)


def _candidates(bag: Counter[str], index: dict[str, list[int]]) -> set[int]:
    """Places that share one of the rarest words."""
    known = sorted((word for word in bag if word in index), key=lambda word: len(index[word]))
    return {place for word in known[:_RARE] for place in index[word]}


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """Shared words ÷ mean number of words (Dice)."""
    # Half a million pairs are asked for: the keys first, which are compared in C.
    shared = sum(min(first[word], second[word]) for word in first.keys() & second.keys())
    whole = first.total() + second.total()
    return 2 * shared / whole if whole else 0.0
