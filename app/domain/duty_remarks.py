"""What is to be said of a deadline: too near to the closing date, before it, on a day off.

Source: NĐ 09/2019/NĐ-CP, Điều 8 khoản 5: at least one working day lies between the end of taking
the data and the deadline.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.dates import format_date
from app.domain.working_days import (
    Holidays,
    is_working_day,
    next_working_day,
    previous_working_day,
    weekday_words,
    working_days_between,
)

_ESTIMATE: Final = (
    "Hạn gửi sớm hơn ngày chốt số liệu {closing}: phần chưa có số thì ghi “ước thực hiện”."
)
_TOO_NEAR: Final = (
    "Từ ngày chốt số liệu {closing} đến hạn không có ngày làm việc nào; phải có ít nhất một ngày "
    "(Nghị định số 09/2019/NĐ-CP, khoản 5 Điều 8). Hãy hỏi cơ quan nhận: sớm nhất là {free}."
)
_DAY_OFF: Final = "Hạn là {weekday}, không phải ngày làm việc: nên gửi chậm nhất {before}."
_UNREADABLE: Final = (
    "Không đọc được ngày chốt số liệu “{typed}”: hãy ghi như 14/6 hoặc 15/12 năm trước ở Cài đặt, "
    "danh mục Thời hạn."
)


def remarks_on(due: date, closing: date | None, holidays: Holidays) -> Iterator[str]:
    """Sentences on a deadline; none when all is well.

    Args:
        closing: last day of the data; None when the duty has no data.
    """
    if closing is not None and due < closing:
        yield _ESTIMATE.format(closing=format_date(closing))
    elif closing is not None and not working_days_between(closing, due, holidays):
        free = next_working_day(closing + timedelta(days=1), holidays)
        yield _TOO_NEAR.format(closing=format_date(closing), free=_named(free))
        return
    if not is_working_day(due, holidays):
        before = previous_working_day(due, holidays)
        yield _DAY_OFF.format(weekday=weekday_words(due), before=_named(before))


def unreadable_closing(typed: str) -> str:
    """The sentence on a closing date that is no day."""
    return _UNREADABLE.format(typed=typed)


def _named(day: date) -> str:
    return f"{weekday_words(day)} {format_date(day)}"
