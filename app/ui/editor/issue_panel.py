"""Issue: number, day and signer as they stand on the signed paper; then the version is locked."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.errors import AppError, ValidationError
from app.queries.office import SignerRow
from app.queries.papers import PaperRow
from app.services.issue import IssuePaper
from app.ui.editor.issue_findings import IssueFindings
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.signer_choice import SignerChoice, signer_fields
from app.ui.widgets.labels import MarkedLabel, WrapLabel

_FIELDS = (
    Field(name="number", label="Số văn bản", required=True, hint="Số văn thư đã ghi, ví dụ 12"),
    Field(name="day", label="Ngày ban hành", kind=FieldKind.DATE, required=True),
    *signer_fields("Người đã ký"),
)


class IssuePanel(QWidget):
    """``issue_asked`` carries an IssuePaper, ``left`` closes the panel."""

    issue_asked = Signal(object)
    left = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version: UUID | None = None
        self.findings = IssueFindings(self)
        self.form = FieldForm(_FIELDS, self)
        self._signer = SignerChoice(self.form)
        self.error = MarkedLabel(self)
        self.error.hide()
        self.issue = QPushButton("Ban hành", self)
        self.issue.setProperty("role", "primary")
        self.close_button = QPushButton("Để sau", self)
        note = (
            "Ghi đúng số, ngày và người ký trên bản giấy đã ký. Ban hành xong, văn bản được khóa; "
            "muốn sửa thì mở bản tiếp theo."
        )
        buttons = FlowLayout()
        buttons.addWidget(self.issue)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(WrapLabel("Ban hành", role="heading", parent=self))
        layout.addWidget(WrapLabel(note, role="quiet", parent=self))
        layout.addWidget(self.findings)
        layout.addWidget(self.form)
        layout.addWidget(self.error)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.issue.clicked.connect(lambda _on: self._ask())
        self.close_button.clicked.connect(self.left)
        self.form.edited.connect(self.edited)

    def show_paper(self, row: PaperRow, signers: Sequence[SignerRow], today: date) -> None:
        """Fill the panel from the version that is to be issued."""
        self._version = row.version_id
        self._signer.offer(signers)
        head = row.content.head
        self.form.show_values(
            {
                "number": head.number,
                "day": head.day or today,
                "signer": "",
                "signature_lines": head.signature_lines,
                "signer_name": head.signer_name,
            }
        )
        self.error.hide()
        self.form.control("number").setFocus()

    def typed(self) -> IssuePaper | None:
        """What is typed so far; None before number and day are whole."""
        values = self.form.typed()
        if self._version is None or not (values["number"] and values["day"]):
            return None
        return _command(self._version, values)

    def show_failure(self, error: AppError) -> None:
        """Say beside the field, or under the form, why it was not issued."""
        beside = isinstance(error, ValidationError) and self.form.show_error(error)
        self.error.setVisible(not beside)
        if not beside:
            self.error.show_state("warn", error.message, "bad")

    def _ask(self) -> None:
        values = self.form.read()
        if values is None or self._version is None:
            return
        self.error.hide()
        self.issue_asked.emit(_command(self._version, values))


def _command(version: UUID, values: dict[str, Any]) -> IssuePaper:
    return IssuePaper(
        version_id=version,
        number=str(values["number"]),
        day=values["day"],
        signature_lines=tuple(values["signature_lines"]),
        signer_name=str(values["signer_name"]),
    )
