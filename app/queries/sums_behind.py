"""Behind a number of totals: the units it comes from, the largest first, and who is missing."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from app.domain.figure_rows import Cell, CellState
from app.domain.figure_text import cell_words
from app.domain.indicators import Indicator, IndicatorKind, Ref
from app.errors import NotFoundError
from app.queries.figures import FigureKey, parse_key
from app.queries.indicators import list_indicators
from app.queries.total_sources import Part, Sources
from app.queries.totals import Totals, totals

#: The side of a page shows so many; the page of totals shows all.
MOST: Final = 20


def sums_behind(session: Session, key: str) -> list[str]:
    """Lines on a number with a duty in its key.

    Raises:
        NotFoundError: not such a key, or its indicator is gone.
    """
    asked = parse_key(key)
    if not asked.is_of_units:
        raise NotFoundError("Không rõ số này lấy từ đâu.", detail=key)
    found = totals(session, asked.duty, asked.period)
    sources = found.sources
    count = f"{len(sources.parts)}/{sources.asked} đơn vị"
    lines = [f"Cộng từ {count}, kỳ số liệu {sources.period.days}."]
    if asked.is_of_sum:
        lines += _of_sum(session, asked, found)
    return [*lines, *_missing(sources)]


def _of_sum(session: Session, asked: FigureKey, found: Totals) -> Iterator[str]:
    code, column = asked.place
    known = list_indicators(session, with_hidden=True)
    one = known.get(code)
    if one is None:
        raise NotFoundError("Chỉ tiêu này không còn trong danh mục.", detail=code)
    if one.kind is not IndicatorKind.SHARE:
        yield from _units(found, one, Ref(code, column))
        return
    for words, ref in (("Tử số", one.numerator), ("Mẫu số", one.denominator)):
        part = known.get(ref.code) if ref else None
        if ref is not None and part is not None:
            yield f"{words}: {part.name}"
            yield from _units(found, part, ref)


def _units(found: Totals, indicator: Indicator, ref: Ref) -> Iterator[str]:
    behind = sorted(found.behind(ref.code, ref.column), key=_largest_first)
    for part, cell in behind[:MOST]:
        words = cell_words(cell, indicator)
        why = f" ({cell.reason})" if cell.state is CellState.MISSING else ""
        old = f" (nay là {part.shown_name})" if part.is_old else ""
        yield f"{part.unit_name}{old}: {words}{why}"
    if len(behind) > MOST:
        yield f"và {len(behind) - MOST} đơn vị khác, xem ở trang Tổng hợp"


def _largest_first(one: tuple[Part, Cell]) -> tuple[bool, float, str]:
    part, cell = one
    return cell.value is None, -float(cell.value or 0), part.unit_name


def _missing(sources: Sources) -> Iterator[str]:
    if sources.absent:
        names = [one.unit_name for one in sources.absent]
        more = f" và {len(names) - MOST} đơn vị khác" if len(names) > MOST else ""
        yield f"Chưa có số liệu: {'; '.join(names[:MOST])}{more}"
