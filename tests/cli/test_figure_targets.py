"""bdg figures target and progress: targets set, taken away, judged by sex."""

import pytest

from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]

CODE = "qd2282_1"


def progress(bdg: Bdg, year: int, *more: object) -> dict[tuple[str, str], list[str]]:
    status, out, err = bdg("figures", "progress", year, *more)
    assert (status, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    return {(row[0], row[1]): row[2:] for row in rows}


def test_a_target_is_set_judged_and_taken_away(bdg: Bdg) -> None:
    target = ("figures", "target", "dan_so", 2026, "10.000")
    year = (2026, "--form", "bieu_nam")
    assert ("dan_so", "total") not in progress(bdg, *year)

    assert bdg(*target, "--words", "Kế hoạch mẫu") == (0, "", "")
    assert bdg(*target[:-1], "6.000", "--sex", "women", "--by", "upper")[0] == 0
    bdg("figures", "set", "dan_so", "--period", 2026, "--total", "9.000", "--women", 6100)

    rows = progress(bdg, *year)
    assert rows["dan_so", "total"][1:3] == ["9.000,00", "10.000,00"]
    assert rows["dan_so", "women"][1:3] == ["6.100,00", "6.000,00"]

    assert bdg("figures", "target", "dan_so", 2026, "-")[0] == 0
    assert ("dan_so", "total") not in progress(bdg, *year)
    assert ("dan_so", "women") in progress(bdg, *year)


def test_the_strategy_is_shown_when_no_form_is_named(bdg: Bdg) -> None:
    rows = progress(bdg, 2026)

    assert rows["nq28_1_1", "total"][1:4] == ["", "63,00", "Không đánh giá được"]
    assert rows["nq28_1_1", "total"][4].startswith("chưa có số")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("khong_co", 2026, "5"), "Không có chỉ tiêu"),
        (("dan_so", 2026, "năm"), "không phải là số"),
        (("dan_so", 2026, ""), "Hãy ghi giá trị"),
        (("dan_so", 1926, "5"), "Năm của mục tiêu"),
        (("ho", 2026, "5", "--sex", "women"), "không tách theo giới tính"),
        (("nq28_1_1", 2026, "105"), "không quá 100"),
    ],
)
def test_a_wrong_target_is_told_and_not_kept(
    bdg: Bdg, words: tuple[object, ...], said: str
) -> None:
    status, _out, err = bdg("figures", "target", *words)

    assert status == 2
    assert said in err


def test_a_form_of_half_years_has_no_progress_of_the_year(bdg: Bdg) -> None:
    status, _out, err = bdg("figures", "progress", 2026, "--form", "bieu_nua_nam")

    assert status == 2
    assert "không tính theo năm" in err
