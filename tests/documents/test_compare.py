"""Two papers compared: same words are no change, and the changes applied give the other paper."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.blocks import Annex, Document, Node, Table, TableColumn
from app.documents.builders.content import content_of, document_of
from app.documents.compare import Kind, Said, applied, compare, rebound, word_pieces
from app.documents.readers.from_text import read_text
from app.domain import fields
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead
from tests.documents import kinds_of_papers as kinds
from tests.documents.readers.plans import source
from tests.work import calls_of

PLANS = ("song-an-2019", "ha-noi-2025")


def content(*texts: str) -> PaperContent:
    """A plan of one level of bullets."""
    nodes = tuple(NodeContent(depth=0, mark=Mark.DASH, text=text) for text in texts)
    return PaperContent(head=PaperHead(type_name="KẾ HOẠCH"), nodes=nodes)


def texts(made: PaperContent) -> list[str]:
    return [node.text for node in made.nodes]


@pytest.mark.parametrize("name", PLANS)
def test_a_paper_does_not_differ_from_itself(name: str) -> None:
    document = read_text(source(name))
    assert compare(document, document).is_empty
    keyed = document_of(content_of(document))
    assert compare(keyed, document).is_empty


def test_every_kind_of_change_is_told_apart() -> None:
    old = content(
        "Tuyên truyền Luật Bình đẳng giới", "Tập huấn cho cán bộ thôn", "Họp dân", "Treo băng rôn"
    )
    first, second, meeting, third = old.nodes
    new = replace(
        old,
        nodes=(
            third,
            replace(first, text="Tuyên truyền Luật Bình đẳng giới ở trường"),
            meeting,
            NodeContent(depth=0, mark=Mark.DASH, text="Phát tờ rơi"),
        ),
    )
    found = compare(document_of(old), document_of(new))
    said = [(change.kind, change.moved, change.side.node.text) for change in found.changes]
    assert said == [
        (Kind.MOVED, True, "Treo băng rôn"),
        (Kind.CHANGED, False, "Tuyên truyền Luật Bình đẳng giới ở trường"),
        (Kind.REMOVED, False, second.text),
        (Kind.ADDED, False, "Phát tờ rơi"),
    ]
    assert [piece.text for piece in found.changes[1].pieces if piece.said is Said.NEW] == [
        "ở trường"
    ]


def test_numbers_that_shift_are_no_change() -> None:
    """A section put in before others once made every later number look changed."""
    old = read_text(source("song-an-2019"))
    new = replace(old, nodes=(Node(mark=Mark.ROMAN, heading="MỤC MỚI"), *old.nodes))
    found = compare(old, new)
    assert [(change.kind, change.side.node.heading) for change in found.changes] == [
        (Kind.ADDED, "MỤC MỚI")
    ]


def test_a_section_that_moves_is_one_change() -> None:
    old = document_of(content_of(read_text(source("ha-noi-2025"))))
    numbered = [at for at, node in enumerate(old.nodes) if node.mark is Mark.ROMAN]
    first, second = numbered[:2]
    nodes = list(old.nodes)
    nodes[first], nodes[second] = nodes[second], nodes[first]
    found = compare(old, replace(old, nodes=tuple(nodes)))
    moved = [change for change in found.changes if change.moved]
    assert len(moved) == 1
    assert moved[0].side.node.mark is Mark.ROMAN


def test_a_paragraph_put_into_an_annex_has_moved() -> None:
    """The annex is new and the paragraph still comes last, so the order alone tells nothing."""
    nodes = (Node(text="Họp các thôn", key="a"), Node(text="Cách ghi biểu", key="b"))
    old = Document(type_name="KẾ HOẠCH", nodes=nodes)
    annex = Annex(title="BIỂU MẪU", key="p", nodes=nodes[1:])
    found = compare(old, replace(old, nodes=nodes[:1], annexes=(annex,)))
    assert [(change.kind, change.side.node.plain) for change in found.changes] == [
        (Kind.ADDED, "BIỂU MẪU"),
        (Kind.MOVED, "Cách ghi biểu"),
    ]


def test_half_alike_is_one_sentence_in_a_changed_paper_and_two_in_unlike_papers() -> None:
    first, second = "tuyên truyền luật ở thôn một", "tuyên truyền luật cho cán bộ"
    kept = "Họp giao ban hằng quý", "Báo cáo kết quả cuối năm"
    changed = compare(document_of(content(first, *kept)), document_of(content(second, *kept)))
    assert [change.kind for change in changed.changes] == [Kind.CHANGED]
    others = "Mua sắm thiết bị", "Thăm hỏi gia đình"
    apart = compare(document_of(content(first, *kept)), document_of(content(second, *others)))
    assert {change.kind for change in apart.changes} == {Kind.ADDED, Kind.REMOVED}


def test_levels_and_marks_are_told_without_words() -> None:
    old = content("Mở đầu", "Tiếp theo")
    deeper = replace(old.nodes[1], depth=1, mark=Mark.PLUS)
    found = compare(document_of(old), document_of(replace(old, nodes=(old.nodes[0], deeper))))
    assert [change.kind for change in found.changes] == [Kind.MARK]
    assert found.changes[0].new is not None
    assert found.changes[0].new.depth == 1


def test_cells_of_tables_are_compared_one_by_one() -> None:
    table = Table(
        columns=(TableColumn("STT"), TableColumn("Nội dung")),
        rows=(("1", "Lễ phát động"), ("2", "Hội thi")),
        total=("", "Cộng"),
    )
    changed = replace(table, rows=(("1", "Lễ mít tinh"), ("2", "Hội thi"), ("3", "Tọa đàm")))
    old = Document(type_name="KẾ HOẠCH", nodes=(Node(key="", table=table),))
    new = Document(type_name="KẾ HOẠCH", nodes=(Node(table=changed),))
    (change,) = compare(old, new).changes
    assert [(cell.row, cell.column, cell.old, cell.new) for cell in change.cells] == [
        (1, 2, "Lễ phát động", "Lễ mít tinh"),
        (3, 1, "", "3"),
        (3, 2, "", "Tọa đàm"),
    ]


def test_the_head_is_compared_line_by_line_and_line_breaks_say_nothing() -> None:
    old = kinds.decision()
    broken = " ".join(old.title).split(" ", 1)
    new = replace(old, title=tuple(broken), number="19", recipients=old.recipients[1:])
    found = compare(old, new)
    assert [line.field for line in found.head] == ["number", "recipients"]
    assert not found.changes


def test_papers_of_two_units_are_paired_by_what_they_speak_of() -> None:
    found = compare(read_text(source("ha-noi-2025")), read_text(source("song-an-2019")))
    reworded = [change for change in found.changes if change.kind is Kind.CHANGED]
    assert any("Tháng hành động" in change.side.node.plain for change in reworded)
    assert sum(change.kind is Kind.ADDED for change in found.changes) > 20
    assert sum(change.kind is Kind.REMOVED for change in found.changes) > 50


def plan_texts() -> list[str]:
    return [node.text for node in content_of(read_text(source("ha-noi-2025"))).nodes]


def work_of(old: list[str], new: list[str]) -> int:
    """Calls that comparing two papers of these nodes makes."""
    before, after = document_of(content(*old)), document_of(content(*new))
    return calls_of(lambda: compare(before, after))


def test_four_times_as_many_nodes_are_not_sixteen_times_the_work() -> None:
    """Every node reworded; half of its words are its own and tell it from all others."""

    def work(count: int) -> int:
        own = (" ".join(f"{letter}{at}" for letter in "abcdeghiklmn") for at in range(count))
        old = [f"{words} việc của các thôn trong xã Mẫu Sơn năm 2027" for words in own]
        return work_of(old, [f"{text} đã giao" for text in old])

    assert work(200) < 8 * work(50)


def test_nodes_of_unlike_papers_are_not_compared_letter_by_letter() -> None:
    """Words of one plan at random: every node might be many others, so each pair must be cheap."""
    words = sorted({word for text in plan_texts() for word in text.split()})
    dice = random.Random(2)
    old, new = ([" ".join(dice.choices(words, k=30)) for _ in range(150)] for _side in range(2))
    assert work_of(old, new) < 45 * len(old) * len(new)


def test_a_long_paper_is_compared_with_a_foreign_one() -> None:
    foreign = read_text(source("ha-noi-2025"))
    assert compare(kinds.forty_pages(), foreign).changes


WORDS = st.lists(
    st.text("abcdeưđạ ", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=12
)


@given(before=WORDS, after=WORDS, seed=st.randoms(use_true_random=False))
def test_all_changes_applied_give_the_other_paper(
    before: list[str], after: list[str], seed: object
) -> None:
    old = content(*before)
    kept = [node for node in old.nodes if seed.random() < 0.7]  # type: ignore[attr-defined]
    seed.shuffle(kept)  # type: ignore[attr-defined]
    fresh = [NodeContent(depth=0, mark=Mark.DASH, text=text) for text in after]
    nodes = [*kept, *fresh]
    seed.shuffle(nodes)  # type: ignore[attr-defined]
    new = replace(old, nodes=tuple(nodes))
    found = compare(document_of(old), document_of(new))
    assert texts(applied(old, found.changes)) == texts(new)


@given(before=WORDS, after=WORDS)
def test_pieces_say_both_texts(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    pieces = word_pieces(old, new)
    assert " ".join(p.text for p in pieces if p.said is not Said.NEW).split() == old.split()
    assert " ".join(p.text for p in pieces if p.said is not Said.OLD).split() == new.split()


def test_a_refused_change_leaves_the_paper_alone() -> None:
    old = content("Một việc", "Hai việc", "Ba việc")
    new = replace(old, nodes=(old.nodes[0], replace(old.nodes[1], text="Hai việc lớn")))
    found = compare(document_of(old), document_of(new))
    only = [change for change in found.changes if change.kind is Kind.CHANGED]
    assert texts(applied(old, only)) == ["Một việc", "Hai việc lớn", "Ba việc"]
    assert applied(old, []) == old


def test_bound_numbers_stay_bound_where_they_still_stand() -> None:
    old = f"Có {fields.bind('people', '1.250')} người, nữ {fields.bind('women', '640')} người."
    new = rebound(old, "Đã có 1.250 lượt người dự, trong đó nữ 650 người.")
    assert fields.plain(new) == "Đã có 1.250 lượt người dự, trong đó nữ 650 người."
    bound = [piece.key for piece in fields.split(new) if isinstance(piece, fields.Bound)]
    assert bound == ["people"]


def test_a_number_inside_another_is_not_the_bound_one() -> None:
    old = f"Có {fields.bind('people', '12')} người."
    assert fields.split(rebound(old, "Có 120 người, năm 2012, còn 12 người.")) == [
        "Có 120 người, năm 2012, còn ",
        fields.Bound("people", "12"),
        " người.",
    ]
    assert fields.plain(rebound(old, "Có 120 người.")) == "Có 120 người."


def test_numbers_of_a_table_stay_bound_and_its_headings_bold() -> None:
    def number(key: str, shown: str) -> str:
        return fields.bind(f"{key}?year=2026", shown)

    rows = [["I", "Dân số", ""], ["1", "Nam", number("men", "640")], ["2", "Nữ", number("w", "")]]
    table = {"columns": ["STT", "Chỉ tiêu", "Số"], "rows": rows, "total": [], "bold": [0]}
    node = NodeContent(depth=0, mark=Mark.NONE, heading="BIỂU", text="@phu_luc", table=table)
    old = PaperContent(head=PaperHead(type_name="BÁO CÁO"), nodes=(node,))
    new = [["I", "Dân số", ""], ["1", "Nam giới", "640"], ["2", "Nữ", ""]]
    changed = replace(old, nodes=(replace(node, heading="BIỂU 1", table={**table, "rows": new}),))
    found = compare(document_of(old), document_of(changed))
    (made,) = applied(old, found.changes).nodes
    assert made.table is not None
    assert made.table["rows"] == [rows[0], ["1", "Nam giới", number("men", "640")], rows[2]]
    assert made.table["bold"] == [0]
    assert (made.heading, made.text) == ("BIỂU 1", "@phu_luc")
