"""The template of a receiving office's report with its lines of totals filled in; pure.

Lines of a template:

    @tong_hop_don_vi                    who reported, who did not
    @tong_hop_chi_tieu                  shares from sums with their raw numbers
    @tong_hop_hoat_dong nhom=<section>  what the units did, by kind, with people and money
    @tong_hop_kinh_phi                  what the units spent
    @so_sanh_don_vi                     units beside each other
    @so_sanh_nam_truoc                  large changes since last year
    @phu_luc_don_vi, @phu_luc_tong_hop bieu=<code>, @phu_luc_hoat_dong_don_vi   annexes

They are filled in after the office's own (``report.fill_report``), which leaves them as they are.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from app.documents.builders.report import NOTHING
from app.documents.builders.summary_annex import activities_annex, sums_annex, units_annex
from app.documents.builders.summary_facts import SummaryFacts
from app.documents.builders.summary_lines import (
    Line,
    beside_last_year,
    between_units,
    main_sums,
    reporters,
    unit_activities,
    unit_money,
)
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent

#: A line of a template that names the form whose sums are an annex.
SUMS_MARKER: Final = re.compile(r"^@phu_luc_tong_hop\s+bieu=([\w.-]+)$")
_MARKER: Final = re.compile(r"^@([a-z_]+)(?:\s+nhom=([a-z]+))?$")
_BLOCKS: Final[dict[str, Callable[[SummaryFacts, str], list[Line]]]] = {
    "tong_hop_don_vi": lambda facts, _group: reporters(facts),
    "tong_hop_chi_tieu": lambda facts, _group: main_sums(facts),
    "tong_hop_hoat_dong": unit_activities,
    "tong_hop_kinh_phi": lambda facts, _group: unit_money(facts),
    "so_sanh_don_vi": lambda facts, _group: between_units(facts),
    "so_sanh_nam_truoc": lambda facts, _group: beside_last_year(facts),
}
#: What stands where figures give no line: that nothing happened would be another statement.
_NO_LINE: Final = {
    "tong_hop_chi_tieu": "Số liệu đã nhận chưa đủ để tính tỷ lệ nào.",
    "so_sanh_don_vi": "Chưa có tỷ lệ nào của từ hai đơn vị trở lên để so sánh.",
    "so_sanh_nam_truoc": "Chưa có số liệu đã tiếp nhận của cùng kỳ năm trước để so sánh.",
}
_ANNEXES: Final[dict[str, Callable[[SummaryFacts, str], list[NodeContent]]]] = {
    "phu_luc_don_vi": units_annex,
    "phu_luc_hoat_dong_don_vi": activities_annex,
}


def fill_summary(nodes: Iterable[NodeContent], facts: SummaryFacts) -> tuple[NodeContent, ...]:
    """The nodes with every line of totals replaced by generated ones.

    A section where the units wrote nothing down says so.
    """
    made: list[NodeContent] = []
    for node in nodes:
        made += _filled(node, facts)
    return tuple(made)


def _filled(node: NodeContent, facts: SummaryFacts) -> list[NodeContent]:
    text = node.text.strip()
    if sums := SUMS_MARKER.fullmatch(text):
        return sums_annex(facts, text, sums[1])
    found = _MARKER.fullmatch(text)
    name = found[1] if found else ""
    if name in _ANNEXES:
        return _ANNEXES[name](facts, text)
    if found is None or name not in _BLOCKS:
        return [node]
    lines = _BLOCKS[name](facts, found[2] or "") or [(Mark.NONE, _NO_LINE.get(name, NOTHING))]
    # A "+" hangs under the "-" before it.
    return [
        NodeContent(depth=node.depth + (mark is Mark.PLUS), mark=mark, text=words)
        for mark, words in lines
    ]
