"""The words of a document in the order in which every printed form must say them.

Written from the tree alone, so that it can judge the renderers. Order: circulation mark; issuing
body, state title, motto, number, place and date, subject of a công văn, urgency, draft mark; type,
title; addressees; authority, bases, word of resolution; nodes with their marks; "Nơi nhận", its
lines and the drafter's sign, then the signature (minutes: left signer, right signer, then "Nơi
nhận"); the paper's footnotes; address lines; each annex with its footnotes after it; the copy's
block. A footnote's number is glued to the word that calls it and stands before its own words; a
page shows its notes at its foot, a part here after its last word. Page numbers are no words, nor is
what stands in a chart.
"""

from collections.abc import Iterator, Sequence

from app.documents import phrases
from app.documents.blocks import Document, Node, Table, walk
from app.documents.layout import Layout, load_layout
from app.documents.phrases import printed, printed_lines
from app.domain import notes
from app.domain.numbering import CENTRED


def document_words(document: Document, layout: Layout | None = None) -> list[str]:
    """Every printed word, split at white space."""
    return [word for line in _lines(document, layout or load_layout()) for word in line.split()]


def footnotes(document: Document) -> list[list[str]]:
    """The printed footnotes of the paper, then of each annex: "1 Số liệu năm 2026."."""
    found: list[list[str]] = []
    number = 0
    for tree in (
        _tree(document.nodes, document.taken),
        *(_tree(annex.nodes) for annex in document.annexes),
    ):
        texts = [words for line in tree for words in notes.texts(line)]
        found.append([f"{number + at} {words}" for at, words in enumerate(texts, start=1)])
        number += len(texts)
    return found


def _lines(document: Document, layout: Layout) -> Iterator[str]:
    own, *annexed = footnotes(document)
    yield from _numbered(
        [*_head(document, layout), *_opening(document), *_tree(document.nodes, document.taken)], 1
    )
    yield from _closing(document)
    yield from own
    yield from phrases.contact_lines(document)
    first = len(own) + 1
    for number, annex in enumerate(document.annexes, start=1):
        yield phrases.annex_label(document, number)
        yield printed(annex.title)
        yield phrases.reference_line(document)
        yield from _numbered(list(_tree(annex.nodes)), first)
        yield from annexed[number - 1]
        first += len(annexed[number - 1])
    if document.copy:
        yield from _copy(phrases.copy_paper(document.copy, document.year))


def _numbered(lines: Sequence[str], first: int) -> Iterator[str]:
    """Lines with the number of each footnote in place of its words."""
    for line in lines:
        said, called = "", False
        for piece in notes.split(line):
            if isinstance(piece, str):
                said += piece
                called = called and not piece.strip()
                continue
            said = f"{said.rstrip()}{',' if called else ''}{first}"
            called = True
            first += 1
        yield said


def _head(document: Document, layout: Layout) -> Iterator[str]:
    yield printed(document.form.circulation)
    yield from _issuer(document)
    yield layout.nation
    yield layout.motto
    yield phrases.number_line(document)
    yield phrases.place_line(document)
    if phrases.under_number(document):
        yield from phrases.title_lines(document)
    yield printed(document.form.urgency)
    if document.draft:
        yield phrases.DRAFT
    if not phrases.under_number(document):
        yield printed(document.type_name)
        yield from phrases.title_lines(document)


def _issuer(document: Document) -> Iterator[str]:
    return (printed(line.text) for line in document.letterhead)


def _opening(document: Document) -> Iterator[str]:
    addressees = phrases.addressees(document)
    if addressees:
        yield phrases.ADDRESSED
        yield from addressees if len(addressees) == 1 else (f"- {item}" for item in addressees)
    yield phrases.authority(document)
    yield from phrases.closed(document.bases)
    yield phrases.resolution(document)


def _closing(document: Document) -> Iterator[str]:
    second = [*phrases.second_lines(document), printed(document.form.second_name)]
    yield from second
    if not any(second):
        yield from _recipients(document)
    yield from phrases.signature_lines(document)
    yield printed(document.signature.name)
    if any(second):
        yield from _recipients(document)


def _recipients(document: Document) -> Iterator[str]:
    if recipients := phrases.recipients(document):
        yield phrases.RECIPIENTS
        yield from recipients
    yield printed(document.form.drafter)


def _copy(paper: Document) -> Iterator[str]:
    yield from _issuer(paper)
    yield printed(paper.type_name)
    yield phrases.number_line(paper)
    yield phrases.place_line(paper)
    yield from _closing(paper)


def _tree(nodes: tuple[Node, ...], taken: tuple[int, ...] = ()) -> Iterator[str]:
    """Words of the nodes, footnotes where they are called."""
    for placed in walk(nodes, taken):
        node = placed.node
        if phrases.is_marker(node):
            continue
        if node.mark in CENTRED:
            yield f"{placed.mark} {phrases.capitals(printed(node.heading or node.text))}"
            yield printed(node.text) if node.heading else ""
        elif words := printed(node.plain):
            yield f"{placed.mark} {words}"
        if node.table and not node.table.chart:
            yield from _cells(node.table)


def _cells(table: Table) -> Iterator[str]:
    """Group titles stand above their columns; a column without a group stands beside them."""
    if not table.groups:
        yield from (printed_lines(column.title) for column in table.columns)
    else:
        grouped = {
            at: title for title, first, count in table.groups for at in range(first, first + count)
        }
        firsts = {first: title for title, first, _count in table.groups}
        for at, column in enumerate(table.columns):
            if at not in grouped:
                yield printed_lines(column.title)
            elif at in firsts:
                yield printed_lines(firsts[at])
        yield from (
            printed_lines(column.title) for at, column in enumerate(table.columns) if at in grouped
        )
    for row in (*table.rows, table.total):
        yield from map(printed_lines, row)
