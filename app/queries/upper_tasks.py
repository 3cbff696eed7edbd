"""The plan of the office above as it was taken over, beside the tasks of our own plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.numbering import Mark, outline_marks
from app.domain.upper_tasks import Cover
from app.errors import NotFoundError
from app.models import ReceivedPackage, UpperTask
from app.queries.tasks import TaskListRow, list_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperPlan:
    """The newest plan of a year that was taken over from the office above."""

    package_id: UUID
    year: int
    unit_code: str
    unit_name: str
    sequence: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperTaskRow:
    """A node of that plan in printed order.

    ``cover`` is None for a heading. ``answer`` is the title of our task that answers it; ``lost``:
    it had one that our plan no longer has.
    """

    id: UUID
    revision: int
    package_id: UUID
    key: UUID
    year: int
    depth: int
    mark: str
    kind: Mark
    heading: str
    text: str
    lead: str
    partners: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    output: str
    cover: Cover | None
    task_key: UUID | None
    answer: str
    lost: bool

    @property
    def title(self) -> str:
        """What it says in one line."""
        return self.heading or self.text

    @property
    def words(self) -> str:
        """Everything it says."""
        return f"{self.heading} {self.text}".strip()


def upper_years(session: Session) -> list[int]:
    """Years of which a plan from above was taken over, the newest first."""
    return sorted(set(session.scalars(select(UpperTask.year).distinct())), reverse=True)


def newest_upper_plan(session: Session, year: int) -> UpperPlan | None:
    """The plan of a year that counts; None when none was taken over."""
    found = session.scalars(
        select(ReceivedPackage)
        .where(
            ReceivedPackage.id.in_(select(UpperTask.package_id).where(UpperTask.year == year)),
        )
        .order_by(ReceivedPackage.made_at.desc(), ReceivedPackage.sequence.desc())
    ).first()
    if found is None:
        return None
    return UpperPlan(
        package_id=found.id,
        year=year,
        unit_code=found.unit_code,
        unit_name=found.unit_name,
        sequence=found.sequence,
        made_at=found.made_at,
    )


def list_upper_tasks(session: Session, year: int, today: date) -> list[UpperTaskRow]:
    """The newest plan from above of a year with what our plan of that year answers; may be empty."""
    plan = newest_upper_plan(session, year)
    if plan is None:
        return []
    ours = {task.task_key: task for task in list_tasks(session, today=today, year=year)}
    nodes = _nodes(session, plan.package_id)
    marks = outline_marks([(node.depth, Mark(node.mark)) for node in nodes])
    return [_row(node, mark, ours) for node, mark in zip(nodes, marks, strict=True)]


def get_upper_task(session: Session, upper_id: UUID, today: date) -> UpperTaskRow:
    """One node.

    Raises:
        NotFoundError: it is gone, or a newer plan has taken the place of its plan.
    """
    node = session.get(UpperTask, upper_id)
    rows = list_upper_tasks(session, node.year, today) if node else []
    found = next((row for row in rows if row.id == upper_id), None)
    if found is None:
        raise NotFoundError(
            "Nhiệm vụ này không còn trong kế hoạch mới nhất của cấp trên. Kế hoạch của đơn vị vẫn "
            "nguyên. Hãy mở lại danh sách."
        )
    return found


def _nodes(session: Session, package_id: UUID) -> Sequence[UpperTask]:
    query = select(UpperTask).where(UpperTask.package_id == package_id)
    return session.scalars(query.order_by(UpperTask.position)).all()


def _row(node: UpperTask, mark: str, ours: Mapping[UUID, TaskListRow]) -> UpperTaskRow:
    task = ours.get(node.task_key) if node.task_key else None
    return UpperTaskRow(
        id=node.id,
        revision=node.revision,
        package_id=node.package_id,
        key=node.key,
        year=node.year,
        depth=node.depth,
        mark=mark,
        kind=Mark(node.mark),
        heading=node.heading,
        text=node.text,
        lead=node.lead,
        partners=tuple(node.partners),
        starts_on=node.starts_on,
        ends_on=node.ends_on,
        output=node.output,
        cover=_cover(node, task),
        task_key=task.task_key if task else None,
        answer=task.title if task else "",
        lost=node.task_key is not None and task is None,
    )


def _cover(node: UpperTask, task: TaskListRow | None) -> Cover | None:
    if not node.lead:
        return None
    if task is not None:
        return Cover.COVERED
    return Cover.MISSING if node.ours else Cover.NOT_OURS
