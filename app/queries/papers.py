"""Papers: lists, one version with its content, versions, proof of the lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from app.domain.numbering import Mark
from app.domain.paper_content import (
    LeftOver,
    NodeContent,
    PaperContent,
    PaperForm,
    PaperHead,
    TaskContent,
)
from app.domain.paper_hash import content_hash
from app.domain.papers import PaperKind, PaperState
from app.domain.text import matches
from app.errors import NotFoundError
from app.models import Paper, PaperNode, PaperTask, PaperVersion
from app.models.paper_records import version_nodes
from app.queries.bin import papers_to_keep, when_it_leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperListRow:
    """A paper in a list: its newest version, how many tasks, how many left-overs to confirm.

    ``leaves_on``: when it goes from the bin for good; None outside the bin, or for ever kept.
    """

    paper_id: UUID
    version_id: UUID
    version_number: int
    kind: PaperKind
    paper_type: str
    year: int
    title: str
    number: str
    symbol: str
    day: date | None
    state: PaperState
    updated_at: datetime
    task_count: int
    left_over_count: int
    plan_id: UUID | None
    campaign_id: UUID | None
    period: str = ""
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One version of a paper, whole."""

    paper_id: UUID
    version_id: UUID
    revision: int
    version_number: int
    kind: PaperKind
    paper_type: str
    year: int
    plan_id: UUID | None
    campaign_id: UUID | None
    source: str
    state: PaperState
    reason: str
    content: PaperContent
    show_assignments: bool
    show_task_annex: bool
    left_overs: tuple[LeftOver, ...]
    content_hash: str
    issued_at: datetime | None
    updated_at: datetime
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version in the list of versions."""

    version_id: UUID
    number: int
    state: PaperState
    reason: str
    doc_number: str
    doc_symbol: str
    day: date | None
    signer_name: str
    issued_at: datetime | None


def list_papers(
    session: Session,
    *,
    kind: PaperKind | None = None,
    year: int | None = None,
    search: str = "",
    deleted: bool = False,
) -> list[PaperListRow]:
    """Papers with their newest version, newest year first, then newest change.

    Args:
        search: words of title or number, without diacritics.
        deleted: the bin instead of the desk.
    """
    newest = newest_numbers()
    query = (
        select(Paper, PaperVersion)
        .join(newest, newest.c.paper_id == Paper.id)
        .join(
            PaperVersion,
            (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == newest.c.number),
        )
        .where(Paper.deleted_at.is_not(None) if deleted else Paper.deleted_at.is_(None))
        .order_by(Paper.year.desc(), PaperVersion.updated_at.desc(), Paper.id)
    )
    if kind is not None:
        query = query.where(Paper.kind == kind)
    if year is not None:
        query = query.where(Paper.year == year)
    tasks = _task_counts(session)
    keep = papers_to_keep(session) if deleted else frozenset()
    rows = [
        _list_row(paper, version, tasks.get(version.id, 0), keep)
        for paper, version in session.execute(query)
    ]
    return [row for row in rows if matches(search, row.title, row.number, row.symbol)]


def get_paper(session: Session, paper_id: UUID, version_number: int | None = None) -> PaperRow:
    """A version of a paper with all its words; the newest by default.

    Raises:
        NotFoundError: no such paper or version.
    """
    paper = session.get(Paper, paper_id)
    version = _version(session, paper_id, version_number) if paper else None
    if paper is None or version is None:
        raise NotFoundError("Văn bản này không còn nữa. Hãy mở lại danh sách.")
    return PaperRow(
        paper_id=paper.id,
        version_id=version.id,
        revision=version.revision,
        version_number=version.number,
        kind=PaperKind(paper.kind),
        paper_type=paper.paper_type,
        year=paper.year,
        plan_id=paper.plan_id,
        campaign_id=paper.campaign_id,
        source=paper.source,
        state=PaperState(version.state),
        reason=version.reason,
        content=version_content(session, version),
        show_assignments=version.show_assignments,
        show_task_annex=version.show_task_annex,
        left_overs=tuple(LeftOver(**found) for found in version.left_overs),
        content_hash=version.content_hash,
        issued_at=version.issued_at,
        updated_at=version.updated_at,
        period=paper.period,
    )


def paper_of_version(session: Session, version_id: UUID) -> PaperRow:
    """A version with all its words by its own identity.

    Raises:
        NotFoundError: it is gone.
    """
    version = session.get(PaperVersion, version_id)
    if version is None:
        raise NotFoundError("Bản này không còn nữa.")
    return get_paper(session, version.paper_id, version.number)


def list_versions(session: Session, paper_id: UUID) -> list[VersionRow]:
    """All versions of a paper, the first one first."""
    query = select(PaperVersion).where(PaperVersion.paper_id == paper_id)
    return [
        VersionRow(
            version_id=version.id,
            number=version.number,
            state=PaperState(version.state),
            reason=version.reason,
            doc_number=version.doc_number,
            doc_symbol=version.doc_symbol,
            day=version.doc_day,
            signer_name=version.signer_name,
            issued_at=version.issued_at,
        )
        for version in session.scalars(query.order_by(PaperVersion.number))
    ]


def verify_hash(session: Session, version_id: UUID) -> bool:
    """Whether an issued version still says what was locked."""
    version = session.get(PaperVersion, version_id)
    if version is None:
        raise NotFoundError("Bản này không còn nữa.")
    return version.content_hash == version_hash(session, version)


def version_hash(session: Session, version: PaperVersion) -> str:
    """The hash of what a version says and how it is printed."""
    printed = (version.show_assignments, version.show_task_annex)
    return content_hash(version_content(session, version), printed)


def version_content(session: Session, version: PaperVersion) -> PaperContent:
    """Head and nodes of a version as plain data."""
    return content_of_records(version, *version_nodes(session, version.id))


def content_of_records(
    version: PaperVersion, nodes: Sequence[PaperNode], tasks: Mapping[UUID, PaperTask]
) -> PaperContent:
    """Head and nodes of records as plain data; ``tasks`` by the identity of their node."""
    return PaperContent(
        head=_head(version),
        nodes=tuple(
            NodeContent(
                depth=node.depth,
                mark=Mark(node.mark),
                heading=node.heading,
                text=node.text,
                task=_task(tasks[node.id]) if node.id in tasks else None,
                table=node.data_table,
                source_mark=node.source_mark,
                key=node.key,
            )
            for node in nodes
        ),
    )


def newest_numbers() -> Subquery:
    """Paper identity and the number of its newest version, for joining."""
    return (
        select(PaperVersion.paper_id, func.max(PaperVersion.number).label("number"))
        .group_by(PaperVersion.paper_id)
        .subquery()
    )


def _version(session: Session, paper_id: UUID, number: int | None) -> PaperVersion | None:
    query = select(PaperVersion).where(PaperVersion.paper_id == paper_id)
    if number is not None:
        query = query.where(PaperVersion.number == number)
    return session.scalars(query.order_by(PaperVersion.number.desc())).first()


def _head(version: PaperVersion) -> PaperHead:
    return PaperHead(
        type_name=version.type_name,
        title=tuple(version.title),
        letterhead=tuple((str(text), bool(bold)) for text, bold in version.letterhead),
        number=version.doc_number,
        symbol=version.doc_symbol,
        place=version.doc_place,
        day=version.doc_day,
        addressees=tuple(version.addressees),
        bases=tuple(version.bases),
        recipients=tuple(version.recipients),
        signature_lines=tuple(version.signature_lines),
        signer_name=version.signer_name,
        form=_form(version.form),
    )


def _form(stored: dict[str, Any]) -> PaperForm:
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return PaperForm(**kept)


def _task(task: PaperTask) -> TaskContent:
    return TaskContent(
        lead=task.lead,
        partners=tuple(task.partners),
        asked=task.asked,
        starts_on=task.starts_on,
        ends_on=task.ends_on,
        all_year=task.all_year,
        budget=tuple((str(part["source"]), int(part["amount"])) for part in task.budget),
        output=task.output,
    )


def _task_counts(session: Session) -> dict[UUID, int]:
    query = (
        select(PaperNode.version_id, func.count(PaperTask.id))
        .join(PaperTask, PaperTask.node_id == PaperNode.id)
        .group_by(PaperNode.version_id)
    )
    return dict(session.execute(query).tuples().all())


def _list_row(
    paper: Paper, version: PaperVersion, tasks: int, keep: frozenset[UUID] = frozenset()
) -> PaperListRow:
    return PaperListRow(
        paper_id=paper.id,
        version_id=version.id,
        version_number=version.number,
        kind=PaperKind(paper.kind),
        paper_type=paper.paper_type,
        year=paper.year,
        title=" ".join([version.type_name, *version.title]),
        number=version.doc_number,
        symbol=version.doc_symbol,
        day=version.doc_day,
        state=PaperState(version.state),
        updated_at=version.updated_at,
        task_count=tasks,
        left_over_count=len(version.left_overs),
        plan_id=paper.plan_id,
        campaign_id=paper.campaign_id,
        period=paper.period,
        leaves_on=when_it_leaves(paper, keep),
    )
