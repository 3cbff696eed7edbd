"""Names of agencies and units that are no longer in use."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.paths import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class OldName:
    """Spellings of a name that ended on ``since``, and what is said instead."""

    old: tuple[str, ...]
    since: date
    now: str


@cache
def shipped_old_names() -> tuple[OldName, ...]:
    """The list of resources/old_names.toml."""
    table = tomllib.loads(resource("old_names.toml").read_text(encoding="utf-8"))
    return tuple(
        OldName(old=tuple(entry["old"]), since=entry["since"], now=entry["now"])
        for entry in table["name"]
    )


def find_old_names(text: str, names: tuple[OldName, ...], year: int) -> list[tuple[str, OldName]]:
    """Every old name in the text that had ended when the year began, each once."""
    return [
        (match[0], name)
        for name in names
        if name.since <= date(year, 1, 1) and (match := _pattern(name.old).search(text))
    ]


@cache
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the spellings as whole words, also in capitals; spaces around dashes may differ."""
    both = {*spellings, *(spelling.upper() for spelling in spellings)}
    loose = (
        r"\s*[-–]\s*".join(re.escape(part.strip()) for part in spelling.split("-"))
        for spelling in sorted(both, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.])(?:{'|'.join(loose)})(?!\w)")
