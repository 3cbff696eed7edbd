"""The strip that says: you look at this with the rights of a leader or a clerk."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.permissions import HOLDERS, Right
from app.domain.roles import ROLE_DUTIES, ROLE_WORDS, Role
from app.ui import feedback
from app.ui.widgets.labels import WrapLabel

DROP: Final = "Bỏ chữ vừa gõ"
STAY: Final = "Ở lại trang này"


class RoleBand(QFrame):
    """Emits ``switch_wanted``; hidden for those who may write."""

    switch_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.words = WrapLabel(role="quiet", parent=self)
        self.switch = QPushButton("Đổi người dùng", self)
        self.switch.setProperty("role", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.switch)
        self.switch.clicked.connect(self.switch_wanted)

    def show_role(self, role: Role | None) -> None:
        """What this role may do; nothing for who does daily work."""
        self.setVisible(role is not None and role not in HOLDERS[Right.DAILY])
        if role is not None:
            self.words.setText(
                f"Bạn đang xem với quyền {ROLE_WORDS[role]}. {ROLE_DUTIES[role]} Chữ gõ ở chỗ khác "
                "không vào sổ."
            )


def wants_to_drop(parent: QWidget) -> bool:
    """Whether somebody who may not write gives up what was typed on the page all the same."""
    question = (
        "Chữ vừa gõ ở trang này không ghi vào sổ được vì quyền của bạn. Số liệu trong sổ giữ nguyên. Có "
        "thể ở lại để chép chữ ấy ra nơi khác."
    )
    return feedback.choose(parent, question, (DROP, STAY)) == DROP
