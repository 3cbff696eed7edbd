"""Gửi đi: choose a report, look at its package, write it to a stick or into a letter."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.errors import AppError, NotFoundError, ValidationError
from app.exchange.delivery import Delivered
from app.jobs import JobContext
from app.queries.activities import get_activity
from app.queries.receipts import RemarkRow
from app.queries.sent import SentRow, list_sent
from app.queries.stale import basis_of
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.package_panel import PackagePanel
from app.ui.exchange.send_columns import RECEIVER_COLUMN, REPORTS, SENT, TITLE_COLUMN
from app.ui.exchange.send_done import SendDone
from app.ui.exchange.send_look import SendLook
from app.ui.row_table import RowTable
from app.ui.tab_desk import TabView
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.ui.widgets.wait_box import WaitBox
from app.workflows.parcels.answers import read_receipt_file
from app.workflows.parcels.forwarding import Forward, look_at_forward, make_forward
from app.workflows.parcels.letters import Letter, write_letter
from app.workflows.parcels.outgoing import Outgoing, SendableRow, SendReport, list_sendable, look
from app.workflows.parcels.sending import make, sent_already, withdraw, write_to

_RECEIPTS: Final = ("Phiếu tiếp nhận (*.bdg-phieu)", "Mọi tệp (*)")
#: Rows from which on one searches rather than reads.
_MANY: Final = 8
_LARGEST: Final = 3_000_000
_EMPTY: Final = (
    "Chưa có báo cáo nào đã ban hành. Lập báo cáo ở trang Báo cáo, in, ký, ban hành (ghi số, ngày) "
    "rồi gửi ở đây."
)


class SendView(TabView):
    """The list, the look at one package, what came of it."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self._folder = Path.home()
        self._paper: UUID | None = None
        self._from_totals = False
        self.read_receipt = QPushButton(icons.icon("open"), "Đọc phiếu tiếp nhận…", self)
        self.send = QPushButton("Gửi gói số liệu", self)
        self.send.setProperty("role", "primary")
        self.buttons = [self.read_receipt, self.send]
        self.empty = WrapLabel(_EMPTY, role="quiet", parent=self)
        self.reports: RowTable[SendableRow] = RowTable(
            REPORTS, "Báo cáo, kế hoạch đã ban hành", self, stretch=TITLE_COLUMN
        )
        self.reports.set_noun("văn bản")
        self.sent: RowTable[SentRow] = RowTable(SENT, "Gói đã làm", self, stretch=RECEIVER_COLUMN)
        self.sent.set_noun("gói")
        self.panel = PackagePanel(context, self)
        self.look = SendLook(self)
        self.done = SendDone(self)
        self.wait = WaitBox(context.jobs, self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read both lists again."""
        rows = list_sendable(self._db, self.context.today())
        self.empty.setVisible(not rows)
        kept = self.reports.current()
        self.reports.show_rows(rows)
        if kept is None or not self.reports.choose(lambda row: row.paper_id == kept.paper_id):
            self.reports.choose(lambda row: row.sent is None)
        sent = self._db.read(list_sent)
        self.sent.show_rows(sent)
        self.sent.setVisible(bool(sent))
        self.sent.filter.setVisible(len(sent) > _MANY)
        self.send.setEnabled(bool(rows))
        self._show_package(self.sent.current())

    def open(self, target: Mapping[str, object]) -> None:
        """``paper_id``: look at the package of this report; ``package_id``: stand on a package.

        ``receipt``: read a receipt.
        """
        paper_id, package_id = target.get("paper_id"), target.get("package_id")
        if isinstance(paper_id, UUID):
            self._begin(paper_id)
        elif isinstance(package_id, UUID):
            self._show_list()
            self.sent.choose(lambda row: row.id == package_id)
        elif target.get("receipt"):
            self._ask_receipt()

    def back(self) -> bool:
        """To the list, there out of a question; False when none is asked."""
        if self.stack.currentIndex() == 0:
            return self.panel.step.leave()
        self._show_list()
        return True

    def take_receipt(self, path: Path) -> None:
        """Read a receipt and show what it changed."""
        try:
            with path.open("rb") as file:
                answer = read_receipt_file(self._db, file.read(_LARGEST), self.context.now())
        except OSError:
            feedback.tell(
                self,
                f"Không đọc được tệp “{path.name}”. Trạng thái báo cáo vẫn giữ nguyên. Hãy cắm lại "
                "USB rồi đọc lại.",
            )
            return
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._folder = path.parent
        self._show_list()
        self.sent.choose(lambda row: row.id == answer.package.id)
        self.context.status.say(answer.sentence)

    def _show_package(self, row: object) -> None:
        package = row if isinstance(row, SentRow) else None
        self.side.setVisible(package is not None)
        self.panel.show_package(package)

    def _begin_chosen(self) -> None:
        row = self.reports.current()
        if row is None:
            self.context.status.say("Hãy chọn một báo cáo trong danh sách rồi bấm lại.")
            return
        self._begin(row.paper_id)

    def _begin(self, paper_id: UUID) -> None:
        if paper_id != self._paper:
            self.look.forget()
        self._paper = paper_id
        try:
            self._from_totals = bool(self._db.read(basis_of, paper_id))
            sent = sent_already(self._db, SendReport(paper_id=paper_id), self.context.now())
        except AppError as error:
            feedback.show_error(self, error)
            return
        if sent is not None and sent.has_left:
            self._show_list()
            self.sent.choose(lambda row: row.id == sent.id)
            self.context.status.say(
                "Bản này đã gửi rồi. Cần đưa lại thì bấm “Chép ra USB”; số liệu đã sửa thì mở bản mới "
                "của báo cáo, ban hành rồi gửi gói đính chính."
            )
            return
        self.look.begin()
        self._look()

    def _look(self) -> None:
        paper_id, now = self._paper, self.context.now()
        if paper_id is None:
            return
        forward, command = self._forward(paper_id), self._report(paper_id)

        def work(_job: JobContext) -> tuple[Outgoing, Sequence[str] | None]:
            if forward is not None:
                return look_at_forward(self._db, forward, now)
            return look(self._db, command, now), None

        self._run("Đang chuẩn bị gói", work, self._show_look)

    def _report(self, paper_id: UUID) -> SendReport:
        """The report as the choices stand."""
        return SendReport(paper_id=paper_id, test=self._is_test(), reason=self._reason())

    def _forward(self, paper_id: UUID) -> Forward | None:
        """The same for a report made from totals; None for any other."""
        if not self._from_totals:
            return None
        with_units = bool(self.look.units.typed()["with_units"])
        return Forward(
            paper_id=paper_id, with_units=with_units, test=self._is_test(), reason=self._reason()
        )

    def _is_test(self) -> bool:
        return bool(self.look.test.typed()["test"])

    def _reason(self) -> str:
        return str(self.look.reason.typed()["reason"] or "")

    def _show_look(self, found: tuple[Outgoing, Sequence[str] | None]) -> None:
        self.look.show_package(*found)
        self._show(self.look)

    def _ask_write(self) -> None:
        self._make_then("Chọn USB hoặc thư mục để chép gói", self._write)

    def _ask_letter(self) -> None:
        self._make_then("Chọn thư mục để đặt thư nháp và tệp kèm", self._write_letter)

    def _make_then(self, title: str, go_on: Callable[[UUID, Path], None]) -> None:
        """Make the package with what was typed, then write it where the officer says."""
        paper_id = self._paper
        if paper_id is None:
            return
        if not self.look.is_ready():
            return
        folder = feedback.ask_folder(self, title, self._folder)
        if folder is None:
            return
        secret = str(self.look.secret.typed()["passphrase"] or "")
        forward, command = self._forward(paper_id), self._report(paper_id)
        now = self.context.now()

        def work(_job: JobContext) -> SentRow:
            there = sent_already(self._db, command, now)
            if there is not None:
                return there
            if forward is not None:
                return make_forward(self._db, forward, now, secret)
            return make(self._db, command, now, secret)

        self._run("Đang làm gói", work, lambda row: go_on(row.id, folder), back=self.look)

    def _write(self, package_id: UUID, folder: Path) -> None:
        def work(_job: JobContext) -> Delivered:
            return write_to(self._db, package_id, folder, self.context.now())

        self._run("Đang chép và đọc lại gói", work, self._written)

    def _written(self, done: Delivered) -> None:
        self._folder = done.path.parent
        self.look.forget()
        self.done.show_written(done)
        self.refresh()
        self._show(self.done)

    def _write_letter(self, package_id: UUID, folder: Path) -> None:
        def work(_job: JobContext) -> Letter:
            return write_letter(self._db, package_id, folder, self.context.now())

        self._run("Đang soạn thư nháp", work, self._lettered)

    def _lettered(self, letter: Letter) -> None:
        self._folder = letter.path.parent
        self.look.forget()
        self.done.show_letter(letter)
        self.refresh()
        self._show(self.done)

    def _write_again(self, row: SentRow) -> None:
        folder = feedback.ask_folder(self, "Chọn USB hoặc thư mục để chép gói", self._folder)
        if folder is not None:
            self._write(row.id, folder)

    def _letter_again(self, row: SentRow) -> None:
        folder = feedback.ask_folder(self, "Chọn thư mục để đặt thư nháp", self._folder)
        if folder is not None:
            self._write_letter(row.id, folder)

    def _withdraw(self, row: SentRow, reason: str) -> None:
        try:
            made = withdraw(self._db, row.id, reason, self.context.now())
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.refresh()
        self.sent.choose(lambda one: one.id == made.id)
        self.panel.write.setFocus()
        self.context.status.say("Đã làm gói rút lại. Hãy chép ra USB hoặc soạn thư để gửi đi.")

    def _open_cell(self, remark: RemarkRow) -> None:
        if remark.activity_id is not None:
            self._open_activity(remark.activity_id)
            return
        self.context.navigate(
            "indicators", period=remark.period, indicator=remark.indicator, sex=remark.sex
        )

    def _open_activity(self, activity_id: UUID) -> None:
        try:
            self.context.db.read(get_activity, activity_id)
        except NotFoundError as error:
            feedback.show_error(self, error)
            return
        self.context.navigate("activities", activity_id=activity_id)

    def _ask_receipt(self) -> None:
        path = feedback.ask_open(self, "Chọn phiếu tiếp nhận", self._folder, *_RECEIPTS)
        if path is not None:
            self.take_receipt(path)

    def _run(
        self,
        name: str,
        work: Callable[[JobContext], object],
        done: Callable[..., None],
        back: QWidget | None = None,
    ) -> None:
        before = back or self.stack.currentWidget() or self.list
        self._show(self.wait)
        self.wait.run(name, work, done, lambda error: self._failed(error, before))

    def _failed(self, error: AppError, before: QWidget) -> None:
        self._show(before if before is not self.wait else self.list)
        for form in (self.look.reason, self.look.secret):
            if isinstance(error, ValidationError) and form.isVisible() and form.show_error(error):
                return
        feedback.show_error(self, error)

    def _show_list(self) -> None:
        self.refresh()
        self._show(self.list)

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        for button in self.buttons:
            button.setEnabled(view is self.list)

    def _connect(self) -> None:
        self.send.clicked.connect(lambda _on: self._begin_chosen())
        self.read_receipt.clicked.connect(lambda _on: self._ask_receipt())
        self.reports.row_opened.connect(lambda _row: self._begin_chosen())
        self.sent.row_chosen.connect(self._show_package)
        self.panel.write_asked.connect(self._write_again)
        self.panel.letter_asked.connect(self._letter_again)
        self.panel.withdraw_asked.connect(self._withdraw)
        self.panel.cell_asked.connect(self._open_cell)
        self.look.write_asked.connect(self._ask_write)
        self.look.letter_asked.connect(self._ask_letter)
        self.look.choice_changed.connect(self._look)
        for view in (self.look, self.done):
            view.left.connect(self._show_list)
        self.wait.stopped.connect(self._show_list)

    def _lay_out(self) -> None:
        tables = QWidget(self)
        rows = QVBoxLayout(tables)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.empty)
        rows.addWidget(self.reports, 3)
        rows.addWidget(self.sent, 2)
        self.list = QSplitter(Qt.Orientation.Horizontal, self)
        self.list.setChildrenCollapsible(False)
        self.list.addWidget(tables)
        self.side = TallScroll(self.panel, self)
        self.list.addWidget(self.side)
        self.list.setSizes([1000, 500])
        for view in (self.list, self.look, self.done, self.wait):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack, 1)
