"""Forms of figures as Excel files: out, filled by others, back with every fault at once."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.db.database import Database
from app.documents.form_sheets import CODE, NOTE, TOTAL
from app.domain.figure_rows import CellState, Column, SexRow
from app.domain.periods import management_year, parse_period
from app.errors import DataFileError, ValidationError
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.indicators import list_indicators
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.workflows.figure_forms import (
    export_form,
    fault_lines,
    import_form,
    mark_faults,
    preview_lines,
    read_form_file,
)
from tests.shipped import load_shipped

YEAR = management_year(2026)
MEN, WOMEN = TOTAL + 1, TOTAL + 2


@pytest.fixture
def office(db: Database) -> Database:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    return db


def save(db: Database, code: str, note: str = "", **values: int) -> None:
    cells = tuple(
        CellDraft(
            indicator=code,
            column=Column(name),
            state=CellState.VALUE,
            value=Decimal(value),
            note=note,
        )
        for name, value in values.items()
    )
    known = db.read(list_indicators)
    db.write(save_figures, SaveFigures(period=YEAR, cells=cells, indicators=known))


def kept(db: Database) -> dict[str, SexRow]:
    return sex_rows(db.read(list_figures, [YEAR.code]), YEAR.code)


def page_of(path: Path) -> Any:
    return load_workbook(path)["Biểu"]


def row_of(page: Any, code: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, CODE).value == code)


def edit(path: Path, change: Callable[[Any], None]) -> None:
    book = load_workbook(path)
    change(book["Biểu"])
    book.save(path)


def put(path: Path, code: str, cells: dict[int, object]) -> None:
    def change(page: Any) -> None:
        for column, value in cells.items():
            page.cell(row_of(page, code), column).value = value

    edit(path, change)


@pytest.fixture
def file(office: Database, tmp_path: Path) -> Path:
    """The year form, exported with one row of figures."""
    save(office, "dan_so", total=10_000, women=5_100)
    path = tmp_path / "Biểu năm.xlsx"
    export_form(office, "bieu_nam", YEAR, path)
    return path


def test_words_are_locked_and_cells_are_open(file: Path) -> None:
    page = page_of(file)
    row = row_of(page, "dan_so")

    assert page.protection.sheet
    assert page.column_dimensions["H"].hidden
    assert page["A1"].value == "Biểu số liệu năm của xã"
    assert "15/12/2025 - 14/12/2026" in page["A3"].value
    assert [page.cell(row, at).value for at in (TOTAL, MEN, WOMEN)] == [10_000, 4_900, 5_100]
    assert not page.cell(row, TOTAL).protection.locked
    assert page.cell(row, 2).protection.locked
    rules = page.data_validations.dataValidation
    assert {rule.type for rule in rules} >= {"whole"}
    assert all("từ 0" in rule.error for rule in rules)
    assert load_workbook(file)["Hướng dẫn"]["A1"].value
    assert load_workbook(file)["bdg"].sheet_state == "veryHidden"


def test_a_file_that_nobody_changed_changes_nothing(office: Database, file: Path) -> None:
    reading = read_form_file(office, file)
    assert (reading.form, reading.period, reading.faults) == ("bieu_nam", YEAR, 0)
    assert reading.block.writes == ()
    assert import_form(office, file) == 0


def test_numbers_as_text_dashes_and_notes_come_back(office: Database, file: Path) -> None:
    put(file, "ho", {TOTAL: "2.500"})
    put(file, "dang_vien", {TOTAL: 300.0, WOMEN: "120"})
    put(file, "sinh", {TOTAL: "-", NOTE: "trạm y tế chưa gửi"})
    put(file, "dan_so", {NOTE: "sáp nhập xã"})
    reading = read_form_file(office, file)
    assert list(fault_lines(reading)) == []
    assert any(line.endswith("\ttổng\ttrống\t2.500") for line in preview_lines(office, reading))

    assert import_form(office, file) > 0
    rows = kept(office)
    assert rows["ho"].total.value == 2_500
    assert rows["dang_vien"].men.value == 180
    assert rows["sinh"].total.reason == "trạm y tế chưa gửi"
    figures = {(row.indicator, row.column): row for row in office.read(list_figures, [YEAR.code])}
    assert figures["ho", Column.TOTAL].origin == "file"
    assert figures["ho", Column.TOTAL].source == "Biểu năm.xlsx"
    assert figures["dan_so", Column.TOTAL].note == "sáp nhập xã"

    export_form(office, "bieu_nam", YEAR, file)
    assert read_form_file(office, file).block.writes == ()


def test_a_blank_form_erases_nothing(office: Database, file: Path) -> None:
    export_form(office, "bieu_nam", YEAR, file, blank=True)
    page = page_of(file)
    assert page.cell(row_of(page, "dan_so"), TOTAL).value is None
    assert import_form(office, file) == 0
    assert kept(office)["dan_so"].total.value == 10_000


def test_moved_rows_and_lost_codes_are_found(office: Database, file: Path) -> None:
    put(file, "ho", {TOTAL: 77})
    put(file, "dan_so", {TOTAL: 12_000, MEN: None, WOMEN: 6_000})

    def change(page: Any) -> None:
        for at in range(1, CODE + 1):
            one, two = page.cell(row_of(page, "ho"), at), page.cell(page.max_row, at)
            if at != CODE:
                one.value, two.value = two.value, one.value
        rows = [row_of(page, "ho"), page.max_row]
        codes = [page.cell(row, CODE).value for row in rows]
        for row, code in zip(rows, reversed(codes), strict=True):
            page.cell(row, CODE).value = code
        page.cell(row_of(page, "dan_so"), CODE).value = None

    edit(file, change)
    import_form(office, file)
    assert kept(office)["ho"].total.value == 77
    assert kept(office)["dan_so"].men.value == 6_000


def test_every_fault_is_told_at_once_and_marked(
    office: Database, file: Path, tmp_path: Path
) -> None:
    put(file, "ho", {TOTAL: "nhiều"})
    put(file, "dang_vien", {TOTAL: 10, MEN: 3, WOMEN: 3})
    put(file, "sinh", {TOTAL: "-"})

    def add_strange(page: Any) -> None:
        page.cell(page.max_row + 1, 2).value = "Chỉ tiêu lạ"
        page.cell(page.max_row, TOTAL).value = 5

    edit(file, add_strange)
    before = file.read_bytes()
    reading = read_form_file(office, file)
    assert len(reading.block.faults) == 5
    assert list(reading.strange.values()) == ["Dòng “Chỉ tiêu lạ” không có trong biểu này."]
    with pytest.raises(ValidationError, match="6 chỗ"):
        import_form(office, file)
    assert set(kept(office)) == {"dan_so"}

    out = tmp_path / "đã đánh dấu.xlsx"
    mark_faults(file, reading, out)
    page = page_of(out)
    marked = [cell for row in page.iter_rows() for cell in row if cell.comment]
    assert len(marked) == 6
    wrong = page.cell(row_of(page, "ho"), TOTAL)
    assert "số nguyên" in wrong.comment.text
    assert wrong.fill.fgColor.rgb.endswith("FFC7CE")
    assert file.read_bytes() == before
    with pytest.raises(ValidationError, match="tên tệp khác"):
        mark_faults(file, reading, file)


def test_wrong_form_period_unit_and_version(office: Database, file: Path, tmp_path: Path) -> None:
    book = load_workbook(file)
    hidden = book["bdg"]
    for row in hidden.iter_rows():
        if row[0].value in ("version", "unit"):
            row[1].value = {"version": "2", "unit": "xã Khác"}[row[0].value]
    book.save(file)
    reading = read_form_file(office, file, "bieu_nhiem_ky", "2025")
    said = " ".join(reading.problems)
    assert len(reading.problems) == 4
    for words in ("bản mới hơn", "xã Khác", "bieu_nhiem_ky", "2025"):
        assert words in said
    out = tmp_path / "ra.xlsx"
    mark_faults(file, reading, out)
    assert "bản mới hơn" in page_of(out)["A1"].comment.text


def test_a_file_without_marks_is_read_when_form_and_period_are_given(
    office: Database, file: Path
) -> None:
    put(file, "ho", {TOTAL: 8})
    book = load_workbook(file)
    del book["bdg"]
    book.save(file)
    assert "dấu của biểu" in read_form_file(office, file).problems[0]
    assert read_form_file(office, file).period is None
    assert import_form(office, file, "bieu_nam", "2026") == 1


def test_a_row_that_stands_twice_is_told(office: Database, file: Path) -> None:
    def change(page: Any) -> None:
        page.cell(row_of(page, "ho"), CODE).value = "dan_so"

    edit(file, change)
    assert "hai lần" in next(iter(read_form_file(office, file).strange.values()))


def test_a_formula_without_a_result_is_a_fault(office: Database, file: Path) -> None:
    put(file, "ho", {TOTAL: "=1+1"})
    assert [one.indicator for one in read_form_file(office, file).block.faults] == ["ho"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no workbook", "đã hỏng"),
        (b"", "đã hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "kiểu cũ"),
    ],
)
def test_damaged_and_old_files(office: Database, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=said):
        read_form_file(office, path)


def test_a_cut_off_file_and_none_at_all(office: Database, file: Path, tmp_path: Path) -> None:
    reading = read_form_file(office, file)
    file.write_bytes(file.read_bytes()[:3_000])
    with pytest.raises(DataFileError):
        read_form_file(office, file)
    with pytest.raises(DataFileError):
        mark_faults(file, reading, tmp_path / "ra.xlsx")
    with pytest.raises(DataFileError):
        read_form_file(office, tmp_path / "không có.xlsx")


def violence(page: Any, code: str) -> list[object]:
    return [page.cell(row_of(page, code), at).value for at in (TOTAL, MEN, WOMEN)]


def test_small_counts_of_violence_are_hidden_unless_restricted(
    office: Database, tmp_path: Path
) -> None:
    save(office, "nan_nhan", total=23, women=20)
    save(office, "ho_bao_luc", total=3)
    path = tmp_path / "bạo lực.xlsx"

    export_form(office, "bieu_bao_luc_nam", YEAR, path)
    page = page_of(path)
    assert "*" in violence(page, "nan_nhan")
    assert 3 not in violence(page, "nan_nhan")
    assert violence(page, "ho_bao_luc")[0] == "*"
    reading = read_form_file(office, path)
    assert (reading.faults, reading.block.writes, reading.hidden > 2) == (0, (), True)

    export_form(office, "bieu_bao_luc_nam", YEAR, path, restricted=True)
    page = page_of(path)
    assert violence(page, "nan_nhan") == [23, 3, 20]
    assert "PHỤ LỤC HẠN CHẾ" in page["A3"].value


def test_no_person_beside_counts_of_violence(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "bạo lực.xlsx"
    export_form(office, "bieu_bao_luc_nam", YEAR, path, blank=True)
    put(path, "nan_nhan", {TOTAL: 7, NOTE: "bà Nguyễn Thị Mẫu"})
    reading = read_form_file(office, path)
    assert [one.indicator for one in reading.block.faults] == ["nan_nhan"]
    assert "không ghi họ tên" in reading.block.faults[0].why


def test_a_term_has_its_own_period(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "nhiệm kỳ.xlsx"
    export_form(office, "bieu_nhiem_ky", parse_period("2021-2026"), path)
    put(path, "cap_uy", {TOTAL: 15, WOMEN: 5})
    assert import_form(office, path) == 3
