"""A file becomes a paper in the window: read, looked at, kept or left."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.documents.readers.from_text import read_text_file
from app.documents.render.to_docx import render_docx
from app.domain.papers import PaperKind
from app.queries.papers import get_paper, list_papers
from app.services.office import SetUpOffice
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.plans.page import PlansPage

PLANS = Path(__file__).resolve().parents[2] / "data" / "plans"
LETTER = """UBND XÃ MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/UBND-VX\tXã Mẫu, ngày 05 tháng 01 năm 2027
V/v gửi kế hoạch bình đẳng giới năm 2027

Kính gửi: Các thôn trên địa bàn xã

Ủy ban nhân dân xã Mẫu gửi kế hoạch kèm theo để các thôn thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Thị Mẫu

"""


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> PlansPage:
    made = PlansPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.begin()
    return made


def read(qtbot: QtBot, page: PlansPage, path: Path) -> None:
    """Read a file and wait until something is shown."""
    page.read_file(path)
    view = page.import_view
    qtbot.waitUntil(lambda: not view.wait.busy)


def kept(qtbot: QtBot, context: UiContext, page: PlansPage, count: int = 1) -> None:
    page.import_view.keep.click()
    qtbot.waitUntil(lambda: len(context.db.read(list_papers)) == count)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.paper)


def test_a_file_is_shown_before_it_is_kept(
    qtbot: QtBot, context: UiContext, page: PlansPage
) -> None:
    read(qtbot, page, PLANS / "song-an-2019.txt")
    understood = page.import_view.understood
    assert context.db.read(list_papers) == []
    assert page.stack.currentWidget() is page.import_view
    assert "Nguyễn Lê Tiến" in understood.facts.text()
    assert understood.year.text() == "2019"
    assert understood.outline.count() > 40
    assert "đề mục" in understood.counts.text()
    kept(qtbot, context, page)
    row = context.db.read(list_papers)[0]
    assert (row.year, row.kind) == (2019, PaperKind.PLAN)
    assert len(context.db.read(get_paper, row.paper_id).content.nodes) > 40


def test_a_word_file_is_read_as_its_text_is(
    qtbot: QtBot, context: UiContext, page: PlansPage, tmp_path: Path
) -> None:
    source = PLANS / "song-an-2019.txt"
    read(qtbot, page, source)
    typed = [item(page, row) for row in range(page.import_view.understood.outline.count())]
    made = tmp_path / "kế hoạch.docx"
    render_docx(read_text_file(source), made)
    read(qtbot, page, made)
    assert [item(page, row) for row in range(page.import_view.understood.outline.count())] == typed


def item(page: PlansPage, row: int) -> str:
    return page.import_view.understood.outline.item(row).text()


def test_the_year_typed_is_kept_and_a_wrong_one_is_said(
    qtbot: QtBot, context: UiContext, page: PlansPage
) -> None:
    read(qtbot, page, PLANS / "song-an-2019.txt")
    view = page.import_view
    for typed, words in (("hai nghìn", "năm của văn bản"), ("1500", "Năm 1500 không hợp lệ")):
        view.understood.year.setText(typed)
        view.understood.year.textEdited.emit(typed)
        view.keep.click()
        assert words in view.error.words.text()
        assert context.db.read(list_papers) == []
    view.understood.year.setText("2027")
    view.understood.year.textEdited.emit("2027")
    kept(qtbot, context, page)
    assert context.db.read(list_papers)[0].year == 2027


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trống.txt", b""),
        ("hỏng.txt", b"\x00\x01\x02\xff" * 50),
        ("hỏng.docx", b"PK\x03\x04 hong"),
        ("bảng tính.xlsx", b"PK\x03\x04 hong"),
        ("hỏng.pdf", b"%PDF-1.7 hong"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(
    qtbot: QtBot, context: UiContext, page: PlansPage, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    read(qtbot, page, path)
    view = page.import_view
    assert view.error.isVisible()
    assert len(view.error.words.text()) > 20
    assert not view.keep.isVisible()
    assert view.other.isVisible()
    assert context.db.read(list_papers) == []


def test_a_letter_and_its_plan_are_offered_apart(
    qtbot: QtBot, context: UiContext, page: PlansPage, tmp_path: Path
) -> None:
    plan = (PLANS / "song-an-2019.txt").read_text(encoding="utf-8")
    path = tmp_path / "công văn và kế hoạch.txt"
    path.write_text(LETTER + plan, encoding="utf-8")
    read(qtbot, page, path)
    view = page.import_view
    papers = view.understood.papers
    assert papers.count() == 2
    assert [papers.item(row).checkState() for row in (0, 1)] == [
        Qt.CheckState.Unchecked,
        Qt.CheckState.Checked,
    ]
    papers.setCurrentRow(0)
    assert "Công văn" in view.understood.kind.text()
    papers.item(0).setCheckState(Qt.CheckState.Checked)
    assert view.keep.text() == "Giữ lại 2 văn bản này"
    kept(qtbot, context, page, 2)
    kinds = {row.kind for row in context.db.read(list_papers)}
    assert kinds == {PaperKind.LETTER, PaperKind.PLAN}
    assert page.paper is not None
    assert page.paper.row is not None
    assert page.paper.row.kind is PaperKind.PLAN


def test_nothing_ticked_keeps_nothing(qtbot: QtBot, page: PlansPage, tmp_path: Path) -> None:
    plan = (PLANS / "song-an-2019.txt").read_text(encoding="utf-8")
    path = tmp_path / "hai văn bản.txt"
    path.write_text(LETTER + plan, encoding="utf-8")
    read(qtbot, page, path)
    page.import_view.understood.papers.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not page.import_view.keep.isEnabled()


def test_reading_can_be_given_up(qtbot: QtBot, context: UiContext, page: PlansPage) -> None:
    page.read_file(PLANS / "song-an-2019.txt")
    page.import_view.wait.cancel.click()
    assert page.stack.currentWidget() is page.new_plan
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert page.stack.currentWidget() is page.new_plan
    assert context.db.read(list_papers) == []


def test_leaving_by_escape_keeps_nothing(qtbot: QtBot, context: UiContext, page: PlansPage) -> None:
    read(qtbot, page, PLANS / "song-an-2019.txt")
    assert page.back()
    assert page.stack.currentWidget() is page.list
    assert context.db.read(list_papers) == []


def test_what_was_kept_can_be_taken_back(qtbot: QtBot, context: UiContext, page: PlansPage) -> None:
    offered = []
    context.status.undo_offered.connect(lambda words, work: offered.append((words, work)))
    read(qtbot, page, PLANS / "song-an-2019.txt")
    kept(qtbot, context, page)
    assert offered[-1][0] == "Đã đọc văn bản từ tệp."
    offered[-1][1]()
    assert context.db.read(list_papers) == []


def test_a_file_is_chosen_or_dropped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: PlansPage
) -> None:
    path = PLANS / "song-an-2019.txt"
    monkeypatch.setattr(feedback, "ask_open", lambda *_words: path)
    page.new_plan.pick.click()
    qtbot.waitUntil(page.import_view.keep.isVisible)
    page.begin()
    drop(page.new_plan, path)
    assert page.stack.currentWidget() is page.import_view
    qtbot.waitUntil(page.import_view.keep.isVisible)


def drop(widget: QWidget, path: Path) -> None:
    """Carry a file over a widget and let it go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)
