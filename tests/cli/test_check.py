"""bdg check: lines for people, JSON for programs, exit status, no data folder needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from app.paths import program_root
from tests.documents.check.office_file import Paper
from tests.documents.check.wrong_files import letter, plan

INIT = ("init", "--name", "Mẫu Sơn", "--level", "xa", "--upper", "tỉnh Mẫu Giang")

Said = tuple[int, str, str]


@pytest.fixture
def bdg(capsys: pytest.CaptureFixture[str]):
    """Run a command without a data folder: exit status, output, error output."""

    def command(*words: object) -> Said:
        status = run([str(word) for word in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def saved(paper: Paper, folder: Path, name: str) -> Path:
    path = folder / name
    paper.save(path)
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return saved(letter(), tmp_path, "công văn.docx")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    paper = plan()
    paper.replace("number", "05", "5")
    paper.replace("end", "./.", "")
    return saved(paper, tmp_path, "kế hoạch.docx")


def test_a_right_file(bdg, right: Path) -> None:
    assert bdg("check", right) == (0, "Không có gì phải sửa.\n", "")


def test_a_wrong_file_is_told_line_by_line(bdg, wrong: Path) -> None:
    status, out, err = bdg("check", wrong)
    assert (status, err) == (1, "")
    decree = "Nghị định 30/2020/NĐ-CP, Phụ lục"
    assert out.splitlines() == [
        f"Nên xem · Đoạn 4: “Số: 5/KH-UBND” · Số nhỏ hơn 10 ghi thêm số 0 ở trước: “05”. · {decree} I, ô số 3",
        (
            "Nên xem · Nội dung, đoạn 2: “Trên đây là Kế hoạch của Ủy ban nhân dân xã Mẫu Sơn” · Câu cuối chưa "
            f"có dấu kết thúc “./.”. · {decree} III: “./.” sau chữ cuối của nội dung và của mỗi phụ lục"
        ),
    ]


def test_json_has_stable_keys(bdg, wrong: Path) -> None:
    status, out, _err = bdg("check", wrong, "--json")
    assert status == 1
    [file] = json.loads(out)["files"]
    assert file["file"] == str(wrong)
    assert file["remarks"] == []
    [paper] = file["papers"]
    assert paper["title"].startswith("KẾ HOẠCH")
    looks, tree = paper["findings"]
    assert list(looks) == [
        "rule", "severity", "where", "place", "quote", "message", "clause", "mend",
    ]  # fmt: skip
    assert (looks["rule"], looks["severity"], looks["mend"]) == ("number_zero", "warn", None)
    assert tree["rule"] == "end_mark"
    assert tree["mend"]["new"].endswith("./.")


def test_several_files_are_named(bdg, right: Path, wrong: Path) -> None:
    status, out, _err = bdg("check", right, wrong)
    assert status == 1
    lines = out.splitlines()
    assert lines[:3] == [f"{right}:", "Không có gì phải sửa.", f"{wrong}:"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    bdg, wrong: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "ảnh.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    status, out, err = bdg("check", picture, wrong)
    assert status == 2
    assert "ảnh quét" in err
    assert "Số nhỏ hơn 10" in out
    status, out, err = bdg("check", picture)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_a_missing_file(bdg, tmp_path: Path) -> None:
    status, out, err = bdg("check", tmp_path / "không có.docx")
    assert (status, out) == (2, "")
    assert "Không tìm thấy tệp" in err


def test_written_anew(bdg, wrong: Path, tmp_path: Path) -> None:
    out_file = tmp_path / "mới.docx"
    status, out, _err = bdg("check", wrong, "--remake", out_file)
    assert status == 1
    assert out.splitlines()[-1] == f"Đã trình bày lại: {out_file} (máy sửa 1 chỗ)."
    assert bdg("check", out_file)[0] == 0


def test_json_and_written_anew_keep_apart(bdg, wrong: Path, tmp_path: Path) -> None:
    _status, out, err = bdg("check", wrong, "--json", "--remake", tmp_path / "mới.pdf")
    assert json.loads(out)["files"]
    assert err.startswith("Đã trình bày lại:")


def test_what_cannot_be_written_anew(bdg, wrong: Path, right: Path) -> None:
    status, _out, err = bdg("check", wrong, "--remake", wrong)
    assert status == 2
    assert "chính tệp đang đọc" in err
    status, _out, err = bdg("check", wrong, right, "--remake", "mới.docx")
    assert (status, err) == (2, "Mục --remake chỉ dùng cho một tệp.\n")


def test_one_paper_of_the_file(bdg, wrong: Path) -> None:
    assert bdg("check", wrong, "--part", "1")[0] == 1
    status, out, err = bdg("check", wrong, "--part", "2")
    assert (status, out) == (2, "")
    assert err == "Tệp có 1 văn bản, không có văn bản thứ 2.\n"


def test_with_the_offices_own_catalogues(bdg, right: Path, tmp_path: Path) -> None:
    data = tmp_path / "dữ liệu"
    assert run(["--data", str(data), *INIT]) == 0
    assert bdg("--data", data, "check", right)[0] == 0


def test_a_text_is_checked_without_its_looks(bdg, tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(
        "KẾ HOẠCH\nCông tác bình đẳng giới năm 2027\n\nI. MỤC ĐÍCH\n1. Nâng cao./.\n",
        encoding="utf-8",
    )
    status, out, _err = bdg("check", path)
    assert status == 1
    assert out.startswith("Lưu ý · Tệp này không cho biết cỡ chữ")


def test_the_program_as_a_process_of_its_own(wrong: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app", "check", str(wrong)],
        cwd=program_root(), capture_output=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "Số nhỏ hơn 10".encode() in ran.stdout
