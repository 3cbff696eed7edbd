"""Copy and paste: structure inside the program, clean nodes from anywhere else."""

from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from app.domain import fields
from app.domain.paper_content import TaskContent
from app.ui.editor.html_text import html_to_text
from tests.ui.editor.texts import at, editor_of, select, shown

WORD = """<html><head><style>p {color: red}</style></head><body>
<p class=MsoNormal><b><span style='font-size:14pt'>2. N&#7897;i dung:</span></b></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp;
</span></span><![endif]>Tuyên truyền<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>-<span>&nbsp;
</span></span><![endif]>Tập&nbsp;huấn cho <i>cán bộ</i></p>
</body></html>"""


def mime(text: str = "", html: str = "") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


def test_whole_nodes_keep_structure_tasks_and_numbers(qtbot: QtBot) -> None:
    bound = fields.bind("people.total", "45")
    editor = editor_of(qtbot, "I Một", f"  1 [Hai:] có {bound} người", "    - Ba", "I Bốn")
    editor.set_task(2, TaskContent(lead="Trạm Y tế", all_year=True))
    select(editor, (1, 0), (2, 2))
    copied = editor.createMimeDataFromSelection()
    assert copied.text() == "1. Hai: có 45 người\n- Ba"
    at(editor, 3, -1)
    editor.insertFromMimeData(copied)
    assert shown(editor)[3:] == ["II. Bốn", f"  1. [Hai:]có {bound} người", "    - Ba"]
    assert editor.nodes()[5].task == TaskContent(lead="Trạm Y tế", all_year=True)
    assert len({node.key for node in editor.nodes()}) == 6


def test_cut_nodes_keep_their_identity_where_they_are_pasted(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "1 Một", "1 Hai", "1 Ba", "1 Bốn")
    keys = [node.key for node in editor.nodes()]
    select(editor, (1, 0), (2, 2))
    copied = editor.createMimeDataFromSelection()
    editor.remove_selected()
    at(editor, 2, -1)
    editor.insertFromMimeData(copied)
    assert shown(editor) == ["1. Một", "2. Bốn", "3. Hai", "4. Ba"]
    assert [node.key for node in editor.nodes()][3] == keys[2]


def test_part_of_a_sentence_goes_into_the_sentence(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Tập huấn cán bộ", "- Cho")
    select(editor, (0, 9), (0, 16))
    copied = editor.createMimeDataFromSelection()
    at(editor, 1, -1)
    editor.insertFromMimeData(copied)
    assert shown(editor)[1] == "- Chocán bộ"


def test_word_becomes_clean_nodes_in_one_step(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "I [NHIỆM VỤ]", "  1 Một")
    at(editor, 1, -1)
    editor.insertFromMimeData(mime(html=WORD))
    assert shown(editor) == [
        "I. [NHIỆM VỤ]",
        "  1. Một",
        "  2. [Nội dung:]",
        "    - Tuyên truyền",
        "    - Tập huấn cho cán bộ",
    ]
    editor.undo()
    assert shown(editor) == ["I. [NHIỆM VỤ]", "  1. Một"]


def test_plain_lines_and_markdown_become_nodes(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "_ ")
    editor.insertFromMimeData(mime("## I. MỤC TIÊU\n\n1. **Mục tiêu chung**\n\n- Một\n- Hai\n"))
    assert shown(editor) == ["I. [MỤC TIÊU]", "  1. [Mục tiêu chung]", "    - Một", "    - Hai"]


def test_one_line_goes_into_the_sentence_without_dress(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Cho")
    at(editor, 0, -1)
    editor.insertFromMimeData(mime(html="<p> <b>cán\u00a0bộ</b></p>"))
    assert shown(editor) == ["- Chocán bộ"]
    assert not editor.nodes()[0].heading


def test_pasting_into_the_middle_keeps_both_halves(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Đầu cuối")
    at(editor, 0, 4)
    editor.insertFromMimeData(mime("- Một\n- Hai"))
    assert shown(editor) == ["- Đầu", "- Một", "- Hai", "- cuối"]


def test_no_word_is_lost_when_recipients_are_pasted(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "_ ")
    editor.insertFromMimeData(mime("KẾ HOẠCH\nNăm 2026\nNơi nhận:\n- Như trên;\n- Lưu: VT."))
    words = " ".join(shown(editor))
    for word in ("KẾ HOẠCH", "Năm 2026", "Nơi nhận:", "Như trên;", "Lưu: VT."):
        assert word in words


def test_web_lists_and_tables_keep_their_signs() -> None:
    html = "<ul><li>Một<ul><li>Con</li></ul></li></ul><ol start=3><li>Ba</li></ol>"
    assert html_to_text(html) == "- Một\n\n+ Con\n\n3. Ba"
    row = "<table><tr><td>STT</td><td><p>Tên</p></td></tr></table>"
    assert html_to_text(row) == "| STT | Tên |"
    assert html_to_text("<p>A&nbsp;&amp;<!-- x -->B<script>x()</script></p>") == "A &B"


def test_a_line_that_is_no_task_after_all_still_comes_in(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "_ ")
    editor.insertFromMimeData(mime("- Một\n> Chủ trì: | Thời gian: bao giờ"))
    words = " ".join(shown(editor))
    assert "Một" in words
    assert "Chủ trì" in words


def test_far_too_much_is_refused_with_a_sentence(qtbot: QtBot) -> None:
    editor = editor_of(qtbot, "- Một")
    with qtbot.waitSignal(editor.refused) as refused:
        editor.insertFromMimeData(mime("dòng chữ\n" * 400_000))
    assert "dài hơn mọi văn bản" in refused.args[0]
    assert shown(editor) == ["- Một"]
