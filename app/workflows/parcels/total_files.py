"""Totals as plain rows for a screen, a CSV file or another program; masked where they are shared."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.db.database import Database
from app.domain.figure_rows import CellState, Column, SexRow, rounded
from app.domain.indicators import Indicator, IndicatorKind, shown_places
from app.domain.masking import HIDDEN
from app.domain.parcels import ORIGIN_WORDS
from app.domain.periods import parse_period, year_before
from app.files import write_beside
from app.queries.figure_masks import guarded_codes
from app.queries.indicators import list_indicators
from app.queries.total_masks import Hidden, hidden_totals
from app.queries.total_sources import Part, Sources
from app.queries.total_tables import TotalLine, other_lines
from app.queries.totals import Totals, totals

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_COLUMNS: Final = (
    "Mã chỉ tiêu", "Chỉ tiêu", "ĐVT", "Phân tổ", "Tổng", "Nam", "Nữ", "Cùng kỳ năm trước",
    "Số đơn vị có số", "Số đơn vị báo cáo", "Ghi chú",
)  # fmt: skip
_UNIT_COLUMNS: Final = (
    "Mã đơn vị", "Đơn vị", "Nay là", "Nguồn số liệu", "Lần gửi", "Mã chỉ tiêu", "Chỉ tiêu",
    "Phân tổ", "Tổng", "Nam", "Nữ", "Lý do không có số",
)  # fmt: skip
_SHOWN: Final = (Column.TOTAL, Column.MEN, Column.WOMEN)
#: A spreadsheet takes a text that begins so for a formula.
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsSheet:
    """Everything that a duty and period add up to; ``hidden`` is what others do not see."""

    found: Totals
    lines: tuple[TotalLine, ...]
    indicators: Mapping[str, Indicator]
    guarded: frozenset[str]
    hidden: Hidden
    hidden_before: Hidden

    @property
    def sources(self) -> Sources:
        """The packages behind it, and who is missing."""
        return self.found.sources


def totals_sheet(db: Database, duty: str, period: str) -> TotalsSheet:
    """The sums of every indicator that units speak of, in the order of the catalogue.

    Raises:
        ValidationError: a period that is none.
    """
    return db.read(_sheet, duty, period)


def write_csv(sheet: TotalsSheet, path: Path, *, by_unit: bool = False, full: bool = False) -> None:
    """Write the totals as a CSV file that a Vietnamese Excel opens: ";" between, "," in decimals.

    Args:
        by_unit: a row for each unit and indicator in place of the sums.
        full: with small counts of violence unhidden; for the office alone.

    Raises:
        DataFileError: the file cannot be written; an older one stays.
    """
    rows = unit_rows(sheet, full=full) if by_unit else sum_rows(sheet, full=full)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_UNIT_COLUMNS if by_unit else _COLUMNS)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    writer.writerows([_safe(cell) for cell in row] for row in _absent_rows(sheet.sources))
    content = text.getvalue().encode("utf-8-sig")

    def fill(stream: BytesIO) -> object:
        return stream.write(content)

    write_beside(path, fill)


def sum_rows(sheet: TotalsSheet, *, full: bool = True) -> Iterator[list[str]]:
    """A row for each indicator and breakdown, numbers with a comma before decimals."""
    for line in sheet.lines:
        one = line.indicator
        if one is None:
            continue
        yield [
            one.code,
            one.name,
            one.unit,
            line.group,
            *(_sum_words(sheet, line, column, full=full) for column in _SHOWN),
            _before_words(sheet, line, full=full),
            str(line.given),
            str(line.asked),
            "" if one.code in sheet.guarded and not full else "; ".join(line.remarks),
        ]


def unit_rows(sheet: TotalsSheet, *, full: bool = True) -> Iterator[list[str]]:
    """A row for each unit, indicator and breakdown."""
    for part in sheet.sources.parts:
        yield from _rows_of_unit(sheet, part, full=full)


def as_plain(sheet: TotalsSheet, *, by_unit: bool = False) -> dict[str, Any]:
    """The totals for another program of the same office: decimals as text, nothing hidden."""
    sources = sheet.sources
    said: dict[str, Any] = {
        "duty": sources.duty,
        "period": sources.period.code,
        "asked": sources.asked,
        "reporters": [_part(part) for part in sources.parts],
        "non_reporters": [
            {"unit": one.unit_code, "name": one.unit_name, "why": one.why, "under": one.under}
            for one in sources.absent
        ],
        "left_out": [{**_part(one.part), "why": one.why} for one in sources.left_out],
        "rows": [_plain_line(sheet.found, line) for line in sheet.lines if line.indicator],
    }
    if by_unit:
        said["units"] = {part.unit_code: _cells(sheet.found, part) for part in sources.parts}
    return said


def _sheet(session: "Session", duty: str, period: str) -> TotalsSheet:
    about = parse_period(period)
    found = totals(session, duty, about.code)
    before = totals(session, duty, year_before(about).code)
    indicators = list_indicators(session, on=date(about.year, 7, 1), with_hidden=True)
    lines = other_lines((), found, before if before.sources.parts else None, indicators)
    return TotalsSheet(
        found=found,
        lines=tuple(lines),
        indicators=indicators,
        guarded=guarded_codes(indicators),
        hidden=hidden_totals(found, indicators),
        hidden_before=hidden_totals(before, indicators),
    )


def _sum_words(sheet: TotalsSheet, line: TotalLine, column: Column, *, full: bool) -> str:
    one = line.indicator
    if one is None or (column is not Column.TOTAL and column not in one.columns):
        return ""
    if not full and (one.code, column, line.group) in sheet.hidden.sums:
        return HIDDEN
    return _number(line.value if column is Column.TOTAL else line.row.cell(column).value, one)


def _before_words(sheet: TotalsSheet, line: TotalLine, *, full: bool) -> str:
    one = line.indicator
    if one is None:
        return ""
    if not full and (one.code, Column.TOTAL, line.group) in sheet.hidden_before.sums:
        return HIDDEN
    return _number(line.before, one)


def _rows_of_unit(sheet: TotalsSheet, part: Part, *, full: bool) -> Iterator[list[str]]:
    head = [
        part.unit_code,
        part.unit_name,
        part.shown_name if part.is_old else "",
        ORIGIN_WORDS[part.origin],
        str(part.sequence or ""),
    ]
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for (code, column, group), cell in sheet.found.of_unit(part.unit_code).items():
        rows.setdefault((code, group), {})[column.value] = cell
    order = {code: at for at, code in enumerate(sheet.indicators)}
    for code, group in sorted(rows, key=lambda key: (order.get(key[0], len(order)), key)):
        one = sheet.indicators.get(code)
        if one is None:
            continue
        row = SexRow(**rows[code, group])
        masked = not full and (part.unit_code, code) in sheet.hidden.units
        reasons = {cell.reason for column in _SHOWN if (cell := row.cell(column)).reason}
        yield [
            *head,
            code,
            one.name,
            group,
            *(HIDDEN if masked else _number(row.cell(column).value, one) for column in _SHOWN),
            "" if code in sheet.guarded and not full else "; ".join(sorted(reasons)),
        ]


def _absent_rows(sources: Sources) -> Iterator[list[str]]:
    """Who is not in the numbers above."""
    if sources.absent:
        yield []
        yield ["Đơn vị chưa có số liệu, không nằm trong các số trên"]
    for one in sources.absent:
        yield [one.unit_code, one.unit_name, one.why, one.under]


def _number(value: Decimal | None, indicator: Indicator) -> str:
    if value is None:
        return ""
    if indicator.kind is IndicatorKind.SHARE:
        value = rounded(value, shown_places(indicator))
    return f"{value:f}".replace(".", ",")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def _part(part: Part) -> dict[str, Any]:
    return {
        "unit": part.unit_code,
        "name": part.unit_name,
        "now": part.shown_code,
        "now_name": part.shown_name,
        "package": str(part.package_id),
        "origin": part.origin.value,
        "sequence": part.sequence,
        "received_at": part.received_at.isoformat(),
        "changed": part.changed,
    }


def _plain_line(found: Totals, line: TotalLine) -> dict[str, Any]:
    one = line.indicator
    said: dict[str, Any] = {
        "indicator": one.code if one else "",
        "name": one.name if one else "",
        "unit": one.unit if one else "",
        "group": line.group,
        "value": _text(line.value),
        "before": _text(line.before),
        "given": line.given,
        "asked": line.asked,
        "remarks": list(line.remarks),
    }
    if one is not None and one.kind is IndicatorKind.SHARE:
        above, below = line.raw or (None, None)
        return {**said, "numerator": _text(above), "denominator": _text(below)}
    lacking = found.sum(one.code, Column.TOTAL, line.group).lacking if one else ()
    return {
        **said,
        **{column.value: _text(line.row.cell(column).value) for column in Column},
        "missing": [{"reason": gap.reason, "units": list(gap.units)} for gap in lacking],
    }


def _cells(found: Totals, part: Part) -> list[dict[str, Any]]:
    return [
        {
            "indicator": code,
            "sex": column.value,
            "group": group,
            "value": _text(cell.value),
            "reason": cell.reason if cell.state is CellState.MISSING else "",
        }
        for (code, column, group), cell in found.of_unit(part.unit_code).items()
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def plain_lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """Rows for a console, tabs between."""
    for row in rows:
        yield "\t".join(row)
