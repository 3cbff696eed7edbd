"""The lock: nothing of the window is seen and nothing of it is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.roles import Role
from app.queries.officers import officers_at_work
from app.services.officers import OfficerDraft
from app.ui.access.ask_again import AskAgain, after_password
from app.ui.access.guard import Guard
from app.ui.access.lock import LockWindow
from app.ui.context import UiContext
from tests.ui.access.conftest import PASSWORD
from tests.ui.conftest import Door

OTHER = "nam sau bay tam"


@dataclass
class Desk:
    """A window with one field, and its guard."""

    window: QWidget
    field: QLineEdit
    guard: Guard

    @property
    def cover(self) -> LockWindow:
        assert self.guard.lock.shown is not None
        return self.guard.lock.shown


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext) -> Iterator[Desk]:
    window = QWidget()
    outer = QVBoxLayout(window)
    field = QLineEdit(window)
    outer.addWidget(field)
    guard = Guard(context, window, outer)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    yield Desk(window, field, guard)
    if guard.lock.shown is not None:
        guard.lock.unlock()


def type_into(gate_owner: LockWindow | AskAgain, password: str) -> None:
    gate_owner.gate.field.line.clear()
    QTest.keyClicks(gate_owner.gate.field.line, password)
    QTest.keyClick(gate_owner.gate.field.line, Qt.Key.Key_Return)


def test_what_is_typed_comes_back_and_work_goes_on(
    qtbot: QtBot, context: UiContext, code: str, desk: Desk
) -> None:
    QTest.keyClicks(desk.field, "dang go do")
    context.bus.lock_wanted.emit()
    assert desk.window.isHidden()
    assert desk.cover.isVisible()
    done: list[int] = []
    context.jobs.start(desk.window, lambda _job: 7, on_success=done.append)
    qtbot.waitUntil(lambda: done == [7])

    type_into(desk.cover, "khong phai the")
    assert desk.window.isHidden()
    assert "không đúng" in desk.cover.gate.said.words.text()
    type_into(desk.cover, PASSWORD)
    assert desk.window.isVisible()
    assert desk.field.text() == "dang go do"
    assert desk.guard.lock.shown is None


def test_without_a_password_there_is_nothing_to_lock(
    context: UiContext, desk: Desk, door: Door
) -> None:
    context.bus.lock_wanted.emit()
    assert desk.window.isVisible()
    assert "Cài đặt" in door.shown[0].text


def test_a_pause_locks_and_work_begins_it_anew(context: UiContext, code: str, desk: Desk) -> None:
    context.preferences.change(idle_minutes=5)
    context.bus.officer_changed.emit()
    watch = desk.guard.lock.watch
    assert watch.waits_ms == 5 * 60_000
    handle = desk.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert watch.waits_ms == 5 * 60_000
    watch.idle.emit()
    assert desk.window.isHidden()

    desk.guard.lock.unlock()
    context.preferences.change(idle_minutes=0)
    context.bus.officer_changed.emit()
    assert watch.waits_ms == 0


def test_the_cross_leaves_the_program_only_through_the_window(
    qtbot: QtBot, context: UiContext, code: str, desk: Desk
) -> None:
    left: list[int] = []
    desk.guard.lock.leave_wanted.connect(lambda: left.append(1))
    context.bus.lock_wanted.emit()
    assert not desk.cover.close()
    qtbot.waitUntil(lambda: left == [1])
    assert desk.window.isHidden()
    assert desk.guard.lock.shown is None


def test_the_lock_opens_for_who_is_at_work_alone(context: UiContext, code: str, desk: Desk) -> None:
    access = context.access
    access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    access.add(OfficerDraft(name="Lê Văn Mẫu", role=Role.LEADER), OTHER, "")
    wished: list[int] = []
    context.bus.switch_wanted.connect(lambda: wished.append(1))
    context.bus.lock_wanted.emit()
    assert "Nguyễn Thị Mẫu" in " ".join(
        label.text() for label in desk.cover.findChildren(type(desk.cover.gate.said.words))
    )
    type_into(desk.cover, OTHER)
    assert desk.window.isHidden()
    desk.cover.switch.click()
    assert wished == [1]


def test_who_only_looks_is_told_so(context: UiContext, code: str, desk: Desk) -> None:
    assert desk.guard.band.isHidden()
    access = context.access
    access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    access.add(OfficerDraft(name="Lê Văn Mẫu", role=Role.LEADER), OTHER, "")
    context.bus.officer_changed.emit()
    assert desk.guard.band.isHidden()
    leader = next(row for row in context.db.read(officers_at_work) if row.role is Role.LEADER)
    access.work_as(leader, "")
    context.bus.officer_changed.emit()
    assert desk.guard.band.isVisible()
    assert "quyền Lãnh đạo" in desk.guard.band.words.text()


def test_sensitive_work_asks_again(context: UiContext, code: str, desk: Desk) -> None:
    done: list[int] = []
    after_password(context, desk.window, "Bỏ mật khẩu.", "Bỏ", lambda: done.append(1))
    box = desk.window.findChild(AskAgain)
    assert isinstance(box, AskAgain)
    type_into(box, "khong phai the")
    assert done == []
    type_into(box, PASSWORD)
    assert done == [1]

    after_password(context, desk.window, "Bỏ mật khẩu.", "Bỏ", lambda: done.append(2))
    left = next(one for one in desk.window.findChildren(AskAgain) if one.isVisible())
    left.leave.click()
    assert done == [1]


def test_without_a_password_sensitive_work_is_done_at_once(context: UiContext, desk: Desk) -> None:
    done: list[int] = []
    after_password(context, desk.window, "Phục hồi.", "Phục hồi", lambda: done.append(1))
    assert done == [1]
