"""A package from above taken over into data on a server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db.database import Database
from app.db.engine import make_engine
from app.domain.upper_tasks import Cover
from app.queries.catalogue import find_entry
from app.workflows.parcels.downward import SendDown
from app.workflows.parcels.taking import ALL, take_over
from app.workflows.parcels.upper_matching import draft_task, upper_page
from tests.workflows.parcels.two_offices import (
    NOW,
    TODAY,
    Offices,
    add_form,
    ask_report,
    begin_and_enrol,
    hand_down,
    make_plan,
    plan_content,
)


@pytest.fixture
def offices(db: Database, tmp_path: Path, _empty_file: Path) -> Iterator[Offices]:
    """The province in a file of its own, the commune on the server."""
    shutil.copy(_empty_file, tmp_path / "tinh.db")
    province = Database(make_engine(tmp_path / "tinh.db"), "Nguyễn Văn Mẫu")
    both = Offices(province, db)
    begin_and_enrol(both)
    yield both
    province.close()


def test_every_part_is_taken_over_once(offices: Offices, tmp_path: Path) -> None:
    add_form(offices.province)
    ask_report(offices.province)
    plan = make_plan(offices.province, plan_content("Tập huấn", "Khảo sát"))
    down = SendDown(
        year=2026, forms=("bieu_tinh", "bieu_nam"), deadlines=2026, plan_id=plan, sealed=True
    )
    package_id = hand_down(offices, tmp_path, down)
    first = take_over(offices.commune, package_id, ALL, NOW)
    assert sum(part.writes for part in first.parts) == 7
    again = take_over(offices.commune, package_id, ALL, NOW)
    assert [part.writes for part in again.parts] == [0, 0, 0]
    row = offices.commune.read(find_entry, "form", "bieu_tinh")
    assert row is not None
    assert row.data["rows"][1] == {"indicator": "t_ty_le"}

    make_plan(offices.commune, plan_content("Việc của xã"), issued=False)
    page = upper_page(offices.commune, 2026, TODAY)
    draft_task(offices.commune, page.rows[1].id, TODAY)
    page = upper_page(offices.commune, 2026, TODAY)
    assert [one.cover for one in page.rows] == [None, Cover.COVERED, Cover.MISSING]
