"""Forms of figures on paper: empty ones for the hand, filled ones, shared ones with hidden counts."""

from decimal import Decimal
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from app.db.database import Database
from app.domain.figure_rows import CellState, Column
from app.domain.periods import management_year
from app.errors import NotFoundError, ValidationError
from app.queries.indicators import find_form, list_indicators
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.workflows.form_papers import print_form
from tests.shipped import load_shipped

YEAR = management_year(2026)
MM = 72 / 25.4
# Forms short enough to be read quickly.
VIOLENCE = "bieu_bao_luc_nam"


@pytest.fixture
def office(db: Database) -> Database:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    known = db.read(list_indicators)
    given = {("ho_bao_luc", "total"): 3, ("nan_nhan", "total"): 230, ("nan_nhan", "women"): 170}
    cells = [
        CellDraft(indicator=code, column=Column(name), state=CellState.VALUE, value=Decimal(value))
        for (code, name), value in given.items()
    ]
    cells.append(
        CellDraft(
            indicator="bao_luc",
            column=Column.TOTAL,
            state=CellState.MISSING,
            reason="chưa có báo cáo của Công an xã",
        )
    )
    db.write(save_figures, SaveFigures(period=YEAR, cells=tuple(cells), indicators=known))
    return db


def printed(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def test_an_empty_form_has_room_for_the_hand_on_every_page(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "trống.pdf"
    print_form(office, VIOLENCE, YEAR, path, empty=True)

    with pdfplumber.open(path) as pdf:
        pages = pdf.pages
        tables = [page.extract_tables() for page in pages]
        heights = [
            row.bbox[3] - row.bbox[1]
            for page in pages
            for table in page.find_tables()
            for row in table.rows[1:]
        ]
    assert len(pages) > 1
    assert all(table[0][0][:2] == ["STT", "Chỉ tiêu"] for table in tables)
    assert min(heights) >= 8 * MM
    rows = [row for table in tables for row in table[0][1:]]
    form = office.read(find_form, VIOLENCE)
    assert sum(bool(row[0]) for row in rows) == len(form.indicators)
    assert not any(cell for row in rows for cell in row[3:])
    said = " ".join(printed(path).split())
    for words in ("Kỳ số liệu: Năm 2026", "Cách ghi", "Không ghi họ tên", "NGƯỜI BÁO CÁO"):
        assert words in said


def test_cells_that_nobody_fills_are_grey(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "trống.docx"
    print_form(office, VIOLENCE, YEAR, path, empty=True)

    table = max(docx.Document(str(path)).tables, key=lambda one: len(one.rows))
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    known = office.read(list_indicators)
    by_name = {
        known[code].name: known[code] for code in office.read(find_form, VIOLENCE).indicators
    }
    for row in table._tbl.tr_lst[1:]:
        cells = row.tc_lst
        words = "".join(text.text or "" for text in cells[1].iter(qn("w:t")))
        height = row.trPr.find(qn("w:trHeight"))
        assert int(height.get(qn("w:val"))) / 20 >= 8 * MM
        grey = [cell.tcPr.find(qn("w:shd")) is not None for cell in cells[3:6]]
        columns = by_name[words].columns if words in by_name else ()
        assert grey == [column not in columns for column in Column], words


def test_a_filled_form_hides_small_counts_unless_restricted(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "đã ghi.pdf"
    print_form(office, VIOLENCE, YEAR, path)
    shared = printed(path)
    assert "chưa có báo" in shared
    assert "Dấu * thay cho số" in shared
    lines = [line for line in shared.splitlines() if "Hộ có bạo lực gia đình" in line]
    assert lines[0].endswith("hộ *")
    assert "230 60 170" in shared

    print_form(office, VIOLENCE, YEAR, path, restricted=True)
    restricted = printed(path)
    assert "PHỤ LỤC HẠN CHẾ" in restricted
    lines = [line for line in restricted.splitlines() if "Hộ có bạo lực gia đình" in line]
    assert lines[0].endswith("hộ 3")


def test_another_ending_and_another_form_are_refused(office: Database, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"\.pdf hoặc \.docx"):
        print_form(office, VIOLENCE, YEAR, tmp_path / "x.txt")
    with pytest.raises(NotFoundError):
        print_form(office, "khong_co", YEAR, tmp_path / "x.pdf")
