"""Totals over units: raw sums of what was accepted, by indicator, sex and breakdown.

A cell that a unit does not have is counted and named, never taken for zero. Shares come from the
sums of the units that have both raw numbers, never from shares.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app.domain.figure_rows import NOTHING, Cell, CellState, Column, SexRow, share
from app.domain.indicators import Indicator, Ref
from app.models import ReceivedFigure, ReceivedPackage
from app.queries.total_sources import Part, Sources, total_sources

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

#: Indicator, column, group: what a figure is about; no group but for a breakdown besides sex.
Key = tuple[str, Column, str]
#: Between the parts of a key in an answer of the database; in no code.
_BETWEEN: Final = "\x1f"
#: Rows read at once: few, so that they are gone before Python looks for rings among them.
_PIECE: Final = 500
_NO_REASON: Final = "không ghi lý do"
#: Of a unit whose package has no such cell at all.
NOT_IN_PACKAGE: Final = "không có trong báo cáo của đơn vị"


@dataclass(frozen=True, slots=True)
class Lacking:
    """Units without a number, with one reason."""

    reason: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A raw sum over ``given`` units; ``value`` None when none of them has a number."""

    value: Decimal | None
    given: int
    lacking: tuple[Lacking, ...] = ()

    @property
    def without(self) -> int:
        """How many units have no number."""
        return sum(len(one.units) for one in self.lacking)

    @property
    def words(self) -> str:
        """ "3 đơn vị không có số liệu (chưa thống kê: xã A, xã B; …)"; empty when all have one."""
        if not self.lacking:
            return ""
        reasons = "; ".join(f"{one.reason}: {', '.join(one.units)}" for one in self.lacking)
        return f"{self.without} đơn vị không có số liệu ({reasons})"

    @property
    def cell(self) -> Cell:
        """The sum as a figure; not available, with the reasons, when nobody has a number."""
        if self.value is not None:
            return Cell(CellState.VALUE, self.value)
        reasons = "; ".join(dict.fromkeys(one.reason for one in self.lacking))
        return Cell(CellState.MISSING, reason=reasons) if reasons else NOTHING


@dataclass(frozen=True, slots=True)
class ShareSum:
    """A share from sums; ``units`` have both raw numbers, ``without`` one of them alone or none."""

    above: Decimal
    below: Decimal
    value: Decimal | None
    units: int
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums of a duty and period. ``values`` and ``reasons`` are of each key by unit code."""

    sources: Sources
    values: Mapping[Key, Mapping[str, Decimal]]
    reasons: Mapping[Key, Mapping[str, str]]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Everything that some unit has a number or a reason for."""
        return tuple(dict.fromkeys([*self.values, *self.reasons]))

    @property
    def indicators(self) -> frozenset[str]:
        """Codes of the indicators that occur."""
        return frozenset(code for code, _column, _group in self.keys)

    def sum(self, code: str, column: Column = Column.TOTAL, group: str = "") -> Sum:
        """The sum of a cell over all units."""
        key = (code, column, group)
        values = self.values.get(key, {})
        value = sum(values.values(), Decimal(0)) if values else None
        return Sum(value, len(values), tuple(self._lacking(key)))

    def row(self, code: str, group: str = "") -> SexRow:
        """Men, women and total of an indicator as cells."""
        return SexRow(**{column.value: self.sum(code, column, group).cell for column in Column})

    def rows(self) -> dict[str, SexRow]:
        """The rows without breakdown by indicator."""
        return {code: self.row(code) for code in sorted(self.indicators)}

    def share(self, indicator: Indicator) -> ShareSum | None:
        """The share of a worked-out indicator; None for one that is typed."""
        if indicator.numerator is None or indicator.denominator is None:
            return None
        above, below = (self._of(ref) for ref in (indicator.numerator, indicator.denominator))
        both = above.keys() & below.keys()
        upper = sum((above[unit] for unit in both), Decimal(0))
        lower = sum((below[unit] for unit in both), Decimal(0))
        value = share(upper, lower, indicator.scale) if both else None
        return ShareSum(upper, lower, value, len(both), len(self.sources.parts) - len(both))

    def of_unit(self, code: str) -> dict[Key, Cell]:
        """The cells of one unit's package."""
        found = {
            key: Cell(CellState.VALUE, by_unit[code])
            for key, by_unit in self.values.items()
            if code in by_unit
        }
        for key, by_unit in self.reasons.items():
            if code in by_unit:
                found[key] = Cell(CellState.MISSING, reason=by_unit[code])
        return found

    def behind(self, code: str, column: Column, group: str = "") -> list[tuple[Part, Cell]]:
        """What a sum is made of: every package with its cell, one without it too."""
        key = (code, column, group)
        values, reasons = self.values.get(key, {}), self.reasons.get(key, {})
        return [
            (part, _cell(values.get(part.unit_code), reasons.get(part.unit_code, "")))
            for part in self.sources.parts
        ]

    def under(self) -> dict[str, list[Part]]:
        """The packages under the unit that each is shown under today, by its code."""
        found: dict[str, list[Part]] = {}
        for part in self.sources.parts:
            found.setdefault(part.shown_code, []).append(part)
        return found

    def _of(self, ref: Ref) -> Mapping[str, Decimal]:
        return self.values.get((ref.code, ref.column, ""), {})

    def _lacking(self, key: Key) -> Iterator[Lacking]:
        given, said = self.values.get(key, {}), self.reasons.get(key, {})
        by_reason: dict[str, list[str]] = {}
        for part in self.sources.parts:
            if part.unit_code not in given:
                reason = said.get(part.unit_code, NOT_IN_PACKAGE)
                by_reason.setdefault(reason, []).append(part.unit_name)
        for reason, units in by_reason.items():
            yield Lacking(reason, tuple(units))


def _cell(value: Decimal | None, reason: str) -> Cell:
    if value is not None:
        return Cell(CellState.VALUE, value)
    return Cell(CellState.MISSING, reason=reason or NOT_IN_PACKAGE)


def totals(
    session: Session,
    duty: str,
    period: str,
    *,
    indicators: Collection[str] | None = None,
    on: date | None = None,
) -> Totals:
    """Raw sums over the units' accepted packages.

    Cells of units below a sender are in the sender's own and are not added again.

    Args:
        indicators: only these, by code.
        on: the day whose units old ones are shown under (``total_sources``).

    Raises:
        ValidationError: a period that is none.
    """
    sources = total_sources(session, duty, period, on)
    left_out = {one.part.unit_code for one in sources.left_out}
    pieces = session.execute(_cells(duty, sources.period.code, indicators)).partitions()
    values, reasons = _gathered(chain.from_iterable(pieces), left_out)
    names = {part.unit_code: part.unit_name for part in sources.parts}
    return Totals(sources=sources, values=values, reasons=reasons, names=names)


def _gathered(
    rows: "Iterable[Row[Any]]", left_out: Collection[str]
) -> tuple[dict[Key, dict[str, Decimal]], dict[Key, dict[str, str]]]:
    """Numbers, and reasons for none, of each key by unit.

    Each key and each number is made once, however many units have it: a million rows of 3,000
    units would take 400 MB and twice the time.
    """
    values: dict[Key, dict[str, Decimal]] = {}
    reasons: dict[Key, dict[str, str]] = {}
    by_words: dict[str, dict[str, Decimal]] = {}
    numbers: dict[str, Decimal] = {}
    for unit, words, value, reason in rows:
        if unit in left_out:
            continue
        if value is None:
            reasons.setdefault(_key(words), {})[unit] = reason.strip() or _NO_REASON
            continue
        given = by_words.get(words)
        if given is None:
            given = by_words[words] = values[_key(words)] = {}
        number = numbers.get(value)
        if number is None:
            number = numbers[value] = Decimal(value)
        given[unit] = number
    return values, reasons


def spoken_of(session: Session, period: str) -> frozenset[str]:
    """Indicators that some counting package of a period has a cell of, whatever its duty."""
    rows = session.scalars(
        select(ReceivedFigure.indicator)
        .join(ReceivedPackage, ReceivedFigure.package_id == ReceivedPackage.id)
        .where(ReceivedPackage.period == period, ReceivedPackage.counts, ReceivedFigure.unit == "")
        .distinct()
    )
    return frozenset(rows)


def _key(words: str) -> Key:
    code, sex, group = words.split(_BETWEEN)
    return code, Column(sex), group


def _cells(duty: str, period: str, indicators: Collection[str] | None) -> "Select[Any]":
    # Columns of the tables, as the database keeps them: rows of the mapper, and numbers made one
    # by one, would take most of the time.
    package, figure = ReceivedPackage.__table__.c, ReceivedFigure.__table__.c
    query = (
        select(
            package.unit_code,
            # One text for what a cell is of, and no state: a cell without a number says why.
            figure.indicator + _BETWEEN + figure.sex + _BETWEEN + figure.grp,
            type_coerce(figure.value, String),
            figure.reason,
        )
        .join_from(
            ReceivedFigure.__table__,
            ReceivedPackage.__table__,
            figure.package_id == package.id,
        )
        .where(
            package.duty == duty,
            package.period == period,
            package.direction == "up",
            package.counts,
            figure.unit == "",
        )
    )
    # A piece of the rows at a time in memory.
    query = query.execution_options(yield_per=_PIECE)
    return query if indicators is None else query.where(figure.indicator.in_(indicators))
