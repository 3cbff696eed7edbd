"""bdg totals and bdg wall: sums on the screen, in files, taken over; who has sent."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.cli import run
from app.data_folder import DataFolder, open_data_folder
from tests.workflows.parcels.commune import settle
from tests.workflows.parcels.received import make_received, make_unit

YEAR = ("--duty", "report_year", "--period", "2026")


class Office:
    """A data folder with three units below, two of which have reported."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys
        with self.open() as folder:
            settle(folder.db)
            for at in (1, 2, 3):
                folder.db.write(make_unit, f"X{at}", f"xã Mẫu {at}")
            cells = {"ho": 100, "cap_uy": 10, "cap_uy:women": 3, "ho_bao_luc": 2}
            folder.db.write(make_received, "X1", "report_year", "2026", cells)
            cells = {"ho": 50, "tao_hon": "=chưa rà soát", "ho_bao_luc": 9}
            folder.db.write(make_received, "X2", "report_year", "2026", cells)

    @contextmanager
    def open(self) -> Iterator[DataFolder]:
        """The folder while no command runs."""
        folder = open_data_folder(self.data, actor="Trần Thị Mẫu")
        try:
            yield folder
        finally:
            folder.close()

    def bdg(self, *words: object) -> tuple[int, str, str]:
        """Run a command: exit status, output, error output."""
        status = run(["--data", str(self.data), *map(str, words)])
        said = self._capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path / "Dữ liệu", capsys)


def rows_of(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


def test_sums_and_who_is_missing_are_printed(office: Office) -> None:
    status, out, _err = office.bdg("totals", *YEAR)
    lines = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    houses = next(line for line in lines if line[0] == "ho")
    assert (houses[4], houses[8:10]) == ("150", ["2", "2"])
    share = next(line for line in lines if line[0] == "ty_le_nu_cap_uy")
    assert share[4] == "30,00"
    assert lines[-1] == ["Chưa có số liệu", "xã Mẫu 3", "chưa gửi"]


def test_json_has_raw_sums_reasons_and_units(office: Office) -> None:
    _status, out, _err = office.bdg("totals", *YEAR, "--json", "--by-unit")
    said = json.loads(out)
    assert (said["asked"], len(said["reporters"]), len(said["non_reporters"])) == (3, 2, 1)
    rows = {row["indicator"]: row for row in said["rows"]}
    assert rows["ho"]["total"] == "150"
    assert rows["tao_hon"]["total"] is None
    assert {gap["reason"] for gap in rows["tao_hon"]["missing"]} == {
        "=chưa rà soát", "không có trong báo cáo của đơn vị",
    }  # fmt: skip
    share = rows["ty_le_nu_cap_uy"]
    assert (share["numerator"], share["denominator"]) == ("3", "10")
    assert {"indicator": "ho", "sex": "total", "group": "", "value": "50", "reason": ""} in said[
        "units"
    ]["X2"]


def test_a_csv_hides_small_counts_unless_it_is_for_the_office(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "tổng.csv"
    assert office.bdg("totals", *YEAR, "--csv", path, "--by-unit")[0] == 0
    shown = {(row[0], row[5]): row[8] for row in rows_of(path) if len(row) > 8}
    assert shown["X1", "ho_bao_luc"] == shown["X2", "ho_bao_luc"] == "*"
    assert shown["X1", "ho"] == "100"
    reasons = {(row[0], row[5]): row[11] for row in rows_of(path) if len(row) > 8}
    assert reasons["X2", "tao_hon"] == "'=chưa rà soát"
    assert ["X3", "xã Mẫu 3", "chưa gửi", ""] in rows_of(path)
    assert office.bdg("totals", *YEAR, "--csv", path, "--by-unit", "--full")[0] == 0
    full = {(row[0], row[5]): row[8] for row in rows_of(path) if len(row) > 8}
    assert full["X1", "ho_bao_luc"] == "2"
    assert office.bdg("totals", *YEAR, "--csv", path)[0] == 0
    sums = {row[0]: row[4] for row in rows_of(path) if len(row) > 8}
    assert (sums["ho_bao_luc"], sums["ho"]) == ("11", "150")


def test_units_stand_beside_each_other(office: Office) -> None:
    _status, out, _err = office.bdg("totals", *YEAR, "--compare", "ho")
    assert out.splitlines()[0].split("\t")[:5] == ["X1", "xã Mẫu 1", "100", "66,7 %", "1"]
    status, _out, err = office.bdg("totals", *YEAR, "--compare", "khong_co")
    assert (status, "Không có chỉ tiêu" in err) == (2, True)


def test_sums_are_taken_over_and_a_typed_number_stays(office: Office) -> None:
    office.bdg("figures", "set", "ho", "--period", "2026", "--total", "7")
    _status, out, err = office.bdg("totals", *YEAR, "--take")
    assert "“Hộ gia đình” (ho) đã có số khác" in err
    assert "xã Mẫu 3" in err
    assert int(out) > 0
    _status, out, err = office.bdg("totals", *YEAR, "--take", "--replace", "ho")
    assert (out.strip(), "đã có số khác" in err) == ("1", False)


def test_a_report_is_made_from_totals(office: Office) -> None:
    status, out, _err = office.bdg("totals", *YEAR, "--report", "year")
    assert status == 0
    assert "Có 02/03 đơn vị" in office.bdg("report", "outline", out.strip())[1]


def test_the_wall_tells_every_unit(office: Office) -> None:
    asked = office.bdg("wall", "--year", 2026, "--ask", "report_year", "--due", "20/12/2026")
    assert asked[0] == 0
    _status, out, _err = office.bdg("wall", "--year", 2026)
    lines = out.splitlines()
    assert lines[0].startswith("X1\txã Mẫu 1\tBáo cáo năm 2026\tĐã tiếp nhận")
    assert lines[-1].startswith("Báo cáo năm 2026: 2/3 đơn vị đã gửi, 2 đã tính vào tổng")
    said = json.loads(office.bdg("wall", "--year", 2026, "--json")[1])
    assert said["reports"][0]["due_on"] == "2026-12-20"
    assert [unit["reports"][0]["state"] for unit in said["units"]][:2] == ["accepted"] * 2


def test_totals_are_settled_and_opened_again(office: Office) -> None:
    year = ("wall", "--year", 2026)
    assert office.bdg(*year, "--close", "report_year")[0] == 2
    office.bdg(*year, "--ask", "report_year")
    assert office.bdg(*year, "--close", "report_year")[0] == 0
    assert office.bdg(*year, "--ask", "report_year")[0] == 2
    assert office.bdg(*year, "--reopen", "report_year")[0] == 2
    assert office.bdg(*year, "--reopen", "report_year", "--reason", "Xã gửi lại")[0] == 0
    assert office.bdg(*year, "--ask", "viec_la")[0] == 2


def test_late_units_are_reminded(office: Office, tmp_path: Path) -> None:
    office.bdg("wall", "--year", 2025, "--ask", "report_year", "--due", "30/11/2025")
    path = tmp_path / "nhắc.pdf"
    remind = ("wall", "--year", 2025, "--remind", path)
    status, out, _err = office.bdg(*remind, "--units", "X1", "X3", "--by", "30/12/2099")
    assert (status, len(out.split()), path.read_bytes()[:5]) == (0, 2, b"%PDF-")
    assert office.bdg(*remind, "--units", "LA")[0] == 2
    assert "chưa nhận được báo cáo" in office.bdg("paper", "outline", out.split()[0])[1]
