"""The findings beside the text: live while typing, gone to, mended, let stand, taken up again."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.numbering import Mark
from app.domain.paper_content import LeftOver, NodeContent
from app.domain.papers import PaperState
from app.errors import DataFileError
from app.queries.office import list_signers
from app.queries.papers import get_paper
from app.queries.waivers import list_waivers
from app.services.office import SetUpOffice, SignerDraft, save_signers
from app.ui.context import UiContext
from app.ui.editor.entries import Entry, Kind
from app.ui.editor.paper_page import PaperPage
from tests.ui.conftest import Door
from tests.ui.editor.papers import NODES, keep_plan, open_plan
from tests.ui.editor.texts import at, write
from tests.ui.keys import type_text

DOUBLED = "Tổ chức tổ chức lễ phát động."
BLANK = NodeContent(depth=1, mark=Mark.ARABIC, text="Có [điền: số] người dự.")
TABLE = {
    "columns": [["Nội dung", 2.0, "left"], ["Số người", 1.0, "left"]],
    "rows": [["Hội nghị , tập huấn", "30"]],
    "groups": [],
    "total": [],
}


def plan_of(context: UiContext, *texts: str, last: str = "Tập huấn cho cán bộ./.") -> UUID:
    nodes = [NODES[0]]
    nodes += [NodeContent(depth=1, mark=Mark.ARABIC, text=text) for text in (*texts, last)]
    return keep_plan(context, nodes=tuple(nodes))


def opened(qtbot: QtBot, context: UiContext, paper_id: UUID) -> PaperPage:
    page = open_plan(qtbot, context, paper_id)
    qtbot.waitUntil(lambda: page.looking.checked is not None)
    return page


def entries(page: PaperPage, rule: str) -> list[Entry]:
    return [one for one in page.looking.entries if one.finding and one.finding.rule == rule]


def the(page: PaperPage, rule: str) -> Entry:
    [entry] = entries(page, rule)
    page.looking.list.stand_on(entry)
    return entry


def lines(page: PaperPage) -> list[str]:
    return page.view.editor.toPlainText().splitlines()


def listed(page: PaperPage) -> list[str]:
    shown = page.looking.list.list
    return [shown.item(row).text() for row in range(shown.count())]


def underlined(page: PaperPage, number: int) -> str:
    """The words of a block that stand over a wave."""
    block = page.view.editor.document().findBlockByNumber(number)
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return "".join(
        block.text()[one.start : one.start + one.length]
        for one in block.layout().formats()
        if one.format.underlineStyle() == wave
    )


def test_a_mistake_is_found_while_typing_and_goes_when_it_is_mended(
    qtbot: QtBot, context: UiContext
) -> None:
    page = opened(qtbot, context, plan_of(context, "Lễ phát động."))
    assert not entries(page, "doubled_word")
    at(page.view.editor, 1, 0)
    type_text(page.view.editor, "Tổ chức tổ chức ")
    qtbot.waitUntil(lambda: bool(entries(page, "doubled_word")))
    assert page.keeper.dirty, "found in what is typed, before it is kept"
    [entry] = entries(page, "doubled_word")
    assert entry.place == "Mục I.1"
    assert "nên xem" in page.view.strip.summary.text()
    assert entry.message in page.view.strip.hint.text()
    assert underlined(page, 1) == entry.finding.quote
    for _ in range(len("tổ chức ")):
        write(page.view.editor, "\b")
    qtbot.waitUntil(lambda: not entries(page, "doubled_word"))
    assert underlined(page, 1) == ""


def test_a_mend_of_the_text_is_one_step_back(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, DOUBLED))
    entry = the(page, "doubled_word")
    assert entry.fix.startswith("Sửa thành: “")
    assert entry.fix in listed(page)[page.looking.list.list.currentRow()]
    page.looking.list.mend.click()
    assert lines(page)[1] == "Tổ chức lễ phát động."
    assert not entries(page, "doubled_word")
    page.view.editor.undo()
    assert lines(page)[1] == DOUBLED
    qtbot.waitUntil(lambda: bool(entries(page, "doubled_word")))
    assert page.leave()


def test_mends_of_head_bases_and_tables(qtbot: QtBot, context: UiContext) -> None:
    last = replace(NODES[2], text="Bảng kèm theo./.", table=TABLE)
    page = opened(qtbot, context, keep_plan(context, nodes=(*NODES[:2], last)))
    undone: list[object] = []
    context.status.undo_offered.connect(lambda _words, undo: undone.append(undo))
    page.view.head.top.control("title").show_value(("Thực hiện công tác bình đẳng giới .",))
    page.view.head.bases.list.item(0).setText(
        "căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;"
    )
    page.looking.live.now()
    for rule in ("title_end", "base_start"):
        the(page, rule)
        page.looking.list.mend.click()
        assert not entries(page, rule)
    spaced = next(one for one in entries(page, "spacing") if one.finding.where == str(last.key))
    page.looking.list.stand_on(spaced)
    page.looking.list.mend.click()
    head, nodes = page.view.typed().head, page.view.typed().nodes
    assert head.title[0].rstrip() == "Thực hiện công tác bình đẳng giới"
    assert head.bases[0].startswith("Căn cứ Luật")
    assert nodes[2].table["rows"][0][0] == "Hội nghị, tập huấn"
    page.view.editor.undo()
    assert page.view.typed().nodes[2].table == TABLE
    undone[0]()
    assert page.view.typed().head == head, "the head has changed since: left alone"


def test_a_mend_of_the_head_is_taken_back_from_the_status_line(
    qtbot: QtBot, context: UiContext
) -> None:
    page = opened(qtbot, context, keep_plan(context))
    undone: list[object] = []
    context.status.undo_offered.connect(lambda _words, undo: undone.append(undo))
    page.view.head.top.control("title").show_value(("Thực hiện bình đẳng giới năm 2027.",))
    page.looking.live.now()
    the(page, "title_end")
    page.looking.list.mend.click()
    assert page.view.typed().head.title == ("Thực hiện bình đẳng giới năm 2027",)
    undone[0]()
    assert page.view.typed().head.title == ("Thực hiện bình đẳng giới năm 2027.",)
    assert page.leave()
    kept = context.db.read(get_paper, page.row.paper_id).content.head
    assert kept.title == ("Thực hiện bình đẳng giới năm 2027.",)


def test_all_mends_at_once_are_shown_before_and_are_one_step(
    qtbot: QtBot, context: UiContext
) -> None:
    texts = ("Mở lớp , mời cán bộ.", "Lập danh sách , gửi xã.", DOUBLED)
    page = opened(qtbot, context, plan_of(context, *texts))
    page.looking.list.stand_on(entries(page, "spacing")[0])
    page.looking.list.mend_all.click()
    box = page.looking.list.several
    shown = [box.list.item(row).text() for row in range(box.list.count())]
    assert shown == ["Mục I.1: “lớp , mời” → “lớp, mời”", "Mục I.2: “sách , gửi” → “sách, gửi”"]
    box.scope.setCurrentIndex(box.scope.count() - 1)
    box.scope.activated.emit(box.scope.currentIndex())
    assert box.list.count() == 3
    box.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert box.mend.text() == "Sửa 2 chỗ"
    box.mend.click()
    left = [text for text in texts if text in lines(page)]
    assert len(left) == 1
    page.view.editor.undo()
    assert tuple(lines(page)[1:4]) == texts


def test_the_safe_mends_change_no_letter(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, "Mở lớp , mời cán bộ.", DOUBLED))
    page.looking.list.stand_on(entries(page, "doubled_word")[0])
    page.looking.list.mend_all.click()
    box = page.looking.list.several
    box.scope.show_value("safe")
    box.scope.activated.emit(box.scope.currentIndex())
    box.mend.click()
    assert lines(page)[1:3] == ["Mở lớp, mời cán bộ.", DOUBLED]


def test_letting_stand_needs_a_reason_and_survives_reopening(
    qtbot: QtBot, context: UiContext
) -> None:
    paper_id = plan_of(context, DOUBLED)
    page = opened(qtbot, context, paper_id)
    panel = page.looking.list
    the(page, "doubled_word")
    panel.waive.click()
    panel.reason.let_stand.click()
    assert panel.reason.error.isVisibleTo(panel)
    type_text(panel.reason.reason, "Tên riêng của lễ")
    panel.reason.let_stand.click()
    assert "1 đã bỏ qua" in page.view.strip.summary.text()
    assert underlined(page, 1) == ""
    assert page.leave()

    again = opened(qtbot, context, paper_id)
    panel = again.looking.list
    panel.sieve.show_value("WAIVED")
    panel.sieve.activated.emit(panel.sieve.currentIndex())
    [group, shown] = listed(again)
    assert group == "Đã bỏ qua (1)"
    [waiver] = context.db.read(list_waivers, paper_id)
    assert f"Lý do: Tên riêng của lễ (ngày {waiver.given_at.astimezone():%d/%m/%Y})" in shown
    with qtbot.waitSignal(context.status.undo_offered) as offered:
        panel.withdraw.click()
    assert context.db.read(list_waivers, paper_id) == []
    offered.args[1]()
    assert [one.reason for one in context.db.read(list_waivers, paper_id)] == ["Tên riêng của lễ"]
    panel.withdraw.click()
    assert [one.kind for one in entries(again, "doubled_word")] == [Kind.WARN]
    assert panel.nothing.text() == "Không có chỗ nào thuộc loại này."


def test_what_may_not_be_let_stand_offers_no_such_button(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, keep_plan(context, nodes=(*NODES[:1], BLANK, NODES[2])))
    the(page, "blank")
    assert page.looking.list.waive.isHidden()
    assert not page.looking.list.mend.isVisibleTo(page.looking.list)


def test_the_list_is_narrowed_by_family(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, DOUBLED, last="Hết"))
    panel = page.looking.list
    panel.sieve.show_value("FORM")
    panel.sieve.activated.emit(panel.sieve.currentIndex())
    form = "\n".join(listed(page))
    panel.sieve.show_value("WORDS")
    panel.sieve.activated.emit(panel.sieve.currentIndex())
    words = "\n".join(listed(page))
    [end], [doubled] = entries(page, "end_mark"), entries(page, "doubled_word")
    assert end.message in form
    assert end.message not in words
    assert doubled.message in words
    assert doubled.message not in form


def test_f8_goes_through_the_paper_and_round(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, "Mở lớp , mời.", DOUBLED))
    with qtbot.waitActive(page):
        page.activateWindow()
    at(page.view.editor, 0, 0)
    page.view.editor.setFocus()
    stood: list[tuple[int, str]] = []
    for _ in range(len(page.looking.entries)):
        QTest.keyClick(page.view.editor, Qt.Key.Key_F8)
        cursor = page.view.editor.textCursor()
        stood.append((cursor.blockNumber(), cursor.selectedText()))
    assert (1, " ,") in stood or any(block == 1 for block, _words in stood)
    assert stood.index(next(one for one in stood if one[0] == 1)) < stood.index(
        next(one for one in stood if one[0] == 2)
    )
    first = page.looking.list.current()
    QTest.keyClick(page.view.editor, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.view.editor, Qt.Key.Key_F8)
    assert page.looking.list.current() == first


def test_mending_and_letting_stand_by_keys(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, DOUBLED))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.view.editor.setFocus()
    entry = the(page, "doubled_word")
    QTest.keyClick(page.view.editor, Qt.Key.Key_F8, Qt.KeyboardModifier.AltModifier)
    assert page.looking.list.reason.isVisible()
    assert page.back()
    assert not page.looking.list.reason.isVisible()
    page.looking.list.stand_on(entry)
    page.view.editor.setFocus()
    QTest.keyClick(page.view.editor, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert lines(page)[1] == "Tổ chức lễ phát động."


def test_the_margin_and_the_words_tell_what_is_found(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, plan_of(context, DOUBLED))
    editor = page.view.editor
    [entry] = entries(page, "doubled_word")
    shown = page.looking._flaws
    editor.go_to(1)
    beside = editor.cursorRect().center()
    beside.setX(3)
    assert shown.at_point(beside) == [entry]
    editor.go_to(1, DOUBLED.index("lễ"), DOUBLED.index("lễ"))
    assert shown.at_point(editor.cursorRect().center()) == []
    start = DOUBLED.index(entry.finding.quote) + 2
    editor.go_to(1, start, start)
    assert shown.at_point(editor.cursorRect().center()) == [entry]


def test_nothing_to_mend_is_said(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> None:
    page = opened(qtbot, context, keep_plan(context))
    for entry in [one for one in page.looking.entries if one.kind is Kind.WARN]:
        page.looking.waive(entry, "Đúng")
    assert page.looking.list.nothing.isVisibleTo(page.looking.list)
    assert page.looking.list.nothing.text() == "Không thấy chỗ nào phải sửa."
    assert page.view.strip.summary.text().startswith("Không thấy chỗ nào phải sửa")


def test_left_overs_are_gone_to_and_confirmed(qtbot: QtBot, context: UiContext) -> None:
    left_over = LeftOver(where="I.2: Tập huấn cho cán bộ./.", found="cán bộ", why="Tên cũ?")
    page = opened(qtbot, context, keep_plan(context, left_overs=(left_over,)))
    assert "1 chỗ của năm trước cần xác nhận" in page.view.strip.summary.text()
    page.view.strip.summary.click()
    panel = page.looking.list
    old = next(entry for entry in page.looking.entries if entry.kind is Kind.OLD)
    panel.stand_on(old)
    assert not panel.waive.isVisibleTo(panel)
    panel.go.click()
    assert page.view.editor.textCursor().selectedText() == "cán bộ"
    panel.seen.click()
    assert all(entry.kind is not Kind.OLD for entry in page.looking.entries)
    assert page.row.left_overs == ()
    at(page.view.editor, 1, 0)
    write(page.view.editor, "x")
    assert page.leave()


def test_checking_brings_the_list_and_marks_a_clean_paper(qtbot: QtBot, context: UiContext) -> None:
    nodes = (NODES[0], replace(BLANK, text="Theo [điền: số] của tỉnh"))
    page = opened(qtbot, context, keep_plan(context, nodes=nodes))
    page.header.check.click()
    panel = page.looking.list
    assert panel.isVisible()
    assert page.row.state is PaperState.DRAFT
    the(page, "blank")
    panel.go.click()
    assert page.view.editor.textCursor().selectedText() == "[điền: số]"
    write(page.view.editor, "k")
    qtbot.waitUntil(lambda: not entries(page, "blank"))
    the(page, "end_mark")
    panel.mend.click()
    assert lines(page)[1] == "Theo k của tỉnh./."
    page.header.check.click()
    assert page.row.state is PaperState.CHECKED


def test_the_issue_is_refused_with_its_list_and_then_made(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    doubled = NodeContent(depth=1, mark=Mark.ARABIC, text=DOUBLED)
    page = opened(qtbot, context, keep_plan(context, nodes=(NODES[0], doubled, BLANK, NODES[2])))
    page.looking.waive(entries(page, "doubled_word")[0], "Tên của lễ")
    page.header.issue.click()
    panel = page.issuing.panel
    panel.form.show_values({"number": "12", "day": date(2027, 1, 5)})
    shown = panel.findings.list
    rows = [shown.item(row).text() for row in range(shown.count())]
    assert rows[0] == "Phải sửa trước khi ban hành (1)"
    assert "[điền: số]" in rows[1]
    assert rows[2] == "Đã bỏ qua, đi kèm cùng lý do (1)"
    assert "Lý do: Tên của lễ" in rows[3]
    panel.issue.click()
    assert "[điền: số]" in panel.error.words.text()
    assert page.row.state is not PaperState.ISSUED
    shown.itemClicked.emit(shown.item(1))
    assert page.view.editor.textCursor().selectedText() == "[điền: số]"
    write(page.view.editor, "9")
    qtbot.waitUntil(lambda: "Không có chỗ nào phải sửa" in panel.findings.state.words.text())
    panel.issue.click()
    assert page.row.state is PaperState.ISSUED
    assert not page.view.strip.isVisible()
    assert page.looking.entries == []
    assert page.looking.list.nothing.text() == "Văn bản đã ban hành, không kiểm tra nữa."


def test_the_signer_typed_in_the_panel_counts(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = opened(qtbot, context, keep_plan(context))
    page.view.head.bottom.control("signer_name").show_value("")
    page.looking.live.now()
    page.header.issue.click()
    panel = page.issuing.panel
    assert "Chưa ban hành được: còn 1 chỗ phải sửa" in panel.findings.state.words.text()
    panel.form.show_values({"number": "12", "day": date(2027, 1, 5)})
    type_text(panel.form.control("signer_name"), "Trần Thị Mẫu")
    qtbot.waitUntil(lambda: "Không có chỗ nào" in panel.findings.state.words.text())
    page.issuing.close()
    qtbot.waitUntil(lambda: bool(entries(page, "signer_missing")))


@pytest.mark.parametrize("words", ["lễ", "[điền"])
def test_a_mend_whose_words_have_gone_changes_nothing(
    qtbot: QtBot, context: UiContext, words: str, door: Door
) -> None:
    said: list[str] = []
    context.status.said.connect(said.append)
    page = opened(qtbot, context, plan_of(context, DOUBLED))
    [entry] = entries(page, "doubled_word")
    page.view.editor.go_to(1, 0, len(DOUBLED))
    write(page.view.editor, words)
    page.looking.mend(entry)
    assert lines(page)[1] == words
    assert said[-1].startswith("Chỗ này không còn như khi kiểm tra")
    assert door.shown == []


def test_mending_the_head_leaves_the_list_in_front(qtbot: QtBot, context: UiContext) -> None:
    page = opened(qtbot, context, keep_plan(context))
    page.view.head.top.control("title").show_value(("Thực hiện bình đẳng giới năm 2027.",))
    page.view.strip.summary.click()
    page.looking.live.now()
    the(page, "title_end")
    page.looking.list.mend.click()
    assert page.looking.list.isVisible()


def test_a_check_that_cannot_be_made_is_said(
    qtbot: QtBot, context: UiContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise DataFileError("Danh mục kèm chương trình bị hỏng.")

    with monkeypatch.context() as damaged:
        damaged.setattr("app.workflows.checks.load_facts", broken)
        page = open_plan(qtbot, context, keep_plan(context))
        assert page.view.strip.summary.text() == "Chưa kiểm tra được"
        assert page.view.strip.hint.text() == "Danh mục kèm chương trình bị hỏng."
        write(page.view.editor, "x")
        page.header.check.click()
        assert page.row.state is PaperState.DRAFT
    assert page.leave()


def test_a_new_signer_of_the_office_is_known_at_once(
    qtbot: QtBot, context: UiContext, office: SetUpOffice
) -> None:
    page = opened(qtbot, context, keep_plan(context))
    page.view.head.bottom.control("signer_name").show_value("Lê Thị Mẫu")
    page.looking.live.now()
    assert entries(page, "left_signer")
    kept = context.db.read(list_signers)
    signers = [SignerDraft(form_code=one.form_code, lines=one.lines, name=one.name) for one in kept]
    signers.append(replace(signers[0], name="Lê Thị Mẫu"))
    context.db.write(save_signers, signers)
    qtbot.waitUntil(lambda: not entries(page, "left_signer"))
