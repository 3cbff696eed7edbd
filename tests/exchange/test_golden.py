"""Packages of every released format, made once and kept: they are read for ever.

Never make these files anew; a new format gets new ones beside them.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.exchange.manifest import PackageKind, Privacy
from app.exchange.office_cards import read_card
from app.exchange.reading import Desk, look_into, read_file, read_package
from app.exchange.receipt import Result, fits, read_receipt
from tests.exchange.offices import COMMUNE, FIRST_ID, PAPER, PDF, PROVINCE, desk, records

PACKAGES = Path(__file__).resolve().parents[1] / "data" / "packages"
CODE = "XSPKJPM82F"
CONTENT_HASH = "ee2b1856660383bb812e7587b51929ca58ed9b806b6574b769717f1c20f28e7c"
PACKAGE_HASH = "e62d2ce2f9b76a2c64824108b34862b36d0ec8a4fe6ed1e270d64fbc0f1df9e9"


def golden(name: str) -> bytes:
    return read_file(PACKAGES / name)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("v1.0-original.bdg-goi", {}),
        ("v1.0-sealed-correction.bdg-goi", {}),
        ("v1.0-passphrase.bdg-goi", {"passphrase": "câu bí mật"}),
        ("v1.0-passphrase.bdg-goi", {"card": COMMUNE.card, "keys": COMMUNE.keys, "reads_own": True}),
    ],
)  # fmt: skip
def test_a_package_of_format_1_0_is_read(name: str, changes: dict[str, Any]) -> None:
    at: Desk = replace(desk(), **changes)
    package = read_package(golden(name), at)
    assert package.records == records()
    assert package.papers == {PAPER: PDF}
    assert package.manifest.format_version == "1.0"
    assert package.manifest.content_hash == CONTENT_HASH
    assert package.manifest.check_code == CODE
    assert package.manifest.unit.code == "26734"


def test_its_manifest_says_what_it_said() -> None:
    original = look_into(golden("v1.0-original.bdg-goi"))
    assert original.package_hash == PACKAGE_HASH
    assert original.manifest.package_id == FIRST_ID
    assert [one.indicator for one in original.manifest.totals or ()] == ["CT.01", "CT.02", "VL.02"]
    correction = look_into(golden("v1.0-sealed-correction.bdg-goi")).manifest
    assert correction.kind is PackageKind.CORRECTION
    assert (correction.package_id, correction.supersedes) == (UUID(int=2), FIRST_ID)
    assert correction.privacy is Privacy.SENSITIVE
    assert correction.reason == "Sửa số nữ"


def test_a_card_and_a_receipt_of_format_1_0_are_read() -> None:
    card = read_card((PACKAGES / "v1.0-commune.bdg-the").read_bytes())
    assert card == COMMUNE.card
    assert card.short_code == "59P3-F336-X8AB"
    signed = read_receipt((PACKAGES / "v1.0-returned.bdg-phieu").read_bytes())
    assert signed.receipt.result is Result.RETURNED
    assert [point.indicator for point in signed.receipt.points] == ["CT.01", "", ""]
    original = look_into(golden("v1.0-original.bdg-goi"))
    assert fits(signed, original.manifest, original.package_hash, PROVINCE.card)
