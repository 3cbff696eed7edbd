"""A report's template with its markers replaced by what the records say; pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from app.documents.builders.report_annex import annex_node
from app.documents.builders.report_before import comparison
from app.documents.builders.report_charts import CHARTS_MARKER, chart_nodes
from app.documents.builders.report_facts import ReportFacts
from app.documents.builders.report_figures import form_annex
from app.documents.builders.report_results import direction, money, month_part, results
from app.documents.builders.report_target_table import TARGETS_MARKER, target_annex
from app.documents.builders.report_targets import target_lines
from app.documents.builders.report_tasks import coming_tasks, done_tasks, late_tasks, open_tasks
from app.domain.dates import format_date
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.wording import estimate, reached

NOTHING: Final = "Không phát sinh."
ANNEX_MARKER: Final = "@phu_luc_hoat_dong"
ESTIMATE_MARKER: Final = "@uoc_thuc_hien"
FORM_LINE: Final = "@phu_luc_bieu"
_MARKER = re.compile(r"^@([a-z_]+)(?:\s+nhom=([a-z]+))?$")
_PERIOD_PLACE: Final = "[điền: từ ngày nào đến ngày nào]"
_TARGETS_PLACE: Final = (
    "[điền: kết quả từng mục tiêu, chỉ tiêu của kế hoạch: đạt, chưa đạt hoặc không đánh giá được; "
    "ghi cả tử số và mẫu số]"
)

#: A generated line: mark and text.
Line = tuple[Mark, str]
_BLOCKS: Final[dict[str, Callable[[ReportFacts, str], list[Line]]]] = {
    "chi_dao": lambda facts, _group: direction(facts),
    "ke_hoach": lambda facts, _group: direction(facts)[:1],
    "ket_qua": lambda facts, group: results(facts.all.of_section(group)),
    "nhiem_vu_xong": lambda facts, _group: done_tasks(facts),
    "nhiem_vu_chua_xong": lambda facts, _group: open_tasks(facts),
    "nhiem_vu_cham": lambda facts, _group: late_tasks(facts),
    "nhiem_vu_ky_sau": lambda facts, _group: coming_tasks(facts),
    "so_sanh": lambda facts, _group: comparison(facts),
    "kinh_phi": lambda facts, _group: money(facts),
    "thang_hanh_dong": lambda facts, _group: month_part(facts),
    "chi_tieu": lambda facts, _group: (
        target_lines(facts.targets, facts.period, facts.year) or [(Mark.NONE, _TARGETS_PLACE)]
    ),
}


def fill_report(nodes: Iterable[NodeContent], facts: ReportFacts) -> tuple[NodeContent, ...]:
    """The nodes of a filled template with every marker replaced by generated nodes.

    A section where nothing was written down says so ("Không phát sinh."); markers that stand
    together say it once. Annexes stay top-level nodes at the end (``report_figures``).
    """
    made: list[NodeContent] = []
    empty: NodeContent | None = None
    for node in nodes:
        found = _MARKER.match(node.text.strip())
        block = _BLOCKS.get(found[1]) if found else None
        if found is None or block is None:
            made.extend(_nothing(empty, made))
            empty = None
            made.extend(_kept(node, facts))
            continue
        lines = block(facts, found[2] or "")
        empty = empty or (None if lines else node)
        made.extend(_generated(node, lines))
    made.extend(_nothing(empty, made))
    return tuple(made)


def _generated(marker: NodeContent, lines: list[Line]) -> Iterable[NodeContent]:
    for mark, text in lines:
        # A "+" hangs under the "-" before it.
        depth = marker.depth + (mark is Mark.PLUS)
        yield NodeContent(depth=depth, mark=mark, text=text)


def _nothing(marker: NodeContent | None, made: list[NodeContent]) -> list[NodeContent]:
    """ "Không phát sinh." unless a neighbouring marker of the same heading said something."""
    if marker is None or (made and made[-1].depth >= marker.depth):
        return []
    return [NodeContent(depth=marker.depth, mark=Mark.NONE, text=NOTHING)]


def _kept(node: NodeContent, facts: ReportFacts) -> list[NodeContent]:
    marker = node.text.strip()
    if marker == ANNEX_MARKER:
        annex = annex_node(facts, ANNEX_MARKER)
        return [annex] if annex else []
    if marker == TARGETS_MARKER:
        return target_annex(facts.targets, facts.period, facts.year)
    if marker == ESTIMATE_MARKER:
        words = estimate(facts.first, facts.last, facts.today, facts.due)
        return [replace(node, text=words)] if words else []
    if marker == CHARTS_MARKER:
        return list(chart_nodes(facts.charts, facts.year, facts.office, facts.uncharted))
    if marker.startswith(FORM_LINE):
        return form_annex(marker, facts.forms)
    if _PERIOD_PLACE in node.text:
        return [replace(node, text=node.text.replace(_PERIOD_PLACE, period_words(facts)))]
    return [node]


def period_words(facts: ReportFacts) -> str:
    """The period the numbers are of; before the closing day it says up to when they reach."""
    first, last = format_date(facts.first), format_date(facts.last)
    if day := reached(facts.first, facts.last, facts.today):
        return f"từ ngày {first}, tính đến ngày {format_date(day)}; kỳ báo cáo chốt ngày {last}"
    return f"từ ngày {first} đến ngày {last}"
