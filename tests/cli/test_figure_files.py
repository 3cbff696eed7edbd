"""bdg figures print, take-forms, import of old files: files in and out, mistakes in one sentence."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]

DATA = Path(__file__).parents[1] / "data" / "sheets"


def form_file(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    page = book.active
    page.title = "Biểu"
    for row in (
        ["Mã biểu", "bieu_tinh"],
        ["Tên biểu", "Biểu của tỉnh"],
        ["Mã", "Tên", "ĐVT"],
        *rows,
    ):
        page.append(row)
    book.save(path)
    return path


def test_an_old_file_is_read(bdg: Bdg) -> None:
    assert bdg("figures", "import", DATA / "bieu-nam.xls") == (0, "6\n", "")
    status, out, err = bdg("figures", "import", DATA / "bieu-sai.xls")
    assert (status, out) == (2, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["D6", "D13", "D15", "D24"]


def test_a_web_page_under_the_name_of_a_workbook_is_told_in_one_line(
    bdg: Bdg, tmp_path: Path
) -> None:
    path = tmp_path / "biểu.xls"
    path.write_bytes(b"<html><table></table></html>")
    status, out, err = bdg("figures", "import", path)
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert "trang web" in err


@pytest.mark.parametrize("name", ["biểu.pdf", "biểu.docx"])
def test_an_empty_form_is_printed(bdg: Bdg, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    words = ("figures", "print", "bieu_nhiem_ky", "--period", "2021-2026", "--output", out)
    assert bdg(*words, "--empty") == (0, "", "")
    assert out.read_bytes()[:2] in (b"%P", b"PK")


def test_forms_from_above_are_shown_then_taken_over(bdg: Bdg, tmp_path: Path) -> None:
    path = form_file(tmp_path / "tỉnh.xlsx", ["ho"], ["t_moi", "Chỉ tiêu mới", "người"])
    shown = [
        "Giữ\tChỉ tiêu\tho\t\tđã có, không khác",
        "Mới\tChỉ tiêu\tt_moi\tChỉ tiêu mới\t",
        "Mới\tBiểu\tbieu_tinh\tBiểu của tỉnh\t",
    ]
    words = ("figures", "take-forms", path)
    assert bdg(*words, "--dry-run") == (0, "\n".join(shown) + "\n", "")
    assert "bieu_tinh" not in bdg("figures", "forms")[1]
    assert bdg(*words)[0] == 0
    assert "bieu_tinh\tNăm\tBiểu của tỉnh" in bdg("figures", "forms")[1]
    sheet = ("--form", "bieu_tinh", "--period", "2027")
    assert "t_moi" in bdg("figures", "list", *sheet)[1]


def test_a_period_shows_the_form_of_its_year(bdg: Bdg, tmp_path: Path) -> None:
    path = form_file(tmp_path / "tỉnh.xlsx", ["ho"])
    assert bdg("figures", "take-forms", path)[0] == 0
    other = form_file(tmp_path / "sau.xlsx", ["sinh"])
    status, out, err = bdg("figures", "take-forms", other)
    assert (status, out) == (2, "")
    assert "ngày có hiệu lực" in err
    assert bdg("figures", "take-forms", other, "--from", "01/01/2027")[0] == 0
    old = bdg("figures", "list", "--form", "bieu_tinh", "--period", "2026")[1]
    new = bdg("figures", "list", "--form", "bieu_tinh", "--period", "2027")[1]
    assert (old.split("\t")[0], new.split("\t")[0]) == ("ho", "sinh")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("print", "bieu_nam", "--period", "2026", "--output", "x.txt"), ".pdf hoặc .docx"),
        (("print", "khong_co", "--period", "2026", "--output", "x.pdf"), "Không có biểu"),
        (("print", "bieu_nam", "--period", "2026", "--output", "không/có/x.pdf"), "thư mục"),
        (("print", "bieu_nam", "--period", "2026"), "--output"),
        (("take-forms", "không có.xlsx"), "không có.xlsx"),
        (("take-forms", __file__), "không phải là tệp biểu"),
        (("take-forms", "x.xlsx", "--from", "mai"), "ngày"),
        (
            ("set", "bao_luc", "--period", "2026", "--total", "3", "--note", "chị Mẫu thôn 3"),
            "không ghi họ tên",
        ),
    ],
)
def test_mistakes_are_told(bdg: Bdg, words: tuple[str, ...], said: str) -> None:
    status, out, err = bdg("figures", *words)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("verb", ["set", "import", "export", "check", "print", "take-forms"])
def test_help_is_vietnamese(bdg: Bdg, verb: str) -> None:
    status, said, _err = bdg("figures", verb, "--help")
    assert status == 0
    assert "Cách dùng" in said
    assert not {"usage", "options", "optional", "positional"} & set(said.lower().split())
