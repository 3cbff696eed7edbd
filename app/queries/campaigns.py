"""Campaigns as rows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.campaigns import ACTION_MONTH
from app.domain.periods import Period, PeriodKind
from app.errors import NotFoundError
from app.models import Campaign, CatalogueEntry
from app.queries.activities import ActivityFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """An Action Month; ``theme`` is empty until the officer types the one of the year."""

    id: UUID
    revision: int
    code: str
    year: int
    name: str
    starts_on: date
    ends_on: date
    theme: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme of some year from the catalogue; ``theme`` is empty when it is not known."""

    year: int
    theme: str
    guidance: str
    messages: tuple[str, ...]
    suggestions: tuple[str, ...]
    note: str


def list_campaigns(session: Session, *, year: int | None = None) -> list[CampaignRow]:
    """Campaigns, the newest first."""
    asked = select(Campaign).order_by(Campaign.starts_on.desc())
    if year is not None:
        asked = asked.where(Campaign.year == year)
    return [_row(campaign) for campaign in session.scalars(asked)]


def activities_of(session: Session, period: Period) -> ActivityFilter:
    """Which activities a period counts: those of its days, of an Action Month those put into it.

    A report of the Action Month counts the same ones.
    """
    if period.kind is PeriodKind.CAMPAIGN:
        for campaign in list_campaigns(session, year=period.year):
            if campaign.code == ACTION_MONTH:
                return ActivityFilter(campaign_id=campaign.id)
    return ActivityFilter(first=period.first, last=period.last)


def get_campaign(session: Session, campaign_id: UUID) -> CampaignRow:
    """One campaign.

    Raises:
        NotFoundError: there is none.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFoundError("Chiến dịch này không còn nữa.")
    return _row(campaign)


def campaign_of_day(session: Session, day: date) -> CampaignRow | None:
    """The campaign that runs on a day, for filling the card and pasted rows."""
    found = session.scalars(
        select(Campaign).where(Campaign.starts_on <= day, Campaign.ends_on >= day)
    ).first()
    return _row(found) if found else None


def list_themes(session: Session) -> list[ThemeRow]:
    """Themes of the years from the catalogue, the newest first."""
    found = session.scalars(
        select(CatalogueEntry).where(
            CatalogueEntry.catalogue == "theme", CatalogueEntry.hidden.is_(False)
        )
    )
    rows = [
        ThemeRow(
            year=int(entry.data.get("year", 0)),
            theme=str(entry.data.get("theme", "")),
            guidance=str(entry.data.get("guidance", "")),
            messages=tuple(entry.data.get("messages", ())),
            suggestions=tuple(entry.data.get("suggestions", ())),
            note=entry.note,
        )
        for entry in found
    ]
    return sorted(rows, key=lambda row: row.year, reverse=True)


def _row(campaign: Campaign) -> CampaignRow:
    return CampaignRow(
        id=campaign.id,
        revision=campaign.revision,
        code=campaign.code,
        year=campaign.year,
        name=campaign.name,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        theme=campaign.theme,
        messages=tuple(campaign.messages),
    )
