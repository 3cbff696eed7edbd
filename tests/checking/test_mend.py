"""What the program puts right by itself, after a backup, and the command that does it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.checking.mend import SPARE_ROOM
from app.cli import run
from app.data_folder import open_data_folder
from app.db.backup import list_backups
from app.models import Attachment, Base
from tests.checking.filled import fill


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sửa được")
    folder = open_data_folder(root, actor="Nguyễn Văn Mẫu", lock=False)
    fill(folder.db, folder.paths)
    folder.close()
    return root


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


def test_whole_data_have_the_status_of_success(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "kết quả.txt"

    assert check(root, "--report", str(report)) == 0
    assert "đúng như khi ghi" in capsys.readouterr().out
    assert "KẾT QUẢ KIỂM TRA DỮ LIỆU" in report.read_text(encoding="utf-8-sig")


def test_what_can_be_mended_is_mended_after_a_backup_and_nothing_else_is_touched(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
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
    assert check(root, "--mend") == 0
    mended = capsys.readouterr().out

    assert "chữ để tìm kiếm" in found
    assert "“la hai.txt”" in found
    assert "Đã sao lưu trước khi sửa" in mended
    assert "đúng như khi ghi" in mended
    assert kept(root) == before
    assert len(list_backups(root / "sao-luu")) > backups
    assert {one.name for one in (root / SPARE_ROOM).iterdir()} == {"la.txt", "la hai.txt"}


def test_what_somebody_wrote_is_told_and_not_mended(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(root, "UPDATE activity SET title = 'sửa tay'")
    before = kept(root)

    assert check(root, "--mend") == 1
    said = capsys.readouterr().out

    assert "mục “tên hoạt động” bị sửa ngoài chương trình" in said
    assert "Đúng ra: Mẫu 1; đang là: sửa tay" in said
    assert kept(root) == before


def test_a_spare_file_never_overwrites_another(root: Path) -> None:
    for _ in range(2):
        (root / "dinh-kem" / "la.txt").write_text("lạ", encoding="utf-8")
        assert check(root, "--mend") == 0
    assert {one.name for one in (root / SPARE_ROOM).iterdir()} == {"la.txt", "2-la.txt"}


def test_the_file_of_a_removed_record_is_no_fault_and_may_be_moved(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = open_data_folder(root, actor="Nguyễn Văn Mẫu", lock=False)

    def remove(session: Session) -> None:
        session.delete(session.scalars(select(Attachment)).first())

    folder.db.write(remove)
    folder.close()

    assert check(root) == 0
    assert "của một bản ghi đã xóa" in capsys.readouterr().out
    assert check(root, "--mend") == 0
    assert len(list((root / SPARE_ROOM).iterdir())) == 1
