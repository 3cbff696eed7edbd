"""A form for a period: cells, shares, last year, targets, what activities offer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.forms import Form, read_form
from app.domain.indicators import (
    Direction,
    Indicator,
    IndicatorKind,
    Progress,
    Ref,
    Target,
    TargetSource,
)
from app.domain.periods import management_year
from app.errors import ValidationError
from app.queries.figure_sheets import FigureSheet, SheetRow, figure_sheet
from app.queries.kinds import get_catalogues
from app.services.activities import ActivityDraft, record_activity
from app.services.figures import CellDraft, SaveFigures, SetTarget, save_figures, set_target
from tests.shipped import load_shipped

YEAR = management_year(2027)
NATIONAL = (
    Target(2025, Decimal(60), TargetSource.NATIONAL),
    Target(2030, Decimal(75), TargetSource.NATIONAL),
)
MEMBERS = Indicator(
    code="dang_vien", name="Đảng viên", unit="người", kind=IndicatorKind.COUNT, by_sex=True
)
SHARE = Indicator(
    code="ty_le",
    name="Tỷ lệ nữ",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("dang_vien", Column.WOMEN),
    denominator=Ref("dang_vien", Column.TOTAL),
    direction=Direction.UP,
    targets=NATIONAL,
)
REACHED = Indicator(
    code="nguoi_du",
    name="Lượt người dự",
    unit="lượt",
    kind=IndicatorKind.COUNT,
    by_sex=True,
    link="people",
)
INDICATORS = {one.code: one for one in (MEMBERS, SHARE, REACHED)}
FORM = read_form(
    "bieu",
    "Biểu mẫu",
    {
        "period": "year",
        "rows": [
            {"heading": "I. Đảng"},
            {"indicator": "dang_vien"},
            {"indicator": "ty_le"},
            {"indicator": "nguoi_du"},
            {"indicator": "da_bo"},
        ],
    },
)


def save(db: Database, year: int, **women_and_total: tuple[int, int]) -> None:
    cells = [
        CellDraft(indicator=code, column=column, state=CellState.VALUE, value=Decimal(value))
        for code, pair in women_and_total.items()
        for column, value in zip((Column.WOMEN, Column.TOTAL), pair, strict=True)
    ]
    command = SaveFigures(period=management_year(year), cells=tuple(cells), indicators=INDICATORS)
    db.write(save_figures, command)


def sheet(db: Database, indicators: dict[str, Indicator] | None = None) -> FigureSheet:
    return db.read(figure_sheet, FORM, YEAR, indicators or INDICATORS)


def row(found: FigureSheet, code: str) -> SheetRow:
    return next(one for one in found.rows if one.indicator and one.indicator.code == code)


def test_an_empty_form_says_what_is_missing(db: Database) -> None:
    found = sheet(db)
    assert [one.heading for one in found.rows] == ["I. Đảng", "", "", ""]
    assert found.missing == 2
    share = row(found, "ty_le")
    assert (share.value, share.progress) == (None, Progress.UNKNOWN)
    assert share.why == "chưa có số “Đảng viên”"


def test_shares_are_judged_on_the_line_between_target_years(db: Database) -> None:
    save(db, 2026, dang_vien=(80, 500))
    save(db, 2027, dang_vien=(340, 510))
    share = row(sheet(db), "ty_le")
    assert share.value == Decimal(34000) / 510
    assert share.before == Decimal(16)
    assert share.target is None
    assert share.line == Decimal(66)
    assert share.progress is Progress.MET
    save(db, 2027, dang_vien=(336, 510))
    assert row(sheet(db), "ty_le").progress is Progress.NOT_MET


def test_the_units_own_target_counts_first(db: Database) -> None:
    save(db, 2027, dang_vien=(340, 510))
    db.write(
        set_target,
        SetTarget(indicator="ty_le", year=2027, value=Decimal(70), set_by=TargetSource.UPPER),
    )
    assert row(sheet(db), "ty_le").progress is Progress.NOT_MET
    db.write(set_target, SetTarget(indicator="ty_le", year=2027, value=Decimal(50)))
    found = row(sheet(db), "ty_le")
    assert found.target is not None
    assert (found.target.source, found.progress) == (TargetSource.OWN, Progress.MET)


def test_a_lower_value_can_be_the_better_one(db: Database) -> None:
    save(db, 2027, dang_vien=(340, 510))
    down = {**INDICATORS, "ty_le": replace(SHARE, direction=Direction.DOWN)}
    assert row(sheet(db, down), "ty_le").progress is Progress.NOT_MET


def test_activities_offer_their_figures_and_are_not_written(db: Database) -> None:
    db.write(load_shipped)
    for day, men, women in (
        (date(2027, 3, 8), 10, 30),
        (date(2027, 12, 14), 1, 2),
        (date(2027, 12, 15), 5, 5),
    ):
        db.write(
            record_activity,
            ActivityDraft(
                kind_code="noi_chuyen",
                title="Nói chuyện",
                starts_on=day,
                ends_on=day,
                men=men,
                women=women,
            ),
        )
    found = row(sheet(db), "nguoi_du")
    assert dict(found.offered) == {
        Column.MEN: Decimal(11),
        Column.WOMEN: Decimal(32),
        Column.TOTAL: Decimal(43),
    }
    assert found.row.total.state is CellState.EMPTY
    save(db, 2027, nguoi_du=(32, 50))
    told = [one.message for one in row(sheet(db), "nguoi_du").oddities]
    assert any("cho 43, ở đây là 50" in one for one in told)


def test_an_activity_that_was_not_counted_by_sex_offers_its_total_alone(db: Database) -> None:
    """10 men and 30 women of 45 people: the 5 others are neither."""
    db.write(load_shipped)
    day = date(2027, 3, 8)
    for count in ({"men": 10, "women": 30}, {"total": 5}):
        db.write(
            record_activity,
            ActivityDraft(
                kind_code="noi_chuyen", title="Nói chuyện", starts_on=day, ends_on=day, **count
            ),
        )
    assert dict(row(sheet(db), "nguoi_du").offered) == {Column.TOTAL: Decimal(45)}


def test_a_link_may_ask_for_one_section_of_activities(db: Database) -> None:
    db.write(load_shipped)
    day = date(2027, 3, 8)
    for kind in ("noi_chuyen", "tap_huan"):
        db.write(
            record_activity,
            ActivityDraft(kind_code=kind, title="Mẫu", starts_on=day, ends_on=day, men=1, women=2),
        )
    sections = {one.code: one.section for one in db.read(get_catalogues).kinds.values()}
    assert sections["noi_chuyen"] != sections["tap_huan"]
    asked = replace(REACHED, link=f"people?section={sections['tap_huan']}")
    found = row(sheet(db, {**INDICATORS, "nguoi_du": asked}), "nguoi_du")
    assert found.offered[Column.TOTAL] == 3


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"rows": [{}]},
        {"rows": [{"heading": "I", "indicator": "x"}]},
        {"rows": [], "period": "tuần"},
        {"rows": ["x"]},
    ],
)
def test_a_form_that_is_written_wrong_is_told(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="Biểu mẫu"):
        read_form("bieu", "Biểu mẫu", data)


def test_a_form_knows_its_indicators() -> None:
    assert isinstance(FORM, Form)
    assert FORM.indicators == ("dang_vien", "ty_le", "nguoi_du", "da_bo")
