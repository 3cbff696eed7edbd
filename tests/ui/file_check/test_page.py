"""Kiểm tra tệp: findings of any file, the paper written anew, taken in, the list handed on."""

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem, QPushButton
from pytestqt.qtbot import QtBot

from app.services.office import SetUpOffice
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.editor.entry_rows import ENTRY
from app.ui.file_check.done_band import Done
from app.ui.file_check.page import FileCheckPage
from app.ui.file_check.sieve import Sieve
from tests.documents.check.wrong_files import plan
from tests.ui.conftest import Door
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
    qtbot.waitUntil(lambda: not page.wait.busy)


def lines(page: FileCheckPage) -> list[str]:
    items = rows(page)
    return [item.text() for item in items if item.data(ENTRY) is not None]


def rows(page: FileCheckPage) -> list[QListWidgetItem]:
    found = page.result.list
    return [found.item(row) for row in range(found.count())]


def remake(qtbot: QtBot, page: FileCheckPage, door: Door, out: Path) -> None:
    """Ask for the paper anew and wait until the new file is shown, or the wish has failed."""
    door.files.append(out)
    page.result.remake.click()
    ready(qtbot, page)


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
    assert page.result.verdict.words.text() == "4 chỗ nên xem"
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


def test_the_list_is_grouped_and_narrowed_by_weight(
    qtbot: QtBot, page: FileCheckPage, tmp_path: Path
) -> None:
    paper = plan()
    paper.pages.left = paper.annex_pages.left = 20
    paper.replace("number", "Số: 05/KH-UBND", "Số: 05/KH.UBND")
    path = tmp_path / "kế hoạch sai.docx"
    paper.save(path)
    check(qtbot, page, path)
    groups = [item.text() for item in rows(page) if item.data(ENTRY) is None]
    assert groups == ["Phải sửa (1)", "Nên xem (1)"]
    assert page.result.verdict.words.text() == "1 chỗ phải sửa, 1 chỗ nên xem"
    assert page.result.list.currentItem().data(ENTRY) is not None
    choose(page, Sieve.BLOCK)
    [blocked] = lines(page)
    choose(page, Sieve.WARN)
    [seen] = lines(page)
    assert "Ký hiệu" in blocked
    assert "Trang giấy" in seen


def test_a_paper_written_anew_is_checked_again(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    before = wrong.read_bytes()
    assert not page.result.done.isVisible()
    out = tmp_path / "mới" / "trình bày lại.docx"
    out.parent.mkdir()
    remake(qtbot, page, door, out)
    [question] = door.asked
    assert question.suggested == wrong.with_name("kế hoạch sai - trình bày lại.docx")
    assert page.result.name.text() == "Tệp: trình bày lại.docx"
    assert lines(page) == []
    assert page.result.verdict.words.text() == "Không thấy chỗ nào phải sửa."
    assert page.result.done.isVisible()
    assert "máy sửa" in page.result.done.words.words.text()
    assert wrong.read_bytes() == before
    assert len(docx.Document(str(out)).paragraphs) > 10
    check(qtbot, page, wrong)
    assert not page.result.done.isVisible()


def test_the_new_file_and_its_folder_are_opened(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    page: FileCheckPage,
    door: Door,
    wrong: Path,
    tmp_path: Path,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True
    )
    check(qtbot, page, wrong)
    out = tmp_path / "mới.docx"
    remake(qtbot, page, door, out)
    band = page.result.done
    band.open_file.click()
    band.open_folder.click()
    assert opened == [out, tmp_path]
    out.unlink()
    band.open_file.click()
    assert len(opened) == 2
    assert "Không còn thấy “mới.docx”" in band.error.words.text()
    assert band.error.isVisible()


def test_what_is_not_carried_over_is_told(
    qtbot: QtBot, page: FileCheckPage, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "có số trang.txt"
    words = (PLANS / "song-an-2019.txt").read_text(encoding="utf-8").splitlines()
    words[20:20] = ["", "2", ""]
    path.write_text("\n".join(words), encoding="utf-8")
    check(qtbot, page, path)
    remake(qtbot, page, door, tmp_path / "mới.docx")
    told = page.result.done.remarks
    assert "Số trang trong tệp không đưa vào văn bản: 2" in told.text()
    assert told.isVisible()


def test_remarks_are_seen_again_when_the_window_grows(
    qtbot: QtBot, page: FileCheckPage, wrong: Path
) -> None:
    line = "Chữ ở lề trang, không đưa vào văn bản: " + "dòng lề của tệp " * 8
    done = Done(path=wrong, words="Đã trình bày lại.", remarks=(line,) * 9)
    page.check(wrong, done)
    ready(qtbot, page)
    words = page.result.done.remarks
    page.resize(400, 420)
    qtbot.waitUntil(lambda: words.width() < 400)
    narrow = words.height()
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: words.width() > 1000)
    assert words.height() < narrow
    assert words.pos().y() == 0


def test_the_file_itself_is_never_written_over(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path
) -> None:
    check(qtbot, page, wrong)
    before = wrong.read_bytes()
    remake(qtbot, page, door, wrong)
    assert "chính tệp đang đọc" in page.result.error.words.text()
    assert page.result.error.isVisible()
    assert wrong.read_bytes() == before
    assert len(lines(page)) == 4


def test_a_file_that_is_gone_cannot_be_written_anew(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    wrong.unlink()
    remake(qtbot, page, door, tmp_path / "mới.docx")
    assert "kế hoạch sai.docx" in page.result.error.words.text()
    assert door.shown == []


def test_where_nothing_can_be_written_another_name_is_asked(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    closed = tmp_path / "không có" / "mới.docx"
    door.answers.append(feedback.OTHER_NAME)
    door.files = [closed, tmp_path / "chỗ khác.docx"]
    page.result.remake.click()
    qtbot.waitUntil(lambda: page.result.name.text() == "Tệp: chỗ khác.docx")
    assert len(door.shown) == 1
    assert not closed.exists()


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A letter with its plan behind it."""
    path = tmp_path / "hai văn bản.txt"
    words = LETTER + (PLANS / "song-an-2019.txt").read_text(encoding="utf-8")
    path.write_text(words, encoding="utf-8")
    return path


def test_the_paper_looked_at_is_written_anew(
    qtbot: QtBot, page: FileCheckPage, door: Door, two: Path, tmp_path: Path
) -> None:
    check(qtbot, page, two)
    page.result.paper.setCurrentIndex(1)
    door.answers.append("Văn bản đang xem")
    remake(qtbot, page, door, tmp_path / "mới.docx")
    assert door.asked[0].suggested.name == "hai văn bản - văn bản 2 - trình bày lại.docx"
    words = " ".join(one.text for one in docx.Document(str(tmp_path / "mới.docx")).paragraphs)
    assert "KẾ HOẠCH" in words
    assert not (tmp_path / "mới-1.docx").exists()


def test_all_papers_of_a_file_are_written_but_not_over_others(
    qtbot: QtBot, page: FileCheckPage, door: Door, two: Path, tmp_path: Path
) -> None:
    old = tmp_path / "mới-2.docx"
    old.write_bytes(b"cu")
    check(qtbot, page, two)
    door.answers += ["Tất cả 2 văn bản", feedback.LEAVE]
    remake(qtbot, page, door, tmp_path / "mới.docx")
    assert "mới-2.docx" in door.shown[-1].text
    assert old.read_bytes() == b"cu"
    door.answers += ["Tất cả 2 văn bản", "Ghi đè"]
    remake(qtbot, page, door, tmp_path / "mới.docx")
    assert "mới-1.docx, mới-2.docx" in page.result.done.words.words.text()
    assert old.read_bytes() != b"cu"


def test_nothing_is_written_when_no_paper_is_chosen(
    qtbot: QtBot, page: FileCheckPage, door: Door, two: Path
) -> None:
    check(qtbot, page, two)
    page.result.remake.click()
    assert [len(message.answers) for message in door.shown] == [3]
    assert door.asked == []


def test_writing_can_be_given_up(
    qtbot: QtBot, context: UiContext, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    context.status.said.connect(said.append)
    check(qtbot, page, wrong)
    out = tmp_path / "mới.docx"
    out.write_bytes(b"cu")
    door.files.append(out)
    page.result.remake.click()
    assert page.back()
    assert page.stack.currentWidget() is page.result
    assert page.result.name.text() == "Tệp: kế hoạch sai.docx"
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert said == ["Đã dừng. Tệp mới.docx có thể đã được ghi."]
    assert page.result.name.text() == "Tệp: kế hoạch sai.docx"


def test_each_paper_of_a_file_has_its_list(qtbot: QtBot, page: FileCheckPage, two: Path) -> None:
    check(qtbot, page, two)
    box = page.result.paper
    assert box.isVisible()
    assert box.count() == 2
    assert box.itemText(1).startswith("2. KẾ HOẠCH")
    first = lines(page)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert lines(page) != first
    assert page.result.verdict.words.text().endswith("trong 2 văn bản")
    page.result.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "1. V/v gửi kế hoạch bình đẳng giới năm 2027"
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
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, name: str, content: bytes
) -> None:
    bad = wrong.with_name(name)
    bad.write_bytes(content)
    check(qtbot, page, bad)
    assert page.stack.currentWidget() is page.start
    assert page.start.error.isVisible()
    told = page.start.error.words.text()
    assert name in told
    check(qtbot, page, wrong)
    check(qtbot, page, bad)
    assert page.result.error.words.text() == told
    assert len(lines(page)) == 4
    check(qtbot, page, wrong)
    assert not page.result.error.isVisible()
    assert door.shown == []


def test_the_list_is_saved_and_copied(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    path = tmp_path / "chỗ cần sửa.xlsx"
    door.files.append(path)
    page.result.save.click()
    ready(qtbot, page)
    [sheet] = load_workbook(path).worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum("Trang giấy" in row for row in cells) == 1
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
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path
) -> None:
    door.files.append(wrong)
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
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert page.stack.currentWidget() is page.start


def test_the_keyboard_chooses_a_file(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path
) -> None:
    page.activateWindow()
    page.start.pick.setFocus()
    door.files.append(wrong)
    QTest.keyClick(page.start.pick, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    ready(qtbot, page)
    assert len(lines(page)) == 4
    assert page.focusWidget() is page.result.list
    page.open({"choose": True})
    assert len(door.asked) == 2


def test_all_that_takes_keys_has_a_name(
    qtbot: QtBot, page: FileCheckPage, door: Door, wrong: Path, tmp_path: Path
) -> None:
    check(qtbot, page, wrong)
    remake(qtbot, page, door, tmp_path / "mới.docx")
    for button in page.findChildren(QPushButton):
        assert button.text()
    result = page.result
    for widget in (result.list, result.paper, result.sieve, page.wait.bar):
        assert widget.accessibleName()
