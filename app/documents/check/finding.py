"""A finding: which rule, where, why with its clause, and the mend where a machine can."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from app.paths import resource

#: Files of rules: the decree's form, good writing, the looks of a file from elsewhere.
FAMILIES: Final = ("form", "proof", "looks")


class Severity(StrEnum):
    """BLOCK keeps a paper from being issued, WARN asks for a look."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of resources/check_rules/*.toml.

    ``clause`` names the decree's place, or the habit of good writing the rule rests on. ``waivable``
    findings may be let stand with a reason. ``family`` is the file it stands in.
    """

    id: str
    name: str
    clause: str
    severity: Severity
    waivable: bool = True
    family: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """Put ``new`` for the first ``old`` in the words at ``where``; an empty ``old`` is the whole."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at.

    ``where`` is a node's key, a head field ("place", "bases:2"), or "doan:12" for a paragraph of a
    file; ``quote`` the words concerned, as they stand there.
    """

    rule: str
    where: str
    message: str
    quote: str = ""
    mend: Mend | None = None

    @property
    def severity(self) -> Severity:
        """How bad, by its rule."""
        return find_rule(self.rule).severity

    @property
    def clause(self) -> str:
        """What it rests on, by its rule."""
        return find_rule(self.rule).clause

    @property
    def identity(self) -> tuple[str, str]:
        """What a waiver names: the same words under the same rule."""
        return self.rule, self.quote or self.message


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the files."""
    rows: dict[str, dict[str, Any]] = {}
    for family in FAMILIES:
        text = (resource("check_rules") / f"{family}.toml").read_text(encoding="utf-8")
        of_family = tomllib.loads(text).get("rule", {})
        rows |= {name: {"family": family, **row} for name, row in of_family.items()}
    return {
        name: Rule(
            id=name,
            name=row["name"],
            clause=row["clause"],
            severity=Severity(row.get("severity", "warn")),
            waivable=row.get("waivable", True),
            family=row["family"],
        )
        for name, row in rows.items()
    }


def find_rule(name: str) -> Rule:
    """The rule of this id; KeyError is a mistake of the program."""
    return all_rules()[name]
