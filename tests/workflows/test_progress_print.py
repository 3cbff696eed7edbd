"""Progress printed: every target with its state, then charts; guarded counts stay out."""

from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.errors import NotFoundError
from app.queries.indicators import list_indicators
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.workflows.catalogues import load_catalogues
from app.workflows.chart_rows import chart_rows
from app.workflows.progress_print import save_progress

CODE, GUARDED = "nq28_5_4a", "nq28_3_2a"


@pytest.fixture
def office(db: Database) -> Database:
    """An office that met a target this year and missed it last year."""
    load_catalogues(db)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    known = db.read(list_indicators)
    for year, value in ((2025, "30"), (2026, "99.5")):
        cell = CellDraft(
            indicator=CODE, column=Column.TOTAL, state=CellState.VALUE, value=Decimal(value)
        )
        command = SaveFigures(period=management_year(year), cells=(cell,), indicators=known)
        db.write(save_figures, command)
    return db


def test_table_and_charts_are_written(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "tien-do.pdf"

    count = save_progress(office, "bieu_chien_luoc", 2026, path)

    with pdfplumber.open(path) as pdf:
        pages = [" ".join((page.extract_text() or "").split()) for page in pdf.pages]
        drawn = [len(page.rects) for page in pdf.pages]
    assert "TIẾN ĐỘ CÁC CHỈ TIÊU NĂM 2026" in pages[0]
    assert "xã Mẫu" in pages[0]
    rows = " ".join(pages[:2])
    assert "99,5" in rows
    assert "Đạt" in rows
    assert "Không đánh giá được: chưa có số" in rows
    assert "chỉ tiêu về bạo lực không in ở đây" in rows
    assert "Kết quả so với mục tiêu năm 2026" in pages[-2]
    assert "2030" in pages[-1]
    assert drawn[-1] >= 3, "the legend's box and two years"
    rows_shown, left_out = chart_rows(office, 2026)
    assert count == len(rows_shown)
    assert left_out > 0
    assert GUARDED not in {row.indicator.code for row in rows_shown}


def test_a_form_without_targets_says_so(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "tien-do.pdf"

    assert save_progress(office, "bieu_khen_thuong", 2026, path) == 0

    with pdfplumber.open(path) as pdf:
        assert "Không có chỉ tiêu nào có mục tiêu." in (pdf.pages[0].extract_text() or "")


def test_forms_of_half_years_have_no_rows_and_unknown_ones_are_told(
    office: Database, tmp_path: Path
) -> None:
    assert chart_rows(office, 2026, "bieu_nua_nam") == ((), 0)
    assert chart_rows(office, 2026, "khong_co") == ((), 0)
    with pytest.raises(NotFoundError):
        save_progress(office, "khong_co", 2026, tmp_path / "x.pdf")
