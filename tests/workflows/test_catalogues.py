"""The shipped catalogues come into the data once, whole, and again only when they changed."""

from datetime import date

import pytest

from app.db.database import Database
from app.domain.topics import Topic
from app.queries.catalogue import find_entry, list_entries
from app.workflows.catalogues import load_catalogues, read_catalogues, shipped_state


def test_every_shipped_row_is_loaded(db: Database, committed: list[frozenset[Topic]]) -> None:
    shipped = read_catalogues()
    assert load_catalogues(db) == len(shipped)
    assert committed == [frozenset({Topic.CATALOGUE})]
    for code in {entry.catalogue for entry in shipped}:
        wanted = [entry.code for entry in shipped if entry.catalogue == code]
        assert [row.code for row in db.read(list_entries, code)] == wanted


def test_a_second_load_changes_nothing(db: Database, committed: list[frozenset[Topic]]) -> None:
    load_catalogues(db)
    assert load_catalogues(db) == 0
    assert len(committed) == 1


def test_days_inside_a_row_are_kept_as_words(db: Database) -> None:
    load_catalogues(db)
    law = db.read(find_entry, "legal_basis", "73_2006_qh11")
    assert law is not None
    assert law.data["date"] == "2006-11-29"
    assert law.valid_on(date(2026, 1, 1))


def test_every_row_has_a_source() -> None:
    assert [entry.code for entry in read_catalogues() if not entry.source] == []


def test_codes_are_used_once() -> None:
    codes = [(entry.catalogue, entry.code) for entry in read_catalogues()]
    assert len(set(codes)) == len(codes)


def test_the_state_is_the_same_until_a_file_changes() -> None:
    assert shipped_state() == shipped_state()
    assert len(shipped_state()) == 16


@pytest.mark.parametrize("code", ["level", "signer_form", "legal_basis", "deadline", "theme"])
def test_what_the_first_day_needs_is_there(db: Database, code: str) -> None:
    load_catalogues(db)
    assert db.read(list_entries, code)
