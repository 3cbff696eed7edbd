"""Papers side by side in the window; what came back from Word accepted or refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.queries.papers import get_paper, list_versions
from app.services.issue import IssuePaper, OpenNextVersion, issue_paper, open_next_version
from app.ui import theme
from app.ui.compare.panel import ComparePanel
from app.ui.compare.rows import Sieve
from app.ui.context import UiContext
from app.ui.editor.paper_page import PaperPage
from app.workflows.papers import export_paper
from tests.ui.conftest import Door
from tests.ui.editor.papers import keep_plan, open_plan
from tests.ui.editor.texts import at, write

MEET = "lễ phát động→lễ mít tinh"
COURSE = "cho cán bộ→cho cán bộ, cộng tác viên"


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> PaperPage:
    return open_plan(qtbot, context, keep_plan(context))


def paper_of(page: PaperPage) -> UUID:
    assert page.row is not None
    return page.row.paper_id


@pytest.fixture
def from_word(
    page: PaperPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Path]:
    """The plan saved for Word, with words changed there ("old→new"); an hour goes by meanwhile."""

    def changed(*changes: str) -> Path:
        path = tmp_path / "bản sửa.docx"
        export_paper(page.context.db, paper_of(page), path)
        word = docx.Document(str(path))
        paragraphs = list(word.paragraphs)
        for old, new in (pair.split("→") for pair in changes):
            for run in (run for paragraph in paragraphs for run in paragraph.runs):
                run.text = run.text.replace(old, new)
        word.save(str(path))
        later = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
        monkeypatch.setattr("app.models.change_lines.utc_now", lambda: later)
        return path

    return changed


def in_last_table(path: Path, words: str) -> Path:
    """Other words in the last cell of the task annex."""
    word = docx.Document(str(path))
    word.tables[-1].rows[-1].cells[-1].paragraphs[0].add_run(words)
    word.save(str(path))
    return path


def entries(page: PaperPage) -> list[QAction]:
    """The entries of the menu under "So sánh"."""
    page.comparing.menu.aboutToShow.emit()
    return [one for one in page.comparing.menu.actions() if one.text()]


def choose(page: PaperPage, words: str) -> None:
    next(one for one in entries(page) if words in one.text()).trigger()


def shown(qtbot: QtBot, page: PaperPage) -> ComparePanel:
    """The panel, once the background lane has made it."""
    qtbot.waitUntil(page.comparing.is_open)
    return page.comparing.panel


def reviewed(qtbot: QtBot, page: PaperPage, path: Path) -> ComparePanel:
    page.comparing.review_file(path)
    return shown(qtbot, page)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def listed(panel: ComparePanel) -> list[str]:
    return [panel.list.item(at).text() for at in range(panel.list.count())]


def left_and_right(panel: ComparePanel) -> tuple[str, str]:
    return panel.texts.old.text.toPlainText(), panel.texts.new.text.toPlainText()


def texts(page: PaperPage) -> list[str]:
    content = page.context.db.read(get_paper, paper_of(page)).content
    return [f"{node.heading}{node.text}" for node in content.nodes]


def test_each_change_of_a_leader_is_accepted_or_refused(
    qtbot: QtBot, page: PaperPage, door: Door, from_word: Callable[..., Path]
) -> None:
    door.files.append(from_word(MEET, COURSE))
    choose(page, "Đọc lại bản đã sửa trong Word")
    panel = shown(qtbot, page)
    assert [text.split(":")[0] for text in listed(panel)] == ["Sửa", "Sửa"]
    old, new = left_and_right(panel)
    assert "lễ phát động" in old
    assert "mít tinh" not in old
    assert "lễ mít tinh" in new

    click(panel.decisions.take)
    assert panel.list.currentRow() == 1
    panel.sieve.show_value(Sieve.OPEN.name)
    panel.sieve.activated.emit(panel.sieve.currentIndex())
    assert panel.sieve.currentText() == "Chưa chọn (1)"
    [open_one] = listed(panel)
    assert "cộng tác viên" in open_one
    click(panel.decisions.refuse)
    panel.sieve.show_value(Sieve.ALL.name)
    panel.sieve.activated.emit(panel.sieve.currentIndex())
    assert [text.split(" · ")[0] for text in listed(panel)] == ["Nhận", "Không nhận"]
    assert texts(page)[1] == "Tổ chức lễ phát động."

    click(panel.decisions.apply)
    qtbot.waitUntil(lambda: len(listed(panel)) == 1)
    assert texts(page)[1:] == ["Tổ chức lễ mít tinh.", "Tập huấn cho cán bộ./."]
    assert listed(panel)[0].startswith("Không nhận · Sửa")
    click(panel.back)
    assert "mít tinh" in page.view.editor.toPlainText()


def test_all_are_accepted_with_one_button_and_can_be_taken_back(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    before = texts(page)
    undone: list[object] = []
    page.context.status.undo_offered.connect(lambda _words, undo: undone.append(undo))
    panel = reviewed(qtbot, page, from_word(MEET, COURSE))
    assert not panel.decisions.apply.isEnabled()
    click(panel.decisions.rest)
    assert panel.decisions.apply.text() == "Ghi 2 chỗ vào văn bản"
    click(panel.decisions.apply)
    assert not page.comparing.is_open()
    assert "mít tinh" in page.view.editor.toPlainText()
    assert callable(undone[0])
    undone[0]()
    assert texts(page) == before
    assert "phát động" in page.view.editor.toPlainText()


def test_keys_go_from_place_to_place_and_decide(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    panel = reviewed(qtbot, page, from_word(MEET, COURSE))
    page.activateWindow()
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_F8)
    assert panel.list.currentRow() == 1
    qtbot.keyClick(panel.list, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert panel.list.currentRow() == 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.list, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert [text.split(" · ")[0] for text in listed(panel)] == ["Nhận", "Không nhận"]
    assert page.back()
    assert not page.comparing.is_open()


def test_words_are_marked_by_more_than_colour(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    panel = reviewed(qtbot, page, from_word(MEET))
    assert "line-through" in panel.texts.old.text.toHtml()
    assert "underline" in panel.texts.new.text.toHtml()
    assert theme.roles().bad in panel.texts.old.text.toHtml()


def test_an_untouched_file_says_so(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    panel = reviewed(qtbot, page, from_word())
    assert panel.facts.text() == "Hai bên nói như nhau, không có chỗ nào khác."
    assert listed(panel) == []
    assert not panel.save.isEnabled()
    assert not panel.decisions.isVisible()


def test_a_change_in_a_part_made_from_tasks_is_only_shown(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    path = in_last_table(from_word(MEET), "Sửa ở phụ lục")
    panel = reviewed(qtbot, page, path)
    panel.list.setCurrentRow(1)
    assert "Phụ lục" in listed(panel)[1]
    assert "Sửa ở phụ lục" in left_and_right(panel)[1]
    assert "(không có)" not in left_and_right(panel)[1]
    assert "hãy sửa ở nhiệm vụ" in panel.note.words.text()
    assert not panel.decisions.take.isEnabled()
    click(panel.decisions.rest)
    click(panel.decisions.apply)
    qtbot.waitUntil(lambda: len(listed(panel)) == 1)
    assert page.comparing.is_open()


def test_a_place_changed_on_both_sides_shows_three_texts_and_waits_for_a_decision(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    path = from_word(MEET, COURSE)
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Sáng 15/11 ")
    panel = reviewed(qtbot, page, path)
    assert "hai bên cùng sửa" in listed(panel)[0]
    assert "Sáng 15/11" in panel.texts.ours.text.toPlainText()
    assert panel.texts.ours.text.isVisible()
    click(panel.decisions.rest)
    assert panel.decisions.apply.text() == "Ghi 1 chỗ vào văn bản"
    assert "phải chọn từng chỗ" in panel.decisions.facts.text()
    panel.step(1)
    assert not panel.texts.ours.text.isVisible()


def test_another_paper_beside_this_one_with_the_list_sifted(
    qtbot: QtBot, context: UiContext, page: PaperPage
) -> None:
    other = keep_plan(context)
    page.open_paper(other)
    at(page.view.editor, 2, 0)
    write(page.view.editor, "Mở lớp ")
    choose(page, "văn bản khác")
    page.comparing.other.filter.setText("không có chữ này")
    assert not page.comparing.other.compare.isEnabled()
    page.comparing.other.filter.setText("binh dang gioi")
    click(page.comparing.other.compare)
    panel = shown(qtbot, page)
    assert [text.split(":")[0] for text in listed(panel)] == ["Khác lời"]
    assert "Mở lớp" in left_and_right(panel)[1]
    assert not panel.decisions.isVisible()
    words = [panel.sieve.itemText(place) for place in range(panel.sieve.count())]
    assert words == ["Tất cả (1)", "Sửa (1)"]


def test_a_file_beside_this_paper(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, door: Door
) -> None:
    path = tmp_path / "tỉnh.txt"
    path.write_text("KẾ HOẠCH\nCủa tỉnh\n\nI. NHIỆM VỤ\n1. Việc của tỉnh.\n", encoding="utf-8")
    door.files.append(path)
    choose(page, "văn bản khác")
    click(page.comparing.other.file)
    panel = shown(qtbot, page)
    kinds = {text.split(":")[0] for text in listed(panel)}
    assert {"Chỉ có bên trái", "Chỉ có bên phải"} <= kinds
    assert panel.texts.old.name.text() == "tỉnh.txt"


def issued(page: PaperPage) -> None:
    row = page.context.db.read(get_paper, paper_of(page))
    order = IssuePaper(
        version_id=row.version_id, number="5", day=date(2027, 1, 5), signer_name="Nguyễn Văn Mẫu"
    )
    page.context.db.write(issue_paper, order)


def test_a_version_beside_the_one_before(qtbot: QtBot, page: PaperPage) -> None:
    assert not any("bản trước" in one.text() for one in entries(page))
    issued(page)
    order = OpenNextVersion(paper_id=paper_of(page), reason="Thêm việc")
    page.context.db.write(open_next_version, order)
    page.reload()
    at(page.view.editor, 1, 0)
    write(page.view.editor, "Sớm ")
    choose(page, "So sánh với bản trước")
    panel = shown(qtbot, page)
    assert panel.texts.old.name.text() == "Bản 1 (đã ban hành)"
    assert any("Sớm" in text for text in listed(panel))

    page.open_paper(paper_of(page), 1)
    choose(page, "So sánh với bản 2")
    qtbot.waitUntil(page.comparing.is_open)
    names = panel.texts.old.name.text(), panel.texts.new.name.text()
    assert names == ("Bản 1 (đã ban hành)", "Bản 2 (bản nháp)")


def test_an_issued_paper_asks_why_before_its_next_version(
    qtbot: QtBot, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    issued(page)
    page.reload()
    panel = reviewed(qtbot, page, from_word(MEET))
    click(panel.decisions.rest)
    click(panel.decisions.apply)
    assert panel.reason.isVisible()
    click(panel.reason.open)
    assert panel.reason.error.isVisible()
    panel.reason.reason.setText("Lãnh đạo sửa")
    click(panel.reason.open)
    assert not page.comparing.is_open()
    versions = page.context.db.read(list_versions, paper_of(page))
    assert [version.reason for version in versions] == ["", "Lãnh đạo sửa"]
    assert texts(page)[1] == "Tổ chức lễ mít tinh."


def test_the_table_of_differences_is_saved(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, door: Door, from_word: Callable[..., Path]
) -> None:
    panel = reviewed(qtbot, page, from_word(MEET))
    out = tmp_path / "bang.docx"
    door.files.append(out)
    menu = panel.save.menu()
    next(one for one in menu.actions() if "Word" in one.text()).trigger()
    qtbot.waitUntil(out.exists)
    cells = [cell.text for table in docx.Document(str(out)).tables for cell in table._cells]
    assert any("lễ «mít tinh.»" in cell or "lễ «mít tinh»" in cell for cell in cells)
    assert "Sửa" in cells
    old, new = (
        next(cell for cell in cells if cell.startswith(word)) for word in ("Bản cũ", "Bản mới")
    )
    assert old.startswith("Bản cũ: Bản 1")
    assert new == "Bản mới: bản sửa.docx, đã sửa"


def test_differences_of_a_paper_that_was_left_do_not_stand_over_the_next(
    qtbot: QtBot, context: UiContext, page: PaperPage, from_word: Callable[..., Path]
) -> None:
    page.comparing.review_file(from_word(MEET))
    page.open_paper(keep_plan(context))
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert not page.comparing.is_open()


def test_a_table_that_cannot_be_written_can_be_saved_elsewhere(
    qtbot: QtBot, page: PaperPage, tmp_path: Path, door: Door, from_word: Callable[..., Path]
) -> None:
    panel = reviewed(qtbot, page, from_word(MEET))
    good = tmp_path / "bang.docx"
    door.files += [tmp_path / "không có" / "bang.docx", good]
    door.answers.append("Lưu tên khác")
    panel.save_asked.emit(".docx")
    qtbot.waitUntil(good.exists)


def test_a_file_of_another_paper_is_refused_in_words(
    qtbot: QtBot, context: UiContext, page: PaperPage, door: Door, from_word: Callable[..., Path]
) -> None:
    path = from_word()
    page.open_paper(keep_plan(context))
    page.comparing.review_file(path)
    qtbot.waitUntil(lambda: bool(door.shown))
    assert "văn bản khác" in door.shown[0].text
    assert not page.comparing.is_open()
