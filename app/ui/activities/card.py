"""The activity card beside the table: form, files, and the three buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.activities import ActivityDraft
from app.domain.dates import format_period
from app.queries.activity_rows import ActivityRow
from app.ui.activities.attachments_box import AttachmentsBox
from app.ui.activities.card_form import CardForm, CardTexts
from app.ui.activities.card_reading import Reading, read_card
from app.ui.activities.field_box import FieldBox
from app.ui.journal_forms import keeps_itself
from app.ui.widgets.labels import WrapLabel
from app.ui.widgets.tall_scroll import TallScroll

#: What is told of the other version, by the field of the activity.
_COMPARED: Final = {
    "title": "Tên hoạt động",
    "place": "Nơi tổ chức",
    "target_group": "Đối tượng",
    "men": "Nam",
    "women": "Nữ",
    "total": "Tổng",
    "lead": "Cơ quan chủ trì",
    "result": "Kết quả",
}


@dataclass(frozen=True, slots=True)
class PutAside:
    """A card that is not saved yet, as it stood. ``row`` is None for a new activity."""

    row: ActivityRow | None
    texts: CardTexts
    baseline: CardTexts
    waiting: tuple[Path, ...]

    @property
    def words(self) -> str:
        """What to call it in a list."""
        return self.texts.lines["title"].strip() or "chưa có tên"


class ActivityCard(QWidget):
    """One activity in place. The page saves; the card only shows and tells."""

    save_requested = Signal()
    like_last_requested = Signal()
    delete_requested = Signal()
    restore_requested = Signal()
    history_requested = Signal()
    overwrite_requested = Signal()
    reload_requested = Signal()
    left = Signal()

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: ActivityRow | None = None
        self.waiting: tuple[Path, ...] = ()
        #: Nothing can be saved, so nothing can be typed.
        self.only_shown = False
        self.in_bin = False
        self.form = CardForm(year, self)
        self.files = AttachmentsBox(self.form)
        self.file_box = FieldBox("Minh chứng", self.files)
        self.heading = QLabel(self)
        self.state = QLabel(self)
        self.banner = QFrame(self)
        self.stored = WrapLabel(parent=self.banner)
        self.overwrite = QPushButton("Ghi đè bằng thẻ này", self.banner)
        self.reload = QPushButton("Lấy nội dung mới", self.banner)
        self.save = QPushButton("Ghi lại", self)
        self.like_last = QPushButton("Như lần trước", self)
        self.delete = QPushButton("Xóa", self)
        self.restore = QPushButton("Lấy lại từ thùng rác", self)
        self.history = QPushButton("Lịch sử", self)
        self._baseline = self.form.typed()
        keeps_itself(self.form)
        self._lay_out()
        self._connect()

    @property
    def is_changed(self) -> bool:
        """Whether something typed is not saved yet."""
        return self.form.typed() != self._baseline or bool(self.waiting)

    def show_new(self, draft: ActivityDraft) -> None:
        """A new activity; ``draft`` holds what is known of it."""
        self._show(None, ())
        self.form.show_draft(draft)
        self._baseline = self.form.typed()
        self._show_state()

    def show_like(self, draft: ActivityDraft, day: date | None) -> None:
        """A new activity like another one; the day is to be typed next."""
        self.show_new(replace(draft, starts_on=day, campaign_id=None))
        self.form.starts_on.setFocus()
        self.form.starts_on.line.selectAll()

    def is_bare(self) -> bool:
        """A new card on which no more than kind and day were chosen."""
        texts = self.form.typed()
        words = [texts.lines[name].strip() for name in ("title", "place", "result")]
        return self.row is None and not any((*words, *texts.people.texts, *self.waiting))

    def show_row(self, row: ActivityRow, *, in_bin: bool = False) -> None:
        """A recorded activity; one in the bin can only be read and taken back."""
        self._show(row, ())
        self.form.show_draft(row.draft(), row)
        self._baseline = self.form.typed()
        self._lock(in_bin)
        self._show_state()

    def show_aside(self, aside: PutAside) -> None:
        """Take up a card that was put aside."""
        self._show(aside.row, aside.waiting)
        self.form.set_typed(aside.texts)
        self._baseline = aside.baseline
        self._show_state()

    def aside(self) -> PutAside:
        """The card as it stands."""
        return PutAside(self.row, self.form.typed(), self._baseline, self.waiting)

    def mark_saved(self, row: ActivityRow) -> None:
        """What is typed is stored as ``row`` now; the fields are left alone."""
        self.row = row
        self.waiting = ()
        self._baseline = self.form.typed()
        self.banner.hide()
        self.files.show_files(row.attachments, ())
        self._show_heading()
        self._show_state()

    def add_waiting(self, paths: Sequence[Path]) -> None:
        """Files that will be kept when the new activity is saved."""
        self.waiting = tuple(dict.fromkeys((*self.waiting, *paths)))
        self._show_files()

    def drop_waiting(self, path: Path) -> None:
        """One of them is not wanted after all."""
        self.waiting = tuple(other for other in self.waiting if other != path)
        self._show_files()

    def read(self) -> Reading:
        """The draft, or what is wrong."""
        return read_card(self.form, self._other_campaign())

    def show_conflict(self, mine: ActivityDraft, stored: ActivityDraft) -> None:
        """Somebody saved the same activity meanwhile: show what it says now, ask which one counts."""
        differs = [
            f"{words}: “{getattr(stored, name) or 'trống'}”"
            for name, words in _COMPARED.items()
            if getattr(stored, name) != getattr(mine, name)
        ]
        self.stored.setText(f"Bản đã ghi: {'; '.join(differs)}.")
        self.stored.setVisible(bool(differs))
        self.banner.show()
        self._scroll.verticalScrollBar().setValue(0)

    def _other_campaign(self) -> UUID | None:
        return self.row.campaign_id if self.row else None

    def _show(self, row: ActivityRow | None, waiting: tuple[Path, ...]) -> None:
        self.row, self.waiting = row, waiting
        self._lock(False)
        self.banner.hide()
        self.form.show_problems({})
        self._show_heading()
        self._show_files()

    def _show_heading(self) -> None:
        row = self.row
        words = f"Hoạt động {format_period(row.starts_on, row.ends_on)}" if row else None
        self.heading.setText(words or "Hoạt động mới")
        self.history.setVisible(row is not None)
        self.delete.setVisible(row is not None and self.form.isEnabled())

    def _show_files(self) -> None:
        self.files.show_files(self.row.attachments if self.row else (), self.waiting)
        self._show_state()

    def _show_state(self) -> None:
        words = "● Chưa ghi lại" if self.is_changed else ("✓ Đã ghi" if self.row else "")
        self.state.setText("Trong thùng rác" if self.in_bin else words)
        self.state.setProperty("role", "strong" if self.is_changed else "quiet")
        self.state.style().polish(self.state)

    def show_only(self, only: bool) -> None:
        """Whether cards may only be read from now on: the book, or its year, takes no change."""
        if only != self.only_shown:
            self.only_shown = only
            self._lock(self.in_bin)
            self._show_state()

    def _lock(self, in_bin: bool) -> None:
        self.in_bin = in_bin
        free = not in_bin and not self.only_shown
        self.form.setEnabled(free)
        self.save.setVisible(free)
        self.like_last.setVisible(free)
        self.delete.setVisible(self.row is not None and free)
        self.restore.setVisible(in_bin and not self.only_shown)

    def _connect(self) -> None:
        self.form.edited.connect(self._show_state)
        self.form.left.connect(self.left)
        self.save.clicked.connect(self.save_requested)
        self.like_last.clicked.connect(self.like_last_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.history.clicked.connect(self.history_requested)
        self.overwrite.clicked.connect(self.overwrite_requested)
        self.reload.clicked.connect(self.reload_requested)

    def _lay_out(self) -> None:
        self.heading.setProperty("role", "heading")
        self.save.setProperty("role", "primary")
        self.save.setToolTip("Ctrl+S")
        self.like_last.setToolTip("Ctrl+D: chép hoạt động gần nhất, trừ ngày và các con số")
        self._lay_out_banner()
        self.form.add_last(self.file_box)
        inside = QWidget(self)
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.addWidget(self.banner)
        parts.addWidget(self.form, 1)
        self._scroll = TallScroll(inside, self)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.state)
        buttons = QHBoxLayout()
        for button in (self.save, self.like_last, self.history, self.delete, self.restore):
            buttons.addWidget(button)
        buttons.insertStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)

    def _lay_out_banner(self) -> None:
        words = QLabel(
            "Hoạt động này vừa được sửa ở nơi khác. Những gì đang gõ vẫn còn nguyên; "
            "hãy chọn bản nào được giữ.",
            self.banner,
        )
        words.setWordWrap(True)
        self.banner.setProperty("role", "warn")
        buttons = QHBoxLayout()
        buttons.addWidget(self.overwrite)
        buttons.addWidget(self.reload)
        layout = QVBoxLayout(self.banner)
        layout.addWidget(words)
        layout.addWidget(self.stored)
        layout.addLayout(buttons)
        self.banner.hide()
