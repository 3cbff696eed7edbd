"""The activities page: what is clicked and typed becomes rows."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.queries.activities import list_activities
from app.services.activities import ActivityDraft, ChangeActivity, change_activity, record_activity
from app.ui.activities.filter_bar import Scope
from app.ui.activities.page import ActivitiesPage
from tests.ui.activities.conftest import StatusLine
from tests.ui.activities.typing import type_words

CTRL = Qt.KeyboardModifier.ControlModifier


def write(page: ActivitiesPage, title: str, day: date, kind: str = "tap_huan") -> None:
    draft = ActivityDraft(kind_code=kind, title=title, starts_on=day, place="Nhà văn hóa thôn Đông")
    page.context.db.write(record_activity, draft)


def titles(page: ActivitiesPage) -> list[str]:
    return [row.title for row in page.table.model.rows]


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(lambda: bool(widget.hasFocus()))


def test_an_activity_by_keyboard_alone(qtbot: QtBot, page: ActivitiesPage) -> None:
    form = page.card.form
    qtbot.keyClick(page, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(form.kind.line(), "tap huan")
    form.kind.line().completer().popup().hide()
    focus(qtbot, form.title)
    type_words(form.title, "Tập huấn kỹ năng hòa giải ở cơ sở")
    focus(qtbot, form.starts_on.line)
    form.starts_on.line.selectAll()
    qtbot.keyClicks(form.starts_on.line, "20/11")
    qtbot.keyClicks(form.people.line("men"), "45")
    qtbot.keyClicks(form.people.line("women"), "60")
    qtbot.keyClicks(form.money.rows()[0].amount, "1500000")
    qtbot.keyClick(page.card, Qt.Key.Key_S, CTRL)

    [row] = page.context.db.read(list_activities)
    assert (row.title, row.kind_code) == ("Tập huấn kỹ năng hòa giải ở cơ sở", "tap_huan")
    assert row.starts_on == date(2026, 11, 20)
    assert (row.men, row.women, row.total) == (45, 60, 105)
    assert row.money_total == 1_500_000
    assert row.campaign_id is not None
    assert page.table.current() == row


def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, page: ActivitiesPage) -> None:
    qtbot.mouseClick(page.card.save, Qt.MouseButton.LeftButton)

    boxes = page.card.form.boxes
    assert "Hãy ghi tên hoạt động." in boxes["title"].error.text()
    assert "Hãy chọn loại hoạt động." in boxes["kind_code"].error.text()
    assert not boxes["starts_on"].error.isVisible()
    assert page.context.db.read(list_activities) == []


def test_days_are_counted_and_filter_the_table(qtbot: QtBot, page: ActivitiesPage) -> None:
    page.card.form.kind.set_code("tap_huan")
    page.card.form.title.setText("Lớp 21/11")
    page.deck.save()
    write(page, "Lớp tháng ba", date(2026, 3, 8))

    assert titles(page) == ["Lớp tháng ba", "Lớp 21/11"]
    assert page.table.count.text().startswith("2 hoạt động, 1 trong Tháng hành động")

    today = page.strip.buttons()[6]
    assert today.lines() == ("nay", "21", "1")
    qtbot.mouseClick(today, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Lớp 21/11"]

    qtbot.mouseClick(page.filter.clear, Qt.MouseButton.LeftButton)
    page.filter.choose_scope(Scope.OUTSIDE)
    assert titles(page) == ["Lớp tháng ba"]


def test_search_needs_no_diacritics(qtbot: QtBot, page: ActivitiesPage) -> None:
    write(page, "Hội thi tìm hiểu Luật Bình đẳng giới", date(2026, 11, 16))
    write(page, "Lễ phát động", date(2026, 11, 15), "le_phat_dong")

    with qtbot.waitSignal(page.filter.changed):
        qtbot.keyClicks(page.filter.search, "binh dang gioi")

    assert titles(page) == ["Hội thi tìm hiểu Luật Bình đẳng giới"]


def test_a_changed_field_is_saved_when_it_is_left(qtbot: QtBot, page: ActivitiesPage) -> None:
    write(page, "Lễ phát động", date(2026, 11, 15), "le_phat_dong")
    page.table.view.selectRow(0)
    focus(qtbot, page.card.form.place)
    page.card.form.place.clear()
    type_words(page.card.form.place, "Sân Ủy ban")
    qtbot.keyClick(page.card.form.place, Qt.Key.Key_Tab)

    [row] = page.context.db.read(list_activities)
    assert row.place == "Sân Ủy ban"
    assert not page.card.is_changed


def test_a_wrong_card_is_put_aside_and_taken_up_as_it_was(
    qtbot: QtBot, page: ActivitiesPage
) -> None:
    write(page, "Lễ phát động", date(2026, 11, 15), "le_phat_dong")
    page.new_activity()
    type_words(page.card.form.title, "Chưa biết loại")
    page.card.form.starts_on.line.setText("32/11")

    page.table.view.selectRow(0)
    assert page.card.form.title.text() == "Lễ phát động"
    assert page.kept.isVisible()

    qtbot.mouseClick(page.kept.buttons()[0], Qt.MouseButton.LeftButton)
    assert page.card.form.title.text() == "Chưa biết loại"
    assert page.card.form.starts_on.line.text() == "32/11"
    assert not page.kept.isVisible()


def test_a_right_card_is_saved_before_the_next_one(qtbot: QtBot, page: ActivitiesPage) -> None:
    page.card.form.kind.set_code("tap_huan")
    type_words(page.card.form.title, "Lớp thứ nhất")
    page.new_activity()

    assert titles(page) == ["Lớp thứ nhất"]
    assert page.card.row is None


def test_like_last_time_leaves_day_and_numbers(qtbot: QtBot, page: ActivitiesPage) -> None:
    write(page, "Sinh hoạt câu lạc bộ", date(2026, 11, 16), "sinh_hoat_clb")
    qtbot.keyClick(page, Qt.Key.Key_D, CTRL)

    form = page.card.form
    assert form.title.text() == "Sinh hoạt câu lạc bộ"
    assert form.place.text() == "Nhà văn hóa thôn Đông"
    assert form.starts_on.line.text() == "21/11/2026"
    assert form.people.line("men").text() == ""
    assert page.card.row is None
    assert not page.card.is_changed


def test_delete_is_taken_back_and_the_bin_shows_it(
    qtbot: QtBot, page: ActivitiesPage, status_line: StatusLine
) -> None:
    write(page, "Lễ phát động", date(2026, 11, 15), "le_phat_dong")
    page.table.view.selectRow(0)
    qtbot.mouseClick(page.card.delete, Qt.MouseButton.LeftButton)
    assert titles(page) == []

    page.filter.choose_scope(Scope.BIN)
    assert titles(page) == ["Lễ phát động"]
    page.filter.choose_scope(Scope.ALL)

    status_line.undo()
    assert titles(page) == ["Lễ phát động"]


def test_a_card_changed_elsewhere_asks_which_one_counts(qtbot: QtBot, page: ActivitiesPage) -> None:
    write(page, "Lễ phát động", date(2026, 11, 15), "le_phat_dong")
    page.table.view.selectRow(0)
    row = page.card.row
    assert row is not None
    page.card.form.title.setText("Lễ phát động toàn xã")
    other = ActivityDraft(kind_code="le_phat_dong", title="Khác", starts_on=row.starts_on)
    command = ChangeActivity(activity_id=row.id, seen_revision=row.revision, draft=other)
    page.context.db.write(change_activity, command)

    page.deck.save()
    assert page.card.banner.isVisible()
    qtbot.mouseClick(page.card.overwrite, Qt.MouseButton.LeftButton)
    assert titles(page) == ["Lễ phát động toàn xã"]


def test_theme_is_typed_and_kept(qtbot: QtBot, page: ActivitiesPage) -> None:
    focus(qtbot, page.head.theme)
    page.head.theme.clear()
    type_words(page.head.theme, "An sinh xã hội cho phụ nữ và trẻ em gái")
    qtbot.keyClick(page.head.theme, Qt.Key.Key_Tab)

    page.head.theme.clear()
    page.refresh()
    assert page.head.theme.text() == "An sinh xã hội cho phụ nữ và trẻ em gái"


def test_files_wait_for_a_new_activity_and_are_kept_with_it(
    qtbot: QtBot, page: ActivitiesPage, tmp_path: Path, status_line: StatusLine
) -> None:
    proof = tmp_path / "danh sách ký nhận.pdf"
    proof.write_bytes(b"%PDF-1.4 danh sach")
    page.card.form.kind.set_code("tap_huan")
    type_words(page.card.form.title, "Lớp có danh sách")
    page.deck.files.add([proof])
    page.deck.save()

    qtbot.waitUntil(lambda: bool(page.context.db.read(list_activities)[0].attachments))
    qtbot.waitUntil(lambda: page.card.files.list.count() == 1)
    page.card.files.list.setCurrentRow(0)
    page.deck.files._remove(page.card.row.attachments[0])
    assert page.context.db.read(list_activities)[0].attachments == ()
    status_line.undo()
    [kept] = page.context.db.read(list_activities)[0].attachments
    assert kept.name == "danh sách ký nhận.pdf"


def test_every_field_has_a_name_to_be_read_out(page: ActivitiesPage) -> None:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

    for kind in (QLineEdit, QComboBox, QPlainTextEdit):
        for field in page.card.findChildren(kind):
            assert field.accessibleName(), field


def test_a_card_that_cannot_be_saved_is_there_after_a_new_start(
    qtbot: QtBot, page: ActivitiesPage
) -> None:
    type_words(page.card.form.title, "Chưa biết ngày")
    page.card.form.starts_on.line.setText("32/11")
    qtbot.keyClicks(page.card.form.people.line("women"), "12")
    assert page.leave()

    again = ActivitiesPage(page.context)
    qtbot.addWidget(again)
    [button] = again.kept.buttons()
    button.click()
    assert again.card.form.title.text() == "Chưa biết ngày"
    assert again.card.form.starts_on.line.text() == "32/11"
    assert again.card.form.people.line("women").text() == "12"
    assert again.card.is_changed
