"""The page measured glyph by glyph: paper, margins, page numbers, faces (NĐ 30/2020, Phụ lục I)."""

import unicodedata

import pytest

from tests.documents.geometry.measured import MM
from tests.documents.geometry.papers import every_paper, paper
from tests.documents.geometry.zones import LARGE, text_edges


@every_paper
def test_paper_is_a4_and_lies_across_only_for_tables_of_an_annex(name: str) -> None:
    one = paper(name)
    for page in one.main:
        assert (page.width, page.height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)
    for page in one.pages:
        upright = page.width < page.height
        sides = (page.width, page.height) if upright else (page.height, page.width)
        assert sides == pytest.approx((210 * MM, 297 * MM), abs=0.1)
        assert upright or page.uprights, "a page lies across without a table"


@every_paper
def test_margins_hold_every_glyph_and_line(name: str) -> None:
    for page in paper(name).pages:
        left, right = text_edges(page)
        for line in page.text_lines:
            foot = line.baseline > page.height - 20 * MM and line.size <= 12
            assert line.left >= left - 0.6, line.text
            assert line.right <= right + 0.9, line.text
            assert min(char["top"] for char in line.inked) >= 20 * MM - 1, line.text
            assert foot or line.baseline <= page.height - 20 * MM, line.text
        for stroke in page.strokes:
            assert left - 3 <= stroke.left
            assert stroke.right <= right + 3


@every_paper
def test_page_numbers_stand_centred_in_the_top_margin_and_not_on_first_pages(name: str) -> None:
    for part in paper(name).parts:
        assert part[0].page_number is None
        for count, page in enumerate(part[1:], start=2):
            number = page.page_number
            assert number is not None
            assert number.text == str(count)
            assert number.sizes <= LARGE
            assert number.faces == {"Regular"}
            assert number.middle == pytest.approx(sum(text_edges(page)) / 2, abs=1)
            assert number.baseline < 20 * MM


@every_paper
def test_one_family_black_and_inside_the_allowed_sizes(name: str) -> None:
    for page in paper(name).pages:
        for line in page.lines:
            assert line.families == {"Tinos"}
            assert all(6 < size <= 14 for size in line.sizes), (line.text, line.sizes)
            for char in line.inked:
                red = page.frames and char["non_stroking_color"] in ((1, 0, 0), [1, 0, 0])
                assert red or char["non_stroking_color"] in ((0,), (0, 0, 0), 0, None), line.text


@every_paper
def test_letters_are_composed_unicode(name: str) -> None:
    for page in paper(name).pages:
        for line in page.lines:
            assert unicodedata.is_normalized("NFC", line.text)
            assert not any(unicodedata.combining(sign) for sign in line.text)
            assert "\ufffd" not in line.text
            assert "■" not in line.text
