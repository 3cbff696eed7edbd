"""Rules that the records of a package must keep among themselves and with its manifest."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from app.domain.dates import format_date
from app.domain.figure_rows import CellState, Column
from app.exchange.manifest import Direction, Manifest, PackageKind
from app.exchange.quick_rules import rules_hold
from app.exchange.records import ActivityRecord, FigureRecord, Records, filled, records_of
from app.exchange.refusals import Point, Refusal
from app.exchange.tables import Table

_FROM_ABOVE: Final = frozenset({"targets", "deadlines", "entries"})


def wrong_records(
    manifest: Manifest,
    records: Records,
    papers: Collection[str],
    indicators: frozenset[str] | None,
) -> list[Point]:
    """Everything that breaks a rule, in the order of the records.

    Args:
        papers: names of the files in ``docs/``.
        indicators: codes the reader knows; None takes all.
    """
    return [
        *_wrong_kind(manifest, [kind for kind, _ in filled(records)], papers),
        *_wrong_papers([one.file for one in records.documents], papers),
        *_wrong_figures(records, indicators),
        *_wrong_activities(manifest, records),
        *_wrong_units(records),
    ]


def wrong_tables(
    manifest: Manifest,
    tables: Mapping[str, Table[Any]],
    papers: Collection[str],
    indicators: frozenset[str] | None,
) -> list[Point]:
    """The same of tables: looked at by column, and record by record only where that finds fault."""
    if not rules_hold(tables, manifest.period, indicators):
        return wrong_records(manifest, records_of(tables), papers, indicators)
    named = tables["documents"].column("file") if "documents" in tables else ()
    return [*_wrong_kind(manifest, tables.keys(), papers), *_wrong_papers(named, papers)]


def _wrong_kind(
    manifest: Manifest, kinds: Collection[str], papers: Collection[str]
) -> Iterator[Point]:
    """``kinds`` are those that have records."""
    if manifest.direction is Direction.UP and not _FROM_ABOVE.isdisjoint(kinds):
        yield _broken("gói gửi lên mang mục tiêu, thời hạn hoặc danh mục, là việc của cấp trên")
    replaces = manifest.kind in (PackageKind.CORRECTION, PackageKind.WITHDRAWAL)
    if replaces and (manifest.supersedes is None or not manifest.reason.strip()):
        yield _broken("gói đính chính hoặc rút lại không ghi lý do và gói bị thay")
    if manifest.supersedes == manifest.package_id:
        yield _broken("gói ghi là thay cho chính nó")
    if manifest.kind is PackageKind.WITHDRAWAL and (kinds or papers):
        yield _broken("gói rút lại vẫn mang số liệu")


def _wrong_papers(named: Collection[str], papers: Collection[str]) -> Iterator[Point]:
    yield from _twice(named, "văn bản")
    for name in sorted(set(papers) ^ set(named)):
        yield _broken(f"văn bản {name} không khớp với danh sách văn bản")


def _wrong_figures(records: Records, indicators: frozenset[str] | None) -> Iterator[Point]:
    cells: dict[tuple[str, str, str], dict[Column, Decimal]] = {}
    seen: set[tuple[str, str, str, str]] = set()
    for cell in records.figures:
        row = (cell.unit, cell.indicator, cell.group)
        key = (*row, cell.sex.value)
        if key in seen:
            yield _broken(f"{_named(cell)} ghi hai lần")
        seen.add(key)
        yield from _wrong_state(cell)
        if cell.value is not None:
            cells.setdefault(row, {})[cell.sex] = cell.value
    yield from _wrong_sums(cells)
    if indicators is not None:
        for code in sorted({cell.indicator for cell in records.figures} - indicators):
            yield _broken(f"không có chỉ tiêu {code} trong danh mục")


def _wrong_state(cell: FigureRecord) -> Iterator[Point]:
    if (cell.state is CellState.VALUE) != (cell.value is not None):
        yield _broken(f"{_named(cell)} vừa có số vừa không, hoặc không có cả hai")
    elif cell.state is CellState.EMPTY:
        yield _broken(f"{_named(cell)} bỏ trống; ô trống không ghi vào gói")
    elif cell.state is CellState.MISSING and not cell.reason.strip():
        yield _broken(f"{_named(cell)} không có số liệu mà không ghi lý do")


def _wrong_sums(cells: dict[tuple[str, str, str], dict[Column, Decimal]]) -> Iterator[Point]:
    for (unit, indicator, group), row in cells.items():
        name = " ".join(filter(None, (indicator, group, unit)))
        if any(value < 0 for value in row.values()):
            yield _broken(f"{name} có số âm")
        if len(row) == len(Column) and row[Column.MEN] + row[Column.WOMEN] != row[Column.TOTAL]:
            yield _broken(f"{name}: nam cộng nữ khác tổng")


def _wrong_activities(manifest: Manifest, records: Records) -> Iterator[Point]:
    yield from _twice([one.id for one in records.activities], "hoạt động")
    first, last = manifest.period.first, manifest.period.last
    for one in records.activities:
        if one.ends_on < one.starts_on:
            yield _broken(f"hoạt động “{_short(one)}” kết thúc trước khi bắt đầu")
        elif one.ends_on < first or one.starts_on > last:
            day = format_date(one.starts_on)
            yield Point(Refusal.WRONG_PERIOD, f"hoạt động “{_short(one)}” ngày {day}")
        known = None not in (one.men, one.women, one.total)
        if known and (one.men or 0) + (one.women or 0) != one.total:
            yield _broken(f"hoạt động “{_short(one)}”: nam cộng nữ khác tổng")


def _wrong_units(records: Records) -> Iterator[Point]:
    codes = {one.code for one in records.units}
    yield from _twice([one.code for one in records.units], "đơn vị")
    used = {one.unit for one in records.figures} | {one.unit for one in records.activities}
    for code in sorted(used - codes - {""}):
        yield _broken(f"số liệu của đơn vị {code} mà danh sách đơn vị không kể")


def _twice(keys: Iterable[Hashable], what: str) -> Iterator[Point]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield _broken(f"{what} {key} ghi hai lần")


def _named(cell: FigureRecord) -> str:
    return " ".join(filter(None, (cell.indicator, cell.sex.value, cell.group, cell.unit)))


def _short(one: ActivityRecord) -> str:
    return one.title[:40]


def _broken(what: str) -> Point:
    return Point(Refusal.BROKEN_RULE, what)
