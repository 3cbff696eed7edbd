"""What records, their fields and their values are called in the history (record_words.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.domain.exports import WAY_WORDS
from app.domain.papers import KIND_WORDS, STATE_WORDS, TASK_STATE_WORDS
from app.domain.parcels import RECEIVED_WORDS, SENT_WORDS
from app.domain.roles import ROLE_WORDS
from app.domain.units import CARD_WORDS, CHANGE_WORDS
from app.paths import resource

#: Values that other screens name too.
_SHARED: Final[Mapping[str, Mapping[Any, str]]] = {
    "export_entry.way": WAY_WORDS,
    "officer.role": ROLE_WORDS,
    "paper.kind": KIND_WORDS,
    "paper_version.state": STATE_WORDS,
    "received_package.state": RECEIVED_WORDS,
    "sent_package.state": SENT_WORDS,
    "task_progress.state": TASK_STATE_WORDS,
    "unit_card.state": CARD_WORDS,
    "unit_change.kind": CHANGE_WORDS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """One kind of record. ``titled``: the fields that make its title; ``part``: the field that
    names the record it is a part of, or empty; ``quiet``: fields that the program alone writes."""

    name: str
    titled: tuple[str, ...]
    part: str
    quiet: frozenset[str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWords:
    """All tables by name; which fields are codes of which catalogue; words of values and keys."""

    tables: Mapping[str, TableWords]
    codes: Mapping[str, str]
    values: Mapping[str, Mapping[Any, str]]
    keys: Mapping[str, str]

    def catalogue(self, table: str, field: str) -> str:
        """The catalogue whose codes a field holds; empty when it holds none."""
        return self.codes.get(f"{table}.{field}") or self.codes.get(field, "")

    def value(self, table: str, field: str, value: str) -> str | None:
        """The word of a value that is a code of the program; None when it is none."""
        words = self.values.get(f"{table}.{field}") or self.values.get(field)
        return words.get(value) if words else None


@cache
def record_words() -> RecordWords:
    """The words of every table that history tells of."""
    read = tomllib.loads(resource("record_words.toml").read_text(encoding="utf-8"))
    return RecordWords(
        tables={name: _table(table) for name, table in read["table"].items()},
        codes=read["codes"],
        values={**read["values"], **_SHARED},
        keys=read["keys"],
    )


def _table(table: Mapping[str, Any]) -> TableWords:
    return TableWords(
        name=table["name"],
        titled=tuple(table["titled"]),
        part=table.get("part", ""),
        quiet=frozenset(table.get("quiet", ())),
        fields=table["fields"],
    )
