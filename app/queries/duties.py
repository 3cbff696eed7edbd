"""The calendar of duties: deadlines of the catalogue and of the tasks in issued plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.duties import DutyState, closing_day, day_in_year, duty_state, is_owed
from app.domain.duty_remarks import remarks_on, unreadable_closing
from app.domain.fields import plain
from app.domain.papers import PaperKind, PaperState, TaskState
from app.domain.periods import Period, parse_period
from app.domain.report_kinds import duties_of
from app.domain.working_days import Holidays, holidays_of
from app.models import (
    CatalogueEntry,
    Change,
    DutyDone,
    Office,
    Paper,
    PaperNode,
    PaperTask,
    PaperVersion,
    TaskProgress,
)

_CLOSED = (TaskState.DONE, TaskState.NOT_DONE)
_GENERAL_RECEIVER = "Sở Nội vụ"
#: Kinds of duties that are sent to somebody, and so have a deadline of an office.
_SENT = ("plan", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """Something due on a day. ``kind`` is "plan", "report", "observance" or "task".

    ``paper_id`` is the paper that fulfils it (or would, once issued), or the plan of the task.
    ``period`` names what the data are about, ``closing`` its first and last day; ``letter`` is the
    paper of the receiver that asks for it; ``remarks`` are sentences on the deadline
    (app.domain.duty_remarks). ``done_on`` is the day it was ticked off by hand.
    """

    code: str
    year: int
    name: str
    due: date
    receiver: str
    state: DutyState
    kind: str
    paper_type: str = ""
    source: str = ""
    checked: bool = True
    note: str = ""
    paper_id: UUID | None = None
    period: str = ""
    closing: tuple[date, date] | None = None
    letter: str = ""
    remarks: tuple[str, ...] = ()
    done_on: date | None = None


def list_duties(session: Session, *, today: date, year: int) -> list[DutyRow]:
    """Duties of a year by day: those owed, those done, and observances still to come.

    A duty is done when ticked or when a paper of its type and year is issued. What was due before
    this book was begun (see ``app.domain.duties.is_owed``) is left out unless it is done.
    """
    rows = list_whole_year(session, today=today, year=year)
    return [row for row in rows if row.state is not DutyState.PAST]


def list_whole_year(session: Session, *, today: date, year: int) -> list[DutyRow]:
    """Every duty of a year by day, also those that are past and not owed."""
    first_use = first_day_of_use(session, today)
    rows = [*_calendar(session, today, year), *_tasks(session, today, year)]
    found = [_past(row, today, first_use) for row in rows]
    return sorted(found, key=lambda row: (row.due, row.kind == "observance", row.name))


def load_holidays(session: Session, year: int) -> Holidays:
    """Days off of a year and of the weeks around it, as the catalogue says."""
    rows = session.scalars(
        select(CatalogueEntry.data).where(
            CatalogueEntry.catalogue == "holiday", CatalogueEntry.hidden.is_(False)
        )
    )
    return holidays_of(rows, (year - 1, year, year + 1))


def closing_period(session: Session, duties: Sequence[str], period: Period) -> tuple[date, date]:
    """First and last day of the data of a report, as the catalogue of deadlines says.

    Without such an entry those of the period itself (NĐ 09/2019/NĐ-CP, điều 12).

    Args:
        duties: what the catalogue calls the report (``app.domain.report_kinds``).
    """
    tier = _tier(session, session.scalars(select(Office)).first())
    entries = session.scalars(select(CatalogueEntry).where(CatalogueEntry.catalogue == "deadline"))
    for entry in entries:
        data = entry.data
        if data.get("paper") != "report" or data.get("report_kind") not in duties[:1]:
            continue
        first = closing_day(str(data.get("closing_from", "")), period.year)
        last = closing_day(str(data.get("closing_to", "")), period.year)
        if first and last and first <= last and tier in data.get("tiers", [tier]):
            return first, last
    return period.first, period.last


def duty_of_report(
    session: Session, duties: Sequence[str], year: int, today: date
) -> DutyRow | None:
    """The duty that a report fulfils; None when the catalogue has none for this office."""
    rows = list_whole_year(session, today=today, year=year) if duties else []
    wanted = ("report", duties[0]) if duties else ()
    return next((row for row in rows if (row.kind, row.paper_type) == wanted), None)


def first_day_of_use(session: Session, today: date) -> date:
    """The day of the first entry in this book's history; ``today`` for an empty or later one."""
    begun = session.scalar(select(func.min(Change.at)))
    return min(begun.date(), today) if begun else today


def _past(row: DutyRow, today: date, first_use: date) -> DutyRow:
    owed = row.due >= today if row.kind == "observance" else is_owed(row.due, first_use)
    over = row.state is not DutyState.DONE and not owed
    return replace(row, state=DutyState.PAST) if over else row


def _calendar(session: Session, today: date, year: int) -> Iterator[DutyRow]:
    office = session.scalars(select(Office)).first()
    tier = _tier(session, office)
    ticked = _ticked(session, year)
    holidays = load_holidays(session, year)
    papers = _papers(session, year)
    entries = session.scalars(
        select(CatalogueEntry).where(
            CatalogueEntry.catalogue == "deadline", CatalogueEntry.hidden.is_(False)
        )
    )
    for entry in entries:
        due = day_in_year(entry.data, year)
        if due is None or tier not in entry.data.get("tiers", [tier]) or not _valid(entry, due):
            continue
        kind, paper_type = str(entry.data.get("paper", "")), str(entry.data.get("report_kind", ""))
        paper_id, issued = papers.get((kind, paper_type), (None, False))
        closing, remarks = _closing(entry.data, year)
        if kind in _SENT:
            remarks += tuple(remarks_on(due, closing[1] if closing else None, holidays))
        yield DutyRow(
            code=entry.code,
            year=year,
            name=entry.name,
            due=due,
            receiver=_receiver(str(entry.data.get("receiver", "")), office),
            state=duty_state(due, today, done=issued or entry.code in ticked),
            kind=kind,
            paper_type=paper_type,
            source=entry.source,
            checked=entry.checked,
            note=entry.note,
            paper_id=paper_id,
            period=str(entry.data.get("period") or ""),
            closing=closing,
            letter=str(entry.data.get("letter") or ""),
            remarks=remarks,
            done_on=ticked.get(entry.code),
        )


def _ticked(session: Session, year: int) -> dict[str, date]:
    found = session.execute(select(DutyDone.code, DutyDone.done_on).where(DutyDone.year == year))
    return {row.code: row.done_on for row in found}


def _closing(
    data: Mapping[str, Any], year: int
) -> tuple[tuple[date, date] | None, tuple[str, ...]]:
    """First and last day of the data, and a sentence on each that is typed but is no day."""
    typed = [str(data.get(name) or "") for name in ("closing_from", "closing_to")]
    first, last = (closing_day(text, year) for text in typed)
    wrong = [text for text, day in zip(typed, (first, last), strict=True) if text and not day]
    period = (first, last) if first and last and first <= last else None
    return period, tuple(unreadable_closing(text) for text in wrong)


def _tier(session: Session, office: Office | None) -> str:
    if office is None:
        return "commune"
    level = session.scalars(
        select(CatalogueEntry).where(
            CatalogueEntry.catalogue == "level", CatalogueEntry.code == office.level_code
        )
    ).first()
    return str(level.data.get("tier", "commune")) if level else "commune"


def _receiver(receiver: str, office: Office | None) -> str:
    # The catalogue says "Sở Nội vụ" for whoever receives; the office knows its own receiver.
    if receiver == _GENERAL_RECEIVER and office is not None and office.receiving_office:
        return office.receiving_office
    return receiver


def _valid(entry: CatalogueEntry, day: date) -> bool:
    begun = entry.valid_from is None or entry.valid_from <= day
    return begun and (entry.valid_to is None or day <= entry.valid_to)


def _papers(session: Session, year: int) -> dict[tuple[str, str], tuple[UUID, bool]]:
    """The paper of each (kind, name of duty) of a year and whether it was issued; issued ones win.

    A report that several duties ask for fulfils the first; the others are ticked when it is sent.
    """
    found = session.execute(
        select(Paper.kind, Paper.paper_type, Paper.period, Paper.id, PaperVersion.state)
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .where(Paper.year == year, Paper.deleted_at.is_(None))
        .order_by(Paper.updated_at, PaperVersion.number)
    )
    papers: dict[tuple[str, str], tuple[UUID, bool]] = {}
    for kind, paper_type, period, paper_id, state in found:
        for at, name in enumerate(_names(kind, paper_type, period)):
            issued = state == PaperState.ISSUED and at == 0
            if issued or not papers.get((kind, name), (None, False))[1]:
                papers[kind, name] = (paper_id, issued)
    return papers


def _names(kind: str, paper_type: str, period: str) -> tuple[str, ...]:
    """What the catalogue of deadlines calls a paper."""
    if kind != PaperKind.REPORT:
        return (paper_type,)
    return duties_of(paper_type, parse_period(period) if period else None)


def _tasks(session: Session, today: date, year: int) -> Iterator[DutyRow]:
    newest = (
        select(PaperVersion.paper_id, func.max(PaperVersion.number).label("number"))
        .where(PaperVersion.state == PaperState.ISSUED)
        .group_by(PaperVersion.paper_id)
        .subquery()
    )
    found = session.execute(
        select(PaperNode, PaperTask, Paper.id, TaskProgress.state)
        .join(PaperTask, PaperTask.node_id == PaperNode.id)
        .join(PaperVersion, PaperNode.version_id == PaperVersion.id)
        .join(Paper, PaperVersion.paper_id == Paper.id)
        .join(
            newest,
            (newest.c.paper_id == Paper.id) & (newest.c.number == PaperVersion.number),
        )
        .outerjoin(TaskProgress, TaskProgress.task_key == PaperNode.key)
        .where(
            Paper.kind == PaperKind.PLAN,
            Paper.year == year,
            Paper.deleted_at.is_(None),
            PaperTask.ends_on.is_not(None),
        )
    )
    for node, task, paper_id, state in found:
        yield DutyRow(
            code=f"task:{node.key}",
            year=year,
            name=plain(f"{node.heading} {node.text}".strip()),
            due=task.ends_on,
            receiver=task.lead,
            state=duty_state(task.ends_on, today, done=state in _CLOSED),
            kind="task",
            paper_id=paper_id,
        )
