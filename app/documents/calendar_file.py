"""Days with words → a calendar file (.ics) that phones, Outlook and Google Calendar read.

Written by RFC 5545: UTF-8, CRLF, lines of at most 75 octets, all-day events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from app.files import write_beside

_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """An all-day event. ``uid`` stays the same through all files, so that a second reading
    changes the event instead of adding one; ``remind`` days before it a reminder, 0 for none."""

    uid: str
    day: date
    title: str
    words: str = ""
    group: str = ""
    remind: int = 7


def write_calendar(path: Path, name: str, days: Sequence[CalendarDay], made_at: datetime) -> None:
    """Write the file; an older one stays until the new one is whole.

    Args:
        made_at: when the file is made, with its zone.

    Raises:
        DataFileError: the file cannot be written.
    """
    content = "".join(f"{line}\r\n" for line in _folded(_lines(name, days, made_at)))
    write_beside(path, lambda stream: stream.write(content.encode("utf-8")))


def _lines(name: str, days: Sequence[CalendarDay], made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//So Binh Dang//Lich viec//VI"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_escaped(name)}"
    stamp = f"{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for day in days:
        yield from _event(day, stamp)
    yield "END:VCALENDAR"


def _event(event: CalendarDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_plain(event.day)}"
    yield f"DTEND;VALUE=DATE:{_plain(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.words:
        yield f"DESCRIPTION:{_escaped(event.words)}"
    if event.group:
        yield f"CATEGORIES:{_escaped(event.group)}"
    # An all-day deadline does not make its owner busy.
    yield "TRANSP:TRANSPARENT"
    if event.remind:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(event.title)}"
        yield f"TRIGGER:-P{event.remind}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _plain(day: date) -> str:
    return f"{day.year:04d}{day:%m%d}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(lines: Iterator[str]) -> Iterator[str]:
    """Long lines go on in lines that begin with a space; no letter is cut in two."""
    for line in lines:
        part, octets = "", 0
        for letter in line:
            size = len(letter.encode("utf-8"))
            if octets + size > _OCTETS:
                yield part
                part, octets = " ", 1
            part += letter
            octets += size
        yield part
