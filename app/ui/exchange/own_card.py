"""Our card: the unit's code, the card as a file and on paper, new keys."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.exports import ExportOf
from app.errors import AppError, ValidationError
from app.queries.office_keys import own_code
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm
from app.ui.saving import Saving
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.step_box import StepBox
from app.workflows.papers import write_plain
from app.workflows.parcels.desk import change_keys, own_office, set_unit_code
from app.workflows.parcels.enrolment import card_paper, write_card

_CODE: Final = Field(
    name="unit_code",
    label="Mã đơn vị",
    required=True,
    hint="Mã của đơn vị hành chính; cơ quan nhận báo cáo cho biết mã này",
)
_REASON: Final = Field(
    name="reason", label="Lý do đổi khóa", required=True, hint="Ví dụ: mất máy tính"
)
_PDF: Final = "Văn bản PDF (*.pdf)"


class OwnCard(QFrame):
    """Without a code it asks for it; with one the card can be given away."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._context = context
        self._folder = Path.home()
        self.state = MarkedLabel(self)
        self.form = FieldForm((_CODE,), self)
        self.keep = QPushButton("Ghi mã đơn vị", self)
        self.name = WrapLabel(role="strong", parent=self)
        self.code = WrapLabel(role="title", parent=self)
        self.about = WrapLabel(role="quiet", parent=self)
        self.to_file = QPushButton(icons.icon("save"), "Chép tệp thẻ ra USB…", self)
        self.on_paper = QPushButton(icons.icon("pdf"), "Lưu bản thông báo mã thẻ…", self)
        self.change = QPushButton("Đổi khóa…", self)
        self.step = _ChangeStep(self)
        self.saving = Saving(context, self, "Đang ghi bản thông báo")
        self._lay_out()
        self.keep.clicked.connect(lambda _on: self._keep_code())
        self.to_file.clicked.connect(lambda _on: self._write())
        self.on_paper.clicked.connect(lambda _on: self._print())
        self.change.clicked.connect(lambda _on: self.step.begin())
        self.step.left.connect(self.change.setFocus)
        self.step.change.clicked.connect(lambda _on: self._change())

    def refresh(self) -> None:
        """The card as it is; the question for the code when there is none."""
        code = self._context.db.read(own_code)
        for asking in (self.form, self.keep):
            asking.setVisible(not code)
        for told in (self.name, self.code, self.about, self.to_file, self.on_paper, self.change):
            told.setVisible(bool(code))
        if not code:
            self.step.leave()
            self.state.show_state("info", "Chưa có mã đơn vị nên chưa lập được thẻ.", "warn")
            return
        try:
            card = own_office(self._context.db, self._context.now()).card
        except AppError as error:
            self.state.show_state("warn", error.message, "bad")
            return
        self.state.show_state("done", "Thẻ đã sẵn sàng để trao cho nơi nhận.", "good")
        self.name.setText(f"{card.unit_name}, mã {card.unit_code}")
        self.code.setText(card.short_code)
        made = format_date(card.created_at.astimezone().date())
        self.about.setText(
            f"Mã thẻ, lập ngày {made}. Trao tệp thẻ cho nơi nhận bằng USB hoặc thư, rồi đọc mã này "
            "qua điện thoại để nơi nhận đối chiếu. Mã thẻ không phải là mật khẩu."
        )

    def _keep_code(self) -> None:
        values = self.form.read()
        if values is None:
            return
        try:
            set_unit_code(self._context.db, str(values["unit_code"]))
        except ValidationError as error:
            self.form.show_error(ValidationError(error.message, field="unit_code"))
            return
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._context.status.say("Đã ghi mã đơn vị và lập thẻ cơ quan.")
        self.refresh()
        self.to_file.setFocus()

    def _write(self) -> None:
        folder = feedback.ask_folder(self, "Chọn USB hoặc thư mục để chép tệp thẻ", self._folder)
        if folder is None:
            return
        try:
            written = write_card(self._context.db, folder, self._context.now())
        except AppError as error:
            feedback.show_error(self, error)
            return
        self._folder = folder
        self._context.status.say(f"Đã chép {written.path.name} vào {folder}. Có thể rút USB.")

    def _print(self) -> None:
        db = self._context.db
        path = self.saving.ask("Lưu bản thông báo mã thẻ", "thong-bao-ma-the.pdf", _PDF)
        if path is not None:
            self.saving.write(
                path,
                lambda target: write_plain(db, card_paper(db, self._context.now()), target),
                lambda target, _none: self._context.status.say(f"Đã lưu {target.name}."),
                _PDF,
                ExportOf("Thông báo mã thẻ cơ quan"),
            )

    def _change(self) -> None:
        values = self.step.form.read()
        if values is None:
            return
        try:
            change_keys(self._context.db, str(values["reason"]), self._context.now())
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.step.leave()
        self.refresh()
        self._context.status.say(
            "Đã đổi khóa. Hãy gửi lại tệp thẻ và đọc mã mới cho nơi nhận; khóa cũ vẫn mở được gói cũ."
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel("Thẻ của đơn vị mình", role="heading", parent=self))
        for widget in (self.state, self.form):
            layout.addWidget(widget)
        self.keep.setProperty("role", "primary")
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        for words in (self.name, self.code, self.about):
            layout.addWidget(words)
        row = FlowLayout()
        for button in (self.to_file, self.on_paper, self.change):
            row.addWidget(button)
        layout.addLayout(row)
        layout.addWidget(self.step)


class _ChangeStep(StepBox):
    """Asks why the keys are changed, and says what follows from it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = FieldForm((_REASON,), self)
        self.change = QPushButton("Đổi khóa", self)
        self.give_up = QPushButton("Thôi", self)
        words = (
            "Đổi khóa khi máy bị mất, bị trộm hoặc nghi có người chép mất dữ liệu. Sau khi đổi, nơi "
            "nhận chưa nhận gói mới cho đến khi ghi nhận thẻ mới của đơn vị."
        )
        row = FlowLayout()
        row.addWidget(self.change)
        row.addWidget(self.give_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel(words, parent=self))
        layout.addWidget(self.form)
        layout.addLayout(row)
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self) -> None:
        """Ask anew."""
        self.form.show_values({"reason": ""})
        self.show()
        self.form.control("reason").setFocus()
