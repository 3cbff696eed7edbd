"""A paper as tables of Excel: its tasks, its enclosed tables, its numbered text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.db.database import Database
from app.documents.blocks import Align, Table, TableColumn
from app.documents.builders.content import ANNEX_MARKER, table_of
from app.documents.phrases import annex_label, printed
from app.documents.sheets import Sheet, SheetColumn, write_workbook
from app.domain import fields
from app.domain.bound_numbers import printed_number
from app.domain.numbering import outline_marks
from app.domain.paper_content import NodeContent
from app.domain.papers import TASK_STATE_WORDS, PaperKind, TaskState
from app.queries.papers import PaperRow
from app.queries.tasks import list_tasks
from app.workflows.papers import printed_document

#: What a cell of a workbook holds.
Cell = str | int | Decimal | date | None
#: Widths of columns of words, in letters.
_NARROW, _WIDEST = 10, 60

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
    """Every annex by its printed name, other tables by their number."""
    document = printed_document(row)
    number = 0
    for node in row.content.nodes:
        if node.table is not None and not node.text.startswith(ANNEX_MARKER):
            number += 1
            yield _sheet(f"Bảng {number}", table_of(node.table))
    for number, annex in enumerate(document.annexes, start=1):
        below = tuple(node.plain for node in annex.nodes if node.table is None)
        tables = [node.table for node in annex.nodes if node.table is not None and annex.key]
        for table in tables:
            sheet = _sheet(annex_label(document, number), table)
            yield replace(sheet, above=(printed(annex.title),), below=below)


def _sheet(title: str, table: Table) -> Sheet:
    numeric = [column.align is Align.RIGHT for column in table.columns]
    return Sheet(
        title=title,
        columns=tuple(
            SheetColumn(title, "int" if column.align is Align.RIGHT else "text", _width(column))
            for title, column in zip(_titles(table), table.columns, strict=True)
        ),
        rows=tuple(_cells(cells, numeric) for cells in table.rows),
        total=_cells(table.total, numeric),
        bold=table.bold,
    )


def _width(column: TableColumn) -> float:
    """In letters: numbers alike, words by their share of the page."""
    if column.align is Align.RIGHT:
        return 14
    return _NARROW if column.width < 1 else max(_NARROW, min(_WIDEST, column.width * 11))


def _text(row: PaperRow) -> Sheet:
    """The numbered text; an annex begins with its name."""
    rows: list[tuple[Cell, ...]] = []
    labels = _labels(row)
    for node, mark in _marked(row):
        is_marker = node.text.startswith("@")
        if is_marker and str(node.key) in labels:
            rows.append((labels[str(node.key)], fields.plain(node.heading)))
        elif not is_marker:
            rows.append((mark, fields.plain(f"{node.heading} {node.text}").strip()))
    return Sheet(title="Nội dung", columns=_TEXT_COLUMNS, rows=tuple(rows))


def _labels(row: PaperRow) -> dict[str, str]:
    """Printed names of the annexes by the key of their node."""
    document = printed_document(row)
    numbered = enumerate(document.annexes, start=1)
    return {annex.key: annex_label(document, number) for number, annex in numbered if annex.key}


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


def _titles(table: Table) -> list[str]:
    """Titles of the columns; a title that spans several stands before each of them."""
    titles = [column.title for column in table.columns]
    for group, first, number in table.groups:
        for place in range(first, first + number):
            titles[place] = f"{group}: {titles[place]}"
    return titles


def _cells(cells: Sequence[str], numeric: Sequence[bool]) -> tuple[Cell, ...]:
    return tuple(
        _number(cell) if is_number else fields.plain(cell)
        for cell, is_number in zip(cells, numeric, strict=False)
    )


def _number(text: str) -> Cell:
    """The number that is printed, with its decimals, or the words when it is none."""
    shown = fields.plain(text)
    if not shown:
        return None
    number = printed_number(shown)
    if number is None:
        return shown
    return number if number.as_tuple().exponent else int(number)
