"""Units and packages of theirs put straight into the tables, as if they had been received."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figure_rows import CellState, Column
from app.domain.parcels import BY_HAND, ParcelOrigin, ReceivedState, Taken, counting
from app.domain.periods import parse_period
from app.domain.text import fold
from app.domain.units import BEGINNING, ChangeKind
from app.models import (
    Office,
    ReceivedActivity,
    ReceivedFigure,
    ReceivedPackage,
    ReceivedUnit,
    Unit,
    UnitChange,
)
from app.services.bulk import add_rows

NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)
#: indicator[:sex[:group]] → a number, or the reason why there is none.
Cells = Mapping[str, int | str | Decimal]


_COLUMNS = (
    "package_id", "indicator", "sex", "grp", "unit", "state", "value", "reason",
    "origin", "worked_out", "note",
)  # fmt: skip


_ACTIVITY: Mapping[str, Any] = {
    "activity_id": None, "kind": "tap_huan", "title": "Hoạt động mẫu", "starts_on": None,
    "ends_on": None, "place": "", "campaign": "", "lead": "", "partners": [], "target_group": "",
    "men": None, "women": None, "total": None, "quantities": [], "money": [], "result": "",
    "unit": "",
}  # fmt: skip
_FACTS = tuple(_ACTIVITY)


def make_office(session: Session, code: str = "H01", level: str = "tinh") -> None:
    """Our own office, which receives."""
    session.add(
        Office(
            level_code=level,
            name="Mẫu",
            upper_unit="Trung ương",
            reporting_line="two_tier",
            receiving_office="Bộ Nội vụ",
            unit_code=code,
            drafting_office="Phòng Bình đẳng giới",
            body_symbol="UBND",
            place_name="Mẫu",
            letterhead=[["ỦY BAN NHÂN DÂN", False], ["TỈNH MẪU", True]],
            recipients={},
            addressees={},
        )
    )


def make_unit(
    session: Session,
    code: str,
    name: str,
    *,
    level: str = "xa",
    parent: str = "",
    first: date = BEGINNING,
    last: date | None = None,
    email: str = "",
) -> UUID:
    """A unit that reports to us."""
    unit = Unit(
        code=code,
        name=name,
        search=fold(name),
        level_code=level,
        parent_code=parent,
        valid_from=first,
        valid_to=last,
        email=email,
    )
    session.add(unit)
    session.flush()
    return unit.id


def make_change(session: Session, old: UUID, new: UUID, day: date, kind: str = "merge") -> None:
    """A unit came from another."""
    session.add(UnitChange(successor_id=new, predecessor_id=old, kind=ChangeKind(kind), day=day))


def make_received(
    session: Session,
    unit: str,
    duty: str,
    period: str,
    cells: Cells,
    *,
    state: ReceivedState = ReceivedState.ACCEPTED,
    sequence: int = 1,
    name: str = "",
    origin: ParcelOrigin = ParcelOrigin.PACKAGE,
    at: datetime = NOON,
    below: Mapping[str, Cells] | None = None,
    **more: Any,
) -> UUID:
    """A received package; which one of its line counts is settled anew.

    Args:
        below: cells of units below the sender, by their code.
        more: other columns of the package.
    """
    about = parse_period(period)
    known = session.scalars(select(Unit).where(Unit.code == unit)).first()
    package = ReceivedPackage(
        id=uuid4(),
        direction="up",
        kind="original" if sequence <= 1 else "correction",
        origin=origin,
        unit_code=unit,
        unit_name=name or (known.name if known else unit),
        duty=duty,
        period=about.code,
        first=about.first,
        last=about.last,
        sequence=sequence if origin is ParcelOrigin.PACKAGE else BY_HAND,
        privacy="internal",
        template="bieu_nam",
        package_hash="0" * 64,
        made_at=at,
        received_at=at,
        file_name=f"{unit}.bdg-goi",
        state=state,
        **more,
    )
    session.add(package)
    session.flush()
    rows = [_figure(package.id, key, value, "") for key, value in cells.items()]
    for code, its in (below or {}).items():
        rows += [_figure(package.id, key, value, code) for key, value in its.items()]
    add_rows(session, ReceivedFigure, _COLUMNS, rows)
    recount(session, unit, duty, about.code)
    return package.id


def add_activities(session: Session, package: UUID, rows: Iterable[Mapping[str, Any]]) -> None:
    """Activities of a package; what is not given is as nobody wrote it down."""
    made = []
    for position, row in enumerate(rows):
        day = row.get("starts_on", date(2026, 11, 25))
        facts = {**_ACTIVITY, "starts_on": day, "ends_on": day, "activity_id": uuid4(), **row}
        made.append([package, position, *(facts[name] for name in _FACTS)])
    add_rows(session, ReceivedActivity, ("package_id", "position", *_FACTS), made)


def add_units(session: Session, package: UUID, *units: tuple[str, str, bool]) -> None:
    """Units below the sender of a package: code, name, whether its figures are in."""
    for position, (code, name, reported) in enumerate(units):
        session.add(
            ReceivedUnit(
                package_id=package, position=position, code=code, name=name, reported=reported
            )
        )


def recount(session: Session, unit: str, duty: str, period: str) -> None:
    """Let the package count that the rule says."""
    line = session.scalars(
        select(ReceivedPackage).where(
            ReceivedPackage.unit_code == unit,
            ReceivedPackage.duty == duty,
            ReceivedPackage.period == period,
        )
    ).all()
    chosen = counting(
        Taken(one.id, one.sequence, ReceivedState(one.state), one.received_at) for one in line
    )
    for one in line:
        if one.id != chosen:
            one.counts = False
    session.flush()
    for one in line:
        one.counts = one.id == chosen
    session.flush()


def _figure(package: UUID, key: str, value: int | str | Decimal, unit: str) -> tuple[Any, ...]:
    code, sex, group = (*key.split(":"), "", "")[:3]
    column = Column(sex or Column.TOTAL)
    if isinstance(value, str):
        return (
            package,
            code,
            column,
            group,
            unit,
            CellState.MISSING,
            None,
            value,
            "typed",
            False,
            "",
        )
    return (
        package,
        code,
        column,
        group,
        unit,
        CellState.VALUE,
        Decimal(value),
        "",
        "typed",
        False,
        "",
    )
