"""Sums of the units taken over into our own figures, never over a typed one without being asked."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.db.database import Database
from app.domain.figure_rows import NOTHING, Cell, CellState, Column, SexRow
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.periods import Period, parse_period
from app.errors import ValidationError
from app.queries.figure_cells import FigureRow, list_figures
from app.queries.indicators import list_forms, list_indicators
from app.queries.stale import basis_of
from app.queries.total_sources import Sources, total_sources
from app.queries.totals import Totals, spoken_of, totals
from app.services.figures import CellDraft, SaveFigures, check_draft, save_periods
from app.services.totals import keep_basis
from app.workflows.report_annexes import period_for

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Where a figure comes from that was added up from units.
SUM: Final = "sum"
_SPLIT: Final = (Column.MEN, Column.WOMEN)


class Outcome(StrEnum):
    """What taking a sum over would do. CONFLICT: another number stands there that is no sum."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


OUTCOME_WORDS: Final = {
    Outcome.NEW: "Mới",
    Outcome.CHANGED: "Đổi theo tổng mới",
    Outcome.SAME: "Không đổi",
    Outcome.CONFLICT: "Khác số đã ghi",
    Outcome.REFUSED: "Không lấy được",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSum:
    """The row of an indicator as the units' sum gives it, beside our own.

    ``period`` is the code of the period it is kept under; ``why`` says why it cannot be taken.
    """

    indicator: Indicator
    period: Period
    row: SexRow
    own: Mapping[Column, FigureRow]
    given: int
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedSums:
    """Every sum of a duty and period that can become a figure of our own."""

    sources: Sources
    rows: tuple[OfferedSum, ...]

    def of(self, outcome: Outcome) -> tuple[OfferedSum, ...]:
        """Those with one outcome."""
        return tuple(row for row in self.rows if row.outcome is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSums:
    """What was written (cells), and the conflicts that were left as they stood."""

    cells: int
    left: tuple[OfferedSum, ...]
    refused: tuple[OfferedSum, ...]
    sources: Sources


def offered_sums(db: Database, duty: str, period: str) -> OfferedSums:
    """What taking the sums over would do; nothing is written.

    Raises:
        ValidationError: a period that is none.
    """
    return db.read(_offered, duty, period)


def take_totals(db: Database, duty: str, period: str, chosen: Collection[str] = ()) -> TakenSums:
    """Write the units' sums as figures of our own, each under its form's period, all or none.

    Args:
        chosen: codes of indicators whose own other number gives way to the sum; the others that
            differ are left and told.

    Raises:
        ValidationError: a period that is none, or nobody has reported.
    """
    return db.write(_take, duty, period, frozenset(chosen))


def renew_basis(db: Database, paper_id: UUID, now: datetime) -> None:
    """The numbers of a paper were brought up to date by hand: from now on it stands on these totals.

    Raises:
        NotFoundError: the paper is gone.
    """
    db.write(_renew, paper_id, now)


def home_periods(session: "Session", about: Period) -> dict[str, Period]:
    """The period that each indicator of a report is kept under: its form's, the report's first."""
    day = date(about.year, 7, 1)
    indicators = list_indicators(session, on=day, with_hidden=True)
    found: dict[str, Period] = {}
    for form in list_forms(session, on=day):
        period = period_for(form.period, about.year, about.last)
        for code in form.indicators:
            for one in _with_parts(code, indicators):
                if period == about or one not in found:
                    found[one] = period
    return found


def _with_parts(code: str, indicators: Mapping[str, Indicator]) -> Iterator[str]:
    yield code
    one = indicators.get(code)
    yield from (ref.code for ref in (one.numerator, one.denominator) if ref) if one else ()


def _renew(session: "Session", paper_id: UUID, now: datetime) -> None:
    for row in basis_of(session, paper_id):
        sources = total_sources(session, row.duty, row.period)
        keep_basis(session, paper_id, (row.duty, row.period), sources.basis, now)


def _offered(session: "Session", duty: str, period: str) -> OfferedSums:
    found = totals(session, duty, period)
    about = parse_period(period)
    indicators = list_indicators(session, on=date(about.year, 7, 1), with_hidden=True)
    home = home_periods(session, about)
    typed = [
        indicators[code]
        for code in indicators
        if code in found.indicators and indicators[code].kind is not IndicatorKind.SHARE
    ]
    periods = {one.code: home.get(one.code, about) for one in typed}
    own: dict[tuple[str, str], dict[Column, FigureRow]] = {}
    for row in list_figures(session, {one.code for one in periods.values()}):
        own.setdefault((row.indicator, row.period), {})[row.column] = row
    rows = tuple(
        _offer(one, found, periods[one.code], own.get((one.code, periods[one.code].code), {}))
        for one in typed
    )
    gone = _gone(session, own, found, indicators)
    return OfferedSums(sources=found.sources, rows=(*rows, *gone))


def _gone(
    session: "Session",
    own: Mapping[tuple[str, str], Mapping[Column, FigureRow]],
    found: Totals,
    indicators: Mapping[str, Indicator],
) -> Iterator[OfferedSum]:
    """Sums taken over earlier that no unit speaks of any more: they shall go."""
    about = found.sources.period
    spoken = spoken_of(session, about.code)
    for (code, period), cells in own.items():
        ours = all(
            one.worked_out or (one.origin == SUM and one.source.endswith(_of_period(about)))
            for one in cells.values()
        )
        if ours and code not in spoken and code in indicators:
            yield OfferedSum(
                indicator=indicators[code],
                period=parse_period(period),
                row=SexRow(),
                own=cells,
                given=0,
                outcome=Outcome.CHANGED,
            )


def _of_period(about: Period) -> str:
    return f", kỳ {about.code}"


def _offer(
    indicator: Indicator, found: Totals, period: Period, own: Mapping[Column, FigureRow]
) -> OfferedSum:
    row = _summed(indicator, found)
    why = _refusal(indicator, row)
    return OfferedSum(
        indicator=indicator,
        period=period,
        row=row,
        own=own,
        given=found.sum(indicator.code).given,
        outcome=Outcome.REFUSED if why else _outcome(row, own),
        why=why,
    )


def _outcome(row: SexRow, own: Mapping[Column, FigureRow]) -> Outcome:
    if not own:
        return Outcome.NEW
    differs = any(_differs(row.cell(column), own.get(column)) for column in Column)
    if not differs:
        return Outcome.SAME
    ours = all(one.origin == SUM or one.worked_out for one in own.values())
    return Outcome.CHANGED if ours else Outcome.CONFLICT


def _differs(cell: Cell, own: FigureRow | None) -> bool:
    kept = own.cell if own else NOTHING
    return (cell.state, cell.value, cell.reason) != (kept.state, kept.value, kept.reason)


def _summed(indicator: Indicator, found: Totals) -> SexRow:
    """The sums as a row whose numbers hold together.

    Where units did not tell men from women, their total is known and the parts are not: the two
    sums that are there would give a false third.
    """
    row = found.row(indicator.code)
    if not indicator.by_sex:
        return SexRow(total=_told(indicator, row.total))
    men, women, total = row.men.value, row.women.value, row.total.value
    if men is not None and women is not None and total == men + women:
        return row
    if total is None:
        return SexRow(*[_told(indicator, row.total)] * 3)
    split = min(found.sum(indicator.code, column).given for column in _SPLIT)
    lacking = found.sum(indicator.code).given - split
    cell = Cell(CellState.MISSING, reason=f"{max(lacking, 1)} đơn vị không tách nam, nữ")
    return SexRow(men=cell, women=cell, total=row.total)


def _told(indicator: Indicator, cell: Cell) -> Cell:
    """A sum nobody has a number for says so; of sensitive counts without the units' words."""
    if cell.value is not None:
        return cell
    words = "" if indicator.sensitive or not cell.reason else f": {cell.reason}"
    return Cell(CellState.MISSING, reason=f"Các đơn vị không có số liệu đủ để cộng{words}")


def _refusal(indicator: Indicator, row: SexRow) -> str:
    if indicator.kind is IndicatorKind.YES_NO:
        return "Chỉ tiêu có hoặc không: số đơn vị trả lời có không phải là số liệu của cơ quan."
    try:
        for draft in _drafts(indicator, row, ""):
            check_draft(draft, {indicator.code: indicator})
    except ValidationError as error:
        return error.message
    return ""


def _drafts(indicator: Indicator, row: SexRow, source: str) -> Iterator[CellDraft]:
    for column in indicator.columns:
        cell = row.cell(column)
        yield CellDraft(
            indicator=indicator.code,
            column=column,
            state=cell.state,
            value=cell.value,
            reason=cell.reason,
            origin=SUM,
            source=source,
        )


def _take(session: "Session", duty: str, period: str, chosen: frozenset[str]) -> TakenSums:
    offered = _offered(session, duty, period)
    if not offered.sources.parts:
        raise ValidationError(
            "Chưa đơn vị nào có số liệu được tiếp nhận cho kỳ này nên chưa có gì để cộng; số liệu "
            "của cơ quan không thay đổi."
        )
    taken = [
        row
        for row in offered.rows
        if row.outcome in (Outcome.NEW, Outcome.CHANGED)
        or (row.outcome is Outcome.CONFLICT and row.indicator.code in chosen)
    ]
    by_period: dict[str, list[CellDraft]] = {}
    for row in taken:
        source = (
            f"Cộng từ {row.given}/{offered.sources.asked} đơn vị, kỳ {offered.sources.period.code}"
        )
        by_period.setdefault(row.period.code, []).extend(_drafts(row.indicator, row.row, source))
    known = {row.indicator.code: row.indicator for row in offered.rows}
    commands = [
        SaveFigures(period=parse_period(code), cells=tuple(drafts), indicators=known)
        for code, drafts in by_period.items()
    ]
    conflicts = offered.of(Outcome.CONFLICT)
    return TakenSums(
        cells=save_periods(session, commands),
        left=tuple(row for row in conflicts if row.indicator.code not in chosen),
        refused=offered.of(Outcome.REFUSED),
        sources=offered.sources,
    )
