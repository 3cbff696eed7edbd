"""The receipt: what it says comes back, only from the receiver, only for the package sent."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.domain.figure_rows import Column
from app.exchange.canonical import canonical
from app.exchange.names import receipt_name
from app.exchange.receipt import (
    RESULT_WORDS,
    Decision,
    PointKind,
    Receipt,
    ReceiptError,
    ReceiptPoint,
    Result,
    fits,
    read_receipt,
    receipt_bytes,
    receipt_for,
)
from tests.exchange.offices import NOW, OTHER, PROVINCE, package

MADE = package()
POINTS = (
    ReceiptPoint(
        kind=PointKind.MEND, words="Số nữ lớn bất thường", indicator="CT.01", sex=Column.WOMEN
    ),
    ReceiptPoint(kind=PointKind.MEND, words="Thiếu kinh phí", activity=UUID(int=77)),
    ReceiptPoint(kind=PointKind.NOTE, words="Gửi trễ 2 ngày"),
)


def returned(**changes: Any) -> Receipt:
    decision = Decision(
        receipt_id=UUID(int=5),
        result=Result.RETURNED,
        signer="Trần Văn Mẫu",
        made_at=NOW,
        points=POINTS,
        new_deadline=date(2026, 12, 20),
    )
    receipt = receipt_for(MADE.manifest, MADE.package_hash, decision, PROVINCE.card)
    return replace(receipt, **changes)


def as_file(receipt: Receipt) -> bytes:
    return receipt_bytes(receipt, PROVINCE.keys, PROVINCE.card)


def test_what_was_decided_comes_back() -> None:
    signed = read_receipt(as_file(returned()))
    assert signed.receipt == returned()
    assert signed.card == PROVINCE.card
    assert fits(signed, MADE.manifest, MADE.package_hash, PROVINCE.card)
    assert receipt_name(MADE.manifest) == "26734_bao-cao-nam_2026_lan-1.bdg-phieu"
    assert set(RESULT_WORDS) == set(Result)


def test_it_fits_no_other_package_and_no_other_receiver() -> None:
    signed = read_receipt(as_file(returned()))
    other = package(package_id=UUID(int=3))
    assert not fits(signed, other.manifest, MADE.package_hash, PROVINCE.card)
    assert not fits(signed, MADE.manifest, other.package_hash, PROVINCE.card)
    assert not fits(signed, MADE.manifest, MADE.package_hash, OTHER.card)


@pytest.mark.parametrize(
    "change",
    [
        {"result": "accepted"},
        {"points": []},
        {"new_deadline": None},
        {"package_hash": "0" * 64},
        {"receiver": "26737"},
        {"signer": "Người khác"},
        {"more_words": "x"},
    ],
)
def test_an_edited_receipt_is_refused(change: dict[str, Any]) -> None:
    value = json.loads(as_file(returned()))
    value["receipt"].update(change)
    with pytest.raises(ReceiptError, match="vẫn giữ nguyên"):
        read_receipt(canonical(value))


def test_another_office_cannot_sign_for_the_receiver() -> None:
    forged = receipt_bytes(returned(), OTHER.keys, OTHER.card)
    with pytest.raises(ReceiptError):
        read_receipt(forged)
    stolen = json.loads(as_file(returned()))
    stolen["signature"] = json.loads(forged)["signature"]
    with pytest.raises(ReceiptError):
        read_receipt(canonical(stolen))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"card":{},"receipt":{},"signature":1}', b" " * 2_000_001],
)
def test_what_is_no_receipt(content: bytes) -> None:
    with pytest.raises(ReceiptError, match="không phải là phiếu"):
        read_receipt(content)


def test_a_return_says_why() -> None:
    with pytest.raises(ReceiptError, match="ít nhất một lý do"):
        as_file(returned(points=()))
    empty = ReceiptPoint(kind=PointKind.NOTE, words=" ")
    with pytest.raises(ReceiptError, match="points"):
        as_file(returned(points=(empty,)))


def test_fields_of_a_newer_minor_version_are_kept() -> None:
    newer = returned(format_version="1.4", more=(("slip", "số 5"),))
    signed = read_receipt(as_file(newer))
    assert signed.receipt == newer
