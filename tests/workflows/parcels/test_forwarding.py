"""A report made from totals goes up: sums without a unit, the units named, their records if asked."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.parcels import ParcelOrigin
from app.errors import ValidationError
from app.exchange.manifest import Privacy
from app.exchange.records import Origin
from app.models import SentPackage
from app.queries.seals import find_seal
from app.queries.stale import stale_lines, stale_sent
from app.queries.total_sources import total_sources
from app.services.catalogue import SaveEntry, save_entry
from app.services.totals import keep_basis
from app.workflows.parcels.forwarding import Forward, look_at_forward, make_forward
from app.workflows.parcels.totals import renew_basis, take_totals
from tests.workflows.parcels.commune import LATER, NOW, draft_report, issue_report, received
from tests.workflows.parcels.received import add_activities, add_units, make_received, make_unit

YEAR = "report_year"
WHY = "Gửi theo hạn"


@pytest.fixture
def district(commune: Database) -> Database:
    """An office with three units below it, of which two have reported."""

    def fill(session: Session) -> None:
        for at in (1, 2, 3):
            make_unit(session, f"X{at}", f"xã Mẫu {at}", parent="26734")
        first = make_received(session, "X1", YEAR, "2026", {"ho": 100, "ho::ngheo": 7}, at=NOW)
        add_activities(
            session, first, [{"title": "Tập huấn ở xã", "men": 3, "money": [["ngan_sach", 5]]}]
        )
        make_received(
            session, "X2", YEAR, "2026", {"ho": 40, "tao_hon": "chưa rà soát"}, at=NOW,
            origin=ParcelOrigin.PAPER,
        )  # fmt: skip

    commune.write(fill)
    return commune


def summary(db: Database) -> UUID:
    """Sums taken over, a report on them, issued."""
    take_totals(db, YEAR, "2026")
    paper = draft_report(db)
    basis = db.read(total_sources, YEAR, "2026").basis
    db.write(keep_basis, paper, (YEAR, "2026"), basis, NOW)
    issue_report(db, paper)
    return paper


def test_own_sums_and_the_list_of_units_go_up(district: Database) -> None:
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, reason=WHY), NOW)
    records = received(district, row).records
    [houses] = [one for one in records.figures if one.indicator == "ho"]
    assert (houses.value, houses.unit, houses.origin) == (Decimal(140), "", Origin.SUM)
    assert [
        (one.code, one.reported, one.origin, one.sequence, one.package_id is not None)
        for one in records.units
    ] == [
        ("X1", True, None, 1, True),
        ("X2", True, Origin.PAPER, None, True),
        ("X3", False, None, None, False),
    ]
    assert records.activities == ()


def test_the_code_on_the_paper_is_that_of_the_package(district: Database) -> None:
    paper = summary(district)
    looked, changes = look_at_forward(district, Forward(paper_id=paper, reason=WHY), NOW)
    row = make_forward(district, Forward(paper_id=paper, reason=WHY), NOW)
    seal = district.read(find_seal, looked.row.version_id)
    assert seal is not None
    assert (row.check_code, changes) == (seal.check_code, [])


def test_units_own_records_go_along_when_asked_and_count_once(district: Database) -> None:
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, with_units=True, reason=WHY), NOW)
    records = received(district, row).records
    cells = {(one.unit, one.indicator, one.group): one for one in records.figures}
    assert cells["", "ho", ""].value == 140
    assert cells["X1", "ho", ""].value == 100
    assert cells["X1", "ho", "ngheo"].value == 7
    assert cells["X2", "tao_hon", ""].reason == "chưa rà soát"
    assert (
        sum(one.value or 0 for one in records.figures if not one.unit and one.indicator == "ho")
        == 140
    )
    [activity] = records.activities
    assert (activity.title, activity.unit, activity.men) == ("Tập huấn ở xã", "X1", 3)
    assert activity.money == (("ngan_sach", 5),)


def test_records_of_units_two_tiers_below_name_their_unit(district: Database) -> None:
    def fill(session: Session) -> None:
        make_unit(session, "D1", "huyện Mẫu", level="huyen")
        make_unit(session, "X5", "xã Trong Mẫu", parent="D1")
        below = {"X5": {"ho": 900}}
        package = make_received(session, "D1", YEAR, "2026", {"ho": 900}, below=below, at=NOW)
        add_units(session, package, ("X5", "xã Trong Mẫu", True), ("X6", "xã Mẫu 6", False))

    district.write(fill)
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, with_units=True, reason=WHY), NOW)
    records = received(district, row).records
    named = {one.code: one.reported for one in records.units}
    assert named == {"D1": True, "X1": True, "X2": True, "X3": False, "X5": True, "X6": False}
    assert [one.value for one in records.figures if one.unit == "X5"] == [Decimal(900)]


def test_what_only_we_ask_our_units_for_does_not_go_further_up(district: Database) -> None:
    ours = SaveEntry(
        catalogue="indicator", code="chieu_phim", name="Số buổi chiếu phim", data={"kind": "count"}
    )
    district.write(save_entry, ours)
    district.write(make_received, "X3", YEAR, "2026", {"ho": 5, "chieu_phim": 6}, at=NOW)
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, with_units=True, reason=WHY), NOW)
    figures = received(district, row).records.figures
    assert [one.indicator for one in figures if one.unit == "X3"] == ["ho"]


def test_units_records_of_violence_seal_the_package(district: Database) -> None:
    district.write(make_received, "X3", YEAR, "2026", {"ho_bao_luc": 6}, at=NOW)
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, with_units=True, reason=WHY), NOW)
    assert received(district, row).manifest.privacy is Privacy.SENSITIVE


def test_what_changed_since_asks_for_a_reason(district: Database) -> None:
    paper = summary(district)
    district.write(make_received, "X3", YEAR, "2026", {"ho": 5}, at=LATER)
    with pytest.raises(ValidationError, match="xã Mẫu 3: nay có số liệu") as refused:
        make_forward(district, Forward(paper_id=paper), LATER)
    assert refused.value.field == "reason"
    row = make_forward(district, Forward(paper_id=paper, reason="Gửi số lúc lập"), LATER)
    [houses] = [one for one in received(district, row).records.figures if one.indicator == "ho"]
    assert houses.value == 140
    assert district.read(stale_sent, row.id) == ["xã Mẫu 3: nay có số liệu, lúc tổng hợp chưa có"]


def test_the_packages_behind_it_are_kept(district: Database) -> None:
    paper = summary(district)
    row = make_forward(district, Forward(paper_id=paper, reason=WHY), NOW)

    def kept(session: Session) -> list[str]:
        sent = session.get(SentPackage, row.id)
        return [one[1] for one in sent.basis] if sent else []

    assert district.read(kept) == ["X1", "X2"]
    assert district.read(stale_sent, row.id) == []


def test_a_report_that_is_not_made_from_totals_is_sent_elsewhere(district: Database) -> None:
    paper = draft_report(district)
    issue_report(district, paper)
    with pytest.raises(ValidationError, match="không lập từ số tổng hợp"):
        make_forward(district, Forward(paper_id=paper, reason=WHY), NOW)


def test_numbers_brought_up_to_date_give_a_new_basis(district: Database) -> None:
    paper = summary(district)
    district.write(make_received, "X3", YEAR, "2026", {"ho": 5}, at=LATER)
    assert district.read(stale_lines, paper)
    renew_basis(district, paper, LATER)
    assert district.read(stale_lines, paper) == []


def test_figures_that_were_not_taken_over_are_told(district: Database) -> None:
    paper = draft_report(district)
    basis = district.read(total_sources, YEAR, "2026").basis
    district.write(keep_basis, paper, (YEAR, "2026"), basis, NOW)
    issue_report(district, paper)
    _looked, changes = look_at_forward(district, Forward(paper_id=paper), NOW)
    assert any("trong sổ khác tổng của các đơn vị" in one for one in changes)


def test_columns_by_sex_go_up_as_sums(district: Database) -> None:
    for unit, women in (("X1", 4), ("X2", 6)):
        district.write(
            make_received, unit, YEAR, "2026",
            {"dan_so": 20, "dan_so:men": 20 - women, "dan_so:women": women}, sequence=2, at=NOW,
        )  # fmt: skip
    row = make_forward(district, Forward(paper_id=summary(district), reason=WHY), NOW)
    cells = {
        one.sex: one.value for one in received(district, row).records.figures
        if one.indicator == "dan_so"
    }  # fmt: skip
    assert cells == {Column.TOTAL: 40, Column.MEN: 30, Column.WOMEN: 10}
