"""A new plan: from a shipped template, from last year's plan, or from a file."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.db.database import Database
from app.documents.readers.advance import YearFacts, advance_year
from app.documents.readers.templates import fill_template, find_template, read_content
from app.domain.campaigns import ACTION_MONTH
from app.domain.paper_content import LeftOver, PaperContent, PaperHead
from app.domain.papers import KIND_WORDS, PaperKind, PlanType
from app.domain.text import fold
from app.errors import ValidationError
from app.jobs import JobContext
from app.paths import DataPaths
from app.queries.campaigns import get_campaign, list_campaigns
from app.queries.office import OfficeRow, get_office, list_signers
from app.queries.papers import PaperRow, get_paper
from app.services.papers import (
    CreatePaper,
    SetPrintChoices,
    check_year,
    create_paper,
    set_print_choices,
)
from app.workflows.bases import doubtful_bases, out_of_force
from app.workflows.heads import known_office, office_head, template_fields
from app.workflows.importing import (
    KeepPaper,
    chosen_paper,
    keep_found,
    read_file_papers,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """Which template, for which year; ``campaign_id`` for an Action Month plan.

    ``today`` decides which legal bases are in force for a year that has begun.
    """

    template_code: str
    year: int
    campaign_id: UUID | None = None
    today: date | None = None


def new_plan_from_template(db: Database, command: NewPlan) -> UUID:
    """A full plan of the office from a template, as a draft.

    Raises:
        NotFoundError: no such template, or no office yet.
        ValidationError: an impossible year, or a template of a report.
    """
    check_year(command.year)
    template = find_template(command.template_code)
    if template.kind not in (PaperKind.PLAN, PaperKind.REPORT):
        raise ValidationError(
            f"“{template.name}” không phải là mẫu kế hoạch. Hãy lập {KIND_WORDS[template.kind].lower()} "
            "ở phần Sổ theo dõi.",
            field="template_code",
        )
    if template.kind is not PaperKind.PLAN:
        raise ValidationError(
            f"“{template.name}” là đề cương báo cáo. Hãy lập báo cáo ở phần Báo cáo, "
            "số liệu lấy từ hoạt động đã ghi.",
            field="template_code",
        )
    office = known_office(db)
    theme, campaign_id = _campaign(db, command, template.paper_type)
    fields = template_fields(db, office, command.year, theme)
    content = read_content(fill_template(template.code, fields), command.year)
    head = office_head(db, office, content.head, template.kind)
    out = out_of_force(db, _day_of(command.year, command.today))
    return db.write(
        create_paper,
        CreatePaper(
            kind=template.kind,
            paper_type=template.paper_type,
            year=command.year,
            content=replace(content, head=head),
            source=f"Mẫu: {template.name}",
            campaign_id=campaign_id,
            left_overs=tuple(doubtful_bases(head.bases, out)),
        ),
    )


def new_plan_from_last_year(
    db: Database, paper_id: UUID, year: int, *, today: date | None = None
) -> UUID:
    """The plan of another year as a draft of this one; doubts become left-overs to confirm.

    Raises:
        NotFoundError: the old plan is gone.
        ValidationError: an impossible year, or the old plan's own.
    """
    check_year(year)
    old = db.read(get_paper, paper_id)
    if year == old.year:
        raise ValidationError(
            f"Kế hoạch này đã là của năm {year}. Hãy chọn năm khác cho kế hoạch mới.", field="year"
        )
    facts = YearFacts(
        signers=tuple(signer.name for signer in db.read(list_signers) if signer.name),
        expired=out_of_force(db, _day_of(year, today)),
    )
    content, left_overs = advance_year(old.content, old.year, year, facts)
    office = db.read(get_office)
    if office is not None:
        left_overs += tuple(_other_office(old.content.head, office))
    return db.write(_keep_like, old, year, content, left_overs)


def new_plan_from_file(
    db: Database,
    path: Path,
    year: int | None = None,
    *,
    part: int | None = None,
    paths: DataPaths | None = None,
    job: JobContext | None = None,
) -> UUID:
    """A paper of a file (Word, PDF, text) as a draft; its own letterhead and signer stay.

    Args:
        year: year of the plan; None takes the one in its title or date.
        part: which paper of the file, from 1; None takes the first plan or report.
        paths: of the data folder, where the file's pictures are kept.

    Raises:
        ValidationError: no paper in the file, a kind that is not read, or the year impossible.
        DataFileError: the file cannot be read, or a picture not kept.
        CancelledError: the officer asked to stop.
    """
    reading = read_file_papers(path, job)
    command = KeepPaper(
        found=chosen_paper(reading, part),
        file_name=path.name,
        year=year,
        remarks=reading.remarks,
    )
    return keep_found(db, command, paths)


def _day_of(year: int, today: date | None) -> date:
    """The day on which bases must hold: the year's first, or today when it has begun."""
    now = today or datetime.now().astimezone().date()
    return max(date(year, 1, 1), now) if now.year <= year else date(year, 1, 1)


def _campaign(db: Database, command: NewPlan, paper_type: str) -> tuple[str, UUID | None]:
    """Theme of the year, and the campaign that an Action Month plan belongs to."""
    if command.campaign_id is not None:
        campaign = db.read(get_campaign, command.campaign_id)
        return campaign.theme, campaign.id
    for campaign in db.read(list_campaigns, year=command.year):
        if campaign.code == ACTION_MONTH:
            return campaign.theme, campaign.id if paper_type == PlanType.ACTION_MONTH else None
    return "", None


def _other_office(head: PaperHead, office: OfficeRow) -> list[LeftOver]:
    """The letterhead of the old plan where it is not today's (units are merged and renamed)."""
    then, now = (
        " / ".join(text for text, _ in lines) for lines in (head.letterhead, office.letterhead)
    )
    if not then or fold(then) == fold(now):
        return []
    why = f"Khác với cơ quan trong Cài đặt: {now}."
    return [LeftOver(where="Tên cơ quan ban hành", found=then, why=why)]


def _keep_like(
    session: "Session",
    old: PaperRow,
    year: int,
    content: PaperContent,
    left_overs: tuple[LeftOver, ...],
) -> UUID:
    """Keep the new year's paper with the old one's type and print choices."""
    paper_id = create_paper(
        session,
        CreatePaper(
            kind=old.kind,
            paper_type=old.paper_type,
            year=year,
            content=content,
            source=f"Từ kế hoạch năm {old.year}",
            left_overs=left_overs,
        ),
    )
    choices = SetPrintChoices(
        paper_id=paper_id,
        show_assignments=old.show_assignments,
        show_task_annex=old.show_task_annex,
    )
    set_print_choices(session, choices)
    return paper_id
