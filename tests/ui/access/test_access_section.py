"""Người dùng và mật khẩu: people, passwords, the sheet, the lock; what one may not do is not shown."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.roles import Role
from app.queries.officers import list_officers, officers_at_work
from app.services.officers import OfficerDraft
from app.ui.access.ask_again import AskAgain
from app.ui.access.recovery_sheet import RecoveryDialog
from app.ui.access.who import NewPasswordWindow
from app.ui.context import UiContext
from app.ui.settings.access_section import AccessSection
from app.vault.key_file import open_with_recovery
from tests.ui.access.conftest import PASSWORD
from tests.ui.conftest import Door
from tests.ui.keys import retype

T = TypeVar("T", bound=QDialog)
OTHER, THIRD = "nam sau bay tam", "chin muoi muoi mot"


@pytest.fixture
def section(qtbot: QtBot, context: UiContext) -> AccessSection:
    made = AccessSection(context)
    qtbot.addWidget(made)
    made.show()
    return made


def box_of(owner: QWidget, kind: type[T]) -> T:
    found = next(one for one in owner.window().findChildren(kind) if one.isVisible())
    assert isinstance(found, kind)
    return found


def prove(owner: QWidget, password: str = PASSWORD) -> None:
    """Type one's own password once more."""
    box = box_of(owner, AskAgain)
    QTest.keyClicks(box.gate.field.line, password)
    QTest.keyClick(box.gate.field.line, Qt.Key.Key_Return)


def choose(owner: QWidget, password: str) -> None:
    """Type a new password twice."""
    box = box_of(owner, NewPasswordWindow)
    box.form.first.line.setText(password)
    box.form.second.line.setText(password)
    box.save.click()


def confirm_sheet(owner: QWidget) -> str:
    """Type the two groups back; the code of the sheet."""
    sheet = box_of(owner, RecoveryDialog).sheet
    code = "-".join(sheet.code.text().split())
    for number, line in sheet.typed.items():
        line.setText(code.split("-")[number].lower())
    sheet.done.click()
    return code


def add(section: AccessSection, name: str, role: Role | None = None) -> None:
    people = section.people
    people.add.click()
    retype(people.form.control("name"), name)
    if role is not None:
        people.form.show_values({"role": role.value})
    people.save.click()


def people_of(context: UiContext) -> dict[str, Role]:
    return {row.name: row.role for row in context.db.read(officers_at_work)}


def test_a_password_is_set_and_its_sheet_confirmed(
    context: UiContext, section: AccessSection
) -> None:
    assert "chưa có mật khẩu" in section.password.state.words.text()
    assert section.idle.isHidden()
    section.password.set.click()
    choose(section, PASSWORD)
    code = confirm_sheet(section)
    key_file = context.access.key_file
    assert key_file is not None
    assert open_with_recovery(key_file, code).slot == ""
    assert "chưa mã hóa" in section.password.state.words.text()
    assert section.idle.isVisible()
    assert section.password.set.isHidden()


def test_a_wrong_group_keeps_the_sheet_and_leaving_it_is_asked_about(
    context: UiContext, section: AccessSection, door: Door
) -> None:
    section.password.set.click()
    choose(section, PASSWORD)
    box = box_of(section, RecoveryDialog)
    box.sheet.done.click()
    assert "chưa đúng" in box.sheet.said.words.text()
    box.close()
    assert box.isVisible()
    door.answers = ["Đóng, không giữ mã"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert [message.answers[0] for message in door.shown] == ["Đóng, không giữ mã"] * 2


def test_the_sheet_is_saved_as_a_paper(section: AccessSection, door: Door, tmp_path: Path) -> None:
    section.password.set.click()
    choose(section, PASSWORD)
    target = tmp_path / "tờ mã.pdf"
    door.files = [target]
    sheet = box_of(section, RecoveryDialog).sheet
    sheet.save_button.click()
    assert target.read_bytes().startswith(b"%PDF")
    assert "xóa tệp ấy" in sheet.said.words.text()
    confirm_sheet(section)


def test_ones_own_password_is_changed_after_the_old_one(
    context: UiContext, code: str, section: AccessSection
) -> None:
    section.password.change.click()
    prove(section, "khong phai the")
    assert not context.access.is_right(OTHER)
    QTest.keyClicks(box_of(section, AskAgain).gate.field.line, "")
    box_of(section, AskAgain).gate.field.line.clear()
    prove(section)
    choose(section, OTHER)
    assert context.access.is_right(OTHER)
    assert not context.access.is_right(PASSWORD)


def test_a_new_sheet_makes_the_old_one_worthless_and_the_password_goes(
    context: UiContext, code: str, section: AccessSection
) -> None:
    section.password.sheet.click()
    prove(section)
    assert confirm_sheet(section) != code
    section.password.remove.click()
    prove(section)
    assert not context.access.has_password
    assert section.password.set.isVisible()


def test_people_are_added_changed_and_sent_home(context: UiContext, section: AccessSection) -> None:
    people = section.people
    assert people.nobody.isVisible()
    assert people.form.isHidden()
    add(section, "Nguyễn Thị Mẫu")
    assert (context.db.actor, context.db.role) == ("Nguyễn Thị Mẫu", Role.ADMIN)
    add(section, "Trần Văn Mẫu", Role.CLERK)
    assert people_of(context) == {"Nguyễn Thị Mẫu": Role.ADMIN, "Trần Văn Mẫu": Role.CLERK}
    add(section, "nguyễn thị mẫu", Role.CLERK)
    assert "Đã có" in people.form.boxes["name"].error.words.text()

    people.refresh()
    people.list.setCurrentRow(0)
    retype(people.form.control("name"), "Nguyễn Thị Mẫu Hai")
    people.save.click()
    assert context.db.actor == "Nguyễn Thị Mẫu Hai"
    assert people.list.item(0).text() == "Nguyễn Thị Mẫu Hai · Người quản trị · đang làm việc"


def test_a_second_person_gets_a_password_of_their_own(
    context: UiContext, code: str, section: AccessSection
) -> None:
    context.access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    section.refresh()
    add(section, "Trần Văn Mẫu", Role.LEADER)
    prove(section)
    choose(section, PASSWORD)
    assert "mật khẩu khác" in box_of(section, NewPasswordWindow).form.said.words.text()
    choose(section, OTHER)
    assert people_of(context) == {"Nguyễn Thị Mẫu": Role.ADMIN, "Trần Văn Mẫu": Role.LEADER}
    people = section.people
    assert people.list.item(1).text() == "Trần Văn Mẫu · Lãnh đạo · có mật khẩu"

    people.list.setCurrentRow(1)
    people.password.click()
    prove(section)
    choose(section, THIRD)
    people.list.setCurrentRow(1)
    people.retire.click()
    prove(section)
    assert people_of(context) == {"Nguyễn Thị Mẫu": Role.ADMIN}
    assert people.list.item(1).text() == "Trần Văn Mẫu · đã nghỉ"
    people.list.setCurrentRow(1)
    assert people.form.isHidden()
    people.retire.click()
    prove(section)
    assert people.list.item(1).text() == "Trần Văn Mẫu · Lãnh đạo · chưa có mật khẩu"


def test_the_last_administrator_cannot_be_lowered(
    context: UiContext, section: AccessSection
) -> None:
    context.access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    section.refresh()
    section.people.form.show_values({"role": Role.OFFICER.value})
    section.people.save.click()
    assert "ít nhất một" in section.people.form.boxes["role"].error.words.text()
    assert people_of(context) == {"Nguyễn Thị Mẫu": Role.ADMIN}


def test_a_leader_changes_the_own_password_and_nothing_else(
    context: UiContext, code: str, section: AccessSection
) -> None:
    access = context.access
    access.add(OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN), "", "")
    access.add(OfficerDraft(name="Lê Văn Mẫu", role=Role.LEADER), OTHER, "")
    leader = next(row for row in context.db.read(list_officers) if row.role is Role.LEADER)
    access.work_as(leader, "")
    section.refresh()
    shown = [
        part
        for part in (
            section.password.sheet,
            section.password.remove,
            section.people.add,
            section.people.save,
            section.people.password,
            section.people.retire,
            section.people.form,
        )
        if part.isVisible()
    ]
    assert shown == []
    assert section.password.change.isVisible()
    assert section.switch.isVisible()


def test_the_time_until_the_lock_is_chosen(
    context: UiContext, code: str, section: AccessSection
) -> None:
    told: list[int] = []
    context.bus.officer_changed.connect(lambda: told.append(1))
    section.idle.setCurrentIndex(section.idle.findData(5))
    section.idle.activated.emit(section.idle.currentIndex())
    assert context.preferences.choices.idle_minutes == 5
    assert told == [1]
