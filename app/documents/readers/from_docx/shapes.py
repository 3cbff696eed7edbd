"""Drawn things in a paragraph: level lines under names, and boxes with words in them."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.documents.readers.from_docx.tags import MC, TWIP, WP, WPS, A, Element, V, W, local, twips

_EMU: Final = 36_000
_LINES: Final = frozenset({"line", "straightConnector1"})
# A line drawn by hand may lean a little.
_STEEPEST: Final = 0.05
_FLATTEST: Final = 1.0
_STYLE_PART = re.compile(r"(width|height)\s*:\s*([^;]{1,30})")
_MOST_SHAPES: Final = 2000
_LONGEST_RULE: Final = 400.0


@dataclass(slots=True)
class Drawn:
    """``boxes`` are (element with paragraphs, whether a frame is drawn); ``rules`` are in mm."""

    boxes: list[tuple[Element, bool]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)


def drawn(element: Element) -> Drawn:
    """What a ``w:drawing``, ``w:pict`` or ``w:object`` shows besides pictures."""
    found = Drawn()
    size = element.find(f".//{WP}extent")
    waiting = [(element, False)]
    for _ in range(_MOST_SHAPES):
        if not waiting:
            break
        one, framed = waiting.pop()
        if one.tag == W + "txbxContent":
            found.boxes.append((one, framed))
            continue
        if one.tag == WPS + "wsp":
            framed = _framed(one)
            found.rules.append(_shape_line(one, size))
        elif isinstance(one.tag, str) and one.tag.startswith(V):
            framed = one.get("stroked", "t")[:1] not in {"f", "0"}
            found.rules.append(_vml_line(one))
        waiting.extend((child, framed) for child in reversed(chosen_children(one)))
    found.rules = [rule for rule in found.rules if rule]
    return found


def chosen_children(element: Element) -> list[Element]:
    """The children; of alternatives only the first that is given."""
    if element.tag != MC + "AlternateContent":
        return list(element)
    choice = element.find(MC + "Choice")
    taken = choice if choice is not None else element.find(MC + "Fallback")
    return [] if taken is None else [taken]


def _framed(shape: Element) -> bool:
    line = shape.find(f"{WPS}spPr/{A}ln")
    if line is None:
        return shape.find(WPS + "style") is not None
    return line.find(A + "noFill") is None


def _shape_line(shape: Element, size: Element | None) -> float:
    form = shape.find(f"{WPS}spPr/{A}prstGeom")
    connects = shape.find(WPS + "cNvCnPr") is not None
    if not connects and (form is None or form.get("prst") not in _LINES):
        return 0.0
    own = shape.find(f"{WPS}spPr/{A}xfrm/{A}ext")
    extent = own if own is not None else size
    if extent is None:
        return 0.0
    return _level(_emu(extent.get("cx")), _emu(extent.get("cy")))


def _vml_line(shape: Element) -> float:
    if local(shape) == "line":
        start, end = _point(shape.get("from")), _point(shape.get("to"))
        return _level(abs(end[0] - start[0]), abs(end[1] - start[1]))
    if "_t32" in shape.get("type", "") or "connectortype" in " ".join(shape.keys()):
        parts = {one[1]: _mm(one[2]) for one in _STYLE_PART.finditer(shape.get("style", ""))}
        return _level(parts.get("width", 0.0), parts.get("height", 0.0))
    return 0.0


def _level(width: float, height: float) -> float:
    """The length when the line is level, else 0."""
    if not 0 < width <= _LONGEST_RULE or height > max(width * _STEEPEST, _FLATTEST):
        return 0.0
    return width


def _emu(text: str | None) -> float:
    return int(text) / _EMU if text and text.isdigit() and len(text) < 10 else 0.0


def _mm(text: str) -> float:
    return (twips(text.strip()) or 0.0) * TWIP


def _point(text: str | None) -> tuple[float, float]:
    across, _, down = (text or "").partition(",")
    return _mm(across), _mm(down)
