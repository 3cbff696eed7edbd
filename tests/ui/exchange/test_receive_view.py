"""Nhận về: files are taken in, looked at, accepted or returned; nothing is dropped in silence."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.figure_rows import Column
from app.domain.parcels import ReceivedState
from app.exchange.office_cards import card_bytes
from app.exchange.packing import MadePackage
from app.exchange.receipt import Result, read_receipt
from app.exchange.records import Records
from app.queries.received import list_received, quarantined
from app.services.office import SetUpOffice
from app.services.units import UnitDraft, save_units
from app.ui.context import UiContext
from app.ui.exchange.receive_view import ReceiveView
from app.workflows.parcels.desk import own_office, set_unit_code
from app.workflows.parcels.enrolment import confirm_card, keep_card
from tests.exchange.offices import COMMUNE, OTHER
from tests.ui.conftest import Door
from tests.ui.keys import retype
from tests.workflows.parcels.senders import KNOWN, NOW, figures, made

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot, context: UiContext, office: SetUpOffice) -> ReceiveView:
    """An office that one commune reports to; its card is known."""
    set_unit_code(context.db, "79")
    commune = COMMUNE.card
    unit = UnitDraft(code=commune.unit_code, name="Mẫu Thượng", level_code="xa")
    context.db.write(save_units, [unit])
    keep_card(context.db, card_bytes(commune), NOW)
    confirm_card(context.db, commune.unit_code, commune.fingerprint, commune.short_code, NOW)
    context.now = lambda: NOW
    shown = ReceiveView(context)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    return shown


def package(context: UiContext, number: int, sequence: int, total: int) -> MadePackage:
    card = own_office(context.db, NOW).card
    return made(number, sequence, Records(figures=figures(**{KNOWN: total})), receiver_card=card)


def take_in(qtbot: QtBot, view: ReceiveView, paths: Sequence[Path]) -> None:
    view.receive(paths)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.batch)
    qtbot.mouseClick(view.batch.back, LEFT)


def put(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_folder_is_taken_in_and_what_is_damaged_is_put_aside_with_the_reason(
    qtbot: QtBot, context: UiContext, view: ReceiveView, door: Door, tmp_path: Path
) -> None:
    assert not view.empty.isHidden()
    stick = tmp_path / "USB"
    put(stick, "một.bdg-goi", package(context, 1, 1, 900).content)
    put(stick, "hỏng.bdg-goi", b"PK not a package")
    door.files.append(stick)
    qtbot.mouseClick(view.folder, LEFT)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.batch)

    assert "1 gói chờ xem, 1 tệp không nhận được" in view.batch.state.words.text()
    qtbot.mouseClick(view.batch.back, LEFT)
    assert [row.state for row in view.table.model.rows] == [ReceivedState.WAITING]
    [aside] = view.aside.model.rows
    assert aside.file_name == "hỏng.bdg-goi"
    assert len(context.db.read(quarantined)) == 1


def test_a_package_is_returned_with_a_point_on_a_cell_and_its_receipt_written(
    qtbot: QtBot, context: UiContext, view: ReceiveView, door: Door, tmp_path: Path
) -> None:
    path = put(tmp_path / "USB", "một.bdg-goi", package(context, 1, 1, 900).content)
    take_in(qtbot, view, [path])
    view.look_at(view.table.model.rows[0].id)
    decision = view.review.decision
    qtbot.mouseClick(decision.give_back, LEFT)
    assert "ít nhất một lý do" in decision.point.boxes["words"].error.words.text()

    assert view.review.table.choose(lambda cell: cell.place.sex == Column.WOMEN)
    retype(decision.point.control("words"), "Số nữ chưa khớp bản giấy")
    qtbot.mouseClick(decision.mend, LEFT)
    retype(decision.rest.control("new_deadline"), "25/12/2026")
    qtbot.mouseClick(decision.give_back, LEFT)

    [row] = context.db.read(list_received)
    assert row.state is ReceivedState.RETURNED
    door.files.append(tmp_path / "USB")
    qtbot.mouseClick(view.review.receipt, LEFT)
    slip = read_receipt(next((tmp_path / "USB").glob("*.bdg-phieu")).read_bytes()).receipt
    assert slip.result is Result.RETURNED
    [point] = slip.points
    assert (point.indicator, point.sex) == (KNOWN, Column.WOMEN)


def test_points_that_were_written_are_there_again_after_leaving(
    qtbot: QtBot, context: UiContext, view: ReceiveView, tmp_path: Path
) -> None:
    for number in (1, 2):
        made = package(context, number, number, 900 + number)
        take_in(qtbot, view, [put(tmp_path / f"USB {number}", "gói.bdg-goi", made.content)])
    first, second = (row.id for row in view.table.model.rows)
    view.look_at(first)
    decision = view.review.decision
    retype(decision.point.control("words"), "Thiếu biểu 2")
    qtbot.mouseClick(decision.mend, LEFT)
    retype(decision.point.control("words"), "Chưa ghi xong")

    assert view.back()
    view.look_at(second)
    assert not decision.points
    view.look_at(first)
    assert [point.words for point in decision.points] == ["Thiếu biểu 2"]
    assert decision.point.typed()["words"] == "Chưa ghi xong"


def test_a_correction_shows_old_and_new_and_counts_once_accepted(
    qtbot: QtBot, context: UiContext, view: ReceiveView, tmp_path: Path
) -> None:
    first = put(tmp_path / "USB", "lần 1.bdg-goi", package(context, 1, 1, 900).content)
    take_in(qtbot, view, [first])
    view.look_at(view.table.model.rows[0].id)
    qtbot.mouseClick(view.review.decision.accept, LEFT)
    second = put(tmp_path / "USB", "lần 2.bdg-goi", package(context, 2, 2, 930).content)
    assert view.back()
    take_in(qtbot, view, [second])
    newest = next(row for row in view.table.model.rows if row.sequence == 2)

    view.look_at(newest.id)
    view.review.shown.show_value("changed")
    view.review._show_cells()
    changed = {cell.sex: (cell.before, cell.now) for cell in view.review.table.model.rows}
    assert {sex: (old.value, new.value) for sex, (old, new) in changed.items() if old and new} == {
        "Tổng": (900, 930), "Nam": (600, 620), "Nữ": (300, 310),
    }  # fmt: skip
    qtbot.mouseClick(view.review.decision.accept, LEFT)
    counts = {row.sequence: row.counts for row in context.db.read(list_received)}
    assert counts == {1: False, 2: True}


def test_the_same_files_again_do_nothing(
    qtbot: QtBot, context: UiContext, view: ReceiveView, tmp_path: Path
) -> None:
    path = put(tmp_path / "USB", "một.bdg-goi", package(context, 1, 1, 900).content)
    take_in(qtbot, view, [path])
    view.receive([path])
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.batch)
    assert "1 gói đã nhận từ trước" in view.batch.state.words.text()
    assert len(context.db.read(list_received)) == 1


def test_the_code_of_a_paper_is_answered(
    qtbot: QtBot, context: UiContext, view: ReceiveView, tmp_path: Path
) -> None:
    made_one = package(context, 1, 1, 900)
    take_in(qtbot, view, [put(tmp_path / "USB", "một.bdg-goi", made_one.content)])
    retype(view.code.typed, made_one.manifest.check_code.lower())
    qtbot.mouseClick(view.code.look, LEFT)
    assert "Khớp" in view.code.answer.words.text()
    retype(view.code.typed, "2222222222")
    qtbot.mouseClick(view.code.look, LEFT)
    assert "Khớp" not in view.code.answer.words.text()


def test_a_package_that_came_before_its_card_is_read_again_after_it(
    qtbot: QtBot, context: UiContext, view: ReceiveView, tmp_path: Path
) -> None:
    """The card of another unit was not known yet; nothing has to be copied a second time."""
    other = OTHER.card
    unit = UnitDraft(code=other.unit_code, name="Mẫu Hạ", level_code="xa")
    context.db.write(save_units, [unit])
    card = own_office(context.db, NOW).card
    early = made(7, 1, Records(figures=figures(**{KNOWN: 300})), sender=OTHER, receiver_card=card)
    take_in(qtbot, view, [put(tmp_path / "USB", "sớm.bdg-goi", early.content)])
    assert "thẻ cơ quan" in view.aside.model.rows[0].points[0][1]

    keep_card(context.db, card_bytes(other), NOW)
    confirm_card(context.db, other.unit_code, other.fingerprint, other.short_code, NOW)
    qtbot.mouseClick(view.again, LEFT)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.batch)
    assert context.db.read(quarantined) == []
    assert [row.unit_code for row in context.db.read(list_received)] == [other.unit_code]
