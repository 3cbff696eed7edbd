"""Personal data leave by rule or on request: a backup before, the file without a trace after."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.backups.generations import reason_words
from app.checking.check import check_data
from app.data_folder import DataFolder, open_data_folder
from app.db.backup import list_backups
from app.db.clearing import clear_file
from app.db.engine import make_engine
from app.domain.redaction import MARK
from app.domain.retention import Kept
from app.domain.roles import Role
from app.errors import NotFoundError, ValidationError
from app.jobs import JobContext
from app.models import Activity, Attachment, CatalogueEntry, ExportEntry, Signer
from app.queries.change_log import ANONYMISED, LogFilter, list_log
from app.workflows.privacy import BEFORE, Outcome, _drop, anonymise, apply_overdue

NAME = "Nguyễn Thị Mẫu"
TODAY = date(2026, 11, 21)
PHOTO = b"anh co mat nguoi"
DIGEST = sha256(PHOTO).hexdigest()


def fill(session: Session) -> None:
    session.add(Signer(form_code="kt", lines=["KT. CHỦ TỊCH"], name=NAME))
    day = date(2010, 3, 8)
    one = Activity(
        kind_code="tap_huan", title="Tập huấn", search="tap huan", starts_on=day, ends_on=day
    )
    session.add(one)
    session.flush()
    session.add(
        Attachment(
            activity_id=one.id,
            name="a.jpg",
            sha256=DIGEST,
            media_type="image/jpeg",
            size=len(PHOTO),
        )
    )
    session.add(
        ExportEntry(at=datetime(2010, 1, 1, tzinfo=UTC), actor=NAME, way="print", title=NAME)
    )


def check_rules(session: Session) -> None:
    for row in session.scalars(
        select(CatalogueEntry).where(CatalogueEntry.catalogue == "retention")
    ):
        row.checked = True


def made(root: Path) -> DataFolder:
    opened = open_data_folder(root, actor="Trần Văn Mẫu")
    opened.db.write(fill)
    opened.paths.vault.put(opened.paths.attachments, PHOTO, ".jpg")
    return opened


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return made(tmp_path / "data")


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """For tests that are refused."""
    opened = made(tmp_path_factory.mktemp("sổ") / "data")
    yield opened
    opened.close()


def bytes_with(folder: DataFolder, words: str) -> list[str]:
    """Names of the files beside the backups that hold some words."""
    found = []
    for path in folder.paths.root.rglob("*"):
        if path.is_file() and folder.paths.backups not in path.parents:
            content = path.read_bytes()
            if words.encode() in content or words.encode("utf-16-le") in content:
                found.append(path.name)
    return found


def assert_sound(folder: DataFolder) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert check_data(folder.db, folder.paths, JobContext(), now).wrong == ()


def test_a_person_is_gone_from_every_file_but_the_backups(folder: DataFolder) -> None:
    assert bytes_with(folder, NAME)
    done = anonymise(folder.db, folder.paths, NAME)
    assert (done.records, done.files, done.cleared) == (2, 0, True)
    assert_sound(folder)
    line = folder.db.read(list_log, LogFilter()).rows[0]
    assert (line.done, line.record) == (ANONYMISED, "Ẩn danh theo yêu cầu của một người")
    assert line.after == f"{done.lines} dòng lịch sử"
    assert done.sentence == f"Đã xử lý 2 bản ghi, {done.lines} dòng lịch sử."
    folder.close()
    assert bytes_with(folder, NAME) == []
    reopened = open_data_folder(folder.paths.root, actor="Trần Văn Mẫu")
    assert reopened.db.read(lambda s: s.scalars(select(Signer.name)).all()) == [MARK]
    [backup] = [one for one in list_backups(folder.paths.backups) if one.reason == BEFORE]
    assert NAME.encode() in backup.path.read_bytes()
    assert reason_words(BEFORE) == "Trước khi xóa, ẩn danh"
    reopened.close()


def test_overdue_files_leave_the_folder(folder: DataFolder) -> None:
    folder.db.write(check_rules)
    done = apply_overdue(folder.db, folder.paths, TODAY, tuple(Kept))
    assert (done.records, done.files) == (2, 1)
    assert "1 tệp đính kèm" in done.sentence
    assert list(folder.paths.attachments.iterdir()) == []
    assert_sound(folder)
    folder.close()


def test_a_file_that_is_gone_already_is_no_fault(unchanged: DataFolder) -> None:
    assert not _drop(unchanged.paths, "0" * 64)


def test_only_the_administrator_may_and_nothing_happens_before(unchanged: DataFolder) -> None:
    unchanged.db.work_as("Lê Thị Mẫu", Role.OFFICER)
    with pytest.raises(ValidationError, match="ẩn danh dữ liệu cá nhân"):
        anonymise(unchanged.db, unchanged.paths, NAME)
    with pytest.raises(ValidationError):
        apply_overdue(unchanged.db, unchanged.paths, TODAY, tuple(Kept))
    unchanged.db.work_as("Lê Thị Mẫu", None)
    assert [one for one in list_backups(unchanged.paths.backups) if one.reason == BEFORE] == []


def test_nobody_found_changes_nothing(unchanged: DataFolder) -> None:
    with pytest.raises(NotFoundError):
        anonymise(unchanged.db, unchanged.paths, "Phạm Thị Không Có")
    assert list_backups(unchanged.paths.backups) == []


def test_a_reader_keeps_the_file_from_being_cleared_and_the_officer_is_told(
    unchanged: DataFolder,
) -> None:
    with unchanged.db.engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM signer").fetchall()
        assert clear_file(unchanged.db.engine) is False
    assert clear_file(unchanged.db.engine) is True
    assert "chưa dọn được" in Outcome(1, 1, 0, cleared=False).sentence


def test_an_encrypted_file_is_cleared_too(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "sổ.db", key=b"k" * 32)
    with engine.begin() as there:
        there.exec_driver_sql("CREATE TABLE note (words TEXT)")
        there.exec_driver_sql("INSERT INTO note VALUES (?)", (NAME * 2_000,))
    with engine.begin() as there:
        there.exec_driver_sql("DELETE FROM note")
    assert free_pages(engine) > 0
    assert clear_file(engine)
    assert free_pages(engine) == 0
    engine.dispose()


def free_pages(engine: Engine) -> int:
    with engine.connect() as there:
        return int(there.exec_driver_sql("PRAGMA freelist_count").scalar_one())
