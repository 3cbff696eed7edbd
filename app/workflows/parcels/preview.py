"""A package cell by cell beside the one before it and last year's; on paper and as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Align, Table, TableColumn
from app.documents.plain_sheet import PlainSheet
from app.documents.sheets import Sheet, SheetColumn, Written, write_workbook
from app.domain.figure_rows import Column, rounded, share
from app.domain.figures import format_number
from app.domain.indicators import Indicator
from app.domain.parcel_cells import (
    NO_CELLS,
    OUTCOME_WORDS,
    CellCounts,
    CellOutcome,
    Cells,
    Difference,
    Place,
    Said,
    counted,
    differences,
)
from app.domain.parcels import RECEIVED_WORDS, ParcelOrigin
from app.domain.periods import parse_period
from app.errors import ValidationError
from app.queries.catalogue import find_entry
from app.queries.collections import is_closed
from app.queries.indicators import list_indicators
from app.queries.received import (
    TEST,
    UP,
    ActivityRow,
    DocumentRow,
    HeldRow,
    ReceivedRow,
    counting_ids,
    find_received,
    held_rows,
    received_activities,
    received_cells,
    received_documents,
    received_units,
)
from app.workflows.parcels.remarks import Arrival, Examiner, Remark, last_year_of
from app.workflows.parcels.taking_in import earlier_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SEX: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}
_NONE: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewCell:
    """One figure; ``before`` and ``last_year`` None where there is none.

    ``change`` is the change from last year in percent, ``words`` what is to be seen at it and
    ``mend`` what to do about that; both empty when nothing is.
    """

    place: Place
    name: str
    unit: str
    outcome: CellOutcome
    now: Said | None
    before: Said | None
    last_year: Said | None
    change: Decimal | None
    words: str
    mend: str
    decimals: int

    @property
    def column(self) -> Column:
        """For whom the figure is."""
        return Column(self.place.sex)

    @property
    def sex(self) -> str:
        """ "Nữ"."""
        return _SEX[Column(self.place.sex)]


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """An activity that is new, changed or gone beside the package before."""

    outcome: CellOutcome
    activity: ActivityRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A package as it would be accepted.

    ``earlier`` names what it is compared with, empty when nothing of its line is there;
    ``earlier_counts``: that one counts in totals now. ``closed``: its totals are settled.
    """

    package: ReceivedRow
    duty_name: str
    cells: tuple[PreviewCell, ...]
    counts: CellCounts
    warnings: tuple[str, ...]
    earlier: str
    earlier_id: UUID | None
    earlier_counts: bool
    activities: tuple[ActivityRow, ...]
    changed_activities: tuple[ActivityChange, ...]
    documents: tuple[DocumentRow, ...]
    closed: bool

    @property
    def changes(self) -> tuple[PreviewCell, ...]:
        """The cells that are not as they were."""
        return tuple(one for one in self.cells if one.outcome is not CellOutcome.SAME)

    @property
    def warned(self) -> tuple[PreviewCell, ...]:
        """The cells to be looked at."""
        return tuple(one for one in self.cells if one.words)


def look_at(db: Database, package_id: UUID) -> Preview:
    """A package cell by cell, beside what counts now (else the newest of its line) and last year.

    Raises:
        NotFoundError: no such package.
    """
    return db.read(_preview, package_id)


def save_preview(preview: Preview, path: Path) -> None:
    """The preview as a workbook, or what is to be seen in it on paper, by the file's ending.

    Raises:
        DataFileError: the file cannot be written.
    """
    if path.suffix.lower() == ".pdf":
        from app.documents.render.to_pdf.plain_sheets import render_sheets

        render_sheets([preview_page(preview)], path)
        return
    write_workbook(path, [preview_sheet(preview)])


def preview_sheet(preview: Preview) -> Sheet:
    """The cells as typed rows."""
    package = preview.package
    return Sheet(
        title="Đối chiếu",
        above=tuple(head_lines(preview)),
        columns=(
            SheetColumn("Chỉ tiêu", width=52),
            SheetColumn("ĐVT", width=12),
            SheetColumn("Cột", width=8),
            SheetColumn("Nhóm", width=14),
            SheetColumn("Đơn vị", width=14),
            SheetColumn("Kết quả", width=12),
            SheetColumn("Số trước", "int", 14),
            SheetColumn("Số trong gói", "int", 14),
            SheetColumn("Cùng kỳ năm trước", "int", 18),
            SheetColumn("Tăng, giảm (%)", "int", 14),
            SheetColumn("Cần xem", width=60),
            SheetColumn("Cách xử lý", width=40),
        ),
        rows=tuple(_written(one) for one in preview.cells),
        below=(*preview.warnings, f"Tệp: {package.file_name}"),
    )


def preview_page(preview: Preview) -> PlainSheet:
    """The cells that are new, changed or to be looked at, on paper."""
    shown = [one for one in preview.cells if one.words or one.outcome is not CellOutcome.SAME]
    columns = (
        TableColumn("TT", 0.4, Align.CENTER),
        TableColumn("Chỉ tiêu", 4.4),
        TableColumn("Cột", 0.7, Align.CENTER),
        TableColumn("Số trước", 1.1, Align.RIGHT),
        TableColumn("Số trong gói", 1.2, Align.RIGHT),
        TableColumn("Năm trước", 1.1, Align.RIGHT),
        TableColumn("Kết quả", 1.1, Align.CENTER),
        TableColumn("Cần xem", 4.2),
    )
    rows = tuple(_printed(at, one) for at, one in enumerate(shown, start=1))
    return PlainSheet(
        title="ĐỐI CHIẾU GÓI SỐ LIỆU",
        under=" · ".join(head_lines(preview)),
        table=Table(columns=columns, rows=rows),
        empty="Không có số nào thay đổi, không có ô nào cần xem.",
        notes=preview.warnings,
    )


def head_lines(preview: Preview) -> Iterator[str]:
    """Who sent it, what it is, and how its cells stand."""
    package, counts = preview.package, preview.counts
    times = f", lần {package.sequence}" if package.origin is ParcelOrigin.PACKAGE else ""
    yield (
        f"{preview.duty_name}: {package.unit_name} (mã {package.unit_code}), "
        f"{period_words(package.period)}{times}"
    )
    yield (
        f"{RECEIVED_WORDS[package.state]}: {counts.new} số mới, {counts.changed} số thay đổi, "
        f"{counts.same} số như cũ, {counts.gone} số không còn, {counts.warned} ô cần xem"
    )
    if preview.earlier:
        yield f"So với {preview.earlier}"


def shown_value(said: Said | None, decimals: int) -> str:
    """ "1.234", "-" for a figure that cannot be had, nothing where there is no cell."""
    if said is None:
        return ""
    if said.value is None:
        return _NONE
    places = max(decimals, -int(said.value.as_tuple().exponent)) if said.value % 1 else decimals
    return format_number(said.value, places)


def _preview(session: "Session", package_id: UUID) -> Preview:
    row = find_received(session, package_id)
    base = _base(session, row)
    then = counting_ids(session, [(row.unit_code, row.duty, last_year_of(row.period))])
    last_id = next(iter(then.values()), None) if row.direction == UP else None
    wanted = {one for one in (package_id, base.id if base else None, last_id) if one}
    cells = received_cells(session, wanted)
    known = list_indicators(session, with_hidden=True)
    earlier = cells[base.id] if base else NO_CELLS
    last_year = cells[last_id] if last_id else NO_CELLS
    examiner = Examiner(known)
    arrival = Arrival(
        period=row.period,
        cells=cells[package_id],
        earlier=earlier,
        earlier_words=earlier_words(base) if base else "",
        earlier_counts=base is not None and base.counts,
        last_year=last_year,
        silent=[one.name for one in received_units(session, package_id) if not one.reported],
    )
    remarks = examiner.remarks(arrival)
    activities = received_activities(session, package_id)
    before = received_activities(session, base.id) if base else []
    return Preview(
        package=row,
        duty_name=_duty_name(session, row.duty),
        cells=tuple(cells_beside(arrival, remarks, known)),
        counts=counted(arrival.cells, earlier, len({one.place for one in remarks})),
        warnings=row.warnings,
        earlier=arrival.earlier_words,
        earlier_id=base.id if base else None,
        earlier_counts=arrival.earlier_counts,
        activities=tuple(activities),
        changed_activities=tuple(_changed(activities, before)) if base else (),
        documents=tuple(received_documents(session, package_id)),
        closed=is_closed(session, row.duty, row.period),
    )


def _base(session: "Session", row: ReceivedRow) -> HeldRow | None:
    """What the package is compared with: what counts, else the newest before it; not itself."""
    others = [
        one
        for one in held_rows(session, [row.line])
        if one.id != row.id and one.kind not in (TEST, "withdrawal") and one.direction == UP
    ]
    earlier = [one for one in others if one.counts or _is_before(one, row)]
    return max(earlier, key=lambda one: (one.counts, one.sequence, one.received_at), default=None)


def _is_before(one: HeldRow, row: ReceivedRow) -> bool:
    return (one.sequence, one.received_at) < (row.sequence, row.received_at)


def cells_beside(
    arrival: Arrival, remarks: Sequence[Remark], known: Mapping[str, Indicator]
) -> Iterator[PreviewCell]:
    """The cells of a package in the order of the catalogue, those that are gone among them."""
    words: dict[Place, Remark] = {}
    for remark in remarks:
        words.setdefault(remark.place, remark)
    order = {code: at for at, code in enumerate(known)}
    sexes = {column.value: at for at, column in enumerate(Column)}

    def place_of(one: Difference) -> tuple[int, str, str, str, int]:
        at = one.place
        return order.get(at.indicator, len(order)), at.indicator, at.unit, at.grp, sexes[at.sex]

    for one in sorted(differences(arrival.cells, arrival.earlier), key=place_of):
        yield _cell(one, arrival.last_year, words.get(one.place), known)


def _cell(
    one: Difference, last_year: Cells, remark: Remark | None, known: Mapping[str, Indicator]
) -> PreviewCell:
    indicator = known.get(one.place.indicator)
    then = last_year.get(one.place)
    return PreviewCell(
        place=one.place,
        name=indicator.name if indicator else one.place.indicator,
        unit=indicator.unit if indicator else "",
        outcome=one.outcome,
        now=one.now,
        before=one.old,
        last_year=then,
        change=_change(one.now, then),
        words=remark.words if remark else "",
        mend=remark.mend if remark else "",
        decimals=indicator.decimals if indicator else 0,
    )


def _change(now: Said | None, then: Said | None) -> Decimal | None:
    if now is None or then is None or now.value is None or not then.value:
        return None
    change = share(now.value - then.value, then.value)
    return None if change is None else rounded(change, 1)


def _changed(now: Sequence[ActivityRow], before: Sequence[ActivityRow]) -> Iterator[ActivityChange]:
    old = {one.activity_id: one for one in before}
    for one in now:
        known = old.pop(one.activity_id, None)
        if known is None:
            yield ActivityChange(CellOutcome.NEW, one)
        elif replace(known, position=one.position) != one:
            yield ActivityChange(CellOutcome.CHANGED, one)
    yield from (ActivityChange(CellOutcome.GONE, one) for one in old.values())


def _written(one: PreviewCell) -> tuple[Written, ...]:
    numbers = [_number(said) for said in (one.before, one.now, one.last_year)]
    place = one.place
    return (
        one.name,
        one.unit,
        one.sex,
        place.grp,
        place.unit,
        OUTCOME_WORDS[one.outcome],
        *numbers,
        one.change,
        one.words,
        one.mend,
    )


def _number(said: Said | None) -> Written:
    return None if said is None else _NONE if said.value is None else said.value


def _printed(at: int, one: PreviewCell) -> tuple[str, ...]:
    place = " ".join(filter(None, (one.place.grp, one.place.unit)))
    return (
        str(at),
        f"{one.name} ({place})" if place else one.name,
        one.sex,
        shown_value(one.before, one.decimals),
        shown_value(one.now, one.decimals),
        shown_value(one.last_year, one.decimals),
        OUTCOME_WORDS[one.outcome],
        one.words,
    )


def period_words(period: str) -> str:
    """ "Năm 2026"; the code when it is none of ours."""
    try:
        return parse_period(period).words
    except ValidationError:
        return period


def duty_name(db: Database, duty: str) -> str:
    """ "Báo cáo năm"; the code of a duty that the catalogue does not know."""
    return db.read(_duty_name, duty)


def _duty_name(session: "Session", duty: str) -> str:
    entry = find_entry(session, "deadline", duty)
    return entry.name if entry else duty
