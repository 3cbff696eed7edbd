"""The one obvious next step of the home screen, as a code and a sentence."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.domain.papers import PaperState

_SOON: Final = timedelta(days=31)
_BEFORE_MONTH: Final = timedelta(days=21)

STEP_SENTENCES: Final = {
    "set_up_office": "Trả lời năm câu hỏi để chương trình biết cơ quan của bạn.",
    "make_plan": "Lập kế hoạch năm {year}.",
    "fill_plan": "Điền nốt {count} chỗ còn trống trong kế hoạch năm {year}.",
    "issue_plan": "Kiểm tra, in kế hoạch năm {year}, rồi ghi số và ngày sau khi ký.",
    "make_action_plan": "Lập kế hoạch Tháng hành động năm {year}.",
    "finish_action_plan": "Hoàn thành và ban hành kế hoạch Tháng hành động năm {year}.",
    "type_theme": "Ghi chủ đề Tháng hành động năm {year} theo công văn hướng dẫn.",
    "record_campaign_activity": "Ghi hoạt động của Tháng hành động.",
    "build_year_report": "Lập báo cáo năm {year}.",
    "finish_year_report": "Xem lại và ban hành báo cáo năm {year}.",
    "build_action_report": "Lập báo cáo Tháng hành động năm {year}.",
    "finish_action_report": "Xem lại và ban hành báo cáo Tháng hành động năm {year}.",
    "update_tasks": "Ghi tiến độ của {count} nhiệm vụ đã quá hạn.",
    "record_activity": "Ghi hoạt động vừa làm xong.",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the officer should do next; ``code`` tells the window which page to open."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the choice rests on. States are None when there is no such paper."""

    today: date
    year: int
    has_office: bool = True
    year_plan: PaperState | None = None
    open_places: int = 0
    month_first: date | None = None
    month_last: date | None = None
    month_plan: PaperState | None = None
    theme_known: bool = False
    month_activities: int = 0
    year_report: PaperState | None = None
    year_report_due: date | None = None
    month_report: PaperState | None = None
    late_tasks: int = 0


def next_step(now: Situation) -> NextStep:
    """The first thing that is not done, in the order of the year's work."""
    if not now.has_office:
        code = "set_up_office"
    else:
        code = _plan_step(now) or _month_step(now) or _report_step(now) or _daily_step(now)
    count = now.open_places if code == "fill_plan" else now.late_tasks
    return NextStep(code, STEP_SENTENCES[code].format(year=now.year, count=count))


def _plan_step(now: Situation) -> str:
    if now.year_plan is None:
        return "make_plan"
    if now.year_plan is PaperState.ISSUED:
        return ""
    return "fill_plan" if now.open_places else "issue_plan"


def _month_step(now: Situation) -> str:
    if now.month_first is None or now.month_last is None:
        return ""
    if not now.month_first - _BEFORE_MONTH <= now.today <= now.month_last:
        return ""
    if now.month_plan is None:
        return "make_action_plan"
    if not now.theme_known:
        return "type_theme"
    if now.month_plan is not PaperState.ISSUED:
        return "finish_action_plan"
    begun = now.today >= now.month_first
    return "record_campaign_activity" if begun and not now.month_activities else ""


def _report_step(now: Situation) -> str:
    due = now.year_report_due
    if due is not None and due - _SOON <= now.today and now.year_report is not PaperState.ISSUED:
        return "build_year_report" if now.year_report is None else "finish_year_report"
    over = now.month_last is not None and now.today > now.month_last
    if over and now.month_activities and now.month_report is not PaperState.ISSUED:
        return "build_action_report" if now.month_report is None else "finish_action_report"
    return ""


def _daily_step(now: Situation) -> str:
    return "update_tasks" if now.late_tasks else "record_activity"
