"""Papers: kinds, states, and which step may follow which."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class PaperKind(StrEnum):
    """What the paper is (NĐ 30/2020/NĐ-CP, Phụ lục III gives the abbreviations)."""

    PLAN = "plan"
    REPORT = "report"
    LETTER = "letter"
    SUBMISSION = "submission"
    DECISION = "decision"
    NOTICE = "notice"
    INVITATION = "invitation"
    MINUTES = "minutes"
    COMMENTS = "comments"


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
    HALF_YEAR = "half_year"
    ACTION_MONTH = "action_month"
    PROGRAMME = "programme"
    VIOLENCE = "violence"
    AD_HOC = "ad_hoc"
    OTHER = "other"


class OtherType(StrEnum):
    """The one type of every other kind."""

    OTHER = "other"


class Urgency(StrEnum):
    """Dấu độ khẩn (ô 10b)."""

    NONE = ""
    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HỎA TỐC"


class Circulation(StrEnum):
    """Chỉ dẫn phạm vi lưu hành (ô 11)."""

    NONE = ""
    RETURN = "XEM XONG TRẢ LẠI"
    INTERNAL = "LƯU HÀNH NỘI BỘ"
    RECALLED = "TÀI LIỆU THU HỒI"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KindForm:
    """How a kind of paper is written.

    ``symbol`` is the type's abbreviation (Phụ lục III), ``type_name`` what stands above the title;
    công văn has neither and its title stands under the number (ô 5b). ``addressed`` says whether
    "Kính gửi" belongs to it: always, never, or None where the receiver decides. ``resolution``
    stands between the bases and the body. Without ``day_above`` place and day are not in the head.
    """

    words: str
    symbol: str
    type_name: str
    addressed: bool | None = False
    title_under_number: bool = False
    authority: bool = False
    resolution: str = ""
    two_signers: bool = False
    day_above: bool = True


KIND_FORMS: Final = {
    PaperKind.PLAN: KindForm(words="Kế hoạch", symbol="KH", type_name="KẾ HOẠCH"),
    PaperKind.REPORT: KindForm(words="Báo cáo", symbol="BC", type_name="BÁO CÁO", addressed=None),
    PaperKind.LETTER: KindForm(
        words="Công văn", symbol="", type_name="", addressed=True, title_under_number=True
    ),
    PaperKind.SUBMISSION: KindForm(
        words="Tờ trình", symbol="TTr", type_name="TỜ TRÌNH", addressed=True
    ),
    PaperKind.DECISION: KindForm(
        words="Quyết định",
        symbol="QĐ",
        type_name="QUYẾT ĐỊNH",
        authority=True,
        resolution="QUYẾT ĐỊNH:",
    ),
    PaperKind.NOTICE: KindForm(words="Thông báo", symbol="TB", type_name="THÔNG BÁO"),
    PaperKind.INVITATION: KindForm(
        words="Giấy mời", symbol="GM", type_name="GIẤY MỜI", addressed=None
    ),
    PaperKind.MINUTES: KindForm(
        words="Biên bản",
        symbol="BB",
        type_name="BIÊN BẢN",
        two_signers=True,
        day_above=False,
    ),
    PaperKind.COMMENTS: KindForm(
        words="Phiếu góp ý", symbol="PGY", type_name="PHIẾU GÓP Ý", addressed=None
    ),
}
KIND_WORDS: Final = {kind: form.words for kind, form in KIND_FORMS.items()}
KIND_SYMBOLS: Final = {kind: form.symbol for kind, form in KIND_FORMS.items()}
_BY_NAME: Final = {form.type_name: kind for kind, form in KIND_FORMS.items()}


def kind_of_type(type_name: str) -> PaperKind | None:
    """The kind whose name stands above the title; a paper without a name is a công văn."""
    return _BY_NAME.get(type_name.strip().upper())


def symbol_of(kind: PaperKind, body: str, drafter: str = "") -> str:
    """ "KH-UBND"; for a công văn the body and who drafts it, "UBND-VHXH"."""
    first, second = (KIND_SYMBOLS[kind], body) if KIND_SYMBOLS[kind] else (body, drafter)
    return "-".join(part for part in (first, second) if part)


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
    ReportType.HALF_YEAR: "Báo cáo 6 tháng",
    ReportType.ACTION_MONTH: "Báo cáo Tháng hành động",
    ReportType.PROGRAMME: "Báo cáo thực hiện Quyết định 2282",
    ReportType.VIOLENCE: "Báo cáo số liệu bạo lực gia đình, bạo lực trên cơ sở giới",
    ReportType.AD_HOC: "Báo cáo đột xuất, chuyên đề",
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
    match kind:
        case PaperKind.PLAN:
            return PLAN_TYPE_WORDS[PlanType(paper_type)]
        case PaperKind.REPORT:
            return REPORT_TYPE_WORDS[ReportType(paper_type)]
        case _:
            return KIND_WORDS[kind]


def checked_type(kind: PaperKind, paper_type: str) -> str:
    """The type itself; ValueError when this kind has no such type."""
    match kind:
        case PaperKind.PLAN:
            return PlanType(paper_type)
        case PaperKind.REPORT:
            return ReportType(paper_type)
        case _:
            return OtherType(paper_type)


def may_edit(state: PaperState) -> bool:
    """An issued version is locked; changing it opens the next version."""
    return state is not PaperState.ISSUED
