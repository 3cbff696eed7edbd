"""Figures of the sample office: one line an indicator, one column a period; all invented."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator
from app.domain.periods import Period, parse_period
from app.paths import resource
from app.queries.figure_sheets import offered_figures
from app.queries.indicators import list_indicators
from app.services.figures import CellDraft, SaveFigures, SetTarget, save_figures, set_target

_FROM_ACTIVITIES: Final = "="
_NO_FIGURE: Final = "?"
_PASSED: Final = "!"
#: Targets of the sample office itself and of the office above it.
_TARGETS: Final = (
    SetTarget(indicator="ty_le_nu_dang_vien", year=2026, value=Decimal(38), words="Mục tiêu mẫu"),
    SetTarget(indicator="ty_le_nu_viec_lam_moi", year=2026, value=Decimal(50)),
    SetTarget(indicator="ty_le_nu_vay_von", year=2026, value=Decimal(55)),
    SetTarget(indicator="ty_le_kham_thai", year=2026, value=Decimal(96)),
    SetTarget(indicator="nq28_6_1", year=2026, value=Decimal(65)),
)


@dataclass(frozen=True, slots=True)
class _Written:
    """One place of the file: "4702/4811" or "612", why there is none, why it was let pass."""

    numbers: tuple[Decimal, ...]
    reason: str = ""
    note: str = ""
    from_activities: bool = False


def write_sample_figures(db: Database, today: date) -> int:
    """Write the figures of every period that has begun, and the office's own targets.

    What activities give is taken from the activities written down before.

    Returns:
        how many cells were written.
    """
    indicators = db.read(list_indicators)
    for target in _TARGETS:
        db.write(set_target, target)
    return sum(
        db.write(
            save_figures,
            SaveFigures(
                period=period,
                cells=tuple(_cells(db, period, lines, indicators)),
                indicators=indicators,
            ),
        )
        for period, lines in _periods()
        if period.first <= today
    )


def _periods() -> Iterator[tuple[Period, dict[str, _Written]]]:
    text = resource("sample/figures.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(text.splitlines(), delimiter=";"))
    label, *codes = lines[0]
    for code in codes:
        yield (
            parse_period(code),
            {line[label]: _written(line[code]) for line in lines if line[code]},
        )


def _written(text: str) -> _Written:
    rest, _, note = (part.strip() for part in text.partition(_PASSED))
    if rest == _FROM_ACTIVITIES:
        return _Written((), note=note, from_activities=True)
    numbers, _, reason = (part.strip() for part in rest.partition(_NO_FIGURE))
    values = tuple(Decimal(number) for number in numbers.split("/") if number)
    return _Written(values, reason, note)


def _cells(
    db: Database,
    period: Period,
    lines: Mapping[str, _Written],
    indicators: Mapping[str, Indicator],
) -> Iterator[CellDraft]:
    linked = {code: indicators[code] for code, line in lines.items() if line.from_activities}
    offered = db.read(offered_figures, period, linked)
    for code, line in lines.items():
        if line.from_activities:
            yield from _offered(indicators[code], offered.get(code, {}), line.note)
        else:
            yield from _typed(indicators[code], line)


def _offered(
    indicator: Indicator, values: Mapping[Column, Decimal], note: str
) -> Iterator[CellDraft]:
    """Nothing recorded is zero: the sample office writes everything down."""
    known = values or dict.fromkeys(indicator.columns, Decimal(0))
    for column, value in known.items():
        draft = CellDraft(
            indicator=indicator.code, column=column, state=CellState.VALUE, value=value, note=note
        )
        yield replace(draft, origin="activities", source=indicator.link) if values else draft


def _typed(indicator: Indicator, line: _Written) -> Iterator[CellDraft]:
    by_sex = (Column.MEN, Column.WOMEN)
    columns = by_sex if len(line.numbers) == len(by_sex) else (Column.TOTAL,)
    for column, value in zip(columns, line.numbers, strict=False):
        yield CellDraft(
            indicator=indicator.code,
            column=column,
            state=CellState.VALUE,
            value=value,
            note=line.note,
        )
    if not line.reason:
        return
    for column in indicator.columns if not line.numbers else by_sex:
        yield CellDraft(
            indicator=indicator.code, column=column, state=CellState.MISSING, reason=line.reason
        )
