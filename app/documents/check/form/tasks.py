"""Rules of the tasks of a plan: who leads, and when."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.blocks import Placed, TaskInfo
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.domain.text import upper_first

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def tasks(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """A task without lead, or before the year of its plan."""
    for one in sheet.placed:
        if one.node.task is not None:
            yield from _task(one, one.node.task, facts.year or sheet.document.year)


def _task(one: Placed, task: TaskInfo, year: int | None) -> Iterator[Finding]:
    name = upper_first(f"nhiệm vụ {one.mark}" if one.mark else "một nhiệm vụ")
    if not task.lead.strip():
        message = f"{name} chưa có cơ quan chủ trì."
        yield Finding(
            rule="task_lead", where=one.node.key, message=message, quote=one.node.plain[:60]
        )
    years = [int(found) for found in _YEAR.findall(task.period)]
    if year is not None and years and min(years) < year:
        message = f"{name} có thời gian trước năm {year}: {task.period}."
        yield Finding(rule="task_period", where=one.node.key, message=message, quote=task.period)
