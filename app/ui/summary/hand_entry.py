"""A unit's report keyed in from paper: the lines of its form, men, women and total."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.figure_rows import CellState, Column
from app.domain.figure_text import read_cell
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.errors import AppError, NotFoundError, ValidationError
from app.journal import Draft
from app.queries.collections import CollectionRow
from app.queries.indicators import day_of, find_form, list_indicators
from app.services.figures import CellDraft
from app.ui import feedback, theme
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.parcels.by_hand import TakenByHand, TypedReport, take_typed

#: The kind of draft that this leaves.
HAND: Final = "hand"
_TITLES: Final = ("Chỉ tiêu", "ĐVT", "Tổng", "Nam", "Nữ")
_COLUMNS: Final = {2: Column.TOTAL, 3: Column.MEN, 4: Column.WOMEN}
_HOW: Final = (
    "Ghi hai trong ba số tổng, nam, nữ là đủ. Ô trống là chưa có trong bản giấy; không có số liệu "
    "thì ghi dấu - rồi lý do, ví dụ: -: chưa điều tra. Ghi xong bấm Ctrl+S. Số nhập tay được thay khi "
    "gói của đơn vị về."
)


class HandEntry(QWidget):
    """``taken``: what became of it; ``left``: given up."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._unit = self._name = ""
        self._asked: CollectionRow | None = None
        self._form: Form | None = None
        self._known: dict[str, Indicator] = {}
        self._rows: list[Indicator | None] = []
        self.heading = WrapLabel(role="heading", parent=self)
        self.error = MarkedLabel(self)
        self.table = QTableWidget(0, len(_TITLES), self)
        self.save = QPushButton("Ghi số của đơn vị", self)
        self.save.setProperty("role", "primary")
        self.cancel = QPushButton("Thôi, không ghi", self)
        context.journal.watch(self, self.draft)
        self._lay_out()
        self.save.clicked.connect(lambda _on: self._save())
        # Tab goes from cell to cell: the keyboard needs a way to write them.
        keys = QShortcut(QKeySequence("Ctrl+S"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._save_now)
        self.save.setToolTip("Ctrl+S")
        self.cancel.clicked.connect(lambda _on: self.left.emit())
        self.table.cellChanged.connect(self._on_changed)

    def begin(self, unit: str, name: str, asked: CollectionRow) -> bool:
        """An empty form for a unit; False when the report has no form."""
        read, period = self._context.db.read, asked.about
        try:
            form = read(find_form, asked.template, on=day_of(period))
        except NotFoundError as error:
            feedback.show_error(self, error)
            return False
        self._unit, self._name, self._asked, self._form = unit, name, asked, form
        self._known = read(list_indicators, on=day_of(period))
        self.heading.setText(f"{name}: {asked.name}, {period.in_words}")
        self.error.hide()
        self._fill(form)
        first = next((at for at, one in enumerate(self._rows) if one is not None), 0)
        self.table.setCurrentCell(first, min(_COLUMNS))
        self.table.setFocus()
        return True

    def is_typed(self) -> bool:
        """Whether any cell was filled."""
        items = (
            self.table.item(at, number)
            for at, one in enumerate(self._rows)
            if one is not None
            for number in _COLUMNS
        )
        return any(item is not None and item.text().strip() for item in items)

    def draft(self) -> Draft | None:
        """Numbers keyed in and not written, for the journal."""
        asked, found = self._asked, self._words()
        if asked is None or self.isHidden() or not found:
            return None
        names = [f"{self._known[code].name}: {words}" for code, _column, words in found]
        return Draft(
            kind=HAND,
            where=f"Số từ bản giấy, {self.heading.text()}",
            page="summary",
            target={"tab": "wall"},
            words="\n".join(names),
            typed={
                "year": self._context.year,
                "unit": self._unit,
                "name": self._name,
                "duty": asked.duty,
                "period": asked.period,
                "cells": [list(one) for one in found],
            },
        )

    def put(self, cells: Sequence[Sequence[str]]) -> None:
        """Key the same words in again."""
        places = {
            (one.code, column.value): (at, number)
            for at, one in enumerate(self._rows)
            if one is not None
            for number, column in _COLUMNS.items()
        }
        for code, column, words in cells:
            item = self.table.item(*places.get((code, column), (-1, -1)))
            if item is not None:
                item.setText(words)

    def _words(self) -> list[tuple[str, str, str]]:
        """Indicator, column and words of each cell, the one being typed too."""
        line = self.table.viewport().findChild(QLineEdit)
        here = (self.table.currentRow(), self.table.currentColumn())
        found = []
        for at, one in enumerate(self._rows):
            for number, column in _COLUMNS.items() if one is not None else ():
                item = self.table.item(at, number)
                typing = line.text() if line is not None and here == (at, number) else None
                words = typing if typing is not None else (item.text() if item else "")
                if one is not None and words.strip():
                    found.append((one.code, column.value, words))
        return found

    def drafts(self) -> tuple[CellDraft, ...]:
        """The cells that were typed.

        Raises:
            ValidationError: a cell that is no number; it has the focus.
        """
        found = []
        for at, indicator in enumerate(self._rows):
            if indicator is None:
                continue
            for number, column in _COLUMNS.items():
                item = self.table.item(at, number)
                text = item.text().strip() if item else ""
                if text:
                    found.append(self._draft(at, number, indicator, column, text))
        return tuple(found)

    def _draft(
        self, at: int, number: int, indicator: Indicator, column: Column, text: str
    ) -> CellDraft:
        try:
            cell = read_cell(text, indicator)
        except ValidationError as error:
            self.table.setCurrentCell(at, number)
            raise ValidationError(f"{indicator.name}: {error.message}") from error
        missing = cell.state is CellState.MISSING
        return CellDraft(
            indicator=indicator.code,
            column=column,
            state=cell.state,
            value=cell.value,
            reason=(cell.reason or "Bản giấy không ghi lý do") if missing else "",
        )

    def _save_now(self) -> None:
        """Write, with the cell that is still being typed."""
        self.table.setFocus()
        self._save()

    def _save(self) -> None:
        asked, form = self._asked, self._form
        if asked is None or form is None:
            return
        try:
            report = TypedReport(
                unit=self._unit,
                duty=asked.duty,
                period=asked.period,
                drafts=self.drafts(),
                form=form.code,
            )
            taken: TakenByHand = take_typed(self._context.db, report, self._context.now())
        except ValidationError as error:
            self._stand_on(error.field)
            self.error.show_state("warn", error.message, "bad")
            self.error.show()
            self.table.setFocus()
            return
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.taken.emit(taken)

    def _stand_on(self, field: str) -> None:
        code, _colon, column = field.partition(":")
        for at, indicator in enumerate(self._rows):
            if indicator is not None and indicator.code == code:
                number = next((n for n, one in _COLUMNS.items() if one.value == column), 2)
                self.table.setCurrentCell(at, number)
                return

    def _on_changed(self, _row: int, _column: int) -> None:
        self.error.hide()

    def _fill(self, form: Form) -> None:
        typed = [row for row in form.rows if row.heading or self._is_typed(row.indicator)]
        self._rows = [self._known.get(row.indicator) for row in typed]
        self.table.blockSignals(True)
        self.table.setRowCount(len(typed))
        for at, row in enumerate(typed):
            indicator = self._rows[at]
            words = (indicator.name, indicator.unit) if indicator else (row.heading, "")
            for number in range(len(_TITLES)):
                open_ = indicator is not None and _COLUMNS.get(number) in indicator.columns
                text = words[number] if number < len(words) else ""
                self.table.setItem(at, number, _item(text, open_=open_))
        self.table.blockSignals(False)

    def _is_typed(self, code: str) -> bool:
        indicator = self._known.get(code)
        return indicator is not None and indicator.kind is not IndicatorKind.SHARE

    def _lay_out(self) -> None:
        view = self.table
        view.setHorizontalHeaderLabels(_TITLES)
        view.setAccessibleName("Số liệu từ bản giấy")
        view.verticalHeader().hide()
        view.setTabKeyNavigation(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        buttons = FlowLayout()
        for button in (self.save, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(WrapLabel(_HOW, role="quiet", parent=self))
        layout.addWidget(self.error)
        layout.addWidget(view, 1)
        layout.addLayout(buttons)


def _item(text: str, *, open_: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    flags = Qt.ItemFlag.ItemIsEnabled
    if open_:
        flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsSelectable
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    else:
        item.setBackground(QColor(theme.roles().surface))
    item.setFlags(flags)
    return item
