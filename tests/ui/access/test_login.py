"""The way in: the right password, wrong ones that wait, the recovery code, names without passwords."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.roles import Role
from app.errors import ValidationError
from app.queries.officers import officers_at_work
from app.services.officers import OfficerDraft, add_officer
from app.ui.access.gate import tries_of
from app.ui.access.login import LoginWindow
from app.ui.access.new_password import NewPassword
from app.ui.access.password_field import PasswordField
from app.ui.access.who import NewPasswordWindow, WhoWindow
from app.ui.context import UiContext
from app.vault.tries import FREE_TRIES
from tests.ui.access.conftest import PASSWORD, Clock
from tests.ui.keys import type_text


@pytest.fixture
def login(qtbot: QtBot, context: UiContext, code: str, clock: Clock) -> LoginWindow:
    return new_login(qtbot, context, clock)


def new_login(qtbot: QtBot, context: UiContext, clock: Clock) -> LoginWindow:
    key_file = context.access.key_file
    assert key_file is not None
    made = LoginWindow(key_file, tries_of(context.paths), clock.now)
    qtbot.addWidget(made)
    made.show()
    return made


def enter(login: LoginWindow, password: str) -> None:
    login.gate.field.line.clear()
    QTest.keyClicks(login.gate.field.line, password)
    QTest.keyClick(login.gate.field.line, Qt.Key.Key_Return)


def test_the_password_opens(login: LoginWindow) -> None:
    assert login.opened is None
    enter(login, PASSWORD)
    assert login.result() == LoginWindow.DialogCode.Accepted
    assert login.opened is not None
    assert login.gate.field.line.text() == ""


def test_nothing_typed_is_no_try(login: LoginWindow, clock: Clock) -> None:
    for _ in range(FREE_TRIES + 1):
        enter(login, "")
    assert "Hãy gõ mật khẩu" in login.gate.said.words.text()
    assert login.gate.enter.isEnabled()


def test_wrong_ones_wait_also_after_a_new_start(
    qtbot: QtBot, context: UiContext, login: LoginWindow, clock: Clock
) -> None:
    for _ in range(FREE_TRIES):
        assert login.gate.enter.isEnabled()
        enter(login, "khong phai the")
    assert not login.gate.enter.isEnabled()
    assert "thử lại sau 5 giây" in login.gate.said.words.text()
    assert "Dữ liệu giữ nguyên" in login.gate.said.words.text()
    enter(login, PASSWORD)
    assert login.opened is None

    again = new_login(qtbot, context, clock)
    assert "thử lại sau 5 giây" in again.gate.said.words.text()
    clock.pass_by(3)
    again.gate.count()
    assert "thử lại sau 2 giây" in again.gate.said.words.text()
    clock.pass_by(2)
    again.gate.count()
    assert again.gate.enter.isEnabled()
    enter(again, PASSWORD)
    assert again.opened is not None
    assert tries_of(context.paths).wait(clock.now()) == 0


def test_the_recovery_code_opens_and_a_wrong_group_is_named(
    context: UiContext, login: LoginWindow, code: str, clock: Clock
) -> None:
    for _ in range(FREE_TRIES):
        enter(login, "khong phai the")
    login.forgotten.click()
    groups = code.split("-")
    wrong = "A" if groups[2][0] != "A" else "B"
    QTest.keyClicks(login.code, "-".join([*groups[:2], wrong + groups[2][1:], *groups[3:]]))
    login.use_code.click()
    assert "Nhóm thứ 3" in login.code_said.words.text()
    assert login.opened is None
    login.code.clear()
    QTest.keyClicks(login.code, code.lower().replace("-", " "))
    QTest.keyClick(login.code, Qt.Key.Key_Return)
    assert tries_of(context.paths).wait(clock.now()) == 0
    assert login.opened is not None
    assert login.result() == LoginWindow.DialogCode.Accepted


def test_a_password_is_hidden_until_it_is_shown(qtbot: QtBot) -> None:
    field = PasswordField("Mật khẩu", new=True)
    qtbot.addWidget(field)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.text() == "Ẩn"
    field.clear()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_is_told_by_the_letters_typed(qtbot: QtBot) -> None:
    field = PasswordField("Mật khẩu")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClick(field.line, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert field.hint.isHidden()
    QTest.keyClicks(field.line, "A", Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock" in field.hint.words.text()
    assert field.hint.isVisible()
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert field.hint.isHidden()


def test_letters_with_marks_are_composed_and_warned_of(qtbot: QtBot) -> None:
    form = NewPassword()
    qtbot.addWidget(form)
    form.show()
    form.first.show_button.click()
    type_text(form.first.line, "Mẹ trồng khoai")
    assert "không dấu" in form.first.hint.words.text()
    form.second.line.setText("Me\u0323 trô\u0300ng khoai")
    assert form.read() == "Mẹ trồng khoai"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("ngan", "ngan", "ít nhất"), ("du dai roi day", "khac han nhau", "không giống nhau")],
)
def test_a_bad_new_password_is_said(qtbot: QtBot, first: str, second: str, said: str) -> None:
    form = NewPassword()
    qtbot.addWidget(form)
    form.first.line.setText(first)
    form.second.line.setText(second)
    assert form.read() is None
    assert said in form.said.words.text()


def test_a_new_password_is_kept_or_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    kept: list[str] = []

    def keep(password: str) -> None:
        if password == "cua nguoi khac":
            raise ValidationError("Hãy chọn mật khẩu khác.")
        kept.append(password)

    box = NewPasswordWindow("Nguyễn Thị Mẫu", keep)
    qtbot.addWidget(box)
    box.show()
    for password in ("cua nguoi khac", PASSWORD):
        box.form.first.line.setText(password)
        box.form.second.line.setText(password)
        QTest.keyClick(box.form.second.line, Qt.Key.Key_Return)
    assert kept == [PASSWORD]
    assert box.result() == NewPasswordWindow.DialogCode.Accepted


def test_without_passwords_people_choose_their_name(qtbot: QtBot, context: UiContext) -> None:
    context.db.write(add_officer, OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN))
    context.db.write(add_officer, OfficerDraft(name="Lê Văn Mẫu", role=Role.CLERK))
    box = WhoWindow(context.db.read(officers_at_work))
    qtbot.addWidget(box)
    box.show()
    assert box.officer.name == "Lê Văn Mẫu"
    QTest.keyClick(box.list, Qt.Key.Key_Down)
    box.go_on.click()
    assert box.officer.name == "Nguyễn Thị Mẫu"
    assert box.result() == WhoWindow.DialogCode.Accepted
