"""Places of findings in the officer's words."""

from dataclasses import replace

import pytest

from app.documents.blocks import Node
from app.documents.check.places import Places
from app.domain.numbering import Mark
from tests.documents.check.right_papers import DECISION, PLAN, WITH_ANNEX, key


def node(mark: Mark, number: int, *children: Node) -> Node:
    return Node(mark=mark, heading="Tên", key=key(number), children=children)


DEEP = replace(
    PLAN,
    nodes=(
        node(
            Mark.PART,
            50,
            node(Mark.CHAPTER, 51, node(Mark.SECTION, 52, node(Mark.ARTICLE, 53))),
        ),
        node(
            Mark.PART,
            54,
            node(
                Mark.CHAPTER,
                55,
                node(Mark.ARTICLE, 56, node(Mark.ARABIC, 57, node(Mark.LETTER, 58))),
            ),
        ),
        node(
            Mark.ROMAN,
            59,
            node(
                Mark.ARABIC,
                60,
                node(Mark.DECIMAL, 61, node(Mark.DASH, 62), node(Mark.DASH, 63)),
                node(Mark.LETTER, 64, node(Mark.DASH, 65, node(Mark.PLUS, 66))),
            ),
        ),
        node(Mark.ARABIC, 67),
        node(Mark.NONE, 68),
    ),
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (50, "Phần I"),
        (51, "Phần I, Chương I"),
        (52, "Phần I, Chương I, Mục 1"),
        (53, "Điều 1"),
        (55, "Phần II, Chương II"),
        (57, "Điều 2, khoản 1"),
        (58, "Điều 2, khoản 1, điểm a"),
        (59, "Mục I"),
        (60, "Mục I.1"),
        (61, "Mục I.1.1"),
        (63, "Mục I.1.1, gạch đầu dòng 2"),
        (64, "Mục I.1, điểm a"),
        (66, "Mục I.1, điểm a, gạch đầu dòng 1, dấu cộng 1"),
        (67, "Mục 1"),
        (68, "Đoạn 1"),
    ],
)
def test_places_in_the_body(number: int, words: str) -> None:
    assert Places(DEEP).words(key(number)) == words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("bases:1", "Căn cứ thứ 2"),
        ("bases", "Căn cứ"),
        ("recipients:0", "Nơi nhận, dòng 1"),
        ("signature_lines:2", "Chức vụ người ký, dòng 3"),
        ("title", "Trích yếu"),
        ("doan:12", "Đoạn 12"),
        ("left_overs", "Chỗ còn sót của năm trước"),
        ("không có", ""),
        (key(99), ""),
    ],
)
def test_places_around_the_body(where: str, words: str) -> None:
    assert Places(DECISION).words(where) == words


def test_annexes_are_named_by_their_numbers() -> None:
    places = Places(WITH_ANNEX)
    assert places.words(key(20)) == "Phụ lục I"
    assert places.words(key(22)) == "Phụ lục II, đoạn 1"
    alone = replace(WITH_ANNEX, annexes=WITH_ANNEX.annexes[1:])
    assert Places(alone).words(key(21)) == "Phụ lục"
