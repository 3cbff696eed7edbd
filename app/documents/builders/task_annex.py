"""The assignment annex: every task of the plan in one table."""

from dataclasses import replace

from app.documents.blocks import Align, Annex, Node, Table, TableColumn
from app.documents.builders.assignments import organisation_section, task_sentence
from app.domain import fields
from app.domain.numbering import Mark

_COLUMNS = (
    TableColumn("STT", 0.5, Align.CENTER),
    TableColumn("Nhiệm vụ", 4.2),
    TableColumn("Chủ trì", 1.8),
    TableColumn("Phối hợp", 2.2),
    TableColumn("Thời gian", 1.3, Align.CENTER),
    TableColumn("Kinh phí", 1.5),
    TableColumn("Sản phẩm", 2.4),
)
TITLE = "BẢNG PHÂN CÔNG NHIỆM VỤ"
_ANNOUNCED = "Nhiệm vụ, thời gian và sản phẩm của từng cơ quan, đơn vị được tổng hợp tại {label} kèm theo {paper} này."


def task_annex(nodes: tuple[Node, ...]) -> Annex | None:
    """The annex, landscape; None when the plan has no task."""
    rows = tuple(_row(number, node) for number, node in enumerate(_tasks(nodes), start=1))
    if not rows:
        return None
    return Annex(
        title=TITLE, nodes=(Node(table=Table(columns=_COLUMNS, rows=rows)),), landscape=True
    )


def announced(nodes: tuple[Node, ...], label: str, paper: str) -> tuple[Node, ...]:
    """The tree with the sentence that names the annex (NĐ 30/2020: an annex must be announced).

    It opens the section "Tổ chức thực hiện"; without one it stands before the closing words.

    Args:
        nodes: the tree.
        label: "Phụ lục", or "Phụ lục I" when there are more.
        paper: "Kế hoạch".
    """
    sentence = Node(mark=Mark.NONE, text=_ANNOUNCED.format(label=label, paper=paper))
    place = organisation_section(nodes)
    if place is not None:
        section = replace(nodes[place], children=(sentence, *nodes[place].children))
        return (*nodes[:place], section, *nodes[place + 1 :])
    closing = len(nodes)
    while closing and nodes[closing - 1].mark is Mark.NONE and not nodes[closing - 1].children:
        closing -= 1
    closing = closing or len(nodes)
    return (*nodes[:closing], sentence, *nodes[closing:])


def _tasks(nodes: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.task is not None:
            found.append(node)
        found.extend(_tasks(node.children))
    return found


def _row(number: int, node: Node) -> tuple[str, ...]:
    task = node.task
    if task is None:
        raise ValueError("not a task")
    return (
        str(number),
        fields.plain(task_sentence(node)),
        task.lead,
        "; ".join(task.partners),
        task.period,
        task.budget,
        task.output,
    )
