"""Receipts that come back: they set the state of what we sent and open the cells to be mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.parcels import SentState
from app.errors import AppError
from app.exchange.manifest import Manifest, PackageKind
from app.exchange.office_cards import Pin
from app.exchange.reading import look_into
from app.exchange.receipt import (
    RESULT_WORDS,
    PointKind,
    Receipt,
    ReceiptError,
    ReceiptPoint,
    Result,
    SignedReceipt,
    fits,
    read_receipt,
)
from app.queries.kept_files import read_kept
from app.queries.receipts import is_read
from app.queries.seals import find_seal
from app.queries.sent import SentRow, find_sent, get_sent
from app.services.sent import ReceiptDraft, RemarkDraft, keep_receipt
from app.workflows.parcels.frozen import frozen_of
from app.workflows.parcels.pins import pin_of

_NOTHING: Final = "Trạng thái báo cáo vẫn giữ nguyên."


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What a receipt did. ``again``: it was read before and nothing happened.

    ``opened`` counts the points that are open now; ``package`` is the package as it stands now.
    """

    receipt: Receipt
    package: SentRow
    again: bool
    opened: int
    sentence: str

    @property
    def result(self) -> Result:
        """What the receiver decided."""
        return self.receipt.result

    @property
    def points(self) -> tuple[ReceiptPoint, ...]:
        """The receiver's points, in order."""
        return self.receipt.points

    @property
    def new_deadline(self) -> date | None:
        """Until when the correction is awaited."""
        return self.receipt.new_deadline


def read_receipt_file(db: Database, content: bytes, now: datetime) -> AnswerRow:
    """Take a receipt in; one that was read before does nothing.

    Raises:
        ReceiptError: damaged, of a package that is not in this book, or not signed by the
            receiver whose card is pinned; nothing has changed.
        DataFileError: the package kept with us cannot be read.
    """
    signed = read_receipt(content)
    receipt = signed.receipt
    package = db.read(find_sent, receipt.package_id)
    if package is None:
        raise ReceiptError(
            f"Phiếu này là của gói không có trong sổ ({receipt.duty}, kỳ {receipt.period}, lần "
            f"{receipt.sequence}). {_NOTHING} Hãy xem lại phiếu có đúng của đơn vị mình không, hoặc "
            "mở trên máy đã làm gói."
        )
    _check_signer(db, signed, package)
    if db.read(is_read, receipt.receipt_id):
        return _answer(db, receipt, again=True, opened=0)
    draft = _draft(receipt, package, _periods(db, package))
    opens = db.write(keep_receipt, draft, content, now)
    return _answer(db, receipt, again=False, opened=len(receipt.points) if opens else 0)


def _check_signer(db: Database, signed: SignedReceipt, package: SentRow) -> None:
    pin: Pin | None = db.read(pin_of, package.receiver_code)
    if pin is None:
        raise ReceiptError(
            f"Chưa ghi nhận thẻ cơ quan của {package.receiver_name} nên chưa biết phiếu có đúng của "
            f"nơi ấy không. {_NOTHING} Hãy xin thẻ cơ quan, đối chiếu mã thẻ qua điện thoại, ghi nhận "
            "ở mục Đơn vị rồi đọc lại phiếu."
        )
    if signed.card.fingerprint in pin.earlier:
        raise ReceiptError(
            f"Phiếu này ký bằng khóa cũ của {package.receiver_name}, đã được thay bằng thẻ đang ghi "
            f"nhận. {_NOTHING} Hãy đề nghị nơi nhận mở lại gói, ghi lại kết quả rồi gửi phiếu mới.",
            detail=signed.card.fingerprint,
        )
    manifest: Manifest = look_into(db.read(read_kept, package.file_sha256)).manifest
    if not fits(signed, manifest, package.package_hash, pin.card):
        raise ReceiptError(
            f"Phiếu này không phải do {package.receiver_name} ký cho đúng gói đã gửi. {_NOTHING} "
            "Hãy gọi điện hỏi nơi nhận; nếu nơi nhận đã đổi khóa thì xin thẻ cơ quan mới trước.",
            detail=signed.card.fingerprint,
        )


def _periods(db: Database, package: SentRow) -> Mapping[str, str]:
    """Of which period the figures of each indicator are: a form of the term, of the year …"""
    seal = db.read(find_seal, package.version_id) if package.version_id else None
    if seal is None:
        return {}
    try:
        return frozen_of(db, seal).periods
    except AppError:
        # The points are worth more than the exact cell.
        return {}


def _draft(receipt: Receipt, package: SentRow, periods: Mapping[str, str]) -> ReceiptDraft:
    return ReceiptDraft(
        id=receipt.receipt_id,
        package_id=package.id,
        result=_state(receipt.result, package),
        signer=receipt.signer,
        made_at=receipt.made_at,
        new_deadline=receipt.new_deadline,
        remarks=tuple(
            RemarkDraft(
                kind=point.kind,
                words=point.words,
                period=periods.get(point.indicator, package.period),
                indicator=point.indicator,
                sex=point.sex or "",
                grp=point.group,
                activity_id=point.activity,
            )
            for point in receipt.points
        ),
    )


def _state(result: Result, package: SentRow) -> SentState:
    accepted = (Result.ACCEPTED, Result.ACCEPTED_WITH_WARNINGS)
    if package.kind == PackageKind.WITHDRAWAL and result in accepted:
        return SentState.WITHDRAWN
    return SentState(result.value)


def _answer(db: Database, receipt: Receipt, *, again: bool, opened: int) -> AnswerRow:
    package = db.read(get_sent, receipt.package_id)
    return AnswerRow(
        receipt=receipt,
        package=package,
        again=again,
        opened=opened,
        sentence=_again(receipt) if again else _sentence(receipt, package, opened),
    )


def _again(receipt: Receipt) -> str:
    return (
        f"Phiếu này đã đọc rồi ({RESULT_WORDS[receipt.result].lower()}). {_NOTHING} "
        "Không cần làm gì thêm."
    )


def _sentence(receipt: Receipt, package: SentRow, opened: int) -> str:
    """What happened, what is safe, what to do."""
    said = (
        f"{receipt.receiver_name}: {RESULT_WORDS[receipt.result].lower()} (lần {receipt.sequence})."
    )
    said_state = _state(receipt.result, package)
    if package.state is SentState.WITHDRAWN and said_state is not SentState.WITHDRAWN:
        return f"{said} Gói này đã rút lại sau đó nên không cần làm gì thêm."
    if package.state is not said_state:
        return f"{said} Đã có phiếu mới hơn cho gói này nên trạng thái giữ theo phiếu mới."
    if receipt.result is Result.RETURNED and not opened:
        return f"{said} Đã gửi gói mới hơn thay gói này nên không cần sửa theo phiếu này."
    if receipt.result is Result.RETURNED:
        until = receipt.new_deadline
        day = f" trước ngày {format_date(until)}" if until else ""
        mend = sum(point.kind is PointKind.MEND for point in receipt.points)
        return (
            f"{said} Có {mend} điểm cần sửa, {opened - mend} điểm cần lưu ý; số liệu trong sổ chưa "
            f"thay đổi. Hãy sửa các ô được đánh dấu, mở bản mới của báo cáo, ban hành rồi gửi lại{day}."
        )
    if receipt.result is Result.REFUSED:
        return f"{said} Số liệu trong sổ vẫn nguyên. Hãy xem lý do trong phiếu rồi hỏi nơi nhận."
    noted = f" Có {len(receipt.points)} điểm cần lưu ý." if receipt.points else ""
    return f"{said}{noted} Phiếu đã được lưu; không cần làm gì thêm."
