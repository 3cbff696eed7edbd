"""What an indicator is: counted or worked out, by sex or not, its direction and its targets."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from app.domain.figure_rows import Column
from app.errors import ValidationError

_REF: Final = re.compile(r"([\w.-]+):(total|men|women)")


class IndicatorKind(StrEnum):
    """COUNT and AMOUNT are typed (whole, with decimals), YES_NO is 1 or 0, SHARE is worked out."""

    COUNT = "count"
    AMOUNT = "amount"
    YES_NO = "yes_no"
    SHARE = "share"


class Direction(StrEnum):
    """Which way is better; NONE for a figure that is only known."""

    UP = "up"
    DOWN = "down"
    NONE = ""


class TargetSource(StrEnum):
    """Who set a target; the unit's own one counts first, then the upper unit's, then the state's."""

    OWN = "own"
    UPPER = "upper"
    NATIONAL = "national"


_FIRST: Final = {source: place for place, source in enumerate(TargetSource)}


class Progress(StrEnum):
    """How a value stands to its target."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


PROGRESS_WORDS: Final = {
    Progress.MET: "Đạt",
    Progress.NOT_MET: "Chưa đạt",
    Progress.UNKNOWN: "Không đánh giá được",
}


@dataclass(frozen=True, slots=True)
class Ref:
    """One column of a counted indicator."""

    code: str
    column: Column


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach in a year; ``column`` MEN or WOMEN where it is set for one sex alone."""

    year: int
    value: Decimal
    source: TargetSource
    column: Column = Column.TOTAL
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the catalogue "indicator".

    ``scale`` makes a share of numerator and denominator: 100 for percent, 100 boys per 100 girls,
    1000, 100000. ``parent`` is the row that this one is a part of (``breakdown``: by age, ethnicity,
    area). ``sensitive`` rows are counts of violence: masked where shared, no free words beside them.
    ``link`` is a measure over activities that can give the figure (see ``app.queries.measures``), of
    a kind or section alone where it says so: "people?kind=tap_huan".
    """

    code: str
    name: str
    unit: str
    kind: IndicatorKind
    by_sex: bool = False
    decimals: int = 0
    numerator: Ref | None = None
    denominator: Ref | None = None
    scale: int = 100
    direction: Direction = Direction.NONE
    parent: str = ""
    breakdown: str = ""
    sensitive: bool = False
    link: str = ""
    meaning: str = ""
    collector: str = ""
    frequency: str = ""
    source: str = ""
    checked: bool = False
    targets: tuple[Target, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are typed."""
        if self.kind is IndicatorKind.SHARE:
            return ()
        return tuple(Column) if self.by_sex else (Column.TOTAL,)


def shown_places(indicator: Indicator) -> int:
    """Decimals that its values are printed with."""
    return 2 if indicator.kind is IndicatorKind.SHARE else indicator.decimals


def read_indicator(
    code: str, name: str, data: Mapping[str, Any], source: str, *, checked: bool
) -> Indicator:
    """An indicator from a row of the catalogue.

    Raises:
        ValidationError: a field that cannot be; the sentence names the indicator.
    """
    try:
        return Indicator(
            code=code,
            name=name,
            unit=str(data.get("unit", "")),
            kind=IndicatorKind(data.get("kind", IndicatorKind.COUNT)),
            by_sex=bool(data.get("by_sex", False)),
            decimals=int(data.get("decimals") or 0),
            numerator=_ref(data.get("numerator")),
            denominator=_ref(data.get("denominator")),
            scale=int(data.get("scale") or 100),
            direction=Direction(data.get("direction", "")),
            parent=str(data.get("parent", "")),
            breakdown=str(data.get("breakdown", "")),
            sensitive=bool(data.get("sensitive", False)),
            link=str(data.get("link", "")),
            meaning=str(data.get("meaning", "")),
            collector=str(data.get("collector", "")),
            frequency=str(data.get("frequency", "")),
            source=source,
            checked=checked,
            targets=tuple(_target(row) for row in data.get("targets", ())),
        )
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise ValidationError(
            f"Chỉ tiêu “{name}” ({code}) trong danh mục ghi chưa đúng. Hãy sửa trong Cài đặt."
        ) from error


def target_of(targets: Sequence[Target], year: int, column: Column = Column.TOTAL) -> Target | None:
    """The target of a year: the unit's own first, then from above, then the state's."""
    fitting = [one for one in targets if one.year == year and one.column is column]
    return min(fitting, key=lambda one: _FIRST[one.source], default=None)


def on_line(targets: Sequence[Target], year: int, column: Column = Column.TOTAL) -> Decimal | None:
    """The value a year should have on the straight line between two target years around it.

    None outside the years that have targets.
    """
    years = sorted({one.year for one in targets if one.column is column})
    before = max((one for one in years if one <= year), default=None)
    after = min((one for one in years if one >= year), default=None)
    if before is None or after is None:
        return None
    first, last = target_of(targets, before, column), target_of(targets, after, column)
    if first is None or last is None:
        return None
    if before == after:
        return first.value
    return first.value + (last.value - first.value) * (year - before) / (after - before)


def judged(value: Decimal | None, target: Decimal | None, direction: Direction) -> Progress:
    """Whether a value reaches its target."""
    if value is None or target is None or direction is Direction.NONE:
        return Progress.UNKNOWN
    if direction is Direction.UP:
        return Progress.MET if value >= target else Progress.NOT_MET
    return Progress.MET if value <= target else Progress.NOT_MET


def _ref(text: object) -> Ref | None:
    if not text:
        return None
    found = _REF.fullmatch(str(text))
    if not found:
        raise ValueError(text)
    return Ref(found[1], Column(found[2]))


def _target(row: Mapping[str, Any]) -> Target:
    return Target(
        year=int(row["year"]),
        value=Decimal(str(row["value"])),
        source=TargetSource(row.get("source", TargetSource.NATIONAL)),
        column=Column(row.get("column", Column.TOTAL)),
        words=str(row.get("words", "")),
    )
