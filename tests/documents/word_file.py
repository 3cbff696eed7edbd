"""A Word file as its XML says it, read without the program's own readers and without python-docx."""

import zipfile
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = ET.Element


def value(element: Element | None, path: str, name: str = "val") -> str:
    """An attribute of a descendant ("w:pPr/w:jc"), "" when there is none."""
    found = None if element is None else element.find(_full(path))
    return "" if found is None else found.get(f"{W}{name}", "")


def has(element: Element, path: str) -> bool:
    """Whether there is such a descendant."""
    return element.find(_full(path)) is not None


def tag(element: Element) -> str:
    """Without its namespace."""
    return element.tag.split("}")[1]


def _full(path: str) -> str:
    return "/".join(f"{W}{part}" if part != "." else part for part in path.split("/"))


def line_text(paragraph: Element) -> str:
    """The letters of a paragraph; numbers of footnotes behind the words that call them."""
    made = ""
    for one in paragraph.iter():
        if one.tag == f"{W}t":
            made += one.text or ""
        elif one.tag == f"{W}br":
            made += "\n"
        elif one.tag == f"{W}footnoteReference":
            made += f"{one.get(f'{W}id')}\ue001"
    return made


@dataclass(frozen=True)
class Line:
    """A paragraph: its style's shown name, its letters with line breaks, names of bookmarks."""

    element: Element
    style: str

    @property
    def text(self) -> str:
        """Without footnotes."""
        pieces = (one for one in self.element.iter() if one.tag in {f"{W}t", f"{W}br"})
        return "".join(piece.text or "\n" for piece in pieces)

    @property
    def names(self) -> list[str]:
        return [mark.get(f"{W}name", "") for mark in self.element.iter(f"{W}bookmarkStart")]

    @property
    def notes(self) -> list[str]:
        """Numbers of the footnotes in it."""
        return [one.get(f"{W}id", "") for one in self.element.iter(f"{W}footnoteReference")]

    def own(self, path: str, name: str = "val") -> str:
        """A property of this paragraph besides its style's ("spacing", "before")."""
        return value(self.element, f"pPr/{path}", name)


class WordFile:
    """The parts of a file."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            self.parts = {name: package.read(name) for name in package.namelist()}

    def xml(self, name: str) -> Element:
        return ET.fromstring(self.parts[name])

    @cached_property
    def body(self) -> Element:
        return self.xml("word/document.xml")[0]

    @cached_property
    def styles(self) -> dict[str, Element]:
        """Style by the name that Word shows."""
        return {value(one, "name"): one for one in self.xml("word/styles.xml").iter(f"{W}style")}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.get(f"{W}styleId", ""): name for name, one in self.styles.items()}

    def lines(self, inside: Element | None = None) -> list[Line]:
        """Every paragraph in order, those in tables too."""
        whole = self.body if inside is None else inside
        return [
            Line(one, self._names.get(value(one, "pPr/pStyle"), "")) for one in whole.iter(f"{W}p")
        ]

    def styled(self, style: str) -> list[Line]:
        return [line for line in self.lines() if line.style == style]

    @property
    def words(self) -> list[str]:
        """As a reader of the printed file meets them: notes and address lines end their part."""
        said = ""
        for block in self.body:
            for line in block.iter(f"{W}p"):
                said += f"\n{line_text(line)}"
            section = block if tag(block) == "sectPr" else block.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                said += self._foot(section)
        return self._with_notes(said).split()

    def _foot(self, section: Element) -> str:
        """What stands at the foot of the first page of a part; \ue000 stands for its notes."""
        foot = section.find(f"{W}footerReference")
        lines = self.lines(self.related(foot.get(f"{R}id", ""))) if foot is not None else []
        return "\n".join(["\ue000", *(line.text for line in lines)])

    def _with_notes(self, said: str) -> str:
        notes = iter(self.footnotes.items())
        parts = []
        for part in said.split("\ue000"):
            called = part.count("\ue001")
            parts.append(part)
            parts.append("".join(f"\n{number} {text}" for number, text in islice(notes, called)))
        return "".join(parts).replace("\ue001", "")

    @property
    def tables(self) -> list[Element]:
        return list(self.body.iter(f"{W}tbl"))

    @property
    def sections(self) -> list[Element]:
        return list(self.body.iter(f"{W}sectPr"))

    @property
    def footnotes(self) -> dict[str, str]:
        """Text of each footnote by its number; the lines above notes are left out."""
        if "word/footnotes.xml" not in self.parts:
            return {}
        notes = self.xml("word/footnotes.xml")
        return {
            note.get(f"{W}id", ""): "".join(
                piece.text or "" for piece in note.iter(f"{W}t")
            ).strip()
            for note in notes
            if not note.get(f"{W}type")
        }

    def related(self, number: str) -> Element:
        """The part that the main one names by this id."""
        for relation in self.xml("word/_rels/document.xml.rels"):
            if relation.get("Id") == number:
                return self.xml(f"word/{relation.get('Target')}")
        raise AssertionError(number)
