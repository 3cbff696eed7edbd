"""A leader at the window: looks everywhere, issues, and loses nothing that was typed in vain."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.data_folder import open_data_folder
from app.domain.roles import Role
from app.queries.office import get_office
from app.ui.access.role_band import DROP
from app.ui.context import UiContext
from app.ui.main_window import MainWindow
from app.ui.settings.office_section import OfficeSection
from app.ui.settings.page import SettingsPage
from tests.ui.access.conftest import PASSWORD
from tests.ui.conftest import Door
from tests.ui.frame.support import context_of, folder_with_office
from tests.ui.keys import retype


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office, closed; every test has a copy."""
    made = tmp_path_factory.mktemp("sổ")
    folder_with_office(made).close()
    return made


@pytest.fixture
def context(root: Path, tmp_path: Path) -> Iterator[UiContext]:
    folder = open_data_folder(shutil.copytree(root, tmp_path / "dữ liệu"), actor="máy")
    folder.db.work_as("Lê Văn Mẫu", Role.LEADER)
    made = context_of(folder)
    yield made
    made.jobs.close()
    folder.close()


@pytest.fixture
def window(qtbot: QtBot, look: None, context: UiContext) -> MainWindow:
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    made.navigate("settings", section="office")
    return made


def section_of(window: MainWindow) -> OfficeSection:
    page = window.page
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, OfficeSection)
    return page.section


def test_what_is_refused_stays_on_the_screen(
    context: UiContext, window: MainWindow, door: Door
) -> None:
    name = section_of(window).form.control("name")
    retype(name, "Song Mới")
    window.navigate("home")
    assert "“Lãnh đạo”" in door.shown[0].text
    assert "không ghi vào sổ được vì quyền" in door.shown[1].text
    assert window.code == "settings"
    assert name.value() == "Song Mới"
    office = context.db.read(get_office)
    assert office is not None
    assert office.name == "Song An"


def test_and_is_given_up_when_that_is_wished(
    context: UiContext, window: MainWindow, door: Door
) -> None:
    retype(section_of(window).form.control("name"), "Song Mới")
    door.answers = ["Đã hiểu", DROP]
    window.navigate("home")
    assert window.code == "home"
    window.navigate("settings", section="office")
    assert section_of(window).form.control("name").value() == "Song An"
    assert window.close()


def test_locking_and_changing_places_are_found_once_there_is_a_password(
    context: UiContext, window: MainWindow
) -> None:
    def found() -> set[str]:
        return {wish.words for wish in window._wishes()} & {"Khóa cửa sổ", "Đổi người dùng"}

    assert found() == set()
    context.db.work_as("máy", None)
    context.access.set_password(PASSWORD)
    assert found() == {"Khóa cửa sổ", "Đổi người dùng"}
