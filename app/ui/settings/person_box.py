"""One person who asks to be forgotten: where the name stands, and a mark in its place."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.permissions import HOLDERS, Right
from app.domain.redaction import MARK
from app.errors import AppError
from app.queries.personal import PersonPlace, find_person
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.row_table import RowTable
from app.ui.table_model import Column
from app.ui.widgets.labels import WrapLabel
from app.workflows.privacy import STAYS, Outcome, anonymise

_ASK: Final = f"Sắp thay người này bằng chữ “{MARK}”; việc này không hoàn tác được."
_DO: Final = "Ẩn danh"
_COLUMNS: Final = (
    Column[PersonPlace]("Ở đâu", lambda row: row.name, sample="Nội dung văn bản"),
    Column[PersonPlace]("Số", lambda row: str(row.count), lambda row: row.count, number=True),
    Column[PersonPlace](
        "Sẽ làm gì",
        lambda row: f"Giữ: {row.kept}" if row.kept else f"Thay bằng “{MARK}”",
        sample="Giữ: văn bản đã ban hành",
    ),
    Column[PersonPlace]("Ví dụ", lambda row: row.example),
)


class PersonBox(QWidget):
    """Type, look, then decide."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._name = ""
        self.name = QLineEdit(self)
        self.name.setPlaceholderText("Họ và tên, số điện thoại hoặc địa chỉ thư")
        self.name.setAccessibleName("Người cần ẩn danh")
        self.seek = QPushButton("Tìm trong sổ", self)
        self.said = WrapLabel(role="quiet", parent=self)
        self.table: RowTable[PersonPlace] = RowTable(
            _COLUMNS, "Nơi có tên người này", self, stretch=3
        )
        self.table.set_noun("nơi")
        self.table.filter.hide()
        self.hide_person = QPushButton("Ẩn danh người này…", self)
        self._lay_out()
        self.seek.clicked.connect(lambda _on: self._on_find())
        self.name.returnPressed.connect(self._on_find)
        self.hide_person.clicked.connect(lambda _on: self._on_hide())
        self._show([])

    def refresh(self) -> None:
        """What was found may have changed: look again when asked again."""
        self._name = ""
        self._show([])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        for button in (self.seek, self.said, self.table, self.hide_person):
            if isinstance(button, QPushButton):
                row = FlowLayout()
                row.addWidget(button)
                layout.addLayout(row)
            else:
                layout.addWidget(button)
        self.table.setMinimumHeight(self.fontMetrics().height() * 11)

    def _on_find(self) -> None:
        name = self.name.text()
        self._context.jobs.start(
            self,
            lambda _job: self._context.db.read(find_person, name),
            on_success=partial(self._found, name),
            on_failure=self._not_found,
            name="Đang tìm trong sổ",
        )

    def _found(self, name: str, places: list[PersonPlace]) -> None:
        self._name = name
        self._show(places)
        self.said.setText("" if places else "Không thấy ở đâu trong sổ.")
        self.said.setVisible(not places)

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._show([])
        self.said.setText(error.message)
        self.said.show()

    def _show(self, places: list[PersonPlace]) -> None:
        may = self._context.db.role in (None, *HOLDERS[Right.PRIVACY])
        self.table.show_rows(places)
        self.table.setVisible(bool(places))
        self.hide_person.setVisible(may and any(not place.kept for place in places))
        self.said.hide()

    def _on_hide(self) -> None:
        question = (
            f"{_ASK} Chương trình sao lưu trước rồi mới làm; lịch sử ghi là đã ẩn danh, không ghi tên. "
            f"{STAYS}"
        )
        if feedback.confirm(self, question, _DO):
            after_password(self._context, self, _ASK, _DO, partial(self._hide, self._name))

    def _hide(self, name: str) -> None:
        context = self._context

        def done(outcome: Outcome) -> None:
            context.status.say(outcome.sentence)
            self.name.clear()
            self.refresh()

        context.jobs.start(
            self,
            lambda _job: anonymise(context.db, context.paths, name),
            on_success=done,
            on_failure=lambda error: feedback.show_error(self, error),
            name="Đang sao lưu rồi ẩn danh",
        )
