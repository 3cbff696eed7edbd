"""The receiving office's own report: from totals, with who did not report, masked, told stale."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.fields import plain
from app.domain.papers import ReportType
from app.domain.parcels import ParcelOrigin
from app.domain.periods import action_month, management_year, parse_period
from app.errors import ValidationError
from app.queries.papers import PaperRow, get_paper
from app.queries.stale import stale_lines
from app.workflows.checks import check_paper
from app.workflows.moved_numbers import moved_numbers, numbers_now
from app.workflows.papers import export_paper
from app.workflows.parcels.summary import BuildSummary, build_summary
from tests.shipped import load_shipped
from tests.workflows.parcels.received import (
    add_activities,
    add_units,
    make_office,
    make_received,
    make_unit,
)

TODAY = date(2026, 12, 20)
NOW = datetime(2026, 12, 20, 3, tzinfo=UTC)
YEAR = BuildSummary(report_type=ReportType.YEAR, duty="report_year", period=management_year(2026))
MONTH = BuildSummary(
    report_type=ReportType.ACTION_MONTH, duty="report_action_month", period=action_month(2026)
)


@pytest.fixture
def units(db: Database) -> Database:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        for code, name in (("X1", "xã Song An"), ("X2", "xã Hòa Mẫu"), ("X3", "xã Đông Mẫu")):
            make_unit(session, code, name)
        cells = {"cap_uy": 20, "cap_uy:men": 15, "cap_uy:women": 5, "ho": 300}
        make_received(session, "X1", "report_year", "2026", cells)
        cells = {"cap_uy": 30, "cap_uy:men": 20, "cap_uy:women": 10, "ho": "chưa rà soát"}
        make_received(session, "X2", "report_year", "2026", cells, origin=ParcelOrigin.EXCEL)
        make_received(session, "X1", "report_year", "2025", {"ho": 100})

    db.write(fill)
    return db


def build(db: Database, command: BuildSummary = YEAR) -> PaperRow:
    return db.read(get_paper, build_summary(db, command, TODAY, NOW))


def words(row: PaperRow) -> str:
    cells = [
        " | ".join(map(str, line))
        for node in row.content.nodes
        if node.table
        for line in (*node.table["rows"], node.table.get("total") or ())
    ]
    texts = [f"{node.heading} {node.text}" for node in row.content.nodes]
    return plain("\n".join(texts + cells))


def test_who_reported_how_and_who_did_not_is_said(units: Database) -> None:
    text = words(build(units))
    assert "Có 02/03 đơn vị có số liệu được tiếp nhận (01 đơn vị bằng gói số liệu, " in text
    assert "01 đơn vị bằng biểu Excel)." in text
    assert "Chưa có số liệu của 01 đơn vị: xã Đông Mẫu (chưa gửi)." in text
    assert "không gồm những đơn vị chưa có số liệu" in text
    assert "3 | xã Đông Mẫu | - | - | - | Chưa gửi" in text


def test_nothing_to_compare_is_not_said_to_be_nothing_done(db: Database) -> None:
    def fill(session: Session) -> None:
        load_shipped(session)
        make_office(session)
        make_unit(session, "X1", "xã Song An")
        make_received(session, "X1", "report_year", "2026", {"ho": 300})

    db.write(fill)

    text = words(build(db))

    for said in (
        "Số liệu đã nhận chưa đủ để tính tỷ lệ nào.",
        "Chưa có tỷ lệ nào của từ hai đơn vị trở lên để so sánh.",
        "Chưa có số liệu đã tiếp nhận của cùng kỳ năm trước để so sánh.",
    ):
        assert said in text


def test_shares_come_from_sums_and_units_stand_beside_each_other(units: Database) -> None:
    text = words(build(units))
    assert "Tỷ lệ nữ ủy viên Ban Chấp hành Đảng bộ xã: 30,00 % (15/50)." in text
    assert "cao nhất xã Hòa Mẫu (33,33 %), thấp nhất xã Song An (25,00 %)" in text
    assert "Số liệu cùng kỳ năm trước là của 01 đơn vị, năm nay của 02 đơn vị" in text
    assert "tăng 200 % so với cùng kỳ năm trước (100)" in text
    assert "Chưa rà soát" not in text
    assert "1 đơn vị không có số liệu (chưa rà soát: xã Hòa Mẫu)" in text


def activities(session: Session, unit: str, *rows: dict[str, object]) -> None:
    package = make_received(session, unit, "report_action_month", "2026-C", {"ho": 1})
    add_activities(session, package, rows)


def test_activities_of_units_are_counted_by_kind_with_people_and_money(units: Database) -> None:
    units.write(
        activities, "X1",
        {"kind": "tap_huan", "men": 20, "women": 30, "total": 50, "money": [["ngan_sach", 500000]]},
        {"kind": "tap_huan"},
    )  # fmt: skip
    units.write(activities, "X2", {"kind": "tap_huan", "men": 5, "women": 5, "total": 10})
    text = words(build(units, MONTH))
    assert "60 lượt người tham gia (thống kê được nam 25, nữ 35)" in text or (
        "60 lượt người tham gia (nam 25, nữ 35)" in text
    )
    assert "Các đơn vị đã chi 500.000 đồng cho 03 hoạt động của 02 đơn vị." in text
    assert "Còn 02 hoạt động chưa ghi kinh phí." in text
    assert "TỔNG HỢP HOẠT ĐỘNG CỦA CÁC ĐƠN VỊ THÁNG HÀNH ĐỘNG NĂM 2026" in text


def test_small_counts_of_violence_are_hidden_in_the_report(units: Database) -> None:
    units.write(make_received, "X3", "report_year", "2026", {"ho_bao_luc": 3, "ho": 77})
    text = words(build(units))
    line = next(
        one for one in text.splitlines() if "ho_bao_luc" in one or ("bạo lực" in one and "|" in one)
    )
    assert "| * |" in line
    assert "Dấu * thay cho số từ 1 đến 4" in text


def test_the_paper_is_told_stale_and_its_numbers_moved(units: Database) -> None:
    row = build(units)
    assert units.read(stale_lines, row.paper_id) == []
    assert not list(moved_numbers(row.content, numbers_now(units, row.content)))
    more = {"cap_uy": 20, "cap_uy:men": 15, "cap_uy:women": 5, "ho": 301}
    units.write(make_received, "X1", "report_year", "2026", more, sequence=2)
    assert units.read(stale_lines, row.paper_id) == [
        "xã Song An: nay tính số liệu lần 2, lúc tổng hợp dùng lần 1"
    ]
    moved = list(moved_numbers(row.content, numbers_now(units, row.content)))
    assert {one.quote for one in moved} == {"300"}


def test_it_prints(units: Database, tmp_path: Path) -> None:
    row = build(units)
    export_paper(units, row.paper_id, tmp_path / "bc.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "bc.pdf").pages)
    assert "@" not in text
    assert "ĐƠN VỊ BÁO CÁO NĂM 2026" in " ".join(text.split())


def test_half_a_year_has_its_own_outline(units: Database) -> None:
    units.write(make_received, "X1", "report_six_month", "2026-H1", {"ho": 4})
    half = BuildSummary(
        report_type=ReportType.HALF_YEAR, duty="report_six_month", period=parse_period("2026-H1")
    )
    row = build(units, half)
    assert "6 tháng đầu năm 2026" in " ".join(row.content.head.title)
    assert "Không phát sinh." in words(row)


def test_what_cannot_be_made_is_refused(units: Database) -> None:
    with pytest.raises(ValidationError, match="chỉ lập cho"):
        build(units, replace(YEAR, report_type=ReportType.VIOLENCE))
    with pytest.raises(ValidationError, match="Chưa đơn vị nào"):
        build(units, replace(YEAR, period=management_year(2027)))


def test_units_below_a_reporter_and_figures_left_out_are_named(units: Database) -> None:
    def fill(session: Session) -> None:
        make_unit(session, "D1", "huyện Mẫu", level="huyen")
        make_unit(session, "X5", "xã Trong Mẫu", parent="D1")
        package = make_received(session, "D1", "report_year", "2026", {"ho": 900})
        rows = ("X5", "xã Trong Mẫu", True), ("X6", "xã Ngoài Mẫu", False)
        add_units(session, package, *rows)
        make_received(session, "X5", "report_year", "2026", {"ho": 40})

    units.write(fill)
    text = words(build(units))
    assert "Số liệu của huyện Mẫu chưa gồm: xã Ngoài Mẫu." in text
    assert "Không cộng lại lần nữa số liệu của: xã Trong Mẫu (huyện Mẫu đã cộng vào số" in text
    assert "Thuộc huyện Mẫu; chưa gửi" in text
    assert "1.200" in text


def test_a_unit_that_stands_apart_is_told(units: Database) -> None:
    for at, women in enumerate((5, 6, 5, 4, 19), 5):
        units.write(make_unit, f"X{at}", f"xã Khác {at}")
        cells = {"dang_vien": 20, "dang_vien:women": women}
        units.write(make_received, f"X{at}", "report_year", "2026", cells)
    text = words(build(units))
    assert "Xã Khác 9: cao hơn hẳn các đơn vị khác" in text


def test_what_nobody_has_is_a_dash(units: Database) -> None:
    units.write(make_received, "X3", "report_year", "2026", {"tao_hon": "chưa rà soát"})
    text = words(build(units))
    assert "Dấu -: không đơn vị nào có số liệu" in text


def test_the_checker_finds_nothing_but_places_to_fill_in(units: Database) -> None:
    row = build(units)
    found = check_paper(units, row.paper_id, TODAY)
    assert {one.rule for one in found} <= {"blank", "signer_missing"}
