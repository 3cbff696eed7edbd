"""An activity as a row, and totals that keep the unknown apart from zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.activities import ActivityDraft
from app.domain.figures import People, add_people


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """So many of one item."""

    code: str
    name: str
    unit: str
    amount: int


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Money of one source, in đồng; ``column`` is "state" or "mobilised"."""

    code: str
    name: str
    amount: int
    column: str = "state"


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A kept file; it lies in the attachments folder under its content hash."""

    id: UUID
    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity with everything that hangs on it."""

    id: UUID
    revision: int
    campaign_id: UUID | None
    kind_code: str
    kind_name: str
    section: str
    counts_people: bool
    title: str
    starts_on: date
    ends_on: date
    place: str
    task_key: UUID | None
    task_title: str
    lead: str
    partners: tuple[str, ...]
    target_group: str
    men: int | None
    women: int | None
    total: int | None
    quantities: tuple[QuantityRow, ...]
    money: tuple[MoneyRow, ...]
    result: str
    attachments: tuple[AttachmentRow, ...]
    #: When it goes from the bin for good; None outside the bin.
    leaves_on: date | None = None

    @property
    def people(self) -> People:
        """Participants by sex."""
        return People(self.men, self.women, self.total)

    @property
    def money_total(self) -> int | None:
        """All sources together; None when no money was written down."""
        return sum(line.amount for line in self.money) if self.money else None

    def draft(self) -> ActivityDraft:
        """The same activity as a draft for the card."""
        return ActivityDraft(
            kind_code=self.kind_code,
            title=self.title,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            place=self.place,
            campaign_id=self.campaign_id,
            task_key=self.task_key,
            lead=self.lead,
            partners=self.partners,
            target_group=self.target_group,
            men=self.men,
            women=self.women,
            total=self.total,
            quantities=tuple((line.code, line.amount) for line in self.quantities),
            money=tuple((line.code, line.amount) for line in self.money),
            result=self.result,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRow:
    """Sums of some activities. A column that nobody filled is None, never 0.

    Attributes:
        without_people: records of kinds with participants that have no number at all.
        without_split: records that know their total, or one sex only, but not men and women.
        without_money: records where no money was written down.
    """

    count: int
    people: People
    money: tuple[MoneyRow, ...]
    money_total: int | None
    quantities: tuple[QuantityRow, ...]
    without_people: int
    without_split: int
    without_money: int


def activity_totals(rows: Iterable[ActivityRow]) -> TotalsRow:
    """Totals of the rows shown; unknown numbers are counted apart."""
    rows = list(rows)
    money = _sum_money(rows)
    return TotalsRow(
        count=len(rows),
        people=add_people([row.people for row in rows]),
        money=money,
        money_total=sum(line.amount for line in money) if money else None,
        quantities=_sum_quantities(rows),
        without_people=sum(row.counts_people and row.people == People() for row in rows),
        without_split=sum(_half_known(row.people) for row in rows),
        without_money=sum(not row.money for row in rows),
    )


def _half_known(people: People) -> bool:
    return people != People() and (people.men is None or people.women is None)


def _sum_money(rows: list[ActivityRow]) -> tuple[MoneyRow, ...]:
    sums: dict[str, MoneyRow] = {}
    for line in (line for row in rows for line in row.money):
        before = sums[line.code].amount if line.code in sums else 0
        sums[line.code] = MoneyRow(line.code, line.name, before + line.amount, line.column)
    return tuple(sums.values())


def _sum_quantities(rows: list[ActivityRow]) -> tuple[QuantityRow, ...]:
    sums: dict[str, QuantityRow] = {}
    for line in (line for row in rows for line in row.quantities):
        before = sums[line.code].amount if line.code in sums else 0
        sums[line.code] = QuantityRow(line.code, line.name, line.unit, before + line.amount)
    return tuple(sums.values())
