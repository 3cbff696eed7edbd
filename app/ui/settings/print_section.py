"""Trình bày: the numbers an officer may choose inside the decree's ranges."""

from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from app.documents.layout import Choice, choices
from app.ui.context import UiContext
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.settings.office_keeper import keep, known_office
from app.ui.settings.section import Section

_WORDS: Final = {
    "margin_top": ("Lề trên", "mm"),
    "margin_bottom": ("Lề dưới", "mm"),
    "margin_left": ("Lề trái", "mm"),
    "margin_right": ("Lề phải", "mm"),
    "body_size": ("Cỡ chữ nội dung", "pt"),
    "head_size": ("Cỡ chữ Quốc hiệu, tên cơ quan", "pt"),
    "space_before": ("Khoảng cách giữa các đoạn", "pt"),
    "line_spacing": ("Khoảng cách dòng", "dòng"),
    "first_indent": ("Lùi đầu dòng", "mm"),
}


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _field(name: str, choice: Choice) -> Field:
    words, unit = _WORDS.get(name, (name, ""))
    return Field(
        name=name,
        label=f"{words} ({unit})",
        kind=FieldKind.DECIMAL,
        hint=f"Từ {_number(choice.least)} đến {_number(choice.most)}; "
        f"thường dùng {_number(choice.value)}",
    )


class PrintSection(Section):
    """Saved when a field is left; empty means the usual number."""

    title = "Trình bày văn bản"
    why = "Chỉ chọn được trong khoảng mà Nghị định số 30/2020/NĐ-CP cho phép."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = FieldForm([_field(*choice) for choice in choices().items()], self)
        self.usual = QPushButton("Dùng lại các số thường dùng", self)
        self.body.addWidget(self.form)
        self.body.addWidget(self.usual)
        self.fill_below()
        self.form.left.connect(lambda _name: self.leave())
        self.usual.clicked.connect(self._use_usual)
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers in use."""
        chosen = known_office(self.context).print_options
        self.form.show_values(
            {name: chosen.get(name, choice.value) for name, choice in choices().items()}
        )

    def leave(self) -> bool:
        """Save what differs from the usual numbers."""
        values = self.form.read()
        if values is None:
            return False
        chosen = {
            name: values[name]
            for name, choice in choices().items()
            if values[name] is not None and values[name] != choice.value
        }
        for name, value in chosen.items():
            if not self._is_legal(name, value):
                return False
        return keep(self.context, self.form, print_options=chosen)

    def _is_legal(self, name: str, value: float) -> bool:
        choice = choices()[name]
        if choice.least <= value <= choice.most:
            return True
        sentence = f"Hãy ghi từ {_number(choice.least)} đến {_number(choice.most)}."
        self.form.boxes[name].show_error(sentence)
        return False

    def _use_usual(self) -> None:
        if keep(self.context, self.form, print_options={}):
            self.refresh()
            self.context.status.say("Đã dùng lại các số thường dùng.")
