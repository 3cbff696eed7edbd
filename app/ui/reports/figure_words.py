"""The figures behind a number in words: what each is, where it comes from, since when."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from app.domain.figure_rows import Column
from app.queries.figure_behind import (
    ACTIVITIES,
    DENOMINATOR,
    NUMERATOR,
    FigureBehind,
    FigureLine,
)

_PARTS: Final = {NUMERATOR: "Tử số: ", DENOMINATOR: "Mẫu số: ", "": ""}
_COLUMNS: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}
_FILE: Final = "file"


def lines_behind(behind: FigureBehind) -> Iterator[str]:
    """A line for every figure, under a line that names it; both periods of a change."""
    several = len({line.period for line in behind.lines}) > 1
    for _key, group in groupby(
        behind.lines, lambda line: (line.period, line.part, line.indicator.code)
    ):
        lines = list(group)
        first = lines[0]
        counted = next((line.column for line in lines if line.counted), Column.TOTAL)
        sex = f", {_COLUMNS[counted].lower()}" if len(lines) > 1 else ""
        when = f" ({first.period.words})" if several else ""
        yield f"{_PARTS[first.part]}{first.indicator.name}{sex}{when}"
        yield from (f"- {_figure(line)}" for line in lines)


def _figure(line: FigureLine) -> str:
    name = _COLUMNS[line.column]
    if not line.words:
        return f"{name}: chưa ghi"
    parts = [f"{name}: {line.words}", _origin(line), *_since(line)]
    parts += [f"lý do: {words}" for words in (line.reason, line.note) if words]
    return "; ".join(parts)


def _origin(line: FigureLine) -> str:
    if line.worked_out:
        return "tính từ hai số kia"
    if line.origin == ACTIVITIES:
        return "từ hoạt động"
    if line.origin == _FILE:
        return f"từ tệp {line.source}".rstrip()
    return "tự ghi"


def _since(line: FigureLine) -> Iterator[str]:
    if line.at is not None:
        by = f", {line.by}" if line.by else ""
        yield f"ghi ngày {line.at.astimezone():%d/%m/%Y}{by}"
    if line.before and line.before != line.words:
        yield f"trước đó là {line.before}"
