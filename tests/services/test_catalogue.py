"""Catalogues: shipped rows come in, what the office changed stays."""

from datetime import date
from uuid import uuid4

import pytest

from app.db.database import Database
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.catalogue import EntryRow, find_entry, list_entries
from app.services.catalogue import (
    SaveEntry,
    ShippedEntry,
    hide_entry,
    load_entries,
    restore_entry,
    save_entry,
)

OLD = ShippedEntry(
    catalogue="agency",
    code="phong_ldtbxh",
    name="Phòng Lao động - Thương binh và Xã hội",
    position=0,
    valid_to=date(2025, 6, 30),
    data={"aliases": ["LĐTBXH"]},
)
NEW = ShippedEntry(
    catalogue="agency",
    code="phong_vhxh",
    name="Phòng Văn hóa - Xã hội",
    position=1,
    valid_from=date(2025, 7, 1),
)


@pytest.fixture(autouse=True)
def _loaded(db: Database) -> None:
    assert db.write(load_entries, [OLD, NEW]) == 2


def entry(db: Database, code: str) -> EntryRow:
    found = db.read(find_entry, "agency", code)
    assert found is not None
    return found


def edited(row: EntryRow, name: str) -> SaveEntry:
    return SaveEntry(
        catalogue=row.catalogue, entry_id=row.id, seen_revision=row.revision, name=name
    )


def test_loading_again_changes_nothing(db: Database) -> None:
    assert db.write(load_entries, [OLD, NEW]) == 0
    assert entry(db, "phong_vhxh").revision == 1


def test_a_new_shipment_brings_unchanged_rows_up_to_date(db: Database) -> None:
    newer = ShippedEntry(
        catalogue="agency", code="phong_vhxh", name="Phòng Văn hóa và Xã hội", position=1
    )
    assert db.write(load_entries, [OLD, newer]) == 1
    assert entry(db, "phong_vhxh").name == "Phòng Văn hóa và Xã hội"
    assert [row.code for row in db.read(list_entries, "agency", search="van hoa va")] == [
        "phong_vhxh"
    ]


def test_a_row_changed_by_the_office_is_never_overwritten(db: Database) -> None:
    db.write(save_entry, edited(entry(db, "phong_vhxh"), "Phòng VHXH xã Song An"))

    db.write(load_entries, [OLD, NEW])

    row = entry(db, "phong_vhxh")
    assert (row.name, row.own) == ("Phòng VHXH xã Song An", True)


def test_words_are_found_without_diacritics(db: Database) -> None:
    found = db.read(list_entries, "agency", search="LAO dong  thuong")
    assert [row.code for row in found] == ["phong_ldtbxh"]
    assert db.read(list_entries, "agency", search="100%_") == []


def test_only_rows_in_force_on_a_day(db: Database) -> None:
    def codes(day: date) -> list[str]:
        return [row.code for row in db.read(list_entries, "agency", on=day)]

    assert codes(date(2025, 6, 30)) == ["phong_ldtbxh"]
    assert codes(date(2025, 7, 1)) == ["phong_vhxh"]


def test_a_hidden_row_can_be_shown_again(db: Database) -> None:
    row = entry(db, "phong_ldtbxh")
    db.write(hide_entry, row.id)
    assert [found.code for found in db.read(list_entries, "agency")] == ["phong_vhxh"]
    assert len(db.read(list_entries, "agency", with_hidden=True)) == 2
    db.write(load_entries, [OLD, NEW])
    assert entry(db, "phong_ldtbxh").hidden
    db.write(restore_entry, row.id)
    assert len(db.read(list_entries, "agency")) == 2


def test_an_added_row_stands_last_under_its_name(db: Database) -> None:
    command = SaveEntry(catalogue="agency", name="Câu lạc bộ Gia đình hạnh phúc")
    db.write(save_entry, command)
    last = db.read(list_entries, "agency")[-1]
    assert (last.code, last.own) == ("Câu lạc bộ Gia đình hạnh phúc", True)
    with pytest.raises(ValidationError, match="đã có trong danh mục"):
        db.write(save_entry, command)


def test_mistakes_are_told(db: Database) -> None:
    row = entry(db, "phong_vhxh")
    with pytest.raises(ValidationError, match="Hãy ghi tên"):
        db.write(save_entry, SaveEntry(catalogue="agency", name=" "))
    period = SaveEntry(
        catalogue="agency", name="x", valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)
    )
    with pytest.raises(ValidationError, match="hết hiệu lực"):
        db.write(save_entry, period)
    db.write(save_entry, edited(row, "Tên một"))
    with pytest.raises(ConflictError, match="nơi khác"):
        db.write(save_entry, edited(row, "Tên hai"))
    with pytest.raises(NotFoundError):
        db.write(hide_entry, uuid4())
