"""Our own keys: made once, kept with a passphrase if wanted, changed so that nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.errors import NotFoundError, ValidationError
from app.exchange.manifest import Privacy, Template
from app.exchange.office_cards import CardError, OfficeCard, card_bytes, card_of, read_card
from app.exchange.packing import Sender, make_package
from app.exchange.reading import read_package
from app.exchange.refusals import PackageError, Refusal
from app.models import Change, Office, OfficeKey
from app.queries.office_keys import list_keys
from app.services.office import SetUpOffice, set_up_office
from app.services.office_keys import KeyDraft, take_keys
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import (
    PAPERS_TEMPLATE,
    change_keys,
    desk_of,
    own_office,
    set_unit_code,
)
from app.workflows.parcels.enrolment import confirm_card, keep_card
from tests.exchange.offices import COMMUNE, NOW, PROVINCE, draft, keys_of, records
from tests.shipped import load_shipped

LATER = NOW + timedelta(days=1)
PHRASE = "một câu dễ nhớ"


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ"))
    set_unit_code(db, "79")


def rename_office(session: Session) -> None:
    session.scalars(select(Office)).one().name = "Mẫu Mới"


def enrol_commune(db: Database) -> None:
    code = COMMUNE.card.unit_code
    db.write(save_unit, UnitDraft(code=code, name="Mẫu Thượng", level_code="xa"))
    keep_card(db, card_bytes(COMMUNE.card), NOW)
    confirm_card(db, code, COMMUNE.card.fingerprint, COMMUNE.card.short_code, NOW)


def package_for(
    card: OfficeCard, privacy: Privacy = Privacy.INTERNAL, sender: Sender = COMMUNE
) -> bytes:
    known = replace(records(), figures=())
    template = Template(PAPERS_TEMPLATE, 1)
    made = draft(receiver_card=card, privacy=privacy, template=template, records=known)
    return make_package(made, sender).content


class TestKeys:
    def test_are_made_once(self, db: Database) -> None:
        first = own_office(db, NOW)

        assert own_office(db, LATER) == first
        assert (first.card.unit_code, first.card.unit_name) == ("79", "UBND tỉnh Mẫu")
        assert read_card(card_bytes(first.card)) == first.card
        assert (first.sender.keys, first.sender.card) == (first.keys, first.card)

    def test_need_an_office_and_its_code(self, db: Database) -> None:
        def no_code(session: Session) -> None:
            session.scalars(select(Office)).one().unit_code = ""

        def no_office(session: Session) -> None:
            session.delete(session.scalars(select(Office)).one())

        db.write(no_code)
        with pytest.raises(ValidationError, match="chưa có mã") as raised:
            own_office(db, NOW)
        assert raised.value.field == "unit_code"
        db.write(no_office)
        with pytest.raises(NotFoundError, match="Chưa có cơ quan"):
            own_office(db, NOW)
        with pytest.raises(NotFoundError, match="Chưa có cơ quan"):
            set_unit_code(db, "79")
        assert db.read(list_keys) == []

    def test_are_never_told_by_history_or_by_words(self, db: Database) -> None:
        made = own_office(db, NOW)
        [row] = db.read(list_keys)

        told = db.read(lambda session: [str(one.new) for one in session.scalars(select(Change))])
        assert any("signing_key" in one for one in told)
        assert not any(row.secret in one or "bdg-khoa" in one for one in told)
        assert row.secret not in repr(row)
        assert made.keys.signing.hex() not in repr(made)

    def test_of_two_seats_that_make_them_at_once_the_first_is_used(self, db: Database) -> None:
        made = own_office(db, NOW)
        late = KeyDraft(fingerprint="0" * 64, card={}, secret="", made_at=LATER)
        assert db.write(take_keys, late) is False
        assert own_office(db, LATER) == made


class TestAnotherName:
    def test_goes_onto_the_card_of_the_same_keys(self, db: Database) -> None:
        before = own_office(db, NOW)
        db.write(rename_office)

        after = own_office(db, LATER)

        assert after.card.unit_name == "UBND tỉnh Mẫu Mới"
        assert after.card.fingerprint == before.card.fingerprint
        assert (after.keys, after.earlier) == (before.keys, ())


class TestAnotherCode:
    def test_makes_another_card_of_the_same_keys(self, db: Database) -> None:
        before = own_office(db, NOW)
        set_unit_code(db, "80")

        after = own_office(db, LATER)

        assert after.card.unit_code == "80"
        assert after.keys == before.keys
        assert after.earlier == ((before.card, before.keys),)

    def test_and_back_again_is_the_first_card(self, db: Database) -> None:
        before = own_office(db, NOW)
        set_unit_code(db, "80")
        own_office(db, LATER)
        set_unit_code(db, "79")

        assert own_office(db, LATER).card.fingerprint == before.card.fingerprint

    @pytest.mark.parametrize("code", ["", "mã có dấu", "-79", "7" * 81])
    def test_that_is_no_code_is_refused(self, db: Database, code: str) -> None:
        with pytest.raises(ValidationError):
            set_unit_code(db, code)
        assert own_office(db, NOW).card.unit_code == "79"

    def test_of_a_unit_in_the_list_is_refused(self, db: Database) -> None:
        enrol_commune(db)
        with pytest.raises(ValidationError, match="Mẫu Thượng"):
            set_unit_code(db, COMMUNE.card.unit_code)


class TestChangedKeys:
    def test_are_new_and_the_earlier_ones_stay(self, db: Database) -> None:
        before = own_office(db, NOW)

        after = change_keys(db, "mất máy tính", LATER)

        assert after.keys != before.keys
        assert after.earlier == ((before.card, before.keys),)
        assert [(row.reason, row.ended_at) for row in db.read(list_keys)] == [
            ("", None),
            ("mất máy tính", LATER),
        ]
        assert own_office(db, LATER) == after

    def test_ask_for_a_reason(self, db: Database) -> None:
        with pytest.raises(ValidationError, match="lý do"):
            change_keys(db, "  ", LATER)

    def test_open_what_was_sealed_to_the_earlier_ones(self, db: Database) -> None:
        enrol_commune(db)
        before = own_office(db, NOW)
        sealed = package_for(before.card, Privacy.SENSITIVE)

        after = change_keys(db, "mất máy tính", LATER)

        assert read_package(sealed, desk_of(db, after)).records.activities
        lost = change_keys(db, "mất lần nữa", LATER)
        without = type(lost)(lost.card, lost.keys)
        with pytest.raises(PackageError) as raised:
            read_package(sealed, desk_of(db, without))
        assert raised.value.points[0].refusal is Refusal.OTHER_KEY_OF_OURS

    def test_are_used_when_the_card_was_altered_in_the_data(self, db: Database) -> None:
        def alter(session: Session) -> None:
            row = session.scalars(select(OfficeKey)).one()
            row.card = {**row.card, "unit_name": "UBND tỉnh Khác"}

        own_office(db, NOW)
        db.write(alter)

        with pytest.raises(CardError, match="đã bị sửa"):
            own_office(db, LATER)
        assert change_keys(db, "thẻ bị sửa", LATER).card.unit_name == "UBND tỉnh Mẫu"


class TestDesk:
    def test_knows_units_forms_and_indicators(self, db: Database) -> None:
        enrol_commune(db)

        desk = desk_of(db, own_office(db, NOW))

        unit = desk.units[COMMUNE.card.unit_code]
        assert (unit.name, unit.above, unit.first, unit.last) == (
            "xã Mẫu Thượng",
            False,
            None,
            None,
        )
        assert unit.pin is not None
        assert unit.pin.card == COMMUNE.card
        assert {"bieu_nam", "van_ban", "cap_tren"} <= desk.templates.keys()
        assert desk.indicators is not None
        assert "dan_so" in desk.indicators

    def test_knows_a_code_for_the_time_of_every_unit_that_bore_it(self, db: Database) -> None:
        old = UnitDraft(
            code="1", name="Cũ", level_code="xa", valid_from=date(2020, 1, 1),
            valid_to=date(2025, 6, 30),
        )  # fmt: skip
        new = UnitDraft(code="1", name="Mới", level_code="xa", valid_from=date(2025, 7, 1))
        db.write(save_unit, new)
        db.write(save_unit, old)

        unit = desk_of(db, own_office(db, NOW)).units["1"]

        assert (unit.name, unit.first, unit.last) == ("xã Mới", date(2020, 1, 1), None)

    def test_reads_a_package_of_a_pinned_commune_alone(self, db: Database) -> None:
        enrol_commune(db)
        own = own_office(db, NOW)
        made = package_for(own.card)

        desk = desk_of(db, own, passphrase=PHRASE)

        assert read_package(made, desk).sender == COMMUNE.card
        assert desk.passphrase == PHRASE
        assert not desk.reads_own
        assert PROVINCE.card.unit_code == own.card.unit_code

    def test_reads_packages_of_changed_keys_once_their_code_was_heard(self, db: Database) -> None:
        enrol_commune(db)
        own = own_office(db, NOW)
        code = COMMUNE.card.unit_code
        new = Sender(keys_of(60), card_of(keys_of(60), code, COMMUNE.card.unit_name, LATER))
        made = package_for(own.card, sender=new)

        keep_card(db, card_bytes(new.card), LATER)
        with pytest.raises(PackageError) as raised:
            read_package(made, desk_of(db, own))
        assert [one.refusal for one in raised.value.points] == [Refusal.CHANGED_KEY]

        confirm_card(db, code, new.card.fingerprint, new.card.short_code, LATER)
        assert read_package(made, desk_of(db, own)).sender == new.card
