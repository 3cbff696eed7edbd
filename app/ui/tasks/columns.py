"""What the table of tasks shows."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.domain.dates import format_date
from app.domain.papers import TASK_STATE_WORDS, TaskState
from app.domain.text import sort_key
from app.queries.tasks import TaskListRow
from app.ui.table_model import Column

_MARKS: Final = {
    TaskState.PLANNED: ("task", "quiet"),
    TaskState.DOING: ("forward", "text"),
    TaskState.DONE: ("done", "good"),
    TaskState.NOT_DONE: ("close", "bad"),
}


def due_words(row: TaskListRow) -> str:
    """ "30/11/2026", "cả năm", or nothing."""
    return "cả năm" if row.all_year else format_date(row.due)


def state_words(row: TaskListRow) -> str:
    """ "Đã xong 20/11/2026", "Chưa làm, trễ hạn"."""
    words = TASK_STATE_WORDS[row.state]
    if row.late:
        return f"{words}, trễ hạn"
    return f"{words} {format_date(row.done_on)}".strip() if row.done_on else words


def _mark(row: TaskListRow) -> tuple[str, str]:
    return ("late", "bad") if row.late else _MARKS[row.state]


COLUMNS: Final[tuple[Column[TaskListRow], ...]] = (
    Column("Mục", lambda row: row.mark),
    Column(
        "Nhiệm vụ",
        lambda row: row.title,
        lambda row: sort_key(row.title),
        sample="Tổ chức Lễ phát động Tháng",
    ),
    Column("Chủ trì", lambda row: row.lead, lambda row: sort_key(row.lead), sample="Phòng Văn hóa"),
    Column("Hạn", due_words, lambda row: row.due or date.max, sample="88/88/8888"),
    Column("Trạng thái", state_words, mark=_mark, sample="Đã xong 88/88/8888mm"),
    Column(
        "Hoạt động",
        lambda row: str(row.activity_count) if row.activity_count else "",
        lambda row: row.activity_count,
        number=True,
    ),
    Column("Ghi chú", lambda row: row.note, sample="Đã phối hợp"),
)


def count_words(rows: Sequence[TaskListRow]) -> str:
    """ "18 nhiệm vụ · 12 đã xong · 2 trễ hạn"."""
    parts = [f"{len(rows)} nhiệm vụ"]
    for state in (TaskState.DONE, TaskState.DOING, TaskState.PLANNED, TaskState.NOT_DONE):
        count = sum(row.state is state for row in rows)
        if count:
            parts.append(f"{count} {TASK_STATE_WORDS[state].lower()}")
    late = sum(row.late for row in rows)
    return " · ".join([*parts, f"{late} trễ hạn"] if late else parts)
