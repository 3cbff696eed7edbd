"""bdg privacy and bdg support-file."""

from pathlib import Path
from zipfile import ZipFile

from app.domain.retention import Kept
from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]


def test_every_rule_is_listed_and_unchecked_ones_are_not_applied(bdg: Bdg) -> None:
    status, said, _error = bdg("privacy", "list")
    assert status == 0
    rows = [line.split("\t") for line in said.splitlines()]
    assert {row[0] for row in rows} == set(Kept)
    first = next(row for row in rows if row[0] == "unit_contact")
    assert first[1:5] == ["0", "1 năm", "Thay bằng “đã ẩn danh”", "chưa kiểm chứng"]
    # A rule that nobody checked is not applied.
    status, _said, error = bdg("privacy", "apply", "unit_contact")
    assert status == 2
    assert "chưa được kiểm chứng" in error


def test_the_support_file_is_printed_and_written(bdg: Bdg, tmp_path: Path) -> None:
    status, said, _error = bdg("support-file")
    assert status == 0
    assert "Mức dữ liệu" in said
    target = tmp_path / "hỗ trợ.zip"
    assert bdg("support-file", target)[0] == 0
    assert "tom-tat.txt" in ZipFile(target).namelist()
    assert bdg("support-file", tmp_path / "Dữ liệu" / "x.zip")[0] == 2


def test_data_that_do_not_open_still_give_a_support_file(bdg: Bdg, tmp_path: Path) -> None:
    (tmp_path / "Dữ liệu" / "so-binh-dang.db").write_bytes(b"x" * 9_000)
    assert "Mã hóa: không" in bdg("support-file")[1]
    status, said, _error = bdg("support-file", tmp_path / "x.zip")
    assert status == 0
    assert "dữ liệu không mở được" in said
    assert "tom-tat.txt" in ZipFile(tmp_path / "x.zip").namelist()
