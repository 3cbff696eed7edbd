"""bdg figures: forms, their figures listed, set and checked."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]

SHEET = ("--form", "bieu_nam", "--period", "2026")


def lines_of(out: str) -> dict[str, list[str]]:
    rows = [line.split("\t") for line in out.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 1}


def test_forms_have_code_kind_and_name(bdg: Bdg) -> None:
    status, out, err = bdg("figures", "forms")

    assert (status, err) == (0, "")
    assert lines_of(out)["bieu_nam"] == ["Năm", "Biểu số liệu năm của xã"]
    assert lines_of(out)["bieu_nhiem_ky"][0] == "Nhiệm kỳ"


def test_two_numbers_give_the_third(bdg: Bdg) -> None:
    status, out, err = bdg(
        "figures", "set", "dan_so", "--period", 2026, "--total", "10.000", "--women", 5100
    )
    assert (status, out, err) == (0, "3\n", "")

    rows = lines_of(bdg("figures", "list", *SHEET)[1])
    assert rows["dan_so"][-3:] == ["10.000", "4.900", "5.100"]
    found = json.loads(bdg("figures", "list", *SHEET, "--json")[1])
    assert found[0]["heading"].startswith("I.")
    cells = {row["code"]: row["cells"] for row in found if "code" in row}
    assert cells["dan_so"]["men"] == {"state": "value", "value": "4900", "reason": ""}
    assert cells["ho"]["total"]["state"] == "empty"


def test_not_available_needs_its_reason(bdg: Bdg) -> None:
    words = ("figures", "set", "dan_so", "--period", 2026, "--missing")
    assert bdg(*words, "")[0] == 2
    assert bdg(*words, "chưa điều tra", "--men", 3)[0] == 2
    assert bdg(*words, "chưa điều tra")[0] == 0
    found = json.loads(bdg("figures", "list", *SHEET, "--json")[1])
    row = next(row for row in found if row.get("code") == "dan_so")
    assert row["why"] == "chưa điều tra"
    assert row["cells"]["women"]["state"] == "missing"


def test_check_tells_what_is_odd_and_what_is_missing(bdg: Bdg) -> None:
    bdg("figures", "set", "dan_so", "--period", 2025, "--total", 4000, "--women", 2000)
    now = ("figures", "set", "dan_so", "--period", 2026, "--total", 9000, "--women", 4500)
    bdg(*now)

    status, out, _err = bdg("figures", "check", *SHEET)
    said = [line.split("\t") for line in out.splitlines()]
    assert status == 1
    assert "Bất thường" in {line[0] for line in said if line[1] == "dan_so"}
    assert [line[0] for line in said if line[1] == "ho"] == ["Còn thiếu"]

    bdg(*now, "--note", "sáp nhập xã")
    said = [line.split("\t") for line in bdg("figures", "check", *SHEET)[1].splitlines()]
    explained = [line for line in said if line[0] == "Đã giải thích"]
    assert explained
    assert explained[0][1] == "dan_so"
    assert "sáp nhập xã" in explained[0][3]


def test_a_full_form_without_oddities_passes(bdg: Bdg) -> None:
    form = ("--form", "bieu_nhiem_ky", "--period", "2021-2026")
    for row in json.loads(bdg("figures", "list", *form, "--json")[1]):
        if row.get("cells"):
            words = ("figures", "set", row["code"], "--period", "2021-2026")
            assert bdg(*words, "--missing", "chưa gửi")[0] == 0
    assert bdg("figures", "check", *form)[:2] == (0, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "dan_so", "--period", "2026-H3", "--total", "1"), "không có"),
        (("set", "dan_so", "--period", "2026"), "ít nhất một"),
        (("set", "khong_co", "--period", "2026", "--total", "1"), "Không có chỉ tiêu"),
        (("set", "dan_so", "--period", "2026", "--total", "nhiều"), "số nguyên"),
        (("set", "dan_so", "--period", "2026", "--total", "1", "--men", "2"), "nhỏ hơn"),
        (("list", "--form", "khong_co", "--period", "2026"), "Không có biểu"),
        (("check", "--form", "bieu_nam", "--period", "năm"), "không phải là kỳ số liệu"),
    ],
)
def test_mistakes_are_told(bdg: Bdg, words: tuple[str, ...], said: str) -> None:
    status, out, err = bdg("figures", *words)
    assert (status, out) == (2, "")
    assert said in err


def put(path: Path, code: str, value: object) -> None:
    """Type the total of an indicator into an exported form; codes stand in column H."""
    book = load_workbook(path)
    page = book["Biểu"]
    row = next(cell.row for cell in page["H"] if cell.value == code)
    page.cell(row, 4).value = value
    book.save(path)


def test_a_form_goes_out_and_comes_back(bdg: Bdg, tmp_path: Path) -> None:
    file = tmp_path / "Biểu năm.xlsx"
    assert bdg("figures", "export", file, *SHEET, "--blank") == (0, "", "")
    put(file, "ho", "2.500")

    assert bdg("figures", "import", file, "--dry-run")[1].endswith("\ttổng\ttrống\t2.500\n")
    assert lines_of(bdg("figures", "list", *SHEET)[1])["ho"][-3] == ""
    assert bdg("figures", "import", file, *SHEET) == (0, "1\n", "")
    assert lines_of(bdg("figures", "list", *SHEET)[1])["ho"][-3] == "2.500"


def test_a_faulty_file_is_handed_back_marked(bdg: Bdg, tmp_path: Path) -> None:
    file, marked = tmp_path / "vào.xlsx", tmp_path / "ra.xlsx"
    bdg("figures", "export", file, *SHEET)
    put(file, "ho", "nhiều")

    status, out, err = bdg("figures", "import", file, "--marked", marked)
    assert (status, out) == (2, "")
    assert err.startswith("D")
    assert "số nguyên" in err
    page = load_workbook(marked)["Biểu"]
    assert sum(cell.comment is not None for row in page.iter_rows() for cell in row) == 1


def test_hidden_counts_are_told_and_kept(bdg: Bdg, tmp_path: Path) -> None:
    file = tmp_path / "bạo lực.xlsx"
    sheet = ("--form", "bieu_bao_luc_nam", "--period", "2026")
    bdg("figures", "set", "ho_bao_luc", "--period", 2026, "--total", 3)
    assert bdg("figures", "export", file, *sheet)[0] == 0
    status, out, err = bdg("figures", "import", file)
    assert (status, out) == (0, "0\n")
    assert "giữ nguyên" in err
    assert bdg("figures", "export", tmp_path / "biểu.xls", *sheet)[0] == 2
