"""Targets in a report: value against target, raw numbers behind it, last year beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.fields import bind
from app.domain.figure_rows import rounded
from app.domain.figures import format_number
from app.domain.indicators import PROGRESS_WORDS, Indicator, IndicatorKind, Progress
from app.domain.numbering import Mark

Line = tuple[Mark, str]
_PERCENT = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFact:
    """One target of the year. Values are not rounded; ``above`` and ``below`` make a share.

    ``aim`` is the target of the year, ``on_line`` True when it lies on the straight line between
    two target years. ``why`` says why there is no value.
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
    parts = [*_value(fact, period), *_aim(fact, year), *_change(fact, year)]
    return f"{fact.indicator.name}: {'; '.join(parts)}."


def _value(fact: TargetFact, period: str) -> Iterator[str]:
    indicator = fact.indicator
    if indicator.kind is not IndicatorKind.SHARE:
        key = f"indicator.{indicator.code}.total?period={period}"
        yield f"{bind(key, _shown(fact, fact.value))} {indicator.unit}".rstrip()
        return
    shown = bind(f"indicator.{indicator.code}?period={period}", _shown(fact, fact.value))
    unit = f" {indicator.unit}" if indicator.unit else ""
    raw = ""
    if indicator.numerator and indicator.denominator and fact.above is not None:
        above, below = (
            bind(f"indicator.{ref.code}.{ref.column}?period={period}", format_number(value))
            for ref, value in (
                (indicator.numerator, fact.above),
                (indicator.denominator, fact.below),
            )
        )
        raw = f" ({above}/{below})"
    yield f"{shown}{unit}{raw}"


def _aim(fact: TargetFact, year: int) -> Iterator[str]:
    if fact.aim is None:
        return
    words = "mức theo lộ trình" if fact.on_line else "mục tiêu"
    unit = f" {fact.indicator.unit}".rstrip()
    yield f"{words} năm {year} {_shown(fact, fact.aim)}{unit}"
    yield PROGRESS_WORDS[fact.progress].lower()


def _change(fact: TargetFact, year: int) -> Iterator[str]:
    """Against the year before: tăng, giảm, bằng; of percents in points."""
    if fact.before is None or fact.value is None:
        return
    places = _places(fact)
    now, then = rounded(fact.value, places), rounded(fact.before, places)
    if now == then:
        yield f"bằng năm {year - 1}"
        return
    way = "tăng" if now > then else "giảm"
    unit = "điểm phần trăm" if fact.indicator.unit == _PERCENT else fact.indicator.unit
    difference = f"{format_number(abs(now - then), places)} {unit}".rstrip()
    yield f"{way} {difference} so với năm {year - 1}"


def _blank(fact: TargetFact) -> str:
    return f"{fact.indicator.name} ({fact.why})" if fact.why else fact.indicator.name


def _shown(fact: TargetFact, value: Decimal | None) -> str:
    places = _places(fact)
    return "" if value is None else format_number(rounded(value, places), places)


def _places(fact: TargetFact) -> int:
    return 2 if fact.indicator.kind is IndicatorKind.SHARE else fact.indicator.decimals
