"""A new plan: from a shipped template, from last year's plan, or from a text file."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.readers.advance import YearFacts, advance_year
from app.documents.readers.decode import read_file
from app.documents.readers.reading import Reading, read_whole
from app.documents.readers.templates import fill_template, find_template, read_content
from app.documents.readers.to_content import content_of_reading
from app.domain.campaigns import ACTION_MONTH
from app.domain.paper_content import LeftOver, PaperContent, PaperHead
from app.domain.papers import OtherType, PaperKind, PlanType, ReportType, kind_of_type
from app.domain.text import clean_line, fold
from app.errors import ValidationError
from app.queries.campaigns import get_campaign, list_campaigns
from app.queries.office import OfficeRow, get_office, list_signers
from app.queries.papers import PaperRow, get_paper
from app.services.papers import CreatePaper, SetPrintChoices, create_paper, set_print_choices
from app.workflows.bases import doubtful_bases, out_of_force
from app.workflows.heads import known_office, office_head, template_fields

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST_YEAR, LAST_YEAR = 1945, 2100
_YEAR: Final = re.compile(r"\bnăm\s+(\d{4})\b", re.IGNORECASE)
_ANY_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


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
    _check_year(command.year)
    template = find_template(command.template_code)
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
    _check_year(year)
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


def new_plan_from_file(db: Database, path: Path, year: int | None = None) -> UUID:
    """A text or markdown file as a paper; its own letterhead, receivers and signer stay.

    Args:
        year: year of the plan; None takes the one in its title or date.

    Raises:
        ValidationError: the file is no such text, too large, or the year impossible.
        DataFileError: the file cannot be read.
    """
    reading = read_whole(read_file(path))
    found = year if year is not None else _year_of(reading)
    _check_year(found)
    kind = _kind_of(reading)
    return db.write(
        create_paper,
        CreatePaper(
            kind=kind,
            paper_type=_type_of(kind, " ".join(reading.head.title)),
            year=found,
            content=content_of_reading(reading, found),
            source=f"Đọc từ tệp: {clean_line(path.name)}",
            left_overs=tuple(
                LeftOver(
                    where="Tệp đã đọc", found=clean_line(words), why="Chưa rõ chỗ của câu này."
                )
                for words in reading.left_over
            ),
        ),
    )


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError(f"Năm {year} không hợp lệ. Hãy ghi năm như 2027.", field="year")


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


def _year_of(reading: Reading) -> int:
    """The year of the title, else of the date, else this year."""
    title = " ".join(reading.head.title)
    named = _YEAR.findall(title) or _ANY_YEAR.findall(title)
    if named:
        return int(named[-1])
    day = reading.head.day
    return (day.year if day else reading.head.year) or datetime.now().astimezone().year


def _kind_of(reading: Reading) -> PaperKind:
    """By the name above the title; without one, "V/v …" makes it a công văn."""
    kind = kind_of_type(reading.head.type_name)
    if kind is PaperKind.LETTER and not fold(" ".join(reading.head.title)).startswith("v/v"):
        return PaperKind.PLAN
    if kind is None and "bao cao" in fold(reading.head.type_name):
        return PaperKind.REPORT
    return kind or PaperKind.PLAN


def _type_of(kind: PaperKind, title: str) -> str:
    if kind not in (PaperKind.PLAN, PaperKind.REPORT):
        return OtherType.OTHER
    types = PlanType if kind is PaperKind.PLAN else ReportType
    words = fold(title)
    if "thang hanh dong" in words:
        return types.ACTION_MONTH
    if kind is PaperKind.PLAN and re.search(r"\bgiai doan\b|\bden nam \d{4}", words):
        return PlanType.PROGRAMME
    return types.YEAR if _ANY_YEAR.search(words) else types.OTHER
