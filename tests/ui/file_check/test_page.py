"""Kiểm tra tệp: findings of any file, the paper written anew, taken in, the list handed on."""

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.office import SetUpOffice
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.file_check.page import FileCheckPage
from app.ui.file_check.result import Sieve
from tests.documents.check.wrong_files import plan
from tests.ui.plans.test_import import LETTER, PLANS, drop


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> FileCheckPage:
    made = FileCheckPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A plan with a narrow margin, a small line, a base without its end and a word twice."""
    paper = plan()
    paper.pages.left = paper.annex_pages.left = 20
    paper.change("second", size=12)
    paper.replace("last_base", "2006.", "2006")
    paper.replace("second", "Mở lớp", "Mở mở lớp")
    path = tmp_path / "kế hoạch sai.docx"
    paper.save(path)
    return path


def check(qtbot: QtBot, page: FileCheckPage, path: Path) -> None:
    page.check(path)
    ready(qtbot, page)


def ready(qtbot: QtBot, page: FileCheckPage) -> None:
    qtbot.waitUntil(lambda: not page.wait.busy, timeout=20_000)


def lines(page: FileCheckPage) -> list[str]:
    found = page.result.list
    return [found.item(row).text() for row in range(found.count())]


def choose(page: FileCheckPage, sieve: Sieve) -> None:
    box = page.result.sieve
    box.show_value(sieve.name)
    box.activated.emit(box.currentIndex())


def test_findings_say_where_what_why_and_how(
    qtbot: QtBot, page: FileCheckPage, wrong: Path
) -> None:
    before = wrong.read_bytes()
    check(qtbot, page, wrong)
    found = lines(page)
    assert len(found) == 4
    [margin] = [line for line in found if "Trang giấy" in line]
    assert "20" in margin
    assert "Phụ lục I" in margin
    assert any("Sửa thành" in line for line in found)
    assert page.result.verdict.words.text() == "4 nên xem"
    assert wrong.read_bytes() == before


def test_the_list_is_narrowed_by_family(qtbot: QtBot, page: FileCheckPage, wrong: Path) -> None:
    check(qtbot, page, wrong)
    everything = lines(page)
    choose(page, Sieve.LOOKS)
    looks = lines(page)
    choose(page, Sieve.FORM)
    form = lines(page)
    choose(page, Sieve.PROOF)
    proof = lines(page)
    assert len(looks) == 2
    assert sorted(looks + form + proof) == sorted(everything)
    assert f"({len(looks)})" in page.result.sieve.itemText(list(Sieve).index(Sieve.LOOKS))


def test_a_paper_written_anew_is_checked_again(
    qtbot: QtBot, page: FileCheckPage, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    before = wrong.read_bytes()
    out = tmp_path / "mới" / "trình bày lại.docx"
    out.parent.mkdir()
    page.remake_to(out)
    qtbot.waitUntil(lambda: "trình bày lại.docx" in page.result.name.text(), timeout=20_000)
    assert lines(page) == []
    assert page.result.verdict.words.text() == "Không thấy chỗ nào phải sửa."
    assert "máy sửa" in page.result.done.words.text()
    assert wrong.read_bytes() == before
    assert len(docx.Document(str(out)).paragraphs) > 10


def test_the_file_itself_is_never_written_over(
    qtbot: QtBot, page: FileCheckPage, wrong: Path
) -> None:
    check(qtbot, page, wrong)
    before = wrong.read_bytes()
    page.remake_to(wrong)
    ready(qtbot, page)
    assert "chính tệp đang đọc" in page.result.error.words.text()
    assert page.result.error.isVisible()
    assert wrong.read_bytes() == before
    assert len(lines(page)) == 4


def test_each_paper_of_a_file_has_its_list(
    qtbot: QtBot, page: FileCheckPage, tmp_path: Path
) -> None:
    path = tmp_path / "hai văn bản.txt"
    path.write_text(
        LETTER + (PLANS / "song-an-2019.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )
    check(qtbot, page, path)
    box = page.result.paper
    assert box.isVisible()
    assert box.count() == 2
    assert box.itemText(1).startswith("2. KẾ HOẠCH")
    first = lines(page)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert lines(page) != first
    assert "chỉ kiểm tra được câu chữ" in page.result.remarks.lines.text()


def test_the_next_file_is_shown_whole(
    qtbot: QtBot, page: FileCheckPage, wrong: Path, tmp_path: Path
) -> None:
    """Of one paper there is nothing to choose, and nothing stays narrowed."""
    check(qtbot, page, wrong)
    assert not page.result.paper.isVisible()
    everything = lines(page)
    choose(page, Sieve.LOOKS)
    again = tmp_path / "bản khác.docx"
    again.write_bytes(wrong.read_bytes())
    check(qtbot, page, again)
    assert lines(page) == everything


@pytest.mark.parametrize(
    ("name", "content"),
    [("hỏng.docx", b"PK\x03\x04 hong"), ("trống.txt", b""), ("ảnh.pdf", b"%PDF-1.7 hong")],
)
def test_a_bad_file_is_told_and_the_one_before_stays(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: FileCheckPage,
    wrong: Path,
    name: str,
    content: bytes,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        feedback.door, "show", lambda _parent, message: told.append(message.text) or ""
    )
    bad = wrong.with_name(name)
    bad.write_bytes(content)
    check(qtbot, page, bad)
    assert len(told) == 1
    assert page.stack.currentWidget() is page.start
    check(qtbot, page, wrong)
    check(qtbot, page, bad)
    assert page.result.error.words.text() == told[0]
    assert len(lines(page)) == 4


def test_the_list_is_saved_and_copied(
    qtbot: QtBot, page: FileCheckPage, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    path = tmp_path / "chỗ cần sửa.xlsx"
    page.save_to(path)
    ready(qtbot, page)
    [sheet] = load_workbook(path).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum("Trang giấy" in row for row in rows) == 1
    page.result.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 4
    assert copied[0].startswith("Nên xem · Trang giấy · ")
    assert page.stack.currentWidget() is page.result


def test_a_file_is_taken_into_the_program(
    qtbot: QtBot, context: UiContext, page: FileCheckPage, wrong: Path
) -> None:
    gone: list[tuple[str, dict[str, object]]] = []
    context.navigate = lambda code, /, **target: gone.append((code, target))
    check(qtbot, page, wrong)
    page.result.take_in.click()
    assert gone == [("plans", {"file": wrong})]


def test_a_file_is_chosen_or_dropped_and_left_by_escape(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: FileCheckPage, wrong: Path
) -> None:
    monkeypatch.setattr(feedback.door, "ask_file", lambda _parent, _question: wrong)
    page.start.pick.click()
    ready(qtbot, page)
    assert page.stack.currentWidget() is page.result
    assert page.back()
    assert page.stack.currentWidget() is page.start
    assert not page.back()
    drop(page, wrong)
    ready(qtbot, page)
    assert len(lines(page)) == 4


def test_a_check_can_be_given_up(qtbot: QtBot, context: UiContext, page: FileCheckPage) -> None:
    page.check(PLANS / "ha-noi-2025.txt")
    QTest.mouseClick(page.wait.cancel, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is page.start
    qtbot.waitUntil(lambda: not context.jobs.busy, timeout=20_000)
    assert page.stack.currentWidget() is page.start


def test_every_button_says_what_it_does(qtbot: QtBot, page: FileCheckPage, wrong: Path) -> None:
    check(qtbot, page, wrong)
    for button in page.findChildren(QPushButton):
        assert button.text()
