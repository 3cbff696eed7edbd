"""Tệp hỗ trợ: shown whole before it is written, so that the officer knows what leaves."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.support_file import SupportFile, gather, suggested_name, write_support_file
from app.ui import feedback
from app.ui.access.ask_again import after_password
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import WrapLabel

_FILTER: Final = "Tệp hỗ trợ (*.zip)"
_ASK: Final = "Ghi tệp hỗ trợ để gửi ra ngoài cơ quan: hãy gõ lại mật khẩu của mình."
_WHOLE: Final = (
    "Đây là tất cả những gì có trong tệp: không có tên, câu chữ hay số liệu nào của các bản ghi. Hãy xem "
    "qua trước khi ghi."
)


class SupportBox(QWidget):
    """Gathers, shows, writes what was shown."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._made: SupportFile | None = None
        self.gather = QPushButton("Lập tệp hỗ trợ để xem", self)
        self.whole = WrapLabel(_WHOLE, parent=self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setAccessibleName("Nội dung tệp hỗ trợ")
        self.words.setMinimumHeight(self.fontMetrics().height() * 14)
        self.write = QPushButton("Ghi ra tệp…", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.gather, self.whole, self.words, self.write):
            if isinstance(part, QPushButton):
                row = FlowLayout()
                row.addWidget(part)
                layout.addLayout(row)
            else:
                layout.addWidget(part)
        self.gather.clicked.connect(lambda _on: self._on_gather())
        self.write.clicked.connect(
            lambda _on: after_password(context, self, _ASK, "Ghi ra tệp", self._on_write)
        )
        self._show(None)

    def _on_gather(self) -> None:
        context = self._context
        window = {"Qt": qVersion(), "Màn hình": _screens(), "Cỡ chữ thật": self._text_words()}
        choices, now = context.preferences.choices, context.now().astimezone()
        context.jobs.start(
            self,
            lambda job: gather(
                context.db, context.paths, job, now=now, choices=choices, window=window
            ),
            on_success=self._show,
            on_failure=lambda error: feedback.show_error(self, error),
            name="Đang lập tệp hỗ trợ",
        )

    def _show(self, made: SupportFile | None) -> None:
        self._made = made
        self.words.setPlainText(made.words if made else "")
        for part in (self.whole, self.words, self.write):
            part.setVisible(made is not None)

    def _on_write(self) -> None:
        made = self._made
        if made is None:
            return
        suggested = Path.home() / suggested_name(self._context.now().astimezone())
        path = feedback.ask_save(self, "Ghi tệp hỗ trợ", suggested, _FILTER)
        if path is None:
            return
        written = feedback.save_ladder(
            self, path, lambda target: write_support_file(self._context.db, made, target), _FILTER
        )
        if written is not None:
            self._context.status.say(f"Đã ghi {written.name}. Hãy gửi tệp này cho người hỗ trợ.")

    def _text_words(self) -> str:
        return f"{self.font().pointSizeF():g} pt".replace(".", ",")


def _screens() -> str:
    return "; ".join(
        f"{screen.geometry().width()} × {screen.geometry().height()}, {screen.devicePixelRatio():g} lần"
        for screen in QGuiApplication.screens()
    )
