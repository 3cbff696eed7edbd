"""What the home screen says of packages: what waits for an answer, for a mend, for a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.parcels import ReceivedState, SentState
from app.models import QuarantinedFile, ReceivedPackage, SentCopy, SentPackage
from app.queries.report_duties import duty_name
from app.queries.sent import TEST, UP
from app.queries.wall import late_units

_WAITS: Final = (SentState.WRITTEN, SentState.RETURNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNews:
    """A package of ours: without ``returned`` it left ``days`` ago and has no receipt yet."""

    package_id: UUID
    name: str
    period: str
    receiver: str
    returned: bool
    days: int
    new_deadline: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelNews:
    """Everything at once."""

    sent: tuple[SentNews, ...] = ()
    to_look: int = 0
    from_above: int = 0
    aside: int = 0

    @property
    def count(self) -> int:
        """How many things the officer can do something about in the page of packages."""
        returned = sum(one.returned for one in self.sent)
        return returned + self.to_look + self.from_above + self.aside


def parcel_news(session: Session, today: date) -> ParcelNews:
    """What happened to packages, both ways."""
    to_look, from_above = _received(session)
    return ParcelNews(
        sent=tuple(_sent(session, today)),
        to_look=to_look,
        from_above=from_above,
        aside=session.scalar(
            select(func.count())
            .select_from(QuarantinedFile)
            .where(QuarantinedFile.settled_at.is_(None))
        )
        or 0,
    )


def count_late_units(session: Session, today: date) -> int:
    """How many units owe a report of this year or the last after its day."""
    years = (today.year - 1, today.year)
    return len({unit for year in years for unit in late_units(session, year, today)})


def _sent(session: Session, today: date) -> Iterator[SentNews]:
    """The last package of each report that left, if it still waits; returned ones first."""
    left = select(SentCopy.package_id, func.min(SentCopy.at).label("at")).group_by(
        SentCopy.package_id
    )
    copies: dict[UUID, datetime] = {row.package_id: row.at for row in session.execute(left)}
    rows = session.scalars(
        select(SentPackage)
        .where(SentPackage.direction == UP, SentPackage.kind != TEST)
        .order_by(SentPackage.sequence)
    )
    lines = {
        (one.receiver_code, one.duty, one.period): one
        for one in rows
        if one.state != SentState.MADE
    }
    waiting = [one for one in lines.values() if one.state in _WAITS]
    for one in sorted(waiting, key=lambda one: (one.state != SentState.RETURNED, one.made_at)):
        day = copies.get(one.id, one.made_at).astimezone().date()
        yield SentNews(
            package_id=one.id,
            name=duty_name(session, one.duty),
            period=one.period,
            receiver=one.receiver_name,
            returned=one.state == SentState.RETURNED,
            days=max(0, (today - day).days),
            new_deadline=one.new_deadline,
        )


def _received(session: Session) -> tuple[int, int]:
    """Packages not looked at yet: of units, from above."""
    rows = session.execute(
        select(ReceivedPackage.direction, func.count())
        .where(ReceivedPackage.state == ReceivedState.WAITING)
        .group_by(ReceivedPackage.direction)
    )
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    units = sum(count for direction, count in counts.items() if direction == UP)
    return units, sum(counts.values()) - units
