"""Sentences of a report about the tasks of its plan."""

from collections import Counter
from datetime import date

from app.documents.builders.report_facts import ReportFacts
from app.domain.dates import format_date
from app.domain.numbering import Mark
from app.domain.papers import TaskState
from app.domain.periods import Period
from app.domain.wording import next_part
from app.queries.tasks import TaskListRow

Line = tuple[Mark, str]
#: More done tasks than this are told by lead agency, not one by one.
_SHOWN_DONE = 15
_NO_PLAN = "[điền: tiến độ thực hiện các nhiệm vụ của kế hoạch]"
_NO_COMING = "[điền: nhiệm vụ của kỳ sau, cơ quan chủ trì, thời hạn]"
_ALL_YEAR = "Tiếp tục các nhiệm vụ thực hiện thường xuyên trong năm theo kế hoạch đã ban hành."
_OPEN = (TaskState.PLANNED, TaskState.DOING)
_STATES = (
    (TaskState.DOING, "đang thực hiện"),
    (TaskState.PLANNED, "chưa ghi nhận tiến độ"),
    (TaskState.NOT_DONE, "không thực hiện"),
)


def done_tasks(facts: ReportFacts) -> list[Line]:
    """How many tasks there are and how far; the done ones."""
    if not facts.tasks:
        return [(Mark.NONE, _NO_PLAN)]
    parts = [f"đã hoàn thành {facts.shown_tasks('done')} nhiệm vụ"]
    parts += [
        f"{words} {facts.shown_tasks(state)} nhiệm vụ"
        for state, words in _STATES
        if facts.tasks_in(state)
    ]
    summary = f"Kế hoạch có {facts.shown_tasks('total')} nhiệm vụ; {', '.join(parts)}."
    done = facts.tasks_in(TaskState.DONE)
    if not done:
        return [(Mark.NONE, summary)]
    if len(done) > _SHOWN_DONE:
        leads = Counter(task.lead for task in done).most_common()
        listed = "; ".join(f"{lead} {count:02d} nhiệm vụ" for lead, count in leads)
        return [
            (Mark.NONE, summary),
            (Mark.NONE, f"Nhiệm vụ đã hoàn thành theo cơ quan chủ trì: {listed}."),
        ]
    lines: list[Line] = [(Mark.NONE, f"{summary} Các nhiệm vụ đã hoàn thành:")]
    return lines + [(Mark.DASH, f"{_title(task)}{_aside(task.lead)}.") for task in done]


def open_tasks(facts: ReportFacts) -> list[Line]:
    """Every task that is not done, with its lead, its day and the reason written down."""
    if not facts.tasks:
        return []
    left = [task for task in facts.tasks if task.state is not TaskState.DONE]
    if not left:
        return [(Mark.NONE, "Không còn nhiệm vụ chưa hoàn thành.")]
    lines: list[Line] = [(Mark.NONE, "Các nhiệm vụ chưa hoàn thành:")]
    return lines + [(Mark.DASH, _open(task, facts)) for task in left]


def late_tasks(facts: ReportFacts) -> list[Line]:
    """Every task that was due within the period and is not done."""
    last = facts.about.last if facts.about else facts.last
    left = [
        task
        for task in facts.tasks
        if task.state is not TaskState.DONE and task.ends_on is not None and task.ends_on <= last
    ]
    if not left:
        return []
    lines: list[Line] = [(Mark.NONE, "Các nhiệm vụ đến hạn trong kỳ chưa hoàn thành:")]
    return lines + [(Mark.DASH, _open(task, facts)) for task in left]


def coming_tasks(facts: ReportFacts) -> list[Line]:
    """Open tasks of the plan whose time lies in the part of the year after the period.

    Those that go on all year are told in one line; a place to fill in where there are none.
    """
    after = next_part(facts.about) if facts.about else None
    left = [task for task in facts.tasks if task.state in _OPEN]
    if after is None or not left:
        return [(Mark.NONE, _NO_COMING)]
    lines: list[Line] = [
        (Mark.DASH, f"{_title(task)}{_aside(task.lead, _until(task))}.")
        for task in left
        if not task.all_year and _within(task, after)
    ]
    if any(task.all_year for task in left):
        lines.append((Mark.DASH, _ALL_YEAR))
    return lines or [(Mark.NONE, _NO_COMING)]


def _within(task: TaskListRow, period: Period) -> bool:
    if task.ends_on is None:
        return False
    # Plans run to 31/12, some days beyond the last half of the management year.
    last = date(period.year, 12, 31) if period.number == 2 else period.last
    return task.ends_on >= period.first and (task.starts_on or task.ends_on) <= last


def _until(task: TaskListRow) -> str:
    return f"hạn {format_date(task.ends_on)}" if task.ends_on else ""


def _open(task: TaskListRow, facts: ReportFacts) -> str:
    parts = [task.lead]
    if task.state is TaskState.NOT_DONE:
        parts.append("không thực hiện")
    elif task.state is TaskState.DOING:
        parts.append("đang thực hiện")
    if task.ends_on is not None:
        parts.append(f"hạn {format_date(task.ends_on)}")
        if task.late:
            parts.append("quá hạn")
        elif task.ends_on >= facts.today:
            parts.append("chưa đến hạn")
    reason = f" Lý do: {task.note.rstrip('.')}." if task.note else ""
    return f"{_title(task)}{_aside(*parts)}.{reason}"


def _aside(*parts: str) -> str:
    """What is known, in brackets; nothing when nothing is."""
    known = "; ".join(part for part in parts if part)
    return f" ({known})" if known else ""


def _title(task: TaskListRow) -> str:
    return task.title.rstrip(".;:, ")
