"""Where letters to the office above go, and the number to hear its code by."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from app.errors import AppError, ValidationError
from app.queries.units import UnitRow, upper_unit
from app.services.units import save_unit
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.forms import Field, FieldForm
from app.workflows.unit_files import draft_of

_FIELDS: Final = (
    Field(name="email", label="Thư điện tử của cơ quan nhận", hint="Để soạn thư có gói kèm theo"),
    Field(name="phone", label="Điện thoại của cơ quan nhận", hint="Để nghe và đọc mã thẻ"),
)


class UpperContact(FieldForm):
    """Each field is kept when it is left; hidden while the office above is not known."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(_FIELDS, parent)
        self._context = context
        self._row: UnitRow | None = None
        self.left.connect(lambda _name: self.keep())

    def refresh(self) -> None:
        """Show what is kept."""
        row = self._row = self._context.db.read(upper_unit, self._context.today())
        self.setVisible(row is not None)
        if row is not None:
            self.show_values({"email": row.email, "phone": row.phone})

    def keep(self) -> bool:
        """Write what was typed; False when a field is wrong."""
        row, values = self._row, self.read()
        if row is None or values is None:
            return row is None
        if (values["email"], values["phone"]) == (row.email, row.phone):
            return True
        draft = replace(draft_of(row), email=values["email"], phone=values["phone"])
        try:
            self._context.db.write(save_unit, draft)
        except ValidationError as error:
            self.show_error(error)
            return False
        except AppError as error:
            feedback.show_error(self, error)
            return False
        self._context.status.saved()
        self.refresh()
        return True
