"""The bin: what is deleted can be taken back for thirty days."""

from datetime import date, datetime, timedelta
from typing import Final

KEPT_DAYS: Final = 30


def leaves_on(deleted_at: datetime) -> date:
    """The day on which something in the bin is removed for good."""
    return deleted_at.astimezone().date() + timedelta(days=KEPT_DAYS)


def leaving_words(leaves: date | None, today: date) -> str:
    """ "sau 12 ngày"; None: it is never removed by itself."""
    if leaves is None:
        return "không tự xóa"
    left = (leaves - today).days
    return f"sau {left} ngày" if left > 0 else "lần mở sau"
