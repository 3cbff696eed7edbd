"""Totals by the lines of a form and unit by unit; what is hidden where they are shared."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.forms import Form, FormRow
from app.domain.indicators import Indicator, IndicatorKind, Ref
from app.domain.parcels import ParcelOrigin
from app.domain.periods import PeriodKind, management_year
from app.queries.total_masks import Hidden, hidden_totals
from app.queries.total_sources import Part, Sources
from app.queries.total_tables import other_lines, total_lines, unit_lines
from app.queries.totals import Totals, totals
from tests.workflows.parcels.received import (
    make_change,
    make_office,
    make_received,
    make_unit,
)

YEAR = "report_year"
HO = Indicator(code="ho", name="Số hộ", unit="hộ", kind=IndicatorKind.COUNT)
VAY = Indicator(code="vay", name="Vay vốn", unit="người", kind=IndicatorKind.COUNT, by_sex=True)
SHARE = Indicator(
    code="ty_le", name="Tỷ lệ nữ vay vốn", unit="%", kind=IndicatorKind.SHARE,
    numerator=Ref("vay", Column.WOMEN), denominator=Ref("vay", Column.TOTAL),
)  # fmt: skip
CASES = Indicator(
    code="vu", name="Số vụ", unit="vụ", kind=IndicatorKind.COUNT, by_sex=True, sensitive=True
)
PART = Indicator(
    code="vu_em", name="Trong đó: trẻ em", unit="vụ", kind=IndicatorKind.COUNT, by_sex=True,
    sensitive=True, parent="vu", breakdown="age",
)  # fmt: skip
KNOWN = {one.code: one for one in (HO, VAY, SHARE, CASES, PART)}
FORM = Form(
    code="b", name="Biểu", period=PeriodKind.YEAR,
    rows=(
        FormRow(heading="I. Hộ"), FormRow(indicator="ho"),
        FormRow(heading="II. Không có gì"), FormRow(indicator="khong_co"),
        FormRow(heading="III. Vay"), FormRow(indicator="vay"), FormRow(indicator="ty_le"),
    ),
)  # fmt: skip


@pytest.fixture
def units(db: Database) -> Database:
    def fill(session: Session) -> None:
        make_office(session)
        for at in range(1, 8):
            make_unit(session, f"X{at}", f"xã Mẫu {at}")

    db.write(fill)
    return db


def send(db: Database, unit: int, period: str = "2026", **cells: int | str) -> None:
    named = {key.replace("__", ":"): value for key, value in cells.items()}
    db.write(make_received, f"X{unit}", YEAR, period, named)


def test_a_form_has_sums_last_year_and_what_lacks(units: Database) -> None:
    send(units, 1, ho=300, vay=10, vay__men=4, vay__women=6)
    send(units, 2, ho="chưa rà soát", vay=30)
    send(units, 1, "2025", ho=100)
    found = units.read(totals, YEAR, "2026")
    before = units.read(totals, YEAR, "2025")
    lines = total_lines(FORM, found, before, KNOWN)
    assert [line.heading for line in lines if line.heading] == ["I. Hộ", "III. Vay"]
    ho, vay, share = (line for line in lines if line.indicator)
    assert (ho.value, ho.before, ho.given, ho.asked) == (300, 100, 1, 2)
    assert ho.remarks == (
        "1 đơn vị không có số liệu (chưa rà soát: xã Mẫu 2)",
        "tăng 200 % so với cùng kỳ năm trước (100)",
    )
    assert (vay.row.total.value, vay.row.women.value) == (40, 6)
    assert vay.remarks == ("1 đơn vị không tách nam, nữ",)
    assert share.value == 60
    assert share.remarks == ("tính trên 1 đơn vị có đủ tử số và mẫu số; 1 đơn vị không có đủ",)


def test_a_breakdown_stands_under_its_indicator_and_the_rest_is_not_lost(units: Database) -> None:
    db = units
    db.write(make_received, "X1", YEAR, "2026", {"ho": 9, "ho::ngheo": 4, "vu": 7, "la": 1})
    db.write(make_received, "X2", YEAR, "2026", {"ho": 3, "ho::ngheo": 1})
    found = db.read(totals, YEAR, "2026")
    lines = [line for line in total_lines(FORM, found, None, KNOWN) if line.indicator is HO]
    assert [(line.group, line.value) for line in lines] == [("", 12), ("ngheo", 5)]
    assert [line.indicator for line in other_lines([FORM], found, None, KNOWN)] == [CASES]


def test_units_are_ranked_and_the_odd_one_is_told(units: Database) -> None:
    for at, value in enumerate((50, 52, 48, 50, 51, 400, 0), 1):
        send(units, at, ho=value if value else "mất sổ")
    send(units, 1, "2025", ho=20)
    found, before = (units.read(totals, YEAR, period) for period in ("2026", "2025"))
    lines = {line.code: line for line in unit_lines(found, before, HO)}
    assert lines["X6"].rank == 1
    assert lines["X6"].remarks[0].startswith("cao hơn hẳn")
    assert (lines["X1"].rank, lines["X4"].rank, lines["X3"].rank) == (4, 4, 6)
    assert lines["X1"].remarks == ("tăng 150 % so với cùng kỳ năm trước (20)",)
    assert (lines["X7"].value, lines["X7"].rank, lines["X7"].why) == (None, None, "mất sổ")
    portions = [line.portion for line in lines.values() if line.portion is not None]
    assert round(sum(portions), 6) == 100


def test_shares_of_units_come_from_their_own_raw_numbers(units: Database) -> None:
    send(units, 1, vay=10, vay__women=5)
    send(units, 2, vay=10)
    found = units.read(totals, YEAR, "2026")
    one, two = unit_lines(found, None, SHARE)
    assert (one.value, one.portion, two.value) == (50, None, None)


def test_old_units_are_one_line_under_the_new_one(db: Database) -> None:
    def fill(session: Session) -> None:
        make_office(session)
        day = date(2026, 7, 1)
        new = make_unit(session, "X9", "xã Mới Mẫu", first=day)
        for at in (1, 2):
            old = make_unit(session, f"X{at}", f"xã Cũ {at}", last=date(2026, 6, 30))
            make_change(session, old, new, day)
            when = datetime(2026, 6, 1, tzinfo=UTC)
            make_received(session, f"X{at}", YEAR, "2026-H1", {"ho": at}, at=when)

    db.write(fill)
    [line] = unit_lines(db.read(totals, YEAR, "2026-H1"), None, HO)
    assert (line.code, line.name, line.value) == ("X9", "xã Mới Mẫu", 3)
    assert line.remarks == ("gồm số của xã Cũ 1, xã Cũ 2",)


def _made(numbers: list[tuple[int, int, int, int]]) -> Totals:
    """Totals of units with cases by sex and, of them, children by sex."""
    parts = tuple(
        Part(
            package_id=CASE_ID, unit_code=f"X{at}", unit_name=f"xã {at}", shown_code=f"X{at}",
            shown_name=f"xã {at}", origin=ParcelOrigin.PACKAGE, sequence=1,
            received_at=datetime(2026, 12, 1, tzinfo=UTC), changed=0,
        )
        for at in range(len(numbers))
    )  # fmt: skip
    values: dict[tuple[str, Column, str], dict[str, Decimal]] = {}
    for at, (men, women, boys, girls) in enumerate(numbers):
        for code, first, second in (("vu", men + boys, women + girls), ("vu_em", boys, girls)):
            for column, value in zip(
                (Column.MEN, Column.WOMEN, Column.TOTAL), (first, second, first + second),
                strict=True,
            ):  # fmt: skip
                values.setdefault((code, column, ""), {})[f"X{at}"] = Decimal(value)
    sources = Sources(duty=YEAR, period=management_year(2026), parts=parts, left_out=(), absent=())
    return Totals(sources=sources, values=values, reasons={})


CASE_ID = UUID(int=7)
counts = st.integers(0, 7)


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=2, max_size=6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_small_count_of_a_unit_follows_from_what_is_printed(
    numbers: list[tuple[int, int, int, int]],
) -> None:
    """One person moved to another hidden unit leaves everything that is printed as it was."""
    found = _made(numbers)
    hidden = hidden_totals(found, KNOWN)
    for at, unit in enumerate(numbers):
        small = any(
            value in range(1, 5)
            for value in (
                unit[0] + unit[2], unit[1] + unit[3], sum(unit), unit[2], unit[3], unit[2] + unit[3]
            )
        )  # fmt: skip
        if not small:
            continue
        assert {(f"X{at}", "vu"), (f"X{at}", "vu_em")} <= hidden.units
        assert any(
            (f"X{other}", "vu") in hidden.units for other in range(len(numbers)) if other != at
        )


def test_sums_of_sensitive_counts_are_hidden_with_their_family() -> None:
    hidden = hidden_totals(_made([(20, 30, 0, 2), (10, 10, 0, 0)]), KNOWN)
    assert ("vu_em", Column.WOMEN, "") in hidden.sums
    assert ("vu", Column.WOMEN, "") in hidden.sums
    assert hidden.places


def test_sums_of_units_that_do_not_split_are_hidden_as_a_whole(units: Database) -> None:
    send(units, 1, vu=50, vu__men=2, vu__women=48)
    send(units, 2, vu=60)
    hidden = hidden_totals(units.read(totals, YEAR, "2026"), KNOWN)
    assert hidden.places == {("vu", column) for column in Column}
    send(units, 3, vu=60, vu__men=30, vu__women=30)
    assert hidden_totals(units.read(totals, YEAR, "2026"), KNOWN).places == frozenset()


def test_large_counts_and_other_indicators_stay(units: Database) -> None:
    send(units, 1, ho=2, vu=50, vu__men=20, vu__women=30)
    send(units, 2, ho=1, vu=60, vu__men=30, vu__women=30)
    assert hidden_totals(units.read(totals, YEAR, "2026"), KNOWN) == Hidden(
        frozenset(), frozenset()
    )


def test_breakdowns_of_a_small_count_are_hidden(units: Database) -> None:
    for at in (1, 2):
        units.write(
            make_received, f"X{at}", YEAR, "2026",
            {"vu": 50, "vu:men": 20, "vu:women": 30, "vu:total:thon": 1, "vu:total:pho": 49},
        )  # fmt: skip
    hidden = hidden_totals(units.read(totals, YEAR, "2026"), KNOWN)
    assert {key for key in hidden.sums if key[2]} == {
        ("vu", Column.TOTAL, "thon"), ("vu", Column.TOTAL, "pho"),
    }  # fmt: skip
    assert ("X1", "vu") in hidden.units
