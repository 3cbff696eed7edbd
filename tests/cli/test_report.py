"""bdg report build: every kind with its period, the old words still understood."""

from pathlib import Path
from uuid import UUID

import pytest

from app.cli import run
from tests.cli.begun import Bdg, bdg

__all__ = ["bdg"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bdg") / "Dữ liệu"
    words = ("--name", "Song An", "--level", "xa", "--upper", "tỉnh Gia Lai")
    assert run(["--data", str(folder), "init", *words]) == 0
    return folder


def build(data: Path, said: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    said.readouterr()
    status = run(["--data", str(data), "report", "build", *words])
    out, err = said.readouterr()
    return status, out.strip(), err.strip()


def test_an_empty_period_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = build(data, capsys, "--kind", "year", "--period", "")
    assert (status, out) == (2, "")
    assert "không phải là kỳ số liệu" in err


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "half_year", "--period", "2026-H1"),
        ("--kind", "year", "--period", "2026"),
        ("--kind", "action_month", "--period", "2026-C"),
        ("--kind", "programme", "--period", "2026"),
        ("--kind", "ad_hoc", "--period", "20260301-20260315"),
        ("--type", "year", "--year", "2026"),
        ("--year", "2026"),
    ],
)
def test_a_report_is_built_and_its_id_printed(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    status, out, err = build(data, capsys, *words)
    assert (status, err) == (0, "")
    UUID(out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--kind", "half_year", "--period", "2026"), "2026-H1 hoặc 2026-H2"),
        (("--kind", "half_year", "--period", "nửa năm"), "không phải là kỳ số liệu"),
        (("--kind", "year", "--period", "2026-Q3"), "Báo cáo năm không lập cho kỳ 2026-Q3"),
        (("--kind", "violence", "--period", "2026-H1"), "Chưa có số liệu bạo lực"),
        (("--kind", "weekly", "--period", "2026"), "chỉ có:"),
        (("--kind", "year"), "Hãy cho một trong các mục"),
        (("--year", "2026", "--period", "2026"), "Không dùng"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    status, out, err = build(data, capsys, *words)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 0


def test_numbers_that_moved_are_brought_up_to_date(bdg: Bdg) -> None:
    training = ("activity", "add", "--kind", "tap_huan", "--title", "Tập huấn", "--date")
    people = ("--men", "20", "--women", "35")
    assert bdg(*training, "20/10/2026", *people)[0] == 0
    report = bdg("report", "build", "--kind", "year", "--period", "2026")[1].strip()
    assert bdg("report", "renew", report) == (0, "0\n", "")
    assert bdg(*training, "27/10/2026", *people)[0] == 0
    moved = [line for line in bdg("report", "check", report)[1].splitlines() if "nay là" in line]
    assert "Số 55 nay là 110" in " ".join(moved)

    assert bdg("report", "renew", report)[:2] == (0, f"{len(moved)}\n")

    assert "nay là" not in bdg("report", "check", report)[1]
    assert "110" in bdg("report", "outline", report)[1]
