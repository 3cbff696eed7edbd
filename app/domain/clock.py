"""Whether this machine's calendar can be right, judged by what was written before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: A day: time zones and a shift around midnight make no doubt.
_BACK: Final = timedelta(days=1)
#: More than a year without one line: the battery of the clock, or a year typed wrong.
_AHEAD: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The machine says ``today``; the newest that was written is of ``newest``."""

    today: date
    newest: date

    @property
    def words(self) -> str:
        """Both days, and what is wrong about them."""
        machine, newest = f"{self.today:%d/%m/%Y}", f"{self.newest:%d/%m/%Y}"
        if self.today < self.newest:
            return (
                f"Đồng hồ của máy đang là ngày {machine}, sớm hơn lần ghi gần nhất trong sổ (ngày "
                f"{newest}). Ngày giờ của máy có đúng không?"
            )
        return (
            f"Đồng hồ của máy đang là ngày {machine}, cách lần ghi gần nhất trong sổ (ngày {newest}) hơn "
            "một năm. Ngày giờ của máy có đúng không?"
        )


def clock_doubt(today: date, *written: date | None) -> ClockDoubt | None:
    """A doubt, or None.

    Args:
        written: days of the newest line of history, of the newest backup; None where there is none.
    """
    days = [day for day in written if day is not None]
    if not days:
        return None
    newest = max(days)
    if today < newest - _BACK or today > newest + _AHEAD:
        return ClockDoubt(today, newest)
    return None
