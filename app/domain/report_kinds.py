"""Which periods, plans and duties each kind of report has.

Source: NĐ 09/2019/NĐ-CP, điều 4 (định kỳ, chuyên đề, đột xuất) and điều 12 (closing dates).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.papers import REPORT_TYPE_WORDS, PlanType, ReportType
from app.domain.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    PeriodKind,
    action_month,
    calendar_year,
    management_year,
    parts,
)
from app.domain.text import fold
from app.errors import ValidationError

_HALF: Final = re.compile(r"\b(?:6|sau) thang(?: (dau|cuoi))?\b")
_NAMED_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_PLANS: Final = (PlanType.YEAR, PlanType.RECEIVING_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """How a kind of report is built.

    ``template`` is the code of its outline; ``periods`` the kinds of period it can be about, the
    usual one first; ``plans`` the types of plan it is laid against. ``duties`` are the names that
    the catalogue of deadlines has for it by kind of period, the one it fulfils first.
    """

    template: str
    periods: tuple[PeriodKind, ...]
    plans: tuple[PlanType, ...] = _YEAR_PLANS
    duties: Mapping[PeriodKind, tuple[str, ...]] = field(default_factory=dict)


REPORT_KINDS: Final = {
    ReportType.YEAR: ReportKind(
        template="report_year",
        periods=(PeriodKind.YEAR,),
        duties={PeriodKind.YEAR: ("year",)},
    ),
    ReportType.HALF_YEAR: ReportKind(
        template="report_half_year",
        periods=(PeriodKind.HALF,),
        duties={PeriodKind.HALF: ("six_month",)},
    ),
    ReportType.ACTION_MONTH: ReportKind(
        template="report_action_month",
        periods=(PeriodKind.CAMPAIGN,),
        plans=(PlanType.ACTION_MONTH,),
        duties={PeriodKind.CAMPAIGN: ("action_month",)},
    ),
    ReportType.PROGRAMME: ReportKind(
        template="report_programme_2282",
        periods=(PeriodKind.YEAR,),
        plans=(PlanType.PROGRAMME,),
        duties={PeriodKind.YEAR: ("programme_2282",)},
    ),
    ReportType.VIOLENCE: ReportKind(
        template="report_violence",
        periods=(PeriodKind.HALF, PeriodKind.YEAR),
        plans=(),
        # The counts of gender-based violence go to another office: sent along, they are ticked.
        duties={
            PeriodKind.HALF: ("domestic_violence_half", "gender_violence_half"),
            PeriodKind.YEAR: ("domestic_violence", "gender_violence"),
        },
    ),
    ReportType.AD_HOC: ReportKind(
        template="report_ad_hoc",
        periods=(
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
            PeriodKind.HALF,
            PeriodKind.YEAR,
            PeriodKind.CALENDAR_YEAR,
            PeriodKind.DAYS,
        ),
        plans=(),
    ),
}


def kind_of(report_type: ReportType) -> ReportKind:
    """How a report is built.

    Raises:
        ValidationError: a kind that is only imported or typed, not built.
    """
    kind = REPORT_KINDS.get(report_type)
    if kind is None:
        raise ValidationError(
            f"{REPORT_TYPE_WORDS[report_type]} không lập tự động được. Hãy chọn một loại báo cáo "
            "trong danh sách.",
            field="report_type",
        )
    return kind


def periods_of(report_type: ReportType, year: int) -> list[Period]:
    """The periods of a year that a report can be about, free days left out.

    Raises:
        ValidationError: an impossible year, or a kind that is not built.
    """
    found: list[Period] = []
    for kind in kind_of(report_type).periods:
        match kind:
            case PeriodKind.CAMPAIGN:
                found.append(action_month(year))
            case PeriodKind.CALENDAR_YEAR:
                found.append(calendar_year(year))
            case PeriodKind.YEAR:
                found.append(management_year(year))
            case PeriodKind.DAYS:
                continue
            case _:
                found += parts(year, kind)
    return found


def takes_days(report_type: ReportType) -> bool:
    """Whether it can be about any days."""
    return PeriodKind.DAYS in kind_of(report_type).periods


def checked_period(report_type: ReportType, period: Period) -> Period:
    """The period itself.

    Raises:
        ValidationError: a report of this kind is not about such a period.
    """
    if period.kind in kind_of(report_type).periods:
        return period
    examples = " hoặc ".join(one.code for one in periods_of(report_type, period.year)[:2])
    raise ValidationError(
        f"{REPORT_TYPE_WORDS[report_type]} không lập cho kỳ {period.code} ({period.days}). "
        f"Hãy ghi kỳ {examples}.",
        field="period",
    )


def serves_year(plan_type: str, plan_year: int, year: int) -> bool:
    """Whether a plan is one of a year; that of a programme runs on for years."""
    if plan_type == PlanType.PROGRAMME:
        return plan_year <= year
    return plan_year == year


def duties_of(report_type: str, period: Period | None) -> tuple[str, ...]:
    """What the catalogue of deadlines calls a report about a period; the one it fulfils first."""
    kind = REPORT_KINDS.get(ReportType(report_type)) if report_type in list(ReportType) else None
    if kind is None:
        return ()
    if period is None:
        # A report of the years before kinds had periods; a half year does not say which.
        usual = kind.periods[0]
        return () if PeriodKind.HALF in kind.periods else kind.duties.get(usual, ())
    if period.kind is PeriodKind.HALF and period.number != 1:
        # The catalogue asks for the first half of a year; the second is told with the year.
        return ()
    return kind.duties.get(period.kind, ())


def report_of_title(title: str, year: int) -> tuple[ReportType, str]:
    """The kind of a report from elsewhere and the code of its period; empty where it is not said."""
    words = fold(title)
    if "thang hanh dong" in words:
        report_type, kind = ReportType.ACTION_MONTH, PeriodKind.CAMPAIGN
    elif "2282" in words:
        report_type, kind = ReportType.PROGRAMME, PeriodKind.YEAR
    elif "so lieu" in words and "bao luc" in words:
        report_type = ReportType.VIOLENCE
        kind = PeriodKind.HALF if _HALF.search(words) else PeriodKind.YEAR
    elif _HALF.search(words):
        report_type, kind = ReportType.HALF_YEAR, PeriodKind.HALF
    elif _NAMED_YEAR.search(words):
        report_type, kind = ReportType.YEAR, PeriodKind.YEAR
    else:
        return ReportType.OTHER, ""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return report_type, ""
    # "6 tháng đầu năm …, nhiệm vụ 6 tháng cuối năm": the first named is what it is about.
    half = _HALF.search(words)
    late = kind is PeriodKind.HALF and half is not None and half[1] == "cuoi"
    found = [one for one in periods_of(report_type, year) if one.kind is kind]
    return report_type, found[1 if late else 0].code


def asked_by(duty: str) -> tuple[ReportType, PeriodKind] | None:
    """The report that a duty of the catalogue asks for; None for one that is not built."""
    for report_type, kind in REPORT_KINDS.items():
        for period_kind, names in kind.duties.items():
            if duty in names:
                return report_type, period_kind
    return (ReportType.AD_HOC, PeriodKind.MONTH) if duty == "urgent" else None
