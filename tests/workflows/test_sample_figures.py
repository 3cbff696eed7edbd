"""The sample office's year: every month has work, every form is filled, what is odd has a reason."""

from datetime import date

import pytest

from app.data_folder import open_data_folder
from app.db.database import Database
from app.domain.figure_rows import CellState
from app.domain.forms import Form
from app.domain.periods import Period, PeriodKind, parse_period, parts
from app.queries.activities import ActivityFilter, find_activities
from app.queries.figure_cells import list_figures
from app.queries.figure_sheets import FigureSheet, figure_sheet
from app.queries.indicators import list_forms, list_indicators
from app.workflows.sample import make_sample

PERIODS = {
    PeriodKind.YEAR: ("2025", "2026"),
    PeriodKind.HALF: ("2025-H1", "2026-H1"),
    PeriodKind.CAMPAIGN: ("2026-C",),
    PeriodKind.TERM: ("2021-2026", "2026-2031"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("mẫu") / "Xã mẫu"
    folder = open_data_folder(
        make_sample(place, today=date(2026, 12, 20)).folder, actor="Người xem"
    )
    yield folder.db
    folder.close()


def sheets(db: Database) -> list[FigureSheet]:
    indicators = db.read(list_indicators)
    asked: list[tuple[Form, Period]] = [
        (form, parse_period(code)) for form in db.read(list_forms) for code in PERIODS[form.period]
    ]
    return [db.read(figure_sheet, form, period, indicators) for form, period in asked]


def test_every_month_of_the_year_has_activities(sample: Database) -> None:
    months = parts(2026, PeriodKind.MONTH)
    counts = [
        len(sample.read(find_activities, ActivityFilter(first=one.first, last=one.last)))
        for one in months
    ]
    assert len(counts) == 12
    assert min(counts) >= 3


def test_every_form_is_filled(sample: Database) -> None:
    filled = sheets(sample)

    assert len({sheet.form.code for sheet in filled}) == 10
    assert {(sheet.form.code, sheet.period.code): sheet.missing for sheet in filled} == {
        (sheet.form.code, sheet.period.code): 0 for sheet in filled
    }


def test_what_is_odd_was_let_pass_with_a_reason(sample: Database) -> None:
    silent = [
        (sheet.period.code, oddity.indicator, oddity.column, oddity.message)
        for sheet in sheets(sample)
        for row in sheet.rows
        for oddity in row.oddities
        if not any(kept.note for kept in row.kept.values())
    ]
    assert silent == []


def test_some_figures_are_odd_missing_or_from_activities(sample: Database) -> None:
    figures = sample.read(list_figures, ["2026"])

    assert sum(bool(row.note) for row in figures) >= 4
    assert {row.reason for row in figures if row.state is CellState.MISSING} >= {
        "Chỉ tiêu cấp tỉnh, xã không theo dõi"
    }
    assert sum(row.origin == "activities" for row in figures) >= 40
