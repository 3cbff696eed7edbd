"""Any tree that papers use, written as text in any dress, is read back as the same tree."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.blocks import Node, walk
from app.documents.readers.from_text import read_text
from app.domain.numbering import Mark
from tests.documents.readers.plans import shape

WORDS = st.sampled_from(
    [
        "bình",
        "đẳng",
        "giới",
        "phụ",
        "nữ",
        "xã",
        "thôn",
        "năm",
        "2026",
        "công",
        "tác",
        "đường",
        "Phượng,",
        "ưu",
        "tiên",
        "(8/3)",
        "hòa",
        "giải",
        "kỹ",
        "thuật",
        "“mẫu”",
        "15/11-15/12",
        "ngày",
        "số",
        "liệu",
        "-",
        "trẻ",
        "em",
        "nam",
    ]
)
HEAD = "UBND TỈNH GIA LAI\nỦY BAN NHÂN DÂN XÃ MẪU\nSố: 05/KH-UBND\nMẫu, ngày 10 tháng 3 năm 2026\nKẾ HOẠCH\nCông tác năm 2026\n\n"
END = "\n\nNơi nhận:\n- Sở Nội vụ;\n- Lưu: VT, VHXH.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n"


def phrase(first: str, least: int = 3, most: int = 12) -> st.SearchStrategy[str]:
    """A clause that starts with a capital and has no end mark."""
    return st.lists(WORDS, min_size=least, max_size=most).map(
        lambda w: f"{first} {' '.join(w)} xong"
    )


sentences = st.builds(str.__add__, phrase("Thực hiện"), st.sampled_from([".", ";"]))
leads = st.sampled_from(["Đối tượng:", "Công an xã:", "Phạm vi:", "Hội Liên hiệp Phụ nữ xã:"])
plain = st.builds(lambda text: Node(text=text), phrase("Chúng ta", 6).map(lambda text: f"{text}."))
plus = st.builds(lambda text: Node(mark=Mark.PLUS, text=text), sentences)
dash = st.builds(lambda text: Node(mark=Mark.DASH, text=text), sentences)
dash_with_plus = st.builds(
    lambda text, below: Node(mark=Mark.DASH, text=f"{text} như sau:", children=tuple(below)),
    phrase("Tổ chức"),
    st.lists(plus, min_size=1, max_size=3),
)
dashes = st.lists(st.one_of(dash, dash_with_plus), min_size=1, max_size=4)
letters = st.lists(
    st.builds(
        lambda text, below: Node(mark=Mark.LETTER, text=text, children=tuple(below)),
        phrase("Rà soát", 14, 18).map(lambda text: f"{text};"),
        st.lists(dash, max_size=2),
    ),
    min_size=1,
    max_size=26,
)


@st.composite
def khoan(draw: Callable[..., object]) -> Node:
    """A numbered node: a heading with something under it, a lead with its text, or a sentence."""
    kind = draw(st.sampled_from(["heading", "lead", "sentence"]))
    if kind == "lead":
        return Node(mark=Mark.ARABIC, heading=draw(leads), text=draw(phrase("Các đơn vị")) + ".")
    if kind == "sentence":
        return Node(mark=Mark.ARABIC, text=draw(phrase("Đẩy mạnh", 14, 18)) + ".")
    below = [*draw(st.lists(plain, max_size=1)), *draw(st.one_of(dashes, letters))]
    return Node(mark=Mark.ARABIC, heading=draw(phrase("Công tác")), children=tuple(below))


sections = st.builds(
    lambda heading, first, below: Node(
        mark=Mark.ROMAN, heading=heading.upper(), children=(*first, *below)
    ),
    phrase("Nội dung"),
    st.lists(plain, max_size=1),
    st.one_of(st.lists(khoan(), min_size=1, max_size=12), dashes),
)
trees = st.builds(
    lambda opening, parts: (*opening, *parts, Node(text="Trên đây là Kế hoạch của xã./.")),
    st.lists(plain, max_size=1),
    st.lists(sections, min_size=1, max_size=12),
)


def written(nodes: tuple[Node, ...], gap: str, dress: str) -> str:
    """The tree as people type it: no dress, bold signs, or bold headings with escaped dots."""
    lines = []
    for placed in walk(nodes):
        sign, node = placed.mark, placed.node
        if dress == "bold" and node.heading:
            line = f"**{sign} {node.heading}** {node.text}"
        elif dress == "markdown" and node.heading and not node.text:
            line = f"{'#' * (placed.depth + 2)} {sign.replace('.', chr(92) + '.')} {node.heading}"
        else:
            line = f"{sign} {node.heading} {node.text}"
        lines.append(" ".join(line.split()))
    return gap.join(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tree=trees,
    gap=st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n \t\n"]),
    dress=st.sampled_from(["none", "bold", "markdown"]),
)
def test_written_and_read_again(tree: tuple[Node, ...], gap: str, dress: str) -> None:
    document = read_text(HEAD + written(tree, gap, dress) + END)
    assert shape(document) == shape(replace(document, nodes=tree))
    assert [line.text for line in document.letterhead] == [
        "UBND TỈNH GIA LAI",
        "ỦY BAN NHÂN DÂN XÃ MẪU",
    ]
    assert document.recipients == ("Sở Nội vụ", "Lưu: VT, VHXH")
    assert document.signature.name == "Nguyễn Văn Mẫu"
    assert document.left_over == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet="aĐ1.-+*#|>:;(I)x 	\n", max_size=40), max_size=12))
def test_whatever_the_text_its_words_stay(pieces: list[str]) -> None:
    text = "KẾ HOẠCH\nCông tác năm 2026\n\n1. Mở đầu.\n" + "\n".join(
        f"từ{n} {p}" for n, p in enumerate(pieces)
    )
    document = read_text(text)
    found = " ".join([*document.title, *(placed.node.plain for placed in walk(document.nodes))])
    positions = [found.find(f"từ{number}") for number in range(len(pieces))]
    assert -1 not in positions
    assert positions == sorted(positions)
