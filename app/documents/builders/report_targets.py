"""Targets in a report: value against target, raw numbers behind it, last year beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.fields import bind
from app.domain.figure_rows import Column, rounded
from app.domain.figures import format_number
from app.domain.indicators import (
    PROGRESS_WORDS,
    Indicator,
    IndicatorKind,
    Progress,
    shown_places,
)
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.wording import compared

Line = tuple[Mark, str]
#: A column of an indicator.
Place = tuple[str, Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFact:
    """One target of the year. Values are not rounded; ``above`` and ``below`` make a share.

    ``aim`` is the target of the year, ``on_line`` True when it lies on the straight line between
    two target years. ``why`` says why there is no value. ``hidden`` are the places of its period
    that papers for others hide, ``hidden_before`` those of the year before; a number of a
    ``guarded`` indicator may be among them.
    """

    indicator: Indicator
    value: Decimal | None
    before: Decimal | None
    aim: Decimal | None
    on_line: bool
    progress: Progress
    why: str = ""
    above: Decimal | None = None
    below: Decimal | None = None
    guarded: bool = False
    hidden: frozenset[Place] = frozenset()
    hidden_before: frozenset[Place] = frozenset()

    @property
    def is_hidden(self) -> bool:
        """Whether its value is too small to be shown to others."""
        return (self.indicator.code, Column.TOTAL) in self.hidden

    @property
    def was_hidden(self) -> bool:
        """Whether that of the year before is."""
        return (self.indicator.code, Column.TOTAL) in self.hidden_before


def target_lines(facts: Sequence[TargetFact], period: str, year: int) -> list[Line]:
    """How many targets are met, then each one; those without figures together at the end.

    Args:
        period: code of the period of the figures, for the keys of bound numbers.
    """
    judged = [one for one in facts if one.value is not None]
    blank = [one for one in facts if one.value is None]
    if not judged:
        return []
    counts = [sum(one.progress is state for one in facts) for state in Progress]
    met, not_met, unknown = (f"{count:02d}" if count < 10 else str(count) for count in counts)
    summary = (
        f"Trong {len(facts):02d} chỉ tiêu theo dõi: {met} chỉ tiêu đạt, {not_met} chỉ tiêu chưa "
        f"đạt, {unknown} chỉ tiêu không đánh giá được."
    )
    lines: list[Line] = [(Mark.NONE, summary)]
    lines += [(Mark.DASH, _sentence(one, period, year)) for one in judged]
    if blank:
        names = "; ".join(_blank(one) for one in blank)
        lines.append((Mark.DASH, f"Chưa có số liệu để đánh giá: {names}."))
    return lines


def _sentence(fact: TargetFact, period: str, year: int) -> str:
    if fact.is_hidden:
        # Met or not would say between which numbers the hidden one lies.
        return f"{fact.indicator.name}: {value_words(fact, period)} (số nhỏ được che)."
    parts = [*_value(fact, period), *_aim(fact, year), *_change(fact, year)]
    return f"{fact.indicator.name}: {'; '.join(parts)}."


def _value(fact: TargetFact, period: str) -> Iterator[str]:
    unit = _unit(fact.indicator)
    raw = "/".join(raw_numbers(fact, period))
    yield f"{value_words(fact, period)}{unit}{f' ({raw})' if raw else ''}"


def value_words(fact: TargetFact, period: str) -> str:
    """The value as printed, bound; a sign where it is hidden, nothing where there is none."""
    code = fact.indicator.code
    column = "" if fact.indicator.kind is IndicatorKind.SHARE else f".{Column.TOTAL}"
    words = HIDDEN if fact.is_hidden else shown(fact, fact.value)
    return bind(f"indicator.{code}{column}?period={period}{_shared(fact)}", words)


def raw_numbers(fact: TargetFact, period: str) -> list[str]:
    """Numerator and denominator of a share as printed, bound; none for other indicators."""
    numbers = (
        (fact.indicator.numerator, fact.above),
        (fact.indicator.denominator, fact.below),
    )
    return [
        bind(
            f"indicator.{ref.code}.{ref.column}?period={period}{_shared(fact)}",
            HIDDEN if (ref.code, ref.column) in fact.hidden else plain_number(value),
        )
        for ref, value in numbers
        if ref is not None
    ]


def plain_number(value: Decimal | None) -> str:
    """A raw number with the decimals it was typed with; nothing where there is none."""
    if value is None:
        return ""
    return format_number(value, max(0, -int(value.as_tuple().exponent)) if value % 1 else 0)


def _unit(indicator: Indicator) -> str:
    """The unit after a number; the answers of yes and no have none."""
    return "" if indicator.kind is IndicatorKind.YES_NO else f" {indicator.unit}".rstrip()


def _shared(fact: TargetFact) -> str:
    return "&shared=1" if fact.guarded else ""


def _aim(fact: TargetFact, year: int) -> Iterator[str]:
    if fact.aim is None:
        return
    words = "mức theo lộ trình" if fact.on_line else "mục tiêu"
    unit = _unit(fact.indicator)
    yield f"{words} năm {year} {shown(fact, fact.aim)}{unit}"
    yield PROGRESS_WORDS[fact.progress].lower()


def _change(fact: TargetFact, year: int) -> Iterator[str]:
    """Against the year before: tăng, giảm, bằng; of percents in points."""
    if fact.before is None or fact.value is None or fact.is_hidden or fact.was_hidden:
        return
    if fact.indicator.kind is IndicatorKind.YES_NO:
        return
    places = shown_places(fact.indicator)
    now, then = rounded(fact.value, places), rounded(fact.before, places)
    yield compared(now, then, f"năm {year - 1}", unit=fact.indicator.unit, places=places)


def _blank(fact: TargetFact) -> str:
    return f"{fact.indicator.name} ({fact.why})" if fact.why else fact.indicator.name


def shown(fact: TargetFact, value: Decimal | None) -> str:
    """A value of a target as printed: a share with two decimals, others with their own."""
    if value is not None and fact.indicator.kind is IndicatorKind.YES_NO:
        return "có" if value else "không"
    places = shown_places(fact.indicator)
    return "" if value is None else format_number(rounded(value, places), places)
