"""A mend put into a content: the words at a place, or one line of the head."""

from dataclasses import replace
from typing import Any

from app.documents.check.finding import Mend
from app.domain.paper_content import NodeContent, PaperContent, PaperHead

_LINES = ("title", "addressees", "bases", "recipients", "signature_lines")
_WORDS = ("type_name", "number", "symbol", "place", "signer_name")


def mended(content: PaperContent, mend: Mend) -> PaperContent:
    """The content with the mend; unchanged when the words are not there any more."""
    field, _, at = mend.where.partition(":")
    if field in _WORDS:
        changed: dict[str, Any] = {field: _put(getattr(content.head, field), mend)}
        return replace(content, head=replace(content.head, **changed))
    if field == "letterhead":
        return replace(content, head=_letterhead(content.head, int(at), mend))
    if field in _LINES:
        return replace(content, head=_line(content.head, field, int(at), mend))
    nodes = tuple(_node(node, mend) if str(node.key) == field else node for node in content.nodes)
    return replace(content, nodes=nodes)


def _line(head: PaperHead, field: str, at: int, mend: Mend) -> PaperHead:
    lines = list(getattr(head, field))
    if at < len(lines):
        lines[at] = _put(lines[at], mend)
    changed: dict[str, Any] = {field: tuple(line for line in lines if line.strip())}
    return replace(head, **changed)


def _letterhead(head: PaperHead, at: int, mend: Mend) -> PaperHead:
    lines = list(head.letterhead)
    if at < len(lines):
        lines[at] = (_put(lines[at][0], mend), lines[at][1])
    return replace(head, letterhead=tuple(lines))


def _node(node: NodeContent, mend: Mend) -> NodeContent:
    if not mend.old or mend.old in node.text:
        return replace(node, text=_put(node.text, mend))
    if mend.old in node.heading:
        return replace(node, heading=_put(node.heading, mend))
    return replace(node, table=_table(node.table, mend)) if node.table else node


def _table(table: dict[str, Any], mend: Mend) -> dict[str, Any]:
    rows = [[_put(str(cell), mend) for cell in row] for row in table["rows"]]
    total = [_put(str(cell), mend) for cell in table.get("total") or ()]
    return {**table, "rows": rows, "total": total}


def _put(text: str, mend: Mend) -> str:
    return text.replace(mend.old, mend.new, 1) if mend.old else mend.new
