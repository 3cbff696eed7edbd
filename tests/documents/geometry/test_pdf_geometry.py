"""The printed page measured glyph by glyph: each test proves one rule of NĐ 30/2020, Phụ lục I.

docs/layout-rules.md lists the rules and names the test that proves each.
"""

import re
import unicodedata
from itertools import pairwise

import pytest

from tests.documents.geometry.measured import MM, Glyphs, Page
from tests.documents.geometry.papers import NAMES, paper
from tests.documents.geometry.zones import Paper, body_lines, gaps, in_table

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LARGE = {13.0, 13.5, 14.0}
every_paper = pytest.mark.parametrize("name", NAMES)


def running_text(one: Paper) -> list[tuple[Page, list[Glyphs]]]:
    """Lines of the body page by page, annexes left out."""
    last = len(one.main) - 1
    closing = (*one.document.signature.lines, *one.document.form.second_lines)
    return [
        (page, body_lines(page, first=at == 0, last=at == last, closing=closing))
        for at, page in enumerate(one.main)
    ]


def text_edges(page: Page) -> tuple[float, float]:
    """Left and right end of the text area, pt: 30 and 20 mm margins."""
    return 30 * MM, page.width - 20 * MM


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


@every_paper
def test_state_title_and_motto(name: str) -> None:
    page = paper(name).pages[0]
    nation, motto = page.find(NATION), page.find(MOTTO)
    assert nation.text == NATION
    assert nation.sizes <= {12.0, 12.5, 13.0}
    assert motto.sizes <= LARGE
    assert nation.faces == motto.faces == {"Bold"}
    assert nation.middle == pytest.approx(motto.middle, abs=0.6)
    assert nation.left > page.width * 0.4
    spacing = motto.baseline - nation.baseline
    assert spacing <= 1.35 * motto.size, "the two lines stand single-spaced"


@every_paper
def test_rule_under_the_motto_is_as_long_as_its_text(name: str) -> None:
    page = paper(name).pages[0]
    motto = page.find(MOTTO)
    rule = page.rule_under(motto)
    assert rule is not None
    assert rule.length == pytest.approx(motto.width, abs=1.0)
    assert rule.middle == pytest.approx(motto.middle, abs=0.6)


@every_paper
def test_issuing_body_and_its_short_rule(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    bold = [line.text for line in one.document.letterhead if line.bold]
    upright = [line.text for line in one.document.letterhead if not line.bold]
    left = [
        line
        for line in page.lines
        if line.right < page.find(NATION).left
        and line.baseline < page.find(MOTTO).baseline + 30
        and not line.text.startswith(("Số", "V/v"))
    ]
    if not bold and not upright:
        assert not left
        return
    said = " ".join(line.text for line in left if line.faces == {"Bold"})
    assert said.split() == " ".join(bold).split()
    parents = " ".join(line.text for line in left if line.faces == {"Regular"})
    assert parents.split() == " ".join(upright).split()
    assert {size for line in left for size in line.sizes} <= {12.0, 12.5, 13.0}
    assert all(line.text == line.text.upper() for line in left)
    last = left[-1]
    assert all(line.middle == pytest.approx(last.middle, abs=0.6) for line in left)
    rule = page.rule_under(last)
    assert rule is not None
    assert 1 / 3 - 0.01 <= rule.length / last.width <= 1 / 2 + 0.01
    assert rule.middle == pytest.approx(last.middle, abs=0.6)


@every_paper
def test_number_stands_under_the_body_with_the_right_zeros(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    if not document.symbol:
        assert not page.has("Số:")
        return
    line = page.find("Số:")
    assert line.sizes == {13.0}
    assert line.faces == {"Regular"}
    typed = document.number
    if typed:
        shown = typed.zfill(2) if typed.isdigit() else typed
        assert line.text == f"Số: {shown}/{document.symbol}"
    else:
        assert re.fullmatch(rf"Số:\s+/{re.escape(document.symbol)}", line.text)
    assert line.right < page.find(NATION).middle


@every_paper
def test_place_and_day_on_the_level_of_the_number(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    dated = [line for line in page.lines if re.search(r"ngày\s.*tháng\s.*năm \d{4}$", line.text)]
    if document.kind == "minutes":
        assert not any(line.baseline < 150 for line in dated), "minutes have no day in the head"
        return
    line = dated[0]
    assert line.faces == {"Italic"}
    assert line.sizes <= LARGE
    assert line.middle == pytest.approx(page.find(NATION).middle, abs=0.6)
    if page.has("Số:"):
        assert line.baseline == pytest.approx(page.find("Số:").baseline, abs=0.6)
    if document.day:
        day, month = document.day.day, document.day.month
        shown_month = f"{month:02}" if month < 3 else str(month)
        said = f"ngày {day:02} tháng {shown_month} năm {document.day.year}"
        assert line.text == (f"{document.place}, {said}" if document.place else said)


@every_paper
def test_type_and_title_stand_in_the_middle_with_a_short_rule(name: str) -> None:
    one = paper(name)
    page = one.pages[0]
    document = one.document
    if not document.type_name:
        return
    lines = [line for line in page.lines if line.baseline < page.height / 2]
    at = next(at for at, line in enumerate(lines) if line.text == document.type_name)
    words = " ".join(document.title).split()
    title: list[Glyphs] = []
    while sum(len(line.text.split()) for line in title) < len(words):
        title.append(lines[at + 1 + len(title)])
    assert " ".join(line.text for line in title).split() == words
    assert lines[at].text.isupper()
    for line in [lines[at], *title]:
        assert line.faces == {"Bold"}
        assert line.sizes <= LARGE
        assert line.middle == pytest.approx(sum(text_edges(page)) / 2, abs=1)
    rule = page.rule_under(title[-1])
    assert rule is not None
    assert 1 / 3 - 0.01 <= rule.length / title[-1].width <= 1 / 2 + 0.01


def test_subject_of_a_letter_stands_under_its_number() -> None:
    one = paper("cong-van")
    page = one.pages[0]
    number, nation = page.find("Số:"), page.find(NATION)
    subject = [
        line
        for line in page.lines
        if number.baseline < line.baseline < number.baseline + 80
        and line.right < nation.middle
        and not line.text.startswith(("Kính", "KHẨN"))
    ]
    assert subject[0].text.startswith("V/v ")
    assert " ".join(line.text for line in subject).split() == " ".join(one.document.title).split()
    for line in subject:
        assert line.faces == {"Regular"}
        assert line.sizes <= {12.0, 12.5, 13.0}
        assert line.middle == pytest.approx(number.middle, abs=0.6)
    top = min(char["top"] for char in subject[0].inked)
    bottom = max(char["bottom"] for char in number.inked)
    assert 5 <= top - bottom <= 8, "6 pt under the number"


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
def test_signature_is_whole_with_words_of_the_paper_above_it(name: str) -> None:
    one = paper(name)
    document = one.document
    names = [text for text in (document.signature.name, document.form.second_name) if text]
    if not document.signature.lines:
        return
    last = one.main[-1]
    lines = [line for line in last.lines if not in_table(last, line)]
    wanted = " ".join(document.signature.lines).split()
    bold = [line for line in lines if line.faces == {"Bold"} and line.left > last.width * 0.4]
    said = " ".join(line.text for line in bold).split()
    assert (
        said[-len(wanted) - sum(len(one.split()) for one in names[:1]) :][: len(wanted)] == wanted
    )
    block = [line for line in bold if line.text in " ".join(document.signature.lines)]
    assert all(line.sizes <= LARGE for line in block)
    assert all(line.text.isupper() for line in block)
    middles = [line.middle for line in block]
    if document.signature.name:
        signer = next(line for line in bold if line.text == document.signature.name)
        assert signer.baseline - block[-1].baseline >= 50, "room for the signature"
        middles.append(signer.middle)
    assert max(middles) - min(middles) < 1
    above = [line for line in last.text_lines if line.baseline < block[0].baseline - 4]
    whole = len(above) == 1 and above[0].left > 40 * MM and above[0].text.endswith("./.")
    assert len(above) >= 2 or whole, "a signature stands with two lines or the last paragraph"


@every_paper
def test_receivers_stand_level_with_the_signature(name: str) -> None:
    one = paper(name)
    if not one.document.recipients:
        return
    last = one.main[-1]
    word = last.find("Nơi nhận:")
    assert word.faces == {"BoldItalic"}
    assert word.sizes == {12.0}
    assert word.left == pytest.approx(30 * MM, abs=1)
    items = [
        line
        for line in last.lines
        if line.baseline > word.baseline
        and line.right < last.width / 2 + 20
        and line.sizes == {11.0}
    ]
    assert items[0].text.startswith("- ")
    assert all(line.faces == {"Regular"} for line in items)
    said = " ".join(line.text for line in items)
    drafter = one.document.form.drafter
    assert re.search(rf"- Lưu: [^;]*\. ?{re.escape(drafter)}$", said) or "- Lưu" not in said
    typed = sum(item.rstrip(" ;").count(";") for item in one.document.recipients)
    assert said.count(";") == len(one.document.recipients) - 1 + typed
    if one.document.kind != "minutes" and one.document.signature.lines:
        first = one.document.signature.lines[0].split()[0]
        right = [line for line in last.lines if line.left > last.width * 0.4]
        level = next(line for line in right if line.text.startswith(first))
        assert level.baseline == pytest.approx(word.baseline, abs=2.5)


def test_addressed_papers_say_to_whom() -> None:
    page = paper("cong-van").pages[0]
    opening = page.find("Kính gửi:")
    assert opening.faces == {"Regular"}
    assert opening.sizes <= LARGE
    under = [line for line in page.lines if line.baseline > opening.baseline]
    receivers = [line for line in under if line.text.startswith("- ")]
    assert len(receivers) == len(paper("cong-van").document.addressees)
    said = " ".join(line.text for line in under)
    assert "Ủy ban nhân dân xã; - Trưởng các thôn trên địa bàn xã. Thực hiện" in said
    assert all(line.left == pytest.approx(opening.right - 3.5, abs=2) for line in receivers)
    for name in ("song-an", "ha-noi", "bon-muoi-trang", "quyet-dinh"):
        assert not any(one.has("Kính gửi") for one in paper(name).pages)


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


@every_paper
def test_content_ends_with_the_end_mark_as_written(name: str) -> None:
    one = paper(name)
    lines = [line for _page, lines in running_text(one) for line in lines]
    texts = [line.text for line in lines]
    assert sum(text.endswith("./.") for text in texts) <= 1
    if name not in ("song-an", "ha-noi"):
        ending = [line for line in lines if line.size >= 13]
        assert ending[-1].text.endswith("./.")


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


def test_minutes_are_signed_by_two_side_by_side() -> None:
    one = paper("bien-ban")
    last = one.main[-1]
    form = one.document.form
    left = last.find(form.second_lines[0])
    right = next(line for line in last.lines if line.text == one.document.signature.lines[0])
    assert left.baseline == pytest.approx(right.baseline, abs=0.6)
    assert left.right < right.left
    assert left.faces == right.faces == {"Bold"}
    names = last.find(form.second_name), last.find(one.document.signature.name)
    assert names[0].baseline == pytest.approx(names[1].baseline, abs=0.6)
    assert names[0].middle == pytest.approx(left.middle, abs=1)
    word = last.find("Nơi nhận:")
    assert word.baseline > names[0].baseline


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


def test_urgency_is_framed_in_red_under_the_number() -> None:
    page = paper("cong-van").pages[0]
    mark = page.find("KHẨN")
    frames = [
        frame
        for frame in page.frames
        if frame.left < mark.left
        and mark.right < frame.right
        and frame.top < mark.baseline < frame.bottom
    ]
    assert len(frames) == 1
    frame = frames[0]
    assert (frame.right - frame.left) == pytest.approx(20 * MM, abs=1)
    assert (frame.bottom - frame.top) == pytest.approx(8 * MM, abs=1)
    assert tuple(frame.color) == (1, 0, 0)
    assert mark.faces == {"Bold"}
    assert mark.sizes <= LARGE
    assert mark.baseline > page.find("V/v").baseline
    assert frame.right < page.width / 2


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
