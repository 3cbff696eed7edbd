"""The log on paper and in a workbook: who, when, what was done, from → to; the newest link below."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from app.documents.blocks import Align, Table, TableColumn
from app.documents.plain_sheet import PlainSheet
from app.documents.sheets import Sheet, SheetColumn
from app.domain.exports import WAY_WORDS
from app.queries.change_log import LogRow
from app.queries.export_log import ExportRow

_COLUMNS: Final = (
    TableColumn("Lúc", 1.3, Align.CENTER),
    TableColumn("Người làm", 1.5),
    TableColumn("Việc", 1.2),
    TableColumn("Ở đâu", 3.4),
    TableColumn("Mục", 1.3),
    TableColumn("Trước", 3.2),
    TableColumn("Sau", 4.2),
)
_WIDTHS: Final = (18, 22, 20, 60, 22, 60, 60)
_EXPORT_COLUMNS: Final = (
    SheetColumn("Lúc", width=18),
    SheetColumn("Người làm", width=22),
    SheetColumn("Cách đưa ra", width=22),
    SheetColumn("Tên", width=50),
    SheetColumn("Tên tệp", width=40),
    SheetColumn("Dấu nội dung của tệp (SHA-256)", width=68),
)
_EMPTY: Final = "Chưa có thay đổi nào."
#: What a page takes in letters of 10 pt: lines, and letters to one part of a column's width.
_LINES: Final = 42
_LETTERS: Final = 10.5
#: A text longer than this is cut on paper; the workbook has it whole.
_LONGEST: Final = 600
_GROUP: Final = 8


def log_sheets(title: str, under: str, rows: Sequence[LogRow], link: str) -> list[PlainSheet]:
    """The pages.

    Args:
        title: whose history it is.
        under: the office and the day of printing.
        rows: in the order they are printed.
        link: of the newest line of the whole history; printed under the last page.
    """
    pages = list(_pages([_cells(row) for row in rows])) or [()]
    last = len(pages) - 1
    return [
        PlainSheet(
            title=title,
            under=under,
            table=Table(columns=_COLUMNS, rows=page),
            empty=_EMPTY,
            notes=_notes(link) if number == last else (),
        )
        for number, page in enumerate(pages)
    ]


def log_book(title: str, rows: Sequence[LogRow], link: str) -> Sheet:
    """The same as a sheet of a workbook, every word of it."""
    columns = tuple(
        SheetColumn(column.title, width=width)
        for column, width in zip(_COLUMNS, _WIDTHS, strict=True)
    )
    return Sheet(
        title="Nhật ký",
        columns=columns,
        rows=tuple(told(row) for row in rows),
        above=(title,),
        below=_notes(link),
    )


def export_book(rows: Sequence[ExportRow]) -> Sheet:
    """What left the program, as a sheet of a workbook."""
    cells = tuple(
        (
            f"{row.at.astimezone():%H:%M %d/%m/%Y}",
            row.actor,
            WAY_WORDS[row.way],
            row.title,
            row.file_name,
            row.sha256,
        )
        for row in rows
    )
    return Sheet(title="Đã đưa ra ngoài", columns=_EXPORT_COLUMNS, rows=cells)


def told(row: LogRow) -> tuple[str, ...]:
    """A line as it is read: when, who, what, where, which field, before, after."""
    return (
        f"{row.at.astimezone():%H:%M %d/%m/%Y}",
        row.actor,
        row.done,
        where(row),
        row.field,
        row.before,
        row.after,
    )


def where(row: LogRow) -> str:
    """Kind and title of the record, and the part of it."""
    return " · ".join(filter(None, (row.kind, row.record, row.part)))


def _cells(row: LogRow) -> tuple[str, ...]:
    return tuple(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in told(row))


def _pages(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    page: list[tuple[str, ...]] = []
    taken = 0
    for row in rows:
        lines = max(
            ceil(len(text) / (column.width * _LETTERS))
            for text, column in zip(row, _COLUMNS, strict=True)
        )
        if page and taken + lines > _LINES:
            yield tuple(page)
            page, taken = [], 0
        page.append(row)
        taken += lines
    if page:
        yield tuple(page)


def _notes(link: str) -> tuple[str, ...]:
    if not link:
        return ()
    groups = " ".join(link[at : at + _GROUP] for at in range(0, len(link), _GROUP))
    return (
        f"Mã nối của dòng nhật ký mới nhất khi in: {groups}",
        "Giữ tờ này: nếu sau này nhật ký bị sửa ngoài chương trình, mã nối sẽ không còn khớp.",
    )
