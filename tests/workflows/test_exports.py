"""What leaves the program is written down: files with their hash, prints, by who and when."""

from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from app.db.database import Database
from app.domain.exports import ExportOf, ExportWay, way_of
from app.domain.roles import Role
from app.errors import DataFileError, ValidationError
from app.queries.change_log import LogFilter
from app.queries.export_log import list_exports
from app.workflows.exports import check_may_leave, record_file, record_print


def test_a_file_is_told_by_name_hash_and_what_it_was_made_from(
    db: Database, tmp_path: Path
) -> None:
    path, paper = tmp_path / "Báo cáo năm.pdf", uuid4()
    path.write_bytes(b"%PDF-1.4 mau")

    record_file(db, path, ExportOf("Báo cáo năm 2026", "paper", paper))
    record_print(db, ExportOf("Lịch việc năm 2026"))

    page = db.read(list_exports, LogFilter())
    assert page.total == 2
    printed = next(row for row in page.rows if row.way is ExportWay.PRINT)
    saved = next(row for row in page.rows if row.way is ExportWay.PDF)
    assert (saved.file_name, saved.sha256) == (path.name, sha256(path.read_bytes()).hexdigest())
    assert (saved.actor, saved.title) == ("Nguyễn Văn Mẫu", "Báo cáo năm 2026")
    assert (saved.record_type, saved.record_id) == ("paper", str(paper))
    assert (printed.title, printed.file_name, printed.sha256) == ("Lịch việc năm 2026", "", "")
    assert not db.read(list_exports, LogFilter(actor="Người khác")).rows
    day = saved.at.astimezone().date()
    assert db.read(list_exports, LogFilter(first=day, last=day), most=1).total == 2


def test_who_may_only_read_leaves_a_line_too(db: Database) -> None:
    db.work_as("Lê Thị Mẫu", Role.LEADER)
    record_print(db, ExportOf("Sổ"))
    assert [row.actor for row in db.read(list_exports, LogFilter()).rows] == ["Lê Thị Mẫu"]


def test_a_book_that_is_only_looked_at_lets_nothing_out(db: Database) -> None:
    check_may_leave(db)
    db.read_only = True
    with pytest.raises(ValidationError, match="chỉ để xem"):
        check_may_leave(db)


def test_a_stick_that_was_pulled_is_told(db: Database, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="không đọc lại được"):
        record_file(db, tmp_path / "mất.xlsx", ExportOf("Sổ"))
    assert not db.read(list_exports, LogFilter()).rows


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("a.PDF", ExportWay.PDF),
        ("b.docx", ExportWay.WORD),
        ("c.xlsx", ExportWay.EXCEL),
        ("d.ics", ExportWay.CALENDAR),
        ("không đuôi", ExportWay.OTHER),
    ],
)
def test_the_ending_of_a_name_tells_the_way(name: str, way: ExportWay) -> None:
    assert way_of(name) is way
