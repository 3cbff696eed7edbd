"""A form of figures on paper: empty for hamlets and schools, or with its figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.documents.blocks import (
    Align,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.figure_rows import CellState, Column, rounded
from app.domain.figure_text import cell_words
from app.domain.figures import format_number
from app.domain.indicators import Indicator
from app.queries.figure_sheets import FigureSheet, SheetRow
from app.queries.office import OfficeRow

#: Least height of a row that is filled by hand, mm.
HAND_HEIGHT: Final = 8.5
_FIRST: Final = 3
_COLUMNS: Final = (
    TableColumn("STT", 0.8, Align.CENTER),
    TableColumn("Chỉ tiêu", 4.6),
    TableColumn("ĐVT", 1.25, Align.CENTER),
    TableColumn("Tổng", 1.25, Align.RIGHT),
    TableColumn("Nam", 1.25, Align.RIGHT),
    TableColumn("Nữ", 1.25, Align.RIGHT),
    TableColumn("Ghi chú", 2.0),
)
_BLANK: Final = "." * 40
_HOW: Final = (
    "Cách ghi: chỉ ghi vào ô trắng; biết hai trong ba số tổng, nam, nữ là đủ. "
    "Số 0 là có theo dõi và bằng không."
)
_HOW_NONE: Final = "Không có số liệu: ghi dấu - vào ô và ghi lý do vào cột Ghi chú."
_NO_NAMES: Final = " Không ghi họ tên, số điện thoại, số định danh, địa chỉ của bất kỳ ai."
_RESTRICTED: Final = "PHỤ LỤC HẠN CHẾ: chỉ gửi nơi có thẩm quyền, không sao, không đăng."
_MASKED: Final = "Dấu * thay cho số từ 1 đến 4 và số suy ra được chúng."

_HAS_DIGIT: Final = re.compile(r"\d")

Masked = Mapping[tuple[str, Column], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoices:
    """``empty`` prints no figure; ``restricted`` says that small counts are not hidden."""

    empty: bool = False
    restricted: bool = False
    masked: Masked | None = None


def form_paper(sheet: FigureSheet, office: OfficeRow | None, chosen: FormChoices) -> Document:
    """The form as a paper; an empty one leaves unit, place, day and name to the hand."""
    period = f"Kỳ số liệu: {sheet.period.words} ({sheet.period.days})"
    who = _empty_head(office) if chosen.empty else _head(office)
    place = "" if chosen.empty or office is None else office.place_name
    return Document(
        type_name="BIỂU SỐ LIỆU",
        title=(sheet.form.name, period),
        letterhead=who,
        place=place or ("." * 16),
        year=sheet.period.last.year,
        nodes=(
            *(Node(text=words) for words in _instructions(sheet, chosen)),
            Node(table=_table(sheet, chosen)),
        ),
        signature=Signature(("NGƯỜI BÁO CÁO",)),
    )


def _empty_head(office: OfficeRow | None) -> tuple[LetterheadLine, ...]:
    above = f"Nơi nhận biểu: UBND {office.full_name}" if office else ""
    lines = [LetterheadLine(above, bold=False)] if above else []
    return (*lines, LetterheadLine("ĐƠN VỊ BÁO CÁO"), LetterheadLine(_BLANK, bold=False))


def _head(office: OfficeRow | None) -> tuple[LetterheadLine, ...]:
    return tuple(LetterheadLine(text, bold) for text, bold in (office.letterhead if office else ()))


def _instructions(sheet: FigureSheet, chosen: FormChoices) -> Iterator[str]:
    if chosen.empty:
        yield _HOW
        yield _HOW_NONE + (_NO_NAMES if sheet.form.sensitive else "")
    elif chosen.masked is not None:
        yield _MASKED
    elif sheet.form.sensitive:
        yield _RESTRICTED


def _table(sheet: FigureSheet, chosen: FormChoices) -> Table:
    rows: list[tuple[str, ...]] = []
    bold: set[int] = set()
    grey: set[tuple[int, int]] = set()
    number = 0
    for at, row in enumerate(sheet.rows):
        if row.indicator is None:
            bold.add(at)
            rows.append(("", row.heading, *[""] * (len(_COLUMNS) - 2)))
            shut = set(range(2, len(_COLUMNS)))
        else:
            number += 1
            rows.append(tuple(_cells(number, row, row.indicator, chosen)))
            shut = set(_shut(row.indicator, empty=chosen.empty))
        grey |= {(at, column) for column in shut}
    return Table(
        columns=_COLUMNS,
        rows=tuple(rows),
        tall=HAND_HEIGHT if chosen.empty else 0.0,
        bold=frozenset(bold),
        grey=frozenset(grey),
    )


def _shut(indicator: Indicator, *, empty: bool) -> Iterator[int]:
    """Columns in which nobody writes; a share is worked out and stands in the total's."""
    for at, column in enumerate(Column, start=_FIRST):
        worked_out = column is Column.TOTAL and not indicator.columns and not empty
        if column not in indicator.columns and not worked_out:
            yield at


def _cells(number: int, row: SheetRow, indicator: Indicator, chosen: FormChoices) -> Iterator[str]:
    yield from (str(number), indicator.name, indicator.unit)
    for column in Column:
        hidden = (chosen.masked or {}).get((indicator.code, column), "")
        yield "" if chosen.empty else hidden or _words(row, indicator, column)
    yield "" if chosen.empty else note_words(row, shared=chosen.masked is not None)


def _words(row: SheetRow, indicator: Indicator, column: Column) -> str:
    if not indicator.columns:
        known = column is Column.TOTAL and row.value is not None
        return format_number(rounded(row.value), 2) if known and row.value is not None else ""
    cell = row.row.cell(column)
    return "-" if cell.state is CellState.MISSING else cell_words(cell, indicator)


def note_words(row: SheetRow, *, shared: bool) -> str:
    """The reason of a missing figure, else why something odd was let pass.

    Beside a sensitive count that is ``shared`` no explanation with digits, which could tell it.
    """
    reasons = [row.row.cell(column).reason for column in Column]
    notes = [kept.note for kept in row.kept.values()]
    if shared and row.indicator is not None and row.indicator.sensitive:
        notes = [words for words in notes if not _HAS_DIGIT.search(words)]
    return next((words for words in (*reasons, *notes) if words), "")
