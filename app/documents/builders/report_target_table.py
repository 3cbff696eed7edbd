"""The annex of targets: each one's value, raw numbers, last year's value, and whether it is met."""

from collections.abc import Sequence
from typing import Final

from app.documents.builders.report_figures import bound_cell, bound_share, notes_below
from app.documents.builders.report_targets import (
    TargetFact,
    raw_numbers,
    shown,
    value_words,
)
from app.domain.fields import bind
from app.domain.figure_rows import Column, change_between
from app.domain.figures import format_number
from app.domain.indicators import PROGRESS_WORDS, IndicatorKind, Progress, shown_places
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.periods import parse_period, year_before
from app.domain.text import upper_first

TARGETS_MARKER: Final = "@phu_luc_chi_tieu"
_COLUMNS: Final = [
    ["STT", 0.6, "center"],
    ["Chỉ tiêu", 4.0, "left"],
    ["ĐVT", 0.9, "center"],
    ["Mục tiêu năm", 1.1, "right"],
    ["Thực hiện", 1.1, "right"],
    ["Tử số", 1.0, "right"],
    ["Mẫu số", 1.0, "right"],
    ["Năm trước", 1.1, "right"],
    ["Tăng, giảm", 1.1, "right"],
    ["Đánh giá", 1.5, "left"],
    ["Ghi chú", 3.4, "left"],
]
_GROUPS: Final = [["Số gốc", 5, 2]]
_ON_LINE: Final = "Theo lộ trình"
_LINE_NOTE: Final = " Theo lộ trình: mức của năm trên đường thẳng giữa hai năm có mục tiêu."
_NO_VALUE: Final = "Chưa có số liệu"


def target_annex(facts: Sequence[TargetFact], period: str, year: int) -> list[NodeContent]:
    """The annex as a top-level node and its notes; nothing when no target has a value.

    Args:
        facts: the targets in their order.
        period: code of the period of the figures.
        year: what the report is named after.
    """
    if not any(fact.value is not None for fact in facts):
        return []
    rows = [_row(number, fact, period) for number, fact in enumerate(facts, 1)]
    title = f"KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM {year}"
    table = {"columns": _COLUMNS, "groups": _GROUPS, "rows": rows}
    node = NodeContent(depth=0, mark=Mark.NONE, heading=title, text=TARGETS_MARKER, table=table)
    note = f"Kỳ số liệu: {parse_period(period).days}."
    if any(fact.on_line and fact.aim is not None for fact in facts):
        note += _LINE_NOTE
    if any(fact.is_hidden or fact.was_hidden for fact in facts):
        note += " Dấu * thay cho số nhỏ được che."
    return [node, *notes_below([note])]


def _row(number: int, fact: TargetFact, period: str) -> list[str]:
    above, below = raw_numbers(fact, period) or ("", "")
    return [
        str(number),
        fact.indicator.name,
        fact.indicator.unit,
        shown(fact, fact.aim),
        value_words(fact, period),
        above,
        below,
        _before(fact, period),
        _change(fact, period),
        # Met or not would say between which numbers a hidden one lies.
        HIDDEN if fact.is_hidden else PROGRESS_WORDS[fact.progress],
        "; ".join(_remarks(fact)),
    ]


def _before(fact: TargetFact, period: str) -> str:
    earlier = year_before(parse_period(period)).code
    words = HIDDEN if fact.was_hidden else shown(fact, fact.before)
    if fact.indicator.kind is IndicatorKind.SHARE:
        return bound_share(fact.indicator.code, earlier, words, shared=fact.guarded)
    return bound_cell(fact.indicator.code, Column.TOTAL, earlier, words, shared=fact.guarded)


def _change(fact: TargetFact, period: str) -> str:
    """With its sign, in the unit of the indicator: points for percents; none of yes and no."""
    if fact.indicator.kind is IndicatorKind.YES_NO:
        return ""
    places = shown_places(fact.indicator)
    change = change_between(fact.value, fact.before, places)
    words = "" if change is None else f"{'+' * (change > 0)}{format_number(change, places)}"
    if fact.is_hidden or fact.was_hidden:
        words = HIDDEN
    end = "&shared=1" if fact.guarded else ""
    return bind(f"indicator.{fact.indicator.code}.change?period={period}{end}", words)


def _remarks(fact: TargetFact) -> list[str]:
    """Why it cannot be judged; that its target lies on the line between two years."""
    remarks = []
    if fact.progress is Progress.UNKNOWN:
        remarks.append(upper_first(fact.why) or _NO_VALUE)
    if fact.on_line and fact.aim is not None:
        remarks.append(_ON_LINE)
    return remarks
