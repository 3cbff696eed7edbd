"""The two published plans: every word, every node, every field in its place."""

import re
import unicodedata
from collections import Counter

import pytest

from app.documents.blocks import Document, walk
from app.documents.readers.from_text import read_text
from app.documents.readers.outline import outline_json
from app.domain.numbering import Mark
from tests.documents.readers.plans import find, parents, shape, source

NAMES = ["ha-noi-2025", "song-an-2019"]
SIGN = re.compile(r"^(?:[IVX]+\.|\d+\.|[-+])$")


def source_words(text: str) -> list[str]:
    """Words of the source: dress and the signs before nodes taken off, nothing else."""
    found = []
    for line in text.splitlines():
        parts = line.replace("*", "").replace("#", "").split()
        if parts and SIGN.match(parts[0]):
            parts = parts[1:]
        found += parts
    return found


def tree_words(document: Document) -> list[str]:
    """Words of the tree in printed order, with the words of the form put back."""
    lines = []
    if document.symbol:
        lines.append(f"Số: {document.number}/{document.symbol}")
    if document.place:
        lines.append(f"{document.place}, ngày tháng năm {document.year}")
    lines += [document.type_name, *document.title]
    lines += [placed.node.plain for placed in walk(document.nodes)]
    lines.append("Nơi nhận:")
    lines += [f"{item};" for item in document.recipients[:-1]]
    lines += [f"{document.recipients[-1]}.", *document.signature.lines, document.signature.name]
    return [word for line in lines for word in line.split()]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost_doubled_or_moved(name: str) -> None:
    assert tree_words(read_text(source(name))) == source_words(source(name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_over(name: str) -> None:
    assert read_text(source(name)).left_over == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_sign_of_the_source_is_one_node_and_computed_as_it_stood(name: str) -> None:
    signs = []
    for line in source(name).split("Nơi nhận")[0].splitlines():
        parts = line.replace("*", "").replace("#", "").split()
        if parts and SIGN.match(parts[0]):
            signs.append(parts[0])
    placed = [p for p in walk(read_text(source(name)).nodes) if p.mark]
    assert [p.mark for p in placed] == signs
    assert [p.node.source_mark for p in placed] == signs


def test_numbers_of_nodes_of_ha_noi() -> None:
    document = read_text(source("ha-noi-2025"))
    assert Counter(p.node.mark for p in walk(document.nodes)) == {
        Mark.ROMAN: 3,
        Mark.ARABIC: 21,
        Mark.DASH: 74,
        Mark.PLUS: 2,
        Mark.NONE: 4,
    }


def test_numbers_of_nodes_of_song_an() -> None:
    document = read_text(source("song-an-2019"))
    assert Counter(p.node.mark for p in walk(document.nodes)) == {
        Mark.ROMAN: 5,
        Mark.ARABIC: 22,
        Mark.DASH: 26,
        Mark.NONE: 2,
    }


def test_head_of_ha_noi() -> None:
    document = read_text(source("ha-noi-2025"))
    assert document.type_name == "KẾ HOẠCH"
    assert document.title == (
        "Triển khai thực hiện công tác bình đẳng giới",
        "và vì sự tiến bộ của phụ nữ năm 2025",
    )
    assert (document.number, document.symbol) == ("", "KH-UBND")
    assert (document.place, document.day, document.year) == ("Hà Nội", None, 2025)
    assert document.letterhead == ()
    assert document.bases == ()


def test_head_of_song_an() -> None:
    document = read_text(source("song-an-2019"))
    assert document.type_name == "KẾ HOẠCH"
    assert document.title == (
        "Triển khai công tác bình đẳng giới,",
        "vì sự tiến bộ của phụ nữ xã Song An năm 2019",
    )
    assert (document.number, document.symbol, document.place) == ("", "", "")
    assert (document.day, document.year) == (None, 2019)


def test_end_of_ha_noi_with_wrapped_recipients() -> None:
    document = read_text(source("ha-noi-2025"))
    assert document.recipients == (
        "Bộ LĐTB&XH",
        "Chủ tịch UBND Thành phố",
        "Các PCT UBND Thành phố: Lê Hồng Sơn; Vũ Thu Hà",
        "UBMTTQVN thành phố Hà Nội",
        "Các Sở, ban, ngành, đoàn thể Thành phố",
        "UBND các quận, huyện, thị xã",
        "VPUB: CVP, PCVP P.T.T.Huyện; phòng KGVX, TH",
        "Lưu: VT, KGVX Nhung",
    )
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.signature.name == "Vũ Thu Hà"


def test_end_of_song_an() -> None:
    document = read_text(source("song-an-2019"))
    assert document.recipients[0] == "Phòng Lao động-TB&XH"
    assert document.recipients[-1] == "Lưu: VT, BVSTBPN"
    assert len(document.recipients) == 6
    assert document.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert document.signature.name == "Nguyễn Lê Tiến"


def test_parents_in_ha_noi() -> None:
    document = read_text(source("ha-noi-2025"))
    above = parents(document)
    last = find(document, "Ủy ban nhân dân các quận, huyện, thị xã")
    assert [child.mark for child in last.children] == [Mark.DASH] * 8
    assert above[id(last)].heading == "TỔ CHỨC THỰC HIỆN"
    standing = find(document, "Thực hiện vai trò thường trực")
    assert [child.mark for child in standing.children] == [Mark.PLUS] * 2
    assert above[id(standing)].heading == "Sở Lao động - Thương binh và Xã hội"
    assert len(above[id(standing)].children) == 8
    lone = find(document, "Chủ trì, phối hợp các Sở, ban, ngành liên quan vận động")
    assert (lone.mark, above[id(lone)].heading) == (Mark.NONE, "Sở Kế hoạch và Đầu tư")
    section = find(document, "TỔ CHỨC THỰC HIỆN")
    assert len(section.children) == 14


def test_opening_and_closing_stand_at_the_top() -> None:
    for name in NAMES:
        document = read_text(source(name))
        kinds = [node.mark for node in document.nodes]
        assert kinds[0] is Mark.NONE
        assert kinds[-1] is Mark.NONE
        assert set(kinds[1:-1]) == {Mark.ROMAN}
        assert document.nodes[-1].text.endswith("./.")


def test_run_in_headings_keep_their_colon() -> None:
    document = read_text(source("song-an-2019"))
    audience = find(document, "Đối tượng:")
    assert audience.heading == "Đối tượng:"
    assert audience.text.startswith("Các cơ quan Nhà nước")
    others = find(read_text(source("ha-noi-2025")), "Các Sở, ban, ngành khác:")
    assert others.heading == "Các Sở, ban, ngành khác:"
    assert others.text.startswith("Căn cứ Kế hoạch của")


def test_numbered_sentences_have_no_heading() -> None:
    document = read_text(source("song-an-2019"))
    for start in ("Đẩy mạnh công tác tuyên truyền nhằm", "Đa dạng việc huy động"):
        assert find(document, start).heading == ""
    asked = find(read_text(source("ha-noi-2025")), "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam")
    assert asked.heading == ""


def test_sentences_cut_by_a_page_end_are_whole() -> None:
    document = read_text(source("ha-noi-2025"))
    texts = [p.node.plain for p in walk(document.nodes)]
    for seam in (
        "xác minh những vấn đề, vụ việc đột xuất",
        "trên cơ sở giới, đặc biệt trong hoạt động can thiệp",
        "ngày kỉ niệm; tham gia xây dựng",
        "trên cơ sở giới, mô hình địa chỉ tin cậy",
    ):
        assert sum(seam in text for text in texts) == 1
    song_an = [p.node.plain for p in walk(read_text(source("song-an-2019")).nodes)]
    for seam in ("sự lãnh đạo của cấp ủy đối với", "thai nhi góp phần tăng tỷ lệ"):
        assert sum(seam in text for text in song_an) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_decomposed_letters_give_the_same_document(name: str, form: str) -> None:
    plain = source(name).replace("…", "...")
    assert read_text(unicodedata.normalize(form, plain)) == read_text(plain)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_other_line_ends_give_the_same_document(name: str, end: str) -> None:
    assert read_text(source(name).replace("\n", end)) == read_text(source(name))


def test_the_dress_of_markdown_does_not_change_the_tree() -> None:
    dressed = source("song-an-2019")
    bare = dressed.replace("*", "").replace("#", "")
    assert read_text(bare) == read_text(dressed)


@pytest.mark.parametrize("name", NAMES)
def test_blanks_and_tabs_do_not_change_the_tree(name: str) -> None:
    text = source(name)
    loose = text.replace(" ", "\u00a0", 400).replace("- ", "-\t").replace("\n\n", "\n \t\n\n")
    assert shape(read_text(loose)) == shape(read_text(text))


@pytest.mark.parametrize("name", NAMES)
def test_without_blank_lines_the_tree_is_the_same_but_for_cut_sentences(name: str) -> None:
    tight = re.sub(r"\n\s*\n", "\n", source(name))
    assert shape(read_text(tight)) == shape(read_text(source(name)))


def test_outline_of_song_an() -> None:
    outline = outline_json(read_text(source("song-an-2019")))
    assert outline["kind"] == "KẾ HOẠCH"
    assert outline["title"] == (
        "Triển khai công tác bình đẳng giới, vì sự tiến bộ của phụ nữ xã Song An năm 2019"
    )
    assert (outline["number"], outline["date"], outline["place"]) == ("", "", "")
    assert outline["signature"][-1] == "Nguyễn Lê Tiến"
    tops = [(node["mark"], node["heading"]) for node in outline["nodes"]]
    assert tops[1:4] == [
        ("I.", "MỤC ĐÍCH, YÊU CẦU:"),
        ("II.", "ĐỐI TƯỢNG VÀ PHẠM VI THỰC HIỆN:"),
        ("III.", "NỘI DUNG:"),
    ]
    bullets = outline["nodes"][3]["children"][0]["children"]
    assert [node["mark"] for node in bullets] == ["-", "-"]
