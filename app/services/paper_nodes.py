"""The nodes and tasks of a version: kept as typed, only what differs is written."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import fields
from app.domain.numbering import Mark
from app.domain.ordering import places
from app.domain.paper_content import NodeContent, TaskContent
from app.domain.text import clean_line
from app.errors import ValidationError
from app.models import PaperNode, PaperTask

#: More nodes than any plan has; a larger text is a mistake of copying.
MAX_NODES = 20_000


def write_nodes(session: Session, version_id: UUID, nodes: tuple[NodeContent, ...]) -> bool:
    """Make the version hold exactly these nodes, matched by key.

    Returns:
        True when anything differed.

    Raises:
        ValidationError: a key twice, a depth that jumps, or too many nodes.
    """
    _check(nodes)
    query = select(PaperNode).where(PaperNode.version_id == version_id)
    old = {node.key: node for node in session.scalars(query)}
    tasks = _tasks(session, version_id)
    gone = old.keys() - {node.key for node in nodes}
    # Tasks first, and not left to the foreign key's cascade: history would not see them go.
    for key in gone:
        if old[key].id in tasks:
            session.delete(tasks[old[key].id])
    session.flush()
    for key in gone:
        session.delete(old[key])
    changed = bool(gone)
    records = [old.get(node.key) or _new(session, version_id, node) for node in nodes]
    spots = places([record.position for record in records])
    for record, content, place in zip(records, nodes, spots, strict=True):
        changed |= _assign(record, _values(content, place))
    session.flush()
    for record, content in zip(records, nodes, strict=True):
        changed |= _write_task(session, record, tasks.get(record.id), content.task)
    return changed


def _new(session: Session, version_id: UUID, content: NodeContent) -> PaperNode:
    node = PaperNode(version_id=version_id, key=content.key)
    session.add(node)
    return node


def _check(nodes: tuple[NodeContent, ...]) -> None:
    if len(nodes) > MAX_NODES:
        raise ValidationError(
            f"Văn bản có {len(nodes)} đoạn, nhiều hơn mức {MAX_NODES} mà chương trình nhận. "
            "Hãy chia thành nhiều văn bản."
        )
    if len({node.key for node in nodes}) != len(nodes):
        raise ValidationError("Văn bản có hai đoạn cùng một mã; hãy mở lại văn bản rồi sửa tiếp.")
    above = -1
    for node in nodes:
        if not 0 <= node.depth <= above + 1:
            raise ValidationError("Cấp của một đề mục nhảy quá một bậc so với đề mục trên nó.")
        above = node.depth


def _tasks(session: Session, version_id: UUID) -> dict[UUID, PaperTask]:
    query = (
        select(PaperTask)
        .join(PaperNode, PaperNode.id == PaperTask.node_id)
        .where(PaperNode.version_id == version_id)
    )
    return {task.node_id: task for task in session.scalars(query)}


def _values(content: NodeContent, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "depth": content.depth,
        "mark": str(Mark(content.mark)),
        "heading": fields.clean(content.heading),
        "text": fields.clean(content.text),
        "source_mark": clean_line(content.source_mark)[:40],
        "data_table": content.table,
    }


def _write_task(
    session: Session, node: PaperNode, old: PaperTask | None, task: TaskContent | None
) -> bool:
    if task is None:
        if old is not None:
            session.delete(old)
        return old is not None
    if old is None:
        old = PaperTask(node_id=node.id)
        session.add(old)
    return _assign(old, _task_values(task))


def _task_values(task: TaskContent) -> dict[str, Any]:
    if task.starts_on and task.ends_on and task.ends_on < task.starts_on:
        raise ValidationError("Nhiệm vụ có ngày kết thúc đứng trước ngày bắt đầu.", field="ends_on")
    return {
        "lead": clean_line(task.lead),
        "partners": _lines(task.partners),
        "asked": task.asked,
        "starts_on": task.starts_on,
        "ends_on": task.ends_on,
        "all_year": task.all_year,
        "budget": [
            {"source": clean_line(source), "amount": amount} for source, amount in task.budget
        ],
        "output": clean_line(task.output),
    }


def _lines(lines: Iterable[str]) -> list[str]:
    return [line for line in map(clean_line, lines) if line]


def _assign(record: PaperNode | PaperTask, values: dict[str, Any]) -> bool:
    different = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in different.items():
        setattr(record, name, value)
    return bool(different)
