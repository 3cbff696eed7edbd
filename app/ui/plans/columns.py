"""The columns of the list of plans."""

from datetime import date
from typing import Final

from app.domain.dates import document_number, format_date
from app.domain.papers import STATE_WORDS, PaperState, type_words
from app.domain.text import sort_key
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


def state_of(row: PaperListRow) -> str:
    """State with its version, and what is still to be confirmed."""
    words = STATE_WORDS[row.state]
    if row.version_number > 1:
        words = f"{words} (bản {row.version_number})"
    return f"{words} · {row.left_over_count} chỗ cần xác nhận" if row.left_over_count else words


COLUMNS: Final = (
    Column[PaperListRow]("Năm", lambda row: str(row.year), lambda row: row.year, sample="2027"),
    Column[PaperListRow](
        "Loại",
        lambda row: type_words(row.kind, row.paper_type),
        sample="Kế hoạch Tháng hành động",
    ),
    Column[PaperListRow]("Số", number_of, sample="123/KH-UBND"),
    Column[PaperListRow]("Ngày", lambda row: format_date(row.day), lambda row: row.day or date.min),
    Column[PaperListRow]("Tiêu đề", lambda row: row.title, lambda row: sort_key(row.title)),
    Column[PaperListRow](
        "Trạng thái",
        state_of,
        lambda row: list(STATE_WORDS).index(row.state),
        mark=lambda row: _STATE_MARKS[row.state],
        sample="Đã ban hành (bản 2)",
    ),
    Column[PaperListRow](
        "Nhiệm vụ",
        lambda row: str(row.task_count),
        lambda row: row.task_count,
        number=True,
        sample="Nhiệm vụ",
    ),
)
