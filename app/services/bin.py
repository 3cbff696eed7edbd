"""Emptying the bin: what has lain there for thirty days is removed, line by line in history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.bin import KEPT_DAYS
from app.models import (
    Activity,
    ActivityMoney,
    ActivityQuantity,
    Attachment,
    Paper,
    PaperAttachment,
    PaperNode,
    PaperTask,
    PaperVersion,
    PaperWaiver,
    TaskProgress,
    TotalsBasis,
    YearClosing,
)
from app.queries.bin import papers_to_keep


@dataclass(frozen=True, slots=True)
class Emptied:
    """How many papers and activities were removed."""

    papers: int
    activities: int


def empty_bin(session: Session, now: datetime) -> Emptied:
    """Remove what was put into the bin thirty days ago or more; history keeps what it said.

    Papers that were issued or sent stay, and so does everything of a closed year.

    Args:
        now: with its zone.
    """
    before = now - timedelta(days=KEPT_DAYS)
    closed = set(session.scalars(select(YearClosing.year).where(YearClosing.closed)))
    keep = papers_to_keep(session)
    papers = [
        paper
        for paper in session.scalars(select(Paper).where(Paper.deleted_at <= before))
        if paper.year not in closed and paper.id not in keep
    ]
    activities = [
        activity
        for activity in session.scalars(select(Activity).where(Activity.deleted_at <= before))
        if activity.starts_on.year not in closed
    ]
    if papers:
        _remove_papers(session, papers)
    if activities:
        ids = [activity.id for activity in activities]
        _remove(session, *(_of(session, part.activity_id, ids) for part in _ACTIVITY_PARTS))
        _remove(session, activities)
    return Emptied(len(papers), len(activities))


_ACTIVITY_PARTS: tuple[Any, ...] = (ActivityMoney, ActivityQuantity, Attachment)


def _remove_papers(session: Session, papers: Sequence[Paper]) -> None:
    """Parts first: what a foreign key would take away silently is told by history too."""
    ids = [paper.id for paper in papers]
    versions = _of(session, PaperVersion.paper_id, ids)
    nodes = _of(session, PaperNode.version_id, [one.id for one in versions])
    tasks = _of(session, PaperTask.node_id, [one.id for one in nodes])
    progress = _of(session, TaskProgress.task_key, [one.key for one in nodes])
    _remove(session, tasks, progress)
    _remove(session, nodes)
    beside = (PaperAttachment.paper_id, PaperWaiver.paper_id, TotalsBasis.paper_id)
    _remove(session, versions, *(_of(session, link, ids) for link in beside))
    for other in _of(session, Paper.plan_id, ids):
        other.plan_id = None
    session.flush()
    _remove(session, papers)


def _of(session: Session, link: Any, owners: Sequence[UUID]) -> list[Any]:
    """Records whose ``link`` names one of the owners."""
    found: list[Any] = []
    for at in range(0, len(owners), 500):
        query = select(link.class_).where(link.in_(owners[at : at + 500]))
        found += session.scalars(query)
    return found


def _remove(session: Session, *records: Iterable[Any]) -> None:
    for several in records:
        for record in several:
            session.delete(record)
    session.flush()
