"""What the package of a report will carry, everything to know before it leaves, and two ways out."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.dates import format_date
from app.domain.periods import parse_period
from app.errors import ValidationError
from app.exchange.manifest import PackageKind, Privacy
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.parcels.outgoing import Outgoing

_KINDS: Final = {
    PackageKind.ORIGINAL: "Gói lần đầu",
    PackageKind.CORRECTION: "Gói đính chính",
    PackageKind.WITHDRAWAL: "Gói rút lại",
    PackageKind.TEST: "Gói gửi thử, không tính vào số liệu",
}
_REASON: Final = Field(
    name="reason",
    label="Lý do vẫn gửi",
    hint="Lý do đi cùng gói; nơi nhận đọc được",
    kind=FieldKind.MULTILINE,
    rows=2,
)
_SECRET: Final = Field(
    name="passphrase",
    secret=True,
    label="Mật khẩu của gói",
    hint="Ít nhất 8 ký tự, nên là một câu ngắn; báo cho nơi nhận qua điện thoại, không ghi trong thư",
)


class SendLook(QWidget):
    """``write_asked`` and ``letter_asked``: make it and write it out; ``left``: neither."""

    write_asked = Signal()
    letter_asked = Signal()
    left = Signal()
    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = WrapLabel(role="heading", parent=self)
        self.about = WrapLabel(parent=self)
        self.inside = Sentences("Trong gói có", "info", "primary", self)
        self.state = MarkedLabel(self)
        self.problems = Sentences("Nên sửa trước khi gửi", "warn", "bad", self)
        self.warnings = Sentences("Cần biết trước khi gửi", "info", "warn", self)
        self.reason = FieldForm((_REASON,), self)
        self.secret = FieldForm((_SECRET,), self)
        self.test = FieldForm(
            (Field(name="test", label="Chỉ gửi thử, không tính vào số liệu", kind=FieldKind.BOOL),),
            self,
        )
        self.units = FieldForm(
            (
                Field(
                    name="with_units",
                    label="Kèm số liệu của từng đơn vị",
                    kind=FieldKind.BOOL,
                ),
            ),
            self,
        )
        self.write = QPushButton(
            icons.icon("save", "on_primary"), "Chép ra USB hoặc thư mục…", self
        )
        self.letter = QPushButton("Soạn thư điện tử…", self)
        self.cancel = QPushButton("Thôi, chưa gửi", self)
        self._lay_out()
        self.write.clicked.connect(lambda _on: self.write_asked.emit())
        self.letter.clicked.connect(lambda _on: self.letter_asked.emit())
        self.cancel.clicked.connect(lambda _on: self.left.emit())
        for choice in (self.test, self.units):
            choice.edited.connect(self.choice_changed.emit)

    def show_package(self, found: Outgoing, changes: Sequence[str] | None = None) -> None:
        """Show what will leave.

        Args:
            changes: of a report made from totals, what has changed in them since; None for others.
        """
        problems = (*found.problems, *(changes or ()))
        title = " ".join(found.row.content.head.title)
        self.heading.setText(title)
        self.about.setText("\n".join(_about(found)))
        self.inside.show_lines(_inside(found))
        self.state.setVisible(not (problems or found.warnings))
        self.state.show_state("done", "Không có gì cần sửa trước khi gửi.", "good")
        self.problems.show_lines(problems)
        self.warnings.show_lines(found.warnings)
        self.reason.setVisible(bool(problems))
        self.units.setVisible(changes is not None)
        self.secret.setVisible(found.asks_passphrase)

    def begin(self) -> None:
        """What was typed before leaving is still there."""
        self.write.setFocus()

    def is_ready(self) -> bool:
        """Whether the reason and the passphrase that are asked for were typed; else what lacks."""
        asked = (
            (self.reason, "reason", "Hãy ghi lý do vẫn gửi, hoặc sửa các điểm nêu ở trên."),
            (self.secret, "passphrase", "Hãy đặt mật khẩu cho gói."),
        )
        for form, name, words in asked:
            if not form.isHidden() and not str(form.typed()[name] or "").strip():
                form.show_error(ValidationError(words, field=name))
                # The sentence under the field is laid out one turn later.
                QTimer.singleShot(0, partial(self.area.ensureWidgetVisible, form))
                return False
        return True

    def forget(self) -> None:
        """Nothing typed yet."""
        self.reason.show_values({"reason": ""})
        self.secret.show_values({"passphrase": ""})
        self.test.show_values({"test": False})
        self.units.show_values({"with_units": False})

    def _lay_out(self) -> None:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (
            self.heading,
            self.about,
            self.inside,
            self.state,
            self.problems,
            self.warnings,
            self.reason,
            self.secret,
            self.units,
            self.test,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.write.setProperty("role", "primary")
        buttons = FlowLayout()
        for button in (self.write, self.letter, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.area = TallScroll(inner, self)
        layout.addWidget(self.area, 1)
        layout.addLayout(buttons)


def _about(found: Outgoing) -> list[str]:
    head = found.row.content.head
    period = parse_period(found.seal.period).in_words
    lines = [
        f"Số {head.number}/{head.symbol}, {period}. Gửi: {found.receiver.full_name}.",
        f"{_KINDS[found.kind]}, lần {found.sequence}. Mã đối chiếu {found.shown_code}.",
    ]
    if found.due:
        lines.append(f"Hạn gửi: {format_date(found.due)}.")
    if found.reason and found.kind is PackageKind.CORRECTION:
        lines.append(f"Lý do đính chính: {found.reason}.")
    if found.privacy is Privacy.SENSITIVE:
        opener = (
            "chỉ nơi nhận và đơn vị mình mở được"
            if found.is_card_known
            else "chưa có thẻ cơ quan của nơi nhận nên niêm phong bằng mật khẩu"
        )
        lines.append(f"Gói được niêm phong vì có số liệu cần giữ kín: {opener}.")
    return lines


def _inside(found: Outgoing) -> list[str]:
    lines = []
    for form in found.forms:
        parts = [f"{form.values} ô có số"]
        if form.missing:
            parts.append(f"{form.missing} ô ghi lý do không có số")
        if form.blank:
            parts.append(f"{form.blank} ô để trống")
        lines.append(f"{form.name}: {', '.join(parts)}")
    if found.records.activities:
        lines.append(f"{len(found.records.activities)} hoạt động")
    lines += [
        f"{one.title} ({one.file.rpartition('.')[2].upper()})" for one in found.records.documents
    ]
    if found.records.units:
        lines.append(f"Danh sách {len(found.records.units)} đơn vị trực thuộc")
    return lines or ["Không có số liệu"]
