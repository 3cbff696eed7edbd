"""The strip that says: you look at this with the rights of a leader or a clerk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.permissions import HOLDERS, Right
from app.domain.roles import ROLE_DUTIES, ROLE_WORDS, Role
from app.ui.widgets.labels import WrapLabel


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
