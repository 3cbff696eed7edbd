"""Small papers for the proofreader's tests, and the facts they are read with."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.documents.blocks import Document, Node, Signature, Table, TableColumn
from app.documents.check import proof
from app.documents.check.checker import Checker
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.workflows.check_facts import shipped_facts

TODAY = date(2026, 11, 21)


def facts_for(*, year: int = 2027, own: bool = False) -> CheckFacts:
    """The shipped catalogues with a commune "xã Mẫu"."""
    return replace(
        shipped_facts(TODAY, year),
        own_unit="xã Mẫu",
        signers=("Nguyễn Văn Mẫu",),
        own_paper=own,
    )


def paper(lines: str | Sequence[str], place: str = "text", day: date | None = None) -> Document:
    """A plan with these lines at a place; "2.| Việc" is a paragraph with its mark, "| a |" a table row."""
    several = (lines,) if isinstance(lines, str) else tuple(lines)
    made: dict[str, Any] = (
        {"nodes": tuple(_nodes(several))} if place == "text" else {place: several}
    )
    if place == "signer":
        made = {"signature": Signature(("CHỦ TỊCH",), several[0])}
    return Document(type_name="KẾ HOẠCH", day=day, **made)


def _nodes(lines: Sequence[str]) -> Iterator[Node]:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in lines
        if line[0] == "|"
    ]
    if rows:
        table = Table(columns=tuple(map(TableColumn, rows[0])), rows=tuple(rows[1:]))
        yield Node(table=table, key="bang")
        return
    for number, line in enumerate(lines, 1):
        mark, _, text = line.rpartition("|")
        yield Node(text=text.strip(), source_mark=mark, key=f"doan:{number}")


def findings(document: Document, facts: CheckFacts) -> list[Finding]:
    """Everything the proofreader says."""
    return Checker(facts, proof.TEXT_RULES, proof.SHEET_RULES).check(document)


def keyed(nodes: tuple[Node, ...], start: int = 0) -> tuple[tuple[Node, ...], int]:
    """Nodes of a paper read in, named "doan:1", "doan:2" … in printed order; the last number."""
    done: list[Node] = []
    number = start
    for node in nodes:
        mine = number + 1
        below, number = keyed(node.children, mine)
        done.append(replace(node, key=f"doan:{mine}", children=below))
    return tuple(done), number
