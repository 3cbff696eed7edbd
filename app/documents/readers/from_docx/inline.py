"""The words of one paragraph: runs with their looks, notes, fields, changes that were tracked."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from app.documents.readers.from_docx.looks import RunLook, over, run_look
from app.documents.readers.from_docx.shapes import Drawn, chosen_children, drawn
from app.documents.readers.from_docx.styles import Styles
from app.documents.readers.from_docx.tags import Element, W, local, val
from app.documents.readers.legacy import encoding_of_font
from app.documents.source import SourceRun
from app.domain.text import nfc

_KEY: Final = "_bdg"
_NAME: Final = re.compile(r"_bdg(?:(?P<key>[0-9a-f]{32})|x\d{1,7})(?:d(?P<depth>\d))?")
_SKIPPED: Final = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "instrText", "rt", "ctrlPr",
     "delInstrText", "tblPr", "tblGrid", "trPr", "tcPr", "annotationRef", "footnoteRef",
     "endnoteRef", "separator", "continuationSeparator", "fldData", "ffData"}
)  # fmt: skip
_SIGNS: Final = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad",
}  # fmt: skip
# Letters of the picture fonts that papers use.
_SYMBOLS: Final = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF052: "☑",
    0xF0FB: "✗", 0xF0D8: "➢", 0xF0E0: "→", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B4: "×", 0xF0B1: "±",
    0xF02D: "-", 0xF0B0: "°",
}  # fmt: skip
_MOST_RUNS: Final = 200_000


@dataclass(slots=True)
class Shared:
    """What all paragraphs of a file share: notes by id, field under way, what was left out."""

    styles: Styles
    notes: dict[str, str] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    changes: int = 0
    hidden: int = 0
    pending: str = ""
    looks: dict[tuple[RunLook, str, RunLook], RunLook] = field(default_factory=dict)


@dataclass(slots=True)
class Words:
    """What was found in a paragraph; ``rules`` are lengths of drawn lines, mm.

    ``key`` is the bookmark's name that this program wrote.
    """

    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    boxes: list[tuple[Element, bool]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    key: str = ""
    break_before: bool = False
    break_after: bool = False

    @property
    def empty(self) -> bool:
        """No letter yet."""
        return not any(text.strip() for text, _ in self.pieces)

    def runs(self) -> tuple[SourceRun, ...]:
        """The letters, neighbours of one look together, in NFC."""
        joined: list[tuple[list[str], RunLook]] = []
        for text, look in self.pieces:
            combines = bool(text) and unicodedata.combining(text[0]) > 0
            if joined and (joined[-1][1] == look or combines):
                joined[-1][0].append(text)
            else:
                joined.append(([text], look))
        return tuple(
            _run(text, look)
            for parts, look in joined
            if (text := _composed("".join(parts), look.font or ""))
        )


def _composed(text: str, font: str) -> str:
    """NFC; a run in an old font as it is, for its ư is a sign that NFC here leaves out."""
    return text if encoding_of_font(font) else nfc(text)


class Inline:
    """Reads the inside of one paragraph."""

    def __init__(self, shared: Shared, base: RunLook) -> None:
        self.words = Words()
        self._shared = shared
        self._base = base

    def read(self, paragraph: Element) -> Words:
        """The words of a ``w:p``."""
        if self._shared.pending:
            self._name(self._shared.pending)
            self._shared.pending = ""
        self._children(paragraph, self._base)
        # A field whose end is missing must not swallow the rest of the text.
        self._shared.fields[:] = [result for result in self._shared.fields if result]
        return self.words

    def _children(self, element: Element, look: RunLook) -> None:
        for child in chosen_children(element):
            self._one(child, look)

    def _one(self, child: Element, look: RunLook) -> None:
        name = local(child)
        if name == "r":
            if not _between_notes(child):
                self._children(child, self._look(child, look))
        elif name and name not in _SKIPPED and not self._acts(child, name):
            if self._sign(child, name, look):
                return
            self._shared.changes += name in {"ins", "moveTo"}
            self._children(child, look)

    def _acts(self, child: Element, name: str) -> bool:
        """Take note of what is no letter; whether it was such."""
        if name in {"del", "moveFrom"}:
            self._delete(child)
        elif name == "bookmarkStart":
            self._name(child.get(W + "name", ""))
        elif name in {"drawing", "pict", "object"}:
            self._draw(drawn(child))
        elif name == "fldChar":
            self._field(child.get(W + "fldCharType", ""))
        else:
            return False
        return True

    def _sign(self, child: Element, name: str, look: RunLook) -> bool:
        """Add what stands for letters; whether it was such."""
        if name == "t":
            self._add(child.text or "", look)
        elif name in _SIGNS:
            self._add(_SIGNS[name], look)
        elif name == "br":
            self._break(child.get(W + "type", ""), look)
        elif name == "sym":
            self._add(_symbol(child.get(W + "char", "")), look)
        elif name in {"footnoteReference", "endnoteReference"}:
            if words := self._shared.notes.get(name[0] + child.get(W + "id", "")):
                self._add(f"^[{words}]", look)
        else:
            return False
        return True

    def _add(self, text: str, look: RunLook) -> None:
        if not text or not all(self._shared.fields) or len(self.words.pieces) > _MOST_RUNS:
            return
        if look.hidden:
            self._shared.hidden += 1
            return
        self.words.pieces.append((text.upper() if look.caps else text, look))

    def _break(self, kind: str, look: RunLook) -> None:
        if kind != "page":
            self._add("\n", look)
        elif self.words.empty:
            self.words.break_before = True
        else:
            self.words.break_after = True

    def _field(self, kind: str) -> None:
        """``fields`` holds for every open field whether its result is being read."""
        open_fields = self._shared.fields
        if kind == "begin":
            open_fields.append(False)
        elif kind == "separate" and open_fields:
            open_fields[-1] = True
        elif kind == "end" and open_fields:
            open_fields.pop()

    def _name(self, name: str) -> None:
        if name.startswith(_KEY) and not self.words.key:
            self.words.key = name

    def _draw(self, found: Drawn) -> None:
        self.words.boxes += found.boxes
        self.words.rules += found.rules

    def _delete(self, element: Element) -> None:
        self._shared.changes += 1
        if local(element) == "del" and (text := nfc(deleted_text(element)).strip()):
            self._shared.deleted.append(text)

    def _look(self, run: Element, base: RunLook) -> RunLook:
        properties = run.find(W + "rPr")
        if properties is None:
            return base
        shared = self._shared
        direct = run_look(properties, shared.styles.theme)
        style = val(properties, "rStyle") or ""
        known = shared.looks.get((direct, style, base))
        if known is None:
            known = base
            if style:
                known = _toggled(shared.styles.of_letters(style), base)
            known = over(direct, known)
            shared.looks[direct, style, base] = known
        return known


def _between_notes(run: Element) -> bool:
    """Whether it is the raised comma between the numbers of two footnotes."""
    properties = run.find(W + "rPr")
    raised = properties is not None and val(properties, "rStyle") == "FootnoteReference"
    return raised and "".join(run.itertext()).strip() == ","


def deleted_text(element: Element) -> str:
    """The words inside a deletion."""
    return "".join(
        one.text or "" for one in element.iter(W + "delText", W + "t") if one.text is not None
    )


@dataclass(frozen=True, slots=True)
class Name:
    """What a bookmark of this program says of a node; ``depth`` -1 for no such bookmark."""

    key: str = ""
    made: bool = False
    depth: int = -1


def bookmark(name: str) -> Name:
    """The node of a bookmark: "_bdg" and its key, or "_bdgx" and a number; then "d" and its depth."""
    found = _NAME.fullmatch(name)
    if not found:
        return Name()
    return Name(found["key"] or "", made=not found["key"], depth=int(found["depth"] or 0))


def note_text(paragraphs: Iterator[str]) -> str:
    """The words of a note on one line, fit to stand between ``^[`` and ``]``."""
    words = " ".join(" ".join(paragraphs).split())
    fits = words.count("[") == words.count("]") and "[[" not in words
    return words if fits and "^[" not in words else words.replace("[", "(").replace("]", ")")


def _toggled(style: RunLook, base: RunLook) -> RunLook:
    """Bold letters of a bold paragraph stand upright, as Word sets them (ECMA-376, 17.7.3)."""
    bold = bool(style.bold) != bool(base.bold) if style.bold is not None else None
    italic = bool(style.italic) != bool(base.italic) if style.italic is not None else None
    return over(replace(style, bold=bold, italic=italic), base)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _SYMBOLS:
        return _SYMBOLS[number]
    if 0xF020 <= number <= 0xF07E:
        return chr(number - 0xF000)
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE else ""


def _run(text: str, look: RunLook) -> SourceRun:
    return SourceRun(
        text=text,
        font=look.font or "",
        size=look.size or 0.0,
        bold=bool(look.bold),
        italic=bool(look.italic),
        underline=bool(look.underline),
        color=look.color or "",
    )
