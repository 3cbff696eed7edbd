"""Reports asked of the units: asked, settled, opened again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.db.database import Database
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.collections import (
    find_collection,
    is_closed,
    list_collections,
    offered_reports,
)
from app.services.collections import AskReport, ask, close, reopen, take_back
from tests.shipped import load_shipped

NOW = datetime(2026, 12, 20, 3, tzinfo=UTC)
REPORT = AskReport(
    duty="report_year",
    period="2026",
    name="Báo cáo năm 2026",
    template="bieu_nam",
    due_on=date(2026, 11, 30),
)


def test_asked_again_the_day_changes(db: Database) -> None:
    first = db.write(ask, REPORT)
    again = db.write(ask, replace(REPORT, due_on=date(2026, 12, 10), levels=("xa", "phuong")))
    assert first == again
    [row] = db.read(list_collections, 2026)
    assert (row.due_on, row.levels) == (date(2026, 12, 10), ("phuong", "xa"))
    assert db.read(list_collections, 2025) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"due_on": date(2020, 1, 1)}, "due_on"), ({"duty": ""}, "name")],
)
def test_what_cannot_be_is_refused(db: Database, change: dict[str, str | date], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        db.write(ask, replace(REPORT, **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_settled_totals_stay_until_they_are_opened_with_a_reason(db: Database) -> None:
    made = db.write(ask, REPORT)
    db.write(close, made, "Nguyễn Thị Mẫu", NOW)
    assert db.read(is_closed, "report_year", "2026")
    with pytest.raises(ConflictError, match="đã chốt"):
        db.write(ask, REPORT)
    with pytest.raises(ConflictError):
        db.write(close, made, "Nguyễn Thị Mẫu", NOW)
    with pytest.raises(ConflictError):
        db.write(take_back, made)
    with pytest.raises(ValidationError):
        db.write(reopen, made, "  ")
    db.write(reopen, made, "Xã Mẫu gửi bản đính chính")
    row = db.read(find_collection, "report_year", "2026")
    assert row is not None
    assert (row.closed_at, row.reopen_reason) == (None, "Xã Mẫu gửi bản đính chính")
    assert not db.read(is_closed, "report_year", "2026")
    with pytest.raises(ConflictError, match="đang mở"):
        db.write(reopen, made, "lần nữa")


def test_a_report_is_taken_back(db: Database) -> None:
    made = db.write(ask, REPORT)
    db.write(take_back, made)
    assert db.read(find_collection, "report_year", "2026") is None
    with pytest.raises(NotFoundError):
        db.write(take_back, made)
    assert not db.read(is_closed, "report_year", "2026")


def test_the_calendar_offers_what_units_of_a_tier_owe(db: Database) -> None:
    db.write(load_shipped)
    db.write(ask, REPORT)
    found = {one.duty: one for one in db.read(offered_reports, 2026, {"commune"})}
    year, month = found["report_year"], found["report_action_month"]
    assert (year.period.code, year.template, year.asked) == ("2026", "bieu_nam", True)
    assert (month.period.code, month.template, month.asked) == (
        "2026-C", "bieu_thang_hanh_dong", False,
    )  # fmt: skip
    assert found["report_six_month"].period.code == "2026-H1"
    assert "plan_year" not in found
    assert "tinh_report_year" not in found
