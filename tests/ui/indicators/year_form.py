"""A long form of the test's own, and what stands in the file, read without the program."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.services.catalogue import SaveEntry, save_entry
from app.ui.context import UiContext
from app.ui.indicators.page import IndicatorsPage

FORM, ROWS = "bieu_dai", 500
MONTHS, QUARTERS = "2026-M*", "2026-Q*"


def add_form(context: UiContext, rows: int, by_sex: Iterable[int] = ()) -> None:
    """A form of counts k_000, k_001, … as the office adds it in its catalogue."""
    split = set(by_sex)

    def save(session: Session) -> None:
        lines = []
        for at in range(rows):
            code = f"k_{at:03}"
            data = {"unit": "người", "by_sex": at in split}
            entry = SaveEntry(catalogue="indicator", code=code, name=f"Hàng {at}", data=data)
            save_entry(session, entry)
            lines.append({"indicator": code})
        form = {"period": "year", "rows": lines}
        save_entry(session, SaveEntry(catalogue="form", code=FORM, name="Biểu dài", data=form))

    context.choose_year(2026)
    context.db.write(save)


def shown(qtbot: QtBot, context: UiContext, period: str, form: str = FORM) -> IndicatorsPage:
    """The page on a form, ready for keys."""
    made = IndicatorsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.open({"form": form, "period": period})
    with qtbot.waitActive(made):
        made.activateWindow()
    made.grid.setFocus()
    return made


def kept(context: UiContext) -> dict[tuple[str, str, str], str]:
    """Every value in the file: (indicator, period, sex)."""
    [file] = context.paths.root.glob("*.db")
    question = "SELECT indicator, period, sex, value FROM figure WHERE state = 'value'"
    with closing(sqlite3.connect(file)) as door:
        return {(row[0], row[1], row[2]): row[3] for row in door.execute(question)}


def key(page: IndicatorsPage, *keys: Qt.Key, ctrl: bool = False, shift: bool = False) -> None:
    """Press keys where the officer stands."""
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
    held |= Qt.KeyboardModifier.ShiftModifier if shift else held
    for one in keys:
        QTest.keyClick(QApplication.focusWidget() or page.grid, one, held)


def type_words(page: IndicatorsPage, words: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over the current cell and leave it with a key."""
    QTest.keyClick(page.grid, words[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, words[1:])
    QTest.keyClick(editor, end)


def stand(page: IndicatorsPage, row: int, column: int) -> None:
    page.grid.setCurrentIndex(page.model.index(row, column))


def words(page: IndicatorsPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data() or "")
