"""Cards: ours given away, that of the office above trusted only by its code."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.units import CardState
from app.exchange.office_cards import OfficeCard, card_bytes, card_of, new_keys, read_card
from app.queries.units import list_cards, upper_unit
from app.services.office import SetUpOffice
from app.ui.context import UiContext
from app.ui.exchange.card_view import CardView
from app.workflows.parcels.desk import own_office, set_unit_code
from tests.ui.conftest import TODAY, Door
from tests.ui.keys import retype

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> CardView:
    made = CardView(context)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def upper(tmp_path: Path) -> tuple[OfficeCard, Path]:
    card = card_of(new_keys(), "79", "Sở Nội vụ tỉnh Mẫu", NOW)
    path = tmp_path / "79_the-co-quan.bdg-the"
    path.write_bytes(card_bytes(card))
    return card, path


def test_a_unit_without_a_code_is_asked_for_it_and_then_has_a_card(
    qtbot: QtBot, context: UiContext, view: CardView, door: Door, tmp_path: Path
) -> None:
    assert view.own.to_file.isHidden()
    qtbot.mouseClick(view.own.keep, LEFT)
    assert "mã đơn vị" in view.own.form.boxes["unit_code"].error.words.text()

    retype(view.own.form.control("unit_code"), "26734")
    qtbot.mouseClick(view.own.keep, LEFT)

    assert view.own.form.isHidden()
    card = own_office(context.db, NOW).card
    assert view.own.code.text() == card.short_code
    stick = tmp_path / "USB"
    stick.mkdir()
    door.files.append(stick)
    qtbot.mouseClick(view.own.to_file, LEFT)
    [written] = stick.iterdir()
    assert read_card(written.read_bytes()).fingerprint == card.fingerprint


def test_the_card_above_is_trusted_only_by_the_code_heard(
    qtbot: QtBot, context: UiContext, view: CardView, door: Door, upper: tuple[OfficeCard, Path]
) -> None:
    card, path = upper
    door.files.append(path)
    qtbot.mouseClick(view.upper.pick, LEFT)
    heard = view.upper.form.control("heard")
    assert not heard.isHidden()
    # The code itself is never shown: it must come by another way than the file.
    assert card.short_code not in view.upper.words.text()

    retype(heard, "2222-2222-2222")
    qtbot.mouseClick(view.upper.confirm, LEFT)
    assert "không khớp" in view.upper.error.words.text()
    assert context.db.read(list_cards, "79")[0].state is CardState.WAITING

    retype(heard, card.short_code.lower())
    qtbot.mouseClick(view.upper.confirm, LEFT)
    assert context.db.read(list_cards, "79")[0].state is CardState.PINNED
    above = context.db.read(upper_unit, TODAY)
    assert above is not None
    assert "đã ghi nhận thẻ" in view.upper.state.words.text()
    assert view.upper.form.isHidden()


def test_a_damaged_card_and_a_missing_file_leave_all_as_it_was(
    context: UiContext, view: CardView, upper: tuple[OfficeCard, Path]
) -> None:
    _card, path = upper
    path.write_bytes(path.read_bytes().replace(b"79", b"78", 1))
    view.upper.read(path)
    assert "bị hỏng hay bị sửa" in view.upper.error.words.text()
    view.upper.read(path.with_name("không có.bdg-the"))
    assert "Không đọc được" in view.upper.error.words.text()
    assert context.db.read(list_cards) == []


def test_new_keys_ask_for_a_reason_and_make_another_code(
    qtbot: QtBot, context: UiContext, view: CardView
) -> None:
    set_unit_code(context.db, "26734")
    view.refresh()
    before = view.own.code.text()
    qtbot.mouseClick(view.own.change, LEFT)
    qtbot.mouseClick(view.own.step.change, LEFT)
    assert view.own.code.text() == before

    retype(view.own.step.form.control("reason"), "Mất máy tính")
    qtbot.mouseClick(view.own.step.change, LEFT)
    assert view.own.code.text() != before
    assert len(own_office(context.db, NOW).earlier) == 1
