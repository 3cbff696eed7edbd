"""Rules of the end: the mark "./.", and the annexes after it."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.blocks import Node, walk
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.form.common import tail
from app.documents.check.passages import Part, Sheet
from app.domain import notes

END: Final = "./."
_TRAILING: Final = " ./;,"
_ANNOUNCED: Final = re.compile(r"phụ lục|kèm theo", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^\s*phụ lục\b\s*(?:số\s*)?([0-9]+|[IVX]+)?\s*[.:\-–]*\s*", re.IGNORECASE
)


def end_mark(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """ "./." after the last words of the paper and of every annex, and nowhere else."""
    document = sheet.document
    ends: set[str] = set()
    for nodes in (document.nodes, *(annex.nodes for annex in document.annexes)):
        last = _last_sentence(nodes)
        if last is not None:
            ends.add(last.key)
            yield from _ending(last)
    for one in sheet.placed:
        if END in one.node.text:
            yield from _inside(one.node, is_last=one.node.key in ends)


def _last_sentence(nodes: tuple[Node, ...]) -> Node | None:
    """The last node with a sentence; None where a table ends the nodes."""
    for node in reversed(nodes):
        found = _last_sentence(node.children)
        if found is not None:
            return found
        if node.text.strip():
            return node
    return None


def _ending(last: Node) -> Iterator[Finding]:
    if last.table is not None or notes.without(last.text).rstrip().endswith(END):
        return
    text = last.text.rstrip()
    mend = None
    if notes.without(text) == text:
        mend = Mend(last.key, last.text, text.rstrip(_TRAILING) + END)
    message = "Câu cuối chưa có dấu kết thúc “./.”."
    yield Finding(rule="end_mark", where=last.key, message=message, quote=tail(text), mend=mend)


def _inside(node: Node, *, is_last: bool) -> Iterator[Finding]:
    text = node.text.rstrip()
    ending = is_last and notes.without(text).rstrip().endswith(END)
    at = text.find(END)
    if at < 0 or (ending and text.count(END) == 1):
        return
    around = text[max(at - 30, 0) : at + len(END)]
    # The first of a text is the one that does not end it.
    mend = Mend(node.key, END, ".")
    message = "Dấu “./.” chỉ đứng ở cuối văn bản."
    yield Finding(rule="end_inside", where=node.key, message=message, quote=around, mend=mend)


def annexes(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """An annex is announced in the text, has a title, and leaves its number to the printing."""
    found = sheet.document.annexes
    if found and not _announced(sheet):
        yield Finding(
            rule="annex_announced",
            where=found[0].key or _first_key(found[0].nodes),
            message="Trong nội dung chưa nhắc đến phụ lục kèm theo.",
            quote=found[0].title,
        )
    for annex in found:
        where = annex.key or _first_key(annex.nodes)
        label = _LABEL.match(annex.title)
        bare = annex.title[label.end() :] if label else annex.title
        if not bare.strip():
            message = "Phụ lục chưa có tên."
            yield Finding(rule="annex_title", where=where, message=message, quote=annex.title)
        elif label and (facts.own_paper or (label[1] or "").isdigit()):
            message = "Phụ lục đánh số La Mã, ghi ở dòng riêng phía trên tên phụ lục."
            mend = Mend(where, annex.title, bare)
            yield Finding(
                rule="annex_label", where=where, message=message, quote=annex.title, mend=mend
            )


def _announced(sheet: Sheet) -> bool:
    annexes = sheet.document.annexes
    inside = {placed.node.key for annex in annexes for placed in walk(annex.nodes)}
    return any(
        passage.part in {Part.TEXT, Part.HEADING}
        and passage.where not in inside
        and _ANNOUNCED.search(passage.text)
        for passage in sheet.passages
    )


def _first_key(nodes: tuple[Node, ...]) -> str:
    return next((node.key for node in nodes if node.key), "")
