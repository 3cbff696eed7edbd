"""A backup from the window: in the job lane, told in the status line."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.db.backup import list_backups, make_backup
from app.ui import feedback
from app.ui.context import UiContext


def backup_now(context: UiContext, owner: QWidget, then: Callable[[], None]) -> None:
    """Copy the data now; ``then`` runs when the copy is proved whole."""

    def done(path: Path) -> None:
        context.status.say(f"Đã sao lưu: {path.name}")
        then()

    context.jobs.start(
        owner,
        lambda _job: make_backup(context.db.engine, context.paths.backups, reason="yeu-cau"),
        on_success=done,
        on_failure=lambda error: feedback.show_error(owner, error),
        name="Sao lưu",
    )


def last_backup_words(context: UiContext, now: datetime | None = None) -> str:
    """ "Sao lưu hôm nay 08:01", or on which day; says so when there is none.

    On a server its administrator makes the backups.
    """
    if context.db.server:
        return "Sao lưu do máy chủ dữ liệu"
    backups = list_backups(context.paths.backups)
    if not backups:
        return "Chưa có bản sao lưu nào"
    made = backups[0].made_at
    today = (now or datetime.now().astimezone()).date()
    days = (today - made.date()).days
    if days <= 0:
        return f"Sao lưu hôm nay {made:%H:%M}"
    return f"Sao lưu hôm qua {made:%H:%M}" if days == 1 else f"Sao lưu {days} ngày trước"
