"""Packages we made: kept, written out, answered by a receipt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.parcels import SendWay, SentState
from app.errors import ConflictError, NotFoundError
from app.models import ReceiptRead, ReceiptRemark, SentCopy, SentPackage
from app.queries.sent import TEST, UP, sent_line
from app.services.kept_files import drop_file, keep_file

#: Answers that leave nothing to be mended.
_DONE: Final = (SentState.ACCEPTED, SentState.ACCEPTED_WITH_WARNINGS, SentState.WITHDRAWN)
_LONGEST_PLACE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDraft:
    """A package that was just made; the fields are those of ``app.models.parcel.SentPackage``."""

    id: UUID
    direction: str
    kind: str
    receiver_code: str
    receiver_name: str
    duty: str
    period: str
    first: date
    last: date
    sequence: int
    supersedes: UUID | None
    reason: str
    privacy: str
    template: str
    paper_id: UUID | None
    version_id: UUID | None
    package_hash: str
    content_hash: str
    check_code: str
    file_name: str
    made_at: datetime
    made_by: str
    basis: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkDraft:
    """A point of a receipt; see ``app.models.parcel.ReceiptRemark``."""

    kind: str
    words: str
    period: str
    indicator: str = ""
    sex: str = ""
    grp: str = ""
    activity_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDraft:
    """A receipt that was found to be of a package of ours."""

    id: UUID
    package_id: UUID
    result: SentState
    signer: str
    made_at: datetime
    new_deadline: date | None
    remarks: tuple[RemarkDraft, ...]


def keep_sent(session: Session, draft: SentDraft, content: bytes) -> UUID:
    """Keep a package and its bytes. One of its line that never left gives way to it.

    Raises:
        ConflictError: a package with this number has left meanwhile.
    """
    if draft.direction == UP and draft.kind != TEST:
        for other in sent_line(session, draft.receiver_code, draft.duty, draft.period):
            if other.has_left and other.sequence >= draft.sequence:
                raise ConflictError(
                    f"Gói lần {other.sequence} của báo cáo này vừa được gửi ở máy khác nên chưa làm "
                    "gói mới. Số liệu vẫn nguyên trong sổ. Hãy mở lại rồi làm tiếp."
                )
            if not other.has_left:
                session.delete(session.get(SentPackage, other.id))
                drop_file(session, other.file_sha256)
    fields: dict[str, Any] = {name: getattr(draft, name) for name in SentDraft.__slots__}
    fields["basis"] = list(draft.basis)
    kept = SentPackage(**fields, file_sha256=keep_file(session, content), state=SentState.MADE)
    session.add(kept)
    session.flush()
    return kept.id


def keep_copy(session: Session, package_id: UUID, at: datetime, way: SendWay, place: str) -> None:
    """Note that a package was written out, read back and found whole.

    The points that a correction answers are settled when it leaves for the first time.

    Raises:
        NotFoundError: the package was replaced meanwhile.
    """
    package = _package(session, package_id)
    session.add(SentCopy(package_id=package_id, at=at, way=way, place=place[-_LONGEST_PLACE:]))
    if package.state == SentState.MADE:
        package.state = SentState.WRITTEN
        if package.direction == UP and package.kind != TEST:
            _settle(session, package, at, own=False)
    session.flush()


def keep_receipt(session: Session, draft: ReceiptDraft, content: bytes, now: datetime) -> bool:
    """Keep a receipt with its points; the package takes the state of its latest receipt.

    What an earlier receipt of the same package left open is closed by a later one: the receiver
    has decided anew.

    Returns:
        whether the points are open: those of a package that a newer one has followed are not.

    Raises:
        NotFoundError: the package is gone.
    """
    package = _package(session, draft.package_id)
    latest = _is_latest(session, draft)
    opens = draft.result is SentState.RETURNED and latest and not _followed(session, package)
    receipt = ReceiptRead(
        id=draft.id,
        package_id=package.id,
        result=draft.result,
        signer=draft.signer,
        made_at=draft.made_at,
        read_at=now,
        new_deadline=draft.new_deadline,
        file_sha256=keep_file(session, content),
    )
    if latest:
        _close(session, {package.id}, now)
    session.add(receipt)
    session.flush()
    for position, remark in enumerate(draft.remarks):
        fields = {name: getattr(remark, name) for name in RemarkDraft.__slots__}
        settled = None if opens else now
        session.add(
            ReceiptRemark(receipt_id=draft.id, position=position, settled_at=settled, **fields)
        )
    if latest:
        _answer(session, package, draft, now)
    session.flush()
    return opens


def _answer(session: Session, package: SentPackage, draft: ReceiptDraft, now: datetime) -> None:
    package.state, package.answered_at = draft.result, draft.made_at
    package.new_deadline = draft.new_deadline
    if package.kind == TEST or package.direction != UP:
        return
    if draft.result in _DONE:
        _settle(session, package, now, own=True)
    _tell_withdrawn(session, _line(session, package))


def _tell_withdrawn(session: Session, line: Sequence[SentPackage]) -> None:
    """What stands before a withdrawal that was noted is withdrawn, in whatever order receipts are
    read; otherwise each package is what its own latest receipt says."""
    left = [one for one in line if one.state != SentState.MADE]
    receipts = session.scalars(
        select(ReceiptRead)
        .where(ReceiptRead.package_id.in_([one.id for one in left]))
        .order_by(ReceiptRead.made_at, ReceiptRead.read_at)
    )
    said = {one.package_id: SentState(one.result) for one in receipts}
    withdrawn = [one.sequence for one in left if said.get(one.id) is SentState.WITHDRAWN]
    for one in left:
        is_gone = one.sequence < max(withdrawn, default=0)
        one.state = SentState.WITHDRAWN if is_gone else said.get(one.id, SentState.WRITTEN)


def _is_latest(session: Session, draft: ReceiptDraft) -> bool:
    """A receipt that was overtaken by a later one of the same package changes nothing."""
    others = session.scalars(
        select(ReceiptRead.made_at).where(ReceiptRead.package_id == draft.package_id)
    )
    return all(one <= draft.made_at for one in others)


def _followed(session: Session, package: SentPackage) -> bool:
    return any(
        other.sequence > package.sequence and other.state != SentState.MADE
        for other in _line(session, package)
    )


def _settle(session: Session, package: SentPackage, at: datetime, *, own: bool) -> None:
    """Close what the receipts of earlier packages of its line left open (``own``: its own too)."""
    ids = {
        one.id
        for one in _line(session, package)
        if one.sequence < package.sequence or (own and one.id == package.id)
    }
    _close(session, ids, at)


def _close(session: Session, packages: Collection[UUID], at: datetime) -> None:
    found = session.scalars(
        select(ReceiptRemark)
        .join(ReceiptRead, ReceiptRead.id == ReceiptRemark.receipt_id)
        .where(ReceiptRead.package_id.in_(packages), ReceiptRemark.settled_at.is_(None))
    )
    for remark in found:
        remark.settled_at = at


def _line(session: Session, package: SentPackage) -> list[SentPackage]:
    return list(
        session.scalars(
            select(SentPackage).where(
                SentPackage.direction == package.direction,
                SentPackage.kind != TEST,
                SentPackage.receiver_code == package.receiver_code,
                SentPackage.duty == package.duty,
                SentPackage.period == package.period,
            )
        )
    )


def _package(session: Session, package_id: UUID) -> SentPackage:
    package = session.get(SentPackage, package_id)
    if package is None:
        raise NotFoundError(
            "Gói này vừa được làm lại nên không còn trong sổ. Số liệu vẫn nguyên trong sổ. "
            "Hãy mở lại danh sách gói đã gửi rồi chép gói mới."
        )
    return package
