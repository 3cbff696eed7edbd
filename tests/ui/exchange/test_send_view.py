"""Gửi đi: what is issued becomes a package, goes to a stick or into a letter, is answered."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.figure_rows import Column
from app.domain.parcels import SentState
from app.exchange.manifest import PackageKind
from app.exchange.office_cards import card_bytes, card_of, new_keys
from app.exchange.packing import Sender
from app.exchange.reading import look_into
from app.exchange.receipt import (
    Decision,
    PointKind,
    ReceiptPoint,
    Result,
    receipt_bytes,
    receipt_for,
)
from app.queries.activities import list_activities
from app.queries.sent import list_sent
from app.ui.context import UiContext
from app.ui.exchange.send_view import SendView
from app.workflows.parcels.desk import set_unit_code
from app.workflows.parcels.enrolment import confirm_card, keep_upper_card
from tests.ui.conftest import TODAY, Door
from tests.ui.keys import retype
from tests.ui.returned import add_returned
from tests.ui.sample_desk import sample_desk

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
PROVINCE_KEYS = new_keys()
PROVINCE = Sender(PROVINCE_KEYS, card_of(PROVINCE_KEYS, "79", "Sở Nội vụ tỉnh Mẫu", NOW))


@pytest.fixture
def context(qtbot: QtBot, look: None, sample: Path, tmp_path: Path) -> Iterator[UiContext]:
    """The sample office, with a code, and the card of the office above."""
    folder = tmp_path / "dữ liệu"
    shutil.copytree(sample, folder)
    with sample_desk(folder, TODAY) as made:
        set_unit_code(made.db, "26734")
        keep_upper_card(made.db, card_bytes(PROVINCE.card), NOW)
        card = PROVINCE.card
        confirm_card(made.db, card.unit_code, card.fingerprint, card.short_code, NOW)
        yield made


@pytest.fixture
def view(qtbot: QtBot, context: UiContext) -> SendView:
    made = SendView(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB của xã"
    folder.mkdir()
    return folder


def look_at_plan(qtbot: QtBot, view: SendView) -> None:
    assert view.reports.choose(lambda row: row.duty == "plan_year")
    qtbot.mouseClick(view.send, LEFT)
    qtbot.waitUntil(lambda: view.stack.currentWidget() in (view.look, view.list))


def written(qtbot: QtBot, view: SendView, door: Door, stick: Path) -> Path:
    look_at_plan(qtbot, view)
    door.files.append(stick)
    qtbot.mouseClick(view.look.write, LEFT)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done)
    return next(stick.glob("*.bdg-goi"))


def test_a_plan_goes_to_a_stick_and_lies_there_whole(
    qtbot: QtBot, context: UiContext, view: SendView, door: Door, stick: Path
) -> None:
    look_at_plan(qtbot, view)
    assert "Sở Nội vụ tỉnh Mẫu" in view.look.about.text()
    assert "(PDF)" in view.look.inside.lines.text()

    path = written(qtbot, view, door, stick)

    assert "Có thể rút USB" in view.done.state.words.text()
    manifest = look_into(path.read_bytes()).manifest
    assert (manifest.unit.code, manifest.receiver.code) == ("26734", "79")
    qtbot.mouseClick(view.done.back, LEFT)
    [row] = view.sent.model.rows
    assert row.state is SentState.WRITTEN


def test_a_letter_is_drafted_and_its_parts_can_be_copied(
    qtbot: QtBot, view: SendView, door: Door, stick: Path
) -> None:
    look_at_plan(qtbot, view)
    door.files.append(stick)
    qtbot.mouseClick(view.look.letter, LEFT)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done)

    assert list(stick.glob("*.eml"))
    qtbot.mouseClick(view.done.copies["subject"], LEFT)
    assert "kế hoạch năm" in QApplication.clipboard().text()
    assert not view.done.copies["addressee"].isEnabled()


def test_a_returned_report_says_what_to_mend_and_opens_its_cell(
    qtbot: QtBot, context: UiContext, view: SendView, door: Door, stick: Path
) -> None:
    manifest = look_into(written(qtbot, view, door, stick).read_bytes()).manifest
    [sent] = context.db.read(list_sent)
    point = ReceiptPoint(
        kind=PointKind.MEND, words="Số nữ chưa khớp", indicator="dan_so", sex=Column.WOMEN
    )
    decision = Decision(
        receipt_id=uuid4(),
        result=Result.RETURNED,
        signer="Trần Văn Mẫu",
        made_at=NOW,
        points=(point,),
        new_deadline=date(2026, 12, 25),
    )
    slip = receipt_for(manifest, sent.package_hash, decision, PROVINCE.card)
    path = stick / "phieu.bdg-phieu"
    path.write_bytes(receipt_bytes(slip, PROVINCE.keys, PROVINCE.card))
    asked: list[dict[str, object]] = []
    context.navigate = lambda page, /, **target: asked.append({"page": page, **target})

    door.files.append(path)
    qtbot.mouseClick(view.done.back, LEFT)
    qtbot.mouseClick(view.read_receipt, LEFT)

    assert "trả lại" in view.panel.state.words.text()
    assert "Số nữ chưa khớp" in view.panel.answers.lines.text()
    assert "25/12/2026" in view.panel.facts.text()
    qtbot.mouseClick(view.panel.open_cell, LEFT)
    assert asked == [
        {"page": "indicators", "period": "2026", "indicator": "dan_so", "sex": "women"}
    ]


def test_what_was_sent_is_not_sent_twice_but_can_be_withdrawn(
    qtbot: QtBot, context: UiContext, view: SendView, door: Door, stick: Path
) -> None:
    written(qtbot, view, door, stick)
    qtbot.mouseClick(view.done.back, LEFT)
    look_at_plan(qtbot, view)
    assert view.stack.currentWidget() is view.list
    assert len(view.sent.model.rows) == 1

    qtbot.mouseClick(view.panel.withdraw, LEFT)
    qtbot.mouseClick(view.panel.step.go, LEFT)
    assert len(context.db.read(list_sent)) == 1
    retype(view.panel.step.form.control("reason"), "Gửi nhầm bản")
    qtbot.mouseClick(view.panel.step.go, LEFT)
    assert context.db.read(list_sent)[0].kind == PackageKind.WITHDRAWAL


def test_a_damaged_receipt_changes_nothing_and_says_so(
    qtbot: QtBot, view: SendView, door: Door, stick: Path
) -> None:
    path = stick / "hỏng.bdg-phieu"
    path.write_bytes(b"{}")
    door.files.append(path)
    qtbot.mouseClick(view.read_receipt, LEFT)
    assert "không phải là phiếu tiếp nhận" in door.shown[-1].text


def test_points_are_opened_one_after_the_other_an_activity_at_its_card(
    qtbot: QtBot, context: UiContext, view: SendView, door: Door
) -> None:
    activity = context.db.read(list_activities, year=2026)[0]
    points = [
        {"indicator": "dan_so", "words": "Xem lại"},
        {"activity_id": activity.id, "words": "Ngày chưa đúng"},
        {"activity_id": uuid4(), "words": "Việc không còn nữa"},
    ]
    package = add_returned(context.db, points)
    asked: list[dict[str, object]] = []
    context.navigate = lambda page, /, **target: asked.append({"page": page, **target})
    view.open({"package_id": package})

    assert view.panel.open_cell.text() == "Mở ô cần sửa"
    qtbot.mouseClick(view.panel.open_cell, LEFT)
    assert view.panel.open_cell.text() == "Mở hoạt động cần sửa"
    qtbot.mouseClick(view.panel.open_cell, LEFT)
    qtbot.mouseClick(view.panel.open_cell, LEFT)
    qtbot.mouseClick(view.panel.open_cell, LEFT)

    cell = {"page": "indicators", "period": "2026", "indicator": "dan_so", "sex": ""}
    assert asked == [cell, {"page": "activities", "activity_id": activity.id}, cell]
    assert ["không còn nữa" in one.text for one in door.shown] == [True]
