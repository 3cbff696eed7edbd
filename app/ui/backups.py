"""A backup from the window: in the job lane, told in the status line."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.backups.last_usb import TOO_OLD_DAYS, days_since_usb, usb_words
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
        lambda job: make_backup(
            context.db.engine, context.paths.backups, reason="yeu-cau", job=job
        ),
        on_success=done,
        on_failure=lambda error: feedback.show_error(owner, error),
        name="Sao lưu",
    )


def last_backup_words(context: UiContext, now: datetime | None = None) -> str:
    """ "Sao lưu hôm nay 08:01 · USB: 12 ngày trước"; says so when there is none.

    On a server its administrator makes the backups.
    """
    if context.db.server:
        return "Sao lưu do máy chủ dữ liệu"
    moment = now or datetime.now().astimezone()
    return f"{_local_words(context, moment)} · {usb_words(context.paths.backups, moment.date())}"


def stick_is_late(context: UiContext) -> bool:
    """Whether too many days went by without a copy outside this machine."""
    if context.db.server:
        return False
    days = days_since_usb(context.paths.backups, context.today())
    if days is None:
        # Never yet: late once there have been data for so long.
        backups = list_backups(context.paths.backups)
        days = (context.today() - backups[-1].made_at.date()).days if backups else 0
    return days > TOO_OLD_DAYS


def _local_words(context: UiContext, now: datetime) -> str:
    backups = list_backups(context.paths.backups)
    if not backups:
        return "Chưa có bản sao lưu nào"
    made = backups[0].made_at
    days = (now.date() - made.date()).days
    if days <= 0:
        return f"Sao lưu hôm nay {made:%H:%M}"
    return f"Sao lưu hôm qua {made:%H:%M}" if days == 1 else f"Sao lưu {days} ngày trước"
