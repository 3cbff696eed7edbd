"""The five questions as the officer answers them, with typed Vietnamese."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.queries.office import get_office, list_signers
from app.ui.context import UiContext
from app.ui.first_run.window import FirstRunWindow
from app.ui.forms import Control
from tests.ui.conftest import Door
from tests.ui.keys import type_text


@pytest.fixture
def window(qtbot: QtBot, context: UiContext) -> FirstRunWindow:
    window = FirstRunWindow(context)
    qtbot.addWidget(window)
    window.resize(1300, 700)
    with qtbot.waitExposed(window):
        window.show()
    return window


def field(window: FirstRunWindow, name: str) -> Control:
    return window.forms[-1].control(name)


def type_into(window: FirstRunWindow, name: str, text: str) -> None:
    control = field(window, name)
    control.setFocus()
    type_text(control, text)


def test_five_answers_make_the_office(
    qtbot: QtBot, window: FirstRunWindow, context: UiContext
) -> None:
    type_into(window, "name", "Song An")
    window.forward.click()
    type_into(window, "upper_unit", "tỉnh Gia Lai")
    assert field(window, "receiving_office").value() == "Sở Nội vụ tỉnh Gia Lai"
    window.forward.click()
    type_into(window, "drafting_office", "Phòng Văn hóa - Xã hội")
    assert field(window, "drafting_symbol").value() == "VHXH"
    window.forward.click()
    assert field(window, "place_name").value() == "Song An"
    type_into(window, "signer_name", "Nguyễn Văn Mẫu")
    window.forward.click()
    assert window.forward.text() == "Hoàn thành"

    with qtbot.waitSignal(window.finished):
        window.forward.click()

    office = context.db.read(get_office)
    assert office is not None
    assert (office.full_name, office.upper_unit) == ("xã Song An", "tỉnh Gia Lai")
    assert office.recipients["plan"][-1] == "Lưu: VT, VHXH."
    [signer] = context.db.read(list_signers)
    assert (signer.name, signer.lines[1]) == ("Nguyễn Văn Mẫu", "CHỦ TỊCH")


def test_a_missing_name_is_said_beside_the_field(window: FirstRunWindow) -> None:
    window.forward.click()
    box = window.forms[-1].boxes["name"]
    assert box.error.isVisible()
    assert box.error.words.text() == "Hãy ghi tên đơn vị."
    assert window.count.text() == "Câu 1 trong 5"


def test_going_back_keeps_what_was_typed(qtbot: QtBot, window: FirstRunWindow) -> None:
    type_into(window, "name", "Song An")
    window.forward.click()
    type_into(window, "upper_unit", "tỉnh Gia Lai")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert field(window, "name").value() == "Song An"
    window.forward.click()
    assert field(window, "upper_unit").value() == "tỉnh Gia Lai"


def test_an_own_answer_is_not_overwritten_by_a_suggestion(window: FirstRunWindow) -> None:
    type_into(window, "name", "Song An")
    window.forward.click()
    type_into(window, "upper_unit", "tỉnh Gia Lai")
    field(window, "receiving_office").show_value("Phòng Nội vụ")
    type_into(window, "upper_unit", " mới")
    assert field(window, "receiving_office").value() == "Phòng Nội vụ"


def test_the_form_of_signing_brings_its_lines(window: FirstRunWindow) -> None:
    type_into(window, "name", "Song An")
    window.forward.click()
    type_into(window, "upper_unit", "tỉnh Gia Lai")
    window.forward.click()
    window.forward.click()
    field(window, "signer_form").show_value("tm_ubnd_kt_pct")
    assert field(window, "signer_lines").value() == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )
    assert "PHÓ CHỦ TỊCH" in window.preview.accessibleDescription()


def test_the_sample_is_offered_on_the_first_page_only(qtbot: QtBot, window: FirstRunWindow) -> None:
    with qtbot.waitSignal(window.sample_wanted):
        window.sample.click()
    type_into(window, "name", "Song An")
    window.forward.click()
    assert not window.sample.isVisible()


def test_closing_in_the_middle_is_asked_about(window: FirstRunWindow, door: Door) -> None:
    type_into(window, "name", "Song An")
    window.close()
    assert window.isVisible()
    [message] = door.shown
    assert message.answers == ("Đóng", "Thôi")
    door.answers.append("Đóng")
    window.close()
    assert not window.isVisible()


def test_a_look_at_the_sample_does_not_lose_the_first_answer(
    qtbot: QtBot, context: UiContext, window: FirstRunWindow
) -> None:
    type_into(window, "name", "Tân Phượng")
    window.sample.click()

    again = FirstRunWindow(context)
    qtbot.addWidget(again)

    assert again.answers["name"] == "Tân Phượng"
    assert again.forms[-1].typed()["name"] == "Tân Phượng"
