"""Which kinds of activities a report does not count people of: 1 to 4 helped could be recognised.

Sums of people stay printed, so beside a hidden kind another one is hidden with it, of its section
where there is one. A sum that holds one hidden kind alone is hidden too (``Counted.covers``).
"""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.masking import SMALL
from app.queries.activity_rows import ActivityRow
from app.queries.kinds import KindRow
from app.queries.measures import measure

_PEOPLE = ("people.total", "people.men", "people.women")


def hidden_kinds(rows: Sequence[ActivityRow], kinds: Mapping[str, KindRow]) -> frozenset[str]:
    """Codes of the kinds whose people are not printed."""
    by_kind: dict[str, list[ActivityRow]] = {}
    for row in rows:
        by_kind.setdefault(row.kind_code, []).append(row)
    small = {
        code
        for code, found in by_kind.items()
        if is_sensitive(code, kinds) and _is_small(found, kinds)
    }
    return frozenset(small | set(_companions(small, by_kind, kinds)))


def is_sensitive(code: str, kinds: Mapping[str, KindRow]) -> bool:
    """Whether the people of a kind are those who were helped after violence."""
    return code in kinds and kinds[code].sensitive


def _is_small(rows: Iterable[ActivityRow], kinds: Mapping[str, KindRow]) -> bool:
    found = list(rows)
    return any(measure(name, found, kinds) in SMALL for name in _PEOPLE)


def _companions(
    small: set[str], by_kind: Mapping[str, list[ActivityRow]], kinds: Mapping[str, KindRow]
) -> Iterable[str]:
    """For each section with one hidden kind alone, another kind, with as few people as can be."""
    for section in {by_kind[code][0].section for code in small}:
        if sum(by_kind[code][0].section == section for code in small) > 1:
            continue
        others = [
            (found[0].section != section, people, code)
            for code, found in by_kind.items()
            if code not in small and (people := measure("people.total", found, kinds))
        ]
        if others:
            yield min(others)[-1]
