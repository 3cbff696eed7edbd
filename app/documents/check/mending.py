"""A mend put into a content: the words at a place, or one line of the head."""

from dataclasses import replace
from typing import Any, Final

from app.documents.check.finding import Mend
from app.domain.paper_content import NodeContent, PaperContent, PaperForm, PaperHead

_LINES: Final = ("title", "addressees", "bases", "recipients", "signature_lines")
_WORDS: Final = ("type_name", "number", "symbol", "place", "signer_name")
_FORM_LINES: Final = ("second_lines", "contact")
_FORM_WORDS: Final = (
    "authority", "resolution", "urgency", "circulation", "second_name", "drafter",
)  # fmt: skip
_FIELDS: Final = frozenset({*_LINES, *_WORDS, *_FORM_LINES, *_FORM_WORDS, "letterhead"})


def mended(content: PaperContent, mend: Mend) -> PaperContent:
    """The content with the mend; unchanged when the words are not there any more.

    A line of the head that becomes empty goes; a mend with line breaks makes several lines.
    """
    field, _, at = mend.where.partition(":")
    if field in _FIELDS:
        head = _head(content.head, field, int(at) if at.isdigit() else 0, mend)
        return replace(content, head=head)
    nodes = tuple(_node(node, mend) if str(node.key) == field else node for node in content.nodes)
    return replace(content, nodes=nodes)


def _head(head: PaperHead, field: str, at: int, mend: Mend) -> PaperHead:
    if field == "letterhead":
        return replace(head, letterhead=_letterhead(head, at, mend))
    if field in _FORM_LINES or field in _FORM_WORDS:
        form: PaperForm = _field(head.form, field, at, mend)
        return replace(head, form=form)
    changed: PaperHead = _field(head, field, at, mend)
    return changed


def _field(owner: Any, field: str, at: int, mend: Mend) -> Any:
    """The head or its form with one field mended."""
    old = getattr(owner, field)
    new = _put(old, mend) if isinstance(old, str) else _lines(old, at, mend)
    changed: dict[str, Any] = {field: new}
    return replace(owner, **changed)


def _lines(lines: tuple[str, ...], at: int, mend: Mend) -> tuple[str, ...]:
    if at >= len(lines) or not _stands(lines[at], mend):
        return lines
    put = [line for line in _put(lines[at], mend).split("\n") if line.strip()]
    return (*lines[:at], *put, *lines[at + 1 :])


def _letterhead(head: PaperHead, at: int, mend: Mend) -> tuple[tuple[str, bool], ...]:
    lines = list(head.letterhead)
    if at < len(lines):
        lines[at] = (_put(lines[at][0], mend), lines[at][1])
    return tuple(lines)


def _node(node: NodeContent, mend: Mend) -> NodeContent:
    # A whole heading may stand in the text below it once more.
    if mend.old and (mend.old == node.heading or mend.old not in node.text):
        if mend.old in node.heading:
            return replace(node, heading=_put(node.heading, mend))
        return replace(node, table=_table(node.table, mend)) if node.table else node
    return replace(node, text=_put(node.text, mend))


def _table(table: dict[str, Any], mend: Mend) -> dict[str, Any]:
    """The table with its first cell that holds the words mended."""
    rows = [[str(cell) for cell in row] for row in (*table["rows"], table.get("total") or ())]
    for row in rows:
        at = next((at for at, cell in enumerate(row) if mend.old in cell), None)
        if at is not None:
            row[at] = _put(row[at], mend)
            break
    return {**table, "rows": rows[:-1], "total": rows[-1]}


def _stands(text: str, mend: Mend) -> bool:
    return not mend.old or mend.old in text


def _put(text: str, mend: Mend) -> str:
    return text.replace(mend.old, mend.new, 1) if mend.old else mend.new
