"""What a filled form would do, row by row as the officer looks at it before anything is written."""

from dataclasses import dataclass
from typing import Final

from app.db.database import Database
from app.documents.form_sheets import TOTAL
from app.domain.figure_rows import Column
from app.queries.indicators import list_indicators
from app.workflows.figure_blocks import REFUSED, BlockCell
from app.workflows.figure_forms import FormReading

COLUMN_WORDS: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}
_LETTERS: Final = "ABCDEFG"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One cell of the file; ``place`` as Excel names it, ``outcome`` as in ``BlockCell``.

    A row of the file that fits no indicator is REFUSED too, without a column.
    """

    place: str
    name: str
    column: str
    before: str
    after: str
    outcome: str
    why: str = ""


def reading_rows(db: Database, reading: FormReading) -> tuple[ReadingRow, ...]:
    """Every cell that the file fills, by its place; refused ones first."""
    known = db.read(list_indicators)
    names = {code: one.name for code, one in known.items()}
    rows = [_strange(row, why) for row, why in sorted(reading.strange.items())]
    placed = sorted(reading.block.cells, key=lambda one: reading.places[one.indicator, one.column])
    rows += [_row(one, reading, names.get(one.indicator, one.indicator)) for one in placed]
    return tuple(sorted(rows, key=lambda row: row.outcome != REFUSED))


def _row(one: BlockCell, reading: FormReading, name: str) -> ReadingRow:
    row, column = reading.places[one.indicator, one.column]
    return ReadingRow(
        place=f"{_LETTERS[column - 1]}{row}",
        name=name,
        column=COLUMN_WORDS[one.column],
        before=one.before,
        after=one.words if one.outcome == REFUSED else one.after,
        outcome=one.outcome,
        why=one.why or (f"Ghi chú: {one.note}" if one.note else ""),
    )


def _strange(row: int, why: str) -> ReadingRow:
    return ReadingRow(
        place=f"{_LETTERS[TOTAL - 3]}{row}",
        name="",
        column="",
        before="",
        after="",
        outcome=REFUSED,
        why=why,
    )
