"""Cards of other offices: looked at, kept, trusted only when their code was compared."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.units import CardState
from app.errors import ConflictError, DataFileError, NotFoundError, ValidationError
from app.exchange.office_cards import (
    CardError,
    Enrolment,
    OfficeCard,
    card_bytes,
    card_of,
    read_card,
)
from app.models import UnitCard
from app.queries.units import UnitRow, list_cards, list_units, upper_unit
from app.services.office import SetUpOffice, set_up_office
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import own_office, set_unit_code
from app.workflows.parcels.enrolment import (
    card_content,
    card_paper,
    confirm_card,
    keep_card,
    keep_upper_card,
    refuse_card,
    write_card,
)
from app.workflows.parcels.pins import all_pins, pin_of
from tests.exchange.offices import COMMUNE, NOW, PROVINCE, keys_of
from tests.shipped import load_shipped

CODE = COMMUNE.card.unit_code
FIRST = card_bytes(COMMUNE.card)
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ"))
    set_unit_code(db, "01")
    db.write(save_unit, UnitDraft(code=CODE, name="Mẫu Thượng", level_code="xa"))


def changed_card(number: int = 50, name: str = "UBND xã Mẫu Thượng") -> OfficeCard:
    return card_of(keys_of(number), CODE, name, LATER)


def commune(db: Database) -> UnitRow:
    return next(row for row in db.read(list_units) if row.code == CODE)


def enrol(db: Database, card: OfficeCard) -> None:
    keep_card(db, card_bytes(card), NOW)
    confirm_card(db, CODE, card.fingerprint, card.short_code, NOW)


def states(db: Database) -> dict[str, CardState]:
    return {row.fingerprint: row.state for row in db.read(list_cards)}


class TestFirstCard:
    def test_waits_until_its_code_is_compared(self, db: Database) -> None:
        kept = keep_card(db, FIRST, NOW)

        assert (kept.enrolment, kept.state) == (Enrolment.FIRST, CardState.WAITING)
        assert kept.short_code == COMMUNE.card.short_code
        assert kept.unit == commune(db)
        assert "đối chiếu" in kept.words
        assert commune(db).card is CardState.WAITING
        assert commune(db).waiting == (COMMUNE.card.fingerprint,)
        assert db.read(pin_of, CODE) is None

    def test_is_pinned_by_its_code_however_it_is_typed(self, db: Database) -> None:
        keep_card(db, FIRST, NOW)

        heard = COMMUNE.card.short_code.lower().replace("-", " ")
        confirm_card(db, CODE, COMMUNE.card.fingerprint, heard, LATER)

        pin = db.read(pin_of, CODE)
        assert pin is not None
        assert (pin.card, pin.confirmed_at, pin.earlier) == (COMMUNE.card, LATER, ())
        assert (commune(db).card, commune(db).waiting) == (CardState.PINNED, ())
        assert commune(db).short_code == COMMUNE.card.short_code

    def test_another_code_pins_nothing(self, db: Database) -> None:
        keep_card(db, FIRST, NOW)

        with pytest.raises(CardError, match="không khớp"):
            confirm_card(db, CODE, COMMUNE.card.fingerprint, PROVINCE.card.short_code, NOW)

        assert states(db) == {COMMUNE.card.fingerprint: CardState.WAITING}

    def test_twice_does_nothing(self, db: Database) -> None:
        enrol(db, COMMUNE.card)
        before = db.read(list_cards)

        offer = keep_card(db, FIRST, LATER)

        assert offer.enrolment is Enrolment.SAME
        assert "đã được ghi nhận" in offer.words
        assert db.read(list_cards) == before

    def test_waiting_twice_does_nothing(self, db: Database) -> None:
        keep_card(db, FIRST, NOW)
        before = db.read(list_cards)
        keep_card(db, FIRST, LATER)
        assert db.read(list_cards) == before

    def test_of_a_unit_that_is_not_in_the_list(self, db: Database) -> None:
        stranger = card_bytes(card_of(keys_of(9), "99999", "UBND xã Lạ", NOW))

        with pytest.raises(NotFoundError, match=r"UBND xã Lạ .*chưa có trong danh sách"):
            keep_card(db, stranger, NOW)
        assert states(db) == {}

    def test_our_own_is_not_taken(self, db: Database) -> None:
        own = own_office(db, NOW).card
        with pytest.raises(ValidationError, match="chính đơn vị mình"):
            keep_card(db, card_bytes(own), NOW)

    def test_damaged_is_not_taken(self, db: Database) -> None:
        with pytest.raises(CardError, match="không phải là thẻ"):
            keep_card(db, FIRST.replace(b"Th", b"T"), NOW)

    def test_that_cannot_be_read(self, db: Database, tmp_path: Path) -> None:
        with pytest.raises(DataFileError, match="Không tìm thấy"):
            card_content(tmp_path / "không có.bdg-the")
        (tmp_path / "x.bdg-the").write_bytes(FIRST)
        assert keep_card(db, card_content(tmp_path / "x.bdg-the"), NOW).card == COMMUNE.card


class TestAnotherCard:
    def test_does_not_take_the_place_of_the_pinned_one(self, db: Database) -> None:
        enrol(db, COMMUNE.card)

        offer = keep_card(db, card_bytes(changed_card()), LATER)

        assert (offer.enrolment, offer.state) == (Enrolment.CHANGED, CardState.WAITING)
        assert "khác với thẻ đã ghi nhận" in offer.words
        pin = db.read(pin_of, CODE)
        assert pin is not None
        assert pin.card == COMMUNE.card
        row = commune(db)
        assert (row.card, row.waiting) == (CardState.PINNED, (changed_card().fingerprint,))
        assert row.short_code == COMMUNE.card.short_code

    def test_does_when_its_own_code_was_heard(self, db: Database) -> None:
        enrol(db, COMMUNE.card)
        new = changed_card()
        keep_card(db, card_bytes(new), LATER)
        with pytest.raises(CardError, match="không khớp"):
            confirm_card(db, CODE, new.fingerprint, COMMUNE.card.short_code, LATER)

        confirm_card(db, CODE, new.fingerprint, new.short_code, LATER)

        pin = db.read(all_pins)[CODE]
        assert (pin.card, pin.earlier) == (new, (COMMUNE.card.fingerprint,))
        assert states(db) == {
            COMMUNE.card.fingerprint: CardState.REPLACED,
            new.fingerprint: CardState.PINNED,
        }

    def test_of_two_that_wait_the_one_whose_code_was_heard_is_trusted(self, db: Database) -> None:
        forged = changed_card(60)
        keep_card(db, FIRST, NOW)
        keep_card(db, card_bytes(forged), LATER)

        confirm_card(db, CODE, COMMUNE.card.fingerprint, COMMUNE.card.short_code, LATER)

        assert states(db) == {
            COMMUNE.card.fingerprint: CardState.PINNED,
            forged.fingerprint: CardState.REFUSED,
        }

    def test_that_was_refused_does_not_come_back_by_itself(self, db: Database) -> None:
        keep_card(db, FIRST, NOW)
        refuse_card(db, CODE, COMMUNE.card.fingerprint, LATER)

        assert commune(db).card is CardState.REFUSED
        with pytest.raises(ConflictError, match="đã bị từ chối"):
            keep_card(db, FIRST, LATER)
        with pytest.raises(ConflictError, match="không còn chờ"):
            confirm_card(db, CODE, COMMUNE.card.fingerprint, COMMUNE.card.short_code, LATER)

        assert keep_card(db, FIRST, LATER, again=True).state is CardState.WAITING

    def test_that_was_replaced_does_not_come_back_by_itself(self, db: Database) -> None:
        enrol(db, COMMUNE.card)
        enrol(db, changed_card())

        with pytest.raises(ConflictError, match="thẻ cũ"):
            keep_card(db, FIRST, LATER)

        assert db.read(all_pins)[CODE].card == changed_card()

    def test_with_another_name_and_the_same_keys_is_the_same(self, db: Database) -> None:
        enrol(db, COMMUNE.card)
        renamed = card_of(COMMUNE.keys, CODE, "UBND phường Mẫu Thượng", LATER)

        assert keep_card(db, card_bytes(renamed), LATER).enrolment is Enrolment.SAME
        assert db.read(all_pins)[CODE].card.unit_name == "UBND phường Mẫu Thượng"
        keep_card(db, FIRST, LATER)
        assert db.read(all_pins)[CODE].card == renamed

    def test_altered_in_the_data_is_not_trusted(self, db: Database) -> None:
        def alter(session: Session) -> None:
            row = session.scalars(select(UnitCard)).one()
            row.card = {**row.card, "unit_name": "UBND xã Khác"}

        enrol(db, COMMUNE.card)
        db.write(alter)
        assert db.read(pin_of, CODE) is None

    def test_that_nobody_kept_cannot_be_confirmed(self, db: Database) -> None:
        with pytest.raises(NotFoundError, match="không còn"):
            confirm_card(db, CODE, COMMUNE.card.fingerprint, COMMUNE.card.short_code, NOW)
        with pytest.raises(NotFoundError, match="không còn"):
            refuse_card(db, CODE, COMMUNE.card.fingerprint, NOW)


class TestCardOfTheOfficeAbove:
    CARD = card_of(keys_of(7), "00", "Bộ Mẫu", NOW)

    def test_puts_the_office_on_the_list(self, db: Database) -> None:
        keep_upper_card(db, card_bytes(self.CARD), NOW)

        above = db.read(upper_unit)
        assert above is not None
        assert (above.code, above.full_name, above.tier) == ("00", "Bộ Mẫu", "province")
        assert above.card is CardState.WAITING

    def test_a_second_time_does_nothing(self, db: Database) -> None:
        keep_upper_card(db, card_bytes(self.CARD), NOW)
        keep_upper_card(db, card_bytes(self.CARD), LATER)
        assert len(db.read(list_cards)) == 1

    def test_a_unit_under_us_is_none_above_us(self, db: Database) -> None:
        with pytest.raises(ValidationError, match="không phải cấp trên"):
            keep_upper_card(db, FIRST, NOW)
        assert states(db) == {}


class TestOurCard:
    def test_is_written_whole_and_once(self, db: Database, tmp_path: Path) -> None:
        written = write_card(db, tmp_path, NOW)

        assert written.path.name == "01_the-co-quan.bdg-the"
        assert read_card(written.path.read_bytes()) == own_office(db, NOW).card
        assert write_card(db, tmp_path, LATER).already

    def test_is_printed_to_be_signed(self, db: Database) -> None:
        card = own_office(db, NOW).card

        paper = card_paper(db, NOW)

        table = next(node.table for node in paper.nodes if node.table)
        assert table.rows[2][1] == card.short_code
        assert table.rows[3][1].replace(" ", "").lower() == card.fingerprint
        assert paper.letterhead[-1].text == "TỈNH MẪU"
