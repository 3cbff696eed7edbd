"""Every kind of paper, written by this program as DOCX and as PDF, is read back as it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.documents.blocks import Document, Node, walk
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.render.to_docx import render_docx
from app.documents.render.to_pdf import render_pdf
from app.domain.numbering import CENTRED
from tests.documents.kinds_of_papers import KINDS
from tests.documents.readers.accuracy import differences, score

WANTED = 0.98
WRITERS = {"docx": render_docx, "pdf": render_pdf}


def read_back(document: Document, dress: str, folder: Path) -> Document:
    """The one paper after a trip through a file."""
    path = folder / f"van-ban.{dress}"
    WRITERS[dress](document, path)
    [paper] = read_papers(read_source(path)).papers
    return document_of_reading(paper.reading)


def printed(document: Document) -> Document:
    """The paper with the names of chapters in the capitals they are printed in."""
    return replace(document, nodes=tuple(map(_printed, document.nodes)))


def _printed(node: Node) -> Node:
    heading = node.heading.upper() if node.mark in CENTRED else node.heading
    return replace(node, heading=heading, children=tuple(map(_printed, node.children)))


def head_of(document: Document) -> dict[str, Any]:
    """Every field around the body.

    Where a line was broken does not count: a name too long for its column prints the same.
    """
    return {
        "type_name": document.type_name,
        "title": " ".join(document.title),
        "number": document.number.lstrip("0"),
        "symbol": document.symbol,
        "place": document.place,
        "day": document.day,
        "draft": document.draft,
        "letterhead": " ".join(line.text for line in document.letterhead),
        "bold": any(line.bold for line in document.letterhead),
        "addressees": document.addressees,
        "bases": document.bases,
        "recipients": document.recipients,
        "signature": document.signature.lines,
        "name": document.signature.name,
        "form": document.form,
        "annexes": [annex.title for annex in document.annexes],
        "tables": list(_tables(document.nodes)),
    }


def _tables(nodes: tuple[Node, ...]) -> Iterator[tuple[Any, ...]]:
    for placed in walk(nodes):
        if table := placed.node.table:
            titles = [column.title for column in table.columns]
            yield titles, table.rows, table.groups, table.total


@pytest.mark.parametrize("dress", WRITERS)
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_kind_comes_back(make: Callable[[], Document], dress: str, tmp_path: Path) -> None:
    wanted = printed(make())
    read = read_back(wanted, dress, tmp_path)
    reached = score(read, wanted)
    assert reached >= WANTED, (reached, differences(read, wanted)[:10])
    assert head_of(read) == head_of(wanted)
    for found, annex in zip(read.annexes, wanted.annexes, strict=True):
        body = replace(wanted, nodes=annex.nodes)
        again = replace(read, nodes=found.nodes)
        assert score(again, body) >= WANTED, differences(again, body)[:10]
        assert list(_tables(found.nodes)) == list(_tables(annex.nodes))
