"""Words beside counts of violence in a package may not point to a person."""

from collections.abc import Iterator, Mapping, Set
from typing import Any, Final

from app.domain.personal_data import PERSONAL_WORDS, Personal, find_personal
from app.exchange.refusals import Point, Refusal
from app.exchange.tables import Table

_OF_FIGURES: Final = ("reason", "note")
_OF_ACTIVITIES: Final = ("title", "target_group", "result")


def persons_beside_counts(tables: Mapping[str, Table[Any]], sensitive: Set[str]) -> list[Point]:
    """A point for every sensitive record whose words name somebody; the words are not repeated.

    Args:
        sensitive: codes of indicators and of kinds of activities.
    """
    figures = _told(tables, "figures", "indicator", _OF_FIGURES, sensitive)
    activities = _told(tables, "activities", "kind", (*_OF_ACTIVITIES, "place"), sensitive)
    return [
        *(_point(f"ghi kèm chỉ tiêu {code}", found) for code, found in figures),
        *(_point(f"hoạt động loại {code}", found) for code, found in activities),
    ]


def _told(
    tables: Mapping[str, Table[Any]],
    kind: str,
    named: str,
    columns: tuple[str, ...],
    sensitive: Set[str],
) -> Iterator[tuple[str, Personal]]:
    table = tables.get(kind)
    if not table or sensitive.isdisjoint(table.wire(named)):
        return
    for code, *words in zip(*map(table.wire, (named, *columns)), strict=True):
        if code in sensitive:
            found = _found(dict(zip(columns, words, strict=True)))
            if found is not None:
                yield code, found


def _found(words: Mapping[str, str]) -> Personal | None:
    for column, text in words.items():
        found = find_personal(text) if text else None
        if found is not None and not (column == "place" and found is Personal.ADDRESS):
            return found
    return None


def _point(where: str, found: Personal) -> Point:
    what = f"{where} có {PERSONAL_WORDS[found]}, mà bên cạnh số liệu về bạo lực không được nêu ai"
    return Point(Refusal.BROKEN_RULE, what)
