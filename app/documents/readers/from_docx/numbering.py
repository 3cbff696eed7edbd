"""Word's automatic numbers, counted through the text as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.from_docx.looks import PLAIN_PARAGRAPH, ParagraphLook, paragraph_look
from app.documents.readers.from_docx.tags import Element, W, flag, val, whole
from app.domain.numbering import roman

_PLACE: Final = re.compile(r"%([1-9])")
_DASHES: Final = frozenset("-–—−‒―\uf02d")
_ROUND: Final = frozenset("oO○◦\uf06f")
_SQUARE: Final = frozenset("▪■□\uf0a7\uf06e\uf0a8")
_LARGEST: Final = 32_767
_LONGEST_MARK: Final = 40
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. ``restart`` is the level (from 1) whose numbers begin it anew, 0 none."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    plain_digits: bool = False
    style: str = ""
    look: ParagraphLook = PLAIN_PARAGRAPH


@dataclass(slots=True, kw_only=True)
class _List:
    """Levels shared by several lists, and how far each is counted."""

    levels: dict[int, Level] = field(default_factory=dict)
    link: str = ""
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """A list in use: ``shared`` levels but for those changed here; ``starts`` its own first numbers."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Gives each paragraph of a list its mark; ask in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._started: set[str] = set()
        self._linked: dict[str, str] = {}
        if root is not None:
            self._read(root)

    def link_styles(self, numbered_styles: dict[str, str]) -> None:
        """Style id → id of its list, for lists that only name a style."""
        self._linked = numbered_styles

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level that a style stands for in a list."""
        for at, level in self._levels(list_id).items():
            if level.style == style_id:
                return at
        return 0

    def look(self, list_id: str, level: int) -> ParagraphLook:
        """Indents that the level gives."""
        found = self._levels(list_id).get(level)
        return found.look if found else PLAIN_PARAGRAPH

    def mark(self, list_id: str, at: int) -> str:
        """The next mark of a list on a level from 0; "" when the list shows none."""
        levels = self._levels(list_id)
        level = levels.get(at)
        if level is None:
            return ""
        counters = self._count(list_id, at, levels)
        if level.form == "bullet":
            return _bullet(level.text)

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            form = levels[place].form if place in levels else "decimal"
            start = levels[place].start if place in levels else 1
            shown = "decimal" if level.plain_digits and place < at else form
            return _formed(counters.get(place, start), shown)

        return _PLACE.sub(number, level.text).strip()[:_LONGEST_MARK]

    def _count(self, list_id: str, at: int, levels: dict[int, Level]) -> dict[int, int]:
        use = self._uses[list_id]
        counters = self._lists[self._end(use.shared)].counters
        if list_id not in self._started:
            self._started.add(list_id)
            for place, start in use.starts.items():
                counters[place] = start - 1
        first = use.starts.get(at, levels[at].start)
        counters[at] = min(counters.get(at, first - 1) + 1, _LARGEST)
        for outer in range(at):
            if outer in levels:
                counters.setdefault(outer, levels[outer].start)
        for inner in [place for place in counters if place > at]:
            restart = levels[inner].restart if inner in levels else None
            if restart is None or at < restart:
                del counters[inner]
        return counters

    def _levels(self, list_id: str) -> dict[int, Level]:
        use = self._uses.get(list_id)
        if use is None:
            return {}
        shared = self._lists.get(self._end(use.shared))
        if shared is None:
            return {}
        return {**shared.levels, **use.levels} if use.levels else shared.levels

    def _end(self, shared: str) -> str:
        """The list that really has levels: some only name a style whose list has them."""
        for _ in range(_LONGEST_CHAIN):
            found = self._lists.get(shared)
            if found is None or found.levels or not found.link:
                return shared
            use = self._uses.get(self._linked.get(found.link, ""))
            if use is None or use.shared == shared:
                return shared
            shared = use.shared
        return shared

    def _read(self, root: Element) -> None:
        for one in root.findall(W + "abstractNum"):
            self._lists[one.get(W + "abstractNumId", "")] = _List(
                levels=_levels(one), link=val(one, "numStyleLink") or ""
            )
        for one in root.findall(W + "num"):
            levels: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in one.findall(W + "lvlOverride"):
                at = whole(override.get(W + "ilvl"), 8)
                if at is None:
                    continue
                levels.update(_levels(override))
                start = whole(val(override, "startOverride"), _LARGEST)
                if start is not None:
                    starts[at] = start
            self._uses[one.get(W + "numId", "")] = _Use(
                shared=val(one, "abstractNumId") or "", levels=levels, starts=starts
            )


def _levels(holder: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in holder.findall(W + "lvl"):
        at = whole(one.get(W + "ilvl"), 8)
        if at is None or at < 0:
            continue
        start = whole(val(one, "start"), _LARGEST)
        found[at] = Level(
            start=1 if start is None else start,
            form=val(one, "numFmt") or "decimal",
            text=val(one, "lvlText") or "",
            restart=whole(val(one, "lvlRestart"), 9),
            plain_digits=bool(flag(one, "isLgl")),
            style=val(one, "pStyle") or "",
            look=paragraph_look(one.find(W + "pPr")),
        )
    return found


def _bullet(text: str) -> str:
    """Every bullet as one that the reader of texts knows."""
    sign = text.strip()[:1]
    if sign in _DASHES:
        return "-"
    if sign in {"+", "*"}:
        return sign
    if sign in _ROUND:
        return "○"
    if sign in _SQUARE:
        return "▪"
    return "•" if sign else ""


def _formed(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"}:
        made = roman(number) if 0 < number < 4000 else str(number)
        return made if form == "upperRoman" else made.lower()
    if form in {"upperLetter", "lowerLetter"}:
        # Word goes on after z with aa, bb, cc.
        count, place = divmod(number - 1, 26)
        made = chr(65 + place) * (min(count, 20) + 1) if number > 0 else str(number)
        return made if form == "upperLetter" else made.lower()
    return f"{number:02d}" if form == "decimalZero" else str(number)
