"""Chỉ tiêu: choose form and period, type figures, see what is odd, missing, reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.figure_rows import CellState
from app.domain.figure_text import read_cell
from app.domain.periods import (
    Period,
    PeriodKind,
    action_month,
    calendar_year,
    management_year,
    parse_period,
    parts,
    term,
)
from app.domain.topics import Topic
from app.errors import ValidationError
from app.queries.figure_sheets import SheetRow
from app.services.figures import CellDraft
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.indicators.ask_line import AskLine
from app.ui.indicators.cells import Words, copied_down, drafts_of, given, named, passed, pasted
from app.ui.indicators.columns import COLUMNS
from app.ui.indicators.file_actions import FileActions
from app.ui.indicators.grid import FigureGrid
from app.ui.indicators.keeper import FigureKeeper
from app.ui.indicators.model import SheetModel
from app.ui.indicators.paste_box import PasteBox
from app.ui.indicators.side_panel import SidePanel
from app.ui.page import Page
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.figure_blocks import Block, block_drafts, read_block
from app.workflows.figure_forms import FormReading

_EMPTY = "Danh mục chưa có biểu số liệu nào. Hãy xem danh mục biểu trong Cài đặt."


class IndicatorsPage(Page):
    """Every cell is written when it is left; each writing is one step to take back."""

    title = "Chỉ tiêu"
    # Figures are written here alone, and read again where they are written.
    topics = frozenset({Topic.ACTIVITY, Topic.CATALOGUE})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._keeper = FigureKeeper(context.db)
        self.form = _choice("Biểu", 36, self)
        self.period = _choice("Kỳ số liệu", 24, self)
        self.days = WrapLabel(role="quiet", parent=self)
        self.empty = WrapLabel(_EMPTY, parent=self)
        self.model = SheetModel(self)
        self.grid = FigureGrid(self.model, self)
        self.side = SidePanel(self)
        self.ask = AskLine(self)
        self.paste_box = PasteBox(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.files = FileActions(context, self)
        self._arrange()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read forms, periods and figures again."""
        try:
            self._keeper.learn(date(self.context.year, 7, 1))
        except ValidationError as error:
            self.empty.setText(error.message)
        forms = self._keeper.forms
        self.form.set_choices([(form.code, form.name) for form in forms])
        for widget in (self.form, self.period, self.splitter, self.days):
            widget.setVisible(bool(forms) and self.files.isHidden())
        self.empty.setVisible(not forms)
        self._change_form()

    def open(self, target: Mapping[str, object]) -> None:
        """A form for a period, standing on an indicator; each by its code."""
        form, period, indicator = (target.get(name) for name in ("form", "period", "indicator"))
        if isinstance(form, str) and form:
            self.form.show_value(form)
            self._offer_periods()
        if isinstance(period, str):
            self._offer_period(period)
            self.period.show_value(period)
        self._show_sheet()
        for row, line in enumerate(self.model.rows):
            if line.indicator is not None and line.indicator.code == indicator:
                self.grid.stand_on(row)

    def back(self) -> bool:
        """Esc: away from what is asked, back from a file or a paper."""
        return self.ask.leave() or self.paste_box.leave() or self.files.leave()

    def _write(self, drafts: Sequence[CellDraft]) -> bool:
        """Write cells as one step; a fault stays beside its cell."""
        return self._try(partial(self._keeper.write, drafts)) if drafts else False

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except ValidationError as error:
            self._show_fault(error)
            return False
        self._show_sheet()
        return True

    def _type(self, row: int, column: int, words: str) -> None:
        """A cell was left."""
        line, at = self.model.rows[row], COLUMNS[column].column
        index = self.model.index(row, column)
        if line.indicator is None or at is None:
            return
        try:
            cell = read_cell(words, line.indicator)
        except ValidationError as error:
            self.model.set_wrong(index, words, error.message)
            self._show_side()
            return
        self.model.set_wrong(index, "", "")
        draft = CellDraft(
            indicator=line.indicator.code,
            column=at,
            state=cell.state,
            value=cell.value,
            reason=cell.reason,
        )
        if cell.state is CellState.MISSING and not cell.reason:
            self._ask_missing(draft)
        elif not self._write([draft]) and (why := self.model.wrong(index)):
            self.model.set_wrong(index, words, why)

    def _show_fault(self, error: ValidationError) -> None:
        code, _, column = error.field.partition(":")
        for row, line in enumerate(self.model.rows):
            if line.indicator is None or line.indicator.code != code:
                continue
            for at, known in enumerate(COLUMNS):
                if known.column is not None and known.column.value == column:
                    index = self.model.index(row, at)
                    words = str(index.data(Qt.ItemDataRole.EditRole) or "")
                    self.model.set_wrong(index, words, error.message)
        self._show_side()
        self.context.status.say(error.message)

    def _ask_missing(self, draft: CellDraft) -> None:
        self.ask.ask(
            "Vì sao không có số liệu?",
            "Ví dụ: Trạm Y tế chưa gửi",
            lambda words: self._write_and_return([replace(draft, reason=words)]),
        )

    def _ask_pass(self) -> None:
        line = self._line()
        if line is not None:
            self.ask.ask(
                "Vì sao giữ số này?",
                "Ví dụ: sáp nhập thêm hai thôn",
                lambda words: self._write_and_return(passed(line, words)),
            )

    def _take_offered(self) -> None:
        line = self._line()
        if line is None or line.indicator is None:
            return
        self._write_and_return(
            [
                CellDraft(
                    indicator=line.indicator.code,
                    column=column,
                    state=CellState.VALUE,
                    value=value,
                    origin="activities",
                    source=line.indicator.link,
                )
                for column, value in line.offered.items()
            ]
        )

    def _write_and_return(self, drafts: Sequence[CellDraft]) -> None:
        self._write(drafts)
        self.grid.setFocus()

    def _empty(self, cells: Sequence[QModelIndex]) -> None:
        for index in cells:
            self.model.set_wrong(index, "", "")
        self._write(
            [
                CellDraft(indicator=code, column=column, state=CellState.EMPTY)
                for code, column in named(self.model, cells)
            ]
        )

    def _copy_down(self, cells: Sequence[QModelIndex]) -> None:
        self._offer(copied_down(self.model, cells), many=False)

    def _paste(self, text: str) -> None:
        here = self.grid.currentIndex()
        if text.strip() and here.isValid():
            self._offer(pasted(self.model, here, text), many=True)

    def _offer(self, words: Sequence[Words], *, many: bool) -> None:
        """Write a small block at once; a pasted or faulty one is looked at first."""
        rows = {line.indicator.code: line.row for line in self.model.rows if line.indicator}
        indicators = self._keeper.indicators
        block = read_block(given(self.model, words), indicators, rows)
        if block.faults or (many and len(block.cells) > 1):
            self.paste_box.show_block(block, indicators)
        else:
            self._write_block(block)

    def _write_block(self, block: Block) -> None:
        drafts = drafts_of(block)
        if self._write(drafts):
            self.context.status.say(f"Đã ghi {len(drafts)} ô.")
        self.grid.setFocus()

    def _take_file(self, reading: FormReading, source: str) -> None:
        """Write a filled form; its form and period are shown, so that it can be taken back."""
        if reading.period is None:
            return
        if (
            reading.period.last.year != self.context.year
            and self.period.findData(reading.period.code) < 0
        ):
            self.context.choose_year(reading.period.last.year)
        self.open({"form": reading.form, "period": reading.period.code})
        drafts = block_drafts(reading.block, origin="file", source=source)
        if self._write(drafts):
            self.context.status.say(f"Đã ghi {len(drafts)} ô từ {source}.")
        self.grid.setFocus()

    def _show_files(self, shown: bool) -> None:
        for widget in (self.form, self.period, self.days, self.splitter):
            widget.setVisible(not shown and bool(self._keeper.forms))

    def _line(self) -> SheetRow | None:
        row = self.grid.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _offer_periods(self) -> None:
        form = self._keeper.form(str(self.form.value()))
        periods = _periods(form.period, self.context.year) if form else []
        self.period.set_choices([(one.code, one.words) for one in periods])

    def _offer_period(self, code: str) -> None:
        """A report may be of another year than the one that is worked in."""
        offered = [self.period.itemData(at) for at in range(self.period.count())]
        if code not in offered:
            self.period.addItem(parse_period(code).words, code)

    def _show_sheet(self) -> None:
        form, code = self._keeper.form(str(self.form.value())), str(self.period.value())
        if form is None or not code:
            self.files.set_sheet(None, None)
            return
        period = parse_period(code)
        self.files.set_sheet(form, period)
        sheet, other = self._keeper.read(form, period)
        self.model.show_rows(sheet.rows)
        if other:
            self.grid.start()
        odd = sum(len(row.oddities) for row in sheet.rows)
        counts = f"{sheet.missing} chỉ tiêu chưa có số · {odd} chỗ cần xem"
        self.days.setText(f"Kỳ số liệu {period.days}. {counts}.")
        self._show_side()

    def _show_side(self) -> None:
        index = self.grid.currentIndex()
        fault = self.model.wrong(index) if index.isValid() else ""
        self.side.show_row(self._line(), fault)

    def _change_form(self) -> None:
        self._offer_periods()
        self._show_sheet()

    def _arrange(self) -> None:
        choices = FlowLayout()
        for box in (self.form, self.period):
            choices.addWidget(box)
        self.splitter.addWidget(self.grid)
        self.splitter.addWidget(TallScroll(self.side, self))
        self.splitter.setStretchFactor(0, 4)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.body.addLayout(choices)
        for widget in (self.days, self.ask, self.paste_box, self.empty):
            self.body.addWidget(widget)
        self.body.addWidget(self.splitter, 1)
        self.body.addWidget(self.files, 1)
        self.add_button(self.files.menu)
        self.body.addStretch()

    def _connect(self) -> None:
        self.form.activated.connect(lambda _row: self._change_form())
        self.period.activated.connect(lambda _row: self._show_sheet())
        self.model.typed.connect(self._type)
        self.grid.pasted.connect(self._paste)
        self.grid.emptied.connect(self._empty)
        self.grid.copied_down.connect(self._copy_down)
        self.grid.undo_asked.connect(lambda: self._try(self._keeper.undo))
        self.grid.redo_asked.connect(lambda: self._try(self._keeper.redo))
        self.grid.selectionModel().currentChanged.connect(lambda *_news: self._show_side())
        self.side.take_asked.connect(self._take_offered)
        self.side.pass_asked.connect(self._ask_pass)
        self.paste_box.given.connect(self._write_block)
        self.files.given.connect(self._take_file)
        self.files.shown_changed.connect(self._show_files)
        for box in (self.ask, self.paste_box):
            box.left.connect(self.grid.setFocus)


def _choice(name: str, letters: int, parent: QWidget) -> ChoiceBox:
    box = ChoiceBox((), parent)
    box.setAccessibleName(name)
    box.setMinimumContentsLength(letters)
    return box


def _periods(kind: PeriodKind, year: int) -> list[Period]:
    match kind:
        case PeriodKind.CALENDAR_YEAR:
            return [calendar_year(year)]
        case PeriodKind.CAMPAIGN:
            return [action_month(year)]
        case PeriodKind.TERM:
            # Terms of five years, the last one 2021 - 2026; a year of change belongs to two.
            first = year - (year - 2021) % 5
            return [term(first, first + 5), term(first - 5, first)]
        case PeriodKind.YEAR:
            return [management_year(year)]
        case _:
            return parts(year, kind)
