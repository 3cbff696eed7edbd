"""Which rows of the year the page shows, worked out in one place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.db.database import Database
from app.queries.activities import (
    ActivityFilter,
    days_of_campaign,
    find_activities,
)
from app.queries.activity_rows import ActivityRow
from app.queries.campaigns import CampaignRow, ThemeRow, list_campaigns, list_themes
from app.ui.activities.filter_bar import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the officer asked to see."""

    year: int
    search: str = ""
    kind: str = ""
    scope: Scope = Scope.ALL
    day: date | None = None
    task_key: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows."""

    campaign: CampaignRow | None
    themes: tuple[ThemeRow, ...]
    days: dict[date, int]
    rows: tuple[ActivityRow, ...]
    in_month: int


def campaign_of_year(db: Database, year: int) -> CampaignRow | None:
    """The Action Month of the year, once there is one."""
    rows = db.read(list_campaigns, year=year)
    return rows[0] if rows else None


def read_shown(db: Database, asked: Asked) -> Shown:
    """Rows, days and theme for what was asked."""
    campaign = campaign_of_year(db, asked.year)
    found = db.read(
        find_activities,
        ActivityFilter(
            year=asked.year,
            search=asked.search,
            kind=asked.kind,
            deleted=asked.scope == Scope.BIN,
            task_key=asked.task_key,
        ),
    )
    campaign_id = campaign.id if campaign else None
    rows = tuple(row for row in found if _fits(row, asked, campaign))
    return Shown(
        campaign=campaign,
        themes=tuple(db.read(list_themes)),
        days=db.read(days_of_campaign, campaign.id) if campaign else {},
        rows=rows,
        in_month=count_in(rows, campaign_id),
    )


def count_in(rows: Iterable[ActivityRow], campaign_id: UUID | None) -> int:
    """How many belong to the campaign."""
    return sum(row.campaign_id == campaign_id for row in rows) if campaign_id else 0


def _fits(row: ActivityRow, asked: Asked, campaign: CampaignRow | None) -> bool:
    inside = campaign is not None and row.campaign_id == campaign.id
    if asked.scope == Scope.MONTH and not inside:
        return False
    if asked.scope == Scope.OUTSIDE and inside:
        return False
    if asked.day is None or campaign is None:
        return True
    return inside and max(row.starts_on, campaign.starts_on) == asked.day
