"""Indicators and forms of the catalogue, and what activities give for them."""

from datetime import date
from decimal import Decimal

import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.periods import management_year
from app.errors import NotFoundError, ValidationError
from app.queries.catalogue import find_entry
from app.queries.figure_sheets import offered_figures
from app.queries.indicators import find_form, list_forms, list_indicators
from app.services.activities import ActivityDraft, record_activity
from app.services.catalogue import SaveEntry, hide_entry, save_entry
from tests.shipped import load_shipped

DAY = date(2027, 3, 8)


@pytest.fixture
def shipped(db: Database) -> Database:
    db.write(load_shipped)
    return db


def record(db: Database, kind: str, women: int) -> None:
    draft = ActivityDraft(
        kind_code=kind, title="Hoạt động mẫu", starts_on=DAY, ends_on=DAY, men=1, women=women
    )
    db.write(record_activity, draft)


def test_a_link_counts_the_activities_of_its_kind_or_section_alone(shipped: Database) -> None:
    record(shipped, "tap_huan", 20)
    record(shipped, "tap_huan", 30)
    record(shipped, "noi_chuyen", 400)
    record(shipped, "hoi_thi", 5)
    offered = shipped.read(
        offered_figures, management_year(2027), shipped.read(list_indicators, on=DAY)
    )
    assert offered["tap_huan"] == {Column.TOTAL: Decimal(2)}
    assert offered["tap_huan_nguoi"][Column.WOMEN] == 50
    assert offered["truyen_thong_nguoi"][Column.WOMEN] == 400
    assert "le_phat_dong" not in offered
    assert "kinh_phi" not in offered


def test_hidden_indicators_are_left_out_of_what_is_asked(shipped: Database) -> None:
    row = shipped.read(find_entry, "indicator", "ho")
    assert row is not None
    shipped.write(hide_entry, row.id)
    assert "ho" not in shipped.read(list_indicators)
    assert "ho" in shipped.read(list_indicators, with_hidden=True)


def test_a_unit_adds_its_own_form(shipped: Database) -> None:
    data = {"period": "quarter", "rows": [{"indicator": "dan_so"}]}
    entry = SaveEntry(catalogue="form", code="bieu_xa", name="Biểu quý của xã", data=data)
    shipped.write(save_entry, entry)
    assert shipped.read(find_form, "bieu_xa").indicators == ("dan_so",)
    assert shipped.read(list_forms)[-1].code == "bieu_xa"


def test_an_unknown_form_is_refused(shipped: Database) -> None:
    with pytest.raises(NotFoundError, match="bieu_khong_co"):
        shipped.read(find_form, "bieu_khong_co")


def test_a_wrong_row_is_named(shipped: Database) -> None:
    entry = SaveEntry(catalogue="indicator", code="sai", name="Sai", data={"kind": "??"})
    shipped.write(save_entry, entry)
    with pytest.raises(ValidationError, match="Sai"):
        shipped.read(list_indicators)
