"""The annex of charts in the year report: PDF, Word, Excel; guarded counts stay out; numbers bound."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.papers import ReportType
from app.domain.periods import management_year
from app.queries.catalogue import find_entry
from app.queries.indicators import list_indicators
from app.queries.papers import get_paper
from app.services.catalogue import SaveEntry, save_entry
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.workflows.catalogues import load_catalogues
from app.workflows.moved_numbers import moved_numbers, numbers_now
from app.workflows.papers import export_paper
from app.workflows.reports import BuildReport, build_report
from app.workflows.round_trip import take_back

TODAY = date(2026, 11, 21)
#: Typed percentages of the strategy; the second is about people who suffered violence.
PLAIN, GUARDED = "nq28_5_4a", "t_bao_luc"


@pytest.fixture
def office(db: Database) -> Database:
    """An office with two years of two percentages, one of them guarded."""
    load_catalogues(db)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    aims = [{"year": 2025, "value": 50}, {"year": 2030, "value": 70}]
    data = {"unit": "%", "kind": "amount", "direction": "up", "sensitive": True, "targets": aims}
    db.write(
        save_entry,
        SaveEntry(catalogue="indicator", code=GUARDED, name="Tỷ lệ phải che", data=data),
    )
    form = db.read(find_entry, "form", "bieu_chien_luoc")
    assert form is not None
    change = SaveEntry(
        catalogue="form",
        code=form.code,
        name=form.name,
        entry_id=form.id,
        seen_revision=form.revision,
        data={**form.data, "rows": [*form.data["rows"], {"indicator": GUARDED}]},
    )
    db.write(save_entry, change)
    for year, value in ((2025, "30"), (2026, "32.5")):
        figure(db, PLAIN, year, value)
        figure(db, GUARDED, year, "40")
    return db


def figure(db: Database, code: str, year: int, value: str) -> None:
    known = db.read(list_indicators)
    cell = CellDraft(
        indicator=code, column=Column.TOTAL, state=CellState.VALUE, value=Decimal(value)
    )
    command = SaveFigures(period=management_year(year), cells=(cell,), indicators=known)
    db.write(save_figures, command)


def build(db: Database, *, charts: bool = True) -> UUID:
    return build_report(
        db, BuildReport(report_type=ReportType.YEAR, year=2026, charts=charts), TODAY
    )


def test_without_asking_there_is_no_chart(office: Database) -> None:
    content = office.read(get_paper, build(office, charts=False)).content

    assert not any((node.table or {}).get("chart") for node in content.nodes)
    assert not any("@bieu_do" in node.text for node in content.nodes)


def test_the_annex_is_printed_in_every_format(office: Database, tmp_path: Path) -> None:
    paper = build(office)
    name = office.read(list_indicators)[PLAIN].name

    pdf, word, sheet = (tmp_path / f"bao-cao.{ending}" for ending in ("pdf", "docx", "xlsx"))
    for path in (pdf, word, sheet):
        export_paper(office, paper, path)

    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    drawn = "\n".join(pages)
    assert "Biểu đồ 1. Kết quả so với mục tiêu năm 2026" in drawn
    assert f"Biểu đồ 2. {name}" in " ".join(drawn.split())
    assert "32,5" in drawn
    said = [one._inline.docPr.get("descr") for one in docx.Document(str(word)).inline_shapes]
    assert len(said) == 2
    assert "2025: 30" in said[1]
    assert "2026: 32,5" in said[1]
    cells = {
        str(cell)
        for table in load_workbook(sheet).worksheets
        for row in table.iter_rows(values_only=True)
        for cell in row
    }
    assert "32.5" in cells or "32,5" in cells


def test_a_word_file_that_comes_back_unchanged_offers_nothing(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "bao-cao.docx"
    export_paper(office, build(office), path)

    assert take_back(office, path).offers == ()


def test_guarded_counts_are_not_drawn_and_that_is_said(office: Database) -> None:
    content = office.read(get_paper, build(office)).content
    charts = [node for node in content.nodes if (node.table or {}).get("chart")]

    assert charts
    assert not any("Tỷ lệ phải che" in f"{node.text} {node.table}" for node in charts)
    assert "chỉ tiêu về bạo lực không vẽ" in str((charts[0].table or {})["chart"]["notes"])


def test_a_chart_moves_with_its_figures(office: Database) -> None:
    content = office.read(get_paper, build(office)).content
    assert list(moved_numbers(content, numbers_now(office, content))) == []

    figure(office, PLAIN, 2025, "31")

    found = list(moved_numbers(content, numbers_now(office, content)))
    chart = content.nodes[-1] if content.nodes[-1].table else None
    keys = {str(node.key) for node in content.nodes if (node.table or {}).get("chart")}
    told = [one for one in found if one.where in keys]
    assert [(one.quote, one.mend is not None) for one in told] == [("30", True)], chart
