"""What other kinds of paper need: their fields, their marks, footnotes, the mark of a draft."""

from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent
from app.queries.papers import get_paper
from app.services.issue import IssuePaper, issue_paper
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.editor.outline_edit import OutlineEdit
from app.ui.editor.paper_page import PaperPage
from app.workflows.other_papers import NewPaper, new_paper_from_template
from app.workflows.papers import export_paper
from tests.ui.editor.papers import keep_plan, open_plan
from tests.ui.editor.texts import at, write


@pytest.fixture
def decision(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> PaperPage:
    return opened(qtbot, context, "decision_committee")


def opened(qtbot: QtBot, context: UiContext, template: str) -> PaperPage:
    command = NewPaper(template_code=template, year=2027)
    return open_plan(qtbot, context, new_paper_from_template(context.db, command))


def kept(page: PaperPage) -> PaperContent:
    assert page.keep()
    assert page.row is not None
    return page.context.db.read(get_paper, page.row.paper_id).content


def printed(page: PaperPage, folder: Path) -> list[str]:
    """The words of each page of the PDF."""
    assert page.row is not None
    path = folder / "in.pdf"
    export_paper(page.context.db, page.row.paper_id, path)
    with pdfplumber.open(path) as pdf:
        return [sheet.extract_text() for sheet in pdf.pages]


def seen(page: PaperPage) -> set[str]:
    fields = page.view.head.form_fields
    page.view.show_side(page.view.head)
    return {
        name
        for form in (fields.own, fields.extra)
        for name, box in form.boxes.items()
        if box.isVisible()
    }


def test_each_kind_shows_the_fields_it_needs(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    assert seen(opened(qtbot, context, "decision_committee")) >= {"authority", "resolution"}
    assert seen(opened(qtbot, context, "minutes_committee")) >= {"second_lines", "second_name"}
    assert seen(open_plan(qtbot, context, keep_plan(context))) == set()


def test_marks_of_every_kind_are_behind_one_button(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.show_side(page.view.head)
    page.view.head.form_fields.fold.click()
    assert seen(page) == {"urgency", "circulation", "drafter", "contact"}


def test_fields_are_kept_and_printed(
    qtbot: QtBot, context: UiContext, decision: PaperPage, tmp_path: Path
) -> None:
    fields = decision.view.head.form_fields
    fields.fold.setChecked(True)
    fields.own.control("authority").show_value("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU")
    fields.extra.control("urgency").show_value("HỎA TỐC")
    fields.extra.control("circulation").show_value("LƯU HÀNH NỘI BỘ")
    fields.extra.control("contact").show_value(("Số 1, thôn Mẫu", "Điện thoại: 0000"))
    form = kept(decision).head.form
    assert form.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU"
    assert (form.urgency, form.circulation) == ("HỎA TỐC", "LƯU HÀNH NỘI BỘ")
    assert form.contact == ("Số 1, thôn Mẫu", "Điện thoại: 0000")
    first = printed(decision, tmp_path)[0]
    for words in ("HỎA TỐC", "LƯU HÀNH NỘI BỘ", "Điện thoại: 0000", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ"):
        assert words in first


def test_the_left_signer_of_minutes(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, tmp_path: Path
) -> None:
    page = opened(qtbot, context, "minutes_committee")
    own = page.view.head.form_fields.own
    own.control("second_lines").show_value(("NGƯỜI GHI BIÊN BẢN",))
    own.control("second_name").show_value("Lê Thị Mẫu")
    form = kept(page).head.form
    assert (form.second_lines, form.second_name) == (("NGƯỜI GHI BIÊN BẢN",), "Lê Thị Mẫu")
    last = printed(page, tmp_path)[-1]
    assert "NGƯỜI GHI BIÊN BẢN" in last
    assert "Lê Thị Mẫu" in last


def test_resolution_and_drafter_are_kept_and_printed(decision: PaperPage, tmp_path: Path) -> None:
    fields = decision.view.head.form_fields
    fields.own.control("resolution").show_value("QUYẾT NGHỊ:")
    fields.extra.control("drafter").show_value("NTM.15")
    form = kept(decision).head.form
    assert (form.resolution, form.drafter) == ("QUYẾT NGHỊ:", "NTM.15")
    sheets = printed(decision, tmp_path)
    assert "QUYẾT NGHỊ:" in sheets[0]
    assert "NTM.15" in sheets[-1]


def test_what_is_taken_out_of_a_field_is_gone_and_comes_back(decision: PaperPage) -> None:
    box = decision.view.head.form_fields.own.control("authority")
    assert isinstance(box, QLineEdit)
    before = kept(decision).head.form.authority
    assert before
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert not kept(decision).head.form.authority
    box.undo()
    assert kept(decision).head.form.authority == before


def test_fields_and_marks_follow_the_name_of_the_kind(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    name = page.view.head.top.control("type_name")
    assert page.view.tools.mark.itemText(0) == "I.  Mục lớn"
    name.show_value("QUYẾT ĐỊN")
    assert seen(page) == set()
    name.show_value("QUYẾT ĐỊNH")
    assert seen(page) == {"authority", "resolution"}
    assert page.view.tools.mark.itemText(0) == "Phần I"
    assert page.view.tools.mark.currentText() == "I.  Mục lớn"
    page.view.head.form_fields.own.control("authority").show_value("CHỦ TỊCH")
    name.show_value("KẾ HOẠCH")
    assert seen(page) == {"authority"}
    assert page.view.tools.mark.itemText(0) == "I.  Mục lớn"


def test_the_marks_of_a_decision_come_first(decision: PaperPage) -> None:
    mark = decision.view.tools.mark
    words = [mark.itemText(row) for row in range(mark.count())]
    assert words[:5] == ["Phần I", "Chương I", "Mục 1", "Tiểu mục 1", "Điều 1."]
    assert len(words) == len(set(words)) == len(Mark)


def test_tab_puts_sections_and_articles_under_their_chapter(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    nodes = (
        NodeContent(depth=0, mark=Mark.CHAPTER, heading="QUY ĐỊNH CHUNG"),
        NodeContent(depth=0, mark=Mark.SECTION, heading="PHẠM VI"),
        NodeContent(depth=1, mark=Mark.ARTICLE, text="Phạm vi."),
        NodeContent(depth=1, mark=Mark.ARTICLE, text="Đối tượng."),
    )
    page = open_plan(qtbot, context, keep_plan(context, nodes=nodes))
    editor = page.view.editor
    at(editor, 1, 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert [node.depth for node in editor.nodes()] == [0, 1, 2, 2]
    assert editor.marks.texts() == ["Chương I", "Mục 1", "Điều 1.", "Điều 2."]
    at(editor, 3, 0)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.marks.texts() == ["Chương I", "Mục 1", "Điều 1.", "1."]
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.marks.texts() == ["Chương I", "Mục 1", "Điều 1.", "Điều 2."]


@pytest.mark.parametrize("mark", list(Mark))
def test_a_mark_has_room_before_its_words(qtbot: QtBot, look: None, mark: Mark) -> None:
    """ "Điều 3." stood under the sign of its finding."""
    editor = OutlineEdit()
    qtbot.addWidget(editor)
    editor.set_nodes([NodeContent(depth=0, mark=mark, text="Chữ") for _ in range(3)])
    document = editor.document()
    font = QFont(document.defaultFont())
    font.setBold(True)
    width = QFontMetricsF(font).horizontalAdvance(editor.marks.text(2))
    assert width < document.findBlockByNumber(2).blockFormat().indent() * document.indentWidth()


def test_articles_and_chapters_are_given_by_the_tool(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    tools = page.view.tools
    at(page.view.editor, 0, 0)
    for mark, shown in ((Mark.ARTICLE, "Điều 1."), (Mark.CHAPTER, "Chương I")):
        tools.mark.show_value(mark.value)
        tools.mark.activated.emit(tools.mark.currentIndex())
        assert page.view.editor.marks.text(0) == shown
        assert tools.mark.currentText() == shown
        assert kept(page).nodes[0].mark is mark


def test_a_footnote_is_asked_for_and_stands_at_the_foot(
    qtbot: QtBot, context: UiContext, office: SetUpOffice, tmp_path: Path
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    box, editor = page.view.note_box, page.view.editor
    with qtbot.waitActive(page):
        page.activateWindow()
    at(editor, 1, len("Tổ chức lễ phát động"))
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F9)
    assert box.isVisible()
    assert not box.remove.isVisible()
    box.words.setText("Ngày 15 tháng 11 [dự kiến")
    box.write.click()
    assert not box.isVisible()
    assert kept(page).nodes[1].text == "Tổ chức lễ phát động^[Ngày 15 tháng 11 (dự kiến]."
    lines = printed(page, tmp_path)[0].splitlines()
    [body] = [line for line in lines if "Tổ chức lễ phát động" in line]
    assert "Ngày 15" not in body
    assert any("Ngày 15 tháng 11 (dự kiến" in line for line in lines[lines.index(body) + 1 :])


def test_a_footnote_is_changed_and_taken_away_where_the_cursor_stands(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    box, editor = page.view.note_box, page.view.editor
    at(editor, 2, len("Tập huấn"))
    write(editor, "^[cũ]")
    box.ask()
    assert box.words.text() == "cũ"
    box.words.setText("mới")
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    assert kept(page).nodes[2].text == "Tập huấn^[mới] cho cán bộ./."
    box.ask()
    box.remove.click()
    assert kept(page).nodes[2].text == "Tập huấn cho cán bộ./."
    editor.undo()
    assert kept(page).nodes[2].text == "Tập huấn^[mới] cho cán bộ./."


def test_escape_puts_the_footnote_line_away(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    page.view.tools.note.click()
    assert page.back()
    assert not page.view.note_box.isVisible()
    assert kept(page).nodes[1].text == "Tổ chức lễ phát động."


def test_the_outline_of_a_decision_shows_its_articles(decision: PaperPage) -> None:
    """A paper without headings had an empty outline: neither head nor foot could be gone to."""
    rows = decision.view.outline.list
    words = [rows.item(row).text() for row in range(rows.count())]
    assert words[0] == "Tên, căn cứ, nơi ban hành"
    assert words[-1] == "Nơi nhận, người ký"
    assert any(line.startswith("Điều 1. ") for line in words)


def test_a_paper_without_headings_has_head_and_foot(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    nodes = (NodeContent(depth=0, mark=Mark.NONE, text="Một câu./."),)
    page = open_plan(qtbot, context, keep_plan(context, nodes=nodes))
    assert page.view.outline.list.count() == 2


def test_the_mark_of_a_draft_is_a_choice(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = open_plan(qtbot, context, keep_plan(context))
    assert not page.header.draft.isChecked()
    assert "DỰ THẢO" not in preview_words(qtbot, page)
    page.header.draft.trigger()
    assert "DỰ THẢO" in preview_words(qtbot, page)
    assert context.preferences.choices.print_draft
    other = open_plan(qtbot, context, keep_plan(context))
    assert other.header.draft.isChecked()


def test_an_issued_paper_is_never_printed_as_a_draft(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    context.preferences.change(print_draft=True)
    paper_id = keep_plan(context)
    row = context.db.read(get_paper, paper_id)
    command = IssuePaper(
        version_id=row.version_id,
        number="12",
        day=date(2027, 1, 5),
        signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer_name="Nguyễn Văn Mẫu",
    )
    context.db.write(issue_paper, command)
    page = open_plan(qtbot, context, paper_id)
    assert not page.header.draft.isVisible()
    assert "DỰ THẢO" not in preview_words(qtbot, page)


def preview_words(qtbot: QtBot, page: PaperPage) -> str:
    with qtbot.waitSignal(page.output.preview_ready) as told:
        page.header.preview.click()
    with pdfplumber.open(told.args[1]) as pdf:
        words = str(pdf.pages[0].extract_text())
    page.show_text()
    return words
