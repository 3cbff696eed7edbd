"""Số tổng hợp: sums of what was accepted, who is not in them, and the units behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.figure_rows import Column as Sex
from app.domain.indicators import Indicator
from app.domain.papers import may_edit
from app.domain.periods import year_before
from app.errors import AppError, NotFoundError
from app.jobs import JobContext
from app.queries.collections import CollectionRow, list_collections
from app.queries.indicators import day_of, find_form, list_indicators
from app.queries.papers import list_papers
from app.queries.stale import stale_papers
from app.queries.total_sources import Absent
from app.queries.total_tables import TotalLine, UnitLine, other_lines, total_lines, unit_lines
from app.queries.totals import Totals, totals
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.summary.take_totals import TakeTotals
from app.ui.summary.totals_columns import (
    BEFORE_COLUMN,
    NAME_COLUMN,
    UNIT_BEFORE_COLUMN,
    UNIT_COLUMN,
    UNITS,
    total_columns,
)
from app.ui.tab_desk import TabView
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.wait_box import WaitBox
from app.workflows.parcels.summary import BuildSummary, asked_by_duty, build_summary
from app.workflows.parcels.totals import renew_basis

_EMPTY: Final = (
    "Năm {year} chưa yêu cầu báo cáo nào nên chưa có số tổng hợp. Hãy yêu cầu các đơn vị gửi báo "
    "cáo."
)
_SEXES: Final = ((Sex.TOTAL, "Tổng"), (Sex.MEN, "Nam"), (Sex.WOMEN, "Nữ"))
_SHOWN: Final = 40
#: Changes told of one stale report.
_FEW: Final = 3


class _Read:
    """What one look at totals has read."""

    def __init__(self, context: UiContext, chosen: CollectionRow) -> None:
        read, period = context.db.read, chosen.about
        self.chosen = chosen
        self.found: Totals = read(totals, chosen.duty, chosen.period)
        earlier = year_before(period)
        before = read(totals, chosen.duty, earlier.code)
        self.before = before if before.sources.parts else None
        self.indicators = read(list_indicators, with_hidden=True)
        try:
            forms = [read(find_form, chosen.template, on=day_of(period))]
        except NotFoundError:
            forms = []
        lines = [
            line
            for form in forms
            for line in total_lines(form, self.found, self.before, self.indicators)
        ]
        self.lines: Sequence[TotalLine] = (
            *lines,
            *other_lines(forms, self.found, self.before, self.indicators),
        )

        self.stale = _stale(context)

    def units(self, indicator: Indicator, sex: Sex) -> list[UnitLine]:
        """The units beside each other in one indicator."""
        return unit_lines(self.found, self.before, indicator, sex)


class TotalsView(TabView):
    """A report chosen above; sums at the left, the units behind the line stood on at the right."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._collections: list[CollectionRow] = []
        self._read: _Read | None = None
        self._building = False
        self.take = QPushButton(icons.icon("indicator"), "Lấy vào số liệu của mình…", self)
        self.report = QPushButton("Lập báo cáo tổng hợp", self)
        self.report.setProperty("role", "primary")
        self.buttons = [self.take, self.report]
        self.kind = ChoiceBox([], self)
        self.kind.setAccessibleName("Báo cáo nào")
        self.empty = WrapLabel(role="quiet", parent=self)
        self.to_wall = QPushButton("Yêu cầu báo cáo", self)
        self.about = WrapLabel(parent=self)
        self.absent = Sentences("Chưa có trong số tổng hợp", "info", "warn", self)
        self.stale = Sentences("Báo cáo đã lập từ số cũ", "warn", "bad", self)
        self.renewed = QPushButton("Bản nháp đã sửa theo tổng mới…", self)
        self.renewed.hide()
        self.table: RowTable[TotalLine] = RowTable(
            total_columns({}), "Số tổng hợp", self, stretch=NAME_COLUMN
        )
        self.table.set_noun("dòng")
        self.heading = WrapLabel(role="heading", parent=self)
        self.sex = ChoiceBox(list(_SEXES), self)
        self.sex.setAccessibleName("Cột")
        self.units: RowTable[UnitLine] = RowTable(UNITS, "Các đơn vị", self, stretch=UNIT_COLUMN)
        self.units.set_noun("đơn vị")
        self.units.tools.addWidget(self.sex)
        self.open_package = QPushButton(icons.icon("open"), "Mở gói của đơn vị", self)
        self.wait = WaitBox(context.jobs, self)
        self.taking = TakeTotals(context, self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the reports and the sums of the one chosen."""
        self._collections = self.context.db.read(list_collections, self.context.year)
        before = self.kind.value()
        self.kind.set_choices(
            [(str(one.id), f"{one.name}, {one.about.in_words}") for one in self._collections]
        )
        if any(str(one.id) == before for one in self._collections):
            self.kind.show_value(before)
        self.empty.setText(_EMPTY.format(year=self.context.year))
        for widget in (self.empty, self.to_wall, self.rest):
            widget.setVisible(not self._collections)
        for widget in (self.kind, self.split, self.take, self.report):
            widget.setVisible(bool(self._collections))
        self._load()

    def back(self) -> bool:
        """Out of taking sums over."""
        return self.taking.leave()

    def _chosen(self) -> CollectionRow | None:
        value = self.kind.value()
        return next((one for one in self._collections if str(one.id) == value), None)

    def _load(self) -> None:
        chosen, context = self._chosen(), self.context
        # The draft being made tells of itself; what is waited for then is the draft.
        if chosen is None or self._building:
            return

        def work(_job: JobContext) -> _Read:
            return _Read(context, chosen)

        self.wait.show()
        self.wait.run("Đang cộng số liệu", work, self._show, self._failed)

    def _stopped(self) -> None:
        self._building = False
        self.wait.hide()

    def _failed(self, error: AppError) -> None:
        self._stopped()
        feedback.show_error(self, error)

    def _show(self, read: _Read) -> None:
        self.wait.hide()
        self._read = read
        sources = read.found.sources
        closed = read.chosen.closed_at
        settled = f" Đã chốt ngày {format_date(closed.astimezone().date())}." if closed else ""
        self.about.setText(
            f"Cộng từ {len(sources.parts)}/{sources.asked} đơn vị, chỉ tính gói đã tiếp nhận.{settled}"
        )
        self.stale.show_lines([one.line for one in read.stale])
        self.renewed.setVisible(any(one.draft for one in read.stale))
        self.absent.show_lines(_absent(sources.absent))
        count = f"Chưa có trong số tổng hợp ({len(sources.absent)} đơn vị)"
        self.absent.heading.show_state("info", count, "warn")
        self.table.view.setColumnHidden(BEFORE_COLUMN, read.before is None)
        self.units.view.setColumnHidden(UNIT_BEFORE_COLUMN, read.before is None)
        for button in self.buttons:
            button.setEnabled(bool(sources.parts))
        line = self.table.current()
        self.table.show_rows(read.lines)
        if line is None or not self.table.choose(lambda one: _same(one, line)):
            self.table.choose(lambda one: one.indicator is not None)
        self._show_units()

    def _show_units(self) -> None:
        line, read = self.table.current(), self._read
        known = line is not None and line.indicator is not None and read is not None
        self.side.setVisible(known)
        if line is None or line.indicator is None or read is None:
            return
        self.heading.setText(line.indicator.name)
        sex = self.sex.value() if line.indicator.by_sex else Sex.TOTAL
        self.sex.setVisible(line.indicator.by_sex)
        self.units.show_rows(read.units(line.indicator, Sex(str(sex))))

    def _open(self) -> None:
        unit = self.units.current()
        if unit is None or not unit.parts:
            self.context.status.say("Hãy chọn một đơn vị đã có số liệu.")
            return
        self.context.navigate("exchange", tab="receive", package_id=unit.parts[0].package_id)

    def _on_taking(self, shown: bool) -> None:
        """The sums make place for those looked at; the keyboard comes back to them."""
        self.split.setVisible(not shown)
        for widget in (self.kind, *self.buttons):
            widget.setEnabled(not shown)
        if not shown:
            self.take.setFocus()

    def _begin_take(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.taking.begin(chosen)

    def _build(self) -> None:
        """The draft of our own report from these totals, opened on its page."""
        chosen, context = self._chosen(), self.context
        asked = asked_by_duty(context.db, chosen.duty) if chosen else None
        if chosen is None or asked is None:
            context.status.say(
                "Báo cáo tổng hợp lập được từ báo cáo năm, 6 tháng và Tháng hành động của các đơn vị."
            )
            return
        command = BuildSummary(report_type=asked, duty=chosen.duty, period=chosen.about)

        def work(_job: JobContext) -> UUID:
            return build_summary(context.db, command, context.today(), context.now())

        self._building = True
        self.wait.show()
        self.wait.run("Đang lập báo cáo", work, self._built, self._failed)

    def _built(self, paper_id: UUID) -> None:
        self._stopped()
        self.context.navigate("reports", paper_id=paper_id)

    def _renew(self) -> None:
        """The officer has read the drafts again: from now on they stand on the totals of today."""
        drafts = [one for one in self._read.stale if one.draft] if self._read else []
        for one in drafts:
            question = (
                f"{one.line}.\n\nChỉ xác nhận khi số, lời và các Phụ lục của bản nháp đã được sửa theo "
                "tổng mới; chương trình sẽ thôi nhắc về những thay đổi này."
            )
            if not feedback.confirm(self, question, "Đã sửa"):
                continue
            try:
                renew_basis(self.context.db, one.paper_id, self.context.now())
            except AppError as error:
                feedback.show_error(self, error)

    def _connect(self) -> None:
        self.to_wall.clicked.connect(
            lambda _on: self.context.navigate("summary", tab="wall", ask=True)
        )
        self.wait.stopped.connect(self._stopped)
        self.report.clicked.connect(lambda _on: self._build())
        self.renewed.clicked.connect(lambda _on: self._renew())
        self.kind.edited.connect(self._load)
        self.sex.edited.connect(self._show_units)
        self.table.row_chosen.connect(lambda _row: self._show_units())
        self.units.row_opened.connect(lambda _row: self._open())
        self.open_package.clicked.connect(lambda _on: self._open())
        self.take.clicked.connect(lambda _on: self._begin_take())
        self.taking.shown_changed.connect(self._on_taking)

    def _lay_out(self) -> None:
        left, self.side = QWidget(self), QWidget(self)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.about)
        rows.addWidget(self.stale)
        rows.addWidget(self.renewed, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self.absent)
        rows.addWidget(self.table, 1)
        sheet = QVBoxLayout(self.side)
        sheet.setContentsMargins(12, 0, 0, 0)
        sheet.addWidget(self.heading)
        sheet.addWidget(self.units, 1)
        tools = FlowLayout()
        tools.addWidget(self.open_package)
        sheet.addLayout(tools)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.side)
        self.split.setSizes([700, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.kind, self.empty, self.wait):
            layout.addWidget(part)
        layout.addWidget(self.to_wall, 0, Qt.AlignmentFlag.AlignLeft)
        self.rest = QWidget(self)
        layout.addWidget(self.rest, 1)
        layout.addWidget(self.split, 1)
        layout.addWidget(self.taking, 1)
        self.wait.hide()


@dataclass(frozen=True, slots=True)
class _Stale:
    """A report of our own whose totals have changed since, with what changed."""

    paper_id: UUID
    title: str
    changes: Sequence[str]
    draft: bool

    @property
    def line(self) -> str:
        """In one sentence."""
        return f"{self.title}: {'; '.join(self.changes[:_FEW])}"


def _stale(context: UiContext) -> list[_Stale]:
    found = context.db.read(stale_papers)
    rows = {row.paper_id: row for row in context.db.read(list_papers)} if found else {}
    return [
        _Stale(paper, rows[paper].title, lines, may_edit(rows[paper].state))
        for paper, lines in found.items()
        if paper in rows
    ]


def _absent(units: Sequence[Absent]) -> list[str]:
    """Who is not in the totals, those with the same reason in one sentence."""
    names: dict[str, list[str]] = {}
    for one in units:
        under = f" ({one.under})" if one.under else ""
        names.setdefault(one.why, []).append(f"{one.unit_name}{under}")
    return [f"{_few(found)}: {why}" for why, found in names.items()]


def _few(names: Sequence[str]) -> str:
    more = f" và {len(names) - _SHOWN} đơn vị khác" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{more}"


def _same(one: TotalLine, other: TotalLine) -> bool:
    codes = [line.indicator.code if line.indicator else "" for line in (one, other)]
    return codes[0] == codes[1] and one.group == other.group
