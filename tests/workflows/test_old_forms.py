"""Forms of figures that come back as .xls, and what only bears that name."""

from contextlib import suppress
from pathlib import Path
from shutil import copy
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from app.db.database import Database
from app.documents.form_sheets import TOTAL
from app.domain.figure_rows import Column, SexRow
from app.domain.periods import management_year
from app.errors import DataFileError
from app.queries.figure_cells import list_figures, sex_rows
from app.services.office import SetUpOffice, set_up_office
from app.workflows.figure_forms import fault_lines, import_form, mark_faults, read_form_file
from tests.shipped import load_shipped

DATA = Path(__file__).parents[1] / "data" / "sheets"
YEAR = management_year(2026)
# The record after the first one (4 + 16 bytes) of a workbook; 0x002F says "locked by a password".
_BEGIN = bytes.fromhex("0908 1000 0006 0500")


@pytest.fixture
def office(db: Database) -> Database:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    return db


def kept(db: Database) -> dict[str, SexRow]:
    return sex_rows(db.read(list_figures, [YEAR.code]), YEAR.code)


def test_a_filled_form_comes_back_from_an_old_file(office: Database) -> None:
    path = DATA / "bieu-nam.xls"
    reading = read_form_file(office, path)
    assert (reading.form, reading.period, list(fault_lines(reading))) == ("bieu_nam", YEAR, [])

    assert import_form(office, path) == 6
    rows = kept(office)
    assert [rows["dan_so"].cell(one).value for one in Column] == [
        12_000,
        5_900,
        6_100,
    ]
    assert rows["ho"].total.value == 3_021
    assert rows["sinh"].total.reason == "trạm y tế chưa gửi"
    assert rows["dang_vien"].total.value == 310, "a hidden row counts too"
    assert read_form_file(office, path).block.writes == ()


def test_an_old_file_under_the_new_name_is_read_by_what_it_is(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "biểu.xlsx"
    copy(DATA / "bieu-nam.xls", path)
    assert import_form(office, path) == 6


def test_faults_of_an_old_file_are_told_and_marked_in_a_new_one(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "biểu sai.xls"
    copy(DATA / "bieu-sai.xls", path)
    reading = read_form_file(office, path)
    told = {line.split(":")[0]: line for line in fault_lines(reading)}
    assert set(told) == {"D6", "D13", "D15", "D24"}
    for place, words in (("D6", "ô gộp"), ("D13", "04/03/2026"), ("D15", "#DIV/0!")):
        assert words in told[place]

    out = tmp_path / "đã đánh dấu.xlsx"
    mark_faults(path, reading, out)
    page = load_workbook(out)["Biểu"]
    assert "ô gộp" in page.cell(6, TOTAL).comment.text
    assert page.cell(6, 2).value == "Dân số"
    assert page.column_dimensions["H"].hidden


def test_a_file_without_the_table_says_so(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "khác.xlsx"
    book = Workbook()
    book.active.append(["Danh sách", "", "họp"])
    book.save(path)
    problems = read_form_file(office, path, "bieu_nam", "2026").problems
    assert "không thấy dòng nào" in problems[-1]


def test_the_sheet_with_the_headings_is_read_wherever_it_stands(
    office: Database, tmp_path: Path
) -> None:
    path = tmp_path / "chép lại.xlsx"
    book = Workbook()
    book.active["A1"] = "Bìa"
    page = book.create_sheet("Trang tính 2")
    for _row in range(3):
        page.append(["Biểu"])
    page.append(["STT", "Chỉ tiêu", "ĐVT", "Tổng"])
    page.append([1, "Hộ gia đình", "hộ", 41])
    book.save(path)
    assert import_form(office, path, "bieu_nam", "2026") == 1
    assert kept(office)["ho"].total.value == 41


def locked(data: bytes) -> bytes:
    at = data.index(_BEGIN) + 20
    return data[:at] + b"\x2f\x00" + data[at + 2 :]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "trang web"),
        (b"\xef\xbb\xbf\r\n<META charset=utf-8>\n<TABLE><tr><td>5</TABLE>", "trang web"),
        ("\ufeff<html><table></table></html>".encode("utf-16"), "trang web"),
        (b'<?xml version="1.0"?>\n<Workbook xmlns="urn:x">', "kiểu XML"),
        ("STT;Chỉ tiêu;Tổng\n1;Dân số;10".encode(), "CSV"),
        ("STT,Chỉ tiêu,Tổng\n1,Dân số,10".encode("utf-16"), "CSV"),
        (b"", "đã hỏng"),
        (bytes(range(256)) * 9, "đã hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "đã hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (locked((DATA / "bieu-nam.xls").read_bytes()), "mật khẩu"),
        ((DATA / "bieu-nam.xls").read_bytes()[:9_000], "đã hỏng"),
        (bytes.fromhex("0908") + bytes(90), "đã hỏng"),
    ],
    ids=range(13),
)
def test_what_is_no_workbook_is_told_in_one_sentence(
    office: Database, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "biểu.xls"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=said) as told:
        read_form_file(office, path)
    assert "“biểu.xls”" in told.value.message
    assert "không thay đổi" in told.value.message


def test_any_damage_is_a_sentence_or_a_reading(office: Database, tmp_path: Path) -> None:
    """Bytes turned over here and there never raise anything else."""
    data = (DATA / "bieu-nam.xls").read_bytes()
    path = tmp_path / "hỏng.xls"
    for at in range(0, len(data), 1_499):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) * 3 + data[at + 3 :])
        with suppress(DataFileError):
            read_form_file(office, path)


def test_a_huge_old_file_is_not_read(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "lớn.xls"
    with path.open("wb") as file:
        file.write((DATA / "bieu-nam.xls").read_bytes())
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(DataFileError, match="20 MB"):
        read_form_file(office, path)


def test_a_file_that_is_gone_is_told(office: Database, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="không có"):
        read_form_file(office, tmp_path / "không có.xls")


def test_a_form_that_unfolds_to_very_much_is_not_read(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "lớn.xlsx"
    Workbook().save(path)
    with ZipFile(path, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/media/to.bin", bytes(30 * 1024 * 1024))
    with pytest.raises(DataFileError, match="quá lớn"):
        read_form_file(office, path)
