"""Annexes are proofread as the text is."""

from dataclasses import replace

from app.documents.blocks import Annex
from tests.documents.check.proof_paper import facts_for, findings, paper


def test_numbers_in_an_annex_count_by_themselves() -> None:
    body = paper(("1.|Họp các thôn.", "2.|Treo khẩu hiệu."))
    inside = paper(("1.|Ghi cột hai.", "3.|Ghi cột ba."))
    nodes = tuple(replace(node, key=f"phu-luc-{node.key}") for node in inside.nodes)
    whole = replace(body, annexes=(Annex(title="CÁCH GHI", nodes=nodes),))
    [found] = findings(whole, facts_for())
    assert (found.rule, found.where) == ("numbering", "phu-luc-doan:2")
    assert "đúng thứ tự là “2.”" in found.message
