"""Every kind of paper, written as DOCX and PDF here and elsewhere, is read back as it was."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app.documents.blocks import Document, Node, walk
from app.documents.builders.content import document_of
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.readers.office_fields import office_fields
from app.documents.readers.templates import fill_template, list_templates, read_content
from app.documents.render.to_docx import render_docx
from app.documents.render.to_pdf import render_pdf
from app.domain.notes import texts
from app.domain.numbering import CENTRED
from app.domain.papers import Circulation, Urgency
from app.workflows.activity_fields import activity_fields
from tests.documents.kinds_of_papers import CONTACT, KINDS, forty_pages
from tests.documents.office import converted
from tests.documents.readers.accuracy import differences, score
from tests.documents.readers.test_own_exports import OFFICE

WANTED = 0.98
#: In forty pages without names of nodes it cannot be seen whether a plain paragraph behind a long
#: list belongs to its last item.
WANTED_LONG = 0.97
OWN_NAMES = re.compile(rb"<w:bookmark(Start|End)[^>]*/>")
OWN_MARK = re.compile(rb"<property .*</property>", re.DOTALL)


def strange_docx(document: Document, path: Path) -> None:
    """As DOCX, without what this program knows its own files by."""
    render_docx(document, path)
    with ZipFile(path) as own:
        parts = {name: own.read(name) for name in own.namelist()}
    parts["word/document.xml"] = OWN_NAMES.sub(b"", parts["word/document.xml"])
    parts["docProps/custom.xml"] = OWN_MARK.sub(b"", parts["docProps/custom.xml"])
    with ZipFile(path, "w") as strange:
        for name, data in parts.items():
            strange.writestr(name, data)


WRITERS = {"docx": render_docx, "strange docx": strange_docx, "pdf": render_pdf}


def read_back(document: Document, dress: str, folder: Path) -> Document:
    """The one paper after a trip through a file."""
    path = folder / f"van-ban.{dress.rsplit(maxsplit=1)[-1]}"
    WRITERS[dress](document, path)
    [paper] = read_papers(read_source(path)).papers
    return document_of_reading(paper.reading)


def printed(document: Document) -> Document:
    """The paper as it looks: names of chapters in capitals, a table behind the words above it."""
    return replace(document, nodes=tuple(_printed(document.nodes)))


def _printed(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        heading = node.heading.upper() if node.mark in CENTRED else node.heading
        table = node.table if not node.plain else None
        yield replace(node, heading=heading, table=table, children=tuple(_printed(node.children)))
        if node.table and node.plain:
            yield Node(table=node.table)


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


def assert_same(read: Document, wanted: Document, least: float = WANTED) -> None:
    """The trees of paper and annexes within ``least``, everything around them exactly."""
    read, wanted = printed(read), printed(wanted)
    assert head_of(read) == head_of(wanted)
    reached = score(read, wanted)
    assert reached >= least, (reached, differences(read, wanted)[:10])
    for found, annex in zip(read.annexes, wanted.annexes, strict=True):
        again, body = (printed(replace(read, nodes=one.nodes)) for one in (found, annex))
        assert score(again, body) >= WANTED, differences(again, body)[:10]
        assert list(_tables(found.nodes)) == list(_tables(annex.nodes))


@pytest.mark.parametrize("dress", WRITERS)
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_kind_comes_back(make: Callable[[], Document], dress: str, tmp_path: Path) -> None:
    wanted = make()
    assert_same(read_back(wanted, dress, tmp_path), wanted)


@pytest.mark.parametrize("dress", WRITERS)
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_draft_with_every_mark_comes_back(
    make: Callable[[], Document], dress: str, tmp_path: Path
) -> None:
    kind = make()
    form = replace(
        kind.form,
        urgency=Urgency.EXPRESS,
        circulation=Circulation.RECALLED,
        drafter="LTVD.(10)",
        contact=CONTACT,
    )
    wanted = replace(kind, draft=True, number="", day=None, form=form)
    assert_same(read_back(wanted, dress, tmp_path), wanted)


@pytest.mark.parametrize("dress", ["strange docx", "pdf"])
@pytest.mark.parametrize("code", [template.code for template in list_templates()])
def test_a_shipped_template_comes_back(code: str, dress: str, tmp_path: Path) -> None:
    text = fill_template(
        code, office_fields(OFFICE, 2027, "Chung tay vì bình đẳng giới") | activity_fields(None)
    )
    wanted = document_of(read_content(text, 2027))
    assert_same(read_back(wanted, dress, tmp_path), wanted)


@pytest.mark.parametrize("dress", ["strange docx", "pdf"])
def test_forty_pages_come_back_with_notes_and_annexes(dress: str, tmp_path: Path) -> None:
    wanted = forty_pages()
    read = read_back(wanted, dress, tmp_path)
    assert_same(read, wanted, WANTED_LONG)
    assert notes_of(read) == notes_of(wanted)


@pytest.fixture(scope="module")
def set_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """PDF files that another program made of our DOCX files, with other letters."""
    folder = tmp_path_factory.mktemp("elsewhere")
    files = {name: folder / f"{name}.docx" for name in KINDS}
    for name, path in files.items():
        render_docx(KINDS[name](), path)
    made = converted(list(files.values()), "pdf", folder)
    return dict(zip(files, made, strict=True))


@pytest.mark.parametrize("name", KINDS)
def test_a_pdf_of_another_program_comes_back(set_elsewhere: dict[str, Path], name: str) -> None:
    [paper] = read_papers(read_source(set_elsewhere[name])).papers
    assert_same(document_of_reading(paper.reading), KINDS[name]())


def notes_of(document: Document) -> list[str]:
    """The footnotes of paper and annexes in their order."""
    nodes = [*document.nodes, *(node for annex in document.annexes for node in annex.nodes)]
    return [words for placed in walk(tuple(nodes)) for words in texts(placed.node.plain)]
