"""What becomes of a unit: merged with others, renamed from a day on, split."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.text import fold
from app.errors import AppError, ValidationError
from app.queries.units import UnitRow
from app.services.unit_changes import (
    MergeUnits,
    RenameUnit,
    SplitUnit,
    merge_units,
    rename_unit,
    split_unit,
)
from app.services.units import UnitDraft
from app.ui import feedback
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.step_box import StepBox

_DAY: Final = Field(name="day", label="Từ ngày", kind=FieldKind.DATE, required=True)
_SOURCE: Final = Field(name="source", label="Văn bản sắp xếp")


class ChangeStep(StepBox):
    """One of the three steps; heirs give the words, the fields and the command."""

    heading = ""
    about = ""
    verb = ""
    fields: tuple[Field, ...] = ()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.row: UnitRow | None = None
        self.units: Sequence[UnitRow] = ()
        self.form = FieldForm(self.fields, self)
        self.go = QPushButton(self.verb, self)
        self.give_up = QPushButton("Thôi", self)
        buttons = FlowLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.give_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(WrapLabel(self.heading, role="strong", parent=self))
        layout.addWidget(WrapLabel(self.about, role="quiet", parent=self))
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        self.go.clicked.connect(lambda _on: self._do())
        self.give_up.clicked.connect(lambda _on: self.leave())

    def begin(self, row: UnitRow, units: Sequence[UnitRow]) -> None:
        """Ask about a unit; ``units`` are those that can be named."""
        self.row, self.units = row, units
        self.form.show_values(self.usual(row))
        self.show()
        next(iter(self.form.boxes.values())).control.setFocus()

    def usual(self, row: UnitRow) -> dict[str, Any]:
        """What stands in the fields at first."""
        empty: dict[str, Any] = dict.fromkeys(self.form.boxes, "")
        return empty | {"day": None, "name": row.name, "code": row.code}

    def carry_out(self, row: UnitRow, values: dict[str, Any]) -> str:
        """Do it; the sentence for the status line."""
        raise NotImplementedError

    def _do(self) -> None:
        values = self.form.read()
        if values is None or self.row is None:
            return
        try:
            said = self.carry_out(self.row, values)
        except ValidationError as error:
            if not self.form.show_error(error):
                feedback.show_error(self, error)
            return
        except AppError as error:
            feedback.show_error(self, error)
            return
        self.leave()
        self.context.status.say(said)


class MergeStep(ChangeStep):
    """Several units become one."""

    heading = "Sáp nhập"
    about = (
        "Đơn vị đang chọn và các đơn vị dưới đây kết thúc vào hôm trước; đơn vị mới bắt đầu từ ngày "
        "này và có thể lấy lại một mã cũ. Số liệu cũ vẫn giữ theo đơn vị cũ."
    )
    verb = "Sáp nhập"
    fields = (
        Field(
            name="predecessors",
            label="Sáp nhập với",
            kind=FieldKind.LIST,
            required=True,
            hint="Mỗi dòng một mã hoặc tên đơn vị",
        ),
        Field(name="name", label="Tên đơn vị mới", required=True),
        Field(name="code", label="Mã đơn vị mới", required=True),
        _DAY,
        _SOURCE,
    )

    def carry_out(self, row: UnitRow, values: dict[str, Any]) -> str:
        """Merge."""
        others = tuple(self._named(text) for text in values["predecessors"])
        successor = _draft(row, values["code"], values["name"], values["source"])
        command = MergeUnits(
            predecessors=(row.id, *(one.id for one in others)),
            successor=successor,
            day=values["day"],
        )
        self.context.db.write(merge_units, command)
        return f"Đã ghi việc sáp nhập {len(others) + 1} đơn vị thành {values['name']}."

    def _named(self, text: str) -> UnitRow:
        wanted = fold(text)
        for unit in self.units:
            if wanted in (fold(unit.code), fold(unit.name), fold(unit.full_name)):
                return unit
        raise ValidationError(
            f"Không có đơn vị “{text}” đang hoạt động trong danh sách. Hãy ghi đúng mã hoặc tên.",
            field="predecessors",
        )


class RenameStep(ChangeStep):
    """Another name from a day on."""

    heading = "Đổi tên"
    about = "Từ ngày này đơn vị mang tên mới; báo cáo của thời gian trước vẫn ghi tên cũ."
    verb = "Đổi tên"
    fields = (
        Field(name="name", label="Tên mới", required=True),
        Field(name="code", label="Mã", required=True),
        _DAY,
        _SOURCE,
    )

    def carry_out(self, row: UnitRow, values: dict[str, Any]) -> str:
        """Rename."""
        command = RenameUnit(
            unit_id=row.id,
            name=values["name"],
            code=values["code"],
            day=values["day"],
            source=values["source"],
        )
        self.context.db.write(rename_unit, command)
        return f"Đã ghi tên mới: {values['name']}."


class SplitStep(ChangeStep):
    """Several units come out of one."""

    heading = "Chia tách"
    about = "Mỗi dòng một đơn vị mới: mã, dấu phẩy, tên. Đơn vị cũ kết thúc trừ khi chọn giữ lại."
    verb = "Chia tách"
    fields = (
        Field(
            name="successors",
            label="Đơn vị mới",
            kind=FieldKind.LIST,
            required=True,
            hint="Ví dụ: 26740, Mẫu Đông",
        ),
        Field(name="stays", label="Đơn vị cũ vẫn hoạt động", kind=FieldKind.BOOL),
        _DAY,
        _SOURCE,
    )

    def usual(self, row: UnitRow) -> dict[str, Any]:
        """Nothing is named yet."""
        return super().usual(row) | {"successors": (), "stays": False}

    def carry_out(self, row: UnitRow, values: dict[str, Any]) -> str:
        """Split."""
        drafts = tuple(_split_line(row, line, values["source"]) for line in values["successors"])
        command = SplitUnit(
            unit_id=row.id, successors=drafts, day=values["day"], stays=values["stays"]
        )
        self.context.db.write(split_unit, command)
        return f"Đã ghi việc chia tách {row.full_name} thành {len(drafts)} đơn vị."


def _split_line(row: UnitRow, line: str, source: str) -> UnitDraft:
    code, comma, name = line.partition(",")
    if not comma or not name.strip():
        raise ValidationError(
            f"Dòng “{line}” chưa đủ mã và tên. Hãy ghi như: 26740, Mẫu Đông.", field="successors"
        )
    return _draft(row, code.strip(), name.strip(), source)


def _draft(row: UnitRow, code: str, name: str, source: str) -> UnitDraft:
    return UnitDraft(
        code=code,
        name=name,
        level_code=row.level_code,
        parent_code=row.parent_code,
        source=source,
    )
