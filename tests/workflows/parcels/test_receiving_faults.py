"""A value that SQLite refuses, and a full disk, in the middle of a batch."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from app.db.database import Database
from app.exchange.records import Records
from app.exchange.refusals import Refusal
from app.queries.received import (
    list_received,
    quarantined,
)
from app.workflows.parcels import receiving
from app.workflows.parcels.receiving import Outcome, State
from tests.exchange.offices import OTHER, PAPER, PDF
from tests.exchange.offices import records as full_records
from tests.workflows.parcels.senders import (
    figures,
    folder_of,
    made,
    of_year,
    take,
)

ONE = Records(figures=figures(a=30))
_REFUSING = (
    "CREATE TRIGGER refusing BEFORE INSERT ON received_figure WHEN NEW.indicator = 'b' "
    "BEGIN SELECT RAISE(ABORT, 'no'); END"
)


def states(outcomes: tuple[Outcome, ...]) -> dict[str, State]:
    return {one.path.name: one.state for one in outcomes}


def test_what_the_database_does_not_take_is_put_aside_and_the_rest_goes_on(
    db: Database, tmp_path: Path
) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(_REFUSING)
    folder = folder_of(
        tmp_path / "usb",
        {
            "1.bdg-goi": made(1, 1, ONE),
            "2.bdg-goi": made(2, 1, Records(figures=figures(b=3)), sender=OTHER),
            "3.bdg-goi": made(3, 1, ONE, **of_year(2025)),
        },
    )
    received = take(db, folder, accept=True)
    assert states(received.outcomes) == {
        "1.bdg-goi": State.ACCEPTED,
        "2.bdg-goi": State.REFUSED,
        "3.bdg-goi": State.ACCEPTED,
    }
    assert {one.id.int for one in db.read(list_received)} == {1, 3}
    (row,) = db.read(quarantined)
    assert row.points[0][0] == Refusal.BROKEN_RULE


def test_what_is_not_kept_is_never_told_as_accepted(db: Database, tmp_path: Path) -> None:
    take(db, folder_of(tmp_path / "usb", [made(1, 1, ONE)]))
    with db.engine.begin() as connection:
        connection.exec_driver_sql(_REFUSING)
    folder = folder_of(tmp_path / "usb 2", [made(2, 2, Records(figures=figures(a=30, b=3)))])
    (outcome,) = take(db, folder, accept=True).outcomes
    assert (outcome.state, outcome.package_id) == (State.REFUSED, None)
    assert [one.id.int for one in db.read(list_received)] == [1]


def test_a_full_disk_keeps_what_was_committed_and_says_why(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "PER_COMMIT", 25)
    heavy = {"papers": {PAPER: PDF + random.Random(1).randbytes(40_000)}}
    records = replace(ONE, documents=full_records().documents)
    folder = folder_of(
        tmp_path / "usb",
        {
            f"{n:03}.bdg-goi": made(n + 1, 1, records, **of_year(2000 + n), **heavy)
            for n in range(50)
        },
    )
    with db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # Room for the first commit and not for the second.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 420}")
    received = take(db, folder)
    assert received.stopped
    assert "đầy" in received.trouble
    assert received.count(State.WAITING) == len(db.read(list_received)) == 25
    assert received.count(State.NOT_REACHED) == 25
