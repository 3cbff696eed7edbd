"""Reports asked of the units below, and those that the catalogue of deadlines offers to ask for."""

from collections.abc import Collection as Some
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duties import day_in_year
from app.domain.papers import ReportType
from app.domain.periods import Period, PeriodKind, action_month, parse_period, part_of_year
from app.domain.report_kinds import asked_by
from app.models import Collection
from app.queries.catalogue import list_entries

#: The form whose cells a report of each kind is made of; a package without one is of "van_ban".
TEMPLATES: Final = {
    (ReportType.YEAR, PeriodKind.YEAR): "bieu_nam",
    (ReportType.HALF_YEAR, PeriodKind.HALF): "bieu_nua_nam",
    (ReportType.ACTION_MONTH, PeriodKind.CAMPAIGN): "bieu_thang_hanh_dong",
    (ReportType.PROGRAMME, PeriodKind.YEAR): "bieu_2282",
    (ReportType.VIOLENCE, PeriodKind.HALF): "bieu_bao_luc_nua_nam",
    (ReportType.VIOLENCE, PeriodKind.YEAR): "bieu_bao_luc_nam",
}
NO_FORM: Final = "van_ban"
_COMMUNE, _DISTRICT = "commune", "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRow:
    """A report asked of the units; see ``app.models.parcel.Collection``."""

    id: UUID
    revision: int
    duty: str
    period: str
    name: str
    template: str
    due_on: date
    letter: str
    levels: tuple[str, ...]
    closed_at: datetime | None
    closed_by: str
    reopen_reason: str
    note: str

    @property
    def about(self) -> Period:
        """The period as days."""
        return parse_period(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedReport:
    """A report of the catalogue of deadlines that can be asked of the units."""

    duty: str
    period: Period
    name: str
    template: str
    due_on: date
    asked: bool


def list_collections(session: Session, year: int | None = None) -> list[CollectionRow]:
    """Reports asked of the units, of a year or of all, by day."""
    found = session.scalars(select(Collection).order_by(Collection.due_on, Collection.duty))
    rows = [_row(one) for one in found]
    return [row for row in rows if year is None or row.about.year == year]


def find_collection(session: Session, duty: str, period: str) -> CollectionRow | None:
    """The report asked for under this duty and period; None when it was not asked for."""
    found = session.scalars(
        select(Collection).where(Collection.duty == duty, Collection.period == period)
    ).first()
    return _row(found) if found else None


def is_closed(session: Session, duty: str, period: str) -> bool:
    """Whether the totals of a report are settled, so that a correction may not count."""
    closed = session.scalar(
        select(Collection.closed_at).where(Collection.duty == duty, Collection.period == period)
    )
    return closed is not None


def offered_reports(session: Session, year: int, tiers: Some[str]) -> list[OfferedReport]:
    """What the catalogue of deadlines asks of units of some tiers in a year, by day.

    Args:
        tiers: "commune", "district": those of the units that report to us.
    """
    asked = {(row.duty, row.period) for row in list_collections(session, year)}
    # The calendar speaks of communes; a district is asked for the same reports.
    wanted = set(tiers) | ({_COMMUNE} if _DISTRICT in tiers else set())
    found = list(_offered(session, year, wanted, asked))
    return sorted(found, key=lambda one: (one.due_on, one.duty))


def _offered(
    session: Session, year: int, tiers: set[str], asked: set[tuple[str, str]]
) -> Iterator[OfferedReport]:
    for entry in list_entries(session, "deadline"):
        due = day_in_year(entry.data, year)
        kind = asked_by(str(entry.data.get("report_kind", "")))
        fits = tiers & set(entry.data.get("tiers", tiers))
        if entry.data.get("paper") != "report" or not (due and kind and fits):
            continue
        if not entry.valid_on(due):
            continue
        period = _period(kind[1], year)
        yield OfferedReport(
            duty=entry.code,
            period=period,
            name=entry.name,
            template=TEMPLATES.get(kind, NO_FORM),
            due_on=due,
            asked=(entry.code, period.code) in asked,
        )


def _period(kind: PeriodKind, year: int) -> Period:
    return action_month(year) if kind is PeriodKind.CAMPAIGN else part_of_year(kind, year)


def _row(one: Collection) -> CollectionRow:
    return CollectionRow(
        id=one.id,
        revision=one.revision,
        duty=one.duty,
        period=one.period,
        name=one.name,
        template=one.template,
        due_on=one.due_on,
        letter=one.letter,
        levels=tuple(one.levels),
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        reopen_reason=one.reopen_reason,
        note=one.note,
    )
