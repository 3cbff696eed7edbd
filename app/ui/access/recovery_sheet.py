"""The recovery code, shown once: printed or saved, and two groups typed back from the paper."""

import secrets
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontDatabase, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.documents.builders.recovery_sheet import USES
from app.errors import DataFileError
from app.queries.office import get_office
from app.ui import feedback, icons
from app.ui.context import UiContext
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.tall_scroll import TallScroll
from app.workflows.access import save_recovery_sheet

_PDF: Final = "Văn bản PDF (*.pdf)"
_ASKED: Final = 2


class RecoverySheet(QWidget):
    """``kept`` once the groups asked for were typed from the paper."""

    kept = Signal()

    def __init__(self, context: UiContext, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._groups = context, code.split("-")
        self.asked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), _ASKED))
        self.code = WrapLabel("   ".join(self._groups), role="heading", parent=self)
        self.code.setAccessibleName("Mã khôi phục")
        self.print_button = QPushButton(icons.icon("print"), "In tờ mã", self)
        self.save_button = QPushButton(icons.icon("pdf"), "Lưu thành PDF", self)
        self.typed = {number: self._input(number) for number in self.asked}
        self.said = MarkedLabel(self)
        self.said.hide()
        self.done = QPushButton("Tôi đã cất tờ mã", self)
        self.done.setProperty("role", "primary")
        self._lay_out()
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.done.clicked.connect(self.confirm)

    def confirm(self) -> None:
        """Whether the typed groups are those of the code."""
        wrong = [
            number
            for number, line in self.typed.items()
            if line.text().strip().upper() != self._groups[number]
        ]
        if not wrong:
            self.kept.emit()
            return
        self.said.show()
        self.said.show_state(
            "warn",
            f"Nhóm thứ {wrong[0] + 1} chưa đúng với mã. Hãy nhìn tờ đã in hoặc đã chép rồi gõ lại.",
            "bad",
        )
        self.typed[wrong[0]].setFocus()
        self.typed[wrong[0]].selectAll()

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Sổ Bình Đẳng")
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("In tờ mã khôi phục")
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            # Straight to the printer: no file of it is left on this machine.
            paper = QTextDocument()
            groups = "\n".join(f"{at}.   {group}" for at, group in enumerate(self._groups, 1))
            title = f"TỜ MÃ KHÔI PHỤC CỦA SỔ BÌNH ĐẲNG\n{self._office()}\n\n"
            paper.setPlainText("\n\n".join((title + groups, *USES)))
            paper.print_(printer)

    def _on_save(self) -> None:
        target = feedback.ask_save(
            self, "Lưu tờ mã khôi phục", Path.home() / "Tờ mã khôi phục.pdf", _PDF
        )
        while target is not None:
            try:
                save_recovery_sheet(
                    "-".join(self._groups), self._office(), self._context.today(), target
                )
            except DataFileError as error:
                target = feedback.ask_after_failure(self, target, error, _PDF)
            else:
                self.said.show()
                self.said.show_state(
                    "check",
                    f"Đã lưu {target.name}. Hãy in ra rồi xóa tệp ấy khỏi máy này.",
                    "good",
                )
                return

    def _office(self) -> str:
        office = self._context.db.read(get_office)
        return office.full_name if office else ""

    def _input(self, number: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(f"Nhóm thứ {number + 1} trên tờ mã")
        line.returnPressed.connect(self.confirm)
        return line

    def _lay_out(self) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.code.setStyleSheet(f"font-family: '{fixed}';")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(
            WrapLabel(
                "Đây là cách duy nhất để vào sổ khi quên mật khẩu. Mã chỉ hiện lần này, chương trình "
                "không giữ lại: hãy in hoặc chép ra giấy.",
                parent=self,
            )
        )
        layout.addWidget(self.code)
        buttons = FlowLayout()
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        layout.addLayout(buttons)
        for words in USES:
            layout.addWidget(WrapLabel(f"• {words}", role="quiet", parent=self))
        layout.addWidget(WrapLabel("Để chắc là đã cất, hãy gõ lại từ tờ giấy:", parent=self))
        for number, line in self.typed.items():
            label = WrapLabel(f"Nhóm thứ {number + 1}", role="strong", parent=self)
            label.setBuddy(line)
            layout.addWidget(label)
            layout.addWidget(line)
        layout.addWidget(self.said)
        layout.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)


class RecoveryDialog(QDialog):
    """The sheet over a window; leaving before the groups were typed is asked about."""

    def __init__(self, context: UiContext, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tờ mã khôi phục")
        self.sheet = RecoverySheet(context, code, self)
        layout = QVBoxLayout(self)
        layout.addWidget(TallScroll(self.sheet, self))
        self.sheet.kept.connect(self.accept)
        letter = self.fontMetrics().horizontalAdvance("m")
        room = self.screen().availableSize()
        self.resize(
            min(letter * 60, room.width() - 40),
            min(self.fontMetrics().height() * 40, room.height() - 80),
        )

    def reject(self) -> None:
        """Esc and the cross."""
        if feedback.confirm(
            self,
            "Chưa gõ lại đủ hai nhóm nên chưa chắc tờ mã đã được cất. Mã sẽ không hiện lại; về sau "
            "chỉ có thể lập mã mới trong Cài đặt.",
            "Đóng, không giữ mã",
        ):
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross asks as Esc does."""
        event.ignore()
        self.reject()
