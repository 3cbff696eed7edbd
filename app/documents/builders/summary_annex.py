"""Annexes of a receiving office's report: its units, the sums by form, the units' activities."""

from collections.abc import Iterator
from typing import Final

from app.documents.builders.report_annex import annex_table
from app.documents.builders.report_figures import WHOLE_YEAR, notes_below
from app.documents.builders.summary_facts import SummaryFacts
from app.domain.dates import format_date
from app.domain.figure_rows import Column
from app.domain.forms import Form
from app.domain.indicators import IndicatorKind
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.parcels import ORIGIN_WORDS
from app.domain.text import lower_first, upper_first
from app.queries.total_tables import TotalLine

_UNIT_COLUMNS: Final = [
    ["STT", 0.6, "center"],
    ["Đơn vị", 4.2, "left"],
    ["Nguồn số liệu", 2.4, "left"],
    ["Lần gửi", 0.9, "center"],
    ["Ngày nhận", 1.5, "center"],
    ["Ghi chú", 4.6, "left"],
]
_SUM_COLUMNS: Final = [
    ["STT", 0.6, "center"],
    ["Chỉ tiêu", 4.4, "left"],
    ["ĐVT", 1.0, "center"],
    ["Tổng", 1.3, "right"],
    ["Nam", 1.2, "right"],
    ["Nữ", 1.2, "right"],
    ["Cùng kỳ năm trước", 1.3, "right"],
    ["Số đơn vị có số", 1.0, "center"],
    ["Ghi chú", 3.2, "left"],
]
_FIRST: Final = 3
_GROUPS: Final = [["Thực hiện trong kỳ", _FIRST, 3]]
_HIDDEN_NOTE: Final = (
    "Dấu * thay cho số từ 1 đến 4 và những số từ đó tính ra được số ấy, để không nhận ra người "
    "trong cuộc."
)
_MISSING_NOTE: Final = "Dấu -: không đơn vị nào có số liệu."
_SHARE_NOTE: Final = "tổng tử số và tổng mẫu số, không lấy trung bình các tỷ lệ."


def units_annex(facts: SummaryFacts, marker: str) -> list[NodeContent]:
    """Every unit with where its figures come from, those without any at the end."""
    rows = [
        [
            str(number),
            _unit(part.unit_name, part.shown_name),
            upper_first(ORIGIN_WORDS[part.origin]),
            str(part.sequence) if part.sequence else "-",
            format_date(part.received_at.astimezone().date()),
            f"{part.changed} số liệu đã đổi sau khi tiếp nhận" if part.changed else "",
        ]
        for number, part in enumerate(facts.sources.parts, 1)
    ]
    for absent in facts.sources.absent:
        under = f"Thuộc {absent.under}; " if absent.under else ""
        why = upper_first(f"{under}{absent.why}")
        rows.append([str(len(rows) + 1), absent.unit_name, "-", "-", "-", why])
    if not rows:
        return []
    table = {"columns": _UNIT_COLUMNS, "rows": rows}
    heading = f"ĐƠN VỊ BÁO CÁO {_period(facts)}"
    node = NodeContent(depth=0, mark=Mark.NONE, heading=heading, text=marker, table=table)
    return [node, *notes_below([f"Kỳ số liệu: {facts.sources.period.days}."])]


def sums_annex(facts: SummaryFacts, marker: str, code: str) -> list[NodeContent]:
    """The sums of a form; nothing where no unit speaks of one of its lines."""
    form, lines = facts.forms.get(code), facts.lines.get(code, ())
    if form is None or not lines:
        return []
    rows: list[list[str]] = []
    bold: list[int] = []
    number = 0
    for line in lines:
        if line.indicator is None:
            bold.append(len(rows))
            rows.append(["", upper_first(line.heading), *[""] * (len(_SUM_COLUMNS) - 2)])
            continue
        number += not line.group
        rows.append(_row("" if line.group else str(number), line, facts))
    table = {"columns": _SUM_COLUMNS, "groups": _GROUPS, "rows": rows, "bold": bold}
    heading = f"TỔNG HỢP {form.name.removesuffix(WHOLE_YEAR).upper()} - {_period(facts)}"
    node = NodeContent(depth=0, mark=Mark.NONE, heading=heading, text=marker, table=table)
    return [node, *notes_below(_notes(facts, form, rows))]


def activities_annex(facts: SummaryFacts, marker: str) -> list[NodeContent]:
    """The units' activities by kind with participants and money; nothing without any."""
    if not facts.activities.rows:
        return []
    heading = f"TỔNG HỢP HOẠT ĐỘNG CỦA CÁC ĐƠN VỊ {_period(facts)}"
    table = annex_table(facts.activities)
    return [NodeContent(depth=0, mark=Mark.NONE, heading=heading, text=marker, table=table)]


def _period(facts: SummaryFacts) -> str:
    return facts.sources.period.words.upper()


def _unit(name: str, shown: str) -> str:
    return name if name == shown else f"{name} (nay là {shown})"


def _row(number: str, line: TotalLine, facts: SummaryFacts) -> list[str]:
    indicator = line.indicator
    name = f"- {line.group}" if line.group else (indicator.name if indicator else "")
    return [
        number,
        name,
        indicator.unit if indicator else "",
        *(facts.number(line, column) for column in (Column.TOTAL, Column.MEN, Column.WOMEN)),
        facts.number_before(line),
        f"{line.given}/{line.asked}",
        upper_first("; ".join(facts.remarks(line))),
    ]


def _notes(facts: SummaryFacts, form: Form, rows: list[list[str]]) -> Iterator[str]:
    """Lines under the sums of a form; each names the form, so that none is said twice."""
    sources, name = facts.sources, form.name.removesuffix(WHOLE_YEAR)
    words = f"{name}: cộng từ {len(sources.parts)}/{sources.asked} đơn vị"
    absent = "; ".join(one.unit_name for one in sources.absent)
    yield f"Kỳ số liệu: {sources.period.days}."
    yield f"{words}, chưa có số liệu của: {absent}." if absent else f"{words}."
    if any(_is_share(line) for line in facts.lines[form.code]):
        yield f"Tỷ lệ trong {lower_first(name)} tính từ {_SHARE_NOTE}"
    shown = [cell for row in rows for cell in row[_FIRST : _FIRST + 4]]
    if "-" in shown:
        yield _MISSING_NOTE
    if any(HIDDEN in cell for cell in shown):
        yield _HIDDEN_NOTE


def _is_share(line: TotalLine) -> bool:
    return line.indicator is not None and line.indicator.kind is IndicatorKind.SHARE
