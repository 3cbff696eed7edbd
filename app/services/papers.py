"""Papers: made, edited, checked, printed, put in the bin; tasks reported done."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, attributes

from app.domain.paper_content import LeftOver, PaperContent, PaperForm, PaperHead
from app.domain.papers import (
    KIND_WORDS,
    PaperKind,
    PaperState,
    TaskState,
    checked_type,
    may_edit,
)
from app.domain.text import clean_line, clean_text
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Paper, PaperVersion, TaskProgress
from app.models.base import utc_now
from app.models.paper_records import editable_version, newest_version, paper_of, version_of
from app.services.paper_nodes import write_nodes

FIRST_YEAR, LAST_YEAR = 1945, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePaper:
    """A new paper with its first version. ``source`` says what it was made from.

    ``period`` is the code of what a report is about, empty for other papers.
    """

    kind: PaperKind
    paper_type: str
    year: int
    content: PaperContent
    source: str = ""
    plan_id: UUID | None = None
    campaign_id: UUID | None = None
    left_overs: tuple[LeftOver, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveContent:
    """What the editor holds now; ``seen_revision`` is the version's revision it was filled from."""

    version_id: UUID
    seen_revision: int
    content: PaperContent


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPrintChoices:
    """Where tasks are printed besides their content section."""

    paper_id: UUID
    show_assignments: bool
    show_task_annex: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTaskProgress:
    """How far a task is; ``task_key`` is the key of its node."""

    task_key: UUID
    state: TaskState
    done_on: date | None = None
    note: str = ""


def check_year(year: int) -> None:
    """Raises ValidationError for a year that no paper can have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"Năm {year} không hợp lệ. Hãy ghi năm như 2027.", field="year")


def create_paper(session: Session, command: CreatePaper) -> UUID:
    """Keep a new paper as draft version 1.

    Raises:
        ValidationError: an impossible year, an unknown type, or nodes that break a rule.
    """
    check_year(command.year)
    paper = Paper(
        id=uuid4(),
        kind=command.kind,
        paper_type=_type(command.kind, command.paper_type),
        year=command.year,
        period=command.period,
        plan_id=command.plan_id,
        campaign_id=command.campaign_id,
        source=clean_line(command.source)[:500],
    )
    session.add(paper)
    session.flush()
    version = PaperVersion(
        id=uuid4(),
        paper_id=paper.id,
        number=1,
        left_overs=[_left_over(found) for found in command.left_overs],
    )
    write_head(version, command.content.head)
    session.add(version)
    session.flush()
    write_nodes(session, version.id, command.content.nodes)
    return paper.id


def save_content(session: Session, command: SaveContent) -> int:
    """Keep what was typed; a checked or printed version becomes a draft again.

    Returns:
        the version's new revision.

    Raises:
        NotFoundError: the version is gone.
        ConflictError: it is issued, or was changed after ``seen_revision``.
        ValidationError: nodes that break a rule.
    """
    version = editable_version(session, command.version_id)
    if version.revision != command.seen_revision:
        raise ConflictError(
            "Văn bản vừa được ghi ở nơi khác nên lần ghi này chưa được nhận. "
            "Hãy mở lại văn bản rồi sửa tiếp."
        )
    write_head(version, command.content.head)
    head_changed = session.is_modified(version)
    if write_nodes(session, version.id, command.content.nodes) or head_changed:
        version.state = PaperState.DRAFT
        # Also when only nodes changed: the version's revision guards the whole text.
        attributes.flag_modified(version, "updated_at")
        version.updated_at = utc_now()
    session.flush()
    return version.revision


def set_print_choices(session: Session, command: SetPrintChoices) -> None:
    """Choose whether tasks are printed per agency and in the annex, for the newest version.

    Raises:
        NotFoundError: the paper is gone.
        ConflictError: it is issued; what was signed is printed the same ever after.
    """
    version = newest_version(session, paper_of(session, command.paper_id).id)
    editable_version(session, version.id)
    version.show_assignments = command.show_assignments
    version.show_task_annex = command.show_task_annex


def mark_checked(session: Session, version_id: UUID) -> None:
    """The officer checked this version; nothing is locked."""
    editable_version(session, version_id).state = PaperState.CHECKED


def mark_printed(session: Session, version_id: UUID) -> None:
    """The version went to the printer; an issued one stays issued."""
    version = version_of(session, version_id)
    if may_edit(PaperState(version.state)):
        version.state = PaperState.PRINTED


def confirm_left_over(session: Session, version_id: UUID, index: int) -> None:
    """The officer looked at one left-over of last year; it leaves the list."""
    version = editable_version(session, version_id)
    rest = list(version.left_overs)
    if not 0 <= index < len(rest):
        raise NotFoundError("Chỗ này đã được xác nhận rồi.")
    del rest[index]
    version.left_overs = rest


def delete_paper(session: Session, paper_id: UUID) -> None:
    """Put a paper into the bin."""
    paper_of(session, paper_id).deleted_at = utc_now()


def restore_paper(session: Session, paper_id: UUID) -> None:
    """Take a paper out of the bin."""
    paper_of(session, paper_id).deleted_at = None


def set_task_progress(session: Session, command: SetTaskProgress) -> None:
    """Report how far a task is; the plan's version stays as it is, locked or not."""
    query = select(TaskProgress).where(TaskProgress.task_key == command.task_key)
    progress = session.scalars(query).first()
    if progress is None:
        progress = TaskProgress(task_key=command.task_key)
        session.add(progress)
    progress.state = command.state
    progress.done_on = command.done_on
    progress.note = clean_text(command.note)


def write_head(version: PaperVersion, head: PaperHead) -> None:
    """Put a head into a version's record, each line clean; only what differs is touched."""
    values: dict[str, Any] = {
        "type_name": clean_line(head.type_name),
        "title": _lines(head.title),
        "letterhead": [[clean_line(text), bold] for text, bold in head.letterhead if text.strip()],
        "doc_number": clean_line(head.number),
        "doc_symbol": clean_line(head.symbol),
        "doc_place": clean_line(head.place),
        "doc_day": head.day,
        "addressees": _lines(head.addressees),
        "bases": _lines(head.bases),
        "recipients": _lines(head.recipients),
        "signature_lines": _lines(head.signature_lines),
        "signer_name": clean_line(head.signer_name),
        "form": _form(head.form),
    }
    for name, value in values.items():
        if getattr(version, name) != value:
            setattr(version, name, value)


def _type(kind: PaperKind, paper_type: str) -> str:
    try:
        return checked_type(kind, paper_type)
    except ValueError as error:
        raise ValidationError(
            f"{KIND_WORDS[kind]} không có loại “{paper_type}”.", field="paper_type"
        ) from error


def _form(form: PaperForm) -> dict[str, Any]:
    """The fields that are not empty, each clean."""
    lines = {"second_lines": form.second_lines, "contact": form.contact}
    words = {name: value for name, value in asdict(form).items() if name not in lines}
    kept: dict[str, Any] = {name: clean_line(value) for name, value in words.items()}
    kept |= {name: _lines(value) for name, value in lines.items()}
    return {name: value for name, value in kept.items() if value}


def _lines(lines: tuple[str, ...]) -> list[str]:
    return [line for line in map(clean_line, lines) if line]


def _left_over(found: LeftOver) -> dict[str, str]:
    return {"where": found.where, "found": found.found, "why": found.why}
