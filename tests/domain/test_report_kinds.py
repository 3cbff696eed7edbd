"""Kinds of reports: their periods and the duties they fulfil."""

import pytest

from app.domain.papers import ReportType
from app.domain.periods import PeriodKind, parse_period
from app.domain.report_kinds import (
    asked_by,
    checked_period,
    duties_of,
    periods_of,
    report_of_title,
    takes_days,
)
from app.errors import ValidationError


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (ReportType.YEAR, ["2026"]),
        (ReportType.HALF_YEAR, ["2026-H1", "2026-H2"]),
        (ReportType.ACTION_MONTH, ["2026-C"]),
        (ReportType.PROGRAMME, ["2026"]),
        (ReportType.VIOLENCE, ["2026-H1", "2026-H2", "2026"]),
    ],
)
def test_each_kind_names_its_periods(kind: ReportType, codes: list[str]) -> None:
    assert [one.code for one in periods_of(kind, 2026)] == codes
    assert not takes_days(kind)


def test_a_report_on_demand_takes_any_period() -> None:
    codes = [one.code for one in periods_of(ReportType.AD_HOC, 2026)]
    assert {"2026-M07", "2026-Q3", "2026-H2", "2026", "2026-L"} <= set(codes)
    assert takes_days(ReportType.AD_HOC)
    days = parse_period("20260301-20260315")
    assert checked_period(ReportType.AD_HOC, days) is days


@pytest.mark.parametrize(
    ("kind", "code", "hint"),
    [
        (ReportType.HALF_YEAR, "2026", "2026-H1 hoặc 2026-H2"),
        (ReportType.YEAR, "2026-H1", "kỳ 2026."),
        (ReportType.ACTION_MONTH, "2026-M11", "2026-C"),
        (ReportType.VIOLENCE, "2026-Q3", "2026-H1"),
        (ReportType.AD_HOC, "2021-2026", "2021-M01"),
    ],
)
def test_an_unfitting_period_is_refused_with_one_that_fits(
    kind: ReportType, code: str, hint: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        checked_period(kind, parse_period(code))
    assert hint in refused.value.message
    assert refused.value.field == "period"


def test_a_kind_that_is_only_typed_has_no_period() -> None:
    with pytest.raises(ValidationError, match="không lập tự động"):
        periods_of(ReportType.OTHER, 2026)


@pytest.mark.parametrize(
    ("kind", "code", "duties"),
    [
        ("half_year", "2026-H1", ("six_month",)),
        ("half_year", "2026-H2", ()),
        ("programme", "2026", ("programme_2282",)),
        ("violence", "2026-H1", ("domestic_violence_half", "gender_violence_half")),
        ("violence", "2026", ("domestic_violence", "gender_violence")),
        ("ad_hoc", "2026", ()),
        ("other", "2026", ()),
    ],
)
def test_what_the_calendar_calls_a_report(kind: str, code: str, duties: tuple[str, ...]) -> None:
    assert duties_of(kind, parse_period(code)) == duties


def test_a_report_without_a_period_fulfils_what_its_kind_says() -> None:
    assert duties_of("year", None) == ("year",)
    assert duties_of("half_year", None) == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Kết quả Tháng hành động vì bình đẳng giới năm 2026", ("action_month", "2026-C")),
        ("Kết quả 6 tháng đầu năm 2026, nhiệm vụ 6 tháng cuối năm 2026", ("half_year", "2026-H1")),
        ("Kết quả 6 tháng cuối năm 2026", ("half_year", "2026-H2")),
        ("Số liệu bạo lực gia đình 6 tháng đầu năm 2026", ("violence", "2026-H1")),
        ("Số liệu bạo lực gia đình năm 2026", ("violence", "2026")),
        ("Thực hiện Quyết định số 2282/QĐ-TTg năm 2026", ("programme", "2026")),
        ("Công tác bình đẳng giới năm 2026", ("year", "2026")),
        ("Về một việc", ("other", "")),
    ],
)
def test_a_report_from_elsewhere_is_known_by_its_title(title: str, found: tuple[str, str]) -> None:
    assert report_of_title(title, 2026) == found
    assert report_of_title(title, 1960) == (found[0], "")


def test_a_duty_asks_for_a_report() -> None:
    assert asked_by("gender_violence_half") == (ReportType.VIOLENCE, PeriodKind.HALF)
    assert asked_by("six_month") == (ReportType.HALF_YEAR, PeriodKind.HALF)
    asked = asked_by("urgent")
    assert asked is not None
    assert asked[0] is ReportType.AD_HOC
    assert asked_by("guidance") is None
