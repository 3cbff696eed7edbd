"""The register of papers as a workbook, in the columns of NĐ 30/2020/NĐ-CP, Phụ lục IV."""

from collections.abc import Collection
from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.sheets import Sheet, SheetColumn, Value, write_workbook
from app.domain.papers import STATE_WORDS
from app.queries.registers import RegisterRow, list_register

_SENT: Final = (
    SheetColumn("Số, ký hiệu văn bản", width=18),
    SheetColumn("Ngày, tháng văn bản", "date", 13),
    SheetColumn("Tên loại và trích yếu nội dung văn bản", width=60),
    SheetColumn("Người ký", width=22),
    SheetColumn("Nơi nhận văn bản", width=42),
    SheetColumn("Đơn vị, người nhận bản lưu", width=16),
    SheetColumn("Số lượng bản", "int", 9),
    SheetColumn("Ngày chuyển", "date", 13),
    SheetColumn("Ký nhận", width=12),
    SheetColumn("Ghi chú", width=24),
)
_WRITTEN: Final = (
    SheetColumn("Tên loại và trích yếu nội dung văn bản", width=70),
    SheetColumn("Năm", width=8),
    SheetColumn("Trạng thái", width=18),
    SheetColumn("Người ký", width=22),
    SheetColumn("Nơi nhận văn bản", width=42),
)


def export_register(
    db: Database, path: Path, year: int, only: Collection[UUID] | None = None
) -> int:
    """Write the register of a year: what was issued by day and number, drafts on a second sheet.

    Args:
        only: identities of versions, for a register of what is shown; None for all.

    Returns:
        how many papers were written.

    Raises:
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    found = db.read(list_register, year=year)
    rows = [row for row in found if only is None or row.id in only]
    sent = tuple(_sent(row) for row in reversed(rows) if row.issued)
    written = tuple(_written(row) for row in rows if not row.issued)
    sheets = [Sheet(title=f"Văn bản đi {year}", columns=_SENT, rows=sent)]
    if written:
        sheets.append(Sheet(title="Chưa ban hành", columns=_WRITTEN, rows=written))
    write_workbook(path, sheets)
    return len(rows)


def _sent(row: RegisterRow) -> tuple[Value, ...]:
    again = f"Bản {row.version_number}: {row.reason}" if row.version_number > 1 else ""
    return (
        row.full_number,
        row.day,
        row.summary,
        row.signer_name,
        "; ".join(row.receivers),
        row.kept_by,
        row.copies,
        None,
        None,
        again,
    )


def _written(row: RegisterRow) -> tuple[Value, ...]:
    state = STATE_WORDS[row.state]
    return (row.summary, str(row.year), state, row.signer_name, "; ".join(row.receivers))
