"""Gửi xuống: forms, targets, deadlines, our plan and letters in one package for each unit."""

from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.papers import PaperKind, PaperState
from app.errors import AppError, CancelledError, ValidationError
from app.jobs import JobContext
from app.queries.papers import list_papers
from app.queries.sent import SentRow, list_sent
from app.queries.units import direct_units, units_below
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.exchange.send_columns import RECEIVER_COLUMN, SENT
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.row_table import RowTable
from app.ui.tab_desk import TabView
from app.ui.widgets.inputs import ChoiceBox
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.ui.widgets.wait_box import WaitBox
from app.workflows.parcels.downward import SendDown, content_of_down, make_down
from app.workflows.parcels.sending import write_to

_PDF: Final = ("Công văn PDF (*.pdf)",)
_ALL_FORMS: Final = ("all",)
_WHY: Final = (
    "Mỗi đơn vị nhận một gói; chương trình của đơn vị cho xem trước rồi mới lấy vào sổ. Biểu và thời "
    "hạn đi xuống bằng gói thì báo cáo gửi lên khớp ngay, không phải gõ lại."
)


class DownView(TabView):
    """What goes down is chosen at the left; what was sent down before stands under it."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._db = context.db
        self._folder = Path.home()
        self._letters: list[Path] = []
        self.form = FieldForm(self._fields(), self)
        self.letter = QPushButton(icons.icon("attach"), "Kèm công văn PDF…", self)
        self.letters = WrapLabel(role="quiet", parent=self)
        self.state = MarkedLabel(self)
        self.make = QPushButton("Làm gói và chép ra USB…", self)
        self.make.setProperty("role", "primary")
        self.sent: RowTable[SentRow] = RowTable(
            SENT, "Gói đã gửi xuống", self, stretch=RECEIVER_COLUMN
        )
        self.sent.set_noun("gói")
        self.wait = WaitBox(context.jobs, self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """What was sent down, and which plans can go along."""
        rows = self._db.read(list_sent, direction="down")
        self.sent.show_rows(rows)
        self.sent.setVisible(bool(rows))
        plans = [("", "Không gửi kế hoạch"), *self._plans()]
        box = self.form.control("plan_id")
        if isinstance(box, ChoiceBox):
            kept = box.value()
            box.set_choices(plans)
            box.show_value(kept if kept in {code for code, _words in plans} else "")
        count = len(self._db.read(direct_units, self.context.today()))
        self.make.setEnabled(bool(count))
        if not count:
            self.state.show_state("info", "Chưa có đơn vị nào; thêm ở phần Đơn vị.", "warn")
        self.state.setVisible(not count)

    def back(self) -> bool:
        """Stop what runs."""
        if not self.wait.busy:
            return False
        self.wait.stop()
        return True

    def _plans(self) -> list[tuple[str, str]]:
        rows = self._db.read(list_papers, kind=PaperKind.PLAN, year=self.context.year)
        return [(str(row.paper_id), row.title) for row in rows if row.state is PaperState.ISSUED]

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="units",
                label="Gửi cho đơn vị",
                kind=FieldKind.LIST,
                hint="Mỗi dòng một mã; để trống là gửi mọi đơn vị báo cáo trực tiếp",
            ),
            Field(
                name="forms",
                label="Biểu số liệu, chỉ tiêu đang dùng",
                kind=FieldKind.BOOL,
                group="Trong gói có",
            ),
            Field(name="targets", label="Mục tiêu của năm", kind=FieldKind.BOOL),
            Field(
                name="deadlines", label="Báo cáo yêu cầu và hạn gửi của năm", kind=FieldKind.BOOL
            ),
            Field(name="plan_id", label="Kế hoạch của cơ quan mình", kind=FieldKind.CHOICE),
            Field(
                name="reason",
                label="Lý do gửi lại",
                hint="Chỉ cần khi năm nay đã gửi xuống một lần",
            ),
        )

    def _command(self) -> SendDown | None:
        values: dict[str, Any] | None = self.form.read()
        if values is None:
            return None
        year = self.context.year
        return SendDown(
            year=year,
            forms=_ALL_FORMS if values["forms"] else (),
            targets=year if values["targets"] else None,
            deadlines=year if values["deadlines"] else None,
            plan_id=UUID(values["plan_id"]) if values["plan_id"] else None,
            letters=tuple(self._letters),
            reason=values["reason"],
        )

    def _add_letter(self) -> None:
        path = feedback.ask_open(self, "Chọn công văn gửi kèm", self._folder, *_PDF)
        if path is not None and path not in self._letters:
            self._folder = path.parent
            self._letters.append(path)
            self.letters.setText(", ".join(one.name for one in self._letters))

    def _make(self) -> None:
        command, values = self._command(), self.form.typed()
        if command is None:
            return
        if content_is_empty := self._is_empty(command):
            self.context.status.say(content_is_empty)
            return
        folder = feedback.ask_folder(self, "Chọn USB hoặc thư mục để chép các gói", self._folder)
        if folder is None:
            return
        self._folder = folder
        units, now, db = tuple(values["units"] or ()), self.context.now(), self._db

        def work(job: JobContext) -> int:
            made = make_down(db, command, units, now)
            for at, row in enumerate(made):
                job.step(at, len(made), row.receiver_name)
                write_to(db, row.id, folder, now)
            return len(made)

        self.wait.show()
        self.wait.run("Đang làm gói gửi xuống", work, self._made, self._failed)

    def _is_empty(self, command: SendDown) -> str:
        """A sentence when nothing was chosen."""
        levels = {unit.level_code for unit in self._db.read(units_below, self.context.today())}
        try:
            found = [content_of_down(self._db, command, level) for level in levels]
        except AppError as error:
            return error.message
        if all(one.is_empty for one in found):
            return "Hãy chọn ít nhất một thứ để gửi: biểu, mục tiêu, thời hạn, kế hoạch, công văn."
        return ""

    def _made(self, count: int) -> None:
        self.wait.hide()
        self._letters = []
        self.letters.setText("")
        self.refresh()
        self.context.status.say(
            f"Đã chép {count} gói vào {self._folder}. Có thể rút USB; mỗi đơn vị nhận đúng gói của "
            "mình."
        )

    def _failed(self, error: AppError) -> None:
        self.wait.hide()
        self.refresh()
        if isinstance(error, CancelledError):
            return
        if isinstance(error, ValidationError) and self.form.show_error(error):
            return
        feedback.show_error(self, error)

    def _connect(self) -> None:
        self.letter.clicked.connect(lambda _on: self._add_letter())
        self.make.clicked.connect(lambda _on: self._make())
        self.wait.stopped.connect(self.wait.hide)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(WrapLabel(_WHY, role="quiet", parent=inner))
        column.addWidget(self.state)
        column.addWidget(self.form)
        row = FlowLayout()
        for button in (self.letter, self.make):
            row.addWidget(button)
        column.addWidget(self.letters)
        column.addLayout(row)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.wait)
        layout.addWidget(TallScroll(inner, self), 3)
        layout.addWidget(self.sent, 2)
        self.wait.hide()
