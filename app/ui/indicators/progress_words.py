"""Progress in words: values, distances, states with their cause, targets with who set them."""

from decimal import Decimal
from typing import Final

from app.domain.figure_rows import Column, rounded
from app.domain.figures import format_number
from app.domain.indicators import (
    PROGRESS_WORDS,
    Indicator,
    IndicatorKind,
    Progress,
    Target,
    TargetSource,
)
from app.queries.progress import ProgressCounts, ProgressRow

SET_BY_WORDS: Final = {
    TargetSource.OWN: "Của đơn vị",
    TargetSource.UPPER: "Cấp trên giao",
    TargetSource.NATIONAL: "Của Trung ương",
}
FOR_WORDS: Final = {Column.TOTAL: "Chung", Column.MEN: "Nam", Column.WOMEN: "Nữ"}


def value_words(indicator: Indicator, value: Decimal | None) -> str:
    """At most two decimals, none that say nothing; empty for None."""
    if value is None:
        return ""
    places = 2 if indicator.kind is IndicatorKind.SHARE else max(indicator.decimals, 2)
    short = rounded(value, places).normalize()
    return format_number(short, min(places, max(0, -int(short.as_tuple().exponent))))


def gap_words(row: ProgressRow) -> str:
    """ "+2,5", "-1"; "0" when it is reached to the point."""
    gap = row.gap
    if gap is None:
        return ""
    words = value_words(row.indicator, abs(gap))
    if words == "0":
        return words
    return f"{'+' if gap > 0 else '-'}{words}"


def state_words(row: ProgressRow) -> str:
    """The state, with the cause when it cannot be judged."""
    words = PROGRESS_WORDS[row.progress]
    return f"{words}: {row.why}" if row.progress is Progress.UNKNOWN and row.why else words


def line_words(row: ProgressRow) -> str:
    """Value, what the year should reach, and where the road ends."""
    indicator, unit = row.indicator, _unit(row.indicator)
    parts = []
    if row.value is not None:
        parts.append(f"Năm {row.year}: {value_words(indicator, row.value)}{unit}")
    if row.target is not None:
        parts.append(f"mục tiêu năm {value_words(indicator, row.target.value)}{unit}")
    elif row.line is not None:
        parts.append(f"mức theo đường thẳng {value_words(indicator, row.line)}{unit}")
    if row.last is not None and row.last.year != row.year:
        parts.append(
            f"mục tiêu năm {row.last.year}: {value_words(indicator, row.last.value)}{unit}"
        )
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _unit(indicator: Indicator) -> str:
    """Never alone on the next line."""
    return f"\u00a0{indicator.unit}" if indicator.unit else ""


def target_words(target: Target, indicator: Indicator) -> str:
    """ "2030 · Chung · 75 % · Của đơn vị · Kế hoạch số 05"."""
    unit = _unit(indicator)
    parts = [
        str(target.year),
        FOR_WORDS[target.column],
        f"{value_words(indicator, target.value)}{unit}",
        SET_BY_WORDS[target.source],
        target.words,
    ]
    return " · ".join(part for part in parts if part)


def counts_words(counts: ProgressCounts) -> str:
    """ "9 đạt · 3 chưa đạt · 2 chưa có số"; what does not occur is left out."""
    parts = [f"{counts.met} đạt", f"{counts.not_met} chưa đạt"]
    if counts.blank:
        parts.append(f"{counts.blank} chưa có số")
    if counts.unknown:
        parts.append(f"{counts.unknown} không đánh giá được")
    return " · ".join(parts)
