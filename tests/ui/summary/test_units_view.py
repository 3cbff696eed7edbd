"""Đơn vị: written, read from Excel, merged, trusted by their cards."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.units import CardState
from app.exchange.office_cards import card_bytes, card_of, new_keys
from app.queries.units import list_units
from app.services.office import SetUpOffice
from app.services.units import UnitDraft, save_units
from app.ui.context import UiContext
from app.ui.summary.units_view import UnitsView
from tests.ui.conftest import Door
from tests.ui.keys import retype

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> UnitsView:
    made = UnitsView(context)
    qtbot.addWidget(made)
    made.show()
    return made


def three(context: UiContext) -> None:
    names = {"26740": "Mẫu Thượng", "26741": "Mẫu Trung", "26742": "Mẫu Hạ"}
    drafts = [UnitDraft(code=code, name=name, level_code="xa") for code, name in names.items()]
    context.db.write(save_units, drafts)


def stand_on(view: UnitsView, code: str) -> None:
    view.refresh()
    assert view.table.choose(lambda row: row.code == code)


def test_an_empty_list_says_how_to_begin_and_the_first_unit_is_typed(
    qtbot: QtBot, context: UiContext, view: UnitsView
) -> None:
    assert not view.empty.isHidden()
    qtbot.mouseClick(view.add, LEFT)
    retype(view.form.form.control("name"), "Mẫu Thượng")
    qtbot.mouseClick(view.form.save, LEFT)
    assert "mã đơn vị" in view.form.form.boxes["code"].error.words.text()

    retype(view.form.form.control("code"), "26740")
    qtbot.mouseClick(view.form.save, LEFT)

    [row] = context.db.read(list_units)
    assert (row.code, row.full_name) == ("26740", "xã Mẫu Thượng")
    view.refresh()
    assert view.empty.isHidden()


def test_a_unit_that_was_removed_comes_back(
    qtbot: QtBot, context: UiContext, view: UnitsView, door: Door
) -> None:
    three(context)
    stand_on(view, "26741")
    door.answers.append("Bỏ")
    with qtbot.waitSignal(context.status.undo_offered) as offered:
        qtbot.mouseClick(view.remove, LEFT)
    assert [row.code for row in context.db.read(list_units)] == ["26740", "26742"]
    offered.args[1]()
    back = next(row for row in context.db.read(list_units) if row.code == "26741")
    assert (back.name, back.level_code) == ("Mẫu Trung", "xa")


def test_units_are_merged_from_a_day_and_the_old_ones_can_be_seen(
    qtbot: QtBot, context: UiContext, view: UnitsView
) -> None:
    three(context)
    stand_on(view, "26740")
    qtbot.mouseClick(view.changes[0], LEFT)
    step = view.steps[0]
    retype(step.form.control("predecessors"), "Mẫu Không Có")
    retype(step.form.control("name"), "Mẫu Mới")
    retype(step.form.control("day"), "01/07/2026")
    qtbot.mouseClick(step.go, LEFT)
    assert "Mẫu Không Có" in step.form.boxes["predecessors"].error.words.text()

    retype(step.form.control("predecessors"), "mau trung")
    qtbot.mouseClick(step.go, LEFT)

    rows = {(row.code, row.name): row for row in context.db.read(list_units)}
    new = rows["26740", "Mẫu Mới"]
    assert new.valid_from == date(2026, 7, 1)
    assert {old.name for old in new.predecessors} == {"Mẫu Thượng", "Mẫu Trung"}
    assert rows["26741", "Mẫu Trung"].valid_to == date(2026, 6, 30)
    view.refresh()
    assert {row.name for row in view.table.model.rows} == {"Mẫu Mới", "Mẫu Hạ"}
    view.former.show_value(True)
    view.refresh()
    assert len(view.table.model.rows) == 4


def test_the_list_goes_out_and_comes_back_looked_at_first(
    qtbot: QtBot, context: UiContext, view: UnitsView, door: Door, tmp_path: Path
) -> None:
    three(context)
    path = tmp_path / "danh-sach.xlsx"
    door.files.append(path)
    qtbot.mouseClick(view.save, LEFT)
    qtbot.waitUntil(lambda: path.exists() and not context.jobs.busy)

    door.files.append(path)
    qtbot.mouseClick(view.read, LEFT)
    qtbot.waitUntil(view.file.look.write.isVisible)
    assert "3 đơn vị như cũ" in view.file.look.summary.text()
    assert not view.file.look.write.isEnabled()
    assert view.back()
    assert not view.split.isHidden()


def test_the_card_of_a_unit_is_trusted_by_its_code(
    qtbot: QtBot, context: UiContext, view: UnitsView, door: Door, tmp_path: Path
) -> None:
    three(context)
    card = card_of(new_keys(), "26742", "UBND xã Mẫu Hạ", NOW)
    path = tmp_path / "26742_the-co-quan.bdg-the"
    path.write_bytes(card_bytes(card))
    stand_on(view, "26742")
    door.files.append(path)
    qtbot.mouseClick(view.card.pick, LEFT)
    retype(view.card.form.control("heard"), card.short_code)
    qtbot.mouseClick(view.card.confirm, LEFT)

    row = next(row for row in context.db.read(list_units) if row.code == "26742")
    assert row.card is CardState.PINNED


def test_what_is_typed_is_kept_before_another_unit_is_shown(
    qtbot: QtBot, context: UiContext, view: UnitsView
) -> None:
    three(context)
    stand_on(view, "26740")
    retype(view.form.form.control("contact"), "Trần Thị Mẫu")
    assert view.table.choose(lambda row: row.code == "26741")
    row = next(row for row in context.db.read(list_units) if row.code == "26740")
    assert row.contact == "Trần Thị Mẫu"
