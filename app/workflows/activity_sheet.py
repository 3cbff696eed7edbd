"""Activities as an Excel table: typed cells, a totals row, columns that can be read back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.db.database import Database
from app.documents.sheets import Sheet, SheetColumn, write_workbook
from app.queries.activities import ActivityFilter, ActivityRow, activity_totals, find_activities
from app.workflows.paste_columns import WORDS


def export_activities(db: Database, path: Path, chosen: ActivityFilter) -> int:
    """Write activities as an Excel table with typed cells and a totals row.

    Returns:
        how many activities.

    Raises:
        DataFileError: the file is open in Excel, or cannot be written there.
    """
    rows = db.read(find_activities, chosen)
    write_workbook(path, [activity_sheet(rows)])
    return len(rows)


def activity_sheet(rows: Sequence[ActivityRow]) -> Sheet:
    """The table; its columns are those that ``preview_block`` reads back."""
    totals = activity_totals(rows)
    sources = [line.code for line in totals.money]
    items = [line.code for line in totals.quantities]
    columns = [
        *(_column(name, kind, width) for name, kind, width in _PLAIN_COLUMNS),
        *(SheetColumn(f"{line.name} (đồng)", "money", 18) for line in totals.money),
        *(SheetColumn(f"{line.name} ({line.unit})", "int", 14) for line in totals.quantities),
        SheetColumn("Nhiệm vụ", "text", 40),
        SheetColumn(WORDS["result"], "text", 40),
    ]
    people = (totals.people.men, totals.people.women, totals.people.total)
    amounts = [line.amount for line in totals.money] + [line.amount for line in totals.quantities]
    total = ["Tổng cộng", *[None] * 7, *people, *amounts, None, None]
    return Sheet(
        title="Hoạt động",
        columns=tuple(columns),
        rows=tuple(_cells(row, sources, items) for row in rows),
        total=tuple(total),
    )


_PLAIN_COLUMNS: Final = (
    ("starts_on", "date", 12),
    ("ends_on", "date", 12),
    ("title", "text", 44),
    ("kind", "text", 26),
    ("place", "text", 26),
    ("lead", "text", 26),
    ("partners", "text", 26),
    ("target_group", "text", 26),
    ("men", "int", 8),
    ("women", "int", 8),
    ("total", "int", 8),
)


def _column(name: str, kind: Any, width: int) -> SheetColumn:
    return SheetColumn(WORDS[name], kind, width)


def _cells(row: ActivityRow, sources: list[str], items: list[str]) -> tuple[Any, ...]:
    money = {line.code: line.amount for line in row.money}
    quantities = {line.code: line.amount for line in row.quantities}
    last = row.ends_on if row.ends_on != row.starts_on else None
    return (
        row.starts_on,
        last,
        row.title,
        row.kind_name,
        row.place,
        row.lead,
        "; ".join(row.partners),
        row.target_group,
        row.men,
        row.women,
        row.total,
        *(money.get(code) for code in sources),
        *(quantities.get(code) for code in items),
        row.task_title,
        row.result,
    )
