"""Nơi nhận: the lines at the foot of plans and reports, and to whom reports are written."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.forms import Field, FieldForm, FieldKind
from app.ui.settings.office_keeper import keep, known_office
from app.ui.settings.section import Section

_FIELDS = (
    Field(
        name="plan",
        label="Nơi nhận của kế hoạch",
        kind=FieldKind.LIST,
        rows=8,
        hint="Mỗi dòng một nơi nhận, dòng cuối là “Lưu: …”; để trống thì dùng dòng của mẫu văn bản",
    ),
    Field(name="addressees", label="Kính gửi của báo cáo", kind=FieldKind.LIST, rows=2),
    Field(name="report", label="Nơi nhận của báo cáo", kind=FieldKind.LIST, rows=6),
)


class ReceiversSection(Section):
    """Saved when a field is left."""

    title = "Nơi nhận"
    why = "Được ghi sẵn vào kế hoạch, báo cáo lập từ nay về sau."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = FieldForm(_FIELDS, self)
        self.body.addWidget(self.form)
        self.fill_below()
        self.form.left.connect(lambda _name: self.leave())
        self.refresh()

    def refresh(self) -> None:
        """Show the stored lines."""
        office = known_office(self.context)
        self.form.show_values(
            {
                "plan": office.recipients.get("plan", ()),
                "report": office.recipients.get("report", ()),
                "addressees": office.addressees.get("report", ()),
            }
        )

    def leave(self) -> bool:
        """Save."""
        values = self.form.read()
        if values is None:
            return False
        office = known_office(self.context)
        return keep(
            self.context,
            self.form,
            recipients=_changed(office.recipients, plan=values["plan"], report=values["report"]),
            addressees=_changed(office.addressees, report=values["addressees"]),
        )


def _changed(stored: Mapping[str, Sequence[str]], **typed: Sequence[str]) -> dict[str, Any]:
    """The lines by paper; a paper that never had lines and has none typed stays unmentioned."""
    known = {paper: lines for paper, lines in typed.items() if lines or paper in stored}
    return {**stored, **{paper: tuple(lines) for paper, lines in known.items()}}
