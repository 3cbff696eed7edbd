"""What the decree allows for each cell of the form, read from resources/check_rules."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.documents.layout import Choice, choices
from app.paths import resource


@dataclass(frozen=True, slots=True)
class Span:
    """From least to most, both allowed; ``slack`` is what rounding may add on each side."""

    least: float
    most: float
    slack: float = 0.0

    def holds(self, value: float) -> bool:
        """Whether a measured value is right."""
        return self.least - self.slack <= value <= self.most + self.slack

    @property
    def words(self) -> str:
        """ "13" or "từ 13 đến 14"."""
        low, high = shown(self.least), shown(self.most)
        return low if low == high else f"từ {low} đến {high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How the words of one cell look; None for a dress that is not looked at."""

    key: str
    name: str
    size: Span
    bold: bool | None = None
    italic: bool | None = None
    centred: bool = False


def shown(value: float) -> str:
    """ "12,7"; no more than one figure behind the comma."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


@cache
def _data() -> dict[str, Any]:
    path = resource("check_rules") / "looks_numbers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def cells() -> Mapping[str, Cell]:
    """Every cell by its key."""
    made = {}
    for key, row in _data()["cell"].items():
        given = dict(row)
        least, most = given.pop("size")
        made[key] = Cell(key=key, size=Span(least, most, slack("size")), **given)
    return made


def slack(name: str) -> float:
    """What rounding may add: "size" and "space" in pt, "length" in mm, "lines" in lines."""
    return float(_data()["tolerance"][name])


def page_number_size() -> Span:
    """Of the page's number, pt."""
    least, most = _data()["page_number"]["size"]
    return Span(least, most, slack("size"))


def rule_share(name: str) -> Span:
    """Length of a rule as a share of the text line: "short" or "whole"."""
    least, most = _data()["rule"][name]
    part = slack("rule")
    return Span(least * (1 - part), most * (1 + part))


_SLACKS: Final = {"space_before": "space", "line_spacing": "lines", "body_size": "size"}


@cache
def allowed(name: str) -> Span:
    """The range of a choice of the layout ("margin_left", "first_indent")."""
    choice: Choice = choices()[name]
    return Span(choice.least, choice.most, slack(_SLACKS.get(name, "length")))
