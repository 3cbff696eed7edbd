"""Names of WordprocessingML elements and safe reading of their values."""

import re
from typing import Any, Final

#: An element of lxml; the library has no types.
Element = Any

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V: Final = "{urn:schemas-microsoft-com:vml}"

VAL: Final = W + "val"
P: Final = W + "p"
TBL: Final = W + "tbl"
SECT: Final = W + "sectPr"

#: Millimetres in a twentieth of a pt.
TWIP: Final = 25.4 / 1440
_OFF: Final = frozenset({"0", "false", "off", "none", "no"})
_MEASURE = re.compile(r"\s*(-?\d{1,9}(?:\.\d{0,6})?)\s*(mm|cm|in|pt|pc|pi)?\s*")
# Twentieths of a pt in a unit.
_UNITS: Final = {"mm": 56.693, "cm": 566.93, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
# Word itself takes no page wider than 22 inches.
_WIDEST: Final = 40_000.0


def val(element: Element, name: str) -> str | None:
    """The value of the child of this name; "" when it has none, None without the child."""
    child = element.find(W + name)
    return None if child is None else child.get(VAL, "")


def flag(element: Element, name: str) -> bool | None:
    """Whether a switch is on; None when it is not there."""
    value = val(element, name)
    return None if value is None else value.lower() not in _OFF


def twips(text: str | None) -> float | None:
    """A length in twentieths of a pt; None when it is none, or longer than any page."""
    found = _MEASURE.fullmatch(text) if text else None
    if not found:
        return None
    length = float(found[1]) * _UNITS.get(found[2], 1.0)
    return length if abs(length) <= _WIDEST else None


def whole(text: str | None, most: int = 100_000) -> int | None:
    """A whole number; None when it is none or absurdly large."""
    if not text or len(text) > 12:
        return None
    try:
        number = int(text)
    except ValueError:
        return None
    return number if -most <= number <= most else None


def local(element: Element) -> str:
    """The element's name without its namespace; "" for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
