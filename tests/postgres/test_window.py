"""The window over data on a server: which server is said, and who makes the backups."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.data_folder import DataFolder, open_data_folder
from app.db.server import Server
from app.services.office import set_up_office
from app.ui.backups import last_backup_words
from app.ui.main_window import MainWindow
from app.ui.settings.backup_section import BackupSection
from tests.ui.frame.support import OFFICE, context_of


@pytest.fixture
def folder(tmp_path: Path, server: Server) -> Iterator[DataFolder]:
    """An office on a server."""
    opened = open_data_folder(tmp_path / "ghế", actor="Mẫu", server=server)
    opened.db.write(set_up_office, OFFICE)
    yield opened
    opened.close()


def test_the_foot_of_the_window_names_the_server(qtbot: QtBot, folder: DataFolder) -> None:
    context = context_of(folder)
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.navigate("home")
    window.show_backup()
    said = [label.text() for label in window.foot.findChildren(QLabel)]
    assert f"Máy chủ: {folder.db.server}" in said
    assert "máy chủ" in last_backup_words(context)
    context.jobs.close()


def test_no_backup_is_offered_that_the_program_cannot_make(
    qtbot: QtBot, folder: DataFolder
) -> None:
    context = context_of(folder)
    section = BackupSection(context)
    qtbot.addWidget(section)
    section.show()
    assert not section.now.isVisible()
    said = [label.text() for label in section.findChildren(QLabel)]
    assert any("người quản trị máy chủ" in words for words in said)
    assert not any("tự sao lưu" in words for words in said)
    assert section.place.text() == str(folder.paths.attachments)
    context.jobs.close()
