"""The Action Month: its days in a year, from the dated catalogue of deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

ACTION_MONTH: Final = "action_month"
#: What a catalogue entry of deadlines calls the first and the last day.
FIRST_DAY: Final = "action_month_start"
LAST_DAY: Final = "action_month_end"


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day."""

    first: date
    last: date


def day_of(data: Mapping[str, Any], year: int) -> date | None:
    """The day a deadline entry means in a year; None for one without a fixed day (đột xuất)."""
    if "month" not in data or "day" not in data:
        return None
    try:
        return date(year, int(data["month"]), int(data["day"]))
    except ValueError:
        return None
