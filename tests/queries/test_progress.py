"""Progress of indicators: targets of every source and sex, years beside each other, causes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.forms import read_form
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
from app.queries.progress import ProgressRow, count_progress, counted, list_progress, yearly
from app.services.figures import CellDraft, SaveFigures, SetTarget, save_figures, set_target
from tests.shipped import load_shipped

COUNT = Indicator(
    code="can_bo",
    name="Cán bộ",
    unit="người",
    kind=IndicatorKind.COUNT,
    by_sex=True,
    direction=Direction.UP,
)
ALL = Indicator(code="tong", name="Tổng số", unit="người", kind=IndicatorKind.COUNT, by_sex=True)
SHARE = Indicator(
    code="ty_le",
    name="Tỷ lệ được tập huấn",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("can_bo", Column.TOTAL),
    denominator=Ref("tong", Column.TOTAL),
    direction=Direction.UP,
    targets=(
        Target(2025, Decimal(60), TargetSource.NATIONAL),
        Target(2030, Decimal(75), TargetSource.NATIONAL),
    ),
)
INDICATORS = {one.code: one for one in (COUNT, ALL, SHARE)}
FORM = read_form(
    "bieu",
    "Biểu mẫu",
    {"period": "year", "rows": [{"indicator": code} for code in ("ty_le", "can_bo", "la")]},
)


def save(db: Database, year: int, **values: tuple[int, int]) -> None:
    cells = tuple(
        CellDraft(indicator=code, column=column, state=CellState.VALUE, value=Decimal(value))
        for code, pair in values.items()
        for column, value in zip((Column.MEN, Column.WOMEN), pair, strict=True)
    )
    db.write(
        save_figures,
        SaveFigures(period=management_year(year), cells=cells, indicators=INDICATORS),
    )


def aim(db: Database, code: str, year: int, value: int, column: Column = Column.TOTAL) -> None:
    db.write(set_target, SetTarget(indicator=code, year=year, value=Decimal(value), column=column))


def rows(db: Database, year: int = 2027) -> dict[str, ProgressRow]:
    return {one.id: one for one in db.read(list_progress, FORM, year, INDICATORS)}


def test_only_rows_with_a_target_are_there(db: Database) -> None:
    assert list(rows(db)) == ["ty_le:total"]

    aim(db, "can_bo", 2027, 30)

    assert list(rows(db)) == ["ty_le:total", "can_bo:total"]


def test_a_year_between_two_targets_is_held_against_the_straight_line(db: Database) -> None:
    save(db, 2027, can_bo=(20, 44), tong=(50, 50))

    row = rows(db)["ty_le:total"]

    assert (row.value, row.target, row.line, row.aim) == (64, None, 66, 66)
    assert (row.gap, row.progress, row.why) == (-2, Progress.NOT_MET, "")
    assert row.last == Target(2030, Decimal(75), TargetSource.NATIONAL)


def test_years_before_and_the_road_ahead_stand_beside_each_other(db: Database) -> None:
    save(db, 2024, can_bo=(10, 20), tong=(50, 50))
    save(db, 2026, can_bo=(20, 20), tong=(25, 25))

    years = rows(db)["ty_le:total"].years

    assert [(one.year, one.value, one.aim, one.fixed) for one in years] == [
        (2024, 30, None, False),
        (2025, None, 60, True),
        (2026, 80, 63, False),
        (2027, None, 66, False),
        (2028, None, 69, False),
        (2029, None, 72, False),
        (2030, None, 75, True),
    ]
    assert {one.men for one in years} == {None}, "a share has no men beside women"


def test_a_target_of_one_sex_is_judged_by_that_sex(db: Database) -> None:
    aim(db, "can_bo", 2027, 30, Column.WOMEN)
    aim(db, "ty_le", 2027, 50, Column.WOMEN)
    save(db, 2027, can_bo=(60, 20), tong=(60, 40))

    found = rows(db)

    women, share = found["can_bo:women"], found["ty_le:women"]
    assert (women.value, women.progress) == (20, Progress.NOT_MET)
    assert (share.value, share.progress) == (50, Progress.MET)
    assert found["ty_le:total"].progress is Progress.MET
    last = women.years[-1]
    assert (last.men, last.women) == (60, 20)


def test_a_share_of_one_sex_needs_raw_numbers_of_that_sex(db: Database) -> None:
    uneven = replace(SHARE, numerator=Ref("can_bo", Column.WOMEN))
    aim(db, "ty_le", 2027, 50, Column.WOMEN)
    save(db, 2027, can_bo=(60, 20), tong=(60, 40))

    found = db.read(list_progress, FORM, 2027, {**INDICATORS, "ty_le": uneven})

    women = next(one for one in found if one.column is Column.WOMEN)
    assert (women.value, women.progress) == (None, Progress.UNKNOWN)
    assert women.why == "chưa có số liệu"


def test_the_cause_is_told_when_nothing_can_be_judged(db: Database) -> None:
    aim(db, "can_bo", 2027, 30)
    assert "chưa có số “Cán bộ”" in rows(db)["ty_le:total"].why
    assert rows(db)["can_bo:total"].why == "chưa có số liệu"

    missing = CellDraft(
        indicator="can_bo",
        column=Column.TOTAL,
        state=CellState.MISSING,
        reason="Trạm Y tế chưa gửi",
    )
    command = SaveFigures(period=management_year(2027), cells=(missing,), indicators=INDICATORS)
    db.write(save_figures, command)
    assert rows(db)["can_bo:total"].why == "Trạm Y tế chưa gửi"

    save(db, 2023, can_bo=(1, 2), tong=(5, 5))
    assert rows(db, 2023)["ty_le:total"].why == "năm 2023 không có mục tiêu"
    aimless = {**INDICATORS, "ty_le": replace(SHARE, direction=Direction.NONE)}
    save(db, 2027, can_bo=(20, 44), tong=(50, 50))
    told = {one.id: one for one in db.read(list_progress, FORM, 2027, aimless)}["ty_le:total"]
    assert "chưa ghi chiều" in told.why


def test_rows_are_counted_by_state(db: Database) -> None:
    aim(db, "can_bo", 2027, 30)
    aim(db, "can_bo", 2027, 30, Column.WOMEN)
    assert counted(list(rows(db).values())).blank == 3

    save(db, 2027, can_bo=(20, 20), tong=(25, 25))
    found = counted(list(rows(db).values()))

    assert (found.met, found.not_met, found.blank, found.unknown, found.all) == (2, 1, 0, 0, 3)


@pytest.mark.parametrize(
    ("kind", "expected"), [("year", True), ("campaign", True), ("half", False), ("term", False)]
)
def test_forms_of_a_year_alone_have_years_beside_each_other(kind: str, expected: bool) -> None:
    assert yearly(read_form("x", "X", {"period": kind, "rows": []})) is expected


def test_the_strategy_is_counted_and_none_without_it(db: Database) -> None:
    assert db.read(count_progress, 2026).all == 0

    db.write(load_shipped)

    counts = db.read(count_progress, 2026)
    assert counts.all > 30
    assert counts.met == counts.not_met == 0
    assert counts.blank + counts.unknown == counts.all
