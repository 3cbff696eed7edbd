"""A copy of an issued paper: form, number, who signs it, and what of the paper it takes."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.dates import document_number
from app.domain.papers import KIND_WORDS
from app.errors import AppError, ValidationError
from app.queries.office import SignerRow
from app.queries.papers import PaperRow
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.signer_choice import SignerChoice, signer_fields
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.pick_list import PickList
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.other_papers import COPY_RECIPIENTS, EXTRACT, CopyOrder, copy_sections

_FORMS: Final = (
    ("SAO Y", "Sao y: toàn bộ bản chính"),
    ("SAO LỤC", "Sao lục: toàn bộ, từ bản sao y"),
    (EXTRACT, "Trích sao: một số phần"),
)
_COPY_FIELDS: Final = (
    Field(name="form", label="Hình thức sao", kind=FieldKind.CHOICE, choices=_FORMS),
    Field(name="number", label="Số bản sao", hint="Đánh chung cho các loại bản sao trong năm"),
    Field(name="day", label="Ngày sao", kind=FieldKind.DATE, required=True),
)
_END_FIELDS: Final = (
    *signer_fields("Người ký bản sao"),
    Field(name="recipients", label="Nơi nhận bản sao", kind=FieldKind.LIST),
)
_SHOWN_SECTIONS: Final = 5


class CopyPanel(QWidget):
    """``write_asked`` carries the CopyOrder and the suffix, ``left`` goes back to the list."""

    write_asked = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version: int | None = None
        self.paper = WrapLabel(role="strong", parent=self)
        self.form = FieldForm(_COPY_FIELDS, self)
        self.end = FieldForm(_END_FIELDS, self)
        self._signer = SignerChoice(self.end)
        self.sections_label = WrapLabel("Phần được trích", role="strong", parent=self)
        self.sections = PickList("Phần được trích", self)
        self.error = MarkedLabel(self)
        self.error.hide()
        self.pdf = QPushButton("Lưu thành PDF…", self)
        self.pdf.setProperty("role", "primary")
        self.word = QPushButton("Lưu thành Word…", self)
        self.cancel = QPushButton("Thôi", self)
        self._lay_out()
        self.form.edited.connect(self._show_sections)
        self.pdf.clicked.connect(lambda _on: self._ask(".pdf"))
        self.word.clicked.connect(lambda _on: self._ask(".docx"))
        self.cancel.clicked.connect(lambda _on: self.left.emit())

    def show_paper(self, row: PaperRow, signers: Sequence[SignerRow], today: date) -> None:
        """Begin a copy of an issued version; the usual words stand there already."""
        self._version = row.version_number
        head = row.content.head
        number = document_number(head.number)
        self.paper.setText(f"{KIND_WORDS[row.kind]} số {number}/{head.symbol}")
        self._signer.offer(signers)
        self.form.show_values({"form": _FORMS[0][0], "number": "", "day": today})
        self.end.show_values(
            {
                "signer": "",
                "signature_lines": head.signature_lines,
                "signer_name": head.signer_name,
                "recipients": COPY_RECIPIENTS,
            }
        )
        self._offer_sections(copy_sections(row))
        self.error.hide()
        self._show_sections()

    def show_failure(self, error: AppError) -> None:
        """Say under the form why it was not written."""
        self.error.show_state("warn", error.message, "bad")
        self.error.show()

    def _offer_sections(self, sections: Sequence[str]) -> None:
        self.sections.show_entries(sections)
        for row in range(self.sections.count()):
            item = self.sections.item(row)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        rows = min(max(len(sections), 2), _SHOWN_SECTIONS)
        self.sections.setFixedHeight(self.sections.sizeHintForRow(0) * rows + 4)

    def _show_sections(self) -> None:
        wanted = self.form.control("form").value() == EXTRACT
        self.sections_label.setVisible(wanted)
        self.sections.setVisible(wanted)

    def _chosen(self) -> tuple[int, ...]:
        ticked = Qt.CheckState.Checked
        rows = range(self.sections.count())
        return tuple(row + 1 for row in rows if self.sections.item(row).checkState() is ticked)

    def _ask(self, suffix: str) -> None:
        values, end = self.form.read(), self.end.read()
        if values is None or end is None:
            return
        order = self._order({**values, **end})
        if order.form == EXTRACT and not order.sections:
            self.show_failure(ValidationError("Hãy đánh dấu ít nhất một phần để trích."))
            return
        self.error.hide()
        self.write_asked.emit(order, suffix)

    def _order(self, values: dict[str, Any]) -> CopyOrder:
        return CopyOrder(
            form=values["form"],
            version=self._version,
            number=values["number"],
            day=values["day"],
            signature_lines=values["signature_lines"],
            signer_name=values["signer_name"],
            sections=self._chosen() if values["form"] == EXTRACT else (),
            recipients=values["recipients"],
        )

    def _lay_out(self) -> None:
        inside = QWidget(self)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(24)
        for widgets in ((self.form, self.sections_label, self.sections), (self.end,)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            columns.addLayout(column, 1)
        buttons = FlowLayout()
        for button in (self.pdf, self.word, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.paper)
        layout.addWidget(TallScroll(inside, self), 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)
