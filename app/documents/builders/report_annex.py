"""The annex of a report: one row per kind of activity (outline 3.2 of the reports)."""

from typing import Any

from app.documents.builders.report_facts import Counted, ReportFacts
from app.domain.fields import bind
from app.domain.figures import format_number
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.text import lower_first
from app.queries.kinds import KindRow

_COLUMNS = [
    ["STT", 0.5, "center"],
    ["Nội dung hoạt động", 3.0, "left"],
    ["ĐVT", 0.9, "center"],
    ["Số lượng", 0.9, "right"],
    ["Tổng", 0.8, "right"],
    ["Nam", 0.8, "right"],
    ["Nữ", 0.8, "right"],
    ["Đối tượng", 1.9, "left"],
    ["NSNN", 1.5, "right"],
    ["Xã hội hóa, khác", 1.5, "right"],
    ["Ghi chú", 2.2, "left"],
]
_GROUPS = [["Số người tham gia", 4, 3], ["Kinh phí (đồng)", 8, 2]]


def annex_node(facts: ReportFacts, marker: str) -> NodeContent | None:
    """The annex as one top-level node whose text is ``marker``; None without any activity."""
    counted = facts.all
    if not counted.rows:
        return None
    month = facts.month is facts.all
    what = "TỔNG HỢP HOẠT ĐỘNG TRONG THÁNG HÀNH ĐỘNG" if month else "TỔNG HỢP HOẠT ĐỘNG"
    period = facts.about.in_words if facts.about else f"năm {facts.year}"
    heading = f"{what} {period.upper()}"
    return NodeContent(
        depth=0, mark=Mark.NONE, heading=heading, text=marker, table=annex_table(counted)
    )


def annex_table(counted: Counted) -> dict[str, Any]:
    """Activities by kind with amount, people and money, and their sums."""
    kinds = counted.known_kinds()
    return {
        "columns": _COLUMNS,
        "groups": _GROUPS,
        "rows": [
            _row(number, kind, counted.of_kind(kind.code)) for number, kind in enumerate(kinds, 1)
        ],
        "total": ["", "Tổng cộng", "", "", *_numbers(counted), ""],
    }


def _row(number: int, kind: KindRow, counted: Counted) -> list[str]:
    amount = _shown(counted, "amount")
    return [str(number), kind.name, kind.unit, amount, *_numbers(counted), _note(kind, counted)]


def _shown(counted: Counted, measure: str) -> str:
    """A number bound to its records; what nobody wrote down is an empty cell that waits for it."""
    if counted.covers(measure):
        return HIDDEN
    return bind(f"{measure}?{counted.scope}", format_number(counted.number(measure)))


def _numbers(counted: Counted) -> list[str]:
    """People, target groups and money; what nobody wrote down stays blank, never 0."""
    people = [_shown(counted, f"people.{part}") for part in ("total", "men", "women")]
    money = [_shown(counted, f"money.column.{column}") for column in ("state", "mobilised")]
    groups = dict.fromkeys(row.target_group for row in counted.rows if row.target_group)
    shown = "; ".join(groups) if len({row.kind_code for row in counted.rows}) == 1 else ""
    return [*people, shown, *money]


def _note(kind: KindRow, counted: Counted) -> str:
    notes = []
    quantities = {line.code: line for row in counted.rows for line in row.quantities}
    for code, line in quantities.items():
        if code not in kind.items or len(kind.items) > 1:
            notes.append(f"{line.name}: {_shown(counted, f'quantity.{code}')} {line.unit}")
    uncounted = counted.number("amount.unknown") or 0
    unknown = counted.number("people.unknown") or 0
    unsplit = counted.number("people.unsplit") or 0
    if counted.covers("people.total") or counted.covers("amount"):
        notes.append("* số nhỏ được che")
    if uncounted:
        notes.append(f"{uncounted:02d} hoạt động chưa ghi số lượng")
    if unknown:
        notes.append(f"{unknown:02d} hoạt động chưa thống kê số người")
    if unsplit:
        notes.append(f"{unsplit:02d} hoạt động chưa thống kê nam, nữ")
    first, *others = (note.strip() for note in notes or [""])
    return "; ".join([first, *map(lower_first, others)])
