"""bdg unit: the list of units in from a file, and what becomes of them."""

import json
from pathlib import Path

import pytest

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]

LINES = (
    "Mã;Tên;Cấp;Từ ngày;Thư điện tử",
    "00012;Mẫu Thượng;Xã;;x@mau.vn",
    "00013;Mẫu Hạ;Phường;01/07/2025;",
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "Đơn vị.csv"
    path.write_text("\ufeff" + "\n".join(LINES), encoding="utf-8")
    return path


def rows(bdg: Bdg, *words: object) -> dict[str, dict[str, object]]:
    status, out, _err = bdg("unit", "list", "--json", *words)
    assert status == 0
    return {row["code"]: row for row in json.loads(out)}


class TestFiles:
    def test_a_preview_writes_nothing(self, bdg: Bdg, listed: Path) -> None:
        status, out, err = bdg("unit", "import", listed, "--dry-run")

        assert (status, err) == (0, "")
        assert out == "Mới\t00012\tMẫu Thượng\t\nMới\t00013\tMẫu Hạ\t\n"
        assert rows(bdg) == {}

    def test_a_file_is_taken_and_comes_back(self, bdg: Bdg, listed: Path, tmp_path: Path) -> None:
        assert bdg("unit", "import", listed) == (0, "2\n", "")
        assert rows(bdg).keys() == {"00012", "00013"}
        assert rows(bdg, "--on", "30/06/2025").keys() == {"00012"}

        out = tmp_path / "ra.xlsx"
        assert bdg("unit", "export", out) == (0, "2\n", "")
        assert bdg("unit", "import", out) == (0, "0\n", "")
        assert bdg("unit", "export", tmp_path / "ra.csv")[0] == 2

    def test_faults_are_told_by_their_cells(self, bdg: Bdg, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("Mã,Tên\n1,Xã Một\nmã,Xã Hai\n3,\n", encoding="utf-8")

        status, out, err = bdg("unit", "import", path)

        assert (status, out) == (2, "")
        assert [line.split(":")[0] for line in err.splitlines()][:2] == ["A3", "B4"]
        assert rows(bdg) == {}

    def test_lines(self, bdg: Bdg, listed: Path) -> None:
        bdg("unit", "import", listed)
        _status, out, _err = bdg("unit", "list")
        assert out.splitlines()[1] == "00013\tphường Mẫu Hạ\t\t01/07/2025\t\tChưa có thẻ\t"


class TestChanges:
    def test_a_merge_takes_over_a_code(self, bdg: Bdg, listed: Path) -> None:
        bdg("unit", "import", listed)

        status, out, err = bdg(
            "unit", "merge", "00012", "00013", "--into", "00012=Mẫu", "--level", "phuong",
            "--day", "01/01/2026", "--source", "Nghị quyết 01",
        )  # fmt: skip

        assert (status, err) == (0, "")
        assert out.startswith("00012\tphường Mẫu\t\t01/01/2026\t")
        found = rows(bdg, "--on", "01/01/2026")
        assert found.keys() == {"00012"}
        assert found["00012"]["predecessors"] == [
            {"code": "00012", "name": "Mẫu Thượng", "kind": "merge", "day": "2026-01-01"},
            {"code": "00013", "name": "Mẫu Hạ", "kind": "merge", "day": "2026-01-01"},
        ]

    def test_a_new_name_and_a_new_code(self, bdg: Bdg, listed: Path) -> None:
        bdg("unit", "import", listed)

        assert bdg("unit", "rename", "00012", "--name", "Mẫu Mới", "--code", "14",
                   "--day", "01/01/2026")[0] == 0  # fmt: skip

        assert rows(bdg, "--on", "01/01/2026").keys() == {"14", "00013"}

    def test_a_split(self, bdg: Bdg, listed: Path) -> None:
        bdg("unit", "import", listed)

        assert bdg("unit", "split", "00012", "--into", "21=Một", "--into", "22=Hai",
                   "--day", "01/01/2026")[0] == 0  # fmt: skip
        assert bdg("unit", "split", "21", "--into", "23=Ba", "--stays",
                   "--day", "01/02/2026")[0] == 0  # fmt: skip

        assert rows(bdg, "--on", "01/02/2026").keys() == {"21", "22", "23", "00013"}

    def test_of_a_unit_that_is_not_there(self, bdg: Bdg) -> None:
        status, _out, err = bdg("unit", "rename", "404", "--name", "X", "--day", "01/01/2026")
        assert status == 2
        assert "Không có đơn vị nào mang mã “404”" in err


class TestAdding:
    def test_one_below_and_one_above(self, bdg: Bdg) -> None:
        assert bdg("unit", "add", "1=Mẫu Thượng", "--from", "01/07/2025")[0] == 0
        assert bdg("unit", "add", "79=Sở Nội vụ tỉnh Mẫu", "--above")[0] == 0

        found = rows(bdg)
        assert (found["1"]["level"], found["1"]["valid_from"]) == ("xa", "2025-07-01")
        assert (found["79"]["level"], found["79"]["above"]) == ("tinh", True)

    def test_without_a_name(self, bdg: Bdg) -> None:
        status, _out, err = bdg("unit", "add", "1")
        assert status == 2
        assert "mã=tên" in err
