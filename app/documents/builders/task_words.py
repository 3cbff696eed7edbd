"""A task's period and budget as they are printed."""

from app.documents.blocks import TaskInfo
from app.domain.dates import format_date, format_period
from app.domain.figures import format_money
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
    """ "Cả năm", "01/3/2027 - 30/6/2027", "Trước 15/6/2027", or nothing."""
    if task.all_year:
        return "Cả năm"
    if task.ends_on and not task.starts_on:
        return f"Trước ngày {format_date(task.ends_on)}"
    return format_period(task.starts_on, task.ends_on)


def _budget(source: str, amount: int) -> str:
    # A source without a sum is a promise of a source, not of zero đồng.
    return f"{source}: {format_money(amount)}" if amount else source
