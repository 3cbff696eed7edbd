"""Người dùng và mật khẩu: who works here, how the folder opens, when the window locks itself."""

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import icons
from app.ui.access.lock import IDLE_CHOICES
from app.ui.access.password_box import PasswordBox
from app.ui.access.people_box import PeopleBox
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.settings.section import Section
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import WrapLabel


class AccessSection(Section):
    """Three parts; what may not be done with one's role is not shown."""

    title = "Người dùng và mật khẩu"
    why = "Tên người đang làm việc được ghi cạnh mỗi lần sửa trong lịch sử."

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.password = PasswordBox(context, self)
        self.people = PeopleBox(context, self)
        self.idle = CalmCombo(self)
        self.idle.setAccessibleName("Tự khóa khi không dùng")
        for minutes in IDLE_CHOICES:
            words = f"Sau {minutes} phút không dùng" if minutes else "Không bao giờ"
            self.idle.addItem(words, minutes)
        self.lock = QPushButton(icons.icon("lock"), "Khóa ngay   Ctrl+Shift+L", self)
        self.switch = QPushButton(icons.icon("user"), "Đổi người dùng", self)
        self._lay_out()
        self.password.changed.connect(context.bus.officer_changed)
        self.people.changed.connect(context.bus.officer_changed)
        context.bus.officer_changed.connect(self.refresh)
        self.idle.activated.connect(lambda _row: self._on_idle())
        self.lock.clicked.connect(context.bus.lock_wanted)
        self.switch.clicked.connect(context.bus.switch_wanted)
        self.refresh()

    def refresh(self) -> None:
        """Read people and password again."""
        self.password.refresh()
        self.people.refresh()
        has_password = self.context.access.has_password
        self.idle.setCurrentIndex(self.idle.findData(self.context.preferences.choices.idle_minutes))
        for part in (self._lock_title, self.idle, self.lock):
            part.setVisible(has_password)
        self.switch.setVisible(has_password or self.context.access.officer is not None)

    def _on_idle(self) -> None:
        self.context.preferences.change(idle_minutes=self.idle.currentData())
        self.context.bus.officer_changed.emit()

    def _lay_out(self) -> None:
        self.body.addWidget(WrapLabel("Mật khẩu", role="strong", parent=self))
        self.body.addWidget(self.password)
        self._lock_title = WrapLabel("Tự khóa cửa sổ", role="strong", parent=self)
        self.body.addWidget(self._lock_title)
        buttons = FlowLayout()
        for part in (self.idle, self.lock, self.switch):
            buttons.addWidget(part)
        self.body.addLayout(buttons)
        self.body.addWidget(WrapLabel("Người dùng", role="strong", parent=self))
        self.body.addWidget(self.people)
        self.fill_below()
