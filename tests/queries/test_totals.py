"""Totals: raw sums of what counts, never a missing cell as zero, nothing twice."""

import random
import sqlite3
from collections import defaultdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator, IndicatorKind, Ref
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.queries.totals import Totals, totals
from tests.work import calls_of
from tests.workflows.parcels.received import (
    add_units,
    make_change,
    make_office,
    make_received,
    make_unit,
)

YEAR = "report_year"
SHARE = Indicator(
    code="ty_le",
    name="Tỷ lệ nữ",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("lao_dong", Column.WOMEN),
    denominator=Ref("lao_dong", Column.TOTAL),
)


def three_communes(session: Session) -> None:
    make_office(session)
    for code, name in (("X1", "xã Song An"), ("X2", "xã Hòa Mẫu"), ("X3", "xã Đông Mẫu")):
        make_unit(session, code, name)


def read(db: Database, period: str = "2026") -> Totals:
    return db.read(totals, YEAR, period)


def send(db: Database, unit: str, **cells: int | str) -> None:
    named = {key.replace("__", ":"): value for key, value in cells.items()}
    db.write(make_received, unit, YEAR, "2026", named)


def test_sums_are_raw_and_a_missing_cell_is_named_and_no_zero(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", ho=100, tao_hon=0)
    send(db, "X2", ho="chưa thống kê", tao_hon=3)
    send(db, "X3", ho=50)
    found = read(db)
    households = found.sum("ho")
    assert (households.value, households.given, households.without) == (150, 2, 1)
    assert households.words == "1 đơn vị không có số liệu (chưa thống kê: xã Hòa Mẫu)"
    early = found.sum("tao_hon")
    assert (early.value, early.given) == (3, 2)
    assert "xã Đông Mẫu" in early.words


def test_a_sum_opens_down_to_the_packages(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", ho=100)
    send(db, "X2", ho="chưa thống kê")
    send(db, "X3", tao_hon=1)
    behind = read(db).behind("ho", Column.TOTAL)
    assert [(part.unit_code, cell.value, cell.reason) for part, cell in behind] == [
        ("X1", 100, ""),
        ("X2", None, "chưa thống kê"),
        ("X3", None, "không có trong báo cáo của đơn vị"),
    ]
    assert len({part.package_id for part, _cell in behind}) == 3


def test_nobody_has_a_number_is_not_available_and_not_zero(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", ho="chưa điều tra")
    cell = read(db).sum("ho").cell
    assert (cell.state, cell.value, cell.reason) == (CellState.MISSING, None, "chưa điều tra")


def test_a_share_comes_from_sums_of_units_that_have_both_numbers(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", lao_dong=10, lao_dong__women=9)
    send(db, "X2", lao_dong=990, lao_dong__women=99)
    send(db, "X3", lao_dong__women=500)
    share = read(db).share(SHARE)
    assert share is not None
    assert (share.above, share.below, share.units, share.without) == (108, 1000, 2, 1)
    assert share.value == Decimal("10.8")


def test_who_did_not_report_is_named_with_the_reason(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", ho=1)
    db.write(make_received, "X2", YEAR, "2026", {"ho": 7}, state=ReceivedState.WAITING)
    found = read(db).sources
    assert [(one.unit_name, one.why) for one in found.absent] == [
        ("xã Hòa Mẫu", "đã gửi, đang chờ xem"),
        ("xã Đông Mẫu", "chưa gửi"),
    ]
    assert found.asked == 3
    assert read(db).sum("ho").value == 1


def test_a_correction_takes_the_place_and_a_returned_one_does_not(db: Database) -> None:
    db.write(three_communes)
    send(db, "X1", ho=1)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 5}, sequence=2)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 9}, sequence=3, state=ReceivedState.RETURNED)
    found = read(db)
    assert found.sum("ho").value == 5
    assert [part.sequence for part in found.sources.parts] == [2]


def test_the_origin_is_told(db: Database) -> None:
    db.write(three_communes)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 5}, origin=ParcelOrigin.PAPER)
    [part] = read(db).sources.parts
    assert part.origin is ParcelOrigin.PAPER


def two_become_one(session: Session, new_code: str = "X9") -> None:
    make_office(session)
    end, day = date(2026, 6, 30), date(2026, 7, 1)
    old = [
        make_unit(session, "X1", "xã Song An", last=end),
        make_unit(session, "X2", "xã Hòa Mẫu", last=end),
    ]
    new = make_unit(session, new_code, "xã An Hòa", first=day)
    for one in old:
        make_change(session, one, new, day)


def test_old_units_stand_under_the_one_they_were_merged_into(db: Database) -> None:
    db.write(two_become_one, "X1")
    for code, value in (("X1", 3), ("X2", 4)):
        db.write(
            make_received, code, "report_six_month", "2026-H1", {"ho": value},
            at=datetime(2026, 6, 2, tzinfo=UTC),
        )  # fmt: skip
    found = db.read(totals, "report_six_month", "2026-H1", on=date(2026, 12, 1))
    assert found.sum("ho").value == 7
    [(code, parts)] = found.under().items()
    assert code == "X1"
    assert [(part.unit_name, part.shown_name, part.is_old) for part in parts] == [
        ("xã Song An", "xã An Hòa", True),
        ("xã Hòa Mẫu", "xã An Hòa", True),
    ]
    assert found.sources.absent == ()


def test_one_old_unit_alone_leaves_the_other_named(db: Database) -> None:
    db.write(two_become_one)
    at = datetime(2026, 6, 2, tzinfo=UTC)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 3}, at=at)
    found = read(db)
    assert [one.unit_name for one in found.sources.absent] == ["xã Hòa Mẫu (nay là xã An Hòa)"]


def test_a_merged_unit_that_reports_the_whole_leaves_its_old_units_out(db: Database) -> None:
    db.write(two_become_one)
    at = datetime(2026, 6, 2, tzinfo=UTC)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 3}, at=at)
    db.write(make_received, "X9", YEAR, "2026", {"ho": 8})
    found = read(db)
    assert found.sum("ho").value == 8
    [left] = found.sources.left_out
    assert (left.part.unit_code, left.why) == ("X1", "xã An Hòa đã báo cáo cả phần này")
    assert found.sources.absent == ()


def one_is_split(session: Session) -> None:
    make_office(session)
    end, day = date(2026, 6, 30), date(2026, 7, 1)
    old = make_unit(session, "X1", "xã Song Mẫu", last=end)
    for code, name in (("X2", "xã Tả Mẫu"), ("X3", "xã Hữu Mẫu")):
        make_change(session, old, make_unit(session, code, name, first=day), day, "split")


def test_of_a_split_unit_and_its_parts_one_side_is_added(db: Database) -> None:
    db.write(one_is_split)
    at = datetime(2026, 6, 2, tzinfo=UTC)
    db.write(make_received, "X1", YEAR, "2026", {"ho": 10}, at=at)
    db.write(make_received, "X2", YEAR, "2026", {"ho": 4})
    assert read(db).sum("ho").value == 10
    assert [one.part.unit_code for one in read(db).sources.left_out] == ["X2"]
    db.write(make_received, "X3", YEAR, "2026", {"ho": 7})
    assert read(db).sum("ho").value == 11
    assert [one.part.unit_code for one in read(db).sources.left_out] == ["X1"]


def a_district(session: Session) -> None:
    make_office(session)
    make_unit(session, "D1", "huyện Mẫu", level="huyen")
    for code, name in (("X1", "xã Song An"), ("X2", "xã Hòa Mẫu")):
        make_unit(session, code, name, parent="D1")


def test_a_district_comes_with_its_totals_and_its_units_are_not_added_again(db: Database) -> None:
    db.write(a_district)
    package = db.write(
        make_received, "D1", YEAR, "2026", {"ho": 12}, below={"X1": {"ho": 5}, "X2": {"ho": 7}}
    )
    db.write(add_units, package, ("X1", "xã Song An", True), ("X2", "xã Hòa Mẫu", False))
    db.write(make_received, "X1", YEAR, "2026", {"ho": 5})
    found = read(db)
    assert found.sum("ho").value == 12
    [left] = found.sources.left_out
    assert left.why == "huyện Mẫu đã cộng vào số của mình"
    [absent] = found.sources.absent
    assert (absent.unit_name, absent.under) == ("xã Hòa Mẫu", "huyện Mẫu")
    assert (found.sources.asked, found.sources.below) == (1, 2)


def test_sums_equal_those_of_plain_sql(db: Database, tmp_path: Path) -> None:
    """Four hundred communes added up by sqlite3 alone from the same file."""

    def fill(session: Session) -> None:
        make_office(session)
        for at in range(400):
            make_unit(session, f"X{at}", f"xã Mẫu {at}")
            cells: dict[str, int | str | Decimal] = {
                f"i{row}:{sex}": (at * 7 + row * 3) % 11 + place
                for row in range(5)
                for place, sex in enumerate(("men", "women"))
            }
            cells["tien"] = Decimal(at).scaleb(-1)
            cells["it"] = "không thống kê" if at % 3 else at
            state = ReceivedState.RETURNED if at % 10 == 0 else ReceivedState.ACCEPTED
            make_received(session, f"X{at}", YEAR, "2026", cells, state=state)

    db.write(fill)
    file = sqlite3.connect(tmp_path / "so-binh-dang.db")
    expected: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for code, sex, value in file.execute(
        "SELECT f.indicator, f.sex, f.value FROM received_figure f, received_package p "
        "WHERE p.id = f.package_id AND p.state IN ('accepted', 'accepted_with_warnings') "
        "AND p.duty = 'report_year' AND p.period = '2026' AND f.unit = '' AND f.state = 'value'"
    ):
        expected[code, sex] += Decimal(value)
        counted[code, sex] += 1
    file.close()
    found = read(db)
    sums = {(code, column.value): found.sum(code, column) for code, column, _group in found.keys}
    assert {key: one.value for key, one in sums.items()} == dict(expected)
    assert {key: one.given for key, one in sums.items()} == dict(counted)
    assert len(found.sources.absent) == 40


def test_the_work_grows_with_the_cells_alone(db: Database) -> None:
    def fill(session: Session, first: int, last: int) -> None:
        for at in range(first, last):
            make_unit(session, f"X{at}", f"xã Mẫu {at}")
            make_received(session, f"X{at}", YEAR, "2026", {f"i{row}": row for row in range(40)})

    db.write(fill, 0, 20)
    read(db)
    few = calls_of(lambda: read(db))
    db.write(fill, 20, 80)
    many = calls_of(lambda: read(db))
    assert many < few * 4.5


def test_whoever_adds_up_whom_every_commune_counts_once(db: Database) -> None:
    """Districts and communes report in any mixture; each reported commune is in the sum once."""
    luck = random.Random(16)
    communes = {f"X{at}": f"D{at % 3}" for at in range(9)}

    def fill(session: Session) -> dict[str, int]:
        make_office(session)
        for at in range(3):
            make_unit(session, f"D{at}", f"huyện {at}", level="huyen")
        for code, district in communes.items():
            make_unit(session, code, f"xã {code}", parent=district)
        expected = {}
        for number in range(25):
            expected[f"viec_{number}"] = scatter(session, f"viec_{number}")
        return expected

    def scatter(session: Session, duty: str) -> int:
        values = {code: luck.randrange(1, 100) for code in communes}
        counted = {code for code in communes if luck.random() < 0.5}
        for code in counted:
            make_received(session, code, duty, "2026", {"ho": values[code]})
        for district in ("D0", "D1", "D2"):
            if luck.random() < 0.4:
                continue
            below = {code for code, its in communes.items() if its == district}
            added = {code for code in below if luck.random() < 0.6}
            package = make_received(
                session, district, duty, "2026", {"ho": sum(values[code] for code in added)},
                below={code: {"ho": values[code]} for code in added},
            )  # fmt: skip
            add_units(session, package, *((code, code, code in added) for code in sorted(below)))
            counted |= added
        return sum(values[code] for code in counted)

    for duty, expected in db.write(fill).items():
        assert (db.read(totals, duty, "2026").sum("ho").value or 0) == expected
