"""Packages that came in: kept whole, decided on, and which of a line counts in totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.domain.parcel_cells import number_changed
from app.domain.parcels import SETTLED, ReceivedState, Taken, counting
from app.domain.text import clean_line, clean_text
from app.errors import AppError, ConflictError, NotFoundError, ValidationError
from app.models import (
    QuarantinedFile,
    ReceivedActivity,
    ReceivedDocument,
    ReceivedFigure,
    ReceivedPackage,
    ReceivedUnit,
)
from app.queries.collections import is_closed
from app.queries.received import TEST, UP, LineKey, received_cells
from app.services.bulk import add_stored
from app.services.kept_files import keep_file, keep_files

Row = tuple[Any, ...]
#: Columns of the rows that a package brings.
FIGURE_COLUMNS: Final = (
    "package_id", "indicator", "sex", "grp", "unit", "state", "value", "reason", "origin", "worked_out", "note",
)  # fmt: skip
ACTIVITY_COLUMNS: Final = (
    "package_id", "position", "activity_id", "kind", "title", "starts_on", "ends_on", "place", "campaign",
    "lead", "partners", "target_group", "men", "women", "total", "quantities", "money", "result",
    "unit",
)  # fmt: skip
#: A point names this many at most; more tell nobody more.
_MOST_WARNINGS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPackage:
    """A package as it shall be kept.

    ``head`` are columns of ``ReceivedPackage``; ``figures`` and ``activities`` rows in the order of
    FIGURE_COLUMNS and ACTIVITY_COLUMNS as databases keep them, ``documents`` and ``units`` columns of theirs. ``file`` are
    the bytes that came, None for what was keyed by hand; ``receipt`` those that go back at once.
    ``head["counts"]`` may be set where nothing else of the line is settled; else ``recount``.
    """

    id: UUID
    head: Mapping[str, Any]
    figures: Sequence[Row] = ()
    activities: Sequence[Row] = ()
    documents: Sequence[Mapping[str, Any]] = ()
    units: Sequence[Mapping[str, Any]] = ()
    file: bytes | None = field(default=None, repr=False)
    receipt: bytes | None = field(default=None, repr=False)

    @property
    def line(self) -> LineKey:
        """What it takes the place of others in."""
        return self.head["unit_code"], self.head["duty"], self.head["period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePackage:
    """What was decided of a package; ``points`` as a receipt writes them, ``receipt`` its bytes."""

    package_id: UUID
    revision: int
    state: ReceivedState
    decided_at: datetime
    decided_by: str
    points: Sequence[Mapping[str, Any]] = ()
    new_deadline: date | None = None
    receipt_id: UUID | None = None
    receipt: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineFile:
    """A file that is not taken; ``content`` None: it is not kept, only named by ``sha256``."""

    file_name: str
    sha256: str
    content: bytes | None = field(default=None, repr=False)
    unit_code: str = ""
    unit_name: str = ""
    stage: int
    points: Sequence[Mapping[str, str]]
    at: datetime


class NotStoredError(AppError):
    """The database takes a value of a package not; nothing of the package is kept."""


@contextmanager
def whole_or_nothing(session: Session) -> Iterator[None]:
    """A savepoint: what is written inside is kept whole, or not at all while the rest goes on.

    Raises:
        NotStoredError: a value that the database does not take. That another seat wrote the same
            first is not meant: then the whole transaction runs again (``Database.write``).
    """
    try:
        with session.begin_nested():
            yield
    except OperationalError as error:
        # A full disk ends the whole transaction in SQLite; going back to the savepoint then fails
        # too, and would hide why.
        raise _first_cause(error) from error
    except (DataError, IntegrityError) as error:
        alone = session.get_bind().dialect.name == "sqlite"
        if isinstance(error, IntegrityError) and not alone:
            raise
        raise NotStoredError(
            "Trong gói có giá trị không ghi được vào sổ. Không có gì của gói này được ghi; các gói "
            "khác vẫn nguyên. Hãy báo nơi gửi.",
            detail=type(error.orig).__name__,
        ) from error


def _first_cause(error: OperationalError) -> OperationalError:
    first, one = error, error.__context__
    while one is not None:
        first = one if isinstance(one, OperationalError) else first
        one = one.__context__
    return first


def keep_packages(session: Session, commands: Sequence[KeepPackage]) -> None:
    """Keep packages with their files, cells, activities, papers and units below.

    To be called inside ``whole_or_nothing``. Many at once cost a third of one after the other.
    """
    files = [one for command in commands for one in (command.file, command.receipt) if one]
    digests = dict(zip(map(id, files), keep_files(session, files), strict=True))
    session.add_all(_head(command, digests) for command in commands)
    session.flush()
    add_stored(session, ReceivedFigure, FIGURE_COLUMNS, _joined(one.figures for one in commands))
    add_stored(
        session, ReceivedActivity, ACTIVITY_COLUMNS, _joined(one.activities for one in commands)
    )
    for command in commands:
        for table, parts in (
            (ReceivedDocument, command.documents),
            (ReceivedUnit, command.units),
        ):
            session.add_all(
                table(package_id=command.id, position=position, **part)
                for position, part in enumerate(parts)
            )
    session.flush()


def _head(command: KeepPackage, digests: Mapping[int, str]) -> ReceivedPackage:
    row = ReceivedPackage(id=command.id, **command.head)
    row.warnings = list(command.head.get("warnings", ()))[:_MOST_WARNINGS]
    row.file_sha256 = digests.get(id(command.file))
    row.receipt_sha256 = digests.get(id(command.receipt))
    return row


def _joined(rows: Iterable[Sequence[Row]]) -> list[Row]:
    return list(chain.from_iterable(rows))


def settle(session: Session, command: SettlePackage) -> None:
    """Write down what was decided, and count the line anew.

    Raises:
        NotFoundError: the package is not there.
        ConflictError: it was changed since it was read.
        ValidationError: its totals are settled (field "closed"), or the decision makes no sense.
    """
    row = session.get(ReceivedPackage, command.package_id, with_for_update=True)
    if row is None:
        raise NotFoundError("Không tìm thấy gói số liệu này. Các gói khác vẫn nguyên.")
    if row.revision != command.revision:
        raise ConflictError(
            "Gói này vừa được xử lý ở nơi khác nên chưa ghi gì thêm. Hãy mở lại gói để xem."
        )
    is_test = row.kind == TEST
    line = (row.unit_code, row.duty, row.period)
    counts_anew = command.state in SETTLED or row.state in SETTLED
    if not is_test and counts_anew and command.state != row.state:
        check_open(session, row.duty, row.period)
    row.state = ReceivedState.TEST if is_test else command.state
    row.decided_at, row.decided_by = command.decided_at, clean_line(command.decided_by)
    row.points = [dict(point) for point in command.points]
    row.new_deadline = command.new_deadline
    row.receipt_id = command.receipt_id
    row.receipt_sha256 = keep_file(session, command.receipt) if command.receipt else None
    session.flush()
    if not is_test:
        recount(session, line)


def check_open(session: Session, duty: str, period: str) -> None:
    """Whether decisions may still change the totals of a report.

    Raises:
        ValidationError: they are settled; ``field`` is "closed".
    """
    if is_closed(session, duty, period):
        raise ValidationError(
            "Kỳ tổng hợp này đã chốt nên chưa tính thêm gói nào. Gói vẫn được giữ nguyên trong sổ. "
            "Muốn tính thì mở lại kỳ tổng hợp (ghi lý do) rồi tiếp nhận.",
            field="closed",
        )


def recount(session: Session, line: LineKey) -> UUID | None:
    """Let the right package of a line count, by ``app.domain.parcels.counting``.

    The one that begins to count is told how many figures differ from those that counted before.

    Returns:
        the package that counts; None when none does.
    """
    unit, duty, period = line
    query = (
        select(ReceivedPackage)
        .where(
            ReceivedPackage.unit_code == unit,
            ReceivedPackage.duty == duty,
            ReceivedPackage.period == period,
            ReceivedPackage.direction == UP,
            ReceivedPackage.kind != TEST,
        )
        .order_by(ReceivedPackage.id)
        # Two seats that decide on one line at once take turns.
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    session.flush()
    rows = {row.id: row for row in session.scalars(query)}
    chosen = counting(
        Taken(row.id, row.sequence, ReceivedState(row.state), row.received_at)
        for row in rows.values()
    )
    before = next((row.id for row in rows.values() if row.counts), None)
    if before == chosen:
        return chosen
    if before is not None:
        # First the old one stops: at no moment two of a line count.
        rows[before].counts = False
        session.flush()
    if chosen is not None:
        rows[chosen].counts = True
        rows[chosen].changed = _changed(session, chosen, before)
        session.flush()
    return chosen


def quarantine(session: Session, command: QuarantineFile) -> UUID:
    """Keep a file that was not taken with every reason; the same file again renews the reasons."""
    if command.content is not None:
        keep_file(session, command.content)
    row = session.scalars(
        select(QuarantinedFile).where(QuarantinedFile.sha256 == command.sha256)
    ).first()
    if row is None:
        row = QuarantinedFile(sha256=command.sha256, kept=False)
        session.add(row)
    row.kept = row.kept or command.content is not None
    row.file_name = clean_line(command.file_name)[:300]
    row.unit_code, row.unit_name = command.unit_code, command.unit_name
    row.stage, row.points = int(command.stage), [dict(point) for point in command.points]
    row.at, row.settled_at, row.note = command.at, None, ""
    session.flush()
    return row.id


def settle_quarantined(session: Session, digests: Sequence[str], now: datetime, note: str) -> int:
    """Files that were refused once and have come in now, or that somebody put aside.

    Returns:
        how many were open.
    """
    query = select(QuarantinedFile).where(
        QuarantinedFile.sha256.in_(digests), QuarantinedFile.settled_at.is_(None)
    )
    rows = list(session.scalars(query)) if digests else []
    for row in rows:
        row.settled_at, row.note = now, clean_text(note)
    return len(rows)


def put_aside(session: Session, quarantined_id: UUID, note: str, now: datetime) -> None:
    """Somebody has looked at a file that was not taken; it stays kept.

    Raises:
        NotFoundError: it is not there.
    """
    row = session.get(QuarantinedFile, quarantined_id)
    if row is None:
        raise NotFoundError("Tệp này không còn trong danh sách. Hãy mở lại danh sách.")
    row.settled_at, row.note = now, clean_text(note)


def _changed(session: Session, now: UUID, before: UUID | None) -> int:
    if before is None:
        return 0
    cells = received_cells(session, (now, before))
    return number_changed(cells[now], cells[before])
