"""Figures: cells typed, taken from activities or read from a file; targets of the unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.figure_rows import (
    NOTHING,
    Cell,
    CellState,
    Column,
    SexRow,
    check_missing,
    completed,
)
from app.domain.indicators import Direction, Indicator, IndicatorKind, TargetSource
from app.domain.periods import FIRST_YEAR, LAST_YEAR, Period
from app.domain.personal_data import IN_FILE_NAMES, refuse_personal
from app.domain.text import clean_line
from app.errors import ValidationError
from app.models import Figure, IndicatorTarget

TYPED: Final = "typed"
_WHOLE: Final = 100
#: So many indicators are asked for by name; more are quicker read with their whole period.
_FEW: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDraft:
    """One cell as it shall be; ``state`` EMPTY takes the figure away.

    ``origin`` is "typed", "activities" or "file", ``source`` the measure or the file's name;
    ``note`` says why a check was let pass.
    """

    indicator: str
    column: Column
    state: CellState
    value: Decimal | None = None
    reason: str = ""
    origin: str = TYPED
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFigures:
    """Cells of one period; ``indicators`` are the known ones by code."""

    period: Period
    cells: tuple[CellDraft, ...]
    indicators: Mapping[str, Indicator]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """A target of the unit or the office above; ``value`` None takes it away."""

    indicator: str
    year: int
    value: Decimal | None
    column: Column = Column.TOTAL
    set_by: TargetSource = TargetSource.OWN
    words: str = ""


def save_figures(session: Session, command: SaveFigures) -> int:
    """Write cells; of men, women and total any two give the third.

    Returns:
        how many cells were changed, worked-out ones included.

    Raises:
        ValidationError: an unknown indicator, a column it has not, a value it cannot have, sums
            that do not hold, or words about a person beside a sensitive count. ``field`` is
            "indicator:column"; nothing is written then.
    """
    drafts: dict[str, dict[Column, CellDraft]] = {}
    for draft in command.cells:
        check_draft(draft, command.indicators)
        drafts.setdefault(draft.indicator, {})[draft.column] = draft
    stored = _stored(session, command.period, drafts)
    return sum(
        _write_row(session, command.period, code, changes, stored)
        for code, changes in drafts.items()
    )


def save_periods(session: Session, commands: Sequence[SaveFigures]) -> int:
    """Write cells of several periods, all or none.

    Returns:
        how many cells were changed, as ``save_figures``.

    Raises:
        ValidationError: as ``save_figures``; ``field`` is "indicator:column:period".
    """
    count = 0
    for command in commands:
        try:
            count += save_figures(session, command)
        except ValidationError as error:
            field = f"{error.field}:{command.period.code}"
            raise ValidationError(error.message, field=field) from error
    return count


def set_target(session: Session, command: SetTarget) -> None:
    """Set or take away a target.

    Raises:
        ValidationError: a target of the state, which stands in the catalogue.
    """
    if command.set_by is TargetSource.NATIONAL:
        raise ValidationError("Mục tiêu của Trung ương sửa trong danh mục chỉ tiêu ở Cài đặt.")
    row = session.scalars(
        select(IndicatorTarget).where(
            IndicatorTarget.indicator == command.indicator,
            IndicatorTarget.year == command.year,
            IndicatorTarget.sex == command.column,
            IndicatorTarget.set_by == command.set_by,
        )
    ).first()
    if command.value is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = IndicatorTarget(
            indicator=command.indicator,
            year=command.year,
            sex=command.column,
            set_by=command.set_by,
        )
        session.add(row)
    row.value, row.words = command.value, clean_line(command.words)


def check_target(command: SetTarget, indicator: Indicator) -> None:
    """Refuse a target that the indicator cannot have.

    Raises:
        ValidationError: with the field in ``field`` ("year", "value", "column", "words").
    """
    if not FIRST_YEAR <= command.year <= LAST_YEAR:
        raise ValidationError(
            f"Năm của mục tiêu phải từ {FIRST_YEAR} đến {LAST_YEAR}.", field="year"
        )
    if command.column not in target_columns(indicator):
        raise ValidationError(f"“{indicator.name}” không tách theo giới tính.", field="column")
    if indicator.sensitive:
        refuse_personal(command.words, "words")
    if command.value is None:
        return
    if command.value < 0:
        raise ValidationError("Mục tiêu không thể là số âm.", field="value")
    if indicator.unit == "%" and indicator.direction is Direction.UP and command.value > _WHOLE:
        raise ValidationError("Mục tiêu tính bằng % không quá 100.", field="value")


def target_columns(indicator: Indicator) -> tuple[Column, ...]:
    """For whom a target can be set: a share by sex needs raw numbers of each sex."""
    if indicator.kind is not IndicatorKind.SHARE:
        return indicator.columns
    refs = (indicator.numerator, indicator.denominator)
    both = all(ref is not None and ref.column is Column.TOTAL for ref in refs)
    return tuple(Column) if both else (Column.TOTAL,)


def check_draft(draft: CellDraft, indicators: Mapping[str, Indicator]) -> None:
    """Refuse a cell that cannot be written, as ``save_figures`` would.

    Raises:
        ValidationError: see ``save_figures``.
    """
    field = f"{draft.indicator}:{draft.column}"
    indicator = indicators.get(draft.indicator)
    if indicator is None:
        raise ValidationError(f"Không có chỉ tiêu “{draft.indicator}” trong danh mục.", field=field)
    if draft.column not in indicator.columns:
        why = (
            "được tính từ số liệu khác, không ghi trực tiếp"
            if indicator.kind is IndicatorKind.SHARE
            else "không tách theo giới tính"
        )
        raise ValidationError(f"“{indicator.name}” {why}.", field=field)
    if draft.state is CellState.VALUE:
        _check_value(draft, indicator, field)
    if draft.state is CellState.MISSING and not draft.reason.strip():
        raise ValidationError("Hãy ghi lý do không có số liệu.", field=field)
    if indicator.sensitive:
        refuse_personal(draft.reason, field, where="lý do")
        refuse_personal(draft.note, field, where="lời ghi")
        refuse_personal(draft.source, field, where="tên tệp", but=IN_FILE_NAMES)


def _check_value(draft: CellDraft, indicator: Indicator, field: str) -> None:
    value = draft.value
    if value is None:
        raise ValidationError("Ô này chưa có số.", field=field)
    if value < 0:
        raise ValidationError("Số liệu không thể là số âm.", field=field)
    if -int(value.as_tuple().exponent) > indicator.decimals and value % 1:
        digits = indicator.decimals
        allowed = f"tối đa {digits} chữ số sau dấu phẩy" if digits else "là số nguyên"
        raise ValidationError(f"“{indicator.name}” phải {allowed}.", field=field)
    if indicator.kind is IndicatorKind.YES_NO and value not in (0, 1):
        raise ValidationError(f"“{indicator.name}” chỉ ghi 1 (có) hoặc 0 (không).", field=field)


def _stored(
    session: Session, period: Period, codes: Iterable[str]
) -> dict[tuple[str, Column], Figure]:
    wanted = set(codes)
    query = select(Figure).where(Figure.period == period.code)
    if len(wanted) <= _FEW:
        query = query.where(Figure.indicator.in_(wanted))
    rows = session.scalars(query)
    return {(row.indicator, Column(row.sex)): row for row in rows if row.indicator in wanted}


def _write_row(
    session: Session,
    period: Period,
    code: str,
    changes: Mapping[Column, CellDraft],
    stored: Mapping[tuple[str, Column], Figure],
) -> int:
    before = {column: _cell(stored.get((code, column))) for column in Column}
    typed = {
        column.value: _draft_cell(changes[column]) if column in changes else before[column]
        for column in Column
    }
    try:
        row = completed(SexRow(**typed))
        check_missing({column: typed[column.value] for column in changes}, row)
    except ValidationError as error:
        last = list(changes)[-1]
        raise ValidationError(error.message, field=f"{code}:{last}") from error
    count = 0
    for column in Column:
        cell, draft = row.cell(column), changes.get(column)
        figure = stored.get((code, column))
        if cell.state is CellState.EMPTY:
            if figure is not None:
                session.delete(figure)
                count += 1
            continue
        if figure is None:
            figure = Figure(indicator=code, period=period.code, sex=column)
            figure.first, figure.last = period.first, period.last
            session.add(figure)
        elif cell == before[column] and draft is None:
            continue
        _fill(figure, cell, draft)
        count += 1
    return count


def _fill(figure: Figure, cell: Cell, draft: CellDraft | None) -> None:
    figure.state, figure.value = cell.state, cell.value
    figure.reason, figure.worked_out = cell.reason, cell.worked_out
    if draft is not None:
        figure.origin, figure.source = draft.origin, clean_line(draft.source)
        figure.note = clean_line(draft.note)
    elif cell.worked_out:
        figure.origin, figure.source, figure.note = TYPED, "", ""


def _cell(figure: Figure | None) -> Cell:
    if figure is None:
        return NOTHING
    return Cell(CellState(figure.state), figure.value, figure.reason, figure.worked_out)


def _draft_cell(draft: CellDraft) -> Cell:
    if draft.state is CellState.EMPTY:
        return NOTHING
    if draft.state is CellState.MISSING:
        return Cell(CellState.MISSING, reason=clean_line(draft.reason))
    return Cell(CellState.VALUE, draft.value)
