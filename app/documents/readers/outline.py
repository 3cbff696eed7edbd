"""The numbered tree of a document, as text lines and as plain data for other programs."""

from typing import Any

from app.documents.blocks import Document, Placed, walk
from app.domain import fields


def outline_json(document: Document) -> dict[str, Any]:
    """{kind, number, date, place, title, letterhead, bases, nodes, recipients, signature}.

    ``kind`` is the type's name as printed, ``number`` "47/KH-UBND" or empty, ``date`` as
    yyyy-mm-dd or empty, ``signature`` the lines and then the name; marks are computed.
    """
    number = f"{document.number}/{document.symbol}" if document.number else ""
    signature = [*document.signature.lines, document.signature.name]
    return {
        "kind": document.type_name,
        "number": number.rstrip("/"),
        "date": document.day.isoformat() if document.day else "",
        "place": document.place,
        "title": " ".join(document.title),
        "letterhead": [line.text for line in document.letterhead],
        "bases": list(document.bases),
        "nodes": _tree(document),
        "recipients": list(document.recipients),
        "signature": [line for line in signature if line],
    }


def outline_lines(document: Document) -> list[str]:
    """One line per node: two spaces per depth, the mark, the words."""
    return [_line(placed) for placed in walk(document.nodes)]


def _line(placed: Placed) -> str:
    words = placed.node.plain or ("[bảng]" if placed.node.table else "")
    return "  " * placed.depth + f"{placed.mark} {words}".strip()


def _tree(document: Document) -> list[dict[str, Any]]:
    """The nodes nested as in the document."""
    roots: list[dict[str, Any]] = []
    open_lists = [roots]
    for placed in walk(document.nodes):
        made: dict[str, Any] = {
            "mark": placed.mark,
            "heading": fields.plain(placed.node.heading),
            "text": fields.plain(placed.node.text),
            "children": [],
        }
        del open_lists[placed.depth + 1 :]
        open_lists[placed.depth].append(made)
        open_lists.append(made["children"])
    return roots
