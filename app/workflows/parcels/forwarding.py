"""Send a report made from totals upwards: own sums, the list of units, if asked their records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.errors import ValidationError
from app.exchange.records import Records
from app.queries.sent import SentRow
from app.queries.stale import BasisRow, basis_of, packages_behind, stale_lines
from app.workflows.parcels.forward_records import units_own_records
from app.workflows.parcels.outgoing import Outgoing, SendReport, look
from app.workflows.parcels.sending import make
from app.workflows.parcels.totals import Outcome, offered_sums

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward:
    """Which report made from totals goes up.

    ``with_units``: the units' figures and activities go along, each with its unit's code.
    ``reason`` explains a correction, and why old totals are sent all the same.
    """

    paper_id: UUID
    receiver: str = ""
    with_units: bool = False
    test: bool = False
    reason: str = ""
    by: str = ""


def look_at_forward(db: Database, command: Forward, now: datetime) -> tuple[Outgoing, list[str]]:
    """The package as it will be, and what of its totals has changed since the report was made.

    Raises:
        ValidationError: the report is not made from totals, or cannot be sent (``look``).
        NotFoundError: no such paper, or no office.
    """
    return look(db, _send(db, command), now), list(_changes(db, command.paper_id))


def make_forward(
    db: Database,
    command: Forward,
    now: datetime,
    passphrase: str = "",
) -> SentRow:
    """Make the package of a report from totals; the packages behind it are kept with it.

    Raises:
        ValidationError: as ``sending.make``, and totals that have changed without a reason
            (field "reason").
        ConflictError: a package of this line left meanwhile.
    """
    send = _send(db, command)
    changes = list(_changes(db, command.paper_id))
    if changes and not command.reason.strip() and not command.test:
        raise ValidationError(
            f"Số tổng hợp đã thay đổi sau khi lập báo cáo: {_shortened(changes)}. Báo cáo vẫn nguyên "
            "trong sổ, chưa có gì được gửi. Hãy lập lại báo cáo từ số mới, hoặc ghi lý do vẫn gửi.",
            field="reason",
        )
    return make(db, send, now, passphrase)


def _send(db: Database, command: Forward) -> SendReport:
    basis = db.read(basis_of, command.paper_id)
    if not basis:
        raise ValidationError(
            "Báo cáo này không lập từ số tổng hợp của các đơn vị. Hãy gửi ở phần Gửi như báo cáo "
            "thường, hoặc lập báo cáo tổng hợp trước."
        )
    return SendReport(
        paper_id=command.paper_id,
        receiver=command.receiver,
        test=command.test,
        reason=command.reason,
        by=command.by,
        extra=db.read(_extra, basis) if command.with_units else None,
        basis=db.read(packages_behind, command.paper_id),
    )


def _extra(session: "Session", basis: list[BasisRow]) -> Records:
    packages = [UUID(package) for row in basis for package, _unit, _sequence in row.packages]
    return units_own_records(session, packages)


def _changes(db: Database, paper_id: UUID) -> Iterator[str]:
    yield from db.read(stale_lines, paper_id)
    for row in db.read(basis_of, paper_id):
        offered = offered_sums(db, row.duty, row.period)
        for one in offered.rows:
            if one.outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT):
                yield f"“{one.indicator.name}” trong sổ khác tổng của các đơn vị"


def _shortened(changes: list[str]) -> str:
    more = len(changes) - _SHOWN
    return "; ".join([*changes[:_SHOWN], *([f"và {more} chỗ khác"] if more > 0 else [])])
