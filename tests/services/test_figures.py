"""Figures are kept as typed; what cannot be is refused with its place; targets."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Direction, Indicator, IndicatorKind, Ref, TargetSource
from app.domain.periods import Period, management_year, parse_period
from app.errors import ValidationError
from app.queries.figure_cells import FigureRow, list_figures, list_own_targets, sex_rows
from app.queries.history import list_changes
from app.services.figures import (
    CellDraft,
    SaveFigures,
    SetTarget,
    check_target,
    save_figures,
    save_periods,
    set_target,
    target_columns,
)

YEAR = management_year(2026)
INDICATORS = {
    one.code: one
    for one in (
        Indicator(
            code="dang_vien", name="Đảng viên", unit="người", kind=IndicatorKind.COUNT, by_sex=True
        ),
        Indicator(code="ho", name="Số hộ", unit="hộ", kind=IndicatorKind.COUNT),
        Indicator(code="gio", name="Số giờ", unit="giờ", kind=IndicatorKind.AMOUNT, decimals=1),
        Indicator(code="nha", name="Có nhà tạm lánh", unit="", kind=IndicatorKind.YES_NO),
        Indicator(code="ty_le", name="Tỷ lệ nữ", unit="%", kind=IndicatorKind.SHARE),
        Indicator(
            code="vu",
            name="Vụ bạo lực gia đình",
            unit="vụ",
            kind=IndicatorKind.COUNT,
            sensitive=True,
        ),
    )
}


def draft(
    code: str, value: str | int | None, column: Column = Column.TOTAL, **more: str
) -> CellDraft:
    state = CellState.EMPTY if value is None else CellState.VALUE
    amount = None if value is None else Decimal(value)
    return CellDraft(indicator=code, column=column, state=state, value=amount, **more)


def save(db: Database, *cells: CellDraft, period: Period = YEAR) -> int:
    command = SaveFigures(period=period, cells=cells, indicators=INDICATORS)
    return db.write(save_figures, command)


def kept(db: Database, period: Period = YEAR) -> dict[tuple[str, Column], FigureRow]:
    rows = db.read(list_figures, [period.code])
    return {(row.indicator, row.column): row for row in rows}


def test_two_of_three_give_the_third_and_zero_is_a_value(db: Database) -> None:
    count = save(
        db,
        draft("dang_vien", 510, Column.TOTAL),
        draft("dang_vien", 87, Column.WOMEN),
        draft("ho", 0),
    )
    assert count == 4
    row = sex_rows(list(kept(db).values()), YEAR.code)["dang_vien"]
    assert (row.men.value, row.women.value, row.total.value) == (423, 87, 510)
    assert row.men.worked_out
    assert kept(db)["ho", Column.TOTAL].value == 0


def test_a_worked_out_number_follows_what_it_came_from(db: Database) -> None:
    save(db, draft("dang_vien", 510), draft("dang_vien", 87, Column.WOMEN))
    save(db, draft("dang_vien", 90, Column.WOMEN))
    assert kept(db)["dang_vien", Column.MEN].value == 420
    save(db, draft("dang_vien", None, Column.WOMEN))
    assert {column for _code, column in kept(db)} == {Column.TOTAL}


def test_periods_stand_apart(db: Database) -> None:
    half = parse_period("2026-H1")
    save(db, draft("ho", 3))
    save(db, draft("ho", 2), period=half)
    assert kept(db)["ho", Column.TOTAL].value == 3
    assert kept(db, half)["ho", Column.TOTAL].value == 2


def test_decimals_come_back_to_the_digit(db: Database) -> None:
    save(db, draft("gio", "1.7"))
    assert str(kept(db)["gio", Column.TOTAL].value) == "1.7"


def test_not_available_needs_a_reason(db: Database) -> None:
    missing = CellDraft(indicator="ho", column=Column.TOTAL, state=CellState.MISSING)
    with pytest.raises(ValidationError, match="lý do"):
        save(db, missing)
    save(
        db,
        CellDraft(
            indicator="ho",
            column=Column.TOTAL,
            state=CellState.MISSING,
            reason=" Chưa điều tra ",
        ),
    )
    row = kept(db)["ho", Column.TOTAL]
    assert (row.state, row.value, row.reason) == (CellState.MISSING, None, "Chưa điều tra")


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ([draft("khong_co", 1)], "khong_co:total", "Không có chỉ tiêu"),
        ([draft("ho", 1, Column.WOMEN)], "ho:women", "không tách theo giới tính"),
        ([draft("ty_le", 1)], "ty_le:total", "được tính từ số liệu khác"),
        ([draft("ho", -1)], "ho:total", "âm"),
        ([draft("ho", "1.5")], "ho:total", "số nguyên"),
        ([draft("gio", "1.75")], "gio:total", "tối đa 1 chữ số"),
        ([draft("nha", 2)], "nha:total", "1 .có. hoặc 0"),
        (
            [
                draft("dang_vien", 5),
                draft("dang_vien", 3, Column.MEN),
                draft("dang_vien", 3, Column.WOMEN),
            ],
            "dang_vien:women",
            "khác tổng",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    db: Database, cells: list[CellDraft], field: str, words: str
) -> None:
    with pytest.raises(ValidationError, match=words) as told:
        save(db, draft("ho", 7), *cells)
    assert told.value.field == field
    assert kept(db) == {}


@pytest.mark.parametrize(
    "words",
    [
        "theo lời chị Hoa ở thôn 2",
        "gọi số 0912 345 678",
        "số định danh 001188012345",
        "Nguyễn Thị Mẫu báo",
        "gửi về mau@thu.vn",
    ],
)
def test_beside_counts_of_violence_no_person_is_named(db: Database, words: str) -> None:
    with pytest.raises(ValidationError, match="không ghi họ tên"):
        save(db, draft("vu", 3, note=words))
    with pytest.raises(ValidationError, match="không ghi họ tên"):
        save(
            db,
            CellDraft(indicator="vu", column=Column.TOTAL, state=CellState.MISSING, reason=words),
        )
    assert kept(db) == {}
    save(db, draft("ho", 3, note=words))


def test_plain_reasons_beside_counts_of_violence_are_kept(db: Database) -> None:
    save(db, draft("vu", 3, note="Tăng 2 vụ do công an xã rà soát lại quý III năm 2026"))
    assert kept(db)["vu", Column.TOTAL].note.startswith("Tăng 2 vụ")


def test_where_a_figure_comes_from_is_kept(db: Database) -> None:
    save(db, draft("ho", 3, origin="activities", source="quantity.to_roi"))
    row = kept(db)["ho", Column.TOTAL]
    assert (row.origin, row.source) == ("activities", "quantity.to_roi")
    save(db, draft("ho", 4))
    assert kept(db)["ho", Column.TOTAL].origin == "typed"


def test_every_change_is_in_the_history(db: Database) -> None:
    save(db, draft("ho", 3))
    save(db, draft("ho", 4))
    changes = db.read(list_changes, kept(db)["ho", Column.TOTAL].id)
    assert ("value", "3", "4") in [(one.field, one.old, one.new) for one in changes]


def test_targets_are_set_changed_and_taken_away(db: Database) -> None:
    db.write(set_target, SetTarget(indicator="ty_le", year=2027, value=Decimal("40")))
    db.write(set_target, SetTarget(indicator="ty_le", year=2027, value=Decimal("42.5")))
    db.write(
        set_target,
        SetTarget(indicator="ty_le", year=2027, value=Decimal(45), set_by=TargetSource.UPPER),
    )
    found = db.read(list_own_targets)["ty_le"]
    assert {(one.source, one.value) for one in found} == {
        (TargetSource.OWN, Decimal("42.5")),
        (TargetSource.UPPER, Decimal(45)),
    }
    db.write(set_target, SetTarget(indicator="ty_le", year=2027, value=None))
    assert [one.source for one in db.read(list_own_targets)["ty_le"]] == [TargetSource.UPPER]
    with pytest.raises(ValidationError, match="danh mục"):
        db.write(
            set_target,
            SetTarget(indicator="ty_le", year=2030, value=Decimal(1), set_by=TargetSource.NATIONAL),
        )


SHARE_OF_ALL = Indicator(
    code="ty_le_chung",
    name="Tỷ lệ chung",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("nguoi", Column.TOTAL),
    denominator=Ref("tat_ca", Column.TOTAL),
    direction=Direction.UP,
)


def test_whom_a_target_can_be_for() -> None:
    women = replace(SHARE_OF_ALL, numerator=Ref("nguoi", Column.WOMEN))
    people = replace(SHARE_OF_ALL, kind=IndicatorKind.COUNT, unit="người")

    assert target_columns(SHARE_OF_ALL) == tuple(Column)
    assert target_columns(women) == (Column.TOTAL,)
    assert target_columns(replace(people, by_sex=True)) == tuple(Column)
    assert target_columns(people) == (Column.TOTAL,)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"year": 1999}, "year"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal("100.1")}, "value"),
    ],
)
def test_a_target_that_cannot_be_is_refused(change: dict[str, Any], field: str) -> None:
    command = SetTarget(indicator="ty_le_chung", year=2030, value=Decimal(75))
    check_target(command, SHARE_OF_ALL)
    check_target(replace(command, value=None), SHARE_OF_ALL)

    with pytest.raises(ValidationError) as told:
        check_target(replace(command, **change), SHARE_OF_ALL)

    assert told.value.field == field


def test_a_ratio_without_a_direction_may_have_a_target_above_a_hundred() -> None:
    births = replace(SHARE_OF_ALL, direction=Direction.DOWN)
    check_target(SetTarget(indicator="ty_le_chung", year=2030, value=Decimal(111)), births)


def test_a_whole_number_with_empty_decimals_is_whole(db: Database) -> None:
    save(db, draft("ho", "5.00"))
    assert kept(db)["ho", Column.TOTAL].value == 5


def test_a_cell_that_stays_is_not_counted_as_changed(db: Database) -> None:
    save(db, draft("dang_vien", 510), draft("dang_vien", 87, Column.WOMEN))
    assert save(db, draft("dang_vien", 510, note="đã đối chiếu")) == 1


def test_several_periods_are_written_together_or_not_at_all(db: Database) -> None:
    months = [parse_period(f"2026-M{number:02}") for number in (1, 2)]

    def command(period: Period, value: int) -> SaveFigures:
        return SaveFigures(period=period, cells=(draft("ho", value),), indicators=INDICATORS)

    assert db.write(save_periods, [command(one, 5) for one in months]) == 2
    with pytest.raises(ValidationError, match="số âm") as caught:
        db.write(save_periods, [command(months[0], 7), command(months[1], -1)])
    assert caught.value.field == "ho:total:2026-M02"
    assert [kept(db, one)["ho", Column.TOTAL].value for one in months] == [5, 5]


def test_a_number_that_the_two_others_give_is_not_silently_kept(db: Database) -> None:
    save(db, draft("dang_vien", 12, Column.MEN), draft("dang_vien", 8, Column.WOMEN))
    gone = CellDraft(
        indicator="dang_vien", column=Column.TOTAL, state=CellState.MISSING, reason="chưa gửi"
    )

    with pytest.raises(ValidationError, match="Hai số kia cho biết số này là 20") as told:
        save(db, gone)

    assert told.value.field == "dang_vien:total"
    save(db, draft("dang_vien", None, Column.WOMEN), gone)
    states = {row.column: row.state for row in db.read(list_figures, [YEAR.code])}
    assert states == {Column.MEN: CellState.VALUE, Column.TOTAL: CellState.MISSING}
