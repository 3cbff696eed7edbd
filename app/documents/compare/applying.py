"""Accepted changes put into a content: nodes keep their keys, tasks and bound numbers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import zip_longest
from typing import Any, Final

from app.documents.blocks import Document, Node
from app.documents.builders.content import ANNEX_MARKER, content_of
from app.documents.compare.changes import Change, HeadChange, Kind
from app.domain import fields
from app.domain.fields import Bound
from app.domain.outline import normalised
from app.domain.paper_content import NodeContent, PaperContent

#: A table as a node keeps it.
Stored = dict[str, Any] | None
_FORM: Final = frozenset(
    {"authority", "resolution", "second_lines", "second_name", "urgency", "circulation", "drafter",
     "contact"}
)  # fmt: skip


def applied(
    content: PaperContent,
    changes: Sequence[Change],
    head: Sequence[HeadChange] = (),
    changed: Document | None = None,
) -> PaperContent:
    """The content with these changes; what is not among them stays as it is.

    Args:
        content: what is changed; its nodes are found by key.
        changes: nodes to change, of a comparison whose old side is the content as printed.
        head: lines of the head to take from ``changed``.
        changed: the paper that was compared with.
    """
    nodes = list(content.nodes)
    for change in changes:
        if change.kind is Kind.REMOVED and change.old is not None:
            nodes = [node for node in nodes if str(node.key) != _key(change)]
    keys = {_key(change) for change in changes if change.new is not None and change.old is not None}
    by_key: dict[str, list[Change]] = {}
    for change in changes:
        if _key(change) in keys:
            by_key.setdefault(_key(change), []).append(change)
    nodes = [reduce(_reworded, by_key.get(str(node.key), ()), node) for node in nodes]
    names: dict[str, str] = {}
    for change in sorted(changes, key=_place):
        nodes = _placed(nodes, change, names)
    levels = normalised([(node.depth, node.mark) for node in nodes])
    nodes = [replace(node, depth=depth) for node, (depth, _mark) in zip(nodes, levels, strict=True)]
    made = replace(content, nodes=tuple(nodes))
    return _with_head(made, head, changed) if head and changed is not None else made


def rebound(old: str, new: str) -> str:
    """``new`` with the bound numbers of ``old`` that it still shows, in their order."""
    made, rest = "", new
    for piece in fields.split(old):
        if not isinstance(piece, Bound) or not piece.shown:
            continue
        at = _find_number(rest, piece.shown)
        if at < 0:
            continue
        made += rest[:at] + fields.bind(piece.key, piece.shown)
        rest = rest[at + len(piece.shown) :]
    return made + rest


def _find_number(text: str, shown: str) -> int:
    """Where the number stands by itself, not as a part of another; -1 when it does not."""
    at = text.find(shown)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(shown) : at + len(shown) + 1]
        if not before.isdigit() and not after.isdigit():
            return at
        at = text.find(shown, at + 1)
    return -1


def _key(change: Change) -> str:
    return change.old.node.key if change.old is not None else ""


def _place(change: Change) -> int:
    return change.new.place if change.new is not None else -1


def _reworded(node: NodeContent, change: Change) -> NodeContent:
    """The node with the new words, level and mark; the task stays."""
    was, now = change.old, change.new
    if was is None or now is None:
        return node
    node = replace(node, depth=now.depth, mark=now.node.mark)
    if change.cells:
        node = replace(node, table=_with_numbers(node.table, _stored_table(now.node)))
    if not change.reworded:
        return node
    if node.text.startswith(ANNEX_MARKER):
        # The line that makes it an annex is never printed.
        return replace(node, heading=rebound(node.heading, now.node.heading))
    text = _without_announcement(node, was.node, now.node)
    return replace(
        node,
        heading=rebound(node.heading, now.node.heading),
        text=rebound(node.text, text),
    )


def _without_announcement(node: NodeContent, printed: Node, changed: Node) -> str:
    """The new text without what the printed form had put behind the node's own words."""
    own = fields.plain(node.text)
    shown = fields.plain(printed.text)
    added = shown[len(own) :] if shown.startswith(own) else ""
    if added and changed.text.endswith(added):
        return changed.text[: -len(added)].rstrip()
    return changed.text


def _stored_table(node: Node) -> Stored:
    return _content_of_node(node).table


def _with_numbers(was: Stored, now: Stored) -> Stored:
    """The new table with the bound numbers that its rows still show, and its rows in bold."""
    if was is None or now is None:
        return now
    before = [*was["rows"], was.get("total") or []]
    known = {tuple(map(fields.plain, row)): row for row in before}
    same = len(was["rows"]) == len(now["rows"])
    made = []
    for at, row in enumerate([*now["rows"], now.get("total") or []]):
        stood = known.get(tuple(row), before[at] if same else [])
        pairs = zip_longest(stood[: len(row)], row, fillvalue="")
        made.append([old if fields.plain(old) == new else rebound(old, new) for old, new in pairs])
    bold = {"bold": was["bold"]} if same and was.get("bold") else {}
    return {**now, "rows": made[:-1], "total": made[-1], **bold}


def _content_of_node(node: Node) -> NodeContent:
    alone = replace(node, children=(), key="")
    return content_of(Document(type_name="", nodes=(alone,))).nodes[0]


def _placed(nodes: list[NodeContent], change: Change, names: dict[str, str]) -> list[NodeContent]:
    """A node that is new or has moved put behind the one that stands before it in the new paper.

    ``names`` are the keys of added nodes by their names in ``Change.before``.
    """
    if change.new is None or not (change.moved or change.old is None):
        return nodes
    if change.old is None:
        made = replace(
            _content_of_node(change.new.node), depth=change.new.depth, mark=change.new.node.mark
        )
        group, rest = [made], nodes
        names[f"new:{change.new.place}"] = str(made.key)
    else:
        group, rest = _taken(nodes, _key(change))
    at = _anchor(rest, [names.get(name, name) for name in change.before])
    return [*rest[:at], *group, *rest[at:]]


def _taken(nodes: list[NodeContent], key: str) -> tuple[list[NodeContent], list[NodeContent]]:
    """The node with all that stands under it, and the others."""
    at = next((at for at, node in enumerate(nodes) if str(node.key) == key), -1)
    if at < 0:
        return [], nodes
    end = at + 1
    while end < len(nodes) and nodes[end].depth > nodes[at].depth:
        end += 1
    return nodes[at:end], [*nodes[:at], *nodes[end:]]


def _anchor(nodes: list[NodeContent], before: Sequence[str]) -> int:
    """After the nearest node that stands before; the start when there is none."""
    places = {str(node.key): at for at, node in enumerate(nodes)}
    for key in before:
        if key in places:
            return places[key] + 1
    return 0


def _with_head(
    content: PaperContent, changes: Sequence[HeadChange], changed: Document
) -> PaperContent:
    new = content_of(changed).head
    values: dict[str, Any] = {}
    form: dict[str, Any] = {}
    for change in changes:
        if change.field in _FORM:
            form[change.field] = getattr(new.form, change.field)
        else:
            values[change.field] = getattr(new, change.field)
    head = replace(content.head, **values, form=replace(content.head.form, **form))
    return replace(content, head=head)
