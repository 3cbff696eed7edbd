"""Which duty of the catalogue of deadlines a paper fulfils, and its days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.papers import PaperKind, ReportType
from app.domain.periods import Period, management_year, parse_period
from app.domain.report_kinds import duties_of
from app.models import CatalogueEntry
from app.queries.campaigns import get_campaign
from app.queries.duties import closing_period, list_whole_year
from app.queries.papers import PaperRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDuty:
    """What a paper is sent for; ``first`` and ``last`` are the days its data are of.

    ``code`` is that of the catalogue of deadlines, or made of the kind of the paper when the
    catalogue has none. ``campaign``: it counts what was put into the paper's campaign.
    """

    code: str
    name: str
    period: Period
    first: date
    last: date
    campaign: bool = False


def duty_of_paper(session: Session, row: PaperRow) -> ReportDuty:
    """The duty of a report or a plan.

    Raises:
        NotFoundError: the campaign of a report is gone.
    """
    period = parse_period(row.period) if row.period else management_year(row.year)
    names = _names(row, period if row.period else None)
    code, name = _entry(session, row, names, period.code)
    if row.paper_type == ReportType.ACTION_MONTH and row.campaign_id is not None:
        campaign = get_campaign(session, row.campaign_id)
        days = (campaign.starts_on, campaign.ends_on)
        return ReportDuty(
            code=code, name=name, period=period, first=days[0], last=days[1], campaign=True
        )
    first, last = closing_period(session, names, period)
    return ReportDuty(code=code, name=name, period=period, first=first, last=last)


def due_day(session: Session, duty: str, year: int, today: date) -> date | None:
    """The deadline of a duty for this office; None when it has none."""
    return due_days(session, year, today).get(duty)


def due_days(session: Session, year: int, today: date) -> dict[str, date]:
    """The deadlines of a year by duty; the first of a duty that has several."""
    rows = list_whole_year(session, today=today, year=year)
    return {row.code: row.due for row in reversed(rows)}


def duty_name(session: Session, code: str) -> str:
    """What the catalogue calls a duty; the code itself when it does not know it."""
    found = session.scalar(
        select(CatalogueEntry.name).where(
            CatalogueEntry.catalogue == "deadline", CatalogueEntry.code == code
        )
    )
    return found or code


def _names(row: PaperRow, period: Period | None) -> tuple[str, ...]:
    if row.kind is not PaperKind.REPORT:
        return (row.paper_type,)
    return duties_of(row.paper_type, period)


def _entry(session: Session, row: PaperRow, names: tuple[str, ...], period: str) -> tuple[str, str]:
    """Code and name; also of an entry for other tiers: the office above tells duties by code.

    What the office above has asked for this very period comes first (``asked_period``), under the
    duty it asks by.
    """
    entries = session.scalars(
        select(CatalogueEntry)
        .where(CatalogueEntry.catalogue == "deadline")
        .order_by(CatalogueEntry.hidden, CatalogueEntry.position)
    ).all()
    for entry in sorted(entries, key=lambda one: one.data.get("asked_period") != period):
        kind, name = entry.data.get("paper"), entry.data.get("report_kind")
        if kind == row.kind and name in names[:1]:
            return str(entry.data.get("duty") or entry.code), entry.name
    return f"{row.kind}_{row.paper_type}", " ".join(row.content.head.title)
