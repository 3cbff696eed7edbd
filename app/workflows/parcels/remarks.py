"""What is to be looked at in a package before it is accepted, cell by cell and as a whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from app.domain.figure_checks import is_part, oddities
from app.domain.figure_rows import CellState, Column, SexRow, jump
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.parcel_cells import Cells, Place, number_changed, own_rows
from app.domain.periods import PeriodKind, parse_period, year_before
from app.errors import ValidationError
from app.exchange.reading import Package

#: Names told of many; the preview shows every one.
_SHOWN: Final = 3
_SEX_WORDS: Final = {Column.TOTAL: "tổng", Column.MEN: "nam", Column.WOMEN: "nữ"}
ASK: Final = "Hỏi lại đơn vị: đúng thì tiếp nhận, sai thì trả lại ô này."
KNOW: Final = "Đọc lý do của đơn vị; chưa rõ thì hỏi lại."


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be seen at a cell, and what to do about it."""

    place: Place
    words: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a package besides its cells.

    ``earlier`` are the cells of the package it takes the place of, ``earlier_words`` names that
    package; ``last_year`` those of the same report a year before. ``missing`` are numbers of its
    line that never came, ``silent`` names of units below that gave nothing. ``unmended`` tells of
    what the package before it was returned for; ``acts`` counts activities that came, went or are
    other ones than in the package that counts now.
    """

    period: str
    cells: Cells
    earlier: Cells = field(default_factory=dict)
    earlier_words: str = ""
    earlier_counts: bool = False
    last_year: Cells = field(default_factory=dict)
    missing: Sequence[int] = ()
    withdraws: str | None = None
    silent: Sequence[str] = ()
    closed: bool = False
    unmended: Sequence[str] = ()
    acts: int = 0


class Examiner:
    """Knows the indicators and looks at one package after another."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._related: dict[frozenset[str], dict[str, Indicator]] = {}
        self._pairs: dict[frozenset[str], list[tuple[Place, Place]]] = {}

    def may_be_odd(self, package: Package, last_year: Cells) -> bool:
        """A quick look at whole columns: False when no cell of a package has anything to be seen,
        apart from what the package before it said."""
        figures = package.tables.get("figures")
        if figures is None:
            return False
        if CellState.MISSING.value in figures.wire("state") or any(figures.wire("note")):
            return True
        pairs = self._pairs_of(frozenset(figures.wire("indicator")))
        if not (pairs or last_year):
            return False
        places = package.rows("figures", "indicator", "sex", "group", "unit")
        values = dict(zip(places, figures.column("value"), strict=True))
        if any(
            part in values and whole in values and values[part] > values[whole]
            for part, whole in pairs
        ):
            return True
        return any(
            said.value is not None
            and (now := values.get(place)) is not None
            and jump(now, said.value) is not None
            for place, said in last_year.items()
        )

    def remarks(self, one: Arrival) -> tuple[Remark, ...]:
        """Everything to be seen at single cells, in the order of kinds."""
        return tuple(self._remarks(one))

    def name(self, place: Place) -> str:
        """ "Tên chỉ tiêu" (nữ)."""
        indicator = self._indicators.get(place.indicator)
        words = [f"“{indicator.name if indicator else place.indicator}”"]
        if indicator is None or indicator.by_sex:
            words.append(f"({_SEX_WORDS[Column(place.sex)]})")
        if place.grp or place.unit:
            words.append(" ".join(filter(None, (place.grp, place.unit))))
        return " ".join(words)

    def warnings(self, one: Arrival, remarks: Sequence[Remark]) -> tuple[str, ...]:
        """What an officer should know before accepting; none: the package is clean."""
        return tuple(self._warnings(one, remarks))

    def _remarks(self, one: Arrival) -> Iterator[Remark]:
        odd = self._odd(one)
        notes = {place: said.note for place, said in one.cells.items() if said.note}
        for place, words in odd.items():
            reason = notes.pop(place, "")
            told = f"{words} Đơn vị giải thích: {reason}" if reason else words
            yield Remark(place, told, KNOW if reason else ASK)
        for place, note in notes.items():
            yield Remark(place, f"Đơn vị giải thích: {note}", KNOW)
        for place, said in one.cells.items():
            if said.value is None:
                yield Remark(place, f"Không có số liệu: {said.reason}", KNOW)

    def _odd(self, one: Arrival) -> dict[Place, str]:
        """Parts above the whole, shares above 100 %, jumps from last year."""
        codes = frozenset(place.indicator for place in one.cells)
        related = self._related_to(codes)
        if not related:
            return {}
        rows = own_rows(one.cells)
        before: Mapping[str, SexRow] = own_rows(one.last_year) if one.last_year else {}
        found: dict[Place, str] = {}
        for oddity in oddities(related, rows, before, {}, kind_of(one.period)):
            place = Place(oddity.indicator, oddity.column.value)
            found[place] = f"{found[place]} {oddity.message}" if place in found else oddity.message
        return found

    def _related_to(self, codes: frozenset[str]) -> dict[str, Indicator]:
        """Indicators that these cells say something of: most units send the same form."""
        if codes not in self._related:
            self._related[codes] = {
                code: one
                for code, one in self._indicators.items()
                if (code in codes if one.kind is not IndicatorKind.SHARE else _given(one, codes))
            }
        return self._related[codes]

    def _pairs_of(self, codes: frozenset[str]) -> list[tuple[Place, Place]]:
        """Places of which the first must not be above the second."""
        if codes not in self._pairs:
            related = self._related_to(codes)
            self._pairs[codes] = [
                pair for one in related.values() for pair in _bounds(one, related)
            ]
        return self._pairs[codes]

    def _warnings(self, one: Arrival, remarks: Sequence[Remark]) -> Iterator[str]:
        if one.withdraws is not None:
            yield f"Đơn vị rút lại số liệu đã gửi: {one.withdraws}"
        if one.closed:
            yield "Kỳ tổng hợp đã chốt: muốn tính gói này thì mở lại kỳ tổng hợp trước."
        if one.missing:
            numbers = ", ".join(str(number) for number in one.missing)
            yield f"Chưa nhận được gói lần {numbers} của đơn vị cho kỳ này."
        yield from one.unmended
        if one.withdraws is None:
            yield from self._differing(one)
        if one.silent:
            yield f"{len(one.silent)} đơn vị bên dưới chưa có số liệu: {_listed(one.silent)}."
        yield from self._cells(one, remarks)

    def _differing(self, one: Arrival) -> Iterator[str]:
        if one.earlier and one.earlier_counts:
            changed = number_changed(one.cells, one.earlier)
            if changed:
                yield f"{changed} số liệu khác với số đã tiếp nhận ({one.earlier_words})."
        if one.acts:
            yield f"{one.acts} hoạt động thêm, bớt hoặc khác với gói đã tiếp nhận ({one.earlier_words})."

    def _cells(self, one: Arrival, remarks: Sequence[Remark]) -> Iterator[str]:
        absent = []
        for remark in remarks:
            said = one.cells.get(remark.place)
            if said is not None and said.value is None:
                absent.append(remark)
            else:
                yield f"{self.name(remark.place)}: {remark.words}"
        if absent:
            names = [
                f"{self.name(remark.place)} ({one.cells[remark.place].reason})" for remark in absent
            ]
            yield f"{len(absent)} ô không có số liệu: {_listed(names)}."


@cache
def kind_of(period: str) -> PeriodKind:
    """What a period is; one that cannot be read is told of as a year."""
    try:
        return parse_period(period).kind
    except ValidationError:
        return PeriodKind.YEAR


@cache
def last_year_of(period: str) -> str:
    """The code of the same period a year before; empty when there is none."""
    try:
        return year_before(parse_period(period)).code
    except ValidationError:
        return ""


def _given(share: Indicator, codes: Collection[str]) -> bool:
    parts = (share.numerator, share.denominator)
    return all(part is not None and part.code in codes for part in parts)


def _bounds(one: Indicator, related: Mapping[str, Indicator]) -> Iterator[tuple[Place, Place]]:
    """A share in percent: numerator and denominator; a count: the part and its whole."""
    above, below = one.numerator, one.denominator
    if one.kind is IndicatorKind.SHARE:
        if above and below and is_part(one):
            yield Place(above.code, above.column.value), Place(below.code, below.column.value)
    elif one.parent in related:
        for column in one.columns:
            yield Place(one.code, column.value), Place(one.parent, column.value)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    shown = "; ".join(names[:_SHOWN])
    return f"{shown} và {more} nơi khác" if more > 0 else shown
