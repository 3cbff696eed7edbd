"""Khóa sổ năm: the years of the book, closed or open."""

from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.closed_years import closing_words
from app.domain.permissions import Right, refusal
from app.queries.years import YearRow, list_years
from app.ui import icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.settings.section import Section
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel
from app.ui.years.closing import ask_to_close, ask_to_reopen
from app.ui.years.reopen_box import ReopenBox

_NONE: Final = "Chưa có năm nào đã qua để khóa."


def _state(row: YearRow) -> str:
    if row.closed:
        return "Đã khóa"
    return "Đã mở lại" if row.at else "Đang mở"


def _when(row: YearRow) -> str:
    return "" if row.at is None else closing_words(row.at, row.by)


COLUMNS: Final = (
    Column[YearRow]("Năm", lambda row: str(row.year), lambda row: row.year, sample="88888"),
    Column[YearRow](
        "Tình trạng",
        _state,
        mark=lambda row: ("lock", "good") if row.closed else None,
        sample="Đã mở lại mm",
    ),
    Column[YearRow]("Lúc nào, ai", _when, sample="ngày 88/88/8888, Nguyễn Thị Mẫu Mẫu"),
    Column[YearRow]("Lý do mở lại", lambda row: row.reason),
)


class YearsSection(Section):
    """A year that is over can be closed; a closed one is opened again with a reason."""

    title = "Khóa sổ năm"
    why = (
        "Năm đã khóa chỉ để xem và in: kế hoạch, hoạt động, số liệu, báo cáo, lịch việc của năm đó "
        "không ai sửa nhầm được. Gói số liệu của đơn vị gửi muộn vẫn nhận."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.none = WrapLabel(_NONE, role="quiet", parent=self)
        self.table: RowTable[YearRow] = RowTable(COLUMNS, "Các năm", self, stretch=3)
        self.table.set_noun("năm")
        self.table.filter.hide()
        self.table.setMinimumHeight(self.fontMetrics().height() * 12)
        self.close_button = QPushButton(icons.icon("lock"), "Khóa năm này…", self)
        self.reopen = QPushButton(icons.icon("edit"), "Mở lại…", self)
        self.may_not = WrapLabel(role="quiet", parent=self)
        self.box = ReopenBox(self)
        buttons = FlowLayout()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.reopen)
        for part in (self.none, self.table):
            self.body.addWidget(part)
        self.body.addLayout(buttons)
        self.body.addWidget(self.may_not)
        self.body.addWidget(self.box)
        self.fill_below()
        self.table.row_chosen.connect(lambda _row: self._show_buttons())
        self.close_button.clicked.connect(lambda _on: self._close())
        self.reopen.clicked.connect(lambda _on: self._begin())
        self.box.given.connect(lambda year, reason: ask_to_reopen(context, self, year, reason))
        self.refresh()

    def refresh(self) -> None:
        """Read the years again; who was stood on stays."""
        before = self.table.current()
        rows = self.context.db.read(list_years, self.context.today())
        self.table.show_rows(rows)
        if rows:
            wanted = before.year if before else rows[0].year
            self.table.choose(lambda row: row.year == wanted)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.table.current()
        may_not = refusal(Right.REOPEN_YEAR, self.context.db.role)
        self.close_button.setVisible(row is not None and not row.closed)
        self.reopen.setVisible(row is not None and row.closed and not may_not)
        self.may_not.setText("Mở lại năm đã khóa là việc của Người quản trị.")
        self.may_not.setVisible(row is not None and row.closed and bool(may_not))
        self.box.leave()

    def _close(self) -> None:
        row = self.table.current()
        if row is not None:
            ask_to_close(self.context, self, row.year)

    def _begin(self) -> None:
        row = self.table.current()
        if row is not None:
            self.box.begin(row.year)
