"""bdg calendar: lines, JSON, a sheet and a calendar file of the same duties."""

import json
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]


def test_a_month_as_lines(bdg: Bdg) -> None:
    status, out, err = bdg("calendar", "--year", 2099, "--month", 6)

    assert (status, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    duties = [line for line in lines if line[0]]
    assert [line[0] for line in duties] == ["01/06/2099", "20/06/2099", "28/06/2099"]
    assert duties[1][1:] == [
        "Sau đó",
        "Số liệu bạo lực trên cơ sở giới 6 tháng",
        "Sở Nội vụ tỉnh Mẫu",
    ]
    said = " ".join(line[1] for line in lines if not line[0])
    assert "Hạn là thứ Bảy" in said
    assert "chưa có Tết" in said


def test_the_year_as_json(bdg: Bdg) -> None:
    status, out, _err = bdg("calendar", "--year", 2099, "--json")

    assert status == 0
    rows = {row["code"]: row for row in json.loads(out)}
    assert rows["report_six_month"]["due"] == "2099-05-30"
    assert rows["report_six_month"]["closing"] == ["2098-12-15", "2099-06-14"]
    assert "ước thực hiện" in rows["report_six_month"]["remarks"][0]
    assert rows["ngay_8_3"]["closing"] is None


def test_sheet_and_calendar_file(bdg: Bdg, tmp_path: Path) -> None:
    pdf, ics = tmp_path / "Lịch tháng.pdf", tmp_path / "lịch.ics"

    status, _out, err = bdg("calendar", "--year", 2099, "--pdf", pdf, "--ics", ics)

    assert (status, err) == (0, "")
    with pdfplumber.open(pdf) as book:
        assert len(book.pages) == 12
        assert "LỊCH VIỆC THÁNG 5 NĂM 2099" in book.pages[4].extract_text()
    assert ics.read_bytes().count(b"BEGIN:VEVENT") == len(
        json.loads(bdg("calendar", "--year", 2099, "--json")[1])
    )


@pytest.mark.parametrize("month", ["0", "13", "sáu", "²", "٣"])
def test_what_is_no_month(bdg: Bdg, month: str) -> None:
    status, out, err = bdg("calendar", "--month", month)
    assert (status, out) == (2, "")
    assert "không phải là tháng" in err


def test_a_folder_that_is_not_there(bdg: Bdg, tmp_path: Path) -> None:
    status, out, err = bdg("calendar", "--ics", tmp_path / "không có" / "a.ics")
    assert (status, out) == (2, "")
    assert "Không có thư mục" in err


@pytest.mark.parametrize(("choice", "name"), [("--pdf", "lịch.txt"), ("--ics", "lịch.docx")])
def test_a_file_of_another_kind_is_not_written(
    bdg: Bdg, tmp_path: Path, choice: str, name: str
) -> None:
    status, out, err = bdg("calendar", choice, tmp_path / name)

    assert (status, out) == (2, "")
    assert f"đuôi .{choice[2:]}" in err
    assert not (tmp_path / name).exists()
