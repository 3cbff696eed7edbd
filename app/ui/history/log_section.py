"""Nhật ký: everything that was changed, and everything that left, page by page."""

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QSplitter, QStackedWidget, QWidget

from app.domain.dates import format_date
from app.domain.exports import ExportOf
from app.domain.topics import Topic
from app.queries.change_log import TOPIC_WORDS, LogFilter, LogRow, list_actors, list_log
from app.queries.export_log import ExportRow, list_exports
from app.ui import icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.history.columns import EXPORT_COLUMNS, LOG_COLUMNS
from app.ui.history.line_box import LineBox
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.settings.section import Section
from app.ui.widgets.inputs import ChoiceBox, DateInput
from app.ui.widgets.labels import WrapLabel
from app.workflows.log_files import save_exports, save_found

_PDF: Final = "Văn bản PDF (*.pdf)"
_EXCEL: Final = "Bảng Excel (*.xlsx)"
_PAGE: Final = 200
_CHANGES, _EXPORTS = "changes", "exports"
_LISTS: Final = ((_CHANGES, "Những gì đã sửa"), (_EXPORTS, "Những gì đã in, đã đưa ra ngoài"))
_ANYBODY: Final = (("", "Mọi người"),)
_ANYTHING: Final = (
    ("", "Mọi loại"),
    *((topic.value, words) for topic, words in TOPIC_WORDS.items()),
)


class LogSection(Section):
    """A choice between two lists; who, days and kind of record narrow them."""

    title = "Nhật ký"
    why = (
        "Ai đã sửa gì, lúc nào, từ gì thành gì; và những gì đã in, lưu thành tệp, gửi đi. Nhật ký "
        "không ai sửa được: mỗi dòng nối với dòng trước bằng một mã."
    )

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._skip = 0
        self.which = ChoiceBox(_LISTS, self)
        self.actor = ChoiceBox(_ANYBODY, self)
        self.topic = ChoiceBox(_ANYTHING, self)
        self.first, self.last = DateInput(self), DateInput(self)
        self.quiet = QCheckBox("Cả những gì chương trình tự ghi", self)
        self.changes: RowTable[LogRow] = RowTable(
            LOG_COLUMNS, "Những gì đã sửa", self, stretch=len(LOG_COLUMNS) - 1
        )
        self.exports: RowTable[ExportRow] = RowTable(
            EXPORT_COLUMNS, "Những gì đã đưa ra ngoài", self, stretch=3
        )
        self.line = LineBox(self)
        self.lists = QStackedWidget(self)
        self.place = WrapLabel(role="quiet", parent=self)
        self.newer = QPushButton(icons.icon("up"), "Mới hơn", self)
        self.older = QPushButton(icons.icon("down"), "Cũ hơn", self)
        self.pdf = QPushButton(icons.icon("print"), "Lưu thành PDF để in…", self)
        self.excel = QPushButton(icons.icon("excel"), "Lưu thành Excel…", self)
        self.saving = Saving(context, self, "Đang ghi nhật ký")
        self._name_parts()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the page again; names of people may be new."""
        actors = [(name, name) for name in self.context.db.read(list_actors) if name]
        chosen = self.actor.value()
        self.actor.set_choices([*_ANYBODY, *actors])
        self.actor.show_value(chosen or "")
        self._show_page()

    def wanted(self) -> LogFilter:
        """What the filters ask for; a day that is not one asks for nothing."""
        first, last, topic = self.first.value(), self.last.value(), self.topic.value()
        return LogFilter(
            actor=str(self.actor.value() or ""),
            first=first if isinstance(first, date) else None,
            last=last if isinstance(last, date) else None,
            topic=Topic(str(topic)) if topic else None,
            quiet=self.quiet.isChecked(),
        )

    def _ask(self) -> None:
        self._skip = 0
        self._show_page()

    def _turn(self, step: int) -> None:
        self._skip = max(0, self._skip + step * _PAGE)
        self._show_page()

    def _show_page(self) -> None:
        total = self._show_exports() if self._is_exports() else self._show_changes()
        first, last = min(self._skip + 1, total), min(self._skip + _PAGE, total)
        self.place.setText(f"Dòng {first} - {last} trong {total}, mới nhất ở trên.")
        self.newer.setEnabled(self._skip > 0)
        self.older.setEnabled(last < total)
        for part in (self.topic, self.quiet, self.pdf):
            part.setVisible(not self._is_exports())

    def _show_changes(self) -> int:
        page = self.context.db.read(list_log, self.wanted(), skip=self._skip, most=_PAGE)
        self.changes.show_rows(page.rows)
        self.lists.setCurrentIndex(0)
        self.line.show_line(self.changes.current())
        return page.total

    def _show_exports(self) -> int:
        page = self.context.db.read(list_exports, self.wanted(), skip=self._skip, most=_PAGE)
        self.exports.show_rows(page.rows)
        self.lists.setCurrentIndex(1)
        return page.total

    def _is_exports(self) -> bool:
        return self.which.value() == _EXPORTS

    def _save(self, kind: str) -> None:
        wanted, db, now = self.wanted(), self.context.db, self.context.now()
        ending = ".pdf" if kind == _PDF else ".xlsx"
        name = "da-dua-ra-ngoai" if self._is_exports() else "nhat-ky"
        path = self.saving.ask("Lưu nhật ký", f"{name}{ending}", kind)
        if path is None:
            return

        def work(target: Path) -> int:
            if name == "nhat-ky":
                return save_found(db, wanted, target, now)
            return save_exports(db, wanted, target)

        self.saving.write(path, work, self._saved, kind, ExportOf(f"Nhật ký{_days(wanted)}"))

    def _saved(self, path: Path, count: int) -> None:
        self.context.status.say(f"Đã lưu {count} dòng nhật ký vào {path.name}.")

    def _name_parts(self) -> None:
        for part, name in (
            (self.which, "Danh sách nào"),
            (self.actor, "Người làm"),
            (self.topic, "Loại ghi chép"),
            (self.first, "Từ ngày"),
            (self.last, "Đến ngày"),
        ):
            part.setAccessibleName(name)
        self.which.setMinimumContentsLength(24)
        letters = self.fontMetrics().horizontalAdvance("m")
        for day, hint in ((self.first, "Từ ngày"), (self.last, "Đến ngày")):
            day.setPlaceholderText(hint)
            day.setMaximumWidth(letters * 12)
        for table in (self.changes, self.exports):
            table.count.hide()
            table.filter.setPlaceholderText("Tìm trong các dòng đang hiện")

    def _lay_out(self) -> None:
        filters, buttons = FlowLayout(), FlowLayout()
        for part in (self.which, self.actor, self.topic, self.first, self.last, self.quiet):
            filters.addWidget(part)
        for button in (self.newer, self.older, self.pdf, self.excel):
            buttons.addWidget(button)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.changes)
        split.addWidget(self.line)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.lists.addWidget(split)
        self.lists.addWidget(self.exports)
        self.body.addLayout(filters)
        self.body.addWidget(self.lists, 1)
        self.body.addWidget(self.place)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        for choice in (self.which, self.actor, self.topic):
            choice.activated.connect(lambda _row: self._ask())
        for day in (self.first, self.last):
            day.editingFinished.connect(self._ask)
        self.quiet.toggled.connect(lambda _on: self._ask())
        self.changes.row_chosen.connect(self.line.show_line)
        self.newer.clicked.connect(lambda _on: self._turn(-1))
        self.older.clicked.connect(lambda _on: self._turn(1))
        self.pdf.clicked.connect(lambda _on: self._save(_PDF))
        self.excel.clicked.connect(lambda _on: self._save(_EXCEL))


def _days(wanted: LogFilter) -> str:
    first, last = format_date(wanted.first), format_date(wanted.last)
    return f" từ {first}" * bool(first) + f" đến {last}" * bool(last)
