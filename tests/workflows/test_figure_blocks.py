"""A block of cells: every fault told before anything is written, the rest written at once."""

import random

from app.db.database import Database
from app.domain.figure_rows import Column, SexRow
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.periods import management_year
from app.queries.figure_cells import list_figures, sex_rows
from app.workflows.figure_blocks import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    Block,
    read_block,
    write_block,
)

YEAR = management_year(2026)
TEN_FAULTS = ("mười", "1,5", "-4", "12.3", "3 người", "1e3", "không có", "??", "1..2", "=A1")


def people(code: str) -> Indicator:
    return Indicator(code=code, name=code, unit="người", kind=IndicatorKind.COUNT, by_sex=True)


def rows(db: Database) -> dict[str, SexRow]:
    return sex_rows(db.read(list_figures, [YEAR.code]), YEAR.code)


def outcomes(block: Block) -> list[str]:
    return [one.outcome for one in block.cells]


def test_new_changed_same_and_refused(db: Database) -> None:
    known = {code: people(code) for code in ("a", "b")}
    first = read_block(
        [
            ("a", Column.TOTAL, "10"),
            ("a", Column.WOMEN, "4"),
            ("b", Column.TOTAL, "không có: chưa gửi"),
        ],
        known,
        {},
    )
    assert outcomes(first) == [NEW, NEW, NEW]
    assert write_block(db, first, YEAR, known, origin="file", source="biểu.xlsx") == 4
    second = read_block(
        [
            ("a", Column.TOTAL, "12"),
            ("a", Column.WOMEN, "4"),
            ("b", Column.TOTAL, ""),
            ("b", Column.MEN, "x1"),
            ("c", Column.TOTAL, "1"),
        ],
        known,
        rows(db),
    )
    assert outcomes(second) == [CHANGED, SAME, CHANGED, REFUSED, REFUSED]
    assert (second.cells[0].before, second.cells[0].after) == ("10", "12")
    assert write_block(db, second, YEAR, known) == 3
    assert rows(db)["a"].men.value == 8
    assert "b" not in rows(db)


def test_numbers_that_do_not_add_up_are_refused_together(db: Database) -> None:
    known = {"a": people("a"), "b": people("b")}
    block = read_block(
        [
            ("a", Column.TOTAL, "10"),
            ("a", Column.MEN, "3"),
            ("a", Column.WOMEN, "3"),
            ("b", Column.TOTAL, "7"),
        ],
        known,
        {},
    )
    assert outcomes(block) == [REFUSED, REFUSED, REFUSED, NEW]
    assert "khác tổng" in block.cells[0].why
    write_block(db, block, YEAR, known)
    assert set(rows(db)) == {"b"}


def test_a_reason_given_once_serves_every_missing_cell(db: Database) -> None:
    known = {"a": people("a")}
    given = [("a", column, "-") for column in (Column.MEN, Column.WOMEN)]
    assert outcomes(read_block(given, known, {})) == [REFUSED, REFUSED]
    block = read_block(given, known, {}, reason="Thôn chưa gửi")
    assert outcomes(block) == [NEW, NEW]
    assert block.cells[0].cell.reason == "Thôn chưa gửi"


def test_ten_faults_in_six_thousand_cells_are_ten(db: Database) -> None:
    chance = random.Random(7)
    known = {
        f"r{at}": Indicator(code=f"r{at}", name=f"r{at}", unit="", kind=IndicatorKind.COUNT)
        for at in range(6000)
    }
    given = [(code, Column.TOTAL, str(chance.randint(0, 99_999))) for code in known]
    wrong = chance.sample(range(6000), 10)
    for at, words in zip(wrong, TEN_FAULTS, strict=True):
        given[at] = (given[at][0], Column.TOTAL, words)
    block = read_block(given, known, {})
    assert {one.indicator for one in block.faults} == {f"r{at}" for at in wrong}
    assert write_block(db, block, YEAR, known) == 5990
    assert len(rows(db)) == 5990


def test_nothing_to_write_writes_nothing(db: Database) -> None:
    assert write_block(db, Block(()), YEAR, {}) == 0


def test_another_reason_is_a_change(db: Database) -> None:
    known = {"a": people("a")}
    write_block(db, read_block([("a", Column.TOTAL, "không có: chưa gửi")], known, {}), YEAR, known)
    given = [("a", Column.TOTAL, words) for words in ("không có: chưa gửi", "không có: gửi sai")]
    assert [outcomes(read_block([one], known, rows(db))) for one in given] == [[SAME], [CHANGED]]
