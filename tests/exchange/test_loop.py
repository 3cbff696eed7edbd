"""The whole loop on disk: cards, package, return, correction, acceptance, receipt; both ways."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.figure_rows import CellState, Column
from app.exchange.check_code import check_code, read_code, shown_code
from app.exchange.delivery import deliver
from app.exchange.manifest import Direction, PackageKind, Privacy
from app.exchange.names import receipt_name
from app.exchange.office_cards import CARD_SUFFIX, card_bytes, card_of, new_keys, pinned, read_card
from app.exchange.order import Held, Standing, in_force, line_of, place
from app.exchange.packing import Sender, content_hash_of, make_package, new_salt
from app.exchange.reading import Desk, KnownUnit, Package, read_file, read_package
from app.exchange.receipt import (
    Decision,
    PointKind,
    ReceiptPoint,
    Result,
    fits,
    read_receipt,
    receipt_bytes,
    receipt_for,
)
from app.exchange.refusals import PackageError, Refusal
from tests.exchange.offices import NOW, draft, records


def office(folder: Path, code: str, name: str) -> Sender:
    """First run: keys, and the card on disk."""
    folder.mkdir()
    keys = new_keys()
    card = card_of(keys, code, name, NOW)
    (folder / f"the{CARD_SUFFIX}").write_bytes(card_bytes(card))
    return Sender(keys, card)


def enrolled(folder: Path, heard: str) -> KnownUnit:
    card = read_card((folder / f"the{CARD_SUFFIX}").read_bytes())
    return KnownUnit(card.unit_code, card.unit_name, pinned(card, heard, NOW))


def kept(package: Package) -> Held:
    manifest = package.manifest
    return Held(
        line_of(manifest),
        manifest.package_id,
        package.package_hash,
        manifest.sequence,
        manifest.kind,
        NOW,
    )


def test_from_card_to_receipt(tmp_path: Path) -> None:
    commune = office(tmp_path / "xa", "26734", "UBND xã Mẫu Thượng")
    province = office(tmp_path / "so", "79", "Sở Nội vụ tỉnh Mẫu")
    stick = tmp_path / "usb"
    stick.mkdir()
    unit = enrolled(tmp_path / "xa", commune.card.short_code)
    above = enrolled(tmp_path / "so", province.card.short_code)
    assert above.pin is not None
    at = Desk(
        card=province.card,
        keys=province.keys,
        units={unit.code: unit},
        templates={"bieu-nam": 1},
    )

    # The commune sends; its paper carries the code of the very figures.
    first = draft(receiver_card=above.pin.card, salt=new_salt(), privacy=Privacy.SENSITIVE)
    printed = shown_code(check_code(content_hash_of(first))).lower()
    made = make_package(first, commune)
    path = deliver(stick, made.file_name, made.content).path
    received = read_package(read_file(path), at)
    assert place(received.manifest, received.package_hash, []).standing is Standing.FIRST
    assert read_code(printed) == received.manifest.check_code
    there = [kept(received)]

    # Returned with a cell to mend; the commune's program knows which.
    point = ReceiptPoint(kind=PointKind.MEND, words="Số nữ?", indicator="CT.01", sex=Column.WOMEN)
    decision = Decision(
        receipt_id=UUID(int=9),
        result=Result.RETURNED,
        signer="Trần Văn Mẫu",
        made_at=NOW,
        points=(point,),
        new_deadline=date(2026, 12, 25),
    )
    slip = receipt_for(received.manifest, received.package_hash, decision, province.card)
    back = deliver(
        stick, receipt_name(received.manifest), receipt_bytes(slip, province.keys, province.card)
    )
    signed = read_receipt(back.path.read_bytes())
    assert fits(signed, made.manifest, made.package_hash, above.pin.card)
    assert signed.receipt.points == (point,)

    # The correction replaces it, the old one coming again does nothing.
    figures = tuple(
        replace(cell, value=cell.value + 1)
        if cell.indicator == "CT.01" and cell.sex is not Column.MEN and cell.value is not None
        else cell
        for cell in records().figures
    )
    second = replace(
        first,
        package_id=UUID(int=2),
        kind=PackageKind.CORRECTION,
        sequence=2,
        supersedes=first.package_id,
        reason="Sửa số nữ",
        records=replace(records(), figures=figures),
    )
    again = make_package(second, commune)
    assert again.manifest.check_code != made.manifest.check_code
    corrected = read_package(again.content, at)
    placed = place(corrected.manifest, corrected.package_hash, there)
    assert (placed.standing, placed.replaces) == (Standing.REPLACES, first.package_id)
    there.append(kept(corrected))
    newest = in_force(there)
    assert newest is not None
    assert newest.package_id == UUID(int=2)
    with pytest.raises(PackageError) as caught:
        place(received.manifest, received.package_hash, there)
    assert caught.value.refusals == {Refusal.SAME_AGAIN}
    changed = {
        (cell.indicator, cell.sex): (old.value, cell.value)
        for old, cell in zip(received.records.figures, corrected.records.figures, strict=True)
        if old != cell
    }
    assert changed == {
        ("CT.01", Column.WOMEN): (Decimal(15), Decimal(16)),
        ("CT.01", Column.TOTAL): (Decimal(27), Decimal(28)),
    }


def test_down_the_same_way(tmp_path: Path) -> None:
    commune = office(tmp_path / "xa", "26734", "UBND xã Mẫu Thượng")
    province = office(tmp_path / "so", "79", "Sở Nội vụ tỉnh Mẫu")
    above = enrolled(tmp_path / "so", province.card.short_code)
    usual = draft()
    down = replace(
        usual,
        direction=Direction.DOWN,
        unit=replace(usual.unit, code="79", name=province.card.unit_name, parent=""),
        receiver=replace(usual.receiver, code="26734", name=commune.card.unit_name),
        receiver_card=commune.card,
    )
    at = Desk(
        card=commune.card,
        keys=commune.keys,
        units={"79": replace(above, above=True)},
        templates={"bieu-nam": 1},
    )
    read = read_package(make_package(down, province).content, at)
    assert read.manifest.direction is Direction.DOWN
    assert read.records.figures[0].state is CellState.VALUE
