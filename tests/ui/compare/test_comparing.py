"""Versions side by side in the window; what came back from Word taken or left."""

from pathlib import Path
from uuid import UUID

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.queries.papers import get_paper
from app.ui.compare.panel import ComparePanel
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.workflows.papers import export_paper
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan, open_plan
from tests.ui.editor.texts import at, write


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> PaperPage:
    return open_plan(qtbot, context, keep_plan(context))


def paper_of(page: PaperPage) -> UUID:
    assert page.row is not None
    return page.row.paper_id


def from_word(page: PaperPage, folder: Path, **words: str) -> Path:
    """The plan saved for Word, with words changed there."""
    path = folder / "bản sửa.docx"
    export_paper(page.context.db, paper_of(page), path)
    word = docx.Document(str(path))
    for old, new in (pair.split("→") for pair in words.values()):
        for paragraph in word.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace(old, new)
    word.save(str(path))
    return path


def choose(page: PaperPage, words: str) -> None:
    """Open the menu under "So sánh" and choose an entry."""
    page.comparing.menu.aboutToShow.emit()
    action = next(one for one in page.comparing.menu.actions() if words in one.text())
    action.trigger()


def shown(qtbot: QtBot, page: PaperPage) -> ComparePanel:
    """The panel, once the background lane has made it."""
    qtbot.waitUntil(page.comparing.is_open, timeout=10_000)
    return page.comparing.panel


def listed(panel: ComparePanel) -> list[str]:
    return [panel.list.item(at).text() for at in range(panel.list.count())]


def texts(page: PaperPage) -> list[str]:
    content = page.context.db.read(get_paper, paper_of(page)).content
    return [f"{node.heading}{node.text}" for node in content.nodes]


def test_what_a_leader_changed_is_shown_and_taken(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, door: Door
) -> None:
    path = from_word(
        page, tmp_path, one="lễ phát động→lễ mít tinh", two="cho cán bộ→cho cán bộ, cộng tác viên"
    )
    door.files.append(path)
    choose(page, "Đọc lại bản đã sửa trong Word")
    panel = shown(qtbot, page)
    assert [text.split(" · ")[0] for text in listed(panel)] == ["Sửa", "Sửa"]
    assert "<s>" not in panel.new.toPlainText()
    assert "mít tinh" in panel.new.toPlainText()
    assert "phát động" in panel.old.toPlainText()

    panel.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert panel.apply.text() == "Đưa vào văn bản (1 chỗ)"
    QTest.mouseClick(panel.apply, Qt.MouseButton.LeftButton)

    assert texts(page)[1:] == ["Tổ chức lễ mít tinh.", "Tập huấn cho cán bộ./."]
    assert not page.comparing.is_open()
    assert "mít tinh" in page.view.editor.toPlainText()


def test_nothing_is_taken_when_nothing_is_ticked(
    qtbot: QtBot, page: PaperPage, tmp_path: Path
) -> None:
    before = texts(page)
    page.comparing.review_file(from_word(page, tmp_path, one="lễ phát động→hội thi"))
    panel = shown(qtbot, page)
    QTest.mouseClick(panel.take_none, Qt.MouseButton.LeftButton)
    assert not panel.apply.isEnabled()
    QTest.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert not page.comparing.is_open()
    assert texts(page) == before


def test_an_untouched_file_says_so(qtbot: QtBot, page: PaperPage, tmp_path: Path) -> None:
    page.comparing.review_file(from_word(page, tmp_path))
    panel = shown(qtbot, page)
    assert panel.facts.text() == "Hai bản nói như nhau."
    assert listed(panel) == []
    assert not panel.as_pdf.isVisible()


def test_another_paper_beside_this_one_with_the_list_filtered(
    qtbot: QtBot, context: UiContext, page: PaperPage
) -> None:
    other = keep_plan(context)
    page.open_paper(other)
    at(page.view.editor, 2, 0)
    write(page.view.editor, "Mở lớp ")
    choose(page, "Với KẾ HOẠCH")
    panel = shown(qtbot, page)
    assert len(listed(panel)) == 1
    assert "Mở lớp" in panel.new.toPlainText()
    panel.filter.setCurrentText("Bỏ")
    assert listed(panel) == []
    assert not panel.apply.isVisible()


def test_the_table_of_differences_is_saved(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, door: Door
) -> None:
    page.comparing.review_file(from_word(page, tmp_path, one="lễ phát động→lễ mít tinh"))
    panel = shown(qtbot, page)
    out = tmp_path / "bang.docx"
    door.files.append(out)
    QTest.mouseClick(panel.as_word, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists, timeout=10_000)
    cells = [cell.text for table in docx.Document(str(out)).tables for cell in table._cells]
    assert any("lễ mít tinh" in cell for cell in cells)
    assert "Sửa" in cells


def test_a_file_of_another_paper_is_refused_in_words(
    qtbot: QtBot, context: UiContext, page: PaperPage, tmp_path: Path, door: Door
) -> None:
    path = from_word(page, tmp_path)
    page.open_paper(keep_plan(context))
    page.comparing.review_file(path)
    qtbot.waitUntil(lambda: bool(door.shown), timeout=10_000)
    assert "văn bản khác" in door.shown[0].text
    assert not page.comparing.is_open()
