"""Footnotes inside printed words: where each is called and its number, the same for PDF and DOCX."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.blocks import Table
from app.domain import notes


@dataclass(frozen=True, slots=True)
class Call:
    """The place of a footnote; ``number`` counts through the paper from 1."""

    number: int
    text: str


def pieces(text: str, first: int) -> list[str | Call]:
    """Printed words and calls in order; a call stands right behind the letter before it."""
    if not has_note(text):
        return [text] if text else []
    found: list[str | Call] = []
    for piece in notes.split(text):
        if isinstance(piece, str):
            found.append(piece)
            continue
        if found and isinstance(found[-1], str):
            found[-1] = found[-1].rstrip()
        found.append(Call(first, piece.text))
        first += 1
    return [piece for piece in found if piece]


def has_note(text: str) -> bool:
    """Whether the text may call a footnote."""
    return "^[" in text


def count(*texts: str) -> int:
    """How many footnotes the texts call."""
    return sum(sum(1 for _note in notes.texts(text)) for text in texts if has_note(text))


def cell_texts(table: Table) -> Iterator[Sequence[str]]:
    """The rows of a table whose cells may call footnotes, in printed order."""
    yield from table.rows
    if table.total:
        yield table.total


def table_count(table: Table) -> int:
    """How many footnotes the cells of a table call."""
    return sum(count(*row) for row in cell_texts(table))
