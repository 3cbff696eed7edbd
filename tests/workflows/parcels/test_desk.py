"""Our own keys: made once, kept with a passphrase if wanted, changed so that nothing is lost."""

from datetime import timedelta

import pytest

from app.db.database import Database
from app.exchange.office_cards import card_bytes, read_card
from app.services.office import SetUpOffice, set_up_office
from app.workflows.parcels.desk import own_office, set_unit_code
from tests.exchange.offices import NOW
from tests.shipped import load_shipped

PROVINCE = SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ")


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, PROVINCE)
    set_unit_code(db, "79")


def test_keys_are_made_once(db: Database) -> None:
    first = own_office(db, NOW)

    again = own_office(db, NOW + timedelta(days=3))

    assert again == first
    assert (first.card.unit_code, first.card.unit_name) == ("79", "UBND tỉnh Mẫu")
    assert read_card(card_bytes(first.card)) == first.card
    assert first.sender.keys == first.keys
