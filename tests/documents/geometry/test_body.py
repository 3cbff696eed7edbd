"""The text measured: sizes, spaces, bases, headings, page ends, articles, footnotes."""

import re
from itertools import pairwise

import pytest

from app.domain.notes import without
from tests.documents.geometry.measured import MM
from tests.documents.geometry.papers import every_paper, paper
from tests.documents.geometry.zones import LARGE, gaps, in_table, running_text, text_edges


@every_paper
def test_body_is_justified_with_the_first_line_indented(name: str) -> None:
    one = paper(name)
    for page, lines in running_text(one):
        left, right = text_edges(page)
        for above, below in pairwise(lines):
            goes_on = below.left < left + 1 and above.left < left + 40
            same = above.sizes & below.sizes and below.baseline - above.baseline < 22
            if goes_on and same and "Bold" not in above.faces and not in_table(page, below):
                assert above.right == pytest.approx(right, abs=1.2), above.text
        opening = [line.left - left for line in lines if line.left > left + 2]
        body = [start for line, start in zip(lines, opening, strict=False) if start < 40]
        assert all(10 * MM - 0.5 <= start <= 12.7 * MM + 0.5 for start in body)


@every_paper
def test_body_size_and_spaces_between_lines_and_paragraphs(name: str) -> None:
    one = paper(name)
    for page, lines in running_text(one):
        left, _right = text_edges(page)
        body = [line for line in lines if line.left < left + 38]
        assert all(line.sizes <= LARGE | {7.0, 8.0, 8.4, 9.0} for line in body)
        for above, below, distance in gaps(body):
            if below.left > left + 2 and above.size == below.size and distance < 60:
                assert distance >= 14 * 1.0 + 6 - 0.6, (above.text, below.text)
            elif below.left < left + 2 and distance < 40:
                assert 14 * 0.99 <= distance <= 14 * 1.15 * 1.5 + 0.5, (above.text, below.text)


@every_paper
def test_bases_are_italic_and_closed(name: str) -> None:
    one = paper(name)
    document = one.document
    if not document.bases:
        return
    text = [line for page, lines in running_text(one) for line in lines]
    said = " ".join(line.text for line in text if line.faces == {"Italic"})
    last = len(document.bases) - 1
    for at, base in enumerate(document.bases):
        bare = " ".join(base.split()).rstrip(" ;.,")
        assert bare + (";" if at < last else ".") in said


@every_paper
def test_headings_are_bold_and_never_the_last_line_of_a_page(name: str) -> None:
    one = paper(name)
    pages = running_text(one)
    for (_page, lines), (_next, following) in pairwise(pages):
        if lines and following:
            assert lines[-1].faces != {"Bold"}, lines[-1].text
            assert not re.match(r"(Phần|Chương|Điều) \S+$", lines[-1].text)
    sections = [
        line
        for _page, lines in pages
        for line in lines
        if re.match(r"[IVX]+\. [^a-zà-ỹ]{6,}$", line.text)
    ]
    assert all(line.faces == {"Bold"} for line in sections)


@every_paper
def test_no_single_line_of_a_paragraph_is_left_behind(name: str) -> None:
    one = paper(name)
    pages = running_text(one)
    for (page, lines), (_next, following) in pairwise(pages):
        left, _right = text_edges(page)
        if not lines or not following or in_table(page, lines[-1]):
            continue
        continued = following[0].left < left + 1
        if continued and following[0].size >= 13:
            assert lines[-1].left < left + 1, f"first line alone: {lines[-1].text}"
            assert len(following) == 1 or following[1].left < left + 1, "last line alone"


@every_paper
def test_content_ends_with_the_end_mark_as_written(name: str) -> None:
    one = paper(name)
    lines = [line for _page, lines in running_text(one) for line in lines]
    texts = [line.text for line in lines]
    assert sum(text.endswith("./.") for text in texts) <= 1
    if name not in ("song-an", "ha-noi"):
        ending = [line for line in lines if line.size >= 13]
        assert ending[-1].text.endswith("./.")


def test_parts_and_chapters_stand_in_the_middle() -> None:
    one = paper("bon-muoi-trang")
    lines = [line for page in one.main for line in page.text_lines]
    middle = (30 * MM + 210 * MM - 20 * MM) / 2
    parts = [at for at, line in enumerate(lines) if re.fullmatch(r"Phần [IVX]+", line.text)]
    assert len(parts) >= 2
    for at in parts:
        assert lines[at].faces == lines[at + 1].faces == {"Bold"}
        assert lines[at + 1].text.isupper()
        for line in lines[at : at + 2]:
            assert line.middle == pytest.approx(middle, abs=1)


def test_decision_has_authority_resolution_and_articles() -> None:
    one = paper("quyet-dinh")
    lines = [line for page in one.main for line in page.text_lines]
    middle = (30 * MM + 210 * MM - 20 * MM) / 2
    for words in (one.document.form.authority, one.document.form.resolution):
        line = next(line for line in lines if line.text == words)
        assert line.faces == {"Bold"}
        assert line.text.isupper()
        assert line.sizes <= LARGE
        assert line.middle == pytest.approx(middle, abs=1)
    order = [line.text for line in lines]
    base = next(at for at, line in enumerate(lines) if line.text.startswith("Căn cứ"))
    resolution = order.index(one.document.form.resolution)
    assert order.index(one.document.form.authority) < base < resolution
    articles = [line for line in lines if re.match(r"Điều \d+\. ", line.text)]
    numbers = [int(re.match(r"Điều (\d+)", line.text)[1]) for line in articles]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 3
    assert all("Bold" in line.faces for line in articles)
    assert all(10 * MM - 0.5 <= line.left - 30 * MM <= 12.7 * MM + 0.5 for line in articles)


@pytest.mark.parametrize("name", ["quyet-dinh", "bon-muoi-trang", "cong-van"])
def test_clauses_are_bold_where_they_are_headings_and_upright_elsewhere(name: str) -> None:
    one = paper(name)
    lines = [line for _page, found in running_text(one) for line in found]
    seen = 0
    for mark, node in placed(one.document.nodes):
        heading, text = without(node.heading), without(node.text)
        opening = " ".join(f"{mark} {heading or text}".split()[:5])
        found = [line for line in lines if line.text.startswith(opening)]
        if mark.endswith(")") and found:
            assert all(line.faces <= {"Regular", "Bold"} for line in found), opening
        elif re.fullmatch(r"\d+\.", mark) and found:
            seen += 1
            wanted = {"Bold"} if heading and not text else {"Regular"} if not heading else None
            assert all(line.faces == (wanted or line.faces) for line in found), opening
            assert all(line.sizes & LARGE for line in found)
    assert seen >= 3


def placed(nodes):
    """Clauses and points with their marks, counted anew under every parent."""
    counts = {}
    for node in nodes:
        kind = str(node.mark)
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "arabic":
            yield f"{counts[kind]}.", node
        elif kind == "letter":
            yield f"{LETTERS[counts[kind] - 1]})", node
        yield from placed(node.children)


def test_footnotes_stand_at_the_foot_of_the_page_that_calls_them() -> None:
    one = paper("bon-muoi-trang")
    called = 0
    for page in one.pages:
        small = [
            line for line in page.lines if re.match(r"\d{1,2}\s?\S", line.text) and line.size < 12
        ]
        for note in small:
            number = re.match(r"(\d{1,2})", note.text)[1]
            above = [
                char
                for line in page.lines
                for char in line.inked
                if line is not note and char["size"] < 10 and char["text"] in number
            ]
            assert above, f"note {number} is not called on page {page.number}"
            called += 1
    assert called >= 3


@every_paper
def test_numbers_and_letters_count_on_without_a_gap(name: str) -> None:
    """Marks of the tree, counted by hand here, stand before their words on the page."""
    one = paper(name)
    said = " ".join(line.text for _page, lines in running_text(one) for line in lines)
    said = " ".join(said.split())
    place = 0
    for mark, start in counted(one.document.nodes):
        words = " ".join(f"{mark} {start}".split()[:6])
        at = said.find(words, place)
        assert at >= 0, words
        place = at


LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def counted(nodes, above=""):
    """Each numbered node with its mark, counted anew under every parent."""
    counts = {}
    for node in nodes:
        kind = str(node.mark)
        counts[kind] = counts.get(kind, 0) + 1
        number = counts[kind]
        mark = {
            "roman": f"{ROMANS[min(number, 12) - 1]}.",
            "arabic": f"{number}.",
            "decimal": f"{above if above[:1].isdigit() else ''}{number}.",
            "letter": f"{LETTERS[min(number, len(LETTERS)) - 1]})",
            "article": f"Điều {number}.",
        }.get(kind, "")
        words = without(node.plain)
        if mark and words and "^" not in words:
            yield mark, words
        yield from counted(node.children, mark)
