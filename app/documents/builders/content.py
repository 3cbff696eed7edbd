"""PaperContent (flat, as kept and edited) ↔ Document (nested, as drawn)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import is_
from typing import Any, Final
from uuid import UUID, uuid4

from app.documents.blocks import (
    Align,
    Annex,
    CopyBlock,
    Document,
    LetterheadLine,
    Node,
    Proof,
    Signature,
    Table,
    TableColumn,
    TaskInfo,
)
from app.documents.builders.assignments import with_assignments
from app.documents.builders.task_annex import announced, task_annex
from app.documents.builders.task_words import task_info
from app.documents.charts import from_table, to_data
from app.documents.readers.task_line import parse_task_line
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent
from app.errors import ValidationError

ANNEX_MARKER: Final = "@phu_luc"
# A table with more columns is printed across the page.
_MOST_UPRIGHT: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoices:
    """Where tasks are printed besides their content section, and the year for a blank date.

    ``copy`` and ``proof`` stand on the paper and are no part of its content.
    """

    show_assignments: bool = True
    show_task_annex: bool = True
    draft: bool = False
    year: int | None = None
    copy: CopyBlock | None = None
    proof: Proof | None = None


def document_of(content: PaperContent, choices: PrintChoices | None = None) -> Document:
    """The printed form of a content.

    Tasks written once appear in their section and, as chosen, under "Tổ chức thực hiện" by lead
    agency and in the assignment annex. Marker lines ("@…") are never printed; a marker that holds
    a table becomes an annex.
    """
    chosen = choices or PrintChoices()
    nodes, annexes = _take_annexes(nest(content.nodes))
    annex = task_annex(nodes) if chosen.show_task_annex else None
    if chosen.show_assignments:
        nodes = with_assignments(nodes)
    if annex is not None:
        label = "Phụ lục I" if annexes else "Phụ lục"
        nodes = announced(nodes, label, content.head.type_name.capitalize() or "Kế hoạch")
    nodes = _without_markers(nodes)
    head = content.head
    return Document(
        type_name=head.type_name,
        title=head.title,
        letterhead=tuple(LetterheadLine(text, bold) for text, bold in head.letterhead),
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        day=head.day,
        year=chosen.year,
        addressees=head.addressees,
        bases=head.bases,
        nodes=nodes,
        recipients=head.recipients,
        signature=Signature(head.signature_lines, head.signer_name),
        annexes=(*([annex] if annex else []), *annexes),
        draft=chosen.draft,
        form=head.form,
        copy=chosen.copy,
        proof=chosen.proof,
    )


def content_of(document: Document) -> PaperContent:
    """A document as flat content; an annex becomes a top-level marker node."""
    return PaperContent(
        head=PaperHead(
            type_name=document.type_name,
            title=document.title,
            letterhead=tuple((line.text, line.bold) for line in document.letterhead),
            number=document.number,
            symbol=document.symbol,
            place=document.place,
            day=document.day,
            addressees=document.addressees,
            bases=document.bases,
            recipients=document.recipients,
            signature_lines=document.signature.lines,
            signer_name=document.signature.name,
            form=document.form,
        ),
        nodes=tuple(
            _flat((*document.nodes, *_annex_nodes(document.annexes)), 0, _year_of(document))
        ),
    )


def nest(nodes: Sequence[NodeContent]) -> tuple[Node, ...]:
    """The tree of a flat outline."""
    tree, _rest = _children(nodes, 0, 0)
    return tree


def _children(nodes: Sequence[NodeContent], start: int, depth: int) -> tuple[tuple[Node, ...], int]:
    siblings: list[Node] = []
    at = start
    while at < len(nodes) and nodes[at].depth >= depth:
        node = nodes[at]
        below, at = _children(nodes, at + 1, node.depth + 1)
        siblings.append(
            Node(
                mark=node.mark,
                heading=node.heading,
                text=node.text,
                children=below,
                task=task_info(node.task) if node.task else None,
                table=table_of(node.table) if node.table else None,
                source_mark=node.source_mark,
                key=str(node.key),
            )
        )
    return tuple(siblings), at


def table_of(stored: dict[str, Any]) -> Table:
    """A table as kept: columns as titles or [title, width, align], optional groups and total."""
    return Table(
        columns=tuple(_column(column) for column in stored["columns"]),
        rows=tuple(tuple(str(cell) for cell in row) for row in stored["rows"]),
        groups=tuple(
            (str(title), int(first), int(count))
            for title, first, count in stored.get("groups") or ()
        ),
        total=tuple(str(cell) for cell in stored.get("total") or ()),
        chart=from_table(stored) if stored.get("chart") else None,
        bold=frozenset(int(row) for row in stored.get("bold") or ()),
    )


def _column(stored: Any) -> TableColumn:
    if isinstance(stored, str):
        return TableColumn(stored)
    title, width, align = [*stored, 1.0, "left"][:3] if len(stored) == 1 else (*stored, "left")[:3]
    return TableColumn(str(title), float(width), Align(align))


def _take_annexes(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Annex, ...]]:
    """Top-level marker nodes with a table or nodes below are the annexes of the paper."""
    annexes = tuple(_annex(node) for node in nodes if _is_annex(node))
    return tuple(node for node in nodes if not _is_annex(node)), annexes


def _is_annex(node: Node) -> bool:
    return node.text.startswith(ANNEX_MARKER) and (node.table is not None or bool(node.children))


def _annex(node: Node) -> Annex:
    table = (Node(table=node.table, key=node.key),) if node.table else ()
    tables = [inner.table for inner in (*table, *node.children) if inner.table]
    return Annex(
        title=node.heading,
        nodes=(*table, *node.children),
        landscape=any(len(one.columns) > _MOST_UPRIGHT for one in tables),
        key=node.key,
    )


def _annex_nodes(annexes: tuple[Annex, ...]) -> Iterator[Node]:
    """The annexes as top-level marker nodes, the way they are kept."""
    for annex in annexes:
        alone = len(annex.nodes) == 1 and annex.nodes[0].table and not annex.nodes[0].plain
        yield Node(
            heading=annex.title,
            text=ANNEX_MARKER,
            table=annex.nodes[0].table if alone else None,
            children=() if alone else annex.nodes,
            key=annex.key,
        )


def _without_markers(nodes: Iterable[Node]) -> tuple[Node, ...]:
    kept: list[Node] = []
    for node in nodes:
        if node.mark is Mark.NONE and node.text.startswith("@") and not node.heading:
            kept.extend(_without_markers(node.children))
            continue
        children = _without_markers(node.children) if node.children else ()
        same = len(children) == len(node.children) and all(map(is_, children, node.children))
        kept.append(node if same else replace(node, children=children))
    return tuple(kept)


def _year_of(document: Document) -> int:
    """For task periods that name no year."""
    return document.year or (document.day.year if document.day else date.min.year)


def _flat(nodes: tuple[Node, ...], depth: int, year: int) -> Iterable[NodeContent]:
    for node in nodes:
        yield NodeContent(
            depth=depth,
            mark=node.mark,
            heading=node.heading,
            text=node.text,
            task=_task_content(node.task, year) if node.task else None,
            table=_stored(node.table) if node.table else None,
            source_mark=node.source_mark,
            key=_key(node),
        )
        yield from _flat(node.children, depth + 1, year)


def _key(node: Node) -> UUID:
    try:
        return UUID(node.key)
    except ValueError:
        return uuid4()


def _task_content(info: TaskInfo, year: int) -> TaskContent:
    """The printed words read back; words that are no period or sum are left out."""
    bare = TaskContent(lead=info.lead, partners=info.partners, asked=info.asked, output=info.output)
    try:
        words = f"Chủ trì: x | Thời gian: {info.period} | Kinh phí: {info.budget}"
        read = parse_task_line(words, year)
    except ValidationError:
        return bare
    return replace(
        bare,
        starts_on=read.starts_on,
        ends_on=read.ends_on,
        all_year=read.all_year,
        budget=read.budget,
    )


def _stored(table: Table) -> dict[str, Any]:
    return {
        "columns": [[column.title, column.width, str(column.align)] for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "groups": [list(group) for group in table.groups],
        "total": list(table.total),
        **({"chart": to_data(table.chart)} if table.chart else {}),
        **({"bold": sorted(table.bold)} if table.bold else {}),
    }
