"""What stands behind a number of totals."""

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.errors import NotFoundError
from app.queries.figures import figure, records_behind
from app.queries.sums_behind import MOST, sums_behind
from tests.shipped import load_shipped
from tests.workflows.parcels.received import (
    add_activities,
    make_office,
    make_received,
    make_unit,
)

SCOPE = "duty=report_year&period=2026"


@pytest.fixture
def units(db: Database) -> Database:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        for at in range(1, 4):
            make_unit(session, f"X{at}", f"xã Mẫu {at}")
        make_received(
            session, "X1", "report_year", "2026", {"ho": 40, "cap_uy": 10, "cap_uy:women": 4}
        )
        package = make_received(
            session, "X2", "report_year", "2026", {"ho": 1200, "cap_uy": "chưa rà soát"}
        )
        add_activities(session, package, [{"men": 5, "women": 6, "total": 11}, {}])

    db.write(fill)
    return db


def test_the_largest_unit_comes_first_and_the_missing_ones_last(units: Database) -> None:
    assert units.read(figure, f"sum.ho.total?{SCOPE}") == 1240
    assert units.read(sums_behind, f"sum.ho.total?{SCOPE}") == [
        "Cộng từ 2/3 đơn vị, kỳ số liệu 15/12/2025 - 14/12/2026.",
        "xã Mẫu 2: 1.200",
        "xã Mẫu 1: 40",
        "Chưa có số liệu: xã Mẫu 3",
    ]


def test_a_share_opens_to_both_raw_numbers(units: Database) -> None:
    assert units.read(figure, f"sum.ty_le_nu_cap_uy?{SCOPE}") == 40
    lines = units.read(sums_behind, f"sum.ty_le_nu_cap_uy?{SCOPE}")
    assert lines[1:] == [
        "Tử số: Ủy viên Ban Chấp hành Đảng bộ xã",
        "xã Mẫu 1: 4",
        "xã Mẫu 2: không có (không có trong báo cáo của đơn vị)",
        "Mẫu số: Ủy viên Ban Chấp hành Đảng bộ xã",
        "xã Mẫu 1: 10",
        "xã Mẫu 2: không có (chưa rà soát)",
        "Chưa có số liệu: xã Mẫu 3",
    ]


def test_counts_of_units_and_their_activities_are_numbers_too(units: Database) -> None:
    assert units.read(figure, f"units.reported?{SCOPE}") == 2
    assert units.read(figure, f"units.absent?{SCOPE}") == 1
    assert units.read(figure, f"people.women?{SCOPE}&kind=tap_huan") == 6
    assert units.read(figure, f"count?{SCOPE}&section=inspection") == 0
    assert units.read(records_behind, f"count?{SCOPE}") == []
    assert len(units.read(sums_behind, f"count?{SCOPE}")) == 2


def test_hundreds_of_units_are_not_all_listed(units: Database) -> None:
    def fill(session: Session) -> None:
        for at in range(10, 40):
            make_unit(session, f"X{at}", f"xã Khác {at}")
            make_received(session, f"X{at}", "report_year", "2026", {"ho": at})

    units.write(fill)
    lines = units.read(sums_behind, f"sum.ho.total?{SCOPE}")
    assert len(lines) == MOST + 3
    assert "và 12 đơn vị khác, xem ở trang Tổng hợp" in lines


@pytest.mark.parametrize("key", ["sum.ho.total", f"sum.khong_co?{SCOPE}", "sum.ho.x?" + SCOPE])
def test_what_is_no_number_of_totals_is_refused(units: Database, key: str) -> None:
    with pytest.raises(NotFoundError):
        units.read(sums_behind, key)


@pytest.mark.parametrize("key", [f"units.la?{SCOPE}", f"sum.ho.x?{SCOPE}", f"la?{SCOPE}"])
def test_an_unknown_measure_is_refused(units: Database, key: str) -> None:
    with pytest.raises(NotFoundError):
        units.read(figure, key)
