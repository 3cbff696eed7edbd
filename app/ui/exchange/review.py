"""One package looked at: who, what, cell by cell, its papers, and the decision beside it."""

from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.exports import ExportOf
from app.domain.parcel_cells import CellOutcome
from app.domain.parcels import RECEIVED_WORDS, SETTLED, ReceivedState
from app.errors import AppError, ValidationError
from app.exchange.receipt import Result
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.receive_columns import CELLS, MARKS, NAME_COLUMN, SPARSE
from app.ui.exchange.review_decision import ReviewDecision, Typed
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.saving import Saving
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.attachments import shown_folder
from app.workflows.papers import write_plain
from app.workflows.parcels.deciding import Decide, decide, points_of, write_receipt
from app.workflows.parcels.documents_in import write_document_of
from app.workflows.parcels.preview import Preview, PreviewCell, head_lines, look_at, save_preview
from app.workflows.parcels.slips import slip

_EXCEL: Final = "Bảng Excel (*.xlsx)"
_PDF: Final = "Văn bản PDF (*.pdf)"
_TO_SEE, _CHANGED, _ALL = "see", "changed", "all"
_SHOWN: Final = ((_TO_SEE, "Ô cần xem"), (_CHANGED, "Ô mới, thay đổi"), (_ALL, "Mọi ô"))
_DECIDED: Final = (*SETTLED, ReceivedState.RETURNED)


class Review(QWidget):
    """``left``: back to the list."""

    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._db = context, context.db
        self._folder = Path.home()
        self._preview: Preview | None = None
        self._typed: dict[tuple[UUID, int], Typed] = {}
        self.heading = WrapLabel(role="heading", parent=self)
        self.state = MarkedLabel(self)
        self.facts = WrapLabel(parent=self)
        self.warnings = Sentences("Cần xem", "warn", "warn", self)
        self.shown = ChoiceBox(list(_SHOWN), self)
        self.shown.setAccessibleName("Những ô nào")
        self.table: RowTable[PreviewCell] = RowTable(
            CELLS, "Các ô số liệu trong gói", self, stretch=NAME_COLUMN
        )
        self.table.set_noun("ô")
        self.table.tools.addWidget(self.shown)
        self.decision = ReviewDecision(self)
        self.papers = FlowLayout()
        self._paper_buttons: list[QPushButton] = []
        self.sheet = QPushButton(icons.icon("excel"), "Lưu bảng đối chiếu…", self)
        self.page = QPushButton(icons.icon("pdf"), "In chỗ thay đổi…", self)
        self.slip = QPushButton(icons.icon("pdf"), "Lưu phiếu giấy…", self)
        self.receipt = QPushButton(icons.icon("save"), "Chép phiếu ra USB…", self)
        self.history = QPushButton(icons.icon("history"), "Lịch sử…", self)
        self.back = QPushButton("Về danh sách", self)
        self.saving = Saving(context, self, "Đang ghi tệp")
        self._lay_out()
        self._connect()

    def show_package(self, package_id: UUID) -> None:
        """Read a package and show it.

        Raises:
            NotFoundError: it is gone.
        """
        self.put_aside()
        preview = self._preview = look_at(self._db, package_id)
        package = preview.package
        self.heading.setText(package.unit_name)
        icon, role = MARKS[package.state]
        self.state.show_state(icon, RECEIVED_WORDS[package.state], role)
        lines = [*head_lines(preview)]
        if package.reason:
            lines.append(f"Lý do của đơn vị: {package.reason}")
        if preview.closed:
            lines.append(
                "Số tổng hợp của kỳ này đã chốt: mở lại kèm lý do ở Tổng hợp rồi tiếp nhận."
            )
        self.facts.setText("\n".join(lines))
        self.warnings.show_lines(preview.warnings)
        self.shown.show_value(_TO_SEE if preview.warned else _ALL)
        for number in SPARSE:
            words = CELLS[number].text
            is_empty = not any(words(one) for one in preview.cells)
            self.table.view.setColumnHidden(number, is_empty)
        self._show_cells()
        names = {one.place.indicator: one.name for one in preview.cells}
        self.decision.begin(points_of(package), names, withdraws=package.kind == "withdrawal")
        typed = self._typed.pop((package.id, package.revision), None)
        if typed is not None:
            self.decision.take_up(typed)
        self.decision.setVisible(package.state is not ReceivedState.TEST)
        decided = package.state in _DECIDED
        self.slip.setVisible(decided)
        self.receipt.setVisible(package.receipt_sha256 is not None)
        self._show_papers(preview)
        # The sentences have their width one turn later.
        QTimer.singleShot(0, self._share_height)

    def _share_height(self) -> None:
        """What is told above the cells has the room it needs, at most half."""
        whole = self._left.height()
        needed = self._top.heightForWidth(self._top.width())
        above = min(max(needed, self._top.sizeHint().height()) + 8, whole // 2)
        self._left.setSizes([above, whole - above])

    def put_aside(self) -> None:
        """What was written of a package stays until it is looked at again."""
        if self._preview is not None:
            package = self._preview.package
            self._typed[package.id, package.revision] = self.decision.typed()

    def _show_cells(self) -> None:
        if self._preview is None:
            return
        chosen = self.shown.value()
        cells = self._preview.cells
        if chosen == _TO_SEE:
            cells = self._preview.warned
        elif chosen == _CHANGED:
            cells = tuple(one for one in cells if one.outcome is not CellOutcome.SAME)
        self.table.show_rows(cells)

    def _show_papers(self, preview: Preview) -> None:
        for button in self._paper_buttons:
            self.papers.removeWidget(button)
            button.deleteLater()
        self._paper_buttons = []
        for one in preview.documents:
            kind = Path(one.file).suffix.removeprefix(".").upper()
            button = QPushButton(icons.icon("open"), f"Mở văn bản {kind}", self)
            button.setToolTip(one.title)
            button.clicked.connect(partial(self._open_paper, preview.package.id, one.file))
            self.papers.addWidget(button)
            self._paper_buttons.append(button)

    def _open_paper(self, package_id: UUID, file: str, _on: bool = False) -> None:
        try:
            folder = shown_folder(self._context.paths)
            path = write_document_of(self._db, package_id, file, folder)
        except AppError as error:
            feedback.show_error(self, error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _accept(self) -> None:
        preview = self._preview
        if preview is None:
            return
        if preview.package.kind == "withdrawal":
            self._decide(Result.WITHDRAWN)
        elif preview.warnings or preview.warned or self.decision.points:
            self._decide(Result.ACCEPTED_WITH_WARNINGS)
        else:
            self._decide(Result.ACCEPTED)

    def _decide(self, result: Result) -> None:
        preview, values = self._preview, self.decision.values()
        if preview is None or values is None:
            return
        command = Decide(
            package_id=preview.package.id,
            result=result,
            points=tuple(self.decision.points),
            new_deadline=values["new_deadline"],
            signer=values["signer"],
            revision=preview.package.revision,
        )
        try:
            row = decide(self._db, command, self._context.now())
        except ValidationError as error:
            if not self.decision.show_error(error):
                feedback.show_error(self, error)
            return
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.show_package(row.id)
        self._context.status.say(
            f"{RECEIVED_WORDS[row.state]}: {row.unit_name}. Hãy chép phiếu gửi lại cho đơn vị."
        )
        (self.receipt if self.receipt.isVisible() else self.back).setFocus()

    def _save_sheet(self, ending: str, kind: str) -> None:
        preview = self._preview
        if preview is None:
            return
        stem = Path(preview.package.file_name).stem or preview.package.unit_code
        path = self.saving.ask("Lưu bảng đối chiếu", f"{stem}-doi-chieu{ending}", kind)
        if path is not None:
            work = partial(save_preview, preview)
            of = self._export("Bảng đối chiếu")
            self.saving.write(path, work, self._saved, kind, of)

    def _save_slip(self) -> None:
        preview, db = self._preview, self._db
        if preview is None:
            return
        package_id = preview.package.id
        name = f"phieu-{preview.package.unit_code}-{preview.package.period}.pdf"
        path = self.saving.ask("Lưu phiếu tiếp nhận", name, _PDF)
        if path is not None:
            self.saving.write(
                path,
                lambda target: write_plain(db, slip(db, package_id), target),
                self._saved,
                _PDF,
                self._export("Phiếu tiếp nhận"),
            )

    def _export(self, what: str) -> ExportOf:
        if self._preview is None:
            return ExportOf(what)
        package = self._preview.package
        return ExportOf(f"{what}: {package.unit_name}", "received_package", package.id)

    def _saved(self, path: Path, _result: object) -> None:
        self._context.status.say(f"Đã lưu {path.name} vào {path.parent}.")

    def _write_receipt(self) -> None:
        preview = self._preview
        if preview is None:
            return
        folder = feedback.ask_folder(self, "Chọn USB hoặc thư mục để chép phiếu", self._folder)
        if folder is None:
            return
        try:
            done = write_receipt(self._db, preview.package.id, folder)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._folder = folder
        self._context.status.say(f"Đã chép {done.path.name} vào {folder}. Có thể rút USB.")

    def _connect(self) -> None:
        self.shown.edited.connect(self._show_cells)
        self.table.row_chosen.connect(self._stand_on)
        self.decision.accepted.connect(self._accept)
        self.decision.returned.connect(lambda: self._decide(Result.RETURNED))
        self.sheet.clicked.connect(lambda _on: self._save_sheet(".xlsx", _EXCEL))
        self.page.clicked.connect(lambda _on: self._save_sheet(".pdf", _PDF))
        self.slip.clicked.connect(lambda _on: self._save_slip())
        self.receipt.clicked.connect(lambda _on: self._write_receipt())
        self.history.clicked.connect(lambda _on: self._show_history())
        self.back.clicked.connect(lambda _on: self.left.emit())

    def _show_history(self) -> None:
        if self._preview is not None:
            from app.ui.history.window import show_record

            package = self._preview.package
            show_record(self._context, self, "received_package", package.id, package.unit_name)

    def _stand_on(self, cell: object) -> None:
        self.decision.stand_on(cell if isinstance(cell, PreviewCell) else None)

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (
            self.receipt, self.slip, self.sheet, self.page, self.history, self.back,
        ):  # fmt: skip
            buttons.addWidget(button)
        top = self._top = QWidget(self)
        head = QVBoxLayout(top)
        head.setContentsMargins(0, 0, 8, 0)
        head.setSpacing(8)
        for widget in (self.heading, self.state, self.facts, self.warnings):
            head.addWidget(widget)
        head.addLayout(self.papers)
        head.addStretch(1)
        left = self._left = QSplitter(Qt.Orientation.Vertical, self)
        left.setChildrenCollapsible(False)
        left.addWidget(TallScroll(top, self))
        left.addWidget(self.table)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(TallScroll(self.decision, self))
        split.setSizes([1000, 450])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(split, 1)
        layout.addLayout(buttons)
