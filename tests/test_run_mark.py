"""The mark of an open program: how the run before ended."""

from datetime import UTC, datetime
from pathlib import Path

from app.run_mark import RunMark

AT = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)


def test_a_closed_run_leaves_nothing(tmp_path: Path) -> None:
    mark = RunMark(tmp_path)
    assert mark.begin(AT) is None
    mark.end()
    assert list(tmp_path.iterdir()) == []
    assert RunMark(tmp_path).begin(AT) is None


def test_a_run_cut_off_is_told_with_its_beginning(tmp_path: Path) -> None:
    RunMark(tmp_path).begin(AT)
    found = RunMark(tmp_path).begin(AT.replace(hour=11))
    assert found is not None
    assert found.words == "mất điện hoặc bị tắt ngang, mở lúc 10:42 ngày 21/11/2026"


def test_a_run_that_fell_is_told_apart_and_its_place_is_kept_once(tmp_path: Path) -> None:
    RunMark(tmp_path).begin(AT)
    (tmp_path / "dang-sap.txt").write_text(
        "Fatal Python error: Segmentation fault\n", encoding="ascii"
    )
    mark = RunMark(tmp_path)
    found = mark.begin(AT)
    assert found is not None
    assert found.fell
    assert "lỗi nặng" in found.words
    mark.end()
    assert [path.name for path in tmp_path.iterdir()] == ["sap-20261121-104200.txt"]
    assert RunMark(tmp_path).begin(AT) is None


def test_a_spoiled_mark_still_says_that_it_was_cut_off(tmp_path: Path) -> None:
    RunMark(tmp_path).begin(AT)
    (tmp_path / "dang-chay.txt").write_bytes(b"\xff\xfe")
    found = RunMark(tmp_path).begin(AT)
    assert found is not None
    assert found.words == "mất điện hoặc bị tắt ngang"


def test_only_so_many_falls_are_kept(tmp_path: Path) -> None:
    for minute in range(9):
        (tmp_path / "dang-sap.txt").write_text("fell\n", encoding="ascii")
        RunMark(tmp_path).begin(AT.replace(minute=minute))
    assert len(list(tmp_path.glob("sap-*.txt"))) == 5


def test_a_folder_that_takes_no_file_is_no_trouble(tmp_path: Path) -> None:
    mark = RunMark(tmp_path / "không có")
    assert mark.begin(AT) is None
    mark.end()
