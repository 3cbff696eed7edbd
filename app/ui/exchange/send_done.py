"""A package lies where it was to go: the stick may be pulled, the letter may be sent."""

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.exchange.delivery import Delivered
from app.ui import icons
from app.ui.flow_layout import FlowLayout
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.workflows.parcels.letters import Letter


class SendDone(QWidget):
    """``left``: back to the list."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter: Letter | None = None
        self.state = MarkedLabel(self)
        self.words = WrapLabel(parent=self)
        self.letter_words = WrapLabel(role="quiet", parent=self)
        self.open_draft = QPushButton(icons.icon("open"), "Mở thư nháp", self)
        self.open_folder = QPushButton("Mở thư mục tệp kèm", self)
        self.copies = {
            "addressee": QPushButton(icons.icon("copy"), "Chép địa chỉ", self),
            "subject": QPushButton(icons.icon("copy"), "Chép tiêu đề", self),
            "text": QPushButton(icons.icon("copy"), "Chép nội dung", self),
        }
        self.back = QPushButton("Về danh sách", self)
        self._lay_out()
        for part, button in self.copies.items():
            button.clicked.connect(partial(self._copy, part))
        self.open_draft.clicked.connect(lambda _on: self._open("path"))
        self.open_folder.clicked.connect(lambda _on: self._open("folder"))
        self.back.clicked.connect(lambda _on: self.left.emit())

    def show_written(self, done: Delivered) -> None:
        """A package on a stick."""
        self._show_letter(None)
        already = " (tệp này đã có sẵn ở đó, đúng từng byte)" if done.already else ""
        self.state.show_state("done", "Đã chép và đọc lại đúng. Có thể rút USB.", "good")
        self.words.setText(
            f"{done.path.name}{already}, trong {done.path.parent}.\nNơi nhận đọc gói rồi gửi lại phiếu "
            "tiếp nhận; khi có phiếu, bấm “Đọc phiếu tiếp nhận”."
        )
        self.back.setFocus()

    def show_letter(self, letter: Letter) -> None:
        """A draft with the package attached."""
        self._show_letter(letter)
        self.state.show_state("done", "Đã soạn thư nháp có gói kèm theo; thư chưa gửi đi.", "good")
        names = ", ".join(path.name for path in letter.files)
        to = letter.addressee or "chưa có địa chỉ thư của nơi nhận; hãy ghi ở phần Thẻ cơ quan"
        self.words.setText(f"Gửi: {to}\nTiêu đề: {letter.subject}\nTệp kèm: {names}")
        self.letter_words.setText(
            "Mở thư nháp bằng phần mềm thư rồi bấm gửi. Dùng thư trên trang mạng thì chép địa chỉ, "
            "tiêu đề, nội dung vào thư mới và kèm các tệp trong thư mục."
        )
        self.open_draft.setFocus()

    def _show_letter(self, letter: Letter | None) -> None:
        self._letter = letter
        for widget in (self.letter_words, self.open_draft, self.open_folder, *self.copies.values()):
            widget.setVisible(letter is not None)
        if letter is not None:
            self.copies["addressee"].setEnabled(bool(letter.addressee))

    def _copy(self, part: str, _on: bool = False) -> None:
        if self._letter is not None:
            QGuiApplication.clipboard().setText(getattr(self._letter, part))

    def _open(self, what: str) -> None:
        if self._letter is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(getattr(self._letter, what))))

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self.open_draft, self.open_folder, *self.copies.values(), self.back):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.state, self.words, self.letter_words):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addStretch(1)
