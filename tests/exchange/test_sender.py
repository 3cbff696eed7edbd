"""Who sent a package to whom, who may open it: what is refused with which sentence."""

import json
from datetime import date
from decimal import Decimal

import pytest

from app.domain.figure_rows import Column
from app.exchange.canonical import canonical
from app.exchange.manifest import Direction, Privacy
from app.exchange.office_cards import Pin, card_of, pinned
from app.exchange.packing import make_package
from app.exchange.reading import KnownUnit, look_into, read_package
from app.exchange.records import (
    Records,
    TargetRecord,
)
from app.exchange.refusals import Refusal, Stage
from tests.exchange.offices import (
    COMMUNE,
    NOW,
    OTHER,
    PAPER,
    PDF,
    PROVINCE,
    desk,
    draft,
    keys_of,
    package,
    records,
    sensitive,
)
from tests.exchange.rebuild import members_of, resigned, with_manifest, with_members
from tests.exchange.refused import only, refused

FIGURES = "data/figures.json"
ACTIVITIES = "data/activities.json"


class TestWhoSentItToWhom:
    def test_a_package_for_another_office(self) -> None:
        assert only(package().content, card=OTHER.card) == (
            Stage.RECEIVER,
            Refusal.WRONG_RECEIVER,
        )

    def test_a_package_for_our_old_card(self) -> None:
        new = card_of(keys_of(9), "79", "Sở Nội vụ tỉnh Mẫu", NOW)
        content = package().content
        assert only(content, card=new) == (Stage.RECEIVER, Refusal.OTHER_KEY_OF_OURS)
        kept = desk(card=new, keys=keys_of(9), earlier=((PROVINCE.card, PROVINCE.keys),))
        assert read_package(content, kept).records == records()

    def test_an_unknown_unit_and_one_that_is_gone(self) -> None:
        content = package().content
        assert only(content, units={}) == (Stage.SENDER, Refusal.UNKNOWN_UNIT)
        gone = KnownUnit("26734", "xã cũ", last=date(2025, 6, 30))
        assert only(content, units={"26734": gone}) == (Stage.SENDER, Refusal.RENAMED_UNIT)

    def test_only_the_unit_above_sends_down(self) -> None:
        down = package(direction=Direction.DOWN).content
        assert only(down) == (Stage.SENDER, Refusal.WRONG_DIRECTION)
        above = {"26734": KnownUnit("26734", "Xã", Pin(COMMUNE.card, NOW), above=True)}
        assert only(package().content, units=above) == (Stage.SENDER, Refusal.WRONG_DIRECTION)
        assert read_package(down, desk(units=above)).records == records()

    def test_targets_do_not_go_up(self) -> None:
        target = TargetRecord("CT.01", 2027, Column.TOTAL, Decimal(1))
        down = package(
            direction=Direction.DOWN, records=Records(targets=(target,)), papers={}
        ).content
        content = resigned(down, COMMUNE, change=lambda head: head.update(direction="up"))
        assert only(content) == (Stage.RULES, Refusal.BROKEN_RULE)

    def test_a_changed_part(self) -> None:
        content = with_members(package().content, {PAPER: b"khac", FIGURES: b"{}"})
        error = refused(content)
        assert error.stage is Stage.HASHES
        assert {point.what for point in error.points} == {PAPER, FIGURES}

    def test_a_check_code_that_is_not_of_the_hash(self) -> None:
        content = with_manifest(
            package().content, lambda head: head.update(check_code="2222222222")
        )
        assert only(content) == (Stage.HASHES, Refusal.CHANGED_MANIFEST)

    def test_an_unsigned_package(self) -> None:
        content = with_members(package().content, {"signature.json": None})
        assert only(content) == (Stage.SIGNATURE, Refusal.UNSIGNED)

    @pytest.mark.parametrize("signature", [b"{}", b"[]", b"x", b'{"card":1,"signature":""}'])
    def test_a_signature_that_is_none(self, signature: bytes) -> None:
        content = with_members(package().content, {"signature.json": signature})
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_a_signature_that_is_no_text(self) -> None:
        made = package().content
        signed = json.loads(members_of(made)["signature.json"])
        content = with_members(made, {"signature.json": canonical({**signed, "signature": 5})})
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_any_change_of_the_manifest_breaks_the_signature(self) -> None:
        for change in (
            lambda head: head.update(created_by="Người khác"),
            lambda head: head.update(sequence=2),
            lambda head: head["unit"].update(name="Xã khác"),
        ):
            content = with_manifest(package().content, change)
            assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_a_replay_under_another_units_name(self) -> None:
        content = resigned(
            package().content, COMMUNE, change=lambda head: head["unit"].update(code="26737")
        )
        assert only(content) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)
        theirs = resigned(package().content, OTHER)
        assert only(theirs) == (Stage.SIGNATURE, Refusal.BAD_SIGNATURE)

    def test_an_unknown_and_a_changed_key_name_the_code_to_be_read_by_phone(self) -> None:
        content = package().content
        unit = KnownUnit("26734", "UBND xã Mẫu Thượng")
        error = refused(content, units={"26734": unit})
        assert error.refusals == {Refusal.UNKNOWN_KEY}
        assert COMMUNE.card.short_code in error.message
        old = card_of(keys_of(8), "26734", "UBND xã Mẫu Thượng", NOW)
        unit = KnownUnit("26734", "UBND xã Mẫu Thượng", Pin(old, NOW))
        error = refused(content, units={"26734": unit})
        assert error.refusals == {Refusal.CHANGED_KEY}
        assert COMMUNE.card.short_code in error.message

    def test_a_key_that_was_replaced_signs_nothing_new(self) -> None:
        new = card_of(keys_of(8), "26734", "UBND xã Mẫu Thượng", NOW)
        pin = pinned(new, new.short_code, NOW, Pin(COMMUNE.card, NOW))
        error = refused(package().content, units={"26734": KnownUnit("26734", "Xã", pin)})
        assert error.refusals == {Refusal.REPLACED_KEY}
        for words in (COMMUNE.card.short_code, "làm gói mới", "Không ghi nhận lại thẻ cũ"):
            assert words in error.message

    def test_a_form_we_do_not_have_and_a_newer_one(self) -> None:
        content = package().content
        assert only(content, templates={}) == (Stage.TEMPLATE, Refusal.UNKNOWN_TEMPLATE)
        assert only(content, templates={"bieu-nam": 0}) == (Stage.TEMPLATE, Refusal.NEWER_TEMPLATE)


class TestSealed:
    def test_receiver_and_sender_read_it(self) -> None:
        content = sensitive().content
        assert read_package(content, desk()).records == records()
        own = desk(card=COMMUNE.card, keys=COMMUNE.keys, reads_own=True)
        assert read_package(content, own).papers == {PAPER: PDF}

    def test_it_opens_for_no_one_else(self) -> None:
        content = sensitive().content
        pretender = card_of(OTHER.keys, "79", "Sở Nội vụ tỉnh Mẫu", NOW)
        assert only(content, card=pretender, keys=OTHER.keys)[0] is Stage.RECEIVER
        assert only(content, keys=OTHER.keys) == (Stage.RECORDS, Refusal.CANNOT_OPEN)
        for own in (False, True):
            thief = {"card": OTHER.card, "keys": OTHER.keys, "reads_own": own}
            assert refused(content, **thief).stage in (Stage.RECEIVER, Stage.SENDER)

    def test_nothing_of_the_data_stands_outside(self) -> None:
        content = sensitive().content
        for word in (b"CT.01", b"%PDF", "Tập huấn".encode(), b'"12"'):
            assert all(word not in part for part in members_of(content).values())
        assert look_into(content).manifest.totals is None

    def test_a_passphrase_opens_it(self) -> None:
        made = package_with_passphrase()
        content = made
        assert only(content) == (Stage.RECORDS, Refusal.ASKS_PASSPHRASE)
        assert only(content, passphrase="sai mật khẩu") == (Stage.RECORDS, Refusal.CANNOT_OPEN)
        assert read_package(content, desk(passphrase=" câu bí mật ")).records == records()
        own = desk(card=COMMUNE.card, keys=COMMUNE.keys, reads_own=True)
        assert read_package(content, own).records == records()

    def test_members_cannot_be_exchanged(self) -> None:
        made = sensitive()
        parts = members_of(made.content)
        swapped = {
            "data/figures.json.kin": parts["data/activities.json.kin"],
            "data/activities.json.kin": parts["data/figures.json.kin"],
        }
        content = resigned(made.content, COMMUNE, swapped)
        assert only(content) == (Stage.RECORDS, Refusal.CANNOT_OPEN)

    def test_our_own_package_under_another_key(self) -> None:
        own = {"card": COMMUNE.card, "keys": COMMUNE.keys, "reads_own": True}
        forged = card_of(keys_of(7), "26734", "UBND xã Mẫu Thượng", NOW)
        mine = {**own, "card": forged}
        assert only(package().content, **mine) == (Stage.SIGNATURE, Refusal.CHANGED_KEY)
        other = {**own, "card": OTHER.card}
        assert only(package().content, **other) == (Stage.SENDER, Refusal.UNKNOWN_UNIT)


def package_with_passphrase() -> bytes:
    made = make_package(draft(privacy=Privacy.SENSITIVE, receiver_card=None), COMMUNE, "câu bí mật")
    return made.content
