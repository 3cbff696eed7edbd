"""A paper as tables of Excel: its tasks, its enclosed tables, its numbered text."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from app.db.database import Database
from app.documents.sheets import Sheet, SheetColumn, write_workbook
from app.domain import fields
from app.domain.figures import parse_number
from app.domain.numbering import outline_marks
from app.domain.paper_content import NodeContent
from app.domain.papers import TASK_STATE_WORDS, PaperKind, TaskState
from app.errors import ValidationError
from app.queries.papers import PaperRow
from app.queries.tasks import list_tasks

#: What a cell of a workbook holds.
Cell = str | int | date | None

_TASK_COLUMNS: Final = (
    SheetColumn("Mục", width=8),
    SheetColumn("Nhiệm vụ", width=60),
    SheetColumn("Chủ trì", width=28),
    SheetColumn("Phối hợp", width=40),
    SheetColumn("Cách giao", width=11),
    SheetColumn("Từ ngày", "date", 12),
    SheetColumn("Đến ngày", "date", 12),
    SheetColumn("Cả năm", width=9),
    SheetColumn("Kinh phí (đồng)", "money"),
    SheetColumn("Nguồn kinh phí", width=28),
    SheetColumn("Sản phẩm", width=40),
    SheetColumn("Tình trạng", width=14),
)
_MONEY_COLUMN: Final = 8
_TEXT_COLUMNS: Final = (SheetColumn("Mục", width=8), SheetColumn("Nội dung", width=110))


def write_sheets(db: Database, row: PaperRow, path: Path) -> None:
    """Write the workbook of a paper.

    Raises:
        DataFileError: the file cannot be written; an older one stays as it was.
    """
    states: dict[Any, TaskState] = {}
    if row.kind is PaperKind.PLAN:
        today = datetime.now().astimezone().date()
        tasks = db.read(list_tasks, today=today, paper_id=row.paper_id)
        states = {task.task_key: task.state for task in tasks}
    sheets = [*_tasks(row, states), *_tables(row), _text(row)]
    write_workbook(path, sheets)


def _tasks(row: PaperRow, states: dict[Any, TaskState]) -> Iterator[Sheet]:
    rows: list[tuple[Cell, ...]] = []
    for node, mark in _placed(row):
        task = node.task
        if task is None:
            continue
        amounts = [amount for _, amount in task.budget if amount]
        rows.append(
            (
                mark,
                fields.plain(f"{node.heading} {node.text}").strip(),
                task.lead,
                "; ".join(task.partners),
                "Đề nghị" if task.asked else "Giao",
                task.starts_on,
                task.ends_on,
                "x" if task.all_year else "",
                sum(amounts) if amounts else None,
                "; ".join(source for source, _ in task.budget),
                task.output,
                TASK_STATE_WORDS[states.get(node.key, TaskState.PLANNED)],
            )
        )
    if rows:
        yield Sheet(title="Nhiệm vụ", columns=_TASK_COLUMNS, rows=tuple(rows), total=_total(rows))


def _total(rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The row of totals; none where no sum of money is known."""
    money = [cells[_MONEY_COLUMN] for cells in rows]
    known = [amount for amount in money if isinstance(amount, int)]
    if not known:
        return ()
    before, after = [""] * (_MONEY_COLUMN - 2), [""] * (len(_TASK_COLUMNS) - _MONEY_COLUMN - 1)
    return ("", "Tổng cộng", *before, sum(known), *after)


def _tables(row: PaperRow) -> Iterator[Sheet]:
    number = 0
    for node in row.content.nodes:
        if node.table is None:
            continue
        number += 1
        columns = node.table["columns"]
        numeric = [_is_numeric(column) for column in columns]
        yield Sheet(
            title=f"Bảng {number}",
            columns=tuple(
                SheetColumn(title, "int" if is_number else "text", 14 if is_number else 30)
                for title, is_number in zip(_titles(node.table), numeric, strict=True)
            ),
            rows=tuple(_cells(cells, numeric) for cells in node.table["rows"]),
            total=_cells(node.table.get("total") or (), numeric),
        )


def _text(row: PaperRow) -> Sheet:
    rows = tuple(
        (mark, fields.plain(f"{node.heading} {node.text}").strip())
        for node, mark in _marked(row)
        if not node.text.startswith("@")
    )
    return Sheet(title="Nội dung", columns=_TEXT_COLUMNS, rows=rows)


def _marked(row: PaperRow) -> Iterator[tuple[NodeContent, str]]:
    nodes = row.content.nodes
    marks = outline_marks([(node.depth, node.mark) for node in nodes])
    return zip(nodes, marks, strict=True)


def _placed(row: PaperRow) -> Iterator[tuple[NodeContent, str]]:
    """Every node with its whole place, as in "IV.2.a"."""
    path: list[str] = []
    for node, mark in _marked(row):
        del path[node.depth :]
        path.append(mark.rstrip(".)"))
        yield node, ".".join(part for part in path if part)


def _titles(table: dict[str, Any]) -> list[str]:
    """Titles of the columns; a title that spans several stands before each of them."""
    titles = [str(column if isinstance(column, str) else column[0]) for column in table["columns"]]
    for group, first, number in table.get("groups") or ():
        for place in range(first, first + number):
            titles[place] = f"{group}: {titles[place]}"
    return titles


def _is_numeric(column: Any) -> bool:
    return not isinstance(column, str) and "right" in column[1:]


def _cells(cells: Any, numeric: list[bool]) -> tuple[Cell, ...]:
    return tuple(
        _number(str(cell)) if is_number else fields.plain(str(cell))
        for cell, is_number in zip(cells, numeric, strict=False)
    )


def _number(text: str) -> Cell:
    """The whole number that is printed, or the words when it is none."""
    shown = fields.plain(text)
    try:
        return parse_number(shown)
    except ValidationError:
        return shown
