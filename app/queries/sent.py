"""Packages we made: what became of each, and where its copies went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.parcels import SENT_WORDS, SendWay, SentState
from app.errors import NotFoundError
from app.models import SentCopy, SentPackage

#: Kinds of packages as the format writes them (app.exchange.manifest.PackageKind).
TEST: Final = "test"
_TEST: Final = "test"
WITHDRAWAL: Final = "withdrawal"
UP: Final = "up"
_LAST: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRow:
    """A package we made; see ``app.models.parcel.SentPackage`` for the fields."""

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
    file_sha256: str
    made_at: datetime
    made_by: str
    state: SentState
    answered_at: datetime | None
    new_deadline: date | None
    basis: tuple[Any, ...]

    @property
    def state_words(self) -> str:
        """The state for the officer; what goes down and trials are answered by no receipt."""
        if (self.direction != UP or self.kind == _TEST) and self.state is SentState.WRITTEN:
            return "Đã chép ra"
        return SENT_WORDS[self.state]

    @property
    def has_left(self) -> bool:
        """Whether it was ever written out."""
        return self.state is not SentState.MADE


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """One time a package was written to a folder or a letter."""

    package_id: UUID
    at: datetime
    way: SendWay
    place: str
    file_name: str
    kind: str
    duty: str
    period: str
    sequence: int
    receiver_name: str


def get_sent(session: Session, package_id: UUID) -> SentRow:
    """One package.

    Raises:
        NotFoundError: we made no such package, or it was replaced before it left.
    """
    found = session.get(SentPackage, package_id)
    if found is None:
        raise NotFoundError(
            "Gói này không còn trong sổ (chưa gửi và đã được làm lại). Số liệu vẫn nguyên trong sổ. "
            "Hãy mở lại danh sách gói đã gửi."
        )
    return sent_row(found)


def find_sent(session: Session, package_id: UUID) -> SentRow | None:
    """One package; None when we did not make it."""
    found = session.get(SentPackage, package_id)
    return sent_row(found) if found else None


def list_sent(
    session: Session, *, direction: str | None = None, paper_id: UUID | None = None
) -> list[SentRow]:
    """Packages we made, the newest first."""
    query = select(SentPackage)
    if direction is not None:
        query = query.where(SentPackage.direction == direction)
    if paper_id is not None:
        query = query.where(SentPackage.paper_id == paper_id)
    order = (SentPackage.made_at.desc(), SentPackage.sequence.desc(), SentPackage.id)
    return _rows(session, query.order_by(*order))


def sent_line(session: Session, receiver: str, duty: str, period: str) -> list[SentRow]:
    """Packages that go up for one receiver, duty and period, by sequence; tests are left out."""
    query = select(SentPackage).where(
        SentPackage.direction == UP,
        SentPackage.kind != TEST,
        SentPackage.receiver_code == receiver,
        SentPackage.duty == duty,
        SentPackage.period == period,
    )
    return _rows(session, query.order_by(SentPackage.sequence, SentPackage.made_at))


def newest_left(line: Sequence[SentRow]) -> SentRow | None:
    """The package of a line with the highest sequence that was ever written out."""
    left = [one for one in line if one.has_left]
    return max(left, key=lambda one: one.sequence, default=None)


def find_sent_by_code(session: Session, check_code: str) -> list[SentRow]:
    """Packages with a check code (ten signs, bare), the newest first."""
    query = select(SentPackage).where(SentPackage.check_code == check_code)
    return _rows(session, query.order_by(SentPackage.made_at.desc(), SentPackage.id))


def list_copies(
    session: Session, last: int = _LAST, package_id: UUID | None = None
) -> list[CopyRow]:
    """The last copies that were written out, the newest first."""
    query = (
        select(SentCopy, SentPackage)
        .join(SentPackage, SentPackage.id == SentCopy.package_id)
        .order_by(SentCopy.at.desc(), SentCopy.id)
        .limit(last)
    )
    if package_id is not None:
        query = query.where(SentCopy.package_id == package_id)
    return [
        CopyRow(
            package_id=package.id,
            at=copy.at,
            way=SendWay(copy.way),
            place=copy.place,
            file_name=package.file_name,
            kind=package.kind,
            duty=package.duty,
            period=package.period,
            sequence=package.sequence,
            receiver_name=package.receiver_name,
        )
        for copy, package in session.execute(query)
    ]


def sent_row(one: SentPackage) -> SentRow:
    """The frozen row of a record."""
    return SentRow(
        id=one.id,
        direction=one.direction,
        kind=one.kind,
        receiver_code=one.receiver_code,
        receiver_name=one.receiver_name,
        duty=one.duty,
        period=one.period,
        first=one.first,
        last=one.last,
        sequence=one.sequence,
        supersedes=one.supersedes,
        reason=one.reason,
        privacy=one.privacy,
        template=one.template,
        paper_id=one.paper_id,
        version_id=one.version_id,
        package_hash=one.package_hash,
        content_hash=one.content_hash,
        check_code=one.check_code,
        file_name=one.file_name,
        file_sha256=one.file_sha256,
        made_at=one.made_at,
        made_by=one.made_by,
        state=SentState(one.state),
        answered_at=one.answered_at,
        new_deadline=one.new_deadline,
        basis=tuple(one.basis),
    )


def _rows(session: Session, query: Select[tuple[SentPackage]]) -> list[SentRow]:
    return [sent_row(one) for one in session.scalars(query)]
