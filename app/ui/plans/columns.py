"""The columns of the list of plans."""

from typing import Final

from app.domain.papers import type_words
from app.domain.text import sort_key, upper_first
from app.queries.papers import PaperListRow
from app.ui.paper_columns import number_column, state_column
from app.ui.table_model import Column


def kind_of(row: PaperListRow) -> str:
    """The type without "Kế hoạch", which every row here is."""
    return upper_first(type_words(row.kind, row.paper_type).removeprefix("Kế hoạch "))


COLUMNS: Final[tuple[Column[PaperListRow], ...]] = (
    Column("Năm", lambda row: str(row.year), lambda row: row.year, sample="2027"),
    Column(
        "Loại",
        kind_of,
        sample="Tháng hành động",
    ),
    number_column("Số"),
    Column("Tiêu đề", lambda row: row.title, lambda row: sort_key(row.title)),
    state_column(),
    Column(
        "Nhiệm vụ",
        lambda row: str(row.task_count),
        lambda row: row.task_count,
        number=True,
        sample="Nhiệm vụ",
    ),
)
