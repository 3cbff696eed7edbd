"""Tables and annexes measured: whole rows, repeated headers, label and reference line."""

import pytest

from tests.documents.geometry.measured import MM
from tests.documents.geometry.papers import every_paper, paper
from tests.documents.geometry.zones import LARGE, in_table


@every_paper
def test_rows_stay_whole_and_headers_come_again(name: str) -> None:
    one = paper(name)
    tables = [
        node.table
        for nodes in (one.document.nodes, *(annex.nodes for annex in one.document.annexes))
        for node in _all(nodes)
        if node.table
    ]
    pages = [[line for line in page.lines if in_table(page, line)] for page in one.pages]
    for page, lines in zip(one.pages, pages, strict=True):
        for line in lines:
            levels = sorted({round(stroke.height, 1) for stroke in page.strokes})
            top = min(char["top"] for char in line.inked) + line.size * 0.1
            crossed = [level for level in levels if top < level < line.baseline]
            over = [
                stroke
                for stroke in page.strokes
                if round(stroke.height, 1) in crossed and stroke.left < line.middle < stroke.right
            ]
            assert not over, f"a line cuts through “{line.text}”"
    if not tables:
        return
    shown = " ".join(line.text for lines in pages for line in lines)
    for table in tables:
        for row in table.rows:
            for cell in row:
                for word in cell.split():
                    assert word in shown


def _all(nodes):
    for node in nodes:
        yield node
        yield from _all(node.children)


def test_a_long_table_repeats_its_header_on_every_page() -> None:
    one = paper("bon-muoi-trang")
    longest = max(one.annexes, key=len)
    first = next(line.text for line in longest[0].lines if in_table(longest[0], line))
    with_table = [page for page in longest if page.uprights]
    assert len(with_table) >= 2
    for page in with_table:
        top = [line for line in page.lines if in_table(page, line)]
        assert top[0].text == first
        assert top[0].faces == {"Bold"}


def test_annexes_open_with_label_title_and_reference() -> None:
    one = paper("bon-muoi-trang")
    assert len(one.annexes) == len(one.document.annexes) == 3
    for at, (part, annex) in enumerate(zip(one.annexes, one.document.annexes, strict=True)):
        page = part[0]
        label, *rest = page.text_lines
        middle = (30 * MM + page.width - 20 * MM) / 2
        assert label.text == f"Phụ lục {('I', 'II', 'III')[at]}"
        assert label.sizes == {14.0}
        assert label.faces == {"Bold"}
        title = [line for line in rest if line.faces == {"Bold"}][:1]
        assert title[0].text.isupper()
        assert title[0].sizes <= LARGE
        reference = next(line for line in rest if line.text.startswith("(Kèm theo"))
        assert reference.faces == {"Italic"}
        assert reference.sizes <= LARGE
        for line in (label, title[0], reference):
            assert line.middle == pytest.approx(middle, abs=1)
        assert annex.landscape == (page.width > page.height)
