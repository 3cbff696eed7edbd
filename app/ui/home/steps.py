"""Where each next step and each duty leads: words of the button, page, target."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.papers import PlanType, ReportType
from app.queries.duties import DutyRow
from app.queries.home import HomeRow


@dataclass(frozen=True, slots=True)
class Way:
    """A button: its words, the page it opens, and what is shown there."""

    words: str
    page: str
    target: Mapping[str, object] = field(default_factory=dict)


_OTHER_STEPS: Final = {
    "set_up_office": Way("Mở Cài đặt", "settings"),
    "make_plan": Way("Lập kế hoạch", "plans", {"new": True}),
    "make_action_plan": Way(
        "Lập kế hoạch", "plans", {"new": True, "paper_type": PlanType.ACTION_MONTH}
    ),
    "finish_action_plan": Way("Mở trang Kế hoạch", "plans"),
    "type_theme": Way("Ghi chủ đề", "activities"),
    "record_campaign_activity": Way("Ghi hoạt động", "activities", {"new": True}),
    "build_year_report": Way(
        "Lập báo cáo", "reports", {"new": True, "paper_type": ReportType.YEAR}
    ),
    "finish_year_report": Way("Mở trang Báo cáo", "reports"),
    "build_action_report": Way(
        "Lập báo cáo", "reports", {"new": True, "paper_type": ReportType.ACTION_MONTH}
    ),
    "finish_action_report": Way("Mở trang Báo cáo", "reports"),
    "update_tasks": Way("Ghi tiến độ", "tasks"),
    "record_activity": Way("Ghi hoạt động", "activities", {"new": True}),
}
_PLAN_STEPS: Final = frozenset({"fill_plan", "issue_plan"})


def way_of_step(home: HomeRow) -> Way:
    """What the button of the next step does."""
    code = home.next_step.code
    if code in _PLAN_STEPS and home.year_plan is not None:
        return Way("Mở kế hoạch", "plans", {"paper_id": home.year_plan.paper_id})
    return _OTHER_STEPS.get(code, Way("Mở trang Kế hoạch", "plans"))


def way_of_duty(duty: DutyRow) -> Way:
    """What the button of a duty does."""
    if duty.paper_type == "guidance":
        return Way("Ghi chủ đề", "activities")
    if duty.kind == "observance":
        return Way("Ghi hoạt động", "activities", {"new": True})
    if duty.kind == "report":
        if duty.paper_id is not None:
            return Way("Mở báo cáo", "reports", {"paper_id": duty.paper_id})
        return Way("Lập báo cáo", "reports", {"new": True, "paper_type": duty.paper_type})
    if duty.paper_id is not None:
        return Way("Mở kế hoạch", "plans", {"paper_id": duty.paper_id})
    return Way("Lập kế hoạch", "plans", {"new": True, "paper_type": duty.paper_type})


def can_tick(duty: DutyRow) -> bool:
    """A task of a plan has its progress written there, not ticked here."""
    return duty.kind != "task"
