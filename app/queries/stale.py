"""Papers and packages of ours that were made from totals which have changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReceivedPackage, SentPackage, TotalsBasis
from app.queries.total_sources import Part, total_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """The packages a paper was added up from: [package id, unit code, sequence]."""

    duty: str
    period: str
    packages: tuple[tuple[str, str, int], ...]
    made_at: datetime


def basis_of(session: Session, paper_id: UUID) -> list[BasisRow]:
    """What a paper was added up from; nothing for one that is not made of totals."""
    rows = session.scalars(
        select(TotalsBasis)
        .where(TotalsBasis.paper_id == paper_id)
        .order_by(TotalsBasis.duty, TotalsBasis.period)
    )
    return [
        BasisRow(
            duty=row.duty,
            period=row.period,
            packages=_packages(row.packages),
            made_at=row.made_at,
        )
        for row in rows
    ]


def packages_behind(session: Session, paper_id: UUID) -> tuple[list[Any], ...]:
    """[package id, unit code, sequence] of every package that a paper was added up from."""
    return tuple(list(one) for row in basis_of(session, paper_id) for one in row.packages)


def stale_lines(session: Session, paper_id: UUID) -> list[str]:
    """What changed since a paper was made from totals, a line for each unit; empty when nothing.

    "xã Song An: nay tính số liệu lần 2, báo cáo dùng lần 1".
    """
    return [
        line
        for row in basis_of(session, paper_id)
        for line in _changes(session, (row.duty, row.period), row.packages)
    ]


def stale_sent(session: Session, package_id: UUID) -> list[str]:
    """The same of a package that was made; empty for one without totals."""
    found = session.scalar(select(SentPackage.basis).where(SentPackage.id == package_id))
    basis = _packages(found or [])
    rows = session.execute(
        select(ReceivedPackage.duty, ReceivedPackage.period)
        .where(ReceivedPackage.id.in_([UUID(one[0]) for one in basis]))
        .distinct()
    )
    return [line for row in rows for line in _changes(session, (row.duty, row.period), basis)]


def stale_papers(session: Session) -> dict[UUID, list[str]]:
    """Every paper made from totals that have changed since, with what changed."""
    papers = session.scalars(select(TotalsBasis.paper_id).distinct()).all()
    found = {paper: stale_lines(session, paper) for paper in papers}
    return {paper: lines for paper, lines in found.items() if lines}


def _packages(rows: Sequence[Sequence[Any]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((str(one[0]), str(one[1]), int(one[2])) for one in rows)


def _changes(
    session: Session, line: tuple[str, str], basis: Sequence[tuple[str, str, int]]
) -> Iterator[str]:
    sources = total_sources(session, *line)
    now = {part.unit_code: part for part in sources.parts}
    then = {unit: (package, sequence) for package, unit, sequence in basis}
    for unit, part in now.items():
        if unit not in then:
            yield f"{part.unit_name}: nay có số liệu, lúc tổng hợp chưa có"
        elif then[unit][0] != str(part.package_id):
            yield _other(part, then[unit][1])
    gone = sorted(then.keys() - now.keys())
    names = _names(session, [then[unit][0] for unit in gone])
    why = {one.part.unit_code: one.why for one in sources.left_out}
    for unit in gone:
        reason = f" ({why[unit]})" if unit in why else ""
        yield f"{names.get(then[unit][0], unit)}: số liệu không còn được tính{reason}"


def _other(part: Part, then: int) -> str:
    if part.sequence == then:
        return f"{part.unit_name}: số liệu đã được nhập lại"
    words = f"lần {part.sequence}" if part.sequence else "nhập thay đơn vị"
    before = f"lần {then}" if then else "số liệu nhập thay đơn vị"
    return f"{part.unit_name}: nay tính số liệu {words}, lúc tổng hợp dùng {before}"


def _names(session: Session, packages: Sequence[str]) -> dict[str, str]:
    rows = session.execute(
        select(ReceivedPackage.id, ReceivedPackage.unit_name).where(
            ReceivedPackage.id.in_([UUID(one) for one in packages])
        )
    )
    return {str(row.id): row.unit_name for row in rows}
