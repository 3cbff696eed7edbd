"""Chỉ tiêu: choose form and period, type figures, see what is odd, missing, reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.figure_rows import CellState
from app.domain.figure_text import read_cell
from app.domain.figures import format_number
from app.domain.periods import parse_period
from app.domain.topics import Topic
from app.errors import ValidationError
from app.journal import Draft
from app.queries.figure_cells import list_own_targets
from app.queries.figure_masks import is_guarded
from app.queries.figure_sheets import FigureSheet, SheetRow
from app.services.figures import CellDraft
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.indicators.ask_line import AskLine
from app.ui.indicators.asked import form_of
from app.ui.indicators.cells import (
    Blocks,
    Words,
    copied_down,
    drafts_of,
    emptied,
    marks_of,
    passed,
    pasted,
    read_blocks,
)
from app.ui.indicators.columns import Place
from app.ui.indicators.file_actions import FileActions
from app.ui.indicators.grid import FigureGrid
from app.ui.indicators.indicator_sheet import IndicatorSheet
from app.ui.indicators.keeper import FigureKeeper
from app.ui.indicators.model import SheetModel
from app.ui.indicators.paste_box import PasteBox
from app.ui.indicators.period_choice import View, view_of, views_of
from app.ui.indicators.side_panel import SidePanel
from app.ui.indicators.steps import Drafts, Mark, Step
from app.ui.indicators.typing_kept import FIGURES, TypingKept
from app.ui.page import Page
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.figure_blocks import block_drafts
from app.workflows.figure_forms import FormReading

_EMPTY = "Danh mục chưa có biểu số liệu nào. Hãy xem danh mục biểu trong Cài đặt."

_NO_LINE = (
    "Chỉ tiêu ấy không còn trong biểu nào nên không mở được ô. Hãy xem danh mục trong Cài đặt."
)
_NO_FORM = "Biểu ấy không còn trong danh mục. Hãy chọn một biểu trong danh sách."


class IndicatorsPage(Page):
    """Every cell is written when it is left; each writing is one step to take back."""

    title = "Chỉ tiêu"
    # Figures are written here alone, and read again where they are written.
    topics = frozenset({Topic.ACTIVITY, Topic.CATALOGUE, Topic.PARCEL})

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
        self.sheet = IndicatorSheet(self)
        self.typing = TypingKept(self)
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
            widget.setVisible(bool(forms) and not self._covered)
        self.empty.setVisible(not forms)
        self._change_form()

    def open(self, target: Mapping[str, object]) -> None:
        """A form for a period, standing on an indicator; each by its code.

        Without a form it is the one in which the indicator stands, ``sex`` is the cell of it.
        """
        if target:
            self.sheet.leave()
        form, period, indicator = (
            str(target.get(name) or "") for name in ("form", "period", "indicator")
        )
        if indicator and not form:
            form = self._form_of(indicator, period)
            if not form:
                self.context.status.say(_NO_LINE)
                return
        if form:
            if self._keeper.form(form) is None:
                self.context.status.say(_NO_FORM)
                return
            self.form.show_value(form)
            self._offer_periods()
        if period:
            self._offer_period(period)
            self.period.show_value(period)
        self._show_sheet()
        self._stand_on(indicator, str(target.get("sex") or ""))

    def take_back(self, draft: Draft) -> bool:
        """Words of cells, looked at before they are written; or another form of the page."""
        if draft.kind != FIGURES:
            return super().take_back(draft)
        return self.typing.take_back(draft.typed)

    def back(self) -> bool:
        """Esc: away from what is asked, back from a file or a paper."""
        covers = (self.sheet, self.ask, self.paste_box, self.files)
        return any(cover.leave() for cover in covers)

    def explain(self) -> bool:
        """F1: the sheet of the indicator stood on; pressed there again it is the help."""
        line = self._line()
        if line is None or line.indicator is None or self._covered:
            return False
        own = self.context.db.read(list_own_targets).get(line.indicator.code, ())
        targets = (*line.indicator.targets, *own)
        self.sheet.explain(line.indicator, self._keeper.indicators, targets)
        return True

    def _write(self, drafts: Drafts, marks: Sequence[Mark] = ()) -> bool:
        """Write cells as one step; a fault stays beside its cell."""
        if not drafts:
            return False
        try:
            self._keeper.write(drafts, marks)
        except ValidationError as error:
            self._show_fault(error)
            return False
        self.model.unmark(_places(drafts))
        self.model.mark(marks)
        self._show_sheet()
        return True

    def _undo(self) -> None:
        """Take the last step back, and the marks of what it had left out."""
        step = self._try(self._keeper.undo)
        if step is not None:
            self.model.unmark([*_places(step.before), *(one.place for one in step.marks)])
            self._show_sheet()

    def _redo(self) -> None:
        step = self._try(self._keeper.redo)
        if step is not None:
            self.model.unmark(_places(step.after))
            self.model.mark(step.marks)
            self._show_sheet()

    def _try(self, work: Callable[[], Step | None]) -> Step | None:
        try:
            return work()
        except ValidationError as error:
            self._show_fault(error)
            return None

    def _type(self, row: int, column: int, words: str) -> None:
        """A cell was left."""
        index = self.model.index(row, column)
        line, place = self.model.row_at(index), self.model.place(index)
        if line is None or line.indicator is None or place is None:
            return
        try:
            cell = read_cell(words, line.indicator)
        except ValidationError as error:
            self.model.mark([Mark(place, words, error.message)])
            self._show_side()
            self.context.status.say(error.message)
            return
        draft = CellDraft(
            indicator=place.indicator,
            column=place.column,
            state=cell.state,
            value=cell.value,
            reason=cell.reason,
        )
        if cell.state is CellState.MISSING and not cell.reason:
            self.model.unmark([place])
            self._ask_missing(draft, place.period)
        elif not self._write({place.period: [draft]}) and (why := self.model.wrong(index)):
            self.model.mark([Mark(place, words, why)])

    def _show_fault(self, error: ValidationError) -> None:
        code, column, period = (*error.field.split(":"), "", "", "")[:3]
        index = self.model.index_of(code, column, period)
        if index is not None and (place := self.model.place(index)) is not None:
            words = str(index.data(Qt.ItemDataRole.EditRole) or "")
            self.model.mark([Mark(place, words, error.message)])
        self._show_side()
        self.context.status.say(error.message)

    def _ask_missing(self, draft: CellDraft, period: str) -> None:
        self.ask.ask(
            "Vì sao không có số liệu?",
            "Ví dụ: Trạm Y tế chưa gửi",
            lambda words: self._write_and_return({period: [replace(draft, reason=words)]}),
        )

    def _ask_pass(self) -> None:
        line, here = self._line(), self.grid.currentIndex()
        if line is not None:
            period = self.model.period_at(here)
            self.ask.ask(
                "Vì sao giữ số này?",
                "Ví dụ: sáp nhập thêm hai thôn",
                lambda words: self._write_and_return({period: passed(line, words)}),
            )

    def _take_offered(self) -> None:
        line = self._line()
        if line is None or line.indicator is None:
            return
        drafts = [
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
        self._write_and_return({self.model.period_at(self.grid.currentIndex()): drafts})

    def _write_and_return(self, drafts: Drafts) -> None:
        self._write(drafts)
        self.grid.setFocus()

    def _empty(self, cells: Sequence[QModelIndex]) -> None:
        self._write(emptied(self.model, cells))

    def _copy_down(self, cells: Sequence[QModelIndex]) -> None:
        self._offer(copied_down(self.model, cells), many=False)

    def _fill(self, words: str) -> None:
        self._offer([(index, words) for index in self.grid.chosen()], many=False)

    def _paste(self, text: str) -> None:
        chosen = self.grid.chosen()
        here = self.grid.currentIndex()
        if not text.strip() or not here.isValid():
            return
        try:
            words = pasted(self.model, min(chosen, default=here, key=_order), chosen, text)
        except ValidationError as error:
            self.context.status.say(error.message)
            return
        self._offer(words, many=True)

    def _offer(self, words: Sequence[Words], *, many: bool) -> None:
        """Write a small block at once; a pasted or faulty one is looked at first."""
        blocks = read_blocks(self.model, words, self._keeper.indicators)
        faults = any(block.faults for block in blocks.values())
        if faults or (many and sum(len(block.cells) for block in blocks.values()) > 1):
            self.look_at(words)
        else:
            self._write_blocks(blocks)

    def look_at(self, words: Sequence[Words]) -> None:
        """Show what words would change in their cells, and ask."""
        blocks = read_blocks(self.model, words, self._keeper.indicators)
        self.paste_box.show_blocks(blocks, self._keeper.indicators)

    def _write_blocks(self, blocks: Blocks) -> None:
        """What is right is written, what is not stays marked in its cell."""
        drafts, marks = drafts_of(blocks), marks_of(blocks)
        if self._write(drafts, marks):
            left = f", {len(marks)} ô còn phải sửa" if marks else ""
            self.context.status.say(f"Đã ghi {sum(map(len, drafts.values()))} ô{left}.")
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
        if self._keeper.form(reading.form) is None:
            self.context.status.say("Biểu trong tệp đã ẩn khỏi danh mục nên chưa ghi số nào.")
            return
        if drafts and self._write({reading.period.code: drafts}):
            self.context.status.say(f"Đã ghi {len(drafts)} ô từ {source}.")
        self.grid.setFocus()

    @property
    def _covered(self) -> bool:
        """Whether something stands in the place of the grid."""
        return not (self.files.isHidden() and self.sheet.isHidden())

    def _show_sheet_of(self, shown: bool) -> None:
        self._cover(shown)
        if not shown:
            self.grid.setFocus()

    def _show_files(self, shown: bool) -> None:
        if shown:
            self.sheet.hide()
        self._cover(shown)

    def _cover(self, shown: bool) -> None:
        for widget in (self.form, self.period, self.days, self.splitter):
            widget.setVisible(not shown and bool(self._keeper.forms))

    def _line(self) -> SheetRow | None:
        return self.model.row_at(self.grid.currentIndex())

    def _offer_periods(self) -> None:
        form = self._keeper.form(str(self.form.value()))
        views = views_of(form.period, self.context.year) if form else []
        self.period.set_choices([(one.code, one.words) for one in views])

    def _offer_period(self, code: str) -> None:
        """A report may be of another year than the one that is worked in."""
        offered = [self.period.itemData(at) for at in range(self.period.count())]
        if code not in offered:
            self.period.addItem(view_of(code).words, code)

    def _show_sheet(self) -> None:
        form, code = self._keeper.form(str(self.form.value())), str(self.period.value())
        if form is None or not code:
            self.files.set_sheet(None, None)
            return
        view = view_of(code)
        guarded = is_guarded(form, self._keeper.indicators)
        self.files.set_sheet(form, view.single, guarded=guarded)
        sheets, other = self._keeper.read(form, view.periods)
        self.model.show_sheets(sheets, view.columns)
        self.model.show_asked(self._keeper.asked)
        if other:
            self.grid.start()
        self.days.setText(_state_words(view, sheets) + self._asked_words(view))
        self._show_side()

    def _show_side(self) -> None:
        index = self.grid.currentIndex()
        line = self._line()
        fault = self.model.wrong(index) if line else ""
        many = line is not None and len(self.model.sheets) > 1
        self.side.show_asked(self.model.asked(index) if line else ())
        if line is None:
            self.side.show_row(None, "")
            return
        period = parse_period(self.model.period_at(index))
        self.side.show_row(line, fault, period.words if many else "", period.kind)

    def _stand_on(self, indicator: str, sex: str) -> None:
        for row, line in enumerate(self.model.rows):
            if line.indicator is not None and line.indicator.code == indicator:
                self.grid.stand_on(row, sex)

    def _form_of(self, indicator: str, period: str) -> str:
        """The code of the form that shows an indicator; empty when none does any more."""
        shown = self._keeper.form(str(self.form.value()))
        about = parse_period(period) if period else None
        found = form_of(self._keeper.forms, shown, indicator, about)
        return found.code if found else ""

    def _asked_words(self, view: View) -> str:
        """How many points of returned reports wait in the periods shown."""
        form = self._keeper.form(str(self.form.value()))
        codes, periods = form.indicators if form else (), {one.code for one in view.periods}
        count = sum(
            len(points)
            for (period, code), points in self._keeper.asked.items()
            if period in periods and code in codes
        )
        return f" {count} điểm nơi nhận yêu cầu sửa." if count else ""

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
        for cover in (self.files, self.sheet):
            self.body.addWidget(cover, 1)
        self.add_button(self.files.menu)
        self.body.addStretch()

    def _connect(self) -> None:
        self.form.activated.connect(lambda _row: self._change_form())
        self.period.activated.connect(lambda _row: self._show_sheet())
        self.model.typed.connect(self._type)
        self.grid.pasted.connect(self._paste)
        self.grid.filled.connect(self._fill)
        self.grid.emptied.connect(self._empty)
        self.grid.copied_down.connect(self._copy_down)
        self.grid.undo_asked.connect(self._undo)
        self.grid.redo_asked.connect(self._redo)
        self.grid.selectionModel().currentChanged.connect(lambda *_news: self._show_side())
        self.side.take_asked.connect(self._take_offered)
        self.side.pass_asked.connect(self._ask_pass)
        self.paste_box.given.connect(self._write_blocks)
        self.files.given.connect(self._take_file)
        self.files.shown_changed.connect(self._show_files)
        self.sheet.shown_changed.connect(self._show_sheet_of)
        for box in (self.ask, self.paste_box):
            box.left.connect(self.grid.setFocus)


def _choice(name: str, letters: int, parent: QWidget) -> ChoiceBox:
    box = ChoiceBox((), parent)
    box.setAccessibleName(name)
    box.setMinimumContentsLength(letters)
    return box


def _order(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()


def _places(drafts: Drafts) -> list[Place]:
    return [
        Place(one.indicator, one.column, period)
        for period, cells in drafts.items()
        for one in cells
    ]


def _state_words(view: View, sheets: Sequence[FigureSheet]) -> str:
    """What is missing and odd in the periods shown."""
    missing = sum(sheet.missing for sheet in sheets)
    odd = sum(len(row.oddities) for sheet in sheets for row in sheet.rows)
    of = "chỉ tiêu" if view.single else "ô tổng"
    return f"Kỳ số liệu {view.days}. {format_number(missing)} {of} chưa có số · {odd} chỗ cần xem."
