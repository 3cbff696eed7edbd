"""Forms of figures out as Excel files to be filled elsewhere, and back with every fault told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.db.database import Database
from app.documents.builders.form_paper import note_words
from app.documents.form_sheets import (
    TOTAL,
    FormLine,
    FormSheet,
    ReadLine,
    read_form_sheet,
    write_form_sheet,
    write_marked_copy,
)
from app.documents.sheets import Value
from app.domain.dates import format_date
from app.domain.figure_rows import CellState, Column, rounded
from app.domain.figure_text import cell_words
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.masking import HIDDEN
from app.domain.periods import Period, parse_period
from app.domain.text import fold
from app.errors import AppError, ValidationError
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.figure_masks import hidden_signs, is_guarded
from app.queries.figure_sheets import FigureSheet, SheetRow, figure_sheet
from app.queries.indicators import day_of, find_form, list_indicators
from app.queries.office import get_office
from app.services.figures import CellDraft, check_draft
from app.workflows.figure_blocks import (
    CHANGED,
    REFUSED,
    SAME,
    Block,
    BlockCell,
    read_block,
    write_block,
)

#: Grows when an older program could no longer read the file rightly.
FILE_VERSION: Final = 1
_NO_NUMBER: Final = "-"
_GUIDANCE: Final = (
    "Chỉ ghi vào các ô nền vàng; các ô khác đã khóa.",
    "Ghi số nguyên, không ghi đơn vị. Số 0 là có theo dõi và bằng không.",
    "Không có số liệu: ghi dấu - vào ô và ghi lý do vào cột Ghi chú.",
    "Ô để trống giữ nguyên số đã có trong chương trình.",
    "Chỉ cần ghi hai trong ba số tổng, nam, nữ; chương trình tính số thứ ba.",
    "Bên cạnh số liệu về bạo lực không ghi họ tên, số điện thoại, số định danh của bất kỳ ai.",
    "Dấu * thay cho số nhỏ đã được che; không phải ghi lại.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """What a file would do.

    ``problems`` concern the whole file and stop it; ``strange`` are rows that belong to no
    indicator, by Excel row; ``places`` are (row, column) of Excel by cell of the block.
    """

    form: str
    period: Period | None
    block: Block
    places: Mapping[tuple[str, Column], tuple[int, int]]
    problems: tuple[str, ...] = ()
    strange: Mapping[int, str]
    hidden: int = 0

    @property
    def faults(self) -> int:
        """How many things are wrong, all kinds."""
        return len(self.problems) + len(self.strange) + len(self.block.faults)


def export_form(
    db: Database,
    form_code: str,
    period: Period,
    path: Path,
    *,
    blank: bool = False,
    restricted: bool = False,
) -> None:
    """Write a form for a period as a workbook.

    Args:
        blank: without figures, to be filled by others.
        restricted: small counts of a sensitive form stay; the sheet then says that it is the
            restricted annex.

    Raises:
        NotFoundError: no such form.
        DataFileError: the file cannot be written.
    """
    form = db.read(find_form, form_code, on=day_of(period))
    known = db.read(list_indicators)
    sheet = db.read(figure_sheet, form, period, known)
    guarded = is_guarded(form, known)
    hidden = guarded and not (restricted or blank)
    places = db.read(hidden_signs, sheet, known) if hidden else None
    words = f"Kỳ số liệu: {period.words} ({period.days})"
    if guarded and restricted:
        words += " · PHỤ LỤC HẠN CHẾ: chỉ gửi nơi có thẩm quyền, không sao, không đăng"
    elif hidden:
        words += " · Số từ 1 đến 4 và số suy ra được chúng ghi bằng dấu *"
    lines = tuple(_lines(sheet, places, blank=blank))
    marks = {
        "form": form.code,
        "version": str(FILE_VERSION),
        "unit": _unit(db),
        "period": period.code,
    }
    write_form_sheet(
        path,
        FormSheet(
            title=form.name,
            below=(f"Đơn vị: {_unit(db)}", words),
            lines=lines,
            guidance=_GUIDANCE,
            marks=marks,
        ),
    )


def read_form_file(
    db: Database, path: Path, form_code: str = "", period_code: str = "", unit: str = ""
) -> FormReading:
    """What a filled form would change; nothing is written.

    Args:
        form_code: the form that is expected; needed when the file lost its hidden marks.
        period_code: the period that is expected, likewise.
        unit: name of another unit that filled it; then every cell is new.

    Raises:
        DataFileError: not a workbook, locked, damaged or too large.
    """
    marks, lines = read_form_sheet(path)
    code, period = marks.get("form") or form_code, marks.get("period") or period_code
    problems = list(_problems(marks, form_code, period_code, unit or _unit(db)))
    try:
        found = parse_period(period)
        form = db.read(find_form, code, on=day_of(found))
    except AppError as error:
        problems.append(error.message)
        return FormReading(
            form=code, period=None, block=Block(()), places={}, problems=tuple(problems), strange={}
        )
    known = db.read(list_indicators)
    rows, strange = _matched(form, known, lines)
    if not rows and not strange:
        problems.append(
            f"Trong tệp không thấy dòng nào của biểu “{form.name}”. Hãy kiểm tra lại biểu đã chọn và "
            "trang tính có bảng số liệu."
        )
    kept = [] if unit else db.read(list_figures, [found.code])
    given, places, hidden = _given(rows)
    block = read_block([one[:3] for one in given], known, sex_rows(kept, found.code))
    notes = {(code, column): note for code, column, _words, note in given}
    old: dict[str, set[str]] = {}
    for row in kept:
        old.setdefault(row.indicator, set()).update((row.note, row.reason))
    cells = tuple(_with_note(one, notes, old, known) for one in block.cells)
    return FormReading(
        form=form.code,
        period=found,
        block=Block(cells),
        places=places,
        problems=tuple(problems),
        strange=strange,
        hidden=hidden,
    )


def import_form(db: Database, path: Path, form_code: str = "", period_code: str = "") -> int:
    """Write a filled form whole; see ``read_form_file``.

    Returns:
        how many cells were changed, worked-out ones included.

    Raises:
        ValidationError: anything is wrong; nothing is written.
        DataFileError: the file cannot be read.
    """
    return import_reading(db, path, read_form_file(db, path, form_code, period_code))


def import_reading(db: Database, path: Path, reading: FormReading) -> int:
    """Write what was read and looked at; see ``import_form``."""
    if reading.faults or reading.period is None:
        raise ValidationError(
            f"Tệp “{path.name}” có {reading.faults} chỗ chưa đúng nên chưa ghi số nào. Hãy sửa các "
            "chỗ đó rồi đọc lại."
        )
    known = db.read(list_indicators)
    return write_block(db, reading.block, reading.period, known, origin="file", source=path.name)


def mark_faults(path: Path, reading: FormReading, out: Path) -> None:
    """A copy of the file with the wrong cells coloured and commented.

    Raises:
        ValidationError: the copy would lie over the file itself.
        DataFileError: the file cannot be read or the copy not written.
    """
    if out.absolute() == path.absolute():
        raise ValidationError("Hãy chọn tên tệp khác, để tệp đã nhận được còn nguyên.")
    places = {(row, TOTAL - 2): why for row, why in reading.strange.items()}
    for one in reading.block.faults:
        places[reading.places[one.indicator, one.column]] = one.why
    write_marked_copy(path, out, places, "\n".join(reading.problems))


def fault_lines(reading: FormReading) -> Iterator[str]:
    """Every fault as a line: of the file, then by place ("D12: …")."""
    yield from reading.problems
    places = {(row, TOTAL - 2): why for row, why in reading.strange.items()}
    for one in reading.block.faults:
        places[reading.places[one.indicator, one.column]] = one.why
    for (row, column), why in sorted(places.items()):
        yield f"{'ABCDEFG'[column - 1]}{row}: {why}"


def _unit(db: Database) -> str:
    office = db.read(get_office)
    return office.full_name if office else ""


def _lines(
    sheet: FigureSheet, masked: Mapping[tuple[str, Column], str] | None, *, blank: bool
) -> Iterator[FormLine]:
    number = 0
    for row in sheet.rows:
        indicator = row.indicator
        if indicator is None:
            yield FormLine(number="", name=row.heading)
            continue
        number += 1
        total, men, women = (_value(row, indicator, column) for column in Column)
        values = (total, men, women)
        if masked:
            total, men, women = (
                masked.get((indicator.code, column), value)
                for column, value in zip(Column, values, strict=True)
            )
            values = (total, men, women)
        total_open, men_open, women_open = (column in indicator.columns for column in Column)
        yield FormLine(
            number=str(number),
            name=indicator.name,
            unit=indicator.unit,
            values=(None, None, None) if blank else values,
            is_open=(total_open, men_open, women_open),
            whole=indicator.kind in (IndicatorKind.COUNT, IndicatorKind.YES_NO),
            note="" if blank else note_words(row, shared=masked is not None),
            code=indicator.code,
        )


def _value(row: SheetRow, indicator: Indicator, column: Column) -> Value:
    if not indicator.columns:
        known = column is Column.TOTAL and row.value is not None
        return float(rounded(row.value)) if known and row.value is not None else None
    cell = row.row.cell(column)
    if cell.state is CellState.MISSING:
        return _NO_NUMBER
    if cell.value is None:
        return None
    return float(cell.value) if cell.value % 1 else int(cell.value)


def _problems(
    marks: Mapping[str, str], form_code: str, period_code: str, unit: str
) -> Iterator[str]:
    if not marks and not (form_code and period_code):
        yield "Tệp không còn dấu của biểu. Hãy chọn biểu và kỳ, hoặc dùng tệp do chương trình xuất."
    version = marks.get("version", "0")
    if not version.isdecimal() or int(version) > FILE_VERSION:
        yield "Tệp do bản mới hơn của chương trình tạo ra. Hãy cập nhật chương trình rồi đọc lại."
    if marks and not _is_of(marks.get("unit", ""), unit):
        yield f"Tệp của đơn vị “{marks.get('unit', '')}”, không phải “{unit}”."
    if form_code and marks.get("form", form_code) != form_code:
        yield f"Tệp là biểu “{marks['form']}”, không phải “{form_code}”."
    if period_code and marks.get("period", period_code) != parse_period(period_code).code:
        yield f"Tệp là số liệu kỳ {marks['period']}, không phải {period_code}."


def _is_of(told: str, unit: str) -> bool:
    """Whether a name means the unit: "xã Song An" is "UBND xã Song An" in a list of offices."""
    one, other = f" {fold(told)} ", f" {fold(unit)} "
    return one == other or (bool(told.strip()) and (one in other or other in one))


def _matched(
    form: Form, known: Mapping[str, Indicator], lines: Sequence[ReadLine]
) -> tuple[dict[str, ReadLine], dict[int, str]]:
    """Rows by indicator, found by hidden code, else by name; and the rows that fit nothing."""
    here = [known[code] for code in form.indicators if code in known]
    by_name = {fold(one.name): one.code for one in here}
    codes = {one.code for one in here}
    rows: dict[str, ReadLine] = {}
    strange: dict[int, str] = {}
    for line in lines:
        code = line.code if line.code in codes else by_name.get(fold(line.name), "")
        if not code:
            if any(value is not None for value in line.cells):
                strange[line.row] = f"Dòng “{line.name}” không có trong biểu này."
        elif code in rows:
            strange[line.row] = f"Dòng “{line.name}” có hai lần (dòng {rows[code].row})."
        elif known[code].columns:
            rows[code] = line
    return rows, strange


Given = list[tuple[str, Column, str, str]]


def _given(
    rows: Mapping[str, ReadLine],
) -> tuple[Given, dict[tuple[str, Column], tuple[int, int]], int]:
    """(indicator, column, words, note) of each filled cell, its place, and how many are hidden."""
    found: Given = []
    places: dict[tuple[str, Column], tuple[int, int]] = {}
    hidden = 0
    for code, line in rows.items():
        for at, (column, value) in enumerate(zip(Column, line.cells, strict=True), start=TOTAL):
            words = _cell_text(value)
            hidden += words == HIDDEN
            if words in ("", HIDDEN):
                continue
            places[code, column] = (line.row, at)
            if words == _NO_NUMBER and line.note:
                found.append((code, column, f"không có: {line.note}", ""))
            else:
                found.append((code, column, words, line.note))
    return found, places, hidden


def _cell_text(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return format_date(value)


def _with_note(
    one: BlockCell,
    notes: Mapping[tuple[str, Column], str],
    old: Mapping[str, Collection[str]],
    known: Mapping[str, Indicator],
) -> BlockCell:
    """The cell with its note, refused where it could not be written."""
    if one.outcome == REFUSED:
        return one
    note = notes.get((one.indicator, one.column), "")
    with_note = replace(one, note=note)
    if one.outcome == SAME and one.column is Column.TOTAL and note:
        words = old.get(one.indicator, ())
        with_note = with_note if note in words else replace(with_note, outcome=CHANGED)
    draft = CellDraft(
        indicator=one.indicator,
        column=one.column,
        state=one.cell.state,
        value=one.cell.value,
        reason=one.cell.reason,
        note=note,
    )
    try:
        check_draft(draft, known)
    except ValidationError as error:
        return replace(one, outcome=REFUSED, why=error.message)
    return with_note


def preview_lines(db: Database, reading: FormReading) -> Iterator[str]:
    """What would be written, a line each: name, column, before, after."""
    known = db.read(list_indicators)
    words = {Column.TOTAL: "tổng", Column.MEN: "nam", Column.WOMEN: "nữ"}
    for one in reading.block.writes:
        indicator = known[one.indicator]
        after = cell_words(one.cell, indicator)
        yield "\t".join((indicator.name, words[one.column], one.before or "trống", after))
