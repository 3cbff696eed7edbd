"""The word lists of resources/proof, read once."""

import tomllib
from functools import cache
from typing import Any

from app.paths import resource


@cache
def table(name: str) -> dict[str, Any]:
    """One file of resources/proof as it stands there, by its stem."""
    return tomllib.loads((resource("proof") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """A list of words of a file."""
    return frozenset(table(name)[key])
