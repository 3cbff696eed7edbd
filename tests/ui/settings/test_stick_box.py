"""Sao lưu ra USB from the settings: asked where to, told when the stick may be pulled."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.backups.generations import generations_at
from app.backups.last_usb import LastUsb, remember_usb
from app.services.office import SetUpOffice
from app.ui.backups import last_backup_words, stick_is_late
from app.ui.context import UiContext
from app.ui.settings.backup_section import BackupSection
from tests.ui.conftest import Door

SECRET = "con đò lá trúc"


@pytest.fixture
def section(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> BackupSection:
    shown = BackupSection(context)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("secret", ["", SECRET])
def test_to_a_stick(
    qtbot: QtBot, section: BackupSection, stick: Path, door: Door, secret: str
) -> None:
    box = section.stick
    assert "lần nào" in box.state.words.text()
    door.files = [stick]
    box.secret.line.setText(secret)

    box.choose.click()
    qtbot.waitUntil(box.done.isVisible)

    assert "Có thể rút USB." in box.done.words.text()
    assert "cùng ổ đĩa" in box.done_words.text()
    assert not box.secret.value()
    [generation] = generations_at(stick)
    assert generation.locked == bool(secret)
    assert section.table.model.rowCount() == 1


def test_a_stick_that_is_gone(
    qtbot: QtBot, section: BackupSection, tmp_path: Path, door: Door
) -> None:
    section.stick.write_to(tmp_path / "đã rút")
    qtbot.waitUntil(lambda: bool(door.shown))
    assert "cắm lại USB" in door.shown[0].text
    assert section.stick.choose.isVisible()


def test_a_short_password_is_refused(
    qtbot: QtBot, section: BackupSection, stick: Path, door: Door
) -> None:
    section.stick.secret.line.setText("ngắn")
    section.stick.write_to(stick)
    qtbot.waitUntil(lambda: bool(door.shown))
    assert "ít nhất" in door.shown[0].text
    assert list(stick.iterdir()) == []


def test_after_two_weeks_it_is_said(context: UiContext, section: BackupSection) -> None:
    now = context.now()
    for days, late in ((14, False), (15, True)):
        moment = now.replace(year=2026, month=11, day=21) - timedelta(days=days)
        remember_usb(context.paths.backups, LastUsb(moment.astimezone(), Path()))
        assert stick_is_late(context) is late
        section.refresh()
        assert f"{days} ngày trước" in section.stick.state.words.text()
    assert "USB:" in last_backup_words(context)


def test_the_way_back_leaves_the_window(
    context: UiContext, section: BackupSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    context.restore = lambda: asked.append(True)
    section.restore.click()
    assert asked == [True]
