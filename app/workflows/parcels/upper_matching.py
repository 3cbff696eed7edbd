"""Which task of our plan answers one from above: offered by words, confirmed by the officer.

A task that is missing goes into our draft plan in one step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.compare import likeness
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, TaskContent
from app.domain.papers import PaperKind, may_edit
from app.domain.upper_tasks import Cover, Coverage, coverage
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.office import get_office
from app.queries.papers import PaperListRow, PaperRow, get_paper, list_papers
from app.queries.tasks import TaskListRow, list_tasks
from app.queries.upper_tasks import (
    UpperPlan,
    UpperTaskRow,
    get_upper_task,
    list_upper_tasks,
    newest_upper_plan,
)
from app.services.papers import SaveContent, save_content
from app.services.upper_tasks import AnswerUpper, answer_upper

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: From here on two tasks are alike enough to be offered.
ALIKE: Final = 0.45
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A task of our plan that may answer one from above; ``alike`` from 0 to 1."""

    task_key: UUID
    title: str
    mark: str
    alike: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UpperPage:
    """The plan from above of a year beside ours.

    ``offers`` are by the identity of a task that is missing, the most alike first; ``plan`` is None
    when no plan of that year was taken over.
    """

    plan: UpperPlan | None
    rows: tuple[UpperTaskRow, ...]
    offers: dict[UUID, tuple[Offer, ...]]
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedTask:
    """A task that was put into our plan."""

    paper_id: UUID
    task_key: UUID


def upper_page(db: Database, year: int, today: date) -> UpperPage:
    """Tasks from above of a year, how they stand in our plan, and what may answer them."""
    return db.read(_page, year, today)


def confirm_offer(db: Database, upper_id: UUID, task_key: UUID, today: date) -> None:
    """Our task answers the one from above.

    Raises:
        NotFoundError: one of them is gone.
        ValidationError: it is a heading.
    """
    row = db.read(get_upper_task, upper_id, today)
    ours = {task.task_key for task in db.read(list_tasks, today=today, year=row.year)}
    if task_key not in ours:
        raise NotFoundError(
            f"Nhiệm vụ này không còn trong kế hoạch năm {row.year} của đơn vị. Hãy mở lại danh sách."
        )
    db.write(answer_upper, AnswerUpper(upper_id=upper_id, task_key=task_key))


def set_not_ours(db: Database, upper_id: UUID) -> None:
    """The task is not for us (NotFoundError, ValidationError as ``answer_upper``)."""
    db.write(answer_upper, AnswerUpper(upper_id=upper_id, ours=False))


def take_answer_back(db: Database, upper_id: UUID) -> None:
    """Nothing is said of the task any more (errors as ``answer_upper``)."""
    db.write(answer_upper, AnswerUpper(upper_id=upper_id))


def plans_to_draft_in(db: Database, year: int) -> list[PaperListRow]:
    """Plans of a year that can still be changed, the newest first."""
    found = db.read(list_papers, kind=PaperKind.PLAN, year=year)
    return [row for row in found if may_edit(row.state)]


def draft_task(
    db: Database, upper_id: UUID, today: date, paper_id: UUID | None = None
) -> DraftedTask:
    """Put a task from above into our draft plan behind its last task; it counts as answered.

    Args:
        paper_id: which plan; None takes the only one that can be changed.

    Raises:
        NotFoundError: the task or the plan is gone.
        ValidationError: a heading, or several plans to choose from (field "paper_id").
        ConflictError: no plan of the year can be changed, or it was changed meanwhile.
    """
    row = db.read(get_upper_task, upper_id, today)
    if row.cover is None:
        raise ValidationError("Đây là đề mục trong kế hoạch của cấp trên, không phải nhiệm vụ.")
    if row.cover is Cover.COVERED:
        raise ConflictError(f"Kế hoạch của đơn vị đã có nhiệm vụ này: “{row.answer}”.")
    plan = db.read(get_paper, paper_id or _only_plan(db, row.year))
    if plan.kind is not PaperKind.PLAN or plan.year != row.year or not may_edit(plan.state):
        raise ConflictError(
            f"Văn bản đã chọn không phải kế hoạch năm {row.year} còn sửa được nên chưa thêm gì. "
            "Hãy mở bản tiếp theo của kế hoạch rồi thêm."
        )
    node = _node(row, _own_name(db))
    db.write(
        _put,
        plan,
        _with_task(plan.content, node),
        AnswerUpper(upper_id=upper_id, task_key=node.key),
    )
    return DraftedTask(paper_id=plan.paper_id, task_key=node.key)


def _page(session: "Session", year: int, today: date) -> UpperPage:
    rows = list_upper_tasks(session, year, today)
    ours = list_tasks(session, today=today, year=year)
    return UpperPage(
        plan=newest_upper_plan(session, year),
        rows=tuple(rows),
        offers={row.id: _offers(row, ours) for row in rows if row.cover is Cover.MISSING},
        coverage=coverage(row.cover for row in rows),
    )


def _offers(row: UpperTaskRow, ours: Sequence[TaskListRow]) -> tuple[Offer, ...]:
    found = [
        Offer(task.task_key, task.title, task.mark, round(likeness(row.words, task.title), 2))
        for task in ours
    ]
    alike = [one for one in found if one.alike >= ALIKE]
    return tuple(sorted(alike, key=lambda one: -one.alike)[:_MOST])


def _only_plan(db: Database, year: int) -> UUID:
    plans = plans_to_draft_in(db, year)
    if not plans:
        raise ConflictError(
            f"Chưa có kế hoạch năm {year} nào còn sửa được nên chưa thêm gì. Hãy lập kế hoạch, hoặc mở "
            "bản tiếp theo của kế hoạch đã ban hành, rồi thêm."
        )
    if len(plans) > 1:
        raise ValidationError(
            f"Năm {year} có {len(plans)} kế hoạch đang soạn. Hãy chọn một kế hoạch.",
            field="paper_id",
        )
    return plans[0].paper_id


def _own_name(db: Database) -> str:
    office = db.read(get_office)
    return f"{office.body_symbol} {office.full_name}".strip() if office else ""


def _node(row: UpperTaskRow, own_name: str) -> NodeContent:
    """The task in the words from above; who leads it here is the office until the officer says."""
    task = TaskContent(
        lead=own_name, starts_on=row.starts_on, ends_on=row.ends_on, output=row.output
    )
    return NodeContent(
        depth=0, mark=Mark.ARABIC, heading=row.heading, text=row.text.replace("\n", " "), task=task
    )


def _with_task(content: PaperContent, node: NodeContent) -> PaperContent:
    """Behind the last task with all that stands under it, on its level; else before the closing."""
    nodes = list(content.nodes)
    at = max((place for place, one in enumerate(nodes) if one.task is not None), default=None)
    if at is None:
        end = len(nodes) - 1 if nodes and nodes[-1].mark is Mark.NONE else len(nodes)
        return replace(content, nodes=(*nodes[:end], node, *nodes[end:]))
    beside = nodes[at]
    end = at + 1
    while end < len(nodes) and nodes[end].depth > beside.depth:
        end += 1
    placed = replace(node, depth=beside.depth, mark=beside.mark)
    return replace(content, nodes=(*nodes[:end], placed, *nodes[end:]))


def _put(session: "Session", plan: PaperRow, content: PaperContent, answer: AnswerUpper) -> None:
    """Both or neither."""
    command = SaveContent(version_id=plan.version_id, seen_revision=plan.revision, content=content)
    save_content(session, command)
    answer_upper(session, answer)
