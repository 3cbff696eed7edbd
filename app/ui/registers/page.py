"""Sổ theo dõi: every paper of the year, new ones from templates, copies, and the register itself."""

from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.exports import ExportOf
from app.domain.papers import PaperKind
from app.domain.text import slug
from app.domain.topics import Topic
from app.errors import AppError
from app.queries.activities import ActivityFilter, find_activities
from app.queries.office import list_signers
from app.queries.papers import get_paper, list_papers
from app.queries.registers import RegisterRow
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.navigation import page_of
from app.ui.paper_desk import PaperDesk
from app.ui.paper_list import PaperEntry
from app.ui.registers.copy_panel import CopyPanel
from app.ui.registers.list_view import RegisterList
from app.ui.registers.new_paper import NewPaperView
from app.ui.saving import Saving
from app.workflows.other_papers import CopyOrder, export_copy
from app.workflows.registers import export_register

_EXCEL: Final = "Bảng Excel (*.xlsx)"
_COPIES: Final = {".pdf": "Văn bản PDF (*.pdf)", ".docx": "Văn bản Word (*.docx)"}


class RegistersPage(PaperDesk):
    """Plans and reports open on their own pages, everything else here."""

    title = "Sổ theo dõi"
    topics = frozenset({Topic.PAPER})

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "Lập văn bản", parent)
        self._copied: RegisterRow | None = None
        self.sheet = QPushButton(icons.icon("excel"), "Lưu sổ thành Excel…", self)
        self.list = RegisterList(self._db, lambda: context.year, self)
        self.new_paper = NewPaperView(
            lambda year: self._db.read(list_papers, kind=PaperKind.PLAN, year=year),
            lambda year, kind: self._db.read(find_activities, ActivityFilter(year=year, kind=kind)),
            self,
        )
        self.copy_panel = CopyPanel(self)
        self.saving = Saving(context, self, "Đang ghi tệp")
        self.add_button(self.sheet)
        self.take_list(self.list)
        self.take_begin_view(self.new_paper)
        self.stack.addWidget(self.copy_panel)
        self.sheet.clicked.connect(lambda _on: self._save_sheet())
        self.list.register_shown.connect(self.sheet.setEnabled)
        self.list.copy_asked.connect(self.begin_copy)
        self.copy_panel.write_asked.connect(self._save_copy)
        self.copy_panel.left.connect(self.show_list)
        self.refresh()

    def begin(self, wanted: str = "") -> None:
        """Ask which template; ``wanted`` is the code of one."""
        if not self.leave():
            return
        self.new_paper.begin(self.context.year)
        self.new_paper.choose_template(wanted)
        self.show_view(self.new_paper, "Lập văn bản")
        self.new_paper.year.setFocus()

    def open_row(self, row: PaperEntry) -> None:
        """Open the version of a row, a plan or report on its own page."""
        if not isinstance(row, RegisterRow):
            return
        page = page_of(row.kind)
        if page == "registers":
            self.open_paper(row.paper_id, row.version_number)
        else:
            self.context.navigate(page, paper_id=row.paper_id, version=row.version_number)

    def begin_copy(self, row: RegisterRow) -> None:
        """Ask how a paper is copied; only what was issued can be."""
        if not row.issued:
            self.context.status.say("Chỉ sao được văn bản đã ban hành. Hãy chọn một dòng có số.")
            return
        try:
            paper = self._db.read(get_paper, row.paper_id, row.version_number)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._copied = row
        self.copy_panel.show_paper(paper, self._db.read(list_signers), self.context.today())
        self.show_view(self.copy_panel, "Làm bản sao")
        self.copy_panel.form.control("form").setFocus()

    def show_view(self, view: QWidget, title: str) -> None:
        """The register is saved from the list only."""
        super().show_view(view, title)
        self.sheet.setVisible(view is self.list)

    def _save_sheet(self) -> None:
        year = self.context.year
        shown = [row.id for row in self.list.table.model.rows]
        path = self.saving.ask("Lưu sổ thành Excel", f"so-van-ban-di-{year}.xlsx", _EXCEL)
        if path is not None:
            self.saving.write(
                path,
                lambda target: export_register(self._db, target, year, shown),
                self._sheet_saved,
                _EXCEL,
                ExportOf(f"Sổ văn bản đi năm {year}"),
            )

    def _sheet_saved(self, path: Path, count: int) -> None:
        self.context.status.say(f"Đã lưu {count} văn bản vào {path.name} ở {path.parent}.")

    def _save_copy(self, order: CopyOrder, suffix: str) -> None:
        row = self._copied
        if row is None:
            return
        name = f"{slug(f'{order.form} {row.full_number} {row.title}')}{suffix}"
        path = self.saving.ask("Lưu bản sao", name, _COPIES[suffix])
        if path is not None:
            self.saving.write(
                path,
                partial(self._write_copy, row.paper_id, order),
                self._copy_saved,
                _COPIES[suffix],
                ExportOf(f"{order.form} {row.full_number}", "paper", row.paper_id),
            )

    def _write_copy(self, paper_id: UUID, order: CopyOrder, path: Path) -> None:
        export_copy(self._db, paper_id, path, order)

    def _copy_saved(self, path: Path, _nothing: None) -> None:
        self.context.status.say(f"Đã lưu bản sao {path.name} vào {path.parent}.")
        self.show_list()
