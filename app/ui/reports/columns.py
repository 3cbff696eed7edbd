"""What the list of reports shows."""

from typing import Final

from app.domain.dates import format_date
from app.domain.papers import STATE_WORDS, PaperState, type_words
from app.domain.text import sort_key
from app.queries.papers import PaperListRow
from app.ui.table_model import Column

_MARKS: Final = {
    PaperState.DRAFT: ("edit", "quiet"),
    PaperState.CHECKED: ("check", "good"),
    PaperState.PRINTED: ("print", "text"),
    PaperState.ISSUED: ("lock", "good"),
}


def number_words(row: PaperListRow) -> str:
    """ "12/BC-UBND", or that it has none yet."""
    return f"{row.number}{row.symbol}" if row.number else "chưa có số"


def state_words(row: PaperListRow) -> str:
    """State, and what still waits for the officer."""
    words = STATE_WORDS[row.state]
    if row.left_over_count and row.state is not PaperState.ISSUED:
        words = f"{words} · {row.left_over_count} chỗ cần xem"
    return words if row.version_number == 1 else f"{words} · bản {row.version_number}"


COLUMNS: Final[tuple[Column[PaperListRow], ...]] = (
    Column("Năm", lambda row: str(row.year)),
    Column(
        "Loại", lambda row: type_words(row.kind, row.paper_type), sample="Báo cáo Tháng hành động"
    ),
    Column(
        "Tên báo cáo",
        lambda row: row.title,
        lambda row: sort_key(row.title),
        sample="Kết quả thực hiện Tháng hành động",
    ),
    Column("Số", number_words, sample="888/BC-UBND"),
    Column(
        "Ngày", lambda row: format_date(row.day), lambda row: row.day.toordinal() if row.day else 0
    ),
    Column(
        "Trạng thái",
        state_words,
        mark=lambda row: _MARKS[row.state],
        sample="Bản nháp · 8 chỗ cần xem",
    ),
    Column(
        "Sửa lần cuối",
        lambda row: f"{row.updated_at.astimezone():%d/%m/%Y %H:%M}",
        lambda row: row.updated_at,
        sample="88/88/8888 88:88",
    ),
)
