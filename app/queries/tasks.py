"""Tasks of the plans: who leads, when due, how far."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import fields
from app.domain.numbering import Mark, outline_marks
from app.domain.papers import PaperKind, TaskState
from app.domain.periods import management_year
from app.models import Activity, Paper, PaperNode, PaperTask, PaperVersion, TaskProgress
from app.models.paper_records import version_nodes
from app.queries.papers import newest_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListRow:
    """A task of the newest version of a plan. ``due`` is its last day, None when it has none.

    ``late`` is True when it is past due and neither done nor given up.
    """

    task_key: UUID
    paper_id: UUID
    mark: str
    title: str
    lead: str
    partners: tuple[str, ...]
    asked: bool
    starts_on: date | None
    ends_on: date | None
    all_year: bool
    budget_total: int
    output: str
    state: TaskState
    done_on: date | None
    note: str
    activity_count: int
    due: date | None
    late: bool


def list_tasks(
    session: Session, *, today: date, year: int | None = None, paper_id: UUID | None = None
) -> list[TaskListRow]:
    """Tasks of the newest version of each plan on the desk, in printed order.

    Args:
        year: only plans of this year.
        paper_id: only this plan.
    """
    newest = newest_numbers()
    query = (
        select(PaperVersion.id, Paper.id, Paper.year)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .join(
            newest,
            (newest.c.paper_id == Paper.id) & (newest.c.number == PaperVersion.number),
        )
        .where(Paper.kind == PaperKind.PLAN, Paper.deleted_at.is_(None))
        .order_by(Paper.year.desc(), Paper.id)
    )
    if year is not None:
        query = query.where(Paper.year == year)
    if paper_id is not None:
        query = query.where(Paper.id == paper_id)
    progress = {row.task_key: row for row in session.scalars(select(TaskProgress))}
    activities = _activity_counts(session)
    return [
        _row(plan_id, plan_year, found, progress, activities, today)
        for version_id, plan_id, plan_year in session.execute(query).tuples()
        for found in _tasks_of(session, version_id)
    ]


def as_of(task: TaskListRow, day: date) -> TaskListRow:
    """The task as it stood at the end of a day that is over; what was done later is planned still.

    Done without a date counts from its last day of the plan; what goes on all year is done when
    the year is closed.
    """
    state, note = task.state, task.note
    if state is TaskState.DONE and _done_by(task) > day:
        # The note was written about what was done after that day.
        state, note = TaskState.PLANNED, ""
    open_then = state in (TaskState.PLANNED, TaskState.DOING)
    late = open_then and task.due is not None and task.due <= day
    done_on = task.done_on if state is TaskState.DONE else None
    return replace(task, state=state, note=note, done_on=done_on, late=late)


def _done_by(task: TaskListRow) -> date:
    """The day a done task counts from; the earliest there is where nothing is known."""
    if task.done_on is not None:
        return task.done_on
    if task.ends_on is None and task.due is not None:
        return management_year(task.due.year).last
    return task.due or date.min


def _row(
    plan_id: UUID,
    plan_year: int,
    found: tuple[PaperNode, PaperTask, str],
    progress: dict[UUID, TaskProgress],
    activities: dict[UUID, int],
    today: date,
) -> TaskListRow:
    node, task, mark = found
    done = progress.get(node.key)
    due = task.ends_on or (date(plan_year, 12, 31) if task.all_year else None)
    state = TaskState(done.state) if done else TaskState.PLANNED
    open_still = state in (TaskState.PLANNED, TaskState.DOING)
    return TaskListRow(
        task_key=node.key,
        paper_id=plan_id,
        mark=mark,
        title=fields.plain(node.heading or node.text),
        lead=task.lead,
        partners=tuple(task.partners),
        asked=task.asked,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        all_year=task.all_year,
        budget_total=sum(int(part["amount"]) for part in task.budget),
        output=task.output,
        state=state,
        done_on=done.done_on if done else None,
        note=done.note if done else "",
        activity_count=activities.get(node.key, 0),
        due=due,
        late=due is not None and due < today and open_still,
    )


def _tasks_of(session: Session, version_id: UUID) -> list[tuple[PaperNode, PaperTask, str]]:
    nodes, tasks = version_nodes(session, version_id)
    marks = outline_marks([(node.depth, Mark(node.mark)) for node in nodes])
    return [
        (node, tasks[node.id], mark)
        for node, mark in zip(nodes, marks, strict=True)
        if node.id in tasks
    ]


def _activity_counts(session: Session) -> dict[UUID, int]:
    query = (
        select(Activity.task_key, func.count(Activity.id))
        .where(Activity.task_key.is_not(None), Activity.deleted_at.is_(None))
        .group_by(Activity.task_key)
    )
    return {key: count for key, count in session.execute(query).tuples() if key is not None}
