"""The Action Month of a year: made from the catalogues, theme and messages typed by the officer."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.campaigns import ACTION_MONTH, FIRST_DAY, LAST_DAY
from app.domain.duties import day_in_year
from app.domain.text import clean_line
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Campaign, CatalogueEntry

_NAME = "Tháng hành động vì bình đẳng giới và phòng ngừa, ứng phó với bạo lực trên cơ sở giới"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCampaign:
    """Replace what a campaign says; ``seen_revision`` is the one the form was filled from."""

    campaign_id: UUID
    seen_revision: int
    name: str
    starts_on: date
    ends_on: date
    theme: str
    messages: tuple[str, ...]


def ensure_action_month(session: Session, year: int) -> UUID:
    """The Action Month of a year; made when there is none yet.

    Days come from the catalogue "deadline", name, theme and messages from the catalogue "theme"
    (its entry of the year: the theme stays empty when it is not known, and is typed by the officer).

    Raises:
        ValidationError: the catalogue no longer says when the month begins and ends.
    """
    found = session.scalars(
        select(Campaign).where(Campaign.code == ACTION_MONTH, Campaign.year == year)
    ).first()
    if found is not None:
        return found.id
    theme = _theme(session, year)
    campaign = Campaign(
        code=ACTION_MONTH,
        year=year,
        name=str(theme.get("campaign") or _NAME),
        starts_on=_day(session, FIRST_DAY, year),
        ends_on=_day(session, LAST_DAY, year),
        theme=str(theme.get("theme", "")),
        messages=[str(line) for line in theme.get("messages", ())],
    )
    session.add(campaign)
    session.flush()
    return campaign.id


def set_campaign(session: Session, command: SetCampaign) -> int:
    """Change days, theme and messages.

    Returns:
        the new revision.

    Raises:
        NotFoundError, ConflictError: gone, or changed after ``seen_revision``.
        ValidationError: no name, or it ends before it begins.
    """
    campaign = session.get(Campaign, command.campaign_id)
    if campaign is None:
        raise NotFoundError("Tháng hành động này không còn nữa.")
    if campaign.revision != command.seen_revision:
        raise ConflictError(
            "Tháng hành động vừa được sửa ở nơi khác nên chưa ghi lại. Hãy mở lại rồi sửa tiếp."
        )
    if command.ends_on < command.starts_on:
        raise ValidationError("Ngày kết thúc đứng trước ngày bắt đầu.", field="ends_on")
    name = clean_line(command.name)
    if not name:
        raise ValidationError("Hãy ghi tên của Tháng hành động.", field="name")
    campaign.name = name
    campaign.starts_on, campaign.ends_on = command.starts_on, command.ends_on
    campaign.theme = clean_line(command.theme)
    messages = [line for line in map(clean_line, command.messages) if line]
    if messages != list(campaign.messages):
        campaign.messages = messages
    session.flush()
    return campaign.revision


def _theme(session: Session, year: int) -> dict[str, Any]:
    for entry in session.scalars(select(CatalogueEntry).where(CatalogueEntry.catalogue == "theme")):
        if entry.data.get("year") == year:
            return entry.data
    return {}


def _day(session: Session, meaning: str, year: int) -> date:
    entries = session.scalars(select(CatalogueEntry).where(CatalogueEntry.catalogue == "deadline"))
    for entry in entries:
        if entry.data.get("report_kind") == meaning:
            day = day_in_year(entry.data, year)
            if day is not None:
                return day
    raise ValidationError(
        "Danh mục thời hạn thiếu ngày bắt đầu hoặc kết thúc Tháng hành động. "
        "Hãy bổ sung trong Cài đặt, mục Thời hạn."
    )
