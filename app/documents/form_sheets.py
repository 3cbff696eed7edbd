"""A form of figures as an Excel workbook: locked words, open cells, hidden marks; and read back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.documents.old_sheets import OldPage, is_old, read_old_book
from app.documents.sheets import (
    Value,
    check_package,
    damaged_file,
    damages,
    plain_value,
    put_text,
    save_book,
)
from app.files import explain_os_error, write_beside

TITLES: Final = ("STT", "Chỉ tiêu", "Đơn vị tính", "Tổng", "Nam", "Nữ", "Ghi chú")
#: Excel columns from 1: name, total, note, and the hidden code.
NAME, TOTAL, NOTE, CODE = 2, 4, 7, 8
_WIDTHS: Final = (7, 58, 14, 13, 13, 13, 34)
_HEADER: Final = 4
_MARKS: Final = "bdg"
#: Unpacked; a form has some hundred rows, and it is held whole in memory.
_LARGEST_FORM: Final = 20 * 1024 * 1024
_MOST_ROWS: Final = 5_000
_MOST_COLUMNS: Final = 20
#: Rows in which the headings of the table are looked for.
_TOP: Final = 12
#: Added to what stands in cells that were joined: nobody can say for which of them it is.
_JOINED: Final = "(ô gộp)"
_FONT: Final = "Times New Roman"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One row; ``values`` and ``is_open`` are for total, men, women. No code: a heading."""

    number: str
    name: str
    unit: str = ""
    values: tuple[Value, Value, Value] = (None, None, None)
    is_open: tuple[bool, bool, bool] = (False, False, False)
    whole: bool = True
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """A form: title, lines under it, rows; ``marks`` are hidden words by key."""

    title: str
    below: tuple[str, str]
    lines: tuple[FormLine, ...]
    guidance: tuple[str, ...]
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One row that was read; ``row`` is Excel's number, ``cells`` total, men, women."""

    row: int
    code: str
    name: str
    cells: tuple[Value, Value, Value]
    note: str


def write_form_sheet(path: Path, sheet: FormSheet) -> None:
    """Write the workbook; an old file stays until the new one is whole.

    Raises:
        DataFileError: the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = "Biểu"
    _head(page, sheet)
    for row, line in enumerate(sheet.lines, start=_HEADER + 1):
        _line(page, row, line)
    _validate(page, sheet)
    _set_up(page)
    _guidance(book.create_sheet("Hướng dẫn"), sheet.guidance)
    hidden = book.create_sheet(_MARKS)
    for row, (key, words) in enumerate(sheet.marks.items(), start=1):
        put_text(hidden.cell(row, 1), key)
        put_text(hidden.cell(row, 2), words)
    hidden.sheet_state = "veryHidden"
    write_beside(path, partial(save_book, book))


def read_form_sheet(path: Path) -> tuple[dict[str, str], list[ReadLine]]:
    """The hidden marks, none when they were lost, and every row that has a name or a code.

    Both .xlsx and .xls; what the file is counts, not how it is called.

    Raises:
        DataFileError: no such file, locked by a password, damaged, too large, or a web page, XML
            or CSV under the name of a workbook.
    """
    from openpyxl import load_workbook

    if is_old(path):
        pages = read_old_book(path)
        page = _old_form_page(pages)
        return _old_marks(pages), _read_lines(page.rows, page.joined)
    try:
        check_package(path, _LARGEST_FORM)
        with path.open("rb") as file:
            content = BytesIO(file.read())
        book = load_workbook(content, read_only=True, data_only=True)
        typed = load_workbook(content)
        shown = _form_page(typed)
        page = book[shown.title]
        page.reset_dimensions()
        joined = {(one.min_row, one.min_col) for one in shown.merged_cells.ranges}
        lines = _read_lines(_rows_of(page), joined)
        formulas = {line.row: line.cells for line in _read_lines(_rows_of(shown), joined)}
        return _marks(typed), [_with_formulas(line, formulas.get(line.row)) for line in lines]
    except OSError as error:
        raise explain_os_error(error) from error
    except damages() as error:
        raise damaged_file(path, error) from error


def write_marked_copy(
    path: Path, out: Path, places: Mapping[tuple[int, int], str], general: str = ""
) -> None:
    """A copy of a workbook with cells coloured and what is wrong as their comment.

    Of an .xls the words and numbers of its form go into a new .xlsx.

    Args:
        places: sentences by (row, column) of Excel, from 1.
        general: what is wrong with the whole file; a comment of the first cell.

    Raises:
        DataFileError: the file cannot be read or the copy not written.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    try:
        book = _to_mark(path)
        page = _form_page(book)
        red = PatternFill("solid", fgColor="FFC7CE")
        for (row, column), words in (*places.items(), *([((1, 1), general)] if general else [])):
            cell = page.cell(row, column)
            cell.fill = red
            cell.comment = Comment(words, "Sổ Bình Đẳng", height=120, width=320)
    except OSError as error:
        raise explain_os_error(error) from error
    except damages() as error:
        raise damaged_file(path, error) from error
    write_beside(out, partial(save_book, book))


def _to_mark(path: Path) -> Any:
    from openpyxl import Workbook, load_workbook

    if not is_old(path):
        check_package(path, _LARGEST_FORM)
        return load_workbook(path)
    book = Workbook()
    page = book.active
    page.title = "Biểu"
    for number, row in enumerate(_old_form_page(read_old_book(path)).rows, start=1):
        for column, value in enumerate(map(plain_value, row), start=1):
            if isinstance(value, str):
                put_text(page.cell(number, column), value)
            elif value is not None:
                page.cell(number, column).value = value
    _set_widths(page)
    return book


def _form_page(book: Any) -> Any:
    """The sheet of the form: by name, else by its headings, else the first."""
    if "Biểu" in book.sheetnames:
        return book["Biểu"]
    found = (page for page in book.worksheets if _has_titles(_rows_of(page, _TOP)))
    return next(found, book.worksheets[0])


def _old_form_page(pages: Sequence[OldPage]) -> OldPage:
    named = (page for page in pages if page.name == "Biểu")
    titled = (page for page in pages if _has_titles(page.rows[:_TOP]))
    return next(named, None) or next(titled, None) or pages[0]


def _has_titles(rows: Iterable[Sequence[Any]]) -> bool:
    return any(len(row) >= NAME and row[NAME - 1] == TITLES[NAME - 1] for row in rows)


def _marks(book: Any) -> dict[str, str]:
    return _pairs(_rows_of(book[_MARKS], 40)) if _MARKS in book.sheetnames else {}


def _old_marks(pages: Sequence[OldPage]) -> dict[str, str]:
    return next((_pairs(page.rows) for page in pages if page.name == _MARKS), {})


def _pairs(rows: Iterable[Sequence[Any]]) -> dict[str, str]:
    return {str(row[0]): _words(plain_value(row[1])) for row in rows if len(row) > 1 and row[0]}


def _rows_of(page: Any, most: int = _MOST_ROWS) -> Iterable[Sequence[Any]]:
    rows: Iterable[Sequence[Any]] = page.iter_rows(
        max_row=most, max_col=_MOST_COLUMNS, values_only=True
    )
    return rows


def _read_lines(
    rows: Iterable[Sequence[Any]], joined: Collection[tuple[int, int]]
) -> list[ReadLine]:
    found = []
    for number, given in enumerate(rows, start=1):
        values = [plain_value(cell) for cell in given] + [None] * CODE
        name, code = _words(values[NAME - 1]), _words(values[CODE - 1])
        if number > _HEADER - 1 and (name or code) and name != TITLES[NAME - 1]:
            total, men, women = (
                f"{values[at - 1]} {_JOINED}"
                if (number, at) in joined and values[at - 1] is not None
                else values[at - 1]
                for at in (TOTAL, TOTAL + 1, TOTAL + 2)
            )
            note = _words(values[NOTE - 1])
            found.append(ReadLine(number, code, name, (total, men, women), note))
    return found


def _with_formulas(line: ReadLine, typed: tuple[Value, ...] | None) -> ReadLine:
    """A formula that was never worked out has no value; its words show that the cell is filled."""
    if typed is None:
        return line
    total, men, women = (
        there if value is None else value for value, there in zip(line.cells, typed, strict=True)
    )
    return replace(line, cells=(total, men, women))


def _words(value: Value) -> str:
    return "" if value is None else str(value)


def _head(page: Any, sheet: FormSheet) -> None:
    from openpyxl.styles import Alignment, Font

    for row, words in enumerate((sheet.title, *sheet.below), start=1):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(TITLES))
        put_text(page.cell(row, 1), words)
        page.cell(row, 1).font = Font(name=_FONT, size=14 if row == 1 else 12, bold=row == 1)
        page.cell(row, 1).alignment = Alignment(horizontal="center", wrap_text=True)
    for column, words in enumerate(TITLES, start=1):
        put_text(page.cell(_HEADER, column), words)
        _look(page.cell(_HEADER, column), bold=True, shade="E7EEF7")
        page.cell(_HEADER, column).alignment = Alignment(
            horizontal="center", vertical="center", wrap_text=True
        )


def _line(page: Any, row: int, line: FormLine) -> None:
    from openpyxl.styles import Protection

    words = (line.number, line.name, line.unit, *line.values, line.note)
    is_open = (False, False, False, *line.is_open, any(line.is_open))
    for column, (value, free) in enumerate(zip(words, is_open, strict=True), start=1):
        cell = page.cell(row, column)
        _look(cell, bold=not line.code, shade="FFFBE6" if free else "")
        if isinstance(value, str):
            put_text(cell, value)
        elif value is not None:
            cell.value = value
        if not isinstance(value, str) and column not in (NAME, NOTE):
            cell.number_format = "#,##0" if line.whole else "#,##0.##"
        cell.protection = Protection(locked=not free)
    if line.code:
        put_text(page.cell(row, CODE), line.code)


def _look(cell: Any, *, bold: bool, shade: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="999999")
    cell.font = Font(name=_FONT, size=12, bold=bold)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if shade:
        cell.fill = PatternFill("solid", fgColor=shade)


def _validate(page: Any, sheet: FormSheet) -> None:
    """A warning, not a stop: a dash with its reason is a true answer too."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for whole in (True, False):
        rule = DataValidation(
            type="whole" if whole else "decimal",
            operator="greaterThanOrEqual",
            formula1="0",
            allow_blank=True,
            errorStyle="warning",
            errorTitle="Số liệu",
            error=f"Ô này ghi {'số nguyên' if whole else 'số'} từ 0. Không có số thì ghi dấu - và "
            "ghi lý do vào cột Ghi chú.",
            showErrorMessage=True,
        )
        for row, line in enumerate(sheet.lines, start=_HEADER + 1):
            if line.whole is whole:
                for column, free in enumerate(line.is_open, start=TOTAL):
                    if free:
                        rule.add(page.cell(row, column))
        if rule.sqref:
            page.add_data_validation(rule)


def _set_widths(page: Any) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.column_dimensions[get_column_letter(CODE)].hidden = True


def _set_up(page: Any) -> None:
    _set_widths(page)
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
    page.freeze_panes = page.cell(_HEADER + 1, TOTAL)
    page.print_title_rows = f"{_HEADER}:{_HEADER}"
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _guidance(page: Any, lines: tuple[str, ...]) -> None:
    page.column_dimensions["A"].width = 100
    for row, words in enumerate(lines, start=1):
        put_text(page.cell(row, 1), words)
        _look(page.cell(row, 1), bold=False, shade="")
    page.protection.sheet = True
