"""Figures of a unit that came as an Excel form or on paper; its own package takes their place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from app.db.database import Database
from app.domain.figure_rows import Cell, CellState, Column, SexRow, check_missing, completed
from app.domain.indicators import Indicator
from app.domain.parcel_cells import Cells, Place, Said, rows_hash
from app.domain.parcels import BY_HAND, ORIGIN_WORDS, SETTLED, ParcelOrigin, ReceivedState
from app.domain.periods import Period, parse_period
from app.domain.text import clean_line
from app.errors import NotFoundError, ValidationError
from app.exchange.manifest import Direction, PackageKind, Privacy
from app.files import explain_os_error
from app.queries.collections import NO_FORM, find_collection
from app.queries.figure_masks import guarded_codes
from app.queries.indicators import list_indicators
from app.queries.received import UP, HeldRow, held_rows, received_cells
from app.queries.units import UnitRow, find_unit
from app.services.figures import CellDraft, check_draft
from app.services.received import (
    KeepPackage,
    Row,
    check_open,
    keep_packages,
    recount,
    whole_or_nothing,
)
from app.workflows.figure_blocks import block_drafts
from app.workflows.figure_forms import read_form_file
from app.workflows.parcels.keeping import stored_id
from app.workflows.parcels.remarks import Arrival, Examiner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ORIGINS: Final = {ParcelOrigin.EXCEL: "file", ParcelOrigin.PAPER: "paper"}
_NEWER: Final = (
    "Đã có gói số liệu của đơn vị cho kỳ này; số nhập tay được giữ nhưng không thay gói đó."
)
_WITHDRAWN: Final = (
    "Đơn vị đã rút lại số liệu kỳ này bằng gói; số nhập tay được giữ nhưng không tính vào tổng. "
    "Muốn tính thì đề nghị đơn vị gửi gói mới."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedReport:
    """What an officer keys in from a unit's paper; ``form`` empty: that of the report asked for.

    ``drafts`` are the cells; of men, women and total any two give the third.
    """

    unit: str
    duty: str
    period: str
    drafts: tuple[CellDraft, ...]
    form: str = ""
    file_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TakenByHand:
    """What became of it. ``counts`` False: a package of the unit stands above it, as ``warnings``
    says. ``already``: the very figures were there, nothing was written."""

    package_id: UUID
    counts: bool
    warnings: tuple[str, ...]
    already: bool = False


def take_excel(
    db: Database, path: Path, unit: str, duty: str, period: str, now: datetime
) -> TakenByHand:
    """Take the Excel form that a unit (its code) has filled.

    Raises:
        DataFileError: the file cannot be read.
        NotFoundError: no such unit.
        ValidationError: anything in the file is wrong, all of it in the sentence's count; or the
            totals are settled (field "closed"). Nothing is written.
    """
    about = parse_period(period)
    row = db.read(_unit, unit, about)
    collection = db.read(find_collection, duty, about.code)
    expected = collection.template if collection and collection.template != NO_FORM else ""
    reading = read_form_file(db, path, expected, about.code, row.full_name)
    if reading.faults or reading.period is None:
        raise ValidationError(
            f"Tệp “{path.name}” có {reading.faults} chỗ chưa đúng nên chưa nhận số nào. Hãy sửa các "
            "chỗ đó, hoặc trả tệp cho đơn vị sửa, rồi đọc lại.",
            detail="; ".join((*reading.problems, *(one.why for one in reading.block.faults))),
        )
    report = TypedReport(
        unit=unit,
        duty=duty,
        period=about.code,
        drafts=block_drafts(reading.block, origin="file", source=path.name),
        form=reading.form,
        file_name=path.name,
    )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error
    return _take(db, report, ParcelOrigin.EXCEL, now, content)


def take_typed(db: Database, report: TypedReport, now: datetime) -> TakenByHand:
    """Take what was keyed in from a unit's paper.

    Raises:
        NotFoundError: no such unit.
        ValidationError: no cell, or one that cannot be (``field`` is "indicator:column"), or the
            totals are settled (field "closed"). Nothing is written.
    """
    return _take(db, report, ParcelOrigin.PAPER, now, None)


def _take(
    db: Database, report: TypedReport, origin: ParcelOrigin, now: datetime, file: bytes | None
) -> TakenByHand:
    known = db.read(list_indicators)
    rows = _rows(report.drafts, known)
    if not rows:
        raise ValidationError("Chưa có số liệu nào để ghi. Hãy ghi ít nhất một ô.", field="cells")
    return db.write(_keep, _Entry(report, origin, now, file, known, rows))


@dataclass(frozen=True, slots=True)
class _Entry:
    """Everything that is written of a report by hand."""

    report: TypedReport
    origin: ParcelOrigin
    now: datetime
    file: bytes | None
    known: Mapping[str, Indicator]
    rows: Mapping[str, SexRow]

    @property
    def notes(self) -> dict[tuple[str, str], str]:
        """What stands beside a cell."""
        return {(one.indicator, one.column.value): one.note for one in self.report.drafts}

    @property
    def cells(self) -> Cells:
        """The cells as a package has them."""
        notes = self.notes
        return {
            Place(code, column.value): Said(
                cell.value, cell.reason, notes.get((code, column.value), "")
            )
            for code, row in self.rows.items()
            for column, cell in _filled(row)
        }


def _keep(session: "Session", entry: _Entry) -> TakenByHand:
    report, period = entry.report, parse_period(entry.report.period)
    unit = _unit(session, report.unit, period)
    line = (unit.code, report.duty, period.code)
    check_open(session, report.duty, period.code)
    held = [one for one in held_rows(session, [line]) if one.direction == UP]
    same = _already(session, held, entry.cells)
    if same is not None:
        return TakenByHand(same.id, same.counts, (), already=True)
    examiner = Examiner(entry.known)
    arrival = Arrival(period=period.code, cells=entry.cells)
    warnings = list(examiner.warnings(arrival, examiner.remarks(arrival)))
    state = ReceivedState.ACCEPTED_WITH_WARNINGS if warnings else ReceivedState.ACCEPTED
    settled = [one for one in held if one.origin == ParcelOrigin.PACKAGE and one.state in SETTLED]
    if settled:
        counts = any(one.counts for one in settled)
        warnings.append(_NEWER if counts else _WITHDRAWN)
    command = _package(entry, unit, period)
    head = {**command.head, "state": state.value, "warnings": warnings}
    with whole_or_nothing(session):
        keep_packages(session, [replace(command, head=head)])
    counting = recount(session, line)
    return TakenByHand(command.id, counting == command.id, tuple(warnings))


def _already(session: "Session", held: Iterable[HeldRow], cells: Cells) -> HeldRow | None:
    """What was keyed in last of this line, when it says the same."""
    by_hand = [one for one in held if one.origin != ParcelOrigin.PACKAGE]
    last = max(by_hand, key=lambda one: one.received_at, default=None)
    if last is None or received_cells(session, [last.id])[last.id] != cells:
        return None
    return last


def _package(entry: _Entry, unit: UnitRow, period: Period) -> KeepPackage:
    report, package_id = entry.report, uuid4()
    sensitive = not guarded_codes(entry.known).isdisjoint(entry.rows)
    collection_form = report.form or NO_FORM
    head = {
        "direction": Direction.UP.value,
        "kind": PackageKind.ORIGINAL.value,
        "origin": entry.origin.value,
        "unit_code": unit.code,
        "unit_name": unit.full_name,
        "duty": report.duty,
        "period": period.code,
        "first": period.first,
        "last": period.last,
        "sequence": BY_HAND,
        "reason": clean_line(report.note),
        "privacy": (Privacy.SENSITIVE if sensitive else Privacy.INTERNAL).value,
        "template": collection_form,
        "package_hash": "",
        "made_at": entry.now,
        "received_at": entry.now,
        "decided_at": entry.now,
        "decided_by": f"Nhận khi {ORIGIN_WORDS[entry.origin]}"
        if entry.origin is ParcelOrigin.PAPER
        else f"Nhận từ {ORIGIN_WORDS[entry.origin]}",
        "file_name": clean_line(report.file_name) or ORIGIN_WORDS[entry.origin],
    }
    figures = _stored(entry, package_id)
    # No package says what these cells are: their hash, told to history, lets a check find a change.
    head["content_hash"] = rows_hash(figures)
    return KeepPackage(id=package_id, head=head, figures=figures, file=entry.file)


def _stored(entry: _Entry, package_id: UUID) -> list[Row]:
    """The cells as the database keeps them."""
    notes, origin = entry.notes, _ORIGINS[entry.origin]
    return [
        (
            stored_id(package_id),
            code,
            column.value,
            "",
            "",
            cell.state.value,
            None if cell.value is None else f"{cell.value:f}",
            cell.reason,
            origin,
            cell.worked_out,
            notes.get((code, column.value), ""),
        )
        for code, row in entry.rows.items()
        for column, cell in _filled(row)
    ]


def _rows(drafts: Iterable[CellDraft], known: Mapping[str, Indicator]) -> dict[str, SexRow]:
    """Rows of the cells; of men, women and total any two give the third."""
    typed: dict[str, dict[Column, Cell]] = {}
    for draft in drafts:
        check_draft(draft, known)
        if draft.state is not CellState.EMPTY:
            cell = Cell(draft.state, draft.value, clean_line(draft.reason))
            typed.setdefault(draft.indicator, {})[draft.column] = cell
    found = {}
    for code, cells in typed.items():
        try:
            row = completed(SexRow(**{column.value: cell for column, cell in cells.items()}))
            check_missing(cells, row)
        except ValidationError as error:
            field = f"{code}:{list(cells)[-1]}"
            raise ValidationError(f"“{known[code].name}”: {error.message}", field=field) from error
        found[code] = row
    return found


def _filled(row: SexRow) -> list[tuple[Column, Cell]]:
    cells = [(column, row.cell(column)) for column in Column]
    return [(column, cell) for column, cell in cells if cell.state is not CellState.EMPTY]


def _unit(session: "Session", code: str, period: Period) -> UnitRow:
    """The unit that bore the code at the end of the period, else at its beginning."""
    found = find_unit(session, code, period.last) or find_unit(session, code, period.first)
    if found is None or found.above:
        raise NotFoundError(
            f"Không có đơn vị mã “{code}” trong danh sách đơn vị báo cáo của kỳ {period.words}. "
            "Chưa ghi gì. Hãy xem lại danh sách đơn vị."
        )
    return found
