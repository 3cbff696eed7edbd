"""Tasks by lead agency under "Tổ chức thực hiện": written once in the plan, printed there again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.documents.blocks import Node
from app.domain.numbering import Mark
from app.domain.text import fold, upper_first

MARKER: Final = "@nhiem_vu_theo_co_quan"
_SECTION: Final = "to chuc thuc hien"
_ASKED: Final = "de nghi "


def with_assignments(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The tree with every task repeated under its lead agency.

    They stand at the marker line if there is one, otherwise in the section whose heading is
    "Tổ chức thực hiện". An agency that has an entry there gets its tasks below that entry; the
    others get entries of their own. Without such a section nothing is added.
    """
    by_agency = tasks_by_agency(nodes)
    if not by_agency:
        return nodes
    place = organisation_section(nodes)
    if place is None:
        return nodes
    section = _fill(nodes[place], by_agency)
    return (*nodes[:place], section, *nodes[place + 1 :])


def tasks_by_agency(nodes: tuple[Node, ...]) -> dict[str, list[Node]]:
    """Lead agency → its task nodes, in printed order."""
    found: dict[str, list[Node]] = {}
    for node in _all(nodes):
        if node.task is not None and node.task.lead:
            found.setdefault(node.task.lead, []).append(node)
    return found


def task_sentence(node: Node) -> str:
    """What a task says in one line: its heading without the colon, or its text."""
    return node.text or node.heading.rstrip(":").strip()


def _all(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def organisation_section(nodes: tuple[Node, ...]) -> int | None:
    """Place of the section "Tổ chức thực hiện" (or of the marker line) among the top nodes."""
    for at, node in enumerate(nodes):
        if any(inner.text.strip() == MARKER for inner in _all((node,))):
            return at
    for at, node in enumerate(nodes):
        if _SECTION in fold(node.heading or node.text):
            return at
    return None


def _fill(section: Node, by_agency: dict[str, list[Node]]) -> Node:
    rest: dict[str, tuple[str, list[Node]]] = {}
    for agency, tasks in by_agency.items():
        # "Trạm Y tế" and "Trạm y tế" are one agency: its tasks stand together, none gets lost.
        rest.setdefault(_agency_key(agency), (agency, []))[1].extend(tasks)
    children: list[Node] = []
    own_entries = len(section.children)
    for at, child in enumerate(section.children):
        found = rest.pop(_agency_key(child.heading or child.text), None)
        children.append(_entry_with_tasks(child, found[1]) if found else child)
        if child.text.strip() == MARKER:
            own_entries = at
    mark = next((child.mark for child in section.children if child.mark is not Mark.NONE), None)
    added = [_new_entry(agency, tasks, mark or Mark.ARABIC) for agency, tasks in rest.values()]
    if own_entries < len(children):
        children = [*children[:own_entries], *added, *children[own_entries + 1 :]]
    else:
        last = _after_numbered(children)
        children = [*children[:last], *added, *children[last:]]
    return replace(section, children=tuple(children))


def _after_numbered(children: list[Node]) -> int:
    numbered = [at for at, child in enumerate(children) if child.mark is not Mark.NONE]
    return numbered[-1] + 1 if numbered else len(children)


def _agency_key(name: str) -> str:
    return fold(name).rstrip(":. ").removeprefix(_ASKED)


def _entry_with_tasks(entry: Node, tasks: list[Node]) -> Node:
    if entry.text and entry.heading and not entry.children:
        # "1. Trạm Y tế: làm việc chung." – the general duty becomes the first bullet.
        first = Node(mark=Mark.DASH, text=upper_first(entry.text))
        entry = replace(entry, text="", children=(first,))
    marks = [child.mark for child in entry.children if child.mark is not Mark.NONE]
    bullets = tuple(_bullet(task, marks[-1] if marks else Mark.DASH) for task in tasks)
    return replace(entry, children=(*entry.children, *bullets))


def _new_entry(agency: str, tasks: list[Node], mark: Mark) -> Node:
    asked = all(task.task is not None and task.task.asked for task in tasks)
    heading = f"Đề nghị {agency}" if asked else upper_first(agency)
    return Node(
        mark=mark, heading=heading, children=tuple(_bullet(task, Mark.DASH) for task in tasks)
    )


def _bullet(task: Node, mark: Mark) -> Node:
    """ "Mở lớp tập huấn (quý II/2027)." """
    sentence = upper_first(task_sentence(task)).rstrip()
    period = task.task.period if task.task else ""
    if period:
        sentence = f"{sentence.rstrip('.; ')} ({period[0].lower()}{period[1:]})."
    return Node(mark=mark, text=sentence)
