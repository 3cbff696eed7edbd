"""A window on a folder with an office, looked after by pytest-qt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from tests.ui.frame.support import context_of, folder_with_office


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Iterator[UiContext]:
    folder = folder_with_office(tmp_path / "dữ liệu")
    made = context_of(folder)
    yield made
    made.jobs.close()
    folder.close()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The program's look, and afterwards what was there before."""
    font, palette, style = qapp.font(), qapp.palette(), qapp.style().objectName()
    theme.apply(qapp, "light", "medium")
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def window(qtbot: QtBot, context: UiContext, look: None) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 728)
    with qtbot.waitExposed(made):
        made.show()
    made.navigate("home")
    return made
