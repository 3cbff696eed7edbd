"""Looks of runs and paragraphs as the file gives them; None means "as what stands above"."""

from dataclasses import dataclass, fields
from typing import Final, TypeVar

from app.documents.readers.from_docx.tags import Element, W, flag, twips, val, whole

_LARGEST_SIZE: Final = 1638.0
_ALIGNS: Final = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
}
# What Word puts for "automatic" space around a paragraph, pt.
_AUTOMATIC: Final = 14.0
_NO_LINE: Final = frozenset({"nil", "none", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """``size`` in pt; ``color`` "" for automatic."""

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    caps: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphLook:
    """Lengths in pt but for indents, which are in twentieths of a pt.

    ``numbering`` is the id of a list, "0" for none; ``rule`` a line under or over it, ``box`` all
    around.
    """

    align: str | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    before: float | None = None
    after: float | None = None
    lines: float | None = None
    exact: float | None = None
    break_before: bool | None = None
    outline: int | None = None
    numbering: str | None = None
    level: int | None = None
    rule: bool | None = None
    box: bool | None = None
    keep: bool | None = None


PLAIN_RUN: Final = RunLook()
PLAIN_PARAGRAPH: Final = ParagraphLook()

Look = TypeVar("Look", RunLook, ParagraphLook)
_NAMES: Final = {kind: [one.name for one in fields(kind)] for kind in (RunLook, ParagraphLook)}


def over(own: Look, base: Look) -> Look:
    """What ``own`` leaves open is as in ``base``."""
    kind = type(own)
    if own == _PLAIN[kind]:
        return base
    values = {}
    for name in _NAMES[kind]:
        value = getattr(own, name)
        values[name] = getattr(base, name) if value is None else value
    return kind(**values)


_PLAIN: Final = {RunLook: PLAIN_RUN, ParagraphLook: PLAIN_PARAGRAPH}


def run_look(properties: Element | None, theme: dict[str, str]) -> RunLook:
    """The look that a ``w:rPr`` gives."""
    if properties is None or not len(properties):
        return PLAIN_RUN
    underline = val(properties, "u")
    color = val(properties, "color")
    return RunLook(
        font=_font(properties.find(W + "rFonts"), theme),
        size=_size(val(properties, "sz")),
        bold=flag(properties, "b"),
        italic=flag(properties, "i"),
        underline=None if underline is None else underline not in _NO_LINE,
        color=None if color is None else _color(color),
        caps=flag(properties, "caps"),
        hidden=flag(properties, "vanish"),
    )


def paragraph_look(properties: Element | None) -> ParagraphLook:
    """The look that a ``w:pPr`` gives."""
    if properties is None or not len(properties):
        return PLAIN_PARAGRAPH
    indent = properties.find(W + "ind")
    spacing = properties.find(W + "spacing")
    lines, exact = _line_height(spacing)
    numbering, level = _numbering(properties.find(W + "numPr"))
    rule, box = _borders(properties.find(W + "pBdr"))
    return ParagraphLook(
        align=_ALIGNS.get(val(properties, "jc") or ""),
        left=_indent(indent, "left", "start"),
        right=_indent(indent, "right", "end"),
        first=_first(indent),
        before=_space(spacing, "before"),
        after=_space(spacing, "after"),
        lines=lines,
        exact=exact,
        break_before=flag(properties, "pageBreakBefore"),
        outline=whole(val(properties, "outlineLvl"), 9),
        numbering=numbering,
        level=level,
        rule=rule,
        box=box,
        keep=flag(properties, "keepNext"),
    )


def _font(fonts: Element | None, theme: dict[str, str]) -> str | None:
    if fonts is None:
        return None
    for name in ("ascii", "hAnsi"):
        if named := theme.get(fonts.get(W + name + "Theme", "")[:5]):
            return named
        if given := fonts.get(W + name):
            return str(given)
    return None


def _size(text: str | None) -> float | None:
    halves = twips(text)
    return halves / 2 if halves is not None and 0 < halves <= _LARGEST_SIZE * 2 else None


def _color(text: str) -> str:
    """RRGGBB; "" for automatic."""
    return text.upper() if len(text) == 6 else ""


def _indent(indent: Element | None, *names: str) -> float | None:
    if indent is None:
        return None
    for name in names:
        if (length := twips(indent.get(W + name))) is not None:
            return length
    return None


def _first(indent: Element | None) -> float | None:
    if indent is None:
        return None
    hanging = twips(indent.get(W + "hanging"))
    return -hanging if hanging is not None else twips(indent.get(W + "firstLine"))


def _space(spacing: Element | None, name: str) -> float | None:
    if spacing is None:
        return None
    if spacing.get(f"{W}{name}Autospacing") in {"1", "true", "on"}:
        return _AUTOMATIC
    length = twips(spacing.get(W + name))
    return None if length is None else length / 20


def _line_height(spacing: Element | None) -> tuple[float | None, float | None]:
    """(lines, pt): 1.5 lines, or exactly 18 pt; "at least" counts as one line."""
    line = twips(spacing.get(W + "line")) if spacing is not None else None
    if spacing is None or line is None:
        return None, None
    rule = spacing.get(W + "lineRule", "auto")
    if rule == "auto":
        return line / 240, 0.0
    return (0.0, line / 20) if rule == "exact" else (1.0, 0.0)


def _numbering(properties: Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    return val(properties, "numId"), whole(val(properties, "ilvl"), 8)


def _borders(borders: Element | None) -> tuple[bool | None, bool | None]:
    """Whether a line stands below or above, and whether lines stand all around."""
    if borders is None:
        return None, None
    drawn = {
        edge
        for edge in ("top", "bottom", "left", "right")
        if (val(borders, edge) or "nil") not in _NO_LINE
    }
    box = len(drawn) == 4
    return not box and bool(drawn & {"top", "bottom"}), box
