"""The words of a document in the order in which every printed form must say them.

Written from the tree alone, so that it can judge the renderers. Order: issuing body, state title,
motto, number, place and date, draft mark; type, title; addressees; bases; nodes with their marks;
"Nơi nhận" and its lines, then the signature; annexes. Page numbers are no words.
"""

from collections.abc import Iterator

from app.documents import phrases
from app.documents.blocks import Document, Node, Table, walk
from app.documents.layout import Layout, load_layout
from app.documents.phrases import printed, printed_lines


def document_words(document: Document, layout: Layout | None = None) -> list[str]:
    """Every printed word, split at white space."""
    return [word for line in _lines(document, layout or load_layout()) for word in line.split()]


def _lines(document: Document, layout: Layout) -> Iterator[str]:
    yield from _head(document, layout)
    addressees = phrases.addressees(document)
    if addressees:
        yield phrases.ADDRESSED
        yield from addressees if len(addressees) == 1 else (f"- {item}" for item in addressees)
    yield from phrases.closed(document.bases)
    yield from _tree(document.nodes)
    if recipients := phrases.recipients(document):
        yield phrases.RECIPIENTS
        yield from recipients
    yield from phrases.signature_lines(document)
    yield printed(document.signature.name)
    for number, annex in enumerate(document.annexes, start=1):
        yield phrases.annex_label(document, number)
        yield printed(annex.title)
        yield phrases.reference_line(document)
        yield from _tree(annex.nodes)


def _head(document: Document, layout: Layout) -> Iterator[str]:
    for line in document.letterhead:
        yield printed(line.text)
    yield layout.nation
    yield layout.motto
    yield phrases.number_line(document)
    yield phrases.place_line(document)
    if document.draft:
        yield phrases.DRAFT
    yield printed(document.type_name)
    yield from phrases.title_lines(document)


def _tree(nodes: tuple[Node, ...]) -> Iterator[str]:
    for placed in walk(nodes):
        if phrases.is_marker(placed.node):
            continue
        if words := printed(placed.node.plain):
            yield f"{placed.mark} {words}"
        if placed.node.table:
            yield from _cells(placed.node.table)


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
