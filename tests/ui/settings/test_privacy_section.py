"""Dữ liệu cá nhân: overdue rules are ticked, a person is found and taken out, a file is shown."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.redaction import MARK
from app.domain.retention import Kept
from app.domain.roles import Role
from app.models import CatalogueEntry, Signer, Unit
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.settings.page import SettingsPage
from app.ui.settings.privacy_section import PrivacySection
from tests.ui.conftest import TODAY, Door
from tests.ui.keys import type_text

NAME = "Phạm Thị Mẫu"


def old_unit(session: Session) -> None:
    session.add(
        Unit(
            code="c1", name="Xã Cũ", search="xa cu", level_code="xa",
            valid_to=TODAY.replace(year=TODAY.year - 3), contact=NAME, phone="0912 345 678",
        )
    )  # fmt: skip
    session.add(Signer(form_code="kt", lines=["KT. CHỦ TỊCH"], name=NAME))


def check_rules(session: Session) -> None:
    rows = select(CatalogueEntry).where(CatalogueEntry.catalogue == "retention")
    for row in session.scalars(rows):
        row.checked = True


def contacts(session: Session) -> list[str]:
    return list(session.scalars(select(Unit.contact)))


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> SettingsPage:
    context.db.write(old_unit)
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.open({"section": "privacy"})
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def section(page: SettingsPage) -> PrivacySection:
    assert isinstance(page.section, PrivacySection)
    return page.section


def idle(qtbot: QtBot, context: UiContext) -> None:
    qtbot.waitUntil(lambda: not context.jobs.busy)


def test_only_checked_rules_are_ticked_and_go_after_a_question(
    section: PrivacySection, context: UiContext, door: Door, qtbot: QtBot
) -> None:
    tick = section.overdue.ticks[Kept.UNIT_CONTACT]
    assert tick.text() == "1 quá hạn"
    assert not tick.isEnabled()
    assert not section.overdue.apply.isEnabled()
    context.db.write(check_rules)
    section.refresh()
    ticks = section.overdue.ticks
    assert [kept for kept, one in ticks.items() if one.isEnabled()] == [Kept.UNIT_CONTACT]
    ticks[Kept.UNIT_CONTACT].click()
    section.overdue.apply.click()
    idle(qtbot, context)
    assert context.db.read(contacts) == [NAME]
    door.answers = ["Xóa, ẩn danh"]
    section.overdue.apply.click()
    qtbot.waitUntil(lambda: context.db.read(contacts) == [MARK])
    qtbot.waitUntil(lambda: section.overdue.ticks[Kept.UNIT_CONTACT].text() == "0 quá hạn")
    assert "sao lưu trước" in door.shown[-1].text


def test_a_person_is_found_then_taken_out(
    section: PrivacySection, context: UiContext, door: Door, qtbot: QtBot
) -> None:
    type_text(section.person.name, "Mẫu")
    section.person.seek.click()
    qtbot.waitUntil(lambda: "họ và tên" in section.person.said.text())
    assert section.person.table.isHidden()
    section.person.name.setText(NAME.lower())
    section.person.seek.click()
    qtbot.waitUntil(lambda: not section.person.table.isHidden())
    assert [row.name for row in section.person.table.model.rows] == [
        "Người ký", "Đơn vị", "Lịch sử thay đổi",
    ]  # fmt: skip
    door.answers = ["Ẩn danh"]
    section.person.hide_person.click()
    qtbot.waitUntil(lambda: context.db.read(contacts) == [MARK])
    qtbot.waitUntil(section.person.hide_person.isHidden)
    assert section.person.name.text() == ""


def test_only_the_administrator_is_offered_it(
    section: PrivacySection, context: UiContext, qtbot: QtBot
) -> None:
    context.db.write(check_rules)
    context.db.work_as("Lê Thị Mẫu", Role.OFFICER)
    section.refresh()
    section.overdue.ticks[Kept.UNIT_CONTACT].click()
    assert not section.overdue.apply.isEnabled()
    section.person.name.setText(NAME)
    section.person.seek.click()
    qtbot.waitUntil(lambda: not section.person.table.isHidden())
    assert section.person.hide_person.isHidden()


def test_the_support_file_is_shown_before_it_is_written(
    section: PrivacySection, door: Door, qtbot: QtBot, tmp_path: Path
) -> None:
    assert section.support.write.isHidden()
    section.support.gather.click()
    qtbot.waitUntil(lambda: not section.support.write.isHidden())
    shown = section.support.words.toPlainText()
    assert "Màn hình: " in shown
    assert NAME not in shown
    door.files = [None, tmp_path / "hỗ trợ.zip"]
    section.support.write.click()
    section.support.write.click()
    with ZipFile(tmp_path / "hỗ trợ.zip") as packed:
        assert packed.read("tom-tat.txt").decode() in shown
