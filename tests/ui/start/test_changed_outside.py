"""Every start looks at the newest history; what was changed outside is told with the way to look."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.data_folder import open_data_folder
from app.ui.main_window import MainWindow
from app.ui.settings.data_check_section import DataCheckSection
from app.ui.settings.page import SettingsPage
from app.ui.start.beginning import CHECK_DATA, Beginning
from tests.ui.frame.support import context_of


def buttons_of(root: Path, qtbot: QtBot, order: str) -> list[str]:
    folder = open_data_folder(root, actor="Nguyễn Văn Mẫu")
    with folder.db.engine.begin() as connection:
        connection.execute(text(order))
    context = context_of(folder)
    beginning = Beginning(context, mine=False)
    window = MainWindow(context)
    qtbot.addWidget(window)
    beginning.show(window, lambda: None)
    found = [one for one in window.notices.findChildren(QPushButton) if one.text() == CHECK_DATA]
    for button in found:
        button.click()
        page = window.findChild(SettingsPage)
        assert page is not None
        assert isinstance(page.section, DataCheckSection)
    beginning.end()
    context.jobs.close()
    folder.close()
    return [one.text() for one in found]


def test_a_start_on_history_changed_outside_leads_to_the_check(qtbot: QtBot, closed: Path) -> None:
    assert buttons_of(closed, qtbot, "SELECT 1") == []
    change = "UPDATE change SET actor = 'ai đó' WHERE id = (SELECT max(id) FROM change)"
    assert buttons_of(closed, qtbot, change) == [CHECK_DATA]
