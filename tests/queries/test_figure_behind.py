"""Behind a number of an indicator stand its figures with their origin and their history."""

from datetime import date
from decimal import Decimal

import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.errors import NotFoundError
from app.queries.figure_behind import DENOMINATOR, NUMERATOR, figure_behind
from app.queries.figure_sheets import offered_figures
from app.queries.indicators import list_indicators
from app.services.activities import ActivityDraft, record_activity
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.workflows.catalogues import load_catalogues

PERIOD = management_year(2026)


@pytest.fixture
def filled(db: Database) -> Database:
    """87 women of 510 people, typed; it was 80 before."""
    load_catalogues(db)
    write(db, "quy_hoach", {Column.WOMEN: 80, Column.TOTAL: 510})
    write(db, "quy_hoach", {Column.WOMEN: 87})
    return db


def write(db: Database, code: str, values: dict[Column, int], **more: str) -> None:
    cells = tuple(
        CellDraft(
            indicator=code, column=column, state=CellState.VALUE, value=Decimal(value), **more
        )
        for column, value in values.items()
    )
    command = SaveFigures(period=PERIOD, cells=cells, indicators=db.read(list_indicators))
    db.write(save_figures, command)


def test_a_share_names_both_its_parts_with_men_women_and_total(filled: Database) -> None:
    behind = filled.read(figure_behind, "indicator.qd2282_2?period=2026")
    said = [(line.part, line.column, line.words, line.counted) for line in behind.lines]
    assert said == [
        (NUMERATOR, Column.TOTAL, "510", False),
        (NUMERATOR, Column.MEN, "423", False),
        (NUMERATOR, Column.WOMEN, "87", True),
        (DENOMINATOR, Column.TOTAL, "510", True),
        (DENOMINATOR, Column.MEN, "423", False),
        (DENOMINATOR, Column.WOMEN, "87", False),
    ]
    assert (behind.form, behind.row) == ("bieu_2282", "qd2282_2")
    assert behind.period == PERIOD


def test_history_says_who_wrote_it_when_and_what_stood_there(filled: Database) -> None:
    lines = {
        line.column: line
        for line in filled.read(figure_behind, "indicator.quy_hoach.women?period=2026").lines
    }
    assert lines[Column.WOMEN].before == "80"
    assert lines[Column.WOMEN].by == "Nguyễn Văn Mẫu"
    assert lines[Column.WOMEN].at is not None
    assert lines[Column.MEN].worked_out
    assert lines[Column.MEN].before == "430"
    assert lines[Column.TOTAL].before == ""


def test_a_change_has_both_years_and_a_gap_is_told(filled: Database) -> None:
    behind = filled.read(figure_behind, "indicator.quy_hoach.change?period=2026&shared=1")
    said = [(line.period.year, line.column, line.words) for line in behind.lines if line.counted]
    assert said == [(2026, Column.TOTAL, "510"), (2025, Column.TOTAL, "")]


def test_figures_taken_from_activities_show_those_that_add_something(filled: Database) -> None:
    for day, kind in ((date(2026, 3, 8), "le_phat_dong"), (date(2026, 4, 1), "noi_chuyen")):
        draft = ActivityDraft(kind_code=kind, title=kind, starts_on=day, men=10, women=30)
        filled.write(record_activity, draft)
    known = filled.read(list_indicators)
    linked = {code: one for code, one in known.items() if code == "le_phat_dong_nguoi"}
    offered = filled.read(offered_figures, PERIOD, linked)["le_phat_dong_nguoi"]
    link = known["le_phat_dong_nguoi"].link
    values = {column: int(value) for column, value in offered.items()}
    write(filled, "le_phat_dong_nguoi", values, origin="activities", source=link)
    behind = filled.read(figure_behind, "indicator.le_phat_dong_nguoi.women?period=2026")
    assert [row.title for row in behind.activities] == ["le_phat_dong"]
    assert behind.form == "bieu_nam"


@pytest.mark.parametrize(
    "key",
    ["people?year=2026", "indicator.khong_co?period=2026", "indicator.quy_hoach.x?period=2026"],
)
def test_other_keys_have_no_figures_behind_them(filled: Database, key: str) -> None:
    with pytest.raises(NotFoundError):
        filled.read(figure_behind, key)
