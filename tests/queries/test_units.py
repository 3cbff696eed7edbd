"""Units as they are listed: in their tree, on a day, with their cards and their past."""

from datetime import date
from typing import Any

import pytest

from app.db.database import Database
from app.queries.units import direct_units, list_units, units_below, upper_unit
from app.services.office import SetUpOffice, set_up_office
from app.services.units import UnitDraft, save_units
from tests.shipped import load_shipped

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ"))


def draft(code: str, name: str, level: str = "xa", **more: Any) -> UnitDraft:
    return UnitDraft(code=code, name=name, level_code=level, **more)


def test_the_tree_puts_each_under_its_own(db: Database) -> None:
    db.write(
        save_units,
        [
            draft("3", "Xã Ba", parent_code="H2"),
            draft("1", "Xã Một", parent_code="H1"),
            draft("H2", "Hai", "huyen"),
            draft("5", "Xã Năm"),
            draft("H1", "Một", "huyen"),
            draft("2", "Xã Hai", parent_code="H1"),
            draft("00", "Bộ Mẫu", "tinh", above=True),
        ],
    )

    assert [one.code for one in db.read(list_units)] == ["00", "H2", "3", "5", "H1", "1", "2"]
    assert [one.code for one in db.read(units_below, DAY)] == ["H2", "3", "5", "H1", "1", "2"]
    assert [one.code for one in db.read(direct_units, DAY)] == ["H2", "5", "H1"]
    above = db.read(upper_unit)
    assert above is not None
    assert above.code == "00"


def test_a_unit_whose_parent_ended_stands_at_the_top(db: Database) -> None:
    db.write(
        save_units, [draft("H", "Huyện", "huyen", valid_to=EVE), draft("1", "Một", parent_code="H")]
    )
    assert [one.code for one in db.read(list_units, on=EVE)] == ["H", "1"]
    assert [one.code for one in db.read(list_units, on=DAY)] == ["1"]


@pytest.mark.parametrize(
    ("name", "level", "full"),
    [
        ("Mẫu Thượng", "xa", "xã Mẫu Thượng"),
        ("Xã Mẫu Thượng", "xa", "Xã Mẫu Thượng"),
        ("UBND phường Mẫu", "phuong", "UBND phường Mẫu"),
        ("Xamẫu", "xa", "xã Xamẫu"),
        ("Phòng Nội vụ huyện Mẫu", "huyen", "Phòng Nội vụ huyện Mẫu"),
    ],
)
def test_the_full_name(db: Database, name: str, level: str, full: str) -> None:
    db.write(save_units, [draft("1", name, level)])
    assert [one.full_name for one in db.read(list_units)] == [full]


def test_no_unit_above(db: Database) -> None:
    db.write(save_units, [draft("1", "Một")])
    assert db.read(upper_unit) is None
