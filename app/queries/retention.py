"""What is kept longer than the rules of the catalogue say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.dates import format_date
from app.domain.redaction import MARK
from app.domain.retention import CATALOGUE, Kept, Rule, rule_of
from app.errors import ValidationError
from app.models import (
    Activity,
    Attachment,
    Change,
    ExportEntry,
    QuarantinedFile,
    ReceiptRead,
    ReceivedPackage,
    SentPackage,
    Unit,
)
from app.models.redacting import NewWords
from app.queries.catalogue import list_entries
from app.queries.personal import lines_of_past_people

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Overdue:
    """A rule, how many records are older than it allows, and some of them in words."""

    rule: Rule
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """One overdue record: its table, identity, the columns that go, what the officer reads."""

    table: str
    id: UUID
    columns: tuple[str, ...]
    words: str


def list_rules(session: Session, today: date) -> list[Rule]:
    """The rules in force, in the order of the catalogue; a row nobody can read is left out."""
    rules = []
    for row in list_entries(session, CATALOGUE, on=today):
        try:
            rules.append(rule_of(row.name, row.data, row.source, checked=row.checked))
        except ValidationError:
            continue
    return rules


def list_overdue(session: Session, today: date) -> list[Overdue]:
    """For every rule what it would take away today."""
    return [_overdue(session, rule, today) for rule in list_rules(session, today)]


def due_records(session: Session, kept: Kept, before: date) -> list[Due]:
    """Records of a kind from before a day; none for what only history holds."""
    finder = _FINDERS.get(kept)
    return [] if finder is None else list(finder(session, before))


def due_lines(session: Session, before: date) -> Iterator[NewWords]:
    """Lines of history from before a day that name people who are gone from the records."""
    return lines_of_past_people(session, select(Change).where(Change.at < _moment(before)))


def _overdue(session: Session, rule: Rule, today: date) -> Overdue:
    before = rule.before(today)
    if before is None:
        return Overdue(rule, 0, ())
    if rule.kept is Kept.PAST_NAMES:
        return Overdue(rule, sum(1 for _ in due_lines(session, before)), ())
    found = due_records(session, rule.kept, before)
    return Overdue(rule, len(found), tuple(one.words for one in found[:_EXAMPLES]))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _unit_contacts(session: Session, before: date) -> Iterator[Due]:
    names = ("contact", "phone", "email")
    for row in session.scalars(select(Unit).where(Unit.valid_to < before).order_by(Unit.valid_to)):
        filled = _filled(row, names)
        if filled and row.valid_to is not None:
            yield Due(
                "unit", row.id, filled, f"{row.name}, hết hiệu lực {format_date(row.valid_to)}"
            )


def _package_people(session: Session, before: date) -> Iterator[Due]:
    at = _moment(before)
    queries: tuple[tuple[Select[Any], tuple[str, ...], Callable[[Any], str]], ...] = (
        (
            select(SentPackage).where(SentPackage.made_at < at),
            ("made_by",),
            lambda row: f"gói gửi {row.receiver_name}, kỳ {row.period}",
        ),
        (
            select(ReceivedPackage).where(ReceivedPackage.received_at < at),
            ("made_by", "decided_by"),
            lambda row: f"gói của {row.unit_name}, kỳ {row.period}",
        ),
        (
            select(ReceiptRead).where(ReceiptRead.read_at < at),
            ("signer",),
            lambda row: f"phiếu tiếp nhận đọc ngày {format_date(row.read_at.date())}",
        ),
    )
    for query, names, words in queries:
        for row in session.scalars(query):
            filled = _filled(row, names)
            if filled:
                yield Due(row.__tablename__, row.id, filled, words(row))


def _quarantined(session: Session, before: date) -> Iterator[Due]:
    query = select(QuarantinedFile).where(QuarantinedFile.settled_at < _moment(before))
    for row in session.scalars(query.order_by(QuarantinedFile.settled_at)):
        yield Due("quarantined_file", row.id, (), row.file_name)


def _activity_files(session: Session, before: date) -> Iterator[Due]:
    query = (
        select(Attachment, Activity.title, Activity.ends_on)
        .join(Activity, Activity.id == Attachment.activity_id)
        .where(Activity.ends_on < before)
        .order_by(Activity.ends_on)
    )
    for file, title, day in session.execute(query):
        yield Due("attachment", file.id, (), f"{file.name} ({title}, {format_date(day)})")


def _exports(session: Session, before: date) -> Iterator[Due]:
    query = select(ExportEntry).where(ExportEntry.at < _moment(before)).order_by(ExportEntry.at)
    for row in session.scalars(query):
        yield Due("export_entry", row.id, (), f"{row.title}, {format_date(row.at.date())}")


def _filled(row: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(row, name) not in ("", MARK))


_FINDERS: Final[dict[Kept, Callable[[Session, date], Iterator[Due]]]] = {
    Kept.UNIT_CONTACT: _unit_contacts,
    Kept.PACKAGE_PEOPLE: _package_people,
    Kept.QUARANTINED_FILE: _quarantined,
    Kept.ACTIVITY_FILE: _activity_files,
    Kept.EXPORT_ENTRY: _exports,
}
