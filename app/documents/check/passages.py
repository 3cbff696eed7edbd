"""The words of a paper piece by piece, each with its place: what the text rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.documents.blocks import Document, Placed, Table, walk
from app.domain import fields


class Part(StrEnum):
    """What a piece of words is."""

    LETTERHEAD = "letterhead"
    PLACE = "place"
    TYPE = "type_name"
    TITLE = "title"
    ADDRESSEE = "addressees"
    BASE = "bases"
    AUTHORITY = "authority"
    HEADING = "heading"
    TEXT = "text"
    CELL = "cell"
    RECIPIENT = "recipients"
    SIGNATURE = "signature_lines"
    SIGNER = "signer_name"


@dataclass(frozen=True, slots=True)
class Passage:
    """``where`` as in a Finding; ``text`` without mark, bound numbers as shown."""

    part: Part
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper laid out for the rules: the document, its nodes in order, its passages."""

    document: Document
    placed: tuple[Placed, ...]
    passages: tuple[Passage, ...]


def laid_out(document: Document) -> Sheet:
    """The sheet of a document; nodes of annexes come after those of the body."""
    placed = tuple(walk(document.nodes))
    for annex in document.annexes:
        placed += tuple(walk(annex.nodes))
    return Sheet(document, placed, tuple(_passages(document, placed)))


def _passages(document: Document, placed: tuple[Placed, ...]) -> Iterator[Passage]:
    lines = tuple(line.text for line in document.letterhead)
    yield from _numbered(Part.LETTERHEAD, lines)
    yield from _single(Part.PLACE, document.place)
    yield from _single(Part.TYPE, document.type_name)
    yield from _numbered(Part.TITLE, document.title)
    yield from _numbered(Part.ADDRESSEE, document.addressees)
    yield from _single(Part.AUTHORITY, document.form.authority)
    yield from _numbered(Part.BASE, document.bases)
    for one in placed:
        yield from _node(one)
    yield from _numbered(Part.RECIPIENT, document.recipients)
    yield from _numbered(Part.SIGNATURE, document.signature.lines)
    yield from _single(Part.SIGNER, document.signature.name)


def _node(placed: Placed) -> Iterator[Passage]:
    node = placed.node
    if node.heading:
        yield Passage(Part.HEADING, node.key, fields.plain(node.heading))
    if node.text:
        yield Passage(Part.TEXT, node.key, fields.plain(node.text))
    if node.table is not None and node.table.chart is None:
        for text in _cells(node.table):
            yield Passage(Part.CELL, node.key, text)


def _cells(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.title
    for row in (*table.rows, table.total):
        yield from (fields.plain(cell) for cell in row if cell)


def _numbered(part: Part, lines: tuple[str, ...]) -> Iterator[Passage]:
    for at, line in enumerate(lines):
        if line.strip():
            yield Passage(part, f"{part.value}:{at}", fields.plain(line))


def _single(part: Part, text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(part, part.value, fields.plain(text))
