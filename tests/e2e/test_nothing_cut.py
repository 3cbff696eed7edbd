"""At 1366×768 and the largest text no button, label or title is cut, on any page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.data_folder import open_data_folder
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.navigation import PAGES
from app.workflows.sample import SAMPLE_DAY, make_sample

SCREEN = QSize(1366, 728)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    font, palette, style = qapp.font(), qapp.palette(), qapp.style().objectName()
    theme.apply(qapp, "light", "huge")
    make_sample(tmp_path / "mau")
    folder = open_data_folder(tmp_path / "mau", actor="Mẫu")
    context = bootstrap.make_context(folder)
    context.today = lambda: SAMPLE_DAY
    context.preferences.change(text_size="huge")
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(SCREEN)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    context.jobs.close()
    folder.close()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def is_cut(widget: QWidget) -> bool:
    """Narrower than its words, or lower than they need at this width."""
    if isinstance(widget, QToolButton) and not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    need = widget.minimumSizeHint()
    return widget.width() + 1 < need.width() or widget.height() + 1 < need.height()


def words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


@pytest.mark.slow
@pytest.mark.parametrize("code", [page.code for page in PAGES])
def test_nothing_is_cut(window: MainWindow, qtbot: QtBot, code: str) -> None:
    window.navigate(code)

    def settled() -> None:
        # A scroll area measures wrapped sentences one turn after it got its width.
        parts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
        shown = [part for part in parts if part.isVisible() and words_of(part)]
        assert {words_of(part) for part in shown if is_cut(part)} == set()

    qtbot.waitUntil(settled)
    assert window.size() == SCREEN, "the page is wider than the screen"
