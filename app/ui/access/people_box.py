"""The people of the office: a list, and the chosen one's name and role under it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.permissions import HOLDERS, Right
from app.domain.roles import ROLE_DUTIES, ROLE_WORDS, Role
from app.errors import AppError, ValidationError
from app.queries.officers import OfficerRow, list_officers
from app.services.officers import OfficerDraft, bring_back_officer
from app.ui import feedback, icons
from app.ui.access.ask_again import after_password
from app.ui.access.who import NewPasswordWindow
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.pick_list import PickList

_FIELDS = (
    Field(name="name", label="Họ và tên", required=True),
    Field(
        name="role",
        label="Quyền",
        kind=FieldKind.CHOICE,
        choices=tuple((role.value, words) for role, words in ROLE_WORDS.items()),
        hint=" ".join(f"{ROLE_WORDS[role]}: {words}" for role, words in ROLE_DUTIES.items()),
    ),
)
_NOBODY = (
    "Chưa ghi tên ai: một người dùng, làm được mọi việc. Ghi tên khi nhiều người cùng dùng máy này; "
    "người đầu tiên là người quản trị."
)


class PeopleBox(QWidget):
    """Emits ``changed`` when somebody was added or changed."""

    changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: list[OfficerRow] = []
        self._new = False
        self._showing = False
        self.nobody = WrapLabel(_NOBODY, role="quiet", parent=self)
        self.list = PickList("Người dùng", self)
        self.form = FieldForm(_FIELDS, self)
        self.add = QPushButton(icons.icon("user"), "Thêm người", self)
        self.save = QPushButton("Ghi lại", self)
        self.password = QPushButton("Đặt mật khẩu…", self)
        self.retire = QPushButton("Cho nghỉ", self)
        self.history = QPushButton(icons.icon("history"), "Lịch sử…", self)
        self._lay_out()
        self._connect()

    def refresh(self, chosen: UUID | None = None) -> None:
        """Read the list again and stand on somebody."""
        before = self._chosen()
        wanted = chosen or (before.id if before else None)
        self._new = False
        self._rows = self._context.db.read(list_officers)
        self._showing = True
        self.list.show_entries([self._words(row) for row in self._rows])
        places = [place for place, row in enumerate(self._rows) if row.id == wanted]
        self.list.setCurrentRow(places[0] if places else 0 if self._rows else -1)
        self._showing = False
        self._show_chosen()

    def _words(self, row: OfficerRow) -> str:
        own = self._context.access.officer
        parts = [row.name, ROLE_WORDS[row.role]]
        if not row.active:
            parts = [row.name, "đã nghỉ"]
        elif self._context.access.has_password:
            parts.append("có mật khẩu" if row.slot else "chưa có mật khẩu")
        if own is not None and own.id == row.id:
            parts.append("đang làm việc")
        return " · ".join(parts)

    def _chosen(self) -> OfficerRow | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _show_chosen(self) -> None:
        row = None if self._new else self._chosen()
        may = self._context.db.role in (None, *HOLDERS[Right.PEOPLE])
        self.nobody.setVisible(not self._rows)
        self.list.setVisible(bool(self._rows))
        self.form.setVisible(self._new or (may and row is not None and row.active))
        self.form.show_values(
            {"name": row.name, "role": row.role.value}
            if row is not None
            else {"name": "", "role": (Role.OFFICER if self._rows else Role.ADMIN).value}
        )
        self.form.control("role").setEnabled(bool(self._rows))
        self.add.setVisible(may and not self._new)
        self.save.setVisible(self.form.isVisibleTo(self))
        self.password.setVisible(
            may and row is not None and row.active and self._context.access.has_password
        )
        self.retire.setVisible(may and row is not None)
        self.history.setVisible(row is not None)
        self.retire.setText("Cho nghỉ" if row is None or row.active else "Làm việc lại")

    def _show_history(self) -> None:
        row = self._chosen()
        if row is not None:
            from app.ui.history.window import show_record

            show_record(self._context, self, "officer", row.id, row.name)

    def _on_row(self, _row: int) -> None:
        if not self._showing:
            self._new = False
            self._show_chosen()

    def _on_add(self) -> None:
        self._new = True
        self._show_chosen()
        self.form.control("name").setFocus()

    def _on_save(self) -> None:
        values = self.form.read()
        if values is None:
            return
        row = None if self._new else self._chosen()
        draft = OfficerDraft(
            name=values["name"],
            role=Role(values["role"]),
            id=row.id if row else None,
            seen_revision=row.revision if row else None,
        )
        why = (
            f"Ghi “{draft.name}” với quyền {ROLE_WORDS[draft.role]}: hãy gõ lại mật khẩu của mình."
        )
        after_password(
            self._context, self, why, "Ghi lại", lambda: self._keep(draft, is_new=row is None)
        )

    def _keep(self, draft: OfficerDraft, *, is_new: bool) -> None:
        access = self._context.access
        if not is_new:
            self._do(lambda: access.change(draft))
        elif access.has_password and access.officer is not None:
            box = NewPasswordWindow(
                draft.name, lambda typed: access.add(draft, typed, ""), self.window()
            )
            box.accepted.connect(self._told)
            box.finished.connect(box.deleteLater)
            box.open()
        else:
            self._do(lambda: access.add(draft, "", ""))

    def _on_password(self) -> None:
        row = self._chosen()
        if row is None:
            return
        access = self._context.access

        def ask() -> None:
            box = NewPasswordWindow(
                row.name, lambda typed: access.give_password(row, typed), self.window()
            )
            box.accepted.connect(self._told)
            box.finished.connect(box.deleteLater)
            box.open()

        why = f"Đặt mật khẩu mới cho {row.name}: hãy gõ lại mật khẩu của mình."
        after_password(self._context, self, why, "Tiếp tục", ask)

    def _on_retire(self) -> None:
        row = self._chosen()
        if row is None:
            return

        def work() -> None:
            if row.active:
                self._do(lambda: self._context.access.retire(row))
            else:
                self._do(lambda: self._context.db.write(bring_back_officer, row.id))

        why = (
            f"{row.name} sẽ không vào sổ được nữa; tên vẫn còn trong lịch sử."
            if row.active
            else f"{row.name} làm việc lại; sau đó hãy đặt mật khẩu cho họ."
        )
        why = f"{why} Hãy gõ lại mật khẩu của mình."
        after_password(self._context, self, why, self.retire.text(), work)

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ValidationError as error:
            if not (self.form.isVisible() and self.form.show_error(error)):
                feedback.show_error(self, error)
        except AppError as error:
            feedback.show_error(self, error)
        else:
            self._told()

    def _told(self) -> None:
        self._context.status.saved()
        self.changed.emit()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.add.clicked.connect(self._on_add)
        self.save.clicked.connect(self._on_save)
        self.password.clicked.connect(self._on_password)
        self.retire.clicked.connect(self._on_retire)
        self.history.clicked.connect(lambda _on: self._show_history())

    def _lay_out(self) -> None:
        height = self.fontMetrics().height()
        self.list.setMinimumHeight(height * 5)
        self.list.setMaximumHeight(height * 9)
        buttons = FlowLayout()
        for button in (self.save, self.password, self.retire, self.history, self.add):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.nobody, self.list, self.form):
            layout.addWidget(part)
        layout.addLayout(buttons)
