"""The check of the data on a server: the same findings as on a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.checking.check import check_data
from app.checking.mend import mend
from app.db.database import Database
from app.errors import ValidationError
from app.jobs import JobContext
from app.paths import DataPaths
from tests.checking.filled import fill

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def test_what_is_changed_on_the_server_past_the_program_is_named(
    db: Database, tmp_path: Path
) -> None:
    paths = DataPaths(tmp_path)
    fill(db, paths)
    whole = check_data(db, paths, JobContext(), NOW)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE activity SET title = 'sửa tay', search = 'x'"))
        connection.execute(text("DELETE FROM signer WHERE name = 'Mẫu 1'"))
        # A server gives numbers once, so the first line of an empty table is not the first number.
        line = connection.execute(text("SELECT min(id) FROM change")).scalar_one()
        connection.execute(text(f"UPDATE change SET actor = 'ai đó' WHERE id = {line}"))

    found = check_data(db, paths, JobContext(), NOW)

    said = " ".join(one.what for one in found.wrong)
    assert whole.wrong == ()
    assert "mục “tên hoạt động” bị sửa ngoài chương trình" in said
    assert "đã bị xóa ngoài chương trình" in said
    assert f"Dòng {line} của lịch sử" in said
    with pytest.raises(ValidationError, match="máy chủ"):
        mend(db, paths, found.findings, NOW)
