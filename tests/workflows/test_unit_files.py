"""The list of units in from a table, every fault by its cell, and out again as it went in."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.errors import ConflictError, DataFileError, ValidationError
from app.models import Office, Unit
from app.queries.units import UnitRow, list_units
from app.services.office import SetUpOffice, set_up_office
from app.services.units import UnitDraft, save_unit
from app.workflows.parcels.desk import set_unit_code
from app.workflows.unit_files import LineState, export_units, read_units, take_units
from tests.shipped import load_shipped

TITLES = ("Mã", "Tên", "Cấp", "Mã cấp trên", "Từ ngày", "Đến ngày", "Thư điện tử", "Điện thoại")


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ"))
    set_unit_code(db, "79")


def workbook(path: Path, *rows: tuple[object, ...], titles: tuple[str, ...] = TITLES) -> Path:
    book = Workbook()
    for row in (titles, *rows):
        book.active.append(row)
    for cell in book.active["B"]:
        # openpyxl takes what begins with "=" for a formula; here it is a name.
        cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.save(path)
    return path


def text_file(path: Path, *lines: str, mark: str = "\ufeff") -> Path:
    path.write_text(mark + "\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def units(db: Database) -> dict[str, UnitRow]:
    return {row.code: row for row in db.read(list_units)}


class TestReading:
    def test_rows_become_units(self, db: Database, tmp_path: Path) -> None:
        path = workbook(
            tmp_path / "đơn vị.xlsx",
            ("H1", "Huyện Mẫu", "Huyện", 79, None, "30/06/2025", None, None),
            (26734.0, "Mẫu Thượng", "xã", "H1", date(2020, 1, 1), None, "x@mau.vn", 912345678),
            ("00012", "Phường Mẫu Hạ", "", "", None, None, "", ""),
        )

        sheet = read_units(db, path)

        assert (sheet.problems, sheet.count(LineState.NEW)) == ((), 3)
        assert units(db) == {}
        assert take_units(db, sheet) == 3
        found = units(db)
        assert found.keys() == {"H1", "26734", "00012"}
        commune = found["26734"]
        assert (commune.full_name, commune.parent_code) == ("xã Mẫu Thượng", "H1")
        assert (commune.valid_from, commune.email) == (date(2020, 1, 1), "x@mau.vn")
        assert commune.phone == "0912345678"
        assert (found["H1"].parent_code, found["H1"].valid_to) == ("", date(2025, 6, 30))
        assert found["00012"].level_code == "phuong"

    def test_columns_are_found_by_their_titles(self, db: Database, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        book = Workbook()
        for row in (
            ("DANH SÁCH ĐƠN VỊ",),
            (),
            ("STT", "TÊN ĐƠN VỊ", "mã đơn vị (*)", "Đầu mối", "Loại"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            (1, "Mẫu", "A.1", "Nguyễn Thị Mẫu", "Đặc khu"),
        ):
            book.active.append(row)
        book.save(path)

        sheet = read_units(db, path)

        assert sheet.problems == ()
        [line] = sheet.lines
        assert (line.draft.code, line.draft.contact) == ("A.1", "Nguyễn Thị Mẫu")
        assert (line.draft.level_code, line.row) == ("dac_khu", 5)

    @pytest.mark.parametrize("mark", ["\ufeff", ""])
    @pytest.mark.parametrize("end", [",", ";", "\t"])
    def test_text_files_keep_zeros(self, db: Database, tmp_path: Path, mark: str, end: str) -> None:
        lines = [("Mã", "Tên", "Từ ngày"), ("00004", '"Xã Mẫu, Một"', "2025-07-01")]
        if end != ",":
            lines[1] = ("00004", "Xã Mẫu, Một", "2025-07-01")
        path = text_file(tmp_path / "a.csv", *(end.join(line) for line in lines), mark=mark)

        [line] = read_units(db, path).lines

        assert (line.draft.code, line.draft.name) == ("00004", "Xã Mẫu, Một")
        assert line.draft.valid_from == date(2025, 7, 1)

    def test_a_number_that_may_have_lost_zeros_is_told(self, db: Database, tmp_path: Path) -> None:
        path = workbook(tmp_path / "a.xlsx", (4, "Xã Một"), ("00012", "Xã Hai"), ("7", "Xã Ba"))

        sheet = read_units(db, path)

        assert sheet.problems == ()
        assert [words.split(":")[0] for words in sheet.warnings] == ["A2"]
        assert "số 0" in sheet.warnings[0]

    def test_three_tiers_tell_communes_without_a_district(
        self, db: Database, tmp_path: Path
    ) -> None:
        def three(session: Session) -> None:
            session.scalars(select(Office)).one().reporting_line = "three_tier"

        path = workbook(
            tmp_path / "a.xlsx",
            ("H1", "Huyện Mẫu"),
            ("1", "Xã Một", "", "H1"),
            ("2", "Xã Hai", "", "79"),
        )
        assert read_units(db, path).warnings == ()
        db.write(three)

        assert [words.split(":")[0] for words in read_units(db, path).warnings] == ["D4"]


class TestFaults:
    def test_are_all_told_at_once_by_their_cells(self, db: Database, tmp_path: Path) -> None:
        path = workbook(
            tmp_path / "a.xlsx",
            ("xã một", "Xã Một", "", "", "", "", "", ""),
            ("2", "", "xã", "", "", "", "", ""),
            ("3", "Xã Ba", "làng", "", "", "", "", ""),
            ("4", "Xã Bốn", "thành phố", "", "", "", "", ""),
            ("5", "Xã Năm", "", "404", "", "", "", ""),
            ("6", "Xã Sáu", "", "", "31/02/2025", "", "", ""),
            ("7", "Xã Bảy", "", "", "01/07/2025", "30/06/2025", "", ""),
            ("8", "Xã Tám", "", "", "", "", "không có", "gọi sau"),
            ("9", "Xã Chín", "", "9", "", "", "", ""),
            ("10", "Xã Mười", "", "", "", "", "", ""),
            ("10", "Xã Mười Lại", "", "", "", "", "", ""),
            ("79", "Tỉnh Mẫu", "", "", "", "", "", ""),
            ("", "Không mã", "xã", "", "", "", "", ""),
            (date(2025, 2, 1), "Xã Ngày", "", "", 45839, "", "", ""),
            ("14", "Mười Bốn", "", "", "", "", "", ""),
            ("15", "Xã Mười Lăm", "", "3", "", "", "", ""),
        )

        sheet = read_units(db, path)

        told = [words.split(":")[0] for words in sheet.problems]
        assert told == [
            "A2", "B3", "C4", "C5", "D6", "E7", "F8", "G9", "H9", "D10", "A12", "A13",
            "A14", "A15", "E15", "C16",
        ]  # fmt: skip
        said = "\n".join(sheet.problems)
        for words in ("Không có cấp “làng”", "Thành phố thuộc tỉnh", "vòng", "A11", "chính đơn vị"):
            assert words in said
        with pytest.raises(ValidationError, match="16 chỗ"):
            take_units(db, sheet)
        assert units(db) == {}

    def test_a_circle_over_several_rows(self, db: Database, tmp_path: Path) -> None:
        path = workbook(
            tmp_path / "a.xlsx",
            ("A", "Tỉnh A", "", "B"),
            ("B", "Tỉnh B", "", "C"),
            ("C", "Tỉnh C", "", "A"),
            ("X", "Xã X", "", "A"),
        )
        circles = [words for words in read_units(db, path).problems if "vòng: A, B, C" in words]
        assert [words.split(":")[0] for words in circles] == ["D2", "D3", "D4"]

    def test_a_parent_that_stood_at_another_time(self, db: Database, tmp_path: Path) -> None:
        path = workbook(
            tmp_path / "a.xlsx",
            ("H1", "Huyện Mẫu", "", "", "", "30/06/2025"),
            ("1", "Xã Mới", "", "H1", "01/07/2025"),
        )
        [words] = read_units(db, path).problems
        assert words.startswith("D3: ")

    def test_a_parent_that_is_not_higher(self, db: Database, tmp_path: Path) -> None:
        path = workbook(tmp_path / "a.xlsx", ("1", "Xã Một", "", "2"), ("2", "Phường Hai"))
        [words] = read_units(db, path).problems
        assert words.startswith("D2: ")
        assert "không phải cấp trên" in words

    def test_a_code_that_another_unit_bears(self, db: Database, tmp_path: Path) -> None:
        old = UnitDraft(
            code="1", name="Cũ", level_code="xa", valid_from=date(2020, 1, 1),
            valid_to=date(2025, 6, 30),
        )  # fmt: skip
        db.write(save_unit, old)
        during = workbook(tmp_path / "a.xlsx", ("1", "Xã Mới", "", "", "01/01/2025"))
        after = workbook(tmp_path / "b.xlsx", ("1", "Xã Mới", "", "", "01/07/2025"))

        [words] = read_units(db, during).problems
        assert words.startswith("A2: ")
        assert take_units(db, read_units(db, after)) == 1
        assert [row.name for row in db.read(list_units)] == ["Cũ", "Xã Mới"]

    @pytest.mark.parametrize(
        ("titles", "said"),
        [
            (("Mã", "Ghi chú"), "Không thấy dòng tiêu đề"),
            (("Mã", "Tên", "Mã xã"), "C1: có hai cột"),
        ],
    )
    def test_titles(self, db: Database, tmp_path: Path, titles: tuple[str, ...], said: str) -> None:
        path = workbook(tmp_path / "a.xlsx", ("1", "Xã Một"), titles=titles)
        assert said in "\n".join(read_units(db, path).problems)

    def test_no_rows(self, db: Database, tmp_path: Path) -> None:
        [words] = read_units(db, workbook(tmp_path / "a.xlsx")).problems
        assert "không có đơn vị nào" in words

    def test_files_that_are_no_table(self, db: Database, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 hong")
        with pytest.raises(DataFileError):
            read_units(db, tmp_path / "a.xlsx")
        with pytest.raises(DataFileError):
            read_units(db, tmp_path / "khong-co.csv")
        text_file(tmp_path / "b.csv", 'Mã,Tên,"' + "a" * 200_000)
        with pytest.raises(DataFileError, match=r"b\.csv"):
            read_units(db, tmp_path / "b.csv")
        text_file(tmp_path / "c.csv", "Mã,Tên", *["1,Xã"] * 50_001)
        with pytest.raises(DataFileError, match="50000 dòng"):
            read_units(db, tmp_path / "c.csv")


class TestAgain:
    ROWS = (
        ("00012", '=HYPERLINK("http://x")', "Xã", "", "", "", "a@mau.vn", "0912 345 678"),
        ("26734", "Mẫu Thượng", "Phường", "H1", "01/07/2025", "", "", ""),
        ("H1", "+Cụm 1", "Cụm, khu vực", "", "", "31/12/2030", "", ""),
    )  # fmt: skip

    def kept(self, db: Database, tmp_path: Path) -> None:
        take_units(db, read_units(db, workbook(tmp_path / "first.xlsx", *self.ROWS)))

    def test_the_list_comes_back_as_it_went_out(self, db: Database, tmp_path: Path) -> None:
        self.kept(db, tmp_path)

        assert export_units(db, tmp_path / "out.xlsx") == 3
        sheet = read_units(db, tmp_path / "out.xlsx")

        assert (sheet.problems, sheet.count(LineState.SAME)) == ((), 3)
        assert take_units(db, sheet) == 0

    def test_and_into_an_empty_program(self, db: Database, tmp_path: Path) -> None:
        def forget(session: Session) -> None:
            for unit in session.scalars(select(Unit)):
                session.delete(unit)

        def plain() -> list[tuple[object, ...]]:
            return [
                (one.code, one.name, one.level_code, one.parent_code, one.valid_from, one.valid_to,
                 one.email, one.phone, one.contact)
                for one in db.read(list_units)
            ]  # fmt: skip

        self.kept(db, tmp_path)
        before = plain()
        export_units(db, tmp_path / "out.xlsx")
        db.write(forget)

        take_units(db, read_units(db, tmp_path / "out.xlsx"))

        assert plain() == before

    def test_what_looks_like_a_formula_is_none(self, db: Database, tmp_path: Path) -> None:
        self.kept(db, tmp_path)
        export_units(db, tmp_path / "out.xlsx")

        page = load_workbook(tmp_path / "out.xlsx").active
        cells = [cell for row in page.iter_rows() for cell in row if cell.value]
        assert not [cell for cell in cells if cell.data_type == "f"]
        odd = [cell for cell in cells if str(cell.value).startswith(("=", "+"))]
        assert len(odd) == 2
        assert all(cell.quotePrefix for cell in odd)

    def test_an_empty_list_is_a_form_to_be_filled(self, db: Database, tmp_path: Path) -> None:
        assert export_units(db, tmp_path / "out.xlsx") == 0
        [words] = read_units(db, tmp_path / "out.xlsx").problems
        assert "không có đơn vị nào" in words

    def test_only_what_is_written_changes(self, db: Database, tmp_path: Path) -> None:
        self.kept(db, tmp_path)
        path = workbook(
            tmp_path / "b.xlsx",
            ("26734", "Mẫu Thượng", "Xã", "79", "", "", "x@mau.vn"),
            ("00012", '=HYPERLINK("http://x")'),
        )  # fmt: skip

        sheet = read_units(db, path)

        assert [line.state for line in sheet.lines] == [LineState.CHANGED, LineState.SAME]
        assert sheet.lines[0].changes == (
            ("Cấp", "Phường", "Xã"),
            ("Mã cấp trên", "H1", ""),
            ("Thư điện tử", "", "x@mau.vn"),
        )
        assert take_units(db, sheet) == 1
        assert units(db)["26734"].valid_from == date(2025, 7, 1)
        assert units(db)["00012"].email == "a@mau.vn"
        with pytest.raises(ConflictError, match="vừa được sửa"):
            take_units(db, sheet)

    def test_an_end_is_written_into_the_list(self, db: Database, tmp_path: Path) -> None:
        self.kept(db, tmp_path)
        path = workbook(tmp_path / "b.xlsx", ("26734", "Mẫu Thượng", "", "", "", "2026-12-31"))

        [line] = (sheet := read_units(db, path)).lines

        assert line.changes == (("Đến ngày", "", "31/12/2026"),)
        take_units(db, sheet)
        assert units(db)["26734"].valid_to == date(2026, 12, 31)
        wrong = workbook(tmp_path / "c.xlsx", ("26734", "Mẫu Thượng", "", "", "", "2026-02-31"))
        assert [words.split(":")[0] for words in read_units(db, wrong).problems] == ["F2"]
