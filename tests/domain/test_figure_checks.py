"""What is odd about the figures of a form."""

from dataclasses import replace
from decimal import Decimal

from app.domain.figure_checks import oddities, share_of, value_of, why_no_share
from app.domain.figure_rows import Column, SexRow, completed, missing_cell, value_cell
from app.domain.indicators import Indicator, IndicatorKind, Ref

MEMBERS = Indicator(
    code="dang_vien", name="Đảng viên", unit="người", kind=IndicatorKind.COUNT, by_sex=True
)
YOUNG = Indicator(
    code="dang_vien_tre",
    name="Đảng viên dưới 35 tuổi",
    unit="người",
    kind=IndicatorKind.COUNT,
    by_sex=True,
    parent="dang_vien",
    breakdown="age",
)
SHARE = Indicator(
    code="ty_le",
    name="Tỷ lệ nữ đảng viên",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("dang_vien", Column.WOMEN),
    denominator=Ref("dang_vien", Column.TOTAL),
)
SERVED = Indicator(
    code="tiep_can",
    name="Tỷ lệ được hỗ trợ",
    unit="%",
    kind=IndicatorKind.SHARE,
    numerator=Ref("ho_tro", Column.TOTAL),
    denominator=Ref("nan_nhan", Column.TOTAL),
)
HELPED = Indicator(code="ho_tro", name="Được hỗ trợ", unit="người", kind=IndicatorKind.COUNT)
VICTIMS = Indicator(code="nan_nhan", name="Nạn nhân", unit="người", kind=IndicatorKind.COUNT)
ALL = {one.code: one for one in (MEMBERS, YOUNG, SHARE, SERVED, HELPED, VICTIMS)}


def people(women: int, total: int) -> SexRow:
    return completed(SexRow(women=value_cell(women), total=value_cell(total)))


def number(value: int) -> SexRow:
    return SexRow(total=value_cell(value))


def found(rows: dict[str, SexRow], before: dict[str, SexRow] | None = None) -> list[str]:
    return [
        f"{one.indicator}:{one.column}: {one.message}"
        for one in oddities(ALL, rows, before or {}, {"ho_tro": {Column.TOTAL: Decimal(9)}})
    ]


def test_shares_come_from_raw_numbers() -> None:
    rows = {"dang_vien": people(87, 510)}
    assert share_of(SHARE, rows) == Decimal(8700) / 510
    assert value_of(rows, SHARE.numerator) == 87
    assert why_no_share(SHARE, rows, str) == ""


def test_why_a_share_has_no_value() -> None:
    assert why_no_share(SHARE, {}, lambda code: ALL[code].name) == "chưa có số “Đảng viên”"
    missing = {"dang_vien": SexRow(total=missing_cell("chưa gửi"), women=value_cell(3))}
    assert why_no_share(SHARE, missing, lambda code: ALL[code].name).startswith("chưa có số")
    nobody = {"ho_tro": number(0), "nan_nhan": number(0)}
    assert why_no_share(SERVED, nobody, str) == "mẫu số bằng 0"


def test_what_is_right_is_not_told() -> None:
    rows = {
        "dang_vien": people(87, 510),
        "dang_vien_tre": people(40, 100),
        "ho_tro": number(9),
        "nan_nhan": number(10),
    }
    assert found(rows, {"dang_vien": people(80, 500)}) == []


def test_a_part_above_its_whole_is_told_by_column() -> None:
    rows = {"dang_vien": people(87, 510), "dang_vien_tre": people(90, 100)}
    [told] = found(rows)
    assert told.startswith("dang_vien_tre:women: “Đảng viên dưới 35 tuổi” (90) lớn hơn")


def test_a_share_above_a_hundred_is_told_at_its_numerator() -> None:
    [told] = found({"ho_tro": number(9), "nan_nhan": number(8)})
    assert told == "ho_tro:total: “Tỷ lệ được hỗ trợ” là 112,50 %, quá 100 %."


def test_a_jump_against_last_year_is_told() -> None:
    [total] = found({"nan_nhan": number(90)}, {"nan_nhan": number(50)})
    assert total == "nan_nhan:total: Tăng 80 % so với cùng kỳ năm trước (50)."
    [less] = found({"nan_nhan": number(10)}, {"nan_nhan": number(40)})
    assert less.endswith("Giảm 75 % so với cùng kỳ năm trước (40).")


def test_what_activities_say_otherwise_is_told() -> None:
    assert found({"ho_tro": number(7)}) == ["ho_tro:total: Các hoạt động đã ghi cho 9, ở đây là 7."]


def test_a_whole_may_be_reached_by_its_part() -> None:
    rows = {
        "dang_vien": people(87, 510),
        "dang_vien_tre": people(87, 510),
        "ho_tro": number(9),
        "nan_nhan": number(9),
    }
    assert found(rows) == []


def test_what_is_no_part_of_a_whole_may_be_above_a_hundred() -> None:
    boys = replace(
        SHARE,
        unit="bé trai/100 bé gái",
        numerator=Ref("dang_vien", Column.MEN),
        denominator=Ref("dang_vien", Column.WOMEN),
    )
    per_thousand = replace(SERVED, scale=1000)
    rows = {"dang_vien": people(87, 510), "ho_tro": number(9), "nan_nhan": number(10)}
    for one in (boys, per_thousand):
        assert list(oddities({one.code: one}, rows, {}, {})) == []
