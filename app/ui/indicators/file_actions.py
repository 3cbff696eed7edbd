"""A form out to Excel and onto paper, and back from a file with a preview."""

from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final
from weakref import finalize

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.backups.before import backup_before_import
from app.domain.exports import ExportOf
from app.domain.forms import Form
from app.domain.periods import Period
from app.jobs import JobContext
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.indicators.file_preview import FilePreview
from app.ui.saving import Saving
from app.ui.widgets.stand_in import StandIn
from app.vault.shown import new_shown_room
from app.workflows.exports import record_print

if TYPE_CHECKING:
    from app.ui.pdf_preview.preview import PdfPreview
    from app.workflows.figure_forms import FormReading
    from app.workflows.form_reading_rows import ReadingRow

_EXCEL: Final = "Bảng Excel (*.xlsx)"
_EXCEL_IN: Final = "Bảng Excel (*.xlsx *.xls)"
_PDF: Final = "Văn bản PDF (*.pdf)"
_WORD: Final = "Văn bản Word (*.docx)"
_ONE_PERIOD: Final = "Chọn một kỳ số liệu rồi xuất, in."
_Read = tuple["FormReading", "tuple[ReadingRow, ...]"]


class FileMenu(QPushButton):
    """One button, all wishes about files and paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Excel, in", parent)
        self.setAccessibleName("Xuất biểu, nhập biểu, in biểu")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.export = menu.addAction("Xuất biểu Excel…")
        self.export_blank = menu.addAction("Xuất biểu Excel trống…")
        self.export_restricted = menu.addAction("Xuất phụ lục hạn chế…")
        self.read = menu.addAction("Nhập từ Excel…")
        menu.addSeparator()
        self.paper = menu.addAction("Xem, in biểu…")
        self.blank_paper = menu.addAction("In biểu trống…")
        self.blank_word = menu.addAction("Lưu biểu trống cho Word…")
        menu.addSeparator()
        self.take = menu.addAction("Nhận biểu từ cấp trên…")
        self.setMenu(menu)

    def of_sheet(self) -> tuple[QAction, ...]:
        """What needs a form and a period."""
        return (
            self.export,
            self.export_blank,
            self.export_restricted,
            self.paper,
            self.blank_paper,
            self.blank_word,
        )


class FileActions(StandIn):
    """Carries out the menu; stands in place of the grid.

    ``given`` carries a FormReading that is to be written and the name of its file.
    """

    given = Signal(object, str)

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._form: Form | None = None
        self._period: Period | None = None
        self._source: Path | None = None
        self._reading: FormReading | None = None
        self._room: Path | None = None
        self._empty = False
        self.menu = FileMenu(parent)
        self.preview = FilePreview(self)
        self.paper: PdfPreview | None = None
        self.saving = Saving(context, self, "Đang ghi biểu")
        self.addWidget(self.preview)
        self._connect()

    def set_sheet(self, form: Form | None, period: Period | None, *, guarded: bool = False) -> None:
        """What the menu is about; no period while several are shown side by side.

        Args:
            guarded: some numbers are hidden from others.
        """
        self._form, self._period = form, period
        for action in self.menu.of_sheet():
            action.setEnabled(form is not None and period is not None)
            action.setToolTip("" if period is not None else _ONE_PERIOD)
        self.menu.export_restricted.setVisible(guarded)

    def leave(self) -> bool:
        """Give the place back to the grid; what was read is not given any more."""
        self._reading = None
        return super().leave()

    def read_file(self) -> None:
        """Ask which file, and look at it."""
        path = feedback.ask_open(self, "Nhập biểu từ Excel", Path.home(), _EXCEL_IN)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file in the background and show what it would do."""
        db, paths, form, period = (
            self._context.db, self._context.paths, self._form, self._period
        )  # fmt: skip

        def work(_job: JobContext) -> _Read:
            from app.workflows.figure_forms import read_form_file
            from app.workflows.form_reading_rows import reading_rows

            backup_before_import(db, paths)
            reading = read_form_file(db, path)
            if not reading.form and form is not None and period is not None:
                # The file lost its marks: then it is taken for the form that is open.
                reading = read_form_file(db, path, form.code, period.code)
            return reading, reading_rows(db, reading)

        self.take_place(self.wait)
        self.wait.run("Đang đọc tệp", work, partial(self._show_read, path), self.fail)

    def save_form(self, *, blank: bool = False, restricted: bool = False) -> None:
        """Ask where, and write the form as an Excel file."""
        form, period = self._form, self._period
        if form is None or period is None:
            return
        path = self.saving.ask("Xuất biểu Excel", f"{self._name(blank=blank)}.xlsx", _EXCEL)
        if path is None:
            return

        def work(out: Path) -> None:
            from app.workflows.figure_forms import export_form

            export_form(
                self._context.db, form.code, period, out, blank=blank, restricted=restricted
            )

        self.saving.write(path, work, self._tell_saved, _EXCEL, self._export())

    def show_paper(self, *, empty: bool) -> None:
        """Make the pages and show them as they are printed."""
        self._empty = empty
        if self._room is None:
            self._room = new_shown_room(self._context.paths.shown)
            finalize(self, rmtree, self._room, ignore_errors=True)
        path = self._room / "bieu.pdf"
        self.take_place(self.wait)

        def work(_job: JobContext) -> bool:
            self._print(path, empty=empty)
            return True

        self.wait.run("Đang dựng biểu", work, lambda _done: self._show_pages(path), self.fail)

    def save_paper(self, kind: str, *, empty: bool) -> None:
        """Ask where, and write the pages."""
        ending = ".pdf" if kind == _PDF else ".docx"
        path = self.saving.ask("Lưu biểu", f"{self._name(blank=empty)}{ending}", kind)
        if path is not None:
            work = partial(self._print, empty=empty)
            self.saving.write(path, work, self._tell_saved, kind, self._export())

    def save_marked(self) -> None:
        """Ask where, and write the copy in which every fault is marked."""
        source, reading = self._source, self._reading
        if source is None or reading is None:
            return
        path = self.saving.ask("Lưu bản đánh dấu lỗi", f"{source.stem} - đánh dấu lỗi.xlsx", _EXCEL)
        if path is None:
            return

        def work(out: Path) -> None:
            from app.workflows.figure_forms import mark_faults

            mark_faults(source, reading, out)

        self.saving.write(path, work, self._tell_saved, _EXCEL, ExportOf(source.stem))

    def _printed(self) -> None:
        record_print(self._context.db, self._export())
        self._context.status.say("Đã gửi lệnh in.")

    def _export(self) -> ExportOf:
        form, period = self._form, self._period
        words = f", {period.in_words}" if period else ""
        return ExportOf(f"{form.name}{words}" if form else "Biểu số liệu")

    def _print(self, path: Path, *, empty: bool) -> None:
        from app.workflows.form_papers import print_form

        if self._form is not None and self._period is not None:
            print_form(self._context.db, self._form.code, self._period, path, empty=empty)

    def _show_read(self, path: Path, found: _Read) -> None:
        reading, rows = found
        self._source, self._reading = path, reading
        form = self._form_name(reading.form)
        self.take_place(self.preview)
        self.preview.show_reading(path.name, form, reading, rows)

    def _form_name(self, code: str) -> str:
        from app.queries.indicators import list_forms

        forms = self._context.db.read(list_forms)
        return next((form.name for form in forms if form.code == code), "")

    def _show_pages(self, path: Path) -> None:
        if self.paper is None:
            from app.ui.pdf_preview.preview import PdfPreview

            self.paper = PdfPreview(self)
            self.paper.back.setText("Về biểu")
            self.paper.closed.connect(self.leave)
            self.paper.save_asked.connect(lambda: self.save_paper(_PDF, empty=self._empty))
            self.paper.printed.connect(self._printed)
            self.addWidget(self.paper)
        self.paper.show_file(path)
        self.take_place(self.paper)

    def _give(self) -> None:
        source, reading = self._source, self._reading
        self.leave()
        if source is not None and reading is not None:
            self.given.emit(reading, source.name)

    def _tell_saved(self, path: Path, _result: None) -> None:
        self._context.status.say(f"Đã lưu {path.name} ở {path.parent}.")

    def _name(self, *, blank: bool) -> str:
        form = self._form.code if self._form else "bieu"
        period = self._period.code if self._period else ""
        return "-".join((form.replace("_", "-"), period)) + ("-trong" if blank else "")

    def _connect(self) -> None:
        menu = self.menu
        menu.export.triggered.connect(lambda _on: self.save_form())
        menu.export_blank.triggered.connect(lambda _on: self.save_form(blank=True))
        menu.export_restricted.triggered.connect(lambda _on: self.save_form(restricted=True))
        menu.read.triggered.connect(lambda _on: self.read_file())
        menu.paper.triggered.connect(lambda _on: self.show_paper(empty=False))
        menu.blank_paper.triggered.connect(lambda _on: self.show_paper(empty=True))
        menu.blank_word.triggered.connect(lambda _on: self.save_paper(_WORD, empty=True))
        menu.take.triggered.connect(
            lambda _on: self._context.navigate("settings", section="catalogues", catalogue="form")
        )
        self.wait.stopped.connect(self.leave)
        self.preview.given.connect(self._give)
        self.preview.marked_asked.connect(self.save_marked)
        self.preview.left.connect(self.leave)
