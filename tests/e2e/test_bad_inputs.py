"""Bad input of every kind: a clear Vietnamese line, the right exit status, and nothing lost."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cli import run
from app.data_folder import open_data_folder
from app.errors import AppError
from app.lock import FolderLock
from app.paths import DataPaths
from app.workflows.attachments import keep_file

PLAN = """KẾ HOẠCH
Công tác bình đẳng giới xã Mẫu năm 2027

I. MỤC ĐÍCH
1. Nâng cao nhận thức của Nhân dân.
2. Giảm khoảng cách giới.
"""
_VIETNAMESE = re.compile(r"[ăâđêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ]", re.IGNORECASE)

Bdg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose name holds spaces and Vietnamese letters."""
    return tmp_path / "Dữ liệu của chị Mẫu"


@pytest.fixture
def bdg(data: Path, capsys: pytest.CaptureFixture[str]) -> Bdg:
    """Run a command; exit status, output, error output."""

    def command(*words: object) -> tuple[int, str, str]:
        status = run(["--data", str(data), *map(str, words)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.fixture
def plan_id(bdg: Bdg, tmp_path: Path) -> str:
    """A plan that is kept already and must still be there afterwards."""
    source = tmp_path / "kế hoạch.txt"
    source.write_text(PLAN, encoding="utf-8")
    status, out, err = bdg("plan", "import", source)
    assert (status, err) == (0, "")
    return out.strip()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    disk = tmp_path / "usb"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("a small disk can only be made by root on Linux")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(path: Path) -> None:
    """Take all room that is left."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 1024)


def refused(answer: tuple[int, str, str], status: int, *words: str) -> None:
    """One Vietnamese line on the error output that names what happened; nothing else."""
    found, out, err = answer
    assert found == status, err
    assert out == ""
    assert err.count("\n") == 1
    assert _VIETNAMESE.search(err)
    assert "Traceback" not in err
    for word in words:
        assert word.lower() in err.lower(), err


def still_there(bdg: Bdg, plan_id: str) -> None:
    """The plan kept before is whole."""
    status, out, _err = bdg("plan", "outline", plan_id)
    assert status == 0
    assert "1. Nâng cao nhận thức của Nhân dân." in out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rỗng.txt", b"", ("trống",)),
        ("toàn dấu cách.txt", b" \n\t\n   ", ("trống",)),
        ("ảnh.txt", bytes(range(256)) * 64, ("không phải", "văn bản")),
        ("số không.txt", b"\x00" * 5000, ("không phải", "văn bản")),
        ("bảng mã cũ.txt", "Kế hoạch năm".encode() + b"\xff\xfe\x81\xc3", ("bảng mã",)),
        ("nén.md", b"PK\x03\x04" + b"\x00\x01" * 400, ("không phải", "văn bản")),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    bdg: Bdg, plan_id: str, tmp_path: Path, name: str, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = bdg("plan", "import", path)
    assert answer[0] in (1, 2)
    refused(answer, answer[0])
    still_there(bdg, plan_id)
    assert bdg("plan", "list")[1].count("\n") == 1


def test_a_text_of_50_mb_is_refused_before_it_is_read(
    bdg: Bdg, plan_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "rất lớn.txt"
    path.write_bytes(b"- g\n" * (50 * 1024 * 1024 // 4))
    answer = bdg("plan", "import", path)
    refused(answer, answer[0], "lớn")
    assert answer[0] in (1, 2)
    still_there(bdg, plan_id)


def test_a_missing_file_and_a_folder_are_named(bdg: Bdg, plan_id: str, tmp_path: Path) -> None:
    for path in (tmp_path / "không có.txt", tmp_path):
        answer = bdg("plan", "import", path)
        assert answer[0] in (1, 2)
        refused(answer, answer[0])
    still_there(bdg, plan_id)


def test_an_unknown_kind_of_file_cannot_be_written(bdg: Bdg, plan_id: str, tmp_path: Path) -> None:
    refused(bdg("plan", "export", plan_id, tmp_path / "kế hoạch.odt"), 2, ".pdf", ".docx")
    assert not list(tmp_path.glob("*.odt"))


def test_no_such_plan(bdg: Bdg, plan_id: str, tmp_path: Path) -> None:
    refused(bdg("plan", "outline", "00000000-0000-0000-0000-000000000000"), 2)
    refused(bdg("plan", "export", "không-phải-mã", tmp_path / "a.pdf"), 2)
    still_there(bdg, plan_id)


def test_words_that_are_no_command(bdg: Bdg) -> None:
    refused(bdg("plan", "xoá"), 2)
    refused(bdg("plan", "new", "--year", "hai nghìn"), 2)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_a_folder_that_is_not_there(bdg: Bdg, plan_id: str, tmp_path: Path, suffix: str) -> None:
    refused(bdg("plan", "export", plan_id, tmp_path / "không có" / f"a.{suffix}"), 2, "không có")
    still_there(bdg, plan_id)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
def test_a_full_disk_keeps_the_old_file(
    bdg: Bdg, plan_id: str, small_disk: Path, suffix: str
) -> None:
    old = small_disk / f"kế hoạch.{suffix}"
    old.write_bytes(b"ban cu")
    fill(small_disk / "đầy")
    refused(bdg("plan", "export", plan_id, old), 1, "đầy")
    assert old.read_bytes() == b"ban cu"
    assert {path.name for path in small_disk.iterdir()} == {old.name, "đầy"}
    still_there(bdg, plan_id)


def test_a_full_disk_under_the_data(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["--data", str(small_disk / "sổ"), "plan", "list"])
    said = capsys.readouterr()
    refused((status, said.out, said.err), 1, "đầy")


@pytest.mark.skipif(sys.platform == "win32", reason="chattr and permissions of Linux")
def test_a_read_only_folder(bdg: Bdg, plan_id: str, tmp_path: Path) -> None:
    target = Path("/proc/self") if os.geteuid() == 0 else tmp_path / "chỉ đọc"
    if target.name == "chỉ đọc":
        target.mkdir(mode=0o500)
    refused(bdg("plan", "export", plan_id, target / "a.pdf"), 1)
    still_there(bdg, plan_id)


def test_a_missing_font_of_the_program(
    bdg: Bdg, plan_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A program copied without its fonts folder; a fresh process, because fonts are read once.
    root = Path(__file__).resolve().parents[2]
    broken = tmp_path / "bản cài thiếu"
    for folder in ("app", "migrations", "resources"):
        shutil.copytree(
            root / folder, broken / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.rmtree(broken / "resources" / "fonts")
    target = tmp_path / "a.pdf"
    data = tmp_path / "Dữ liệu của chị Mẫu"
    done = subprocess.run(
        [sys.executable, "-m", "app", "--data", data, "plan", "export", plan_id, target],
        cwd=broken,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(broken)},
        check=False,
    )
    refused((done.returncode, done.stdout, done.stderr), 1, "phông chữ")
    assert not target.exists()
    still_there(bdg, plan_id)


def test_a_damaged_database_is_not_touched_and_names_the_way_back(
    bdg: Bdg, plan_id: str, data: Path
) -> None:
    assert bdg("backup")[0] == 0
    database = DataPaths(data).database
    content = bytearray(database.read_bytes())
    content[4096:40960] = os.urandom(36864)
    database.write_bytes(content)
    refused(bdg("plan", "list"), 1, "hỏng", "sao lưu")
    assert database.read_bytes() == content
    assert bdg("restore")[0] == 0
    still_there(bdg, plan_id)


def test_a_database_that_is_no_database(bdg: Bdg, plan_id: str, data: Path) -> None:
    database = DataPaths(data).database
    database.write_text("Đây là một bức thư, không phải dữ liệu.\n" * 500, encoding="utf-8")
    before = database.read_bytes()
    refused(bdg("plan", "list"), 1)
    assert database.read_bytes() == before


def test_a_database_of_another_program(bdg: Bdg, data: Path) -> None:
    data.mkdir(parents=True)
    other = sqlite3.connect(DataPaths(data).database)
    other.execute("CREATE TABLE ke_toan (so_tien INTEGER)")
    other.commit()
    other.close()
    before = DataPaths(data).database.read_bytes()
    refused(bdg("plan", "list"), 1, "không phải")
    assert DataPaths(data).database.read_bytes() == before


def test_a_database_of_a_newer_program_is_refused_untouched(
    bdg: Bdg, plan_id: str, data: Path
) -> None:
    database = DataPaths(data).database
    newer = sqlite3.connect(database)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    newer.close()
    before = database.read_bytes()
    refused(bdg("plan", "list"), 1, "mới hơn", "9999")
    assert database.read_bytes() == before


def test_a_data_folder_that_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sổ"
    path.write_text("thư của chị Mẫu", encoding="utf-8")
    status = run(["--data", str(path), "plan", "list"])
    said = capsys.readouterr()
    refused((status, said.out, said.err), 1)
    assert path.read_text(encoding="utf-8") == "thư của chị Mẫu"


def test_a_second_program_on_the_same_data(bdg: Bdg, plan_id: str, data: Path) -> None:
    lock = FolderLock(DataPaths(data).lock)
    lock.take()
    try:
        answer = bdg("plan", "new", "--template", "plan_year_commune", "--year", "2027")
    finally:
        lock.free()
    refused(answer, 1, "đang mở")
    still_there(bdg, plan_id)


def test_a_lock_file_left_by_a_power_cut_does_not_lock_out(
    bdg: Bdg, plan_id: str, data: Path
) -> None:
    DataPaths(data).lock.write_text("4242 08:00 21/11/2026", encoding="utf-8")
    still_there(bdg, plan_id)


def test_a_plan_with_places_to_fill_in_cannot_be_issued(bdg: Bdg) -> None:
    assert bdg("init", "--name", "Mẫu", "--level", "xa", "--upper", "tỉnh Mẫu")[0] == 0
    plan = bdg("plan", "new", "--template", "plan_year_commune", "--year", "2027")[1].strip()
    refused(bdg("plan", "issue", plan, "--number", "5", "--date", "20/01/2027"), 2, "điền")
    assert "Bản nháp" in bdg("plan", "list")[1]


@pytest.mark.parametrize(
    ("number", "day"), [("năm", "20/01/2027"), ("5/KH-UBND", "20/01/2027"), ("5", "31/02/2027")]
)
def test_a_number_or_a_day_that_cannot_be(bdg: Bdg, plan_id: str, number: str, day: str) -> None:
    refused(bdg("plan", "issue", plan_id, "--number", number, "--date", day, "--signer", "A"), 2)
    assert "Bản nháp" in bdg("plan", "list")[1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 hong", b"Ngay;Ten\n1;2\n" * 10])
def test_a_workbook_that_is_none(bdg: Bdg, tmp_path: Path, content: bytes) -> None:
    assert bdg("init", "--name", "Mẫu", "--level", "xa", "--upper", "tỉnh Mẫu")[0] == 0
    path = tmp_path / "hoạt động.xlsx"
    path.write_bytes(content)
    answer = bdg("activity", "import", path)
    assert answer[0] in (1, 2)
    refused(answer, answer[0])


def test_a_workbook_that_swells_without_end(bdg: Bdg, tmp_path: Path) -> None:
    assert bdg("init", "--name", "Mẫu", "--level", "xa", "--upper", "tỉnh Mẫu")[0] == 0
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 50_000_000)
    answer = bdg("activity", "import", path)
    assert answer[0] in (1, 2)
    refused(answer, answer[0])


def test_a_photo_that_is_damaged(data: Path, tmp_path: Path) -> None:
    folder = open_data_folder(data, actor="thử")
    photo = tmp_path / "ảnh lễ phát động.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(3000))
    with pytest.raises(AppError) as refusal:
        keep_file(folder.paths, photo)
    folder.close()
    assert _VIETNAMESE.search(refusal.value.message)
    assert list(folder.paths.attachments.iterdir()) == []
