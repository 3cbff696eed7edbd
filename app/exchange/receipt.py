"""The receipt of a package: what the receiver decided, point by point, signed; exchange.md rule 11."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from app.domain.figure_rows import Column
from app.errors import AppError
from app.exchange import crypt
from app.exchange import shapes as s
from app.exchange.canonical import JsonError, TextError, canonical, cleaned, read_json
from app.exchange.manifest import PERIOD_CODE, Manifest
from app.exchange.office_cards import (
    CARD_SHAPE,
    OfficeCard,
    OfficeKeys,
    as_base64,
    card_in,
    from_base64,
)
from app.exchange.record_shapes import More, record
from app.exchange.shapes import Shape, WrongError

_FORMAT: Final = "bdg-phieu"
_VERSION: Final = "1.0"
_PURPOSE: Final = b"bdg-phieu/1 signature\0"
LARGEST_RECEIPT: Final = 2_000_000


class ReceiptError(AppError):
    """A receipt cannot be used."""


class Result(StrEnum):
    """What became of a package."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


RESULT_WORDS: Final = {
    Result.ACCEPTED: "Đã tiếp nhận",
    Result.ACCEPTED_WITH_WARNINGS: "Đã tiếp nhận, có điểm cần lưu ý",
    Result.RETURNED: "Trả lại để sửa",
    Result.WITHDRAWN: "Đã ghi nhận rút lại",
    Result.REFUSED: "Không nhận",
}


class PointKind(StrEnum):
    """How much a point weighs: to be mended, or only to be known."""

    MEND = "mend"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPoint(More):
    """One remark. ``indicator`` with ``sex`` and ``group`` names a cell, ``activity`` an activity;
    a point on the whole package names neither."""

    kind: PointKind
    words: str
    indicator: str = ""
    sex: Column | None = None
    group: str = ""
    activity: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(More):
    """What goes back to the sender. ``new_deadline`` only with RETURNED."""

    receipt_id: UUID
    package_id: UUID
    package_hash: str
    content_hash: str
    check_code: str
    sequence: int
    unit: str
    receiver: str
    receiver_name: str
    duty: str
    period: str
    result: Result
    points: tuple[ReceiptPoint, ...]
    new_deadline: date | None
    signer: str
    made_at: datetime
    format: str = _FORMAT
    format_version: str = _VERSION


_POINT: Final = record(
    ReceiptPoint,
    {
        "kind": s.choice(PointKind),
        "words": s.text(2000, lines=True, blank=False),
        "indicator": s.CODE_OR_NONE,
        "sex": s.optional(s.choice(Column)),
        "group": s.CODE_OR_NONE,
        "activity": s.optional(s.ID),
    },
    open_=True,
)
_FIELDS: Final[dict[str, Shape[Any]]] = {
    "format": s.matching(_FORMAT, "phải là bdg-phieu"),
    "format_version": s.matching(r"1\.[0-9]{1,4}", "phải là 1.0"),
    "receipt_id": s.ID,
    "package_id": s.ID,
    "package_hash": s.DIGEST,
    "content_hash": s.DIGEST,
    "check_code": s.matching(r"[0-9A-Z]{10}", "phải là mã đối chiếu"),
    "sequence": s.whole(1, 9999),
    "unit": s.CODE,
    "receiver": s.CODE,
    "receiver_name": s.text(300, blank=False),
    "duty": s.CODE,
    "period": PERIOD_CODE,
    "result": s.choice(Result),
    "points": s.list_of(_POINT, 2000),
    "new_deadline": s.optional(s.DAY),
    "signer": s.text(300),
    "made_at": s.MOMENT,
}
RECEIPT_SHAPE: Final[Shape[Receipt]] = record(Receipt, _FIELDS, open_=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the receiving officer decided about a package."""

    receipt_id: UUID
    result: Result
    signer: str
    made_at: datetime
    points: tuple[ReceiptPoint, ...] = ()
    new_deadline: date | None = None


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt and the card it was signed with; whether that card is pinned is the reader's to ask."""

    receipt: Receipt
    card: OfficeCard


def receipt_for(
    manifest: Manifest, package_hash: str, decision: Decision, card: OfficeCard
) -> Receipt:
    """The receipt of a package."""
    return Receipt(
        receipt_id=decision.receipt_id,
        package_id=manifest.package_id,
        package_hash=package_hash,
        content_hash=manifest.content_hash,
        check_code=manifest.check_code,
        sequence=manifest.sequence,
        unit=manifest.unit.code,
        receiver=card.unit_code,
        receiver_name=card.unit_name,
        duty=manifest.duty,
        period=manifest.period.code,
        result=decision.result,
        points=decision.points,
        new_deadline=decision.new_deadline,
        signer=decision.signer,
        made_at=decision.made_at,
    )


def receipt_bytes(receipt: Receipt, keys: OfficeKeys, card: OfficeCard) -> bytes:
    """The receipt as a file, signed with the receiver's key.

    Raises:
        ReceiptError: a point without words, a return without a point.
    """
    said = cleaned(RECEIPT_SHAPE.write(receipt))
    _check_sense(receipt)
    try:
        RECEIPT_SHAPE.read(said)
    except WrongError as error:
        place, words = error.places[0]
        raise ReceiptError(
            f"Phiếu tiếp nhận chưa đúng ở {place.lstrip('.')}: {words}. Kết quả tiếp nhận vẫn "
            "giữ nguyên. Hãy sửa rồi làm lại phiếu."
        ) from error
    signature = as_base64(crypt.sign(keys.signing, _PURPOSE + canonical(said)))
    whole = {"card": CARD_SHAPE.write(card), "receipt": said, "signature": signature}
    return canonical(whole) + b"\n"


def read_receipt(content: bytes) -> SignedReceipt:
    """The receipt in a file, with a signature that is of its card.

    Raises:
        ReceiptError: no receipt, damaged, or signed by another.
    """
    try:
        found = _read(content)
    except (TextError, JsonError, WrongError) as error:
        raise _bad_receipt(str(error)) from error
    if found is None:
        raise _bad_receipt("signature")
    return found


def fits(signed: SignedReceipt, manifest: Manifest, package_hash: str, pinned: OfficeCard) -> bool:
    """Whether a receipt is of the package an office has sent, by the receiver whose card is pinned."""
    receipt = signed.receipt
    return (
        signed.card.fingerprint == pinned.fingerprint
        and receipt.receiver == manifest.receiver.code
        and receipt.package_id == manifest.package_id
        and receipt.package_hash == package_hash
        and receipt.unit == manifest.unit.code
    )


def _read(content: bytes) -> SignedReceipt | None:
    if len(content) > LARGEST_RECEIPT:
        raise JsonError("quá dài")
    value = read_json(content)
    if not isinstance(value, dict) or value.keys() != {"card", "receipt", "signature"}:
        raise JsonError("không phải phiếu")
    said, signature = value["receipt"], value["signature"]
    receipt, card = RECEIPT_SHAPE.read(said), card_in(value["card"])
    if card is None or not isinstance(signature, str) or card.unit_code != receipt.receiver:
        return None
    message = _PURPOSE + canonical(said)
    signed = crypt.is_signed(from_base64(card.signing_key), message, from_base64(signature[:100]))
    return SignedReceipt(receipt, card) if signed else None


def _check_sense(receipt: Receipt) -> None:
    if receipt.result is Result.RETURNED and not receipt.points:
        raise ReceiptError(
            "Trả lại thì cần ghi ít nhất một lý do. Kết quả tiếp nhận chưa thay đổi. Hãy ghi lý do."
        )


def _bad_receipt(detail: str) -> ReceiptError:
    return ReceiptError(
        "Tệp này không phải là phiếu tiếp nhận, hoặc phiếu đã hỏng hay bị sửa. Trạng thái báo cáo "
        "vẫn giữ nguyên. Hãy đề nghị nơi nhận gửi lại phiếu.",
        detail=detail,
    )
