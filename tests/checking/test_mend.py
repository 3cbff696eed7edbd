"""What the program puts right by itself, after a backup, and the command that does it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.checking.check import CheckReport, check_data
from app.checking.mend import SPARE_ROOM, Mended, mend
from app.cli import run
from app.db.backup import list_backups
from app.db.chain import keep_anchor
from app.db.database import Database
from app.db.engine import make_engine
from app.jobs import JobContext
from app.models import Attachment, Base
from app.paths import DataPaths
from tests.checking.filled import NOW, fill


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, _empty_file: Path) -> Path:
    paths = DataPaths(tmp_path_factory.mktemp("sửa được"))
    for room in paths.folders():
        room.mkdir(exist_ok=True)
    shutil.copy(_empty_file, paths.database)
    db = Database(make_engine(paths.database), "Nguyễn Văn Mẫu")
    fill(db, paths)
    keep_anchor(db.engine, paths.logs)
    db.close()
    return paths.root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "dữ liệu")
    return tmp_path / "dữ liệu"


def by_hand(root: Path, *orders: str) -> None:
    with closing(sqlite3.connect(root / "so-binh-dang.db")) as hand, hand:
        for order in orders:
            hand.execute(order)


def kept(root: Path) -> list[tuple[object, ...]]:
    told = [one.name for one in Base.metadata.tables["activity"].columns]
    names = ", ".join(name for name in told if name not in ("search", "revision", "updated_at"))
    with closing(sqlite3.connect(root / "so-binh-dang.db")) as hand:
        return hand.execute(f"SELECT {names} FROM activity ORDER BY id").fetchall()


def check(root: Path, *more: str) -> int:
    return run(["--data", str(root), "check-data", *more])


def mended(root: Path) -> tuple[CheckReport, Mended | None, CheckReport]:
    """What is found, what is mended, what is found then."""
    paths = DataPaths(root)
    db = Database(make_engine(paths.database), "")
    before = check_data(db, paths, JobContext(), NOW)
    done = mend(db, paths, before.findings, NOW)
    after = check_data(db, paths, JobContext(), NOW)
    db.close()
    return before, done, after


def test_what_can_be_mended_is_mended_after_a_backup_and_nothing_else_is_touched(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "kết quả.txt"
    by_hand(
        root,
        "UPDATE activity SET search = 'khác', revision = -3",
        "UPDATE unit SET search = '', updated_at = 'hôm qua'",
        "DROP INDEX ix_change_record_id",
    )
    for name in ("la.txt", "la hai.txt"):
        (root / "dinh-kem" / name).write_text("lạ", encoding="utf-8")
    before, backups = kept(root), len(list_backups(root / "sao-luu"))

    assert check(root) == 1
    found = capsys.readouterr().out
    assert check(root, "--mend", "--report", str(report)) == 0
    said = capsys.readouterr().out

    assert "chữ để tìm kiếm" in found
    assert "“la hai.txt”" in found
    assert "Đã sao lưu trước khi sửa" in said
    assert "đúng như khi ghi" in said
    assert kept(root) == before
    assert len(list_backups(root / "sao-luu")) > backups
    assert {one.name for one in (root / SPARE_ROOM).iterdir()} == {"la.txt", "la hai.txt"}
    assert "KẾT QUẢ KIỂM TRA DỮ LIỆU" in report.read_text(encoding="utf-8-sig")


def test_what_somebody_wrote_is_told_and_not_mended(root: Path) -> None:
    by_hand(root, "UPDATE activity SET title = 'sửa tay', search = 'sua tay'")
    before = kept(root)

    found, _done, after = mended(root)

    said = " ".join(one.sentence for one in after.wrong)
    assert len(after.wrong) <= len(found.wrong)
    assert "mục “tên hoạt động” bị sửa ngoài chương trình" in said
    assert "Đúng ra: Mẫu 1; đang là: sửa tay" in said
    assert kept(root) == before


def test_whole_data_are_not_touched(root: Path) -> None:
    _found, done, after = mended(root)

    assert (done, after.wrong) == (None, ())
    assert not list_backups(root / "sao-luu")


def test_a_spare_file_never_overwrites_another(root: Path) -> None:
    for _ in range(2):
        (root / "dinh-kem" / "la.txt").write_text("lạ", encoding="utf-8")
        assert mended(root)[2].wrong == ()
    assert {one.name for one in (root / SPARE_ROOM).iterdir()} == {"la.txt", "2-la.txt"}


def test_the_file_of_a_removed_record_is_no_fault_and_may_be_moved(root: Path) -> None:
    def remove(session: Session) -> None:
        session.delete(session.scalars(select(Attachment)).first())

    db = Database(make_engine(DataPaths(root).database), "Nguyễn Văn Mẫu")
    db.write(remove)
    db.close()

    found, done, _after = mended(root)

    assert found.wrong == ()
    assert any("của một bản ghi đã xóa" in one.what for one in found.findings)
    assert done is not None
    assert len(list((root / SPARE_ROOM).iterdir())) == 1
