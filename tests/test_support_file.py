"""The support file holds no word of any record, no name, no path of the user, no secret."""

import getpass
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.data_folder import DataFolder, open_data_folder
from app.db.database import Database
from app.domain.personal_columns import TABLES
from app.errors import CancelledError, DataFileError
from app.jobs import JobContext
from app.machine import disk_words, memory_words, system_words
from app.preferences import Choices
from app.support_file import FIRST, SupportFile, gather, suggested_name, write_support_file
from app.workflows.sample import make_sample

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
CHOICES = Choices(text_size="large", first_answers={"name": "Song An"})
SECRET = "mat-khau-rat-bi-mat"
#: Words of the program that a record may hold too: kinds, roles, parts of file names.
_SHORT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    root = make_sample(tmp_path_factory.mktemp("Nguyễn Thị Mẫu") / "Cơ quan mẫu").folder
    opened = open_data_folder(root, actor="Trần Văn Mẫu")
    trace = f'  File "{root}/app/x.py", line 3, in f\nRuntimeError\n'
    (opened.paths.logs / "loi-20261121-100000.txt").write_text(trace, encoding="utf-8")
    (opened.paths.logs / "chuong-trinh.log").write_text(
        "2026 ERROR app: unexpected\n", encoding="utf-8"
    )
    (opened.paths.root / "ghi-chu.txt").write_text(SECRET, encoding="utf-8")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(folder: DataFolder) -> SupportFile:
    return gather(
        folder.db, folder.paths, JobContext(), now=NOW, choices=CHOICES, window={"Qt": "6.9"}
    )


def words_of_records(db: Database) -> set[str]:
    """Every longer text of every record, whole and by its lines."""
    with db.engine.connect() as there:
        tables = there.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table'")
        ).scalars()
        found = {
            str(value)
            for table in tables.all()
            for row in there.execute(text(f'SELECT * FROM "{table}"'))
            for value in row
            if isinstance(value, str)
        }
    return {line for words in found for line in words.split("\n") if len(line) > _SHORT} - {
        one.table for one in TABLES
    }


def test_no_words_of_any_record_are_in_it(folder: DataFolder, made: SupportFile) -> None:
    known = words_of_records(folder.db)
    assert len(known) > 3_000
    assert [words for words in known if words in made.words] == []
    for name in ("Song An", "Nguyễn", "Trần Văn Mẫu", SECRET):
        assert name not in made.words


def test_no_path_of_the_user_is_in_it(folder: DataFolder, made: SupportFile) -> None:
    for name in (str(folder.paths.root), str(Path.home()), "Cơ quan mẫu", getpass.getuser()):
        assert name not in made.words
    assert 'File "…/app/x.py", line 3' in made.words


def test_it_tells_what_helps(made: SupportFile) -> None:
    for words in (
        "Phiên bản: 0.", "Mức dữ liệu: ", "Qt: 6.9", "Cỡ chữ: large", "activity: ", "(Hoạt động)",
        "Kiểm tra dữ liệu", "không thấy chỗ nào sai", "Bộ nhớ: ", "còn trống", "Mã hóa: không",
        "RuntimeError",
    ):  # fmt: skip
        assert words in made.words, words
    names = [name for name, _text in made.parts]
    assert names == [FIRST, "nhat-ky/chuong-trinh.log", "nhat-ky/loi-20261121-100000.txt"]


def test_what_is_wrong_is_counted_without_titles(folder: DataFolder) -> None:
    set_title = text("UPDATE activity SET title = :title WHERE rowid = 1")
    with folder.db.engine.begin() as there:
        before = there.execute(text("SELECT title FROM activity WHERE rowid = 1")).scalar()
        there.execute(set_title, {"title": "Chuyện riêng của chị Mẫu"})
    made = gather(folder.db, folder.paths, JobContext(), now=NOW, choices=CHOICES, window={})
    with folder.db.engine.begin() as there:
        there.execute(set_title, {"title": before})
    assert "Bản ghi · activity · Tên hoạt động: 1" in made.words
    assert "Chuyện riêng" not in made.words


def test_what_is_written_is_what_was_shown(
    folder: DataFolder, made: SupportFile, tmp_path: Path
) -> None:
    target = tmp_path / suggested_name(NOW)
    write_support_file(folder.db, made, target)
    with folder.db.engine.connect() as there:
        ways = there.execute(text("SELECT way, file_name FROM export_entry")).all()
    assert ways[-1] == ("support", target.name)
    assert target.name == "tep-ho-tro-20261121-1830.zip"
    with zipfile.ZipFile(target) as packed:
        there = tuple((name, packed.read(name).decode("utf-8")) for name in packed.namelist())
    assert there == made.parts


def test_a_folder_that_is_gone_is_said(
    folder: DataFolder, made: SupportFile, tmp_path: Path
) -> None:
    with pytest.raises(DataFileError):
        write_support_file(folder.db, made, tmp_path / "không có" / "x.zip")


def test_a_damaged_key_file_is_told(folder: DataFolder) -> None:
    folder.paths.key_file.write_text("{", encoding="utf-8")
    made = gather(None, folder.paths, JobContext(), now=NOW, choices=CHOICES, window={})
    folder.paths.key_file.unlink()
    assert "Tệp khóa: bị hỏng" in made.words


def test_it_can_be_stopped(folder: DataFolder) -> None:
    job = JobContext()
    job.cancel()
    with pytest.raises(CancelledError):
        gather(folder.db, folder.paths, job, now=NOW, choices=CHOICES, window={})


def test_a_machine_that_tells_nothing_is_no_fault(tmp_path: Path) -> None:
    assert disk_words(tmp_path / "không có") == "không rõ"
    assert memory_words().endswith("MB")
    assert "nhân" in system_words()
