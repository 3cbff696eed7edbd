"""Packages accepted or returned point by point, and the receipt that tells their sender."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.exports import ExportOf, ExportWay
from app.domain.figure_rows import Column
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.personal_data import refuse_personal
from app.errors import NotFoundError, ValidationError
from app.exchange.delivery import Delivered, deliver
from app.exchange.manifest import Manifest, PackageKind
from app.exchange.names import receipt_name
from app.exchange.packing import Sender
from app.exchange.reading import look_into
from app.exchange.receipt import (
    Decision,
    PointKind,
    ReceiptPoint,
    Result,
    read_receipt,
    receipt_bytes,
    receipt_for,
)
from app.queries.indicators import list_indicators, sensitive_codes
from app.queries.kept_files import read_kept
from app.queries.office import list_signers
from app.queries.received import (
    UP,
    ReceivedRow,
    find_received,
    received_activities,
    received_cells,
)
from app.services.received import SettlePackage, settle
from app.workflows.exports import record_file
from app.workflows.parcels.desk import own_office

_STATES: Final = {
    Result.ACCEPTED: ReceivedState.ACCEPTED,
    Result.ACCEPTED_WITH_WARNINGS: ReceivedState.ACCEPTED_WITH_WARNINGS,
    Result.RETURNED: ReceivedState.RETURNED,
    Result.WITHDRAWN: ReceivedState.WITHDRAWN,
}
_RESULTS: Final = {state: result for result, state in _STATES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """What the officer decides of a package.

    ``note`` becomes a point on the whole package; ``signer`` is who decides, the office's first
    signer when empty. ``new_deadline`` belongs to a return. ``revision`` is that of the row the
    officer has seen, None for the newest.
    """

    package_id: UUID
    result: Result
    points: tuple[ReceiptPoint, ...] = ()
    new_deadline: date | None = None
    note: str = ""
    signer: str = ""
    revision: int | None = None


def decide(
    db: Database, command: Decide, now: datetime, sender: Sender | None = None
) -> ReceivedRow:
    """Accept, return or note the withdrawal of a package; its receipt is signed and kept.

    What was decided before is replaced; which package of the line counts is found anew.

    Args:
        sender: our card and keys when the caller has them.

    Raises:
        NotFoundError: no such package.
        ConflictError: somebody else has decided since it was seen.
        ValidationError: a decision that cannot be (``field`` "result", "points", "new_deadline"),
            or one that would change settled totals ("closed"); nothing is written.
        CardError: our keys are damaged.
    """
    row = db.read(find_received, command.package_id)
    points = _points(command)
    _check(db, row, replace(command, points=points), now)
    decision = Decision(
        receipt_id=uuid4(),
        result=command.result,
        signer=command.signer.strip() or _first_signer(db),
        made_at=now,
        points=points,
        new_deadline=command.new_deadline,
    )
    by_package = row.origin is ParcelOrigin.PACKAGE
    receipt = _receipt(db, row, decision, sender) if by_package else None
    db.write(
        settle,
        SettlePackage(
            package_id=row.id,
            revision=row.revision if command.revision is None else command.revision,
            state=_STATES[command.result],
            decided_at=now,
            decided_by=decision.signer,
            points=[_plain(point) for point in points],
            new_deadline=command.new_deadline,
            receipt_id=decision.receipt_id,
            receipt=receipt,
        ),
    )
    return db.read(find_received, row.id)


def write_receipt(db: Database, package_id: UUID, folder: Path) -> Delivered:
    """Write the receipt of a package into a folder or onto a stick, read back and verified.

    Raises:
        NotFoundError: nothing was decided yet, or there is no package to answer.
        DeliveryError: it did not get there; the decision stands.
    """
    row = db.read(find_received, package_id)
    if row.receipt_sha256 is None:
        raise NotFoundError(
            "Số liệu này không đến bằng gói nên không có phiếu gửi lại; hãy in phiếu giấy."
            if row.origin is not ParcelOrigin.PACKAGE
            else "Gói này chưa được tiếp nhận hay trả lại nên chưa có phiếu. Hãy xem gói trước."
        )
    content = db.read(read_kept, row.receipt_sha256)
    done = deliver(folder, receipt_name(manifest_of(db, row)), content)
    of = ExportOf(f"Phiếu tiếp nhận: {row.unit_name}", "received_package", row.id)
    record_file(db, done.path, of, ExportWay.PACKAGE)
    return done


def manifest_of(db: Database, row: ReceivedRow) -> Manifest:
    """The manifest of a package that is kept.

    Raises:
        NotFoundError, DataFileError: its file is gone or damaged.
    """
    assert row.file_sha256 is not None
    return look_into(db.read(read_kept, row.file_sha256)).manifest


def points_of(row: ReceivedRow) -> tuple[ReceiptPoint, ...]:
    """The points of what was decided, as they stand in the receipt."""
    return tuple(
        ReceiptPoint(
            kind=PointKind(point["kind"]),
            words=point["words"],
            indicator=point["indicator"],
            sex=Column(point["sex"]) if point["sex"] else None,
            group=point["group"],
            activity=UUID(point["activity"]) if point["activity"] else None,
        )
        for point in row.points
    )


def result_of(db: Database, row: ReceivedRow) -> Result | None:
    """What was decided; None before. A trial stays one: what was said of it stands in its receipt."""
    if row.decided_at is None:
        return None
    if row.state in _RESULTS or row.receipt_sha256 is None:
        return _RESULTS.get(row.state)
    return read_receipt(db.read(read_kept, row.receipt_sha256)).receipt.result


def _receipt(db: Database, row: ReceivedRow, decision: Decision, sender: Sender | None) -> bytes:
    signing = sender or own_office(db, decision.made_at).sender
    receipt = receipt_for(manifest_of(db, row), row.package_hash, decision, signing.card)
    return receipt_bytes(receipt, signing.keys, signing.card)


def _points(command: Decide) -> tuple[ReceiptPoint, ...]:
    note = command.note.strip()
    whole = (ReceiptPoint(kind=PointKind.NOTE, words=note),) if note else ()
    return (*command.points, *whole)


def _check(db: Database, row: ReceivedRow, command: Decide, now: datetime) -> None:
    if row.direction != UP:
        raise ValidationError(
            "Gói của cấp trên không tiếp nhận hay trả lại. Hãy xem rồi chọn phần lấy vào sổ.",
            field="result",
        )
    if command.result not in _STATES:
        raise ValidationError("Gói đã nhận vào sổ thì tiếp nhận hoặc trả lại.", field="result")
    withdraws = row.kind == PackageKind.WITHDRAWAL
    if withdraws != (command.result is Result.WITHDRAWN) and command.result is not Result.RETURNED:
        raise ValidationError(
            "Gói rút lại thì ghi nhận rút lại, hoặc trả lại."
            if withdraws
            else "Đơn vị không rút lại gói này; hãy tiếp nhận hoặc trả lại.",
            field="result",
        )
    _check_points(db, row, command.points)
    _check_return(command, now)


def _check_return(command: Decide, now: datetime) -> None:
    if command.result is not Result.RETURNED:
        if command.new_deadline is not None:
            raise ValidationError("Thời hạn mới chỉ đi cùng với trả lại.", field="new_deadline")
        return
    if not command.points:
        raise ValidationError(
            "Trả lại thì cần ghi ít nhất một lý do. Gói vẫn chờ xem. Hãy ghi lý do.", field="points"
        )
    today = now.astimezone().date()
    if command.new_deadline is not None and command.new_deadline < today:
        raise ValidationError(
            f"Thời hạn mới {format_date(command.new_deadline)} đã qua. Hãy ghi ngày khác.",
            field="new_deadline",
        )


def _check_points(db: Database, row: ReceivedRow, points: Sequence[ReceiptPoint]) -> None:
    """Every point says something of a cell, an activity or the whole of this very package."""
    if any(not point.words.strip() for point in points):
        raise ValidationError("Mỗi điểm phải có lời ghi.", field="points")
    named = {point.indicator for point in points if point.indicator}
    if named:
        cells = db.read(received_cells, (row.id,))[row.id]
        # A figure that the unit forgot is asked for, too.
        there = {place.indicator for place in cells} | db.read(list_indicators).keys()
        _refuse_strange(sorted(named - there), "chỉ tiêu")
    kinds: dict[UUID, str] = {}
    asked = {point.activity for point in points if point.activity}
    if asked:
        kinds = {one.activity_id: one.kind for one in db.read(received_activities, row.id)}
        _refuse_strange([str(one) for one in asked - kinds.keys()], "hoạt động")
    sensitive = db.read(sensitive_codes)
    for point in points:
        about = {point.indicator, kinds.get(point.activity, "") if point.activity else ""}
        if not about.isdisjoint(sensitive):
            refuse_personal(point.words, "points")


def _refuse_strange(strange: Sequence[str], what: str) -> None:
    if strange:
        raise ValidationError(
            f"Trong gói không có {what} {', '.join(strange)}. Chưa ghi gì. Hãy chọn lại.",
            field="points",
        )


def _plain(point: ReceiptPoint) -> dict[str, Any]:
    """A point as a receipt writes it."""
    return {
        "kind": point.kind.value,
        "words": point.words,
        "indicator": point.indicator,
        "sex": point.sex.value if point.sex else None,
        "group": point.group,
        "activity": str(point.activity) if point.activity else None,
    }


def _first_signer(db: Database) -> str:
    signers = db.read(list_signers)
    return signers[0].name if signers else ""
