"""Numbers of a table: the last row is the sum of the others, men and women are the total."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.documents.blocks import Table
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Sheet
from app.documents.check.proof.sums import number_of
from app.domain import fields

_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_TOTAL: Final = re.compile(r"\s*(?:tổng(?: cộng| số)?|cộng)\s*:?\s*", re.IGNORECASE)
_PART_TOTAL: Final = re.compile(r"\b(?:tổng|cộng|trong đó)\b", re.IGNORECASE)
_NOT_ADDED: Final = re.compile(
    r"%|tỷ lệ|tỉ lệ|\bstt\b|\btt\b|năm|ngày|số hiệu|ghi chú|bình quân|tuổi", re.IGNORECASE
)
_ALL: Final = frozenset(
    {"tổng", "tổng số", "tổng cộng", "cộng", "số người", "tổng số người", "tổng số người tham gia"}
)

# (quoted cell, why)
_Wrong = tuple[str, str]


def table_sums(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule table_sum."""
    for placed in sheet.placed:
        if placed.node.table is not None:
            for quote, why in _wrongs(placed.node.table, facts.own_paper):
                yield Finding(rule="table_sum", where=placed.node.key, message=why, quote=quote)


@lru_cache(256)
def _wrongs(table: Table, own: bool) -> tuple[_Wrong, ...]:
    rows, total = _parted(table)
    titles = [fields.plain(column.title).strip() for column in table.columns]
    return (*_columns(titles, rows, total), *_men_and_women(titles, (*rows, total), own=own))


def _parted(table: Table) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Rows and the total row; a read table has its total as the last row."""
    rows = tuple(tuple(fields.plain(cell).strip() for cell in row) for row in table.rows)
    if table.total:
        return rows, tuple(fields.plain(cell).strip() for cell in table.total)
    if rows and any(_TOTAL.fullmatch(cell) for cell in rows[-1][:3]):
        return rows[:-1], rows[-1]
    return rows, ()


def _columns(
    titles: list[str], rows: tuple[tuple[str, ...], ...], total: tuple[str, ...]
) -> Iterator[_Wrong]:
    # Rows that are sums themselves would be added twice.
    if len(rows) < 2 or any(_PART_TOTAL.search(cell) for row in rows for cell in row[:2]):
        return
    for at, cell in enumerate(total):
        if at >= len(titles) or _NOT_ADDED.search(titles[at]) or not _NUMBER.fullmatch(cell):
            continue
        cells = [row[at] for row in rows if at < len(row) and row[at] not in {"", "-", "–"}]
        if not cells or not all(_NUMBER.fullmatch(one) for one in cells):
            continue
        added = sum(map(number_of, cells), Decimal(0))
        if added != number_of(cell):
            yield (
                cell,
                f"Cột “{titles[at]}”: các dòng cộng lại là {_shown(added)}, dòng tổng ghi {cell}.",
            )


def _men_and_women(
    titles: list[str], rows: tuple[tuple[str, ...], ...], *, own: bool
) -> Iterator[_Wrong]:
    """In tables of our own the sex of some may not have been written down."""
    small = [title.lower() for title in titles]
    places = [small.index(word) for word in ("nam", "nữ") if small.count(word) == 1]
    totals = [at for at, title in enumerate(small) if title in _ALL]
    if len(places) < 2 or len(totals) != 1:
        return
    for row in rows:
        if len(row) <= max(*places, *totals):
            continue
        men, women, total = (row[at] for at in (*places, *totals))
        if all(map(_NUMBER.fullmatch, (men, women, total))):
            added = number_of(men) + number_of(women)
            if added > number_of(total) or (added < number_of(total) and not own):
                name = next((cell for cell in row if cell and not _NUMBER.fullmatch(cell)), "")
                yield (
                    total,
                    f"Dòng “{name}”: nam {men} cộng nữ {women} bằng {_shown(added)}, tổng ghi {total}.",
                )


def _shown(number: Decimal) -> str:
    whole, _, part = f"{number:f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")
