"""Cài đặt, Danh mục: a form from above is looked at, then taken over; faults stop it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.given_rows import KEPT, NEW
from app.queries.indicators import find_form
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.settings.catalogue_section import CatalogueSection
from app.ui.settings.page import SettingsPage
from tests.ui.conftest import Door

TOML = """
valid_from = 2027-01-01
[[entry]]
catalogue = "indicator"
code = "t_moi"
name = "Chỉ tiêu mới"
data = { unit = "người" }
[[entry]]
catalogue = "form"
code = "bieu_tinh"
name = "Biểu của tỉnh"
data = { rows = [{ indicator = "t_moi" }, { indicator = "ho" }] }
"""


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> SettingsPage:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.open({"section": "catalogues", "catalogue": "form"})
    return made


@pytest.fixture
def section(page: SettingsPage) -> CatalogueSection:
    assert isinstance(page.section, CatalogueSection)
    return page.section


def look_at(qtbot: QtBot, section: CatalogueSection, door: Door, path: Path) -> QWidget:
    door.files = [path]
    section.take.click()
    told = len(door.shown)
    given = section.given
    # What the lane made comes a moment after the lane is free.
    qtbot.waitUntil(lambda: given.currentWidget() is not given.wait or len(door.shown) > told)
    return given.currentWidget()


def test_a_form_is_looked_at_and_taken_over(
    qtbot: QtBot, section: CatalogueSection, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "biểu tỉnh.toml"
    path.write_text(TOML, encoding="utf-8")
    assert look_at(qtbot, section, door, path) is section.given.look
    assert not section.split.isVisible()
    assert "2 mới" in section.given.look.summary.text()
    assert section.given.look.write.text() == "Nhận 2 dòng"

    section.given.look.write.click()
    assert section.split.isVisible()
    form = section.context.db.read(find_form, "bieu_tinh")
    assert form.indicators == ("t_moi", "ho")
    assert "Biểu của tỉnh" in {row.name for row in section.table.model.rows}

    look_at(qtbot, section, door, path)
    assert {one.kind for one in section.given.look.table.model.rows} == {KEPT}
    assert not section.given.look.write.isEnabled()
    section.given.look.cancel.click()
    assert section.split.isVisible()


def test_faults_name_their_place_and_stop_the_file(
    qtbot: QtBot, section: CatalogueSection, door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "sai.toml"
    path.write_text(TOML.replace('"ho"', '"khong_co"'), encoding="utf-8")
    look_at(qtbot, section, door, path)
    assert "Mục 2 (mã bieu_tinh)" in section.given.look.problems.words.text()
    assert not section.given.look.write.isEnabled()
    assert {one.kind for one in section.given.look.table.model.rows} == {NEW}

    path.write_bytes(b"\xff\xfe")
    look_at(qtbot, section, door, path)
    assert "không phải là tệp chữ" in door.shown[-1].text
    assert section.split.isVisible()


def test_only_forms_and_indicators_come_from_above(section: CatalogueSection) -> None:
    assert section.take.isVisible()
    section.show_catalogue("indicator")
    assert section.take.isVisible()
    section.show_catalogue("theme")
    assert not section.take.isVisible()
