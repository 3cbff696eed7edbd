"""Rows written in bulk come back as they went in, of every kind of column."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.database import Database
from app.errors import ConflictError
from app.models import KeptFile, ReceivedActivity, ReceivedFigure
from app.queries.activities import get_activity
from app.queries.kept_files import read_kept
from app.services.activities import record_activity
from app.services.bulk import add_rows
from app.services.kept_files import keep_file
from app.workflows.catalogues import load_catalogues
from tests.services.test_activities import TALK
from tests.workflows.parcels.received import make_received

FIGURE = ("package_id", "indicator", "sex", "grp", "unit", "state", "value", "reason", "origin",
          "worked_out", "note")  # fmt: skip
ACTIVITY = ("package_id", "position", "activity_id", "kind", "title", "starts_on", "ends_on", "place",
            "campaign", "lead", "partners", "target_group", "men", "women", "total", "quantities",
            "money", "result", "unit")  # fmt: skip


def package(session: Session) -> UUID:
    return make_received(session, "26734", "report_year", "2026", {})


def test_cells_of_a_package(db: Database) -> None:
    made = db.write(package)
    rows = [
        (made, "CT.01", "total", "", "", "value", Decimal("12345678901234.56789"), "", "typed", False, ""),
        (made, "CT.01", "women", "dân tộc thiểu số", "26737", "missing", None, "chưa thống kê: 100%",
         "sum", True, "ghi chú “%s” :tên"),
    ]  # fmt: skip
    db.write(add_rows, ReceivedFigure, FIGURE, rows)

    found = db.read(
        lambda session: [
            tuple(getattr(row, name) for name in FIGURE)
            for row in session.scalars(select(ReceivedFigure).order_by(ReceivedFigure.grp))
        ]
    )
    assert found == rows


def test_activities_of_a_package(db: Database) -> None:
    made = db.write(package)
    rows = [
        (made, 0, uuid4(), "tap_huan", "Tập huấn", date(2026, 11, 16), date(2026, 11, 17), "Thôn Mẫu", "",
         "", ["Hội Phụ nữ"], "", 20, None, 10**9, [["bang_ron", 4]], [["ngan_sach", 10**15]], "Xong.\nTốt",
         ""),
    ]  # fmt: skip
    db.write(add_rows, ReceivedActivity, ACTIVITY, rows)

    found = db.read(
        lambda session: [
            tuple(getattr(row, name) for name in ACTIVITY)
            for row in session.scalars(select(ReceivedActivity))
        ]
    )
    assert found == rows


def test_bytes_are_kept_once(db: Database) -> None:
    content = bytes(range(256)) * 2000
    digest = db.write(keep_file, content)

    assert db.write(keep_file, content) == digest
    assert db.read(read_kept, digest) == content
    with pytest.raises(ConflictError):
        db.write(add_rows, KeptFile, ("sha256", "size", "content"), [(digest, 1, b"khac")])


def test_nothing_to_add_is_nothing(db: Database) -> None:
    db.write(add_rows, ReceivedFigure, FIGURE, [])
    assert db.read(lambda session: session.scalars(select(ReceivedFigure)).all()) == []


def test_a_great_sum_of_money_has_room(db: Database) -> None:
    load_catalogues(db)
    spent = db.write(record_activity, replace(TALK, money=[("ngan_sach", 10**15)]))
    assert [line.amount for line in db.read(get_activity, spent).money] == [10**15]
