"""Nhận về: packages of units from files and folders, looked at, accepted or returned."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.parcels import RECEIVED_WORDS, ReceivedState
from app.errors import AppError
from app.exchange.reading import Desk
from app.jobs import JobContext
from app.queries.received import (
    QuarantinedRow,
    ReceivedFilter,
    ReceivedRow,
    find_received,
    list_received,
    quarantined,
)
from app.queries.report_duties import duty_name
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.batch_view import BatchView
from app.ui.exchange.code_box import CodeBox
from app.ui.exchange.given_review import GivenReview
from app.ui.exchange.receive_columns import ASIDE, DOWN, UNIT_COLUMN, WHY_COLUMN, received_columns
from app.ui.exchange.review import Review
from app.ui.exchange.wrapped_rows import wrap_rows
from app.ui.row_table import RowTable
from app.ui.tab_desk import TabView
from app.ui.widgets.file_drop import PathsDrop
from app.ui.widgets.inputs import BoolInput, ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox
from app.workflows.parcels.desk import desk_of, own_office
from app.workflows.parcels.receiving import Received, receive, try_again

_FILES: Final = ("Gói số liệu (*.bdg-goi)", "Mọi tệp (*)")
_EMPTY: Final = (
    "Chưa nhận gói nào. Cắm USB rồi bấm “Nhận từ thư mục…”, hoặc kéo tệp, thư mục thả vào đây. Đơn "
    "vị cần có trong danh sách và đã trao thẻ cơ quan."
)

#: Rows from which on one searches rather than reads.
_MANY: Final = 8


@dataclass(frozen=True, slots=True)
class _Ask:
    """How a batch is read."""

    desk: Desk
    job: JobContext
    now: datetime
    clean: bool


class ReceiveView(TabView):
    """The list, a batch that is read, what came of it, one package."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self._folder = Path.home()
        self._names: dict[str, str] = {}
        self.files = QPushButton(icons.icon("open"), "Nhận tệp…", self)
        self.folder = QPushButton("Nhận từ thư mục…", self)
        self.folder.setProperty("role", "primary")
        self.buttons = [self.files, self.folder]
        self.code = CodeBox(context, self)
        self.empty = WrapLabel(_EMPTY, role="quiet", parent=self)
        self.states = ChoiceBox([("", "Mọi trạng thái"), *RECEIVED_WORDS.items()], self)
        self.states.setAccessibleName("Trạng thái")
        self.clean = BoolInput("Tự tiếp nhận gói không có điểm cần xem", self)
        self.secret = QLineEdit(self)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName("Mật khẩu của gói")
        self.secret.setPlaceholderText("Mật khẩu của gói, nếu đơn vị có đặt")
        self.table: RowTable[ReceivedRow] = RowTable(
            received_columns(self._duty), "Gói đã nhận", self, stretch=UNIT_COLUMN
        )
        self.table.set_noun("gói")
        self.table.remember(context.preferences, "received")
        self.table.tools.addWidget(self.states)
        self.look = QPushButton(icons.icon("open"), "Xem gói đang chọn", self)
        self.table.tools.addWidget(self.look)
        self.aside_words = MarkedLabel(self)
        self.again = QPushButton(icons.icon("refresh"), "Đọc lại các tệp này", self)
        self.aside: RowTable[QuarantinedRow] = RowTable(
            ASIDE, "Tệp chưa nhận được", self, stretch=WHY_COLUMN
        )
        self.aside.set_noun("tệp")
        self.wait = WaitBox(context.jobs, self)
        self.batch = BatchView(self)
        self.review = Review(context, self)
        self.given = GivenReview(context, self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the lists again."""
        self._names.clear()
        state = self.states.value()
        chosen = ReceivedFilter(states=(ReceivedState(str(state)),) if state else ())
        rows = self._db.read(list_received, chosen)
        self.empty.setVisible(not rows and not state)
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.choose(lambda _row: True)
        self.look.setEnabled(bool(rows))
        aside = self._db.read(quarantined)
        for widget in (self.aside, self.aside_words, self.again):
            widget.setVisible(bool(aside))
        self.aside.show_rows(aside)
        self.aside.filter.setVisible(len(aside) > _MANY)
        self.aside_words.show_state(
            "warn",
            f"{len(aside)} tệp chưa nhận được. Xử lý theo lời ghi rồi nhận lại tệp; số liệu đã có vẫn "
            "giữ nguyên.",
            "warn",
        )

    def open(self, target: Mapping[str, object]) -> None:
        """``package_id``: look at this package; ``paths``: receive these; ``folder``: ask for one.

        ``waiting``: those not looked at yet; ``code``: look up a check code.
        """
        package_id, paths = target.get("package_id"), target.get("paths")
        if self.wait.busy:
            return
        if isinstance(package_id, UUID):
            self.look_at(package_id)
        elif isinstance(paths, list):
            self.receive(paths)
        else:
            self._go_to(target)

    def back(self) -> bool:
        """A batch is stopped, else to the list; False when it is shown."""
        if self.wait.busy:
            self.wait.stop()
            return True
        if self.stack.currentWidget() is self.list:
            return False
        self._show_list()
        return True

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in files and folders in the background."""
        self._take(lambda ask: receive(self._db, paths, ask.desk, ask.job, ask.now, ask.clean))

    def read_again(self) -> None:
        """Read the files that were put aside once more."""
        self._take(lambda ask: try_again(self._db, ask.desk, ask.job, ask.now, ask.clean))

    def _take(self, reading: Callable[[_Ask], Received]) -> None:
        now, clean = self.context.now(), bool(self.clean.value())
        secret = self.secret.text()
        self.secret.clear()

        def work(job: JobContext) -> Received:
            desk = desk_of(self._db, own_office(self._db, now), passphrase=secret)
            return reading(_Ask(desk, job, now, clean))

        self._show(self.wait)
        self.wait.run("Đang nhận gói", work, self._show_batch, self._failed)

    def look_at(self, package_id: UUID) -> None:
        """Show one package; one from above has a view of its own."""
        try:
            down = self._db.read(find_received, package_id).direction == DOWN
            view = self.given if down else self.review
            view.show_package(package_id)
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._show(view)

    def _go_to(self, target: Mapping[str, object]) -> None:
        if target.get("waiting"):
            self.states.show_value(ReceivedState.WAITING.value)
        self._show_list()
        if target.get("folder"):
            self._ask_folder()
        elif target.get("code"):
            self.code.typed.setFocus()

    def _duty(self, code: str) -> str:
        if code not in self._names:
            self._names[code] = self._db.read(duty_name, code)
        return self._names[code]

    def _show_batch(self, received: Received) -> None:
        self.batch.show_batch(received)
        self._show(self.batch)

    def _failed(self, error: AppError) -> None:
        self._show_list()
        feedback.show_error(self, error)

    def _ask_folder(self) -> None:
        folder = feedback.ask_folder(self, "Chọn USB hoặc thư mục có gói", self._folder)
        if folder is not None:
            self._folder = folder
            self.receive([folder])

    def _ask_file(self) -> None:
        path = feedback.ask_open(self, "Chọn gói số liệu", self._folder, *_FILES)
        if path is not None:
            self._folder = path.parent
            self.receive([path])

    def _on_opened(self, row: object) -> None:
        if isinstance(row, ReceivedRow):
            self.look_at(row.id)

    def _show_list(self) -> None:
        self.refresh()
        self._show(self.list)

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        for button in self.buttons:
            button.setEnabled(view is self.list)

    def _connect(self) -> None:
        self.files.clicked.connect(lambda _on: self._ask_file())
        self.again.clicked.connect(lambda _on: self.read_again())
        self.folder.clicked.connect(lambda _on: self._ask_folder())
        self.states.edited.connect(self.refresh)
        self.look.clicked.connect(lambda _on: self._on_opened(self.table.current()))
        self.table.row_opened.connect(self._on_opened)
        self.batch.opened.connect(self.look_at)
        for view in (self.batch, self.review, self.given):
            view.left.connect(self._show_list)
        self.wait.stopped.connect(self._show_list)
        PathsDrop(self).dropped.connect(self.receive)

    def _lay_out(self) -> None:
        wrap_rows(self.aside)
        self.list = QWidget(self)
        rows = QVBoxLayout(self.list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        choices = QHBoxLayout()
        choices.addWidget(self.clean)
        choices.addWidget(self.secret, 1)
        rows.addWidget(self.code)
        rows.addLayout(choices)
        rows.addWidget(self.empty)
        rows.addWidget(self.table, 3)
        told = QHBoxLayout()
        told.addWidget(self.aside_words, 1)
        told.addWidget(self.again)
        rows.addLayout(told)
        rows.addWidget(self.aside, 2)
        for view in (self.list, self.wait, self.batch, self.review, self.given):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack, 1)
