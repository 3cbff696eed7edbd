"""What the list of reports shows."""

from typing import Final

from app.domain.papers import type_words
from app.domain.periods import PeriodKind, parse_period
from app.domain.text import sort_key
from app.queries.papers import PaperListRow
from app.ui.paper_columns import day_column, number_column, state_column
from app.ui.table_model import Column

_WHOLE_YEARS: Final = (PeriodKind.YEAR, PeriodKind.CAMPAIGN)


def _period(row: PaperListRow) -> str:
    """ "2026" for reports of the year, "6 tháng đầu 2026" for parts of it."""
    period = parse_period(row.period) if row.period else None
    if period is None or period.kind in _WHOLE_YEARS:
        return str(row.year)
    return period.words.replace(f" năm {period.year}", f" {period.year}")


#: Number of the column that takes the room left.
TITLE_COLUMN: Final = 2
COLUMNS: Final[tuple[Column[PaperListRow], ...]] = (
    Column("Kỳ", _period, lambda row: (row.year, row.period), sample="6 tháng cuối 8888"),
    Column(
        "Loại", lambda row: type_words(row.kind, row.paper_type), sample="Báo cáo Tháng hành động"
    ),
    Column(
        "Tên báo cáo",
        lambda row: row.title,
        lambda row: sort_key(row.title),
        sample="Kết quả thực hiện Tháng hành động",
    ),
    number_column("Số"),
    day_column(),
    state_column("Bản nháp · 8 chỗ cần xem"),
    Column(
        "Sửa lần cuối",
        lambda row: f"{row.updated_at.astimezone():%d/%m/%Y %H:%M}",
        lambda row: row.updated_at,
        sample="88/88/8888 88:88",
    ),
)
