"""Phục hồi: the backups one can go back to, what would be lost since, and the way back itself."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.backups.generations import Generation, generations_at, local_generations
from app.backups.looking_back import written_since
from app.data_folder import data_paths
from app.errors import AppError
from app.jobs import JobContext
from app.restoring import Keys, MissingFilesError, Restored, restore
from app.ui import feedback, icons
from app.ui.access.password_field import PasswordField
from app.ui.flow_layout import FlowLayout
from app.ui.job_runner import JobRunner
from app.ui.restore.columns import COLUMNS, COUNTS_COLUMN
from app.ui.row_table import RowTable
from app.ui.widgets.labels import MarkedLabel, WrapLabel
from app.ui.widgets.wait_box import WaitBox
from app.vault.key_file import WrongPasswordError, open_with_password
from app.workflows.folder_keys import with_vault

RESTORE: Final = "Phục hồi bản này"
REST: Final = "Phục hồi phần còn lại"
_WHY: Final = (
    "Chọn bản muốn trở lại. Bản đang dùng không mất: trước khi phục hồi, chương trình giữ lại nó trong "
    "thư mục sao-luu."
)
_NONE_HERE: Final = (
    "Trên máy này chưa có bản sao lưu nào. Hãy chọn USB hoặc thư mục có bản sao lưu."
)


class RestoreWindow(QDialog):
    """Accepted when the data were restored. The data folder must be closed meanwhile.

    Args:
        root: the data folder that gets the backup.
        key: of a data folder with a password.
    """

    def __init__(self, root: Path, key: bytes | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phục hồi từ bản sao lưu – Sổ Bình Đẳng")
        self.setWindowIcon(icons.program_icon())
        self._root, self._key = root, key
        self._paths = data_paths(root)
        self._jobs = JobRunner(self)
        self.table: RowTable[Generation] = RowTable(
            COLUMNS, "Các bản sao lưu", self, stretch=COUNTS_COLUMN
        )
        self.table.set_noun("bản sao lưu")
        self.table.filter.hide()
        self.place = WrapLabel(role="quiet", parent=self)
        self.since = MarkedLabel(self)
        self.secret = PasswordField("Mật khẩu của bản sao lưu này", self)
        self.here = QPushButton("Bản trên máy này", self)
        self.elsewhere = QPushButton(icons.icon("open"), "Chọn USB hoặc thư mục…", self)
        self.restore = QPushButton(RESTORE, self)
        self.restore.setProperty("role", "primary")
        self.leave = QPushButton("Thôi, không phục hồi", self)
        self.wait = WaitBox(self._jobs, self)
        self.told = MarkedLabel(self)
        self.told_words = WrapLabel(parent=self)
        self.open_book = QPushButton("Mở sổ", self)
        self.stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_here()

    def show_here(self) -> None:
        """Those beside the data."""
        self._show(local_generations(self._paths), f"Trong {self._paths.backups}")

    def look_at(self, place: Path) -> None:
        """Those on a stick or in a folder; a sentence when there is none."""
        try:
            self._show(generations_at(place), f"Trong {place}")
        except AppError as error:
            feedback.show_error(self, error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing in the middle stops the work; the data stay as they were."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._jobs.cancel_all()
        self._jobs.close()

    def _show(self, found: Sequence[Generation], place: str) -> None:
        self.table.show_rows(found)
        self.place.setText(place if found else _NONE_HERE)
        self.restore.setEnabled(bool(found))
        if found:
            self.table.choose(lambda _row: True)
        self._on_row(self.table.current())
        (self.table.view if found else self.elsewhere).setFocus()

    def _on_row(self, row: object) -> None:
        generation = row if isinstance(row, Generation) else None
        self.secret.clear()
        self.secret.setVisible(generation is not None and self._asks(generation))
        self.since.setVisible(generation is not None)
        if generation is None:
            return
        try:
            paths = with_vault(self._paths, self._key)
        except AppError:
            paths = self._paths
        since = written_since(paths, generation.made_at)
        calm = since.known and not since.counts
        self.since.show_state("info" if calm else "warn", since.words, "quiet" if calm else "warn")

    def _asks(self, generation: Generation) -> bool:
        return generation.locked and not generation.beside_data

    def _on_restore(self) -> None:
        generation = self.table.current()
        if generation is None:
            return
        try:
            keys = Keys(self._key, self._key_of(generation))
        except AppError as error:
            feedback.show_error(self, error)
            self.secret.setFocus()
            return
        question = (
            f"Phục hồi bản lúc {generation.made_at:%H:%M ngày %d/%m/%Y}? {self.since.words.text()}"
        )
        if feedback.confirm(self, question, RESTORE):
            self._run(generation, keys, accept=False)

    def _key_of(self, generation: Generation) -> bytes | None:
        if not self._asks(generation):
            return None
        keys = generation.keys()
        if keys is None:
            raise WrongPasswordError(
                "Bản sao lưu này khóa bằng mật khẩu nhưng thiếu tệp khoa.json đi cùng nên không mở "
                "được. Dữ liệu đang có giữ nguyên. Hãy tìm tệp ấy trên USB, hoặc chọn bản khác."
            )
        return open_with_password(keys, self.secret.value()).key

    def _run(self, generation: Generation, keys: Keys, *, accept: bool) -> None:
        self.stack.setCurrentIndex(1)

        def work(job: JobContext) -> Restored:
            return restore(self._root, generation, keys=keys, accept_missing=accept, job=job)

        self.wait.run("Đang phục hồi", work, self._show_done, partial(self._fail, generation, keys))

    def _fail(self, generation: Generation, keys: Keys, error: AppError) -> None:
        self._back_to_list()
        if not isinstance(error, MissingFilesError):
            feedback.show_error(self, error)
        elif feedback.choose(self, error.message, (REST, feedback.LEAVE)) == REST:
            self._run(generation, keys, accept=True)

    def _back_to_list(self) -> None:
        self.stack.setCurrentIndex(0)

    def _show_done(self, restored: Restored) -> None:
        self.told.show_state("done", "Đã phục hồi và kiểm tra xong.", "good")
        words = [f"Đã trở lại bản {restored.backup.name}."]
        if restored.kept is not None:
            words.append(f"Bản trước đó được giữ lại: {restored.kept}.")
        if restored.missing:
            words.append(f"Không có trong bản sao lưu: {', '.join(restored.missing)}.")
        if restored.unlocked:
            words.append(
                "Bản sao lưu khóa bằng mật khẩu, còn sổ trên máy này thì chưa. Nên đặt mật khẩu trong "
                "Cài đặt."
            )
        self.told_words.setText("\n".join(words))
        self.stack.setCurrentIndex(2)
        self.open_book.setFocus()

    def _ask_place(self) -> None:
        place = feedback.ask_folder(self, "Chọn USB hoặc thư mục có bản sao lưu", Path.home())
        if place is not None:
            self.look_at(place)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._on_row)
        self.here.clicked.connect(lambda _on: self.show_here())
        self.elsewhere.clicked.connect(lambda _on: self._ask_place())
        self.restore.clicked.connect(lambda _on: self._on_restore())
        self.secret.entered.connect(self._on_restore)
        self.leave.clicked.connect(lambda _on: self.reject())
        self.open_book.clicked.connect(lambda _on: self.accept())
        self.wait.stopped.connect(self._back_to_list)
        self.finished.connect(lambda _result: self._end())
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        listing, done = QWidget(self), QWidget(self)
        where, buttons = FlowLayout(), FlowLayout()
        for button in (self.here, self.elsewhere):
            where.addWidget(button)
        for button in (self.restore, self.leave):
            buttons.addWidget(button)
        inside = QVBoxLayout(listing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(WrapLabel("Phục hồi từ bản sao lưu", role="title", parent=listing))
        inside.addWidget(WrapLabel(_WHY, role="quiet", parent=listing))
        inside.addLayout(where)
        inside.addWidget(self.place)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.since)
        inside.addWidget(self.secret)
        inside.addLayout(buttons)
        end = QVBoxLayout(done)
        end.setSpacing(12)
        end.addWidget(self.told)
        end.addWidget(self.told_words)
        end.addWidget(self.open_book, 0, Qt.AlignmentFlag.AlignLeft)
        end.addStretch(1)
        for view in (listing, self.wait, done):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(self.stack)
        letter = self.fontMetrics()
        wanted = letter.horizontalAdvance("m") * 70
        room = self.screen().availableSize()
        self.resize(min(wanted, room.width() - 40), min(letter.height() * 34, room.height() - 60))
