"""A task's period and budget as they are printed."""

import calendar
from datetime import date

from app.documents.blocks import TaskInfo
from app.domain.figures import format_money
from app.domain.numbering import roman
from app.domain.paper_content import TaskContent


def task_info(task: TaskContent) -> TaskInfo:
    """The printed words of a task."""
    return TaskInfo(
        lead=task.lead,
        partners=task.partners,
        period=period_words(task),
        budget="; ".join(_budget(source, amount) for source, amount in task.budget),
        output=task.output,
        asked=task.asked,
    )


def period_words(task: TaskContent) -> str:
    """ "Cả năm", "Quý II/2027", "Tháng 6/2027", "01/3 - 31/10/2027", "Trước ngày 15/6/2027"."""
    if task.all_year:
        return "Cả năm"
    first, last = task.starts_on, task.ends_on
    if first is None or last is None:
        word = "Trước" if last else "Từ"
        return f"{word} ngày {_day(first or last)}" if first or last else ""
    if first == last:
        return _day(first)
    if first.year != last.year:
        return f"{_day(first)} - {_day(last)}"
    return _whole_months(first, last) or f"{_day(first).rpartition('/')[0]} - {_day(last)}"


def _whole_months(first: date, last: date) -> str:
    """The name of a quarter or a month that a period fills exactly."""
    days = calendar.monthrange(last.year, last.month)[1]
    if first.day != 1 or last.day != days:
        return ""
    if first.month == last.month:
        return f"Tháng {first.month}/{first.year}"
    if last.month - first.month == 2 and last.month % 3 == 0:
        return f"Quý {roman(last.month // 3)}/{first.year}"
    return ""


def _day(day: date | None) -> str:
    """05/01/2027, 15/6/2027: a 0 before days under 10 and months 1, 2 only, as on papers."""
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _budget(source: str, amount: int) -> str:
    # A source without a sum is a promise of a source, not of zero đồng.
    return f"{source}: {format_money(amount)}" if amount else source
