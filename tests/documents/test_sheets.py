"""Excel out and in: typed cells, no formula from a typed text, limits and damaged files."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.documents.sheets import Sheet, SheetColumn, parse_pasted, read_block, write_workbook
from app.errors import DataFileError, ValidationError
from tests.documents.sample_paper import nfd

COLUMNS = (
    SheetColumn("Hoạt động", "text", 40),
    SheetColumn("Ngày", "date", 12),
    SheetColumn("Số người", "int", 10),
    SheetColumn("Kinh phí", "money", 16),
)
ROWS = (
    ("Lễ phát động", date(2026, 11, 15), 250, 12_500_000),
    (nfd("Tọa đàm Ệ Ữ"), date(2026, 11, 20), None, 0),
)
DANGEROUS = (
    '=HYPERLINK("http://x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
)


def written(tmp_path: Path, *sheets: Sheet) -> Path:
    path = tmp_path / "Sổ tổng hợp.xlsx"
    write_workbook(path, sheets)
    return path


def sheet(rows: tuple = ROWS, **more: object) -> Sheet:
    return Sheet(title="Hoạt động", columns=COLUMNS, rows=rows, **more)


def test_cells_are_typed(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, sheet()))["Hoạt động"]
    assert [cell.value for cell in page[1]] == [column.title for column in COLUMNS]
    assert page["B2"].is_date
    assert page["B2"].number_format == "dd/mm/yyyy"
    assert (page["C2"].data_type, page["C2"].number_format) == ("n", "#,##0")
    assert page["D2"].value == 12_500_000
    assert page["A3"].value == "Tọa đàm Ệ Ữ"


def test_not_known_is_blank_and_zero_is_zero(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, sheet())).active
    assert page["C3"].value is None
    assert page["D3"].value == 0


def test_header_is_frozen_and_bold_and_widths_are_set(tmp_path: Path) -> None:
    page = openpyxl.load_workbook(written(tmp_path, sheet(total=("Tổng", None, 250, 1)))).active
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page["A4"].font.bold
    assert not page["A3"].font.bold
    assert page.column_dimensions["A"].width == 40


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_typed_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, sheet(((text, None, None, None),)))
    cell = openpyxl.load_workbook(path).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix
    with zipfile.ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_titles_are_mended_and_never_twice(tmp_path: Path) -> None:
    long_title = "Bảng [tổng hợp]: " + "a" * 40
    path = written(tmp_path, *(Sheet(title=long_title, columns=COLUMNS, rows=()) for _ in range(3)))
    names = openpyxl.load_workbook(path).sheetnames
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert read_block(written(tmp_path, sheet())) == [
        [column.title for column in COLUMNS],
        ["Lễ phát động", date(2026, 11, 15), 250, 12_500_000],
        ["Tọa đàm Ệ Ữ", date(2026, 11, 20), None, 0],
    ]


def test_empty_rows_and_columns_around_the_block_are_cut(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["B3"] = 1.0
    book.active["D9"].number_format = "0"
    book.save(tmp_path / "a.xlsx")
    assert read_block(tmp_path / "a.xlsx") == [["x", None], [None, None], [None, 1]]


@pytest.mark.parametrize(
    "content", [b"", b"abc", b"PK\x03\x04" + b"\0" * 100, b"\xd0\xcf\x11\xe0" * 99]
)
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=r"hỏng\.xlsx.*Excel"):
        read_block(path)
    assert path.read_bytes() == content


def test_a_cut_file_is_damaged(tmp_path: Path) -> None:
    path = written(tmp_path, sheet())
    whole = path.read_bytes()
    for size in (200, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        with pytest.raises(DataFileError, match="hỏng"):
            read_block(path)


def test_a_package_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("doc.txt", "x")
    with pytest.raises(DataFileError, match="Excel"):
        read_block(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    with pytest.raises(DataFileError, match="phình ra"):
        read_block(path)


def test_a_file_over_20_mb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "to.xlsx"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(DataFileError, match="20 MB"):
        read_block(path)


def test_more_than_50_000_rows_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    for number in range(50_002):
        page.append([number])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(DataFileError, match="50000 dòng"):
        read_block(tmp_path / "a.xlsx")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        read_block(tmp_path / "không có.xlsx")


def test_a_missing_folder_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Không tìm thấy"):
        write_workbook(tmp_path / "chưa có" / "a.xlsx", [sheet()])
    assert list(tmp_path.iterdir()) == []


def test_pasted_cells() -> None:
    text = 'Tên\tNgày\tSố\r\nLễ "lớn"\t15/11/2026\t1.250\r\n"Dòng một\nDòng ""hai"""\t\t5\r\n'
    assert parse_pasted(text) == [
        ["Tên", "Ngày", "Số"],
        ['Lễ "lớn"', "15/11/2026", "1.250"],
        ['Dòng một\nDòng "hai"', "", "5"],
    ]


def test_pasted_cells_of_different_length_are_filled_up() -> None:
    assert parse_pasted(nfd("Ữ") + "\nb\tc\t\n\n") == [["Ữ", ""], ["b", "c"]]


def test_pasted_nothing() -> None:
    assert parse_pasted("") == []
    assert parse_pasted(" \n\t\n") == []


def test_an_open_quote_loses_nothing() -> None:
    assert parse_pasted('"mở\tngoặc\nx\ty') == [['"mở', "ngoặc"], ["x", "y"]]


def test_quotes_that_belong_to_the_text_stay() -> None:
    assert parse_pasted('"Sống"\ta\n""\tb') == [['"Sống"', "a"], ['""', "b"]]


def test_far_too_much_pasted_is_refused() -> None:
    with pytest.raises(ValidationError, match="từng phần"):
        parse_pasted("a\n" * 50_001)


def test_an_old_workbook_is_read_as_a_new_one_is() -> None:
    rows = read_block(Path(__file__).parents[1] / "data" / "sheets" / "bieu-nam.xls")
    assert rows[5][1:6] == ["Dân số", "người", 12_000, None, 6_100]
