"""Pieces of WordprocessingML as text: runs, paragraphs, their measures and frames."""

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
BLACK: Final = "000000"
RED: Final = "FF0000"
KEEP: Final = "<w:keepNext/>"
BOLD: Final = "<w:b/><w:bCs/>"
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGES: Final = ("top", "left", "bottom", "right")
_LEVEL: Final = frozenset({"top", "bottom"})
_THICKNESS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a paragraph has besides its style; measures in pt, None as the style says.

    ``first`` is the indent of the first line, negative for a hanging one. ``exact`` is a fixed
    height of the lines, ``rules`` the edges with a thin line ("bottom"), ``box`` the colour of
    a frame around the paragraph, ``box_room`` its distance from the words: above and below, on
    the sides.
    """

    keep: bool = False
    before: float | None = None
    after: float | None = None
    exact: float | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    align: str = ""
    rules: tuple[str, ...] = ()
    box: str = ""
    box_room: tuple[int, int] = (1, 4)


PLAIN: Final = Look()


def twentieths(points: float) -> int:
    """Word's unit of length: a twentieth of a pt."""
    return round(points * 20)


def escaped(text: str) -> str:
    """For the inside of an element; signs that no XML may hold are left out."""
    return escape(_FORBIDDEN.sub("", text))


def attribute(text: str) -> str:
    """A quoted value of an attribute."""
    return quoteattr(_FORBIDDEN.sub("", text))


def run(text: str, properties: str = "") -> str:
    """One run; line breaks stay line breaks. Empty for an empty text."""
    if not text:
        return ""
    lines = (f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marked}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, runs: str, look: Look = PLAIN, *, section: str = "") -> str:
    """A paragraph of the style with this id; ``section`` is the sectPr of the part it ends."""
    extra = "" if look is PLAIN else _properties(look)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}{section}</w:pPr>{runs}</w:p>'


def page_number() -> str:
    """The field of the page's number."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _properties(look: Look) -> str:
    """In the order that Word's schema asks for."""
    borders = _borders(look)
    return "".join(
        (
            KEEP if look.keep else "",
            f"<w:pBdr>{borders}</w:pBdr>" if borders else "",
            _spacing(look),
            _indents(look),
            f'<w:jc w:val="{look.align}"/>' if look.align else "",
        )
    )


def _borders(look: Look) -> str:
    above, side = look.box_room if look.box else (0, 0)
    colour = look.box or BLACK
    return "".join(
        f'<w:{edge} w:val="single" w:sz="{_THICKNESS}" '
        f'w:space="{above if edge in _LEVEL else side}" w:color="{colour}"/>'
        for edge in (_EDGES if look.box else look.rules)
    )


def _spacing(look: Look) -> str:
    values = []
    if look.before is not None:
        values.append(f'w:before="{twentieths(look.before)}"')
    if look.after is not None:
        values.append(f'w:after="{twentieths(look.after)}"')
    if look.exact is not None:
        values.append(f'w:line="{twentieths(look.exact)}" w:lineRule="exact"')
    return f"<w:spacing {' '.join(values)}/>" if values else ""


def _indents(look: Look) -> str:
    values = []
    if look.left is not None:
        values.append(f'w:left="{twentieths(look.left)}"')
    if look.right is not None:
        values.append(f'w:right="{twentieths(look.right)}"')
    if look.first is not None:
        name = "firstLine" if look.first >= 0 else "hanging"
        values.append(f'w:{name}="{twentieths(abs(look.first))}"')
    return f"<w:ind {' '.join(values)}/>" if values else ""
