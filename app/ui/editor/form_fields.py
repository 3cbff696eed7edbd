"""What only some papers carry around the body: authority, second signer, marks, contact."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from app.domain.paper_content import PLAIN_FORM, PaperForm
from app.domain.papers import KIND_FORMS, Circulation, PaperKind, Urgency
from app.ui import icons
from app.ui.forms import Field, FieldForm, FieldKind

_KIND: Final = (
    Field(
        name="authority",
        label="Thẩm quyền ban hành",
        hint="Đứng trên các căn cứ, ví dụ CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ.",
        group="Riêng loại văn bản này",
    ),
    Field(
        name="resolution", label="Lời quyết định", hint="Đứng dưới các căn cứ, ví dụ “QUYẾT ĐỊNH:”."
    ),
    Field(
        name="second_lines",
        label="Người ký bên trái: tư cách",
        kind=FieldKind.LIST,
        rows=2,
        hint="Ví dụ THƯ KÝ; người ký bên phải ghi ở phần cuối.",
    ),
    Field(name="second_name", label="Người ký bên trái: họ tên"),
)
_EXTRA: Final = (
    Field(
        name="urgency",
        label="Độ khẩn",
        kind=FieldKind.CHOICE,
        choices=tuple((one.value, one.value or "Không") for one in Urgency),
        hint="Đóng khung dưới số, ký hiệu.",
    ),
    Field(
        name="circulation",
        label="Phạm vi lưu hành",
        kind=FieldKind.CHOICE,
        choices=tuple((one.value, one.value or "Không ghi") for one in Circulation),
        hint="Đóng khung ở trên cùng trang đầu.",
    ),
    Field(
        name="drafter",
        label="Ký hiệu người soạn và số bản",
        hint="Dưới danh sách Nơi nhận, ví dụ NTM.(15).",
    ),
    Field(
        name="contact",
        label="Địa chỉ liên hệ",
        kind=FieldKind.LIST,
        rows=3,
        hint="Ở chân trang đầu, mỗi dòng in một dòng.",
    ),
)


class FormFields(QWidget):
    """Shows what the kind of the paper asks for and whatever has a value; the rest is folded."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own = FieldForm(_KIND, self)
        self.extra = FieldForm(_EXTRA, self)
        self.fold = QToolButton(self)
        self.fold.setText("Dấu khẩn, lưu hành, liên hệ")
        self.fold.setIcon(icons.icon("down"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.toggled.connect(self.extra.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.own)
        layout.addWidget(self.fold)
        layout.addWidget(self.extra)
        for form in (self.own, self.extra):
            form.edited.connect(self.edited)

    def show_form(self, form: PaperForm, kind: PaperKind) -> None:
        """Fill everything; nobody is told."""
        values = {
            name: getattr(form, name) for part in (self.own, self.extra) for name in part.boxes
        }
        self.own.show_values(values)
        self.extra.show_values(values)
        unfolded = any(values[name] for name in self.extra.boxes)
        self.fold.setChecked(unfolded)
        self.extra.setVisible(unfolded)
        self.ask_for(kind)

    def ask_for(self, kind: PaperKind) -> None:
        """Show what this kind is written with; a field with a value stays, whatever the kind."""
        wanted = _asked_by(kind) | {name for name, value in self.own.typed().items() if value}
        for name, box in self.own.boxes.items():
            box.setVisible(name in wanted)
        self.own.setVisible(bool(wanted))

    def form(self) -> PaperForm:
        """The fields as typed."""
        return PaperForm(**_plain({**self.own.typed(), **self.extra.typed()}))

    def set_locked(self, locked: bool) -> None:
        """An issued paper is only read."""
        for part in (self.own, self.extra):
            part.setEnabled(not locked)

    def unfold_for(self, name: str) -> None:
        """A field that is to be gone to must be seen."""
        if name in self.extra.boxes:
            self.fold.setChecked(True)


def _asked_by(kind: PaperKind) -> set[str]:
    form = KIND_FORMS[kind]
    wanted: set[str] = set()
    if form.authority:
        wanted.add("authority")
    if form.resolution:
        wanted.add("resolution")
    if form.two_signers:
        wanted |= {"second_lines", "second_name"}
    return wanted


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of the types of PaperForm; what cannot be read is empty."""
    empty = {name: getattr(PLAIN_FORM, name) for name in values}
    return {name: value if value is not None else empty[name] for name, value in values.items()}
