"""Numbers and letters typed before the paragraphs of a paper from elsewhere run without a gap."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from app.documents.blocks import Node
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.domain.numbering import LETTERS, letter, roman

_SERIES: Final = re.compile(
    r"(?P<word>[Pp]hần|[Cc]hương|[Tt]iểu mục|[Mm]ục|[Đđ]iều)?\s*(?P<lead>(?:\d{1,2}\.)*)"
    r"(?P<digits>[IVXLC]+|\d{1,3}|[a-zđ])(?P<sign>\s?[.)/:]|)\s*",
)
_ROMAN: Final = {roman(number): number for number in range(1, 60)}
_THROUGHOUT: Final = frozenset({"điều", "chương"})
# (series, place in it, as written)
_Step = tuple[str, int, str]


def numbering(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule numbering; a paper of our own counts by itself."""
    if facts.own_paper:
        return
    yield from _siblings(sheet.document.nodes)
    for annex in sheet.document.annexes:
        yield from _siblings(annex.nodes)
    throughout: dict[str, list[tuple[Node, _Step]]] = {}
    for placed in sheet.placed:
        step = step_of(placed.node.source_mark)
        if step and step[0] in _THROUGHOUT:
            throughout.setdefault(step[0], []).append((placed.node, step))
    for series in throughout.values():
        yield from _run(series)


def _siblings(nodes: tuple[Node, ...]) -> Iterator[Finding]:
    series: dict[str, list[tuple[Node, _Step]]] = {}
    for node in nodes:
        step = step_of(node.source_mark)
        if step and step[0] not in _THROUGHOUT:
            series.setdefault(step[0], []).append((node, step))
        yield from _siblings(node.children)
    for several in series.values():
        yield from _run(several)


def _run(series: list[tuple[Node, _Step]]) -> Iterator[Finding]:
    node, first = series[0]
    if first[1] != 1:
        start = first[2].replace(_digits(first[2]), _shown(first, 1))
        yield _finding(node, first, f"Dãy bắt đầu bằng “{first[2]}”, không phải “{start}”.")
    for (_, before), (node, step) in itertools.pairwise(series):
        wanted = step[2].replace(_digits(step[2]), _shown(step, before[1] + 1))
        if step[1] == before[1]:
            yield _finding(node, step, f"Số “{step[2]}” dùng hai lần; đúng là “{wanted}”.")
        elif step[1] != before[1] + 1:
            yield _finding(
                node, step, f"Sau “{before[2]}” là “{step[2]}”; đúng thứ tự là “{wanted}”."
            )


def _finding(node: Node, step: _Step, why: str) -> Finding:
    words = " ".join(node.plain.split()[:6])
    return Finding(
        rule="numbering", where=node.key, message=why, quote=f"{step[2]} {words}".strip()
    )


@lru_cache(1024)
def step_of(mark: str) -> _Step | None:
    """The series a written mark belongs to, and its place there; None for a bullet.

    "IV." is Roman; a lone "i)" or "v." among letters is a letter.
    """
    found = _SERIES.fullmatch(mark.strip())
    if found is None:
        return None
    digits, word = found["digits"], (found["word"] or "").lower()
    if digits.isdigit():
        kind, number = "1", int(digits)
    elif digits in _ROMAN:
        kind, number = "I", _ROMAN[digits]
    elif digits in LETTERS and len(digits) == 1:
        kind, number = "a", LETTERS.index(digits) + 1
    else:
        return None
    series = word if word in _THROUGHOUT else f"{word}{found['lead']}{kind}"
    return series, number, mark.strip()


def _digits(mark: str) -> str:
    found = _SERIES.fullmatch(mark)
    return found["digits"] if found else mark


def _shown(step: _Step, number: int) -> str:
    digits = _digits(step[2])
    if digits.isdigit():
        return str(number)
    return letter(number) if digits.islower() else roman(number)
