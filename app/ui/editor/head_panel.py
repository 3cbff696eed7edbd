"""Everything around the body: name and number, letterhead, bases, receivers, signer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.db.database import Database
from app.domain.paper_content import PaperHead
from app.domain.papers import PaperKind, kind_of_type
from app.domain.text import clean_line
from app.queries.office import SignerRow
from app.ui.editor.bases_box import BasesBox
from app.ui.editor.form_fields import FormFields
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.inputs import ChoiceBox, LinesInput
from app.ui.widgets.labels import WrapLabel

_TOP = (
    Field(
        name="type_name",
        label="Tên loại văn bản",
        group="Tên văn bản",
        hint="Công văn thì để trống.",
    ),
    Field(name="title", label="Trích yếu, mỗi dòng in một dòng", kind=FieldKind.LIST, rows=4),
    Field(
        name="letterhead", label="Cơ quan ban hành", kind=FieldKind.LIST, rows=3, group="Góc trên"
    ),
    Field(name="symbol", label="Ký hiệu", hint="Số và ngày ghi khi ban hành."),
    Field(name="place", label="Địa danh"),
    Field(name="addressees", label="Kính gửi", kind=FieldKind.LIST, rows=2),
)
_BOTTOM = (
    Field(name="recipients", label="Nơi nhận", kind=FieldKind.LIST, rows=6, group="Phần cuối"),
    Field(
        name="signature_lines", label="Thẩm quyền, chức vụ người ký", kind=FieldKind.LIST, rows=3
    ),
    Field(name="signer_name", label="Họ tên người ký"),
)


class HeadPanel(QWidget):
    """Reads and shows a PaperHead; ``kind`` follows the name of the type as it is typed."""

    edited = Signal()
    kind_changed = Signal()

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = PaperHead(type_name="")
        self.kind = PaperKind.PLAN
        self._signers: tuple[SignerRow, ...] = ()
        self.top = FieldForm(_TOP, self)
        self.bases = BasesBox(db, self)
        self.signer = ChoiceBox((("", "Chọn người ký"),), self)
        self.bottom = FieldForm(_BOTTOM, self)
        self.form_fields = FormFields(self)
        self._bases_title = WrapLabel("Căn cứ", role="heading", parent=self)
        self._signer_title = WrapLabel("Người ký", role="strong", parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        for widget in (
            self.top, self._bases_title, self.bases, self.bottom, self._signer_title, self.signer,
            self.form_fields,
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addStretch(1)
        for part in (self.top, self.bases, self.bottom, self.form_fields):
            part.edited.connect(self.edited)
        self.signer.setAccessibleName("Chọn người ký")
        self.signer.activated.connect(self._take_signer)
        self.top.control("type_name").edited.connect(self._follow_kind)

    def show_head(self, head: PaperHead, on: date) -> None:
        """Fill everything; nobody is told."""
        self._head = head
        values = {
            "type_name": head.type_name,
            "title": head.title,
            "letterhead": tuple(text for text, _ in head.letterhead),
            "symbol": head.symbol,
            "place": head.place,
            "addressees": head.addressees,
        }
        self.top.show_values(values)
        self.bottom.show_values(
            {
                "recipients": head.recipients,
                "signature_lines": head.signature_lines,
                "signer_name": head.signer_name,
            }
        )
        self.bases.show_bases(head.bases, on)
        self.kind = kind_of_type(head.type_name) or PaperKind.PLAN
        self.form_fields.show_form(head.form, self.kind)
        self.kind_changed.emit()

    def set_signers(self, signers: Sequence[SignerRow]) -> None:
        """Who may sign, from the office's settings."""
        self._signers = tuple(signers)
        choices = [(str(row.id), f"{row.name} ({', '.join(row.lines)})") for row in signers]
        self.signer.set_choices([("", "Chọn trong danh sách"), *choices])

    def set_locked(self, locked: bool) -> None:
        """An issued paper is only read."""
        for part in (self.top, self.bottom, self.signer):
            part.setEnabled(not locked)
        self.bases.set_locked(locked)
        self.form_fields.set_locked(locked)

    def head(self) -> PaperHead:
        """The head as typed; number and day stay as they were."""
        top, bottom = self.top.typed(), self.bottom.typed()
        heavy = dict(self._head.letterhead)
        return replace(
            self._head,
            type_name=str(top["type_name"] or ""),
            title=_lines(top["title"]),
            letterhead=tuple((line, heavy.get(line, True)) for line in _lines(top["letterhead"])),
            symbol=str(top["symbol"] or ""),
            place=str(top["place"] or ""),
            addressees=_lines(top["addressees"]),
            bases=self.bases.bases(),
            recipients=_lines(bottom["recipients"]),
            signature_lines=_lines(bottom["signature_lines"]),
            signer_name=str(bottom["signer_name"] or ""),
            form=self.form_fields.form(),
        )

    def show_place(self, name: str) -> None:
        """Give the focus to a part of the head by its name."""
        self.form_fields.unfold_for(name)
        for form in self._forms():
            box = form.boxes.get("signature_lines" if name == "signature" else name)
            if box is not None:
                box.control.setFocus()
                return
        if name == "bases":
            self.bases.list.setFocus()

    def find_line(self, words: str) -> bool:
        """Select words in the first field that holds them; False when none does."""
        for form in self._forms():
            for box in form.boxes.values():
                control = box.control
                if isinstance(control, LinesInput) and control.find(words):
                    control.setFocus()
                    return True
        for row, line in enumerate(self.bases.bases()):
            if words in line:
                self.bases.edit_line(row)
                return True
        return False

    def _forms(self) -> tuple[FieldForm, ...]:
        return (self.top, self.bottom, self.form_fields.own, self.form_fields.extra)

    def _follow_kind(self) -> None:
        """Half a name is no kind yet."""
        kind = kind_of_type(str(self.top.typed()["type_name"] or ""))
        if kind is not None and kind is not self.kind:
            self.kind = kind
            self.form_fields.ask_for(kind)
            self.kind_changed.emit()

    def _take_signer(self) -> None:
        wanted = str(self.signer.value())
        row = next((row for row in self._signers if str(row.id) == wanted), None)
        if row is not None:
            self.bottom.show_values({"signature_lines": row.lines, "signer_name": row.name})
            self.edited.emit()


def _lines(value: object) -> tuple[str, ...]:
    lines = value if isinstance(value, tuple) else ()
    return tuple(line for line in (clean_line(str(line)) for line in lines) if line)
