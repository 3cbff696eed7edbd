"""Sổ theo dõi: papers made from templates, shown, filtered, opened, copied, written to Excel."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pdfplumber
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.documents.readers.templates import list_templates
from app.domain.activities import ActivityDraft
from app.domain.papers import PaperKind
from app.queries.papers import get_paper, list_papers
from app.services.activities import record_activities
from app.services.issue import IssuePaper, OpenNextVersion, issue_paper, open_next_version
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.registers.new_paper import NewPaperView
from app.ui.registers.page import RegistersPage
from app.workflows.other_papers import NewPaper, new_paper_from_template
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan
from tests.workflows.test_other_papers import filled

LEFT = Qt.MouseButton.LeftButton
YEAR = 2026


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> RegistersPage:
    made = RegistersPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def draft(context: UiContext, code: str, year: int = YEAR) -> UUID:
    return new_paper_from_template(context.db, NewPaper(template_code=code, year=year))


def issued(context: UiContext, code: str, number: str, day: date) -> UUID:
    paper_id = draft(context, code)
    filled(context.db, paper_id)
    row = context.db.read(get_paper, paper_id)
    command = IssuePaper(
        version_id=row.version_id,
        number=number,
        day=day,
        signature_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer_name="Nguyễn Văn Mẫu",
    )
    context.db.write(issue_paper, command)
    return paper_id


def dialogue(context: UiContext, day: date) -> UUID:
    draft = ActivityDraft(kind_code="doi_thoai", title="Đối thoại", starts_on=day, total=85)
    return context.db.write(record_activities, [draft])[0]


def choose_by_hand(view: NewPaperView, row: int) -> None:
    box = view.activities["minutes_dialogue"]
    box.setCurrentIndex(row)
    box.activated.emit(row)


def column(page: RegistersPage, title: str) -> list[str]:
    model = page.list.table.model
    at = [found.title for found in model.columns].index(title)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def choose(page: RegistersPage, paper_id: UUID) -> None:
    page.list.choose(paper_id)


def said(context: UiContext) -> list[str]:
    sentences: list[str] = []
    context.status.said.connect(sentences.append)
    return sentences


def pdf_words(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(sheet.extract_text() for sheet in pdf.pages)


def test_an_empty_year_says_what_to_do(page: RegistersPage) -> None:
    assert "Năm 2026 chưa có văn bản nào" in page.list.empty.text()
    assert "“Lập văn bản”" in page.list.empty.text()
    assert page.start.text() == "Lập văn bản"


def test_a_paper_is_made_by_click_opened_and_taken_back(
    qtbot: QtBot, context: UiContext, page: RegistersPage
) -> None:
    plan_id = keep_plan(context)
    ways_back = []
    context.status.undo_offered.connect(lambda _words, work: ways_back.append(work))
    qtbot.mouseClick(page.start, LEFT)
    page.new_paper.cards.button("decision_plan").click()
    page.new_paper.year.setText("2027")
    page.new_paper.year.left.emit()
    page.new_paper.plan.show_value(str(plan_id))
    qtbot.mouseClick(page.new_paper.make, LEFT)

    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)
    [row] = context.db.read(list_papers, kind=PaperKind.DECISION)
    assert (row.year, row.plan_id) == (2027, plan_id)
    assert page.paper is not None
    assert page.paper.row is not None
    assert page.paper.row.paper_id == row.paper_id
    ways_back[-1]()
    assert context.db.read(list_papers, kind=PaperKind.DECISION) == []
    assert page.stack.currentWidget() is page.list


def test_the_plans_to_choose_from_are_those_of_the_year_typed(
    context: UiContext, page: RegistersPage
) -> None:
    plan_id = keep_plan(context)
    page.begin()
    assert page.new_paper.plan.findData(str(plan_id)) < 0
    page.new_paper.year.setText("2027")
    page.new_paper.year.left.emit()
    assert page.new_paper.plan.findData(str(plan_id)) > 0


def test_the_only_dialogue_of_the_year_is_chosen_with_its_minutes(
    context: UiContext, page: RegistersPage
) -> None:
    first = dialogue(context, date(2026, 5, 8))
    dialogue(context, date(2027, 5, 8))
    dialogue(context, date(2027, 9, 8))
    view, code = page.new_paper, "minutes_dialogue"
    page.begin()
    assert view.activities[code].value() == "", "another template is chosen"

    view.cards.button(code).click()
    assert view.activities[code].value() == str(first)
    choose_by_hand(view, 0)
    assert view.activities[code].value() == "", "the officer fills it in by hand"
    view.cards.choose_first()
    choose_by_hand(view, 0)
    assert (view.cards.code, view.activities[code].value()) == (code, "")

    page.open({"new": code})
    assert view.activities[code].value() == str(first)
    view.year.setText("2027")
    view.year.left.emit()
    assert view.activities[code].value() == "", "of two the officer chooses"


def test_every_other_template_can_be_chosen_and_a_wrong_year_is_said(page: RegistersPage) -> None:
    for template in list_templates():
        if template.kind not in (PaperKind.PLAN, PaperKind.REPORT):
            page.open({"new": template.code})
            assert page.new_paper.cards.code == template.code
    page.new_paper.year.setText("năm nay")
    page.new_paper.make.click()
    assert page.new_paper.error.words.text() == "Hãy ghi năm, ví dụ 2027."


def test_the_list_shows_the_year_and_is_filtered(context: UiContext, page: RegistersPage) -> None:
    issued(context, "letter_reminder", "11", date(2026, 4, 1))
    draft(context, "minutes_committee")
    draft(context, "minutes_committee", 2025)
    assert column(page, "Loại") == ["Biên bản", "Công văn"]
    assert column(page, "Số ký hiệu") == ["", "11/UBND-VHXH"]
    assert column(page, "Ngày") == ["", "01/04/2026"]
    assert column(page, "Người ký")[1] == "Nguyễn Văn Mẫu"
    assert column(page, "Trạng thái") == ["Bản nháp", "Đã ban hành"]

    page.list.issued.show_value("issued")
    assert column(page, "Loại") == ["Công văn"]
    page.list.kind.show_value("minutes")
    assert column(page, "Loại") == []
    assert page.list.empty.text().startswith("Không có văn bản nào như vậy trong năm 2026")
    page.list.issued.show_value("written")
    assert column(page, "Loại") == ["Biên bản"]


def test_another_year_is_read(context: UiContext, page: RegistersPage) -> None:
    draft(context, "minutes_committee", 2025)
    assert column(page, "Loại") == []
    context.choose_year(2025)
    assert column(page, "Loại") == ["Biên bản"]


def test_a_row_opens_at_its_own_version(
    qtbot: QtBot, context: UiContext, page: RegistersPage
) -> None:
    paper_id = issued(context, "decision_plan", "5", date(2026, 3, 2))
    context.db.write(open_next_version, OpenNextVersion(paper_id=paper_id, reason="Sửa Điều 2"))
    assert column(page, "Trạng thái") == ["Bản nháp (bản 2)", "Đã ban hành"]
    page.list.table.view.activated.emit(page.list.table.model.index(1, 0))
    assert page.paper is not None
    assert page.paper.row is not None
    assert page.paper.row.version_number == 1
    assert page.back()
    assert page.stack.currentWidget() is page.list
    assert page.sheet.isVisible()


def test_a_plan_opens_on_its_own_page(context: UiContext, page: RegistersPage) -> None:
    asked: list[tuple[str, dict[str, object]]] = []
    context.navigate = lambda code, /, **target: asked.append((code, target))
    plan_id = keep_plan(context)
    context.choose_year(2027)
    page.list.table.view.activated.emit(page.list.table.model.index(0, 0))
    assert asked == [("plans", {"paper_id": plan_id, "version": 1})]


def test_a_paper_goes_to_the_bin_and_comes_back(context: UiContext, page: RegistersPage) -> None:
    draft(context, "letter_reminder")
    page.list.table.view.selectRow(0)
    page.list.delete.click()
    assert column(page, "Loại") == []
    assert not page.sheet.isEnabled()
    page.list.bin.click()
    assert not page.sheet.isEnabled()
    assert column(page, "Loại") == ["Công văn"]
    assert not page.list.copy.isVisible()
    page.list.table.view.selectRow(0)
    page.list.restore.click()
    assert not page.list.bin.isChecked()
    assert page.sheet.isEnabled()
    assert column(page, "Loại") == ["Công văn"]


def test_what_is_shown_goes_to_excel(
    qtbot: QtBot, context: UiContext, page: RegistersPage, door: Door, tmp_path: Path
) -> None:
    issued(context, "letter_reminder", "11", date(2026, 4, 1))
    issued(context, "decision_plan", "5", date(2026, 3, 2))
    page.list.kind.show_value("decision")
    sentences = said(context)
    path = tmp_path / "sổ.xlsx"
    door.files = [path]
    qtbot.mouseClick(page.sheet, LEFT)
    qtbot.waitUntil(lambda: bool(sentences))
    assert sentences == [f"Đã lưu 1 văn bản vào sổ.xlsx ở {tmp_path}."]
    assert door.asked[0].suggested.name == "so-van-ban-di-2026.xlsx"
    [sheet] = load_workbook(path).worksheets
    assert "05/QĐ-UBND" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert "11/UBND-VHXH" not in [cell.value for row in sheet.iter_rows() for cell in row]


def test_a_file_that_cannot_be_written_is_tried_elsewhere(
    qtbot: QtBot, context: UiContext, page: RegistersPage, door: Door, tmp_path: Path
) -> None:
    draft(context, "letter_reminder")
    path = tmp_path / "b.xlsx"
    door.files = [tmp_path / "không có" / "a.xlsx", path]
    door.answers = ["Lưu tên khác"]
    qtbot.mouseClick(page.sheet, LEFT)
    qtbot.waitUntil(path.exists)
    assert "“a.xlsx”" in door.shown[0].text


def test_an_extract_is_written_with_number_signer_and_section(
    qtbot: QtBot, context: UiContext, page: RegistersPage, door: Door, tmp_path: Path
) -> None:
    paper_id = issued(context, "decision_committee", "5", date(2026, 3, 2))
    choose(page, paper_id)
    qtbot.mouseClick(page.list.copy, LEFT)
    panel = page.copy_panel
    assert panel.paper.text() == "Quyết định số 05/QĐ-UBND"
    assert not panel.sections.isVisible()
    signer = panel.end.control("signer")
    signer.setCurrentIndex(2)
    signer.left.emit()
    panel.form.show_values({"number": "3", "form": "TRÍCH SAO"})
    panel.form.edited.emit()
    assert panel.sections.isVisible()
    panel.pdf.click()
    assert panel.error.words.text() == "Hãy đánh dấu ít nhất một phần để trích."

    panel.sections.item(1).setCheckState(Qt.CheckState.Checked)
    path = tmp_path / "bản sao.pdf"
    door.files = [path]
    qtbot.mouseClick(panel.pdf, LEFT)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.list)
    words = pdf_words(path)
    assert "03/TrS-UBND" in words
    assert "KT. CHỦ TỊCH" in words
    assert "Trần Thị Mẫu" in words
    assert "Điều 2. " in words
    assert "Điều 1. " not in words
    assert "Điều 3. " not in words


def test_what_is_not_issued_is_not_copied(context: UiContext, page: RegistersPage) -> None:
    choose(page, draft(context, "decision_plan"))
    sentences = said(context)
    page.list.copy.click()
    assert "Chỉ sao được văn bản đã ban hành" in sentences[0]
    assert page.stack.currentWidget() is page.list
