"""The plan of the office above: kept node by node, and what our plan answers to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFoundError, ValidationError
from app.models import ReceivedPackage, UpperTask


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperNode:
    """A node as the package has it; see ``app.models.parcel.UpperTask``."""

    key: UUID
    depth: int
    mark: str
    heading: str = ""
    text: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    output: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUpper:
    """What the officer says of a task from above.

    With ``task_key`` our task answers it; without it ``ours`` False: it is not for us, True: our
    plan has no such task yet.
    """

    upper_id: UUID
    task_key: UUID | None = None
    ours: bool = True


def take_nodes(session: Session, package_id: UUID, year: int, nodes: Sequence[UpperNode]) -> int:
    """Keep the nodes of a package's plan; what was answered before stays, by the nodes' keys.

    Returns:
        how many were written; none when this package's plan is kept already.
    """
    there = select(UpperTask.id).where(UpperTask.package_id == package_id)
    if session.scalars(there).first() is not None:
        return 0
    before = _answered(session, package_id, year)
    for position, node in enumerate(nodes):
        old = before.get(node.key)
        session.add(
            UpperTask(
                package_id=package_id,
                key=node.key,
                year=year,
                position=position,
                depth=node.depth,
                mark=node.mark,
                heading=node.heading,
                text=node.text,
                lead=node.lead,
                partners=list(node.partners),
                starts_on=node.starts_on,
                ends_on=node.ends_on,
                output=node.output,
                task_key=old.task_key if old else None,
                ours=old.ours if old else True,
            )
        )
    session.flush()
    return len(nodes)


def answer_upper(session: Session, command: AnswerUpper) -> None:
    """Write down how a task from above stands in our plan.

    Raises:
        NotFoundError: it is gone.
        ValidationError: it is a heading and no task.
    """
    node = session.get(UpperTask, command.upper_id)
    if node is None:
        raise NotFoundError("Nhiệm vụ này không còn nữa. Hãy mở lại danh sách.")
    if not node.lead:
        raise ValidationError("Đây là đề mục trong kế hoạch của cấp trên, không phải nhiệm vụ.")
    node.task_key = command.task_key
    node.ours = command.ours or command.task_key is not None


def _answered(session: Session, package_id: UUID, year: int) -> dict[UUID, UpperTask]:
    """The nodes of the plans that the same office gave for this year, the newest plan's last."""
    sender = select(ReceivedPackage.unit_code).where(ReceivedPackage.id == package_id)
    query = (
        select(UpperTask)
        .join(ReceivedPackage, ReceivedPackage.id == UpperTask.package_id)
        .where(UpperTask.year == year, ReceivedPackage.unit_code == sender.scalar_subquery())
        .order_by(ReceivedPackage.made_at, ReceivedPackage.sequence)
    )
    return {node.key: node for node in session.scalars(query)}
