"""Packages of ours put straight into the tables: sent and waiting, or returned with points."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.parcels import SendWay, SentState
from app.domain.periods import parse_period
from app.models import ReceiptRead, ReceiptRemark, SentCopy, SentPackage
from app.services.kept_files import keep_file

SENT_AT = datetime(2026, 11, 12, 2, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 11, 18, 2, tzinfo=UTC)
NEW_DAY = date(2026, 12, 25)
ABOVE = "Sở Nội vụ tỉnh Mẫu"


def add_sent(
    db: Database, duty: str = "report_year", period: str = "2026", paper_id: UUID | None = None
) -> UUID:
    """A package that was copied to a stick on 12/11/2026 and has no receipt yet."""
    return db.write(_sent, duty, period, paper_id)


def add_returned(
    db: Database,
    points: Sequence[Mapping[str, Any]],
    *,
    period: str = "2026",
    paper_id: UUID | None = None,
) -> UUID:
    """The year's report, returned on 18/11/2026; each point has ``words`` and what it names."""

    def returned(session: Session) -> UUID:
        package = _sent(session, "report_year", period, paper_id)
        kept = session.get_one(SentPackage, package)
        kept.state, kept.answered_at, kept.new_deadline = SentState.RETURNED, ANSWERED_AT, NEW_DAY
        receipt = ReceiptRead(
            package_id=package,
            result=SentState.RETURNED,
            signer="Trần Văn Mẫu",
            made_at=ANSWERED_AT,
            read_at=ANSWERED_AT,
            new_deadline=NEW_DAY,
            file_sha256=kept.file_sha256,
        )
        session.add(receipt)
        session.flush()
        for position, point in enumerate(points):
            facts = {"kind": "mend", "period": period, **point}
            session.add(ReceiptRemark(receipt_id=receipt.id, position=position, **facts))
        return package

    return db.write(returned)


def _sent(session: Session, duty: str, period: str, paper_id: UUID | None) -> UUID:
    about = parse_period(period)
    kept = SentPackage(
        direction="up",
        kind="original",
        receiver_code="79",
        receiver_name=ABOVE,
        duty=duty,
        period=about.code,
        first=about.first,
        last=about.last,
        sequence=1,
        privacy="internal",
        template="bieu_nam",
        paper_id=paper_id,
        package_hash="0" * 64,
        content_hash="0" * 64,
        check_code="7K2M94QXTD",
        file_name="goi.bdg-goi",
        file_sha256=keep_file(session, uuid4().bytes),
        made_at=SENT_AT,
        made_by="Nguyễn Thị Mẫu",
        state=SentState.WRITTEN,
    )
    session.add(kept)
    session.flush()
    session.add(SentCopy(package_id=kept.id, at=SENT_AT, way=SendWay.FOLDER, place="USB"))
    return kept.id
