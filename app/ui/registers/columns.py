"""The columns of the register."""

from typing import Final

from app.domain.papers import KIND_WORDS
from app.domain.text import sort_key
from app.queries.registers import RegisterRow
from app.ui.paper_columns import day_column, number_column, state_column
from app.ui.table_model import Column

#: Number of the column that takes the room left.
TITLE_COLUMN: Final = 3
COLUMNS: Final[tuple[Column[RegisterRow], ...]] = (
    number_column("Số ký hiệu"),
    day_column(),
    Column("Loại", lambda row: KIND_WORDS[row.kind], sample="Phiếu góp ý"),
    Column("Trích yếu", lambda row: row.title, lambda row: sort_key(row.title)),
    Column(
        "Người ký",
        lambda row: row.signer_name,
        lambda row: sort_key(row.signer_name),
        sample="Nguyễn Thị Mẫu",
    ),
    Column("Nơi nhận", lambda row: "; ".join(row.receivers), sample="Sở Nội vụ"),
    state_column("Đã ban hành"),
)
