"""When data were last copied to a stick, and where; one small file among the backups."""

import contextlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from app.files import put_in_place

#: So many days without a copy outside the machine are too many.
TOO_OLD_DAYS: Final = 14
_FILE: Final = "usb.txt"


@dataclass(frozen=True, slots=True)
class LastUsb:
    """The last copy outside the data folder."""

    at: datetime
    place: Path


def remember_usb(backups: Path, last: LastUsb) -> None:
    """Keep it; a disk that refuses loses the remembrance, never the copy."""
    words = json.dumps({"at": last.at.isoformat(), "place": str(last.place)}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        put_in_place(backups / _FILE, words.encode("utf-8"))


def last_usb(backups: Path) -> LastUsb | None:
    """The last one; None when there was none, or nobody can read of it."""
    try:
        stored = json.loads((backups / _FILE).read_bytes())
        return LastUsb(datetime.fromisoformat(stored["at"]).astimezone(), Path(stored["place"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def days_since_usb(backups: Path, today: date) -> int | None:
    """Days since the last copy to a stick; None when there was none."""
    last = last_usb(backups)
    return None if last is None else max(0, (today - last.at.date()).days)


def usb_words(backups: Path, today: date) -> str:
    """ "USB: 12 ngày trước", "USB: hôm nay", "USB: chưa lần nào"."""
    days = days_since_usb(backups, today)
    if days is None:
        return "USB: chưa lần nào"
    return f"USB: {days} ngày trước" if days else "USB: hôm nay"
