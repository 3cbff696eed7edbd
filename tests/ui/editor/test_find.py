"""Find and replace without diacritics."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain import fields
from app.ui.editor.find_bar import FindBar
from app.ui.editor.folded_find import find_all
from app.ui.editor.outline_edit import OutlineEdit
from tests.ui.editor.texts import at, editor_of, shown


def bar_of(qtbot: QtBot, editor: OutlineEdit) -> FindBar:
    bar = FindBar(editor)
    qtbot.addWidget(bar)
    bar.open_with("", may_replace=True)
    return bar


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Bình đẳng giới", "binh dang", ["Bình đẳng"]),
        ("ĐIỀU TRA", "điều tra", ["ĐIỀU TRA"]),
        ("hoà, hòa, hoa", "hoa", ["hoà", "hòa", "hoa"]),
        ("e\u0302\u0301 x", "ế", ["e\u0302\u0301"]),
        ("Trạm\u00a0Y tế", "tram y te", ["Trạm\u00a0Y tế"]),
        ("abc", "", []),
    ],
)
def test_words_are_found_without_diacritics(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, wanted)] == found


def test_exact_search_wants_the_same_diacritics() -> None:
    text = "bạn, bàn, Ban, BAN"
    assert [text[a:b] for a, b in find_all(text, "ban", exact=True)] == ["Ban", "BAN"]


def test_next_and_previous_go_round(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Phụ nữ", "- và phụ nữ, PHU NU")
    bar = bar_of(qtbot, editor)
    at(editor, 0, 0)
    bar.wanted.setText("phu nu")
    assert bar.count.text() == "3 chỗ"
    seen = []
    for _ in range(4):
        assert bar.search()
        seen.append(editor.textCursor().selectedText())
    assert seen == ["Phụ nữ", "phụ nữ", "PHU NU", "Phụ nữ"]
    bar.search(back=True)
    assert editor.textCursor().selectedText() == "PHU NU"


def test_replace_all_is_one_step_and_counts(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 [Huyện Mẫu:] huyen Mẫu", "  - Của HUYỆN")
    bar = bar_of(qtbot, editor)
    bar.wanted.setText("huyen")
    bar.instead.setText("xã")
    assert bar.replace_every() == 3
    assert bar.count.text() == "Đã thay 3 chỗ"
    assert shown(editor) == ["1. [xã Mẫu:]xã Mẫu", "  - Của xã"]
    editor.undo()
    assert shown(editor) == ["1. [Huyện Mẫu:]huyen Mẫu", "  - Của HUYỆN"]


def test_bound_numbers_are_never_replaced(qtbot: QtBot) -> None:
    bound = fields.bind("people.total", "45")
    editor = editor_of(qtbot, f"- Có {bound} người, 45 nữ")
    bar = bar_of(qtbot, editor)
    bar.wanted.setText("45")
    bar.instead.setText("46")
    assert bar.replace_every() == 1
    assert editor.nodes()[0].text == f"Có {bound} người, 46 nữ"


def test_replace_takes_one_place_and_goes_on(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- một hai một")
    bar = bar_of(qtbot, editor)
    at(editor, 0, 0)
    bar.wanted.setText("một")
    bar.instead.setText("ba")
    bar.search()
    bar.replace_one()
    assert shown(editor) == ["- ba hai một"]
    assert editor.textCursor().selectedText() == "một"
