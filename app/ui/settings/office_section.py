"""Cơ quan: the answers of the first run, saved field by field."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.queries.catalogue import list_entries
from app.services.office import usual_letterhead
from app.ui import icons
from app.ui.context import UiContext
from app.ui.first_run.questions import LINES
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.settings.office_keeper import keep, known_office
from app.ui.settings.section import Section


def _fields(context: UiContext) -> tuple[Field, ...]:
    levels = context.db.read(list_entries, "level")
    agencies = context.db.read(list_entries, "agency", on=context.today())
    return (
        Field(
            name="level_code",
            label="Loại đơn vị",
            kind=FieldKind.CHOICE,
            choices=tuple((row.code, row.name) for row in levels),
            group="Đơn vị",
        ),
        Field(name="name", label="Tên đơn vị", required=True, hint="Chỉ ghi tên riêng"),
        Field(name="place_name", label="Địa danh", hint="Đứng trước ngày tháng của văn bản"),
        Field(
            name="letterhead",
            label="Các dòng ở góc trái đầu văn bản",
            kind=FieldKind.LIST,
            hint="Để trống thì dùng hai dòng thường lệ của Ủy ban nhân dân",
        ),
        Field(name="body_symbol", label="Chữ viết tắt của cơ quan ban hành", hint="Ví dụ: UBND"),
        Field(
            name="upper_unit",
            label="Đơn vị cấp trên",
            required=True,
            hint="Ghi cả loại và tên, ví dụ: tỉnh Gia Lai",
            group="Cấp trên",
        ),
        Field(name="reporting_line", label="Tuyến báo cáo", kind=FieldKind.CHOICE, choices=LINES),
        Field(name="receiving_office", label="Cơ quan nhận kế hoạch, báo cáo"),
        Field(
            name="drafting_office",
            label="Cơ quan soạn thảo",
            kind=FieldKind.COMBO,
            choices=tuple((row.code, row.name) for row in agencies),
            group="Soạn thảo",
        ),
        Field(name="drafting_symbol", label="Chữ viết tắt khi lưu", hint="Ví dụ: VHXH"),
    )


class OfficeSection(Section):
    """Every field is saved when it is left."""

    title = "Cơ quan"
    why = "Dùng cho văn bản lập từ nay về sau; văn bản đã có giữ nguyên."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = FieldForm(_fields(context), self)
        self.history = QPushButton(icons.icon("history"), "Lịch sử…", self)
        self.body.addWidget(self.form)
        self.body.addWidget(self.history, 0, Qt.AlignmentFlag.AlignLeft)
        self.fill_below()
        self.history.clicked.connect(lambda _on: self._show_history())
        self.form.left.connect(lambda _name: self.leave())
        self.refresh()

    def refresh(self) -> None:
        """Show the stored answers, unless something is being typed."""
        office = known_office(self.context)
        values: dict[str, Any] = {name: getattr(office, name) for name in self.form.boxes}
        values["letterhead"] = tuple(text for text, _ in office.letterhead)
        self.form.show_values(values)

    def _show_history(self) -> None:
        from app.ui.history.window import show_office

        show_office(self.context, self)

    def leave(self) -> bool:
        """Save; a wrong field says what is wrong."""
        values = self.form.read()
        if values is None:
            return False
        office = known_office(self.context)
        lines = tuple(values.pop("letterhead"))
        usual = usual_letterhead(office.level_word, office.name)
        was_usual = [text for text, _ in office.letterhead] == [text for text, _ in usual]
        changed_name = (values["name"], values["level_code"]) != (office.name, office.level_code)
        if was_usual and changed_name and lines == tuple(text for text, _ in usual):
            lines = ()
        bold = dict(office.letterhead)
        letterhead = tuple((line, bold.get(line, True)) for line in lines)
        return keep(self.context, self.form, letterhead=letterhead, **values)
