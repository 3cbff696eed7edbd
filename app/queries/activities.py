"""Activities as rows: list, one, the last of a kind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from app.domain.bin import leaves_on
from app.domain.fields import plain
from app.domain.text import fold
from app.errors import NotFoundError
from app.models import (
    Activity,
    ActivityMoney,
    ActivityQuantity,
    Attachment,
    Campaign,
    PaperNode,
    PaperVersion,
)
from app.queries.activity_rows import (
    ActivityRow,
    AttachmentRow,
    MoneyRow,
    QuantityRow,
    TotalsRow,
    activity_totals,
)
from app.queries.kinds import Catalogues, KindRow, get_catalogues

__all__ = [
    "ActivityFilter",
    "ActivityRow",
    "AttachmentRow",
    "MoneyRow",
    "QuantityRow",
    "TotalsRow",
    "activity_totals",
    "days_of_campaign",
    "find_activities",
    "get_activity",
    "last_activity",
    "list_activities",
    "task_titles",
]


#: Code and amount of a quantity or a sum of money.
_Line = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFilter:
    """Which activities; every given part must hold. ``first``..``last`` are starting days."""

    year: int | None = None
    campaign_id: UUID | None = None
    search: str = ""
    ids: Sequence[UUID] | None = None
    deleted: bool = False
    first: date | None = None
    last: date | None = None
    kind: str = ""
    section: str = ""
    task_key: UUID | None = None


def list_activities(
    session: Session,
    *,
    year: int | None = None,
    campaign_id: UUID | None = None,
    search: str = "",
    ids: Sequence[UUID] | None = None,
    deleted: bool = False,
) -> list[ActivityRow]:
    """Activities by date.

    Args:
        year: calendar year of the first day.
        search: words, with or without diacritics; every one must be found.
        ids: only these.
        deleted: the bin instead of the list.
    """
    chosen = ActivityFilter(
        year=year, campaign_id=campaign_id, search=search, ids=ids, deleted=deleted
    )
    return find_activities(session, chosen)


def find_activities(session: Session, chosen: ActivityFilter) -> list[ActivityRow]:
    """Activities by date that pass a filter."""
    facts = get_catalogues(session)
    where = _conditions(chosen, facts.kinds)
    # Columns instead of records: a report of a large year reads thousands of rows.
    found = session.execute(
        select(*Activity.__table__.columns)
        .where(*where)
        .order_by(Activity.starts_on, Activity.title, Activity.id)
    ).all()
    parts = _Parts(session, select(Activity.id).where(*where), facts)
    return [_row(activity, facts, parts) for activity in found]


def get_activity(session: Session, activity_id: UUID) -> ActivityRow:
    """One activity, also from the bin.

    Raises:
        NotFoundError: there is none.
    """
    for deleted in (False, True):
        found = list_activities(session, ids=[activity_id], deleted=deleted)
        if found:
            return found[0]
    raise NotFoundError("Hoạt động này không còn nữa.")


def last_activity(session: Session, kind_code: str = "") -> ActivityRow | None:
    """The activity written down last, of one kind when given; for "Như lần trước"."""
    newest = select(Activity.id).where(Activity.deleted_at.is_(None))
    if kind_code:
        newest = newest.where(Activity.kind_code == kind_code)
    order = (Activity.updated_at.desc(), Activity.starts_on.desc(), Activity.id)
    found = session.scalars(newest.order_by(*order).limit(1)).first()
    return get_activity(session, found) if found else None


def days_of_campaign(session: Session, campaign_id: UUID) -> dict[date, int]:
    """Every day of the campaign with the number of its activities that begin on it.

    An activity begun before the campaign and still going on stands on the campaign's first day.

    Raises:
        NotFoundError: there is no such campaign.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFoundError("Chiến dịch này không còn nữa.")
    length = (campaign.ends_on - campaign.starts_on).days + 1
    days = {campaign.starts_on + timedelta(days=step): 0 for step in range(length)}
    periods = session.execute(
        select(Activity.starts_on, Activity.ends_on).where(
            Activity.deleted_at.is_(None),
            Activity.campaign_id == campaign_id,
            Activity.ends_on >= campaign.starts_on,
            Activity.starts_on <= campaign.ends_on,
        )
    )
    for first, _last in periods:
        days[max(first, campaign.starts_on)] += 1
    return days


def _conditions(chosen: ActivityFilter, kinds: dict[str, KindRow]) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [
        Activity.deleted_at.is_not(None) if chosen.deleted else Activity.deleted_at.is_(None)
    ]
    where += _period(chosen)
    if chosen.campaign_id is not None:
        where.append(Activity.campaign_id == chosen.campaign_id)
    if chosen.ids is not None:
        where.append(Activity.id.in_(list(chosen.ids)))
    if chosen.kind:
        where.append(Activity.kind_code == chosen.kind)
    if chosen.section:
        where.append(_in_section(chosen.section, kinds))
    if chosen.task_key is not None:
        where.append(Activity.task_key == chosen.task_key)
    where += [
        Activity.search.contains(word, autoescape=True) for word in fold(chosen.search).split()
    ]
    return where


def _period(chosen: ActivityFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if chosen.year is not None:
        where.append(Activity.starts_on >= date(chosen.year, 1, 1))
        where.append(Activity.starts_on <= date(chosen.year, 12, 31))
    if chosen.first is not None:
        where.append(Activity.starts_on >= chosen.first)
    if chosen.last is not None:
        where.append(Activity.starts_on <= chosen.last)
    return where


def _in_section(section: str, kinds: dict[str, KindRow]) -> ColumnElement[bool]:
    if section == "other":
        # A kind that left the catalogue still counts somewhere.
        elsewhere = [kind.code for kind in kinds.values() if kind.section != "other"]
        return Activity.kind_code.not_in(elsewhere)
    return Activity.kind_code.in_([kind.code for kind in kinds.values() if kind.section == section])


class _Parts:
    """What hangs on the chosen activities, read in four statements however many they are."""

    def __init__(self, session: Session, ids: Select[tuple[UUID]], facts: Catalogues) -> None:
        self.quantities: dict[UUID, list[_Line]] = defaultdict(list)
        self.money: dict[UUID, list[_Line]] = defaultdict(list)
        self.files: dict[UUID, list[Attachment]] = defaultdict(list)
        items, sources = list(facts.items), list(facts.sources)
        quantity, money = ActivityQuantity, ActivityMoney
        for of, code, amount in session.execute(
            select(quantity.activity_id, quantity.item_code, quantity.amount).where(
                quantity.activity_id.in_(ids)
            )
        ):
            self.quantities[of].append((code, amount))
        for of, code, amount in session.execute(
            select(money.activity_id, money.source_code, money.amount).where(
                money.activity_id.in_(ids)
            )
        ):
            self.money[of].append((code, amount))
        for file in session.scalars(
            select(Attachment).where(Attachment.activity_id.in_(ids)).order_by(Attachment.name)
        ):
            self.files[file.activity_id].append(file)
        for lines in self.quantities.values():
            lines.sort(key=lambda line: _place(items, line[0]))
        for sums in self.money.values():
            sums.sort(key=lambda line: _place(sources, line[0]))
        self.tasks = task_titles(session)


def _place(codes: list[str], code: str) -> tuple[int, str]:
    return (codes.index(code) if code in codes else len(codes), code)


def task_titles(session: Session) -> dict[UUID, str]:
    """Title of every node that an activity points at, as the newest version words it."""
    asked = select(Activity.task_key).where(Activity.task_key.is_not(None))
    found = session.execute(
        select(PaperNode.key, PaperNode.heading, PaperNode.text)
        .join(PaperVersion, PaperNode.version_id == PaperVersion.id)
        .where(PaperNode.key.in_(asked))
        .order_by(PaperVersion.number)
    )
    return {key: plain(f"{heading} {text}".strip()) for key, heading, text in found}


def _row(activity: Row[Any], facts: Catalogues, parts: _Parts) -> ActivityRow:
    kind = facts.kinds.get(activity.kind_code)
    return ActivityRow(
        id=activity.id,
        revision=activity.revision,
        campaign_id=activity.campaign_id,
        kind_code=activity.kind_code,
        kind_name=kind.name if kind else activity.kind_code,
        section=kind.section if kind else "other",
        counts_people=kind.counts_people if kind else True,
        title=activity.title,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        place=activity.place,
        task_key=activity.task_key,
        task_title=parts.tasks.get(activity.task_key, "") if activity.task_key else "",
        lead=activity.lead,
        partners=tuple(activity.partners),
        target_group=activity.target_group,
        men=activity.men,
        women=activity.women,
        total=activity.total,
        quantities=tuple(_quantity(line, facts) for line in parts.quantities[activity.id]),
        money=tuple(_money(line, facts) for line in parts.money[activity.id]),
        result=activity.result,
        attachments=tuple(_file(file) for file in parts.files[activity.id]),
        leaves_on=leaves_on(activity.deleted_at) if activity.deleted_at else None,
    )


def _quantity(line: _Line, facts: Catalogues) -> QuantityRow:
    code, amount = line
    item = facts.items.get(code)
    name, unit = (item.name, item.unit) if item else (code, "")
    return QuantityRow(code, name, unit, amount)


def _money(line: _Line, facts: Catalogues) -> MoneyRow:
    code, amount = line
    source = facts.sources.get(code)
    name, column = (source.name, source.column) if source else (code, "state")
    return MoneyRow(code, name, amount, column)


def _file(file: Attachment) -> AttachmentRow:
    return AttachmentRow(file.id, file.name, file.sha256, file.media_type, file.size)
