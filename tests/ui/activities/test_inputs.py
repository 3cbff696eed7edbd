"""Fields of the card: days, people, lists found without diacritics."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCompleter
from pytestqt.qtbot import QtBot

from app.domain.figures import People
from app.errors import ValidationError
from app.ui.activities.choice_input import Choice, ChoiceInput
from app.ui.activities.day_input import DayInput, read_day
from app.ui.activities.people_input import PeopleInput


@pytest.mark.parametrize("typed", ["20/11", "20/11/26", "20.11.2026", "20112026", "2011", "20 11"])
def test_a_day_is_read_as_officers_write_it(typed: str) -> None:
    assert read_day(typed, 2026) == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["31/02", "hôm qua", "20/13/2026"])
def test_no_day_is_said_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError, match="không phải là ngày"):
        read_day(typed, 2026)


def test_arrows_step_by_a_day(qtbot: QtBot) -> None:
    field = DayInput("Từ ngày", 2026)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "30/11")
    qtbot.keyClick(field.line, Qt.Key.Key_Up)

    assert field.line.day() == date(2026, 12, 1)


def test_two_numbers_give_the_third_and_it_says_so(qtbot: QtBot) -> None:
    people = PeopleInput()
    qtbot.addWidget(people)
    qtbot.keyClicks(people.line("women"), "60")
    qtbot.keyClicks(people.line("total"), "1105")

    assert people.people() == People(1045, 60, 1105)
    assert people.computed == "men"


def test_changing_a_stored_number_moves_the_total(qtbot: QtBot) -> None:
    people = PeopleInput()
    qtbot.addWidget(people)
    people.set_people(People(10, 20, 30))
    people.line("men").selectAll()
    qtbot.keyClicks(people.line("men"), "15")

    assert people.people() == People(15, 20, 35)


def test_a_cleared_number_takes_the_computed_one_along(qtbot: QtBot) -> None:
    people = PeopleInput()
    qtbot.addWidget(people)
    qtbot.keyClicks(people.line("men"), "10")
    qtbot.keyClicks(people.line("women"), "20")
    people.line("women").selectAll()
    qtbot.keyClick(people.line("women"), Qt.Key.Key_Delete)

    assert people.people() == People(10, None, None)


def test_part_of_a_word_without_diacritics_finds_the_entry(qtbot: QtBot) -> None:
    field = ChoiceInput("Loại")
    qtbot.addWidget(field)
    field.set_choices([Choice("a", "Lễ phát động"), Choice("b", "Tập huấn, bồi dưỡng")])
    qtbot.keyClicks(field.line(), "tap huan")
    field.line().editingFinished.emit()

    assert field.code() == "b"


def test_completion_never_writes_into_the_line(qtbot: QtBot) -> None:
    field = ChoiceInput("Loại")
    qtbot.addWidget(field)
    field.set_choices([Choice("a", "Lễ phát động")])

    assert field.line().completer().completionMode() == QCompleter.CompletionMode.PopupCompletion
    assert field.line().inputMask() == ""
    assert field.line().validator() is None


def test_an_entry_that_left_the_list_is_still_shown(qtbot: QtBot) -> None:
    field = ChoiceInput("Nhiệm vụ")
    qtbot.addWidget(field)
    field.set_choices([Choice("a", "Việc mới")])
    field.set_code("cũ", "Việc của kế hoạch cũ")

    assert field.code() == "cũ"


def test_scrolling_past_changes_no_choice(qtbot: QtBot) -> None:
    field = ChoiceInput("Nhiệm vụ")
    qtbot.addWidget(field)
    field.set_choices([Choice("a", "Một"), Choice("b", "Hai")], "a")
    field.show()
    field.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(field.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(field, turn)

    assert field.currentText() == "Một"
    assert not turn.isAccepted()
