"""Controls of forms: safe for input methods, tidy only when left."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import ValidationError
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.inputs import (
    ChoiceBox,
    ComboText,
    DateInput,
    DecimalInput,
    LinesInput,
    NumberInput,
    TextInput,
    YearInput,
)
from app.ui.widgets.pick_list import PickList
from tests.ui.keys import type_text

FIELDS = (
    Field(name="name", label="Tên", required=True, hint="Ghi cả họ"),
    Field(name="day", label="Ngày", kind=FieldKind.DATE),
    Field(name="count", label="Số người", kind=FieldKind.INT),
    Field(name="lines", label="Nơi nhận", kind=FieldKind.LIST),
    Field(name="open", label="Đang mở", kind=FieldKind.BOOL),
)


@pytest.fixture
def form(qtbot: QtBot, look: None) -> FieldForm:
    form = FieldForm(FIELDS)
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def test_a_word_composed_by_an_input_method_stays_whole(form: FieldForm) -> None:
    control = form.control("name")
    control.setFocus()
    type_text(control, "Nguyễn Thị")
    assert form.typed()["name"] == "Nguyễn Thị"


def test_text_is_tidied_when_left_and_not_before(form: FieldForm) -> None:
    control = form.control("name")
    assert isinstance(control, QLineEdit)
    control.setFocus()
    type_text(control, "Nguye\u0302\u0303n\u202f  Văn ")
    assert control.text().endswith(" ")
    form.control("day").setFocus()
    assert control.text() == "Nguyễn Văn"


def test_no_field_masks_validates_or_completes_in_the_line(qtbot: QtBot, look: None) -> None:
    combo = ComboText(["Hội Liên hiệp Phụ nữ xã"])
    line = TextInput(offers=["Trạm Y tế"])
    qtbot.addWidget(combo)
    qtbot.addWidget(line)
    for edit in (combo.lineEdit(), line):
        assert edit is not None
        assert not edit.inputMask()
        assert edit.validator() is None
        completer = edit.completer()
        assert completer is not None
        assert completer.completionMode() is QCompleter.CompletionMode.PopupCompletion


def test_offers_are_found_without_diacritics(qtbot: QtBot, look: None) -> None:
    combo = ComboText(["Hội Liên hiệp Phụ nữ xã", "Trạm Y tế"])
    qtbot.addWidget(combo)
    completer = combo.completer()
    assert completer is not None
    completer.setCompletionPrefix("phu nu")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Hội Liên hiệp Phụ nữ xã"


def test_values_are_plain(form: FieldForm) -> None:
    values = {
        "name": "A",
        "day": date(2026, 11, 21),
        "count": 1234,
        "lines": ("một", "hai"),
        "open": True,
    }
    form.show_values(values)
    assert form.read() == values
    assert form.control("count").property("text") == "1.234"
    assert form.control("day").property("text") == "21/11/2026"


def test_errors_stand_beside_their_fields(form: FieldForm) -> None:
    form.control("count").setProperty("text", "mười")
    form.control("day").setProperty("text", "31/02/2026")
    assert form.read() is None
    shown = {
        name: box.error.words.text() for name, box in form.boxes.items() if box.error.isVisible()
    }
    assert shown == {
        "name": "Hãy ghi tên.",
        "day": "“31/02/2026” không phải là ngày. Hãy ghi dạng 20/11/2026.",
        "count": "“mười” không phải là số nguyên.",
    }
    assert form.show_error(ValidationError("Trùng tên.", field="name"))
    assert form.boxes["name"].error.words.text() == "Trùng tên."
    assert not form.show_error(ValidationError("Khác.", field="other"))


def test_filling_a_form_is_not_an_edit(qtbot: QtBot, form: FieldForm) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.show_values({"name": "B", "open": True})
    with qtbot.waitSignal(form.edited):
        QTest.keyClicks(form.control("name"), "c")


def test_decimals_have_a_comma(qtbot: QtBot, look: None) -> None:
    control = DecimalInput()
    qtbot.addWidget(control)
    control.show_value(12.7)
    assert (control.text(), control.value()) == ("12,7", 12.7)
    control.setText("x")
    with pytest.raises(ValidationError):
        control.value()


def test_the_wheel_changes_no_choice(qtbot: QtBot, look: None) -> None:
    box = ChoiceBox((("a", "A"), ("b", "B")))
    qtbot.addWidget(box)
    box.show_value("b")
    assert box.value() == "b"
    assert box.focusPolicy() is Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize("size", ["small", "medium", "large", "huge"])
def test_controls_can_be_hit(qtbot: QtBot, qapp: QApplication, size: str) -> None:
    from app.ui import theme

    theme.apply(qapp, "light", size)
    pick = PickList("x")
    pick.show_entries(["một", "hai"])
    holders = [TextInput(), NumberInput(), DateInput(), ChoiceBox((("a", "A"),)), ComboText(["a"])]
    for control in (*holders, LinesInput()):
        qtbot.addWidget(control)
        control.ensurePolished()
        assert control.sizeHint().height() >= theme.LEAST_TARGET
    qtbot.addWidget(pick)
    assert pick.sizeHintForRow(0) >= theme.LEAST_TARGET
    theme.apply(qapp, "light", "medium")


def test_a_year_is_written_without_a_dot(qtbot: QtBot) -> None:
    year = YearInput()
    qtbot.addWidget(year)
    year.show_value(2026)
    assert (year.text(), year.value()) == ("2026", 2026)
    year.setText(" 2027 ")
    year.tidy()
    assert (year.text(), year.value()) == ("2027", 2027)
    year.show_value(None)
    assert (year.text(), year.value()) == ("", None)
