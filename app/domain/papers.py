"""Papers: kinds, states, and which step may follow which."""

from enum import StrEnum
from typing import Final


class PaperKind(StrEnum):
    """What the paper is (NĐ 30/2020/NĐ-CP, Phụ lục III gives the abbreviations)."""

    PLAN = "plan"
    REPORT = "report"


class PlanType(StrEnum):
    """Which plan; reports use ``ReportType``."""

    YEAR = "year"
    RECEIVING_YEAR = "receiving_year"
    ACTION_MONTH = "action_month"
    PROGRAMME = "programme"
    OTHER = "other"


class ReportType(StrEnum):
    """Which report."""

    YEAR = "year"
    ACTION_MONTH = "action_month"
    OTHER = "other"


class PaperState(StrEnum):
    """Life of a version; only ISSUED is locked."""

    DRAFT = "draft"
    CHECKED = "checked"
    PRINTED = "printed"
    ISSUED = "issued"


class TaskState(StrEnum):
    """How far a task of the plan is."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    NOT_DONE = "not_done"


KIND_WORDS: Final = {PaperKind.PLAN: "Kế hoạch", PaperKind.REPORT: "Báo cáo"}
KIND_SYMBOLS: Final = {PaperKind.PLAN: "KH", PaperKind.REPORT: "BC"}
STATE_WORDS: Final = {
    PaperState.DRAFT: "Bản nháp",
    PaperState.CHECKED: "Đã kiểm tra",
    PaperState.PRINTED: "Đã in",
    PaperState.ISSUED: "Đã ban hành",
}
PLAN_TYPE_WORDS: Final = {
    PlanType.YEAR: "Kế hoạch năm",
    PlanType.RECEIVING_YEAR: "Kế hoạch năm của cấp trên",
    PlanType.ACTION_MONTH: "Kế hoạch Tháng hành động",
    PlanType.PROGRAMME: "Kế hoạch chương trình",
    PlanType.OTHER: "Kế hoạch khác",
}
REPORT_TYPE_WORDS: Final = {
    ReportType.YEAR: "Báo cáo năm",
    ReportType.ACTION_MONTH: "Báo cáo Tháng hành động",
    ReportType.OTHER: "Báo cáo khác",
}
TASK_STATE_WORDS: Final = {
    TaskState.PLANNED: "Chưa làm",
    TaskState.DOING: "Đang làm",
    TaskState.DONE: "Đã xong",
    TaskState.NOT_DONE: "Không thực hiện",
}


def type_words(kind: PaperKind, paper_type: str) -> str:
    """Name of the paper for lists and titles."""
    if kind is PaperKind.PLAN:
        return PLAN_TYPE_WORDS[PlanType(paper_type)]
    return REPORT_TYPE_WORDS[ReportType(paper_type)]


def may_edit(state: PaperState) -> bool:
    """An issued version is locked; changing it opens the next version."""
    return state is not PaperState.ISSUED
