"""The Word file says the same words as the tree, by named styles, in the decree's form."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.documents.blocks import Annex, Document, Node
from app.documents.layout import MM, load_layout
from app.documents.readers.from_text import read_text
from app.documents.render.to_docx import Origin, render_docx
from app.documents.words import document_words
from app.domain.notes import note
from app.domain.numbering import Mark
from app.errors import DataFileError
from tests.documents import kinds_of_papers as kinds
from tests.documents.kinds_of_papers import KINDS
from tests.documents.readers.plans import source
from tests.documents.sample_paper import DUTY, long_plan, long_table
from tests.documents.test_to_pdf import ODD
from tests.documents.word_file import Line, R, W, WordFile, has, tag, value

# The order in which Word's schema wants the parts of a paragraph, a table, a section, a run.
ORDER = {
    "pPr": "pStyle keepNext widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
}
KEY = "0f0e0d0c-0b0a-4908-8706-050403020100"


def made(tmp_path: Path, document: Document, **options: Any) -> WordFile:
    path = tmp_path / "Kế hoạch năm.docx"
    render_docx(document, path, load_layout(options))
    return WordFile(path)


def with_keys(nodes: tuple[Node, ...], first: int = 1) -> tuple[Node, ...]:
    """The nodes with keys that count on through the tree."""
    named: list[Node] = []
    for node in nodes:
        below = with_keys(node.children, first + 1)
        named.append(replace(node, key=str(UUID(int=first)), children=below))
        first += 1 + count(node.children)
    return tuple(named)


def count(nodes: tuple[Node, ...]) -> int:
    return sum(1 + count(node.children) for node in nodes)


@pytest.mark.parametrize("name", ["ha-noi-2025", "song-an-2019"])
def test_real_plans_say_the_words_of_the_tree(tmp_path: Path, name: str) -> None:
    document = read_text(source(name))
    assert made(tmp_path, document).words == document_words(document)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_the_words_of_the_tree(tmp_path: Path, name: str) -> None:
    document = KINDS[name]()
    assert made(tmp_path, document).words == document_words(document)


def test_forty_pages_with_footnotes_say_every_word(tmp_path: Path) -> None:
    document = kinds.forty_pages()
    assert made(tmp_path, document).words == document_words(document)


def test_footnotes_side_by_side_show_two_numbers(tmp_path: Path) -> None:
    nodes = (Node(text=f"một{note('a')}{note('b')} {note('c')}, hai{note('d')} ba{note('e')}"),)
    document = Document(type_name="KẾ HOẠCH", nodes=nodes)
    words = made(tmp_path, document).words
    assert words == document_words(document)
    assert "một1,2,3," in words


@pytest.mark.parametrize("draft", [False, True])
def test_a_long_plan_with_tables_and_annexes_says_every_word(tmp_path: Path, draft: bool) -> None:
    document = long_plan(draft=draft)
    assert made(tmp_path, document).words == document_words(document)


def test_receivers_of_a_report_are_the_same(tmp_path: Path) -> None:
    for receivers in (("Sở Nội vụ",), ("Sở Nội vụ", "Ủy ban nhân dân tỉnh")):
        document = Document(type_name="BÁO CÁO", addressees=receivers)
        assert made(tmp_path, document).words == document_words(document)


# --- where the file comes from, and the names of its nodes


def test_every_node_carries_its_key(tmp_path: Path) -> None:
    plain = kinds.regulation()
    document = replace(plain, nodes=with_keys(plain.nodes))
    names = [name for line in made(tmp_path, document).lines() for name in line.names]
    assert names == [f"_bdg{UUID(int=at).hex}" for at in range(1, count(plain.nodes) + 1)]


def test_a_name_stands_in_the_paragraph_of_its_node(tmp_path: Path) -> None:
    nodes = (
        Node(text="đoạn có tên", key=KEY),
        Node(table=long_table(3), key=str(UUID(int=2))),
        Node(text="đoạn không tên"),
        Node(text="trùng tên", key=KEY),
    )
    annexes = (Annex(title="BẢNG", nodes=(Node(text="ở phụ lục"),), key=str(UUID(int=3))),)
    file = made(tmp_path, Document(type_name="KẾ HOẠCH", nodes=nodes, annexes=annexes))
    named = {line.text: line.names for line in file.lines() if line.names}
    assert named == {
        "đoạn có tên": [f"_bdg{UUID(KEY).hex}"],
        "STT": [f"_bdg{UUID(int=2).hex}"],
        "đoạn không tên": ["_bdgx1"],
        "trùng tên": ["_bdgx2"],
        "Phụ lục": [f"_bdg{UUID(int=3).hex}"],
        "ở phụ lục": ["_bdgx3"],
    }


def test_bookmarks_are_whole_and_their_numbers_differ(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.forty_pages())
    starts = [one.get(f"{W}id") for one in file.body.iter(f"{W}bookmarkStart")]
    assert starts == [one.get(f"{W}id") for one in file.body.iter(f"{W}bookmarkEnd")]
    assert len(set(starts)) == len(starts) > 200


def test_the_file_says_from_which_version_it_comes_and_nothing_about_people(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.docx"
    render_docx(kinds.plan(), path, origin=Origin("0b1c", 3))
    file = WordFile(path)
    (known,) = file.xml("docProps/custom.xml")
    assert (known.get("name"), known[0].text) == ("SoBinhDang", "0b1c;3")
    told = {tag(one): one.text for one in file.xml("docProps/core.xml")}
    assert told == {
        "title": "KẾ HOẠCH Thực hiện công tác bình đẳng giới và vì sự tiến bộ của phụ nữ năm 2027",
        "subject": "Số: 05/KH-UBND",
        "creator": "Ủy ban nhân dân xã Mẫu Sơn",
        "language": "vi-VN",
    }
    assert made(tmp_path, kinds.plan()).xml("docProps/custom.xml")[0][0].text == ";"


# --- footnotes


def test_footnotes_are_words_own_and_numbered_through_the_file(tmp_path: Path) -> None:
    marked = Node(text=f"một{note('chú thích một')} hai {note('chú thích [hai]')}, ba")
    table = replace(long_table(1), rows=((f"1{note('ở bảng')}", *[""] * 6),))
    annex = Annex(title="BẢNG", nodes=(Node(table=table),))
    file = made(tmp_path, Document(type_name="KẾ HOẠCH", nodes=(marked,), annexes=(annex,)))
    assert file.footnotes == {"1": "chú thích một", "2": "chú thích [hai]", "3": "ở bảng"}
    calls = [(line.text, line.notes) for line in file.lines() if line.notes]
    assert calls == [("một hai, ba", ["1", "2"]), ("1", ["3"])]
    notes = file.xml("word/footnotes.xml")
    assert [one.get(f"{W}type") for one in notes][:2] == ["separator", "continuationSeparator"]
    known = file.xml("word/settings.xml").iter(f"{W}footnote")
    assert [one.get(f"{W}id") for one in known] == [one.get(f"{W}id") for one in notes[:2]]
    raised = file.styles["footnote reference"]
    assert value(raised, "rPr/vertAlign") == "superscript"
    for run in file.body.iter(f"{W}r"):
        if has(run, "footnoteReference"):
            assert value(run, "rPr/rStyle") == raised.get(f"{W}styleId")
    assert value(file.styles["footnote text"], "rPr/sz") == "20"


def test_a_file_without_footnotes_has_no_part_for_them(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.notice())
    assert "word/footnotes.xml" not in file.parts
    assert not list(file.xml("word/settings.xml").iter(f"{W}footnotePr"))


# --- styles


def test_styles_carry_the_form(tmp_path: Path) -> None:
    file = made(tmp_path, long_plan(), body_size=13, first_indent=10)
    used = {line.style for line in file.lines()}
    assert {"Tên loại", "Trích yếu", "Căn cứ", "Mục", "Khoản", "Nội dung", "Phụ lục"} <= used
    text = file.styles["Nội dung"]
    assert value(text, "rPr/sz") == "26"
    assert value(text, "pPr/spacing", "before") == "120"
    assert value(text, "pPr/spacing", "line") == "264"
    assert int(value(text, "pPr/ind", "firstLine")) == pytest.approx(10 * MM * 20, abs=1)
    assert value(text, "pPr/jc") == "both"
    assert has(file.styles["Căn cứ"], "rPr/i")
    assert has(file.styles["Mục"], "rPr/b")
    assert has(file.styles["Normal"], "pPr/widowControl")


def test_every_size_is_that_of_its_cell(tmp_path: Path) -> None:
    sizes = {
        "Quốc hiệu": 12, "Tiêu ngữ": 13, "Cơ quan ban hành": 12, "Số, ký hiệu": 13,
        "Địa danh, ngày tháng": 13, "Tên loại": 14, "Trích yếu": 14, "Trích yếu công văn": 13,
        "Kính gửi": 14, "Nơi nhận": 12, "Dòng nơi nhận": 11, "Người soạn thảo": 11,
        "Chức vụ người ký": 14, "Người ký": 14, "Phụ lục": 14, "Độ khẩn": 13, "Số trang": 14,
        "Địa chỉ cơ quan": 11,
    }  # fmt: skip
    styles = made(tmp_path, kinds.letter()).styles
    assert {name: int(value(styles[name], "rPr/sz")) / 2 for name in sizes} == sizes


def test_times_new_roman_in_every_script_black_and_vietnamese(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.letter())
    whole = file.xml("word/styles.xml")
    for style in [one for one in whole.iter(f"{W}style") if one.get(f"{W}type") == "paragraph"]:
        fonts = [value(style, "rPr/rFonts", name) for name in ("ascii", "hAnsi", "eastAsia", "cs")]
        assert fonts == ["Times New Roman"] * 4
        red = value(style, "name") == "Độ khẩn"
        assert value(style, "rPr/color") in ({"FF0000"} if red else {"000000", ""})
    assert value(whole, "docDefaults/rPrDefault/rPr/lang") == "vi-VN"
    assert not [name for name in file.parts if "theme" in name]


def test_the_outline_beside_the_page_shows_headings_and_annexes(tmp_path: Path) -> None:
    def outline(document: Document) -> list[tuple[str, str]]:
        file = made(tmp_path, document)
        levels = ((line, value(file.styles[line.style], "pPr/outlineLvl")) for line in file.lines())
        return [(line.text, level) for line, level in levels if level]

    assert outline(kinds.regulation())[:3] == [
        ("Chương I\nQUY ĐỊNH CHUNG", "0"),
        ("Điều 1. Nội dung thứ 1", "1"),
        ("Điều 2. Nội dung thứ 2", "1"),
    ]
    plan = outline(kinds.plan())
    assert [level for _text, level in plan] == ["0", "1", "1", "1"] * 2 + ["0"]
    assert plan[-1][0] == "Phụ lục"


def test_parts_and_chapters_stand_in_the_middle_without_indent(tmp_path: Path) -> None:
    style = made(tmp_path, kinds.regulation()).styles["Phần, chương"]
    assert value(style, "pPr/jc") == "center"
    assert not has(style, "pPr/ind")
    assert has(style, "rPr/b")
    assert has(style, "pPr/keepNext")


def test_numbers_are_typed_as_text(tmp_path: Path) -> None:
    file = made(tmp_path, long_plan())
    assert not list(file.body.iter(f"{W}numPr"))
    assert file.styled("Mục")[0].text.startswith("I. NHIỆM VỤ")


def test_what_must_stay_together_is_kept(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.report())
    for line in file.lines():
        if line.style in {"Mục", "Khoản", "Tên loại", "Trích yếu"} or line.text.endswith(
            "như sau:"
        ):
            assert has(file.styles[line.style], "pPr/keepNext") or has(line.element, "pPr/keepNext")


# --- pages


def test_one_section_for_the_text_and_one_for_each_annex(tmp_path: Path) -> None:
    file = made(tmp_path, long_plan())
    turned = [value(one, "pgSz", "orient") for one in file.sections]
    assert turned == ["", "landscape", ""]
    for section in file.sections:
        assert has(section, "titlePg")
        assert value(section, "pgNumType", "start") == "1"
        for side, width in (
            ("left", 30),
            ("top", 20),
            ("bottom", 20),
            ("right", 20),
            ("header", 10),
        ):
            assert int(value(section, "pgMar", side)) == pytest.approx(width * MM * 20, abs=1)
    sides = [(value(one, "pgSz", "w"), value(one, "pgSz", "h")) for one in file.sections]
    assert sides == [("11906", "16838"), ("16838", "11906"), ("11906", "16838")]
    assert [len(one.findall(f"{W}headerReference")) for one in file.sections] == [1, 0, 0]
    (number,) = [Line(one, "") for one in file.xml("word/header1.xml")]
    assert number.own("pStyle") == file.styles["Số trang"].get(f"{W}styleId")
    assert " PAGE " in "".join(one.text or "" for one in number.element.iter(f"{W}instrText"))


def test_address_lines_stand_at_the_foot_of_page_1_of_the_paper_alone(tmp_path: Path) -> None:
    document = replace(kinds.letter(), annexes=(Annex(title="BẢNG", nodes=(Node(text="a"),)),))
    file = made(tmp_path, document)
    feet = [one.find(f"{W}footerReference") for one in file.sections]
    assert [foot is not None and foot.get(f"{W}type") for foot in feet] == ["first", "first"]
    first, second = (file.lines(file.related(one.get(f"{R}id", ""))) for one in feet if one is not None)  # fmt: skip
    assert [line.text for line in first] == ["", "\n".join(kinds.CONTACT)]
    assert first[0].own("pBdr/bottom") == "single"
    assert {first[0].own("ind", side) for side in ("left", "right")} == {"0"}
    assert [line.text for line in second] == [""]
    assert "word/footer1.xml" not in made(tmp_path, kinds.notice()).parts


def test_a_section_never_ends_with_a_table(tmp_path: Path) -> None:
    body = made(tmp_path, long_plan()).body
    assert [tag(one) for one in body[-2:]] == ["p", "sectPr"]
    for one, following in pairwise(body):
        assert (tag(one), tag(following)) != ("tbl", "tbl")
        if has(following, "pPr/sectPr"):
            assert value(following, "pPr/spacing", "line") == "20"


def test_two_tables_do_not_run_together(tmp_path: Path) -> None:
    nodes = (Node(table=long_table(2)), Node(table=long_table(2)))
    body = made(tmp_path, Document(type_name="BÁO CÁO", nodes=nodes)).body
    kinds_of_blocks = [tag(one) for one in body]
    assert kinds_of_blocks.count("tbl") == 3
    assert ("tbl", "tbl") not in pairwise(kinds_of_blocks)


# --- tables


def test_tables_have_real_widths_repeated_headers_and_whole_rows(tmp_path: Path) -> None:
    document = Document(type_name="BÁO CÁO", nodes=(Node(table=long_table(60)),))
    table = made(tmp_path, document).tables[1]
    rows = table.findall(f"{W}tr")
    assert len(rows) == 2 + 60 + 1
    widths = [int(one.get(f"{W}w", "")) for one in table.iter(f"{W}gridCol")]
    assert sum(widths) == int(value(table, "tblPr/tblW", "w")) == round(160 * MM * 20)
    assert [int(value(cell, "tcPr/tcW", "w")) for cell in rows[5].iter(f"{W}tc")] == widths
    for at, row in enumerate(rows):
        assert has(row, "trPr/cantSplit")
        assert has(row, "trPr/tblHeader") == (at < 2)
        wide = sum(int(value(cell, "tcPr/gridSpan") or 1) for cell in row.findall(f"{W}tc"))
        assert wide == len(widths)
        in_cells = sum(int(value(cell, "tcPr/tcW", "w")) for cell in row.findall(f"{W}tc"))
        assert in_cells == sum(widths)


def test_every_row_of_every_table_is_there(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.forty_pages())
    task_table = next(one for one in file.tables if len(one.findall(f"{W}tr")) > 60)
    rows = task_table.findall(f"{W}tr")[2:]
    assert [file.lines(row)[0].text for row in rows] == [f"{at:02d}" for at in range(1, 61)] + [""]
    assert file.lines(rows[-1])[1].text == "Tổng cộng"


def test_no_width_is_lost_by_rounding(tmp_path: Path) -> None:
    for table in made(tmp_path, kinds.forty_pages()).tables:
        widths = sum(int(one.get(f"{W}w", "")) for one in table.iter(f"{W}gridCol"))
        assert widths == int(value(table, "tblPr/tblW", "w")) in {9071, 14003}  # 160 and 247 mm


# --- odd papers, and a file that Word opens


@pytest.mark.parametrize("name", ODD)
def test_odd_papers_are_written(tmp_path: Path, name: str) -> None:
    file = made(tmp_path, ODD[name])
    assert file.words
    assert [found.name for found in tmp_path.iterdir()] == ["Kế hoạch năm.docx"]


def test_control_signs_do_not_break_the_file(tmp_path: Path) -> None:
    nodes = (Node(text="một\x00 \x08hai\ufffe"), Node(text="<w:p> & \ud800"))
    document = Document(type_name="A\x0b", nodes=nodes, number="\x01", symbol="\x02&")
    assert "một hai <w:p> &" in " ".join(made(tmp_path, document).words)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        render_docx(Document(type_name="A"), tmp_path / "chưa có" / "a.docx")


@pytest.mark.parametrize("name", [*KINDS, "forty"])
def test_the_parts_of_everything_stand_in_the_order_that_word_asks_for(
    tmp_path: Path, name: str
) -> None:
    file = made(tmp_path, kinds.forty_pages() if name == "forty" else KINDS[name]())
    for part in [part for part in file.parts if part.startswith("word/") and "rels" not in part]:
        for parent, order in ORDER.items():
            for one in file.xml(part).iter(f"{W}{parent}"):
                places = [order.split().index(tag(child)) for child in one]
                assert places == sorted(places)


def test_every_part_is_named_and_every_style_is_there(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.forty_pages())
    listed = {one.get("PartName", "")[1:] for one in file.xml("[Content_Types].xml")}
    assert {name for name in file.parts if not name.endswith(".rels")} - {""} <= (
        listed | {"[Content_Types].xml"}
    )
    assert "" not in {line.style for line in file.lines()}
    known = {one.get(f"{W}styleId") for one in file.styles.values()}
    used = {value(one, "pPr/pStyle") for one in file.xml("word/footnotes.xml").iter(f"{W}p")}
    assert used - {""} <= known


def test_word_opens_it_as_a_file_of_today(tmp_path: Path) -> None:
    settings = made(tmp_path, long_plan()).xml("word/settings.xml")
    modes = [s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting")
             if s.get(f"{W}name") == "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]


def test_a_name_reaches_over_all_paragraphs_of_its_node(tmp_path: Path) -> None:
    nodes = (Node(mark=Mark.CHAPTER, heading="Quy định", text=DUTY, key=KEY), Node(text="sau"))
    lines = made(tmp_path, Document(type_name="QUY CHẾ", nodes=nodes)).lines()
    named = [line for line in lines if line.names]
    assert [line.text.split("\n")[0] for line in named] == ["Chương I", "sau"]
    after = lines[lines.index(named[0]) + 1]
    assert after.text == DUTY
    assert has(after.element, "bookmarkEnd")
