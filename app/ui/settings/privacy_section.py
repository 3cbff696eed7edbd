"""Dữ liệu cá nhân: how long it is kept, one person taken out, a file for whoever helps."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.ui.context import UiContext
from app.ui.settings.overdue_box import OverdueBox
from app.ui.settings.person_box import PersonBox
from app.ui.settings.section import Section
from app.ui.settings.support_box import SupportBox
from app.ui.widgets.labels import WrapLabel
from app.workflows.privacy import STAYS

_PERSON: Final = (
    "Khi một người đề nghị: tìm xem tên, số điện thoại hoặc thư của họ có ở đâu trong sổ, rồi thay bằng "
    "chữ “đã ẩn danh”. Tên người dùng chương trình và ai đã làm gì trong lịch sử thì giữ."
)
_SUPPORT: Final = "Gửi cho người hỗ trợ khi chương trình gặp lỗi: phiên bản, số bản ghi, tình trạng máy, nhật ký lỗi."


class PrivacySection(Section):
    """Three parts, each with what it cannot do said plainly."""

    title = "Dữ liệu cá nhân"
    why = "Chỉ giữ những gì còn cần. Số liệu về bạo lực chỉ ghi số đếm, không ghi người."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.overdue = OverdueBox(context, self)
        self.person = PersonBox(context, self)
        self.support = SupportBox(context, self)
        for heading, said, box in (
            ("Những gì đã quá hạn giữ", STAYS, self.overdue),
            (
                "Ẩn danh một người",
                _PERSON,
                self.person,
            ),
            (
                "Tệp hỗ trợ",
                _SUPPORT,
                self.support,
            ),
        ):
            self.body.addWidget(WrapLabel(heading, role="heading", parent=self))
            self.body.addWidget(WrapLabel(said, role="quiet", parent=self))
            self.body.addWidget(box)
        self.fill_below()
        self.refresh()

    def refresh(self) -> None:
        """Count again what is overdue."""
        self.overdue.refresh()
