"""Kiểm tra dữ liệu: checked in the background, what is found is shown, mended when asked, saved."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.settings.data_check_section import MEND, DataCheckSection
from tests.ui.conftest import Door


@pytest.fixture
def section(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> DataCheckSection:
    made = DataCheckSection(context)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def check(qtbot: QtBot, section: DataCheckSection) -> None:
    section.start.click()
    qtbot.waitUntil(lambda: not section.wait.busy)


def listed(section: DataCheckSection) -> int:
    assert section.report is not None
    return len(section.report.findings)


def by_hand(context: UiContext, order: str) -> None:
    with context.db.engine.begin() as connection:
        connection.execute(text(order))


def test_whole_data_are_called_whole(qtbot: QtBot, section: DataCheckSection) -> None:
    assert not section.save.isVisible()

    check(qtbot, section)

    assert "đúng như khi ghi" in section.told.words.text()
    assert not section.mend.isVisible()
    assert section.save.isVisible()


def test_what_is_found_is_listed_mended_and_saved(
    qtbot: QtBot, section: DataCheckSection, context: UiContext, door: Door, tmp_path: Path
) -> None:
    by_hand(context, "UPDATE office SET name = 'sửa tay'")
    by_hand(
        context,
        "UPDATE catalogue_entry SET search = '' WHERE id IN (SELECT id FROM catalogue_entry LIMIT 3)",
    )

    check(qtbot, section)
    found = listed(section)
    section.table.choose(lambda row: row.found == "sửa tay")
    door.answers = [MEND]
    section.mend.click()
    qtbot.waitUntil(lambda: not section.wait.busy)
    door.files = [tmp_path / "kết quả.txt"]
    section.save.click()

    section.table.choose(lambda row: row.found == "sửa tay")
    assert "Đúng ra: Mẫu; đang là: sửa tay" in section.detail.text()
    assert listed(section) == found - 3
    assert not section.mend.isVisible()
    saved = (tmp_path / "kết quả.txt").read_text(encoding="utf-8-sig")
    assert "đang là: sửa tay" in saved
