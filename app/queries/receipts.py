"""Receipts that came back, and the cells they opened."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ReceiptRead, ReceiptRemark, SentPackage


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """A point of a receipt. ``indicator`` with ``sex`` and ``grp`` names a cell of ``period``,
    ``activity_id`` an activity; a point on the whole report names neither.

    ``kind`` is "mend" or "note"; ``sex`` may be empty: the whole row. ``settled_at`` is set once
    the correction left, or at once where nothing had to be mended.
    """

    id: UUID
    package_id: UUID
    receipt_id: UUID
    duty: str
    sequence: int
    receiver_name: str
    position: int
    kind: str
    words: str
    period: str
    indicator: str
    sex: str
    grp: str
    activity_id: UUID | None
    new_deadline: date | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """A receipt that came back."""

    id: UUID
    package_id: UUID
    result: str
    signer: str
    made_at: datetime
    read_at: datetime
    new_deadline: date | None
    remarks: tuple[RemarkRow, ...]


def open_remarks(session: Session, period: str | None = None) -> list[RemarkRow]:
    """Points that a returned report left open, the latest receipt first.

    Args:
        period: code of a period; None for all.
    """
    return [
        row for row in _remarks(session) if row.settled_at is None and period in (None, row.period)
    ]


def list_receipts(session: Session, package_id: UUID) -> list[ReceiptRow]:
    """Receipts of a package, the latest first."""
    remarks = _remarks(session)
    query = select(ReceiptRead).where(ReceiptRead.package_id == package_id)
    return [
        ReceiptRow(
            id=one.id,
            package_id=one.package_id,
            result=one.result,
            signer=one.signer,
            made_at=one.made_at,
            read_at=one.read_at,
            new_deadline=one.new_deadline,
            remarks=tuple(row for row in remarks if row.receipt_id == one.id),
        )
        for one in session.scalars(query.order_by(ReceiptRead.made_at.desc(), ReceiptRead.id))
    ]


def is_read(session: Session, receipt_id: UUID) -> bool:
    """Whether a receipt was read before."""
    return session.get(ReceiptRead, receipt_id) is not None


def _remarks(session: Session) -> list[RemarkRow]:
    found = session.execute(
        select(ReceiptRemark, ReceiptRead, SentPackage)
        .join(ReceiptRead, ReceiptRead.id == ReceiptRemark.receipt_id)
        .join(SentPackage, SentPackage.id == ReceiptRead.package_id)
        .order_by(ReceiptRead.made_at.desc(), ReceiptRead.id, ReceiptRemark.position)
    )
    return [
        RemarkRow(
            id=remark.id,
            package_id=package.id,
            receipt_id=receipt.id,
            duty=package.duty,
            sequence=package.sequence,
            receiver_name=package.receiver_name,
            position=remark.position,
            kind=remark.kind,
            words=remark.words,
            period=remark.period,
            indicator=remark.indicator,
            sex=remark.sex,
            grp=remark.grp,
            activity_id=remark.activity_id,
            new_deadline=receipt.new_deadline,
            settled_at=remark.settled_at,
        )
        for remark, receipt, package in found
    ]
