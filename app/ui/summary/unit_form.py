"""The sheet of a unit: its fields, kept by Ghi lại."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.units import BEGINNING
from app.errors import AppError, ValidationError
from app.queries.units import UnitRow, list_levels
from app.services.units import UnitDraft, save_unit
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.labels import WrapLabel

_NEW: Final = "Đơn vị mới"


def _fields(context: UiContext) -> tuple[Field, ...]:
    levels = tuple((row.code, row.name) for row in context.db.read(list_levels))
    return (
        Field(name="code", label="Mã đơn vị", required=True),
        Field(name="name", label="Tên đơn vị", required=True, hint="Chỉ ghi tên riêng"),
        Field(name="level_code", label="Loại đơn vị", kind=FieldKind.CHOICE, choices=levels),
        Field(
            name="parent_code",
            label="Mã đơn vị cấp trên",
            hint="Để trống nếu đơn vị báo cáo thẳng cho cơ quan mình",
        ),
        Field(name="email", label="Thư điện tử"),
        Field(name="phone", label="Điện thoại", hint="Số dùng để nghe đọc mã thẻ"),
        Field(name="contact", label="Người liên hệ"),
        Field(name="valid_from", label="Thành lập ngày", kind=FieldKind.DATE),
        Field(name="valid_to", label="Kết thúc ngày", kind=FieldKind.DATE),
        Field(name="source", label="Văn bản thành lập, sắp xếp"),
    )


class UnitForm(QWidget):
    """Emits ``kept`` with the identity of the unit that was written; ``heading`` is laid out by others."""

    kept = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: UnitRow | None = None
        self._dirty = False
        self.heading = WrapLabel(_NEW, role="heading", parent=self)
        self.past = WrapLabel(role="quiet", parent=self)
        self.form = FieldForm(_fields(context), self)
        self.save = QPushButton("Ghi lại", self)
        self.save.setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.past, self.form):
            layout.addWidget(widget)
        layout.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.edited.connect(self._on_edited)
        self.save.clicked.connect(lambda _on: self.keep())

    def show_unit(self, row: UnitRow | None, level_code: str = "") -> None:
        """The fields of a unit; empty ones for a new one."""
        self._row, self._dirty = row, False
        self.heading.setText(row.full_name if row else _NEW)
        names = [f"{one.name} (mã {one.code})" for one in row.predecessors] if row else []
        self.past.setText(f"Từ: {', '.join(names)}" if names else "")
        self.past.setVisible(bool(names))
        values = {name: getattr(row, name) if row else "" for name in self.form.boxes}
        first = row.valid_from if row and row.valid_from != BEGINNING else None
        values |= {"valid_from": first, "valid_to": row.valid_to if row else None}
        if row is None:
            values["level_code"] = level_code
        self.form.show_values(values)

    def leave(self) -> bool:
        """Keep what was typed; False when it cannot be kept."""
        return not self._dirty or self.keep()

    def keep(self) -> bool:
        """Write the unit; a wrong field says what is wrong."""
        values = self.form.read()
        if values is None:
            return False
        values["valid_from"] = values["valid_from"] or BEGINNING
        row = self._row
        draft = UnitDraft(
            **values,
            above=row.above if row else False,
            note=row.note if row else "",
            id=row.id if row else None,
            seen_revision=row.revision if row else None,
        )
        try:
            kept = self._context.db.write(save_unit, draft)
        except ValidationError as error:
            if not self.form.show_error(error):
                feedback.show_error(self, error)
            return False
        except AppError as error:
            feedback.show_error(self, error)
            return False
        self._dirty = False
        self._context.status.say(f"Đã ghi đơn vị {draft.name}.")
        self.kept.emit(kept)
        return True

    def _on_edited(self) -> None:
        self._dirty = True
