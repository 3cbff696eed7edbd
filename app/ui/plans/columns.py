"""The columns of the list of plans."""

from typing import Final

from app.domain.dates import document_number
from app.domain.papers import STATE_WORDS, PaperState, type_words
from app.domain.text import sort_key, upper_first
from app.queries.papers import PaperListRow
from app.ui.table_model import Column

_STATE_MARKS: Final = {
    PaperState.DRAFT: ("edit", "quiet"),
    PaperState.CHECKED: ("check", "good"),
    PaperState.PRINTED: ("print", "good"),
    PaperState.ISSUED: ("lock", "primary"),
}


def number_of(row: PaperListRow) -> str:
    """ "12/KH-UBND", or nothing before it is issued."""
    return f"{document_number(row.number)}/{row.symbol}" if row.number else ""


def kind_of(row: PaperListRow) -> str:
    """The type without "Kế hoạch", which every row here is."""
    return upper_first(type_words(row.kind, row.paper_type).removeprefix("Kế hoạch "))


def state_of(row: PaperListRow) -> str:
    """State with its version, and what is still to be confirmed."""
    words = STATE_WORDS[row.state]
    if row.version_number > 1:
        words = f"{words} (bản {row.version_number})"
    return f"{words} · {row.left_over_count} chỗ cần xem" if row.left_over_count else words


COLUMNS: Final = (
    Column[PaperListRow]("Năm", lambda row: str(row.year), lambda row: row.year, sample="2027"),
    Column[PaperListRow](
        "Loại",
        kind_of,
        sample="Tháng hành động",
    ),
    Column[PaperListRow]("Số", number_of, sample="123/KH-UBND"),
    Column[PaperListRow]("Tiêu đề", lambda row: row.title, lambda row: sort_key(row.title)),
    Column[PaperListRow](
        "Trạng thái",
        state_of,
        lambda row: list(STATE_WORDS).index(row.state),
        mark=lambda row: _STATE_MARKS[row.state],
        sample="Bản nháp · 88 chỗ cần xem",
    ),
    Column[PaperListRow](
        "Nhiệm vụ",
        lambda row: str(row.task_count),
        lambda row: row.task_count,
        number=True,
        sample="Nhiệm vụ",
    ),
)
