"""Units: kept, merged, renamed, split; a code may go from one to another."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.db.database import Database
from app.domain.topics import Topic
from app.domain.units import ChangeKind
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.units import UnitRow, find_unit, get_unit, list_units, upper_unit
from app.services.office import SetUpOffice, set_up_office
from app.services.unit_changes import (
    MergeUnits,
    RenameUnit,
    SplitUnit,
    merge_units,
    remove_unit,
    rename_unit,
    split_unit,
)
from app.services.units import UnitDraft, save_unit, save_units
from app.workflows.parcels.desk import set_unit_code
from tests.shipped import load_shipped

DAY = date(2025, 7, 1)
EVE = date(2025, 6, 30)
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _office(db: Database) -> None:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Chính phủ"))
    set_unit_code(db, "79")


def draft(code: str, name: str = "", **more: Any) -> UnitDraft:
    return UnitDraft(code=code, name=name or f"Xã {code}", **{"level_code": "xa", **more})


def save(db: Database, *drafts: UnitDraft) -> list[UUID]:
    return db.write(save_units, drafts)


def row(db: Database, unit: UUID) -> UnitRow:
    found = db.read(get_unit, unit)
    assert found is not None
    return found


class TestSaving:
    def test_keeps_a_unit(self, db: Database, committed: list[frozenset[Topic]]) -> None:
        unit = db.write(
            save_unit,
            draft(" 26734 ", " Mẫu  Thượng ", email="x@mau.vn", phone="0912 345 678", contact="A"),
        )

        found = row(db, unit)
        assert (found.code, found.name, found.full_name) == (
            "26734",
            "Mẫu Thượng",
            "xã Mẫu Thượng",
        )
        assert (found.email, found.phone, found.contact) == ("x@mau.vn", "0912 345 678", "A")
        assert found.card is None
        assert committed[-1] == {Topic.UNIT}

    def test_changes_one(self, db: Database) -> None:
        [unit] = save(db, draft("1"))
        seen = row(db, unit).revision

        db.write(save_unit, draft("1", "Xã Khác", id=unit, seen_revision=seen))

        assert [one.name for one in db.read(list_units)] == ["Xã Khác"]
        with pytest.raises(ConflictError, match="vừa được sửa"):
            db.write(save_unit, draft("1", id=unit, seen_revision=seen))
        with pytest.raises(NotFoundError, match="không còn"):
            db.write(save_unit, draft("1", id=uuid4()))

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            (draft("mã 1"), "code"),
            (draft(""), "code"),
            (draft("79"), "code"),
            (draft("kept"), "code"),
            (draft("1", " "), "name"),
            (draft("1", level_code="lang"), "level_code"),
            (draft("1", valid_from=DAY, valid_to=EVE), "valid_to"),
            (draft("1", email="a@b"), "email"),
            (draft("1", phone="gọi"), "phone"),
            (draft("1", parent_code="404"), "parent_code"),
            (draft("1", parent_code="kept"), "parent_code"),
            (draft("1", level_code="tinh", parent_code="1"), "parent_code"),
        ],
    )
    def test_says_what_is_wrong(self, db: Database, wrong: UnitDraft, field: str) -> None:
        save(db, draft("kept", level_code="phuong"))

        with pytest.raises(ValidationError) as raised:
            db.write(save_unit, wrong)

        assert raised.value.field == field
        assert [one.code for one in db.read(list_units)] == ["kept"]

    def test_units_in_a_circle_are_refused(self, db: Database) -> None:
        with pytest.raises(ValidationError, match="không phải cấp trên"):
            save(
                db,
                draft("A", level_code="huyen", parent_code="B"),
                draft("B", level_code="tinh", parent_code="A"),
            )
        assert db.read(list_units) == []

    def test_a_parent_may_come_later_and_our_own_code_is_none(self, db: Database) -> None:
        first, second = save(
            db, draft("1", parent_code="H"), draft("H", level_code="huyen", parent_code="79")
        )
        assert (row(db, first).parent_code, row(db, second).parent_code) == ("H", "")
        assert [one.code for one in db.read(list_units)] == ["H", "1"]

    def test_one_code_after_another(self, db: Database) -> None:
        save(db, draft("1", "Cũ", valid_to=EVE), draft("1", "Mới", valid_from=DAY))

        for day, name in ((EVE, "Cũ"), (DAY, "Mới")):
            found = db.read(find_unit, "1", day)
            assert found is not None
            assert found.name == name
        assert db.read(find_unit, "2", DAY) is None

    def test_of_two_above_us_the_later_is_ours(self, db: Database) -> None:
        save(
            db,
            draft("00", "Bộ Cũ", above=True, valid_to=EVE, parent_code="1"),
            draft("00", "Bộ Mới", above=True, valid_from=DAY),
        )
        now, before = db.read(upper_unit), db.read(upper_unit, EVE)
        assert now is not None
        assert before is not None
        assert (now.full_name, before.full_name, before.parent_code) == ("Bộ Mới", "Bộ Cũ", "")


class TestMerging:
    def merged(self, db: Database, code: str = "A") -> tuple[UUID, list[UUID]]:
        old = save(db, draft("A"), draft("B"))
        successor = draft(code, "Phường Mới", level_code="phuong", source="Nghị quyết số 01")
        new = db.write(
            merge_units, MergeUnits(predecessors=tuple(old), successor=successor, day=DAY)
        )
        return new, old

    def test_ends_the_old_ones_on_the_day_before(self, db: Database) -> None:
        new, old = self.merged(db)

        assert [row(db, one).valid_to for one in old] == [EVE, EVE]
        found = row(db, new)
        assert (found.code, found.valid_from, found.valid_to) == ("A", DAY, None)
        assert [(one.id, one.kind, one.day) for one in found.predecessors] == [
            (one, ChangeKind.MERGE, DAY) for one in old
        ]

    def test_a_code_that_is_taken_over_is_told_by_the_day(self, db: Database) -> None:
        self.merged(db)
        names = {}
        for day in (EVE, DAY):
            found = db.read(find_unit, "A", day)
            assert found is not None
            names[day] = found.name
        assert names == {EVE: "Xã A", DAY: "Phường Mới"}
        assert db.read(find_unit, "B", DAY) is None

    def test_needs_two_that_stand(self, db: Database) -> None:
        one, ended, late = save(
            db, draft("1"), draft("2", valid_to=date(2024, 1, 1)), draft("3", valid_from=DAY)
        )
        for units in ((one,), (one, one), (one, ended), (one, late)):
            with pytest.raises(ValidationError):
                db.write(merge_units, MergeUnits(predecessors=units, successor=draft("4"), day=DAY))
        with pytest.raises(NotFoundError):
            db.write(
                merge_units, MergeUnits(predecessors=(one, uuid4()), successor=draft("4"), day=DAY)
            )
        assert row(db, one).valid_to is None
        assert len(db.read(list_units)) == 3


class TestRenaming:
    def test_goes_on_under_another_name(self, db: Database) -> None:
        [old] = save(db, draft("1", "Cũ", email="x@mau.vn"))

        new = db.write(rename_unit, RenameUnit(unit_id=old, name="Mới", day=DAY))

        found = row(db, new)
        assert (found.code, found.name, found.email) == ("1", "Mới", "x@mau.vn")
        assert [(one.name, one.kind) for one in found.predecessors] == [("Cũ", ChangeKind.RENAME)]

    def test_with_another_code_and_level(self, db: Database) -> None:
        [old] = save(db, draft("1"))
        command = RenameUnit(unit_id=old, name="Mới", day=DAY, code="2", level_code="phuong")

        found = row(db, db.write(rename_unit, command))

        assert (found.code, found.level_code) == ("2", "phuong")


class TestSplitting:
    def test_ends_the_old_one(self, db: Database) -> None:
        [old] = save(db, draft("1"))

        new = db.write(
            split_unit, SplitUnit(unit_id=old, successors=(draft("1"), draft("2")), day=DAY)
        )

        assert row(db, old).valid_to == EVE
        assert [row(db, one).predecessors[0].kind for one in new] == [ChangeKind.SPLIT] * 2

    def test_or_lets_it_stay(self, db: Database) -> None:
        [old] = save(db, draft("1"))

        db.write(split_unit, SplitUnit(unit_id=old, successors=(draft("2"),), day=DAY, stays=True))

        assert row(db, old).valid_to is None
        assert [one.code for one in db.read(list_units, on=DAY)] == ["1", "2"]

    def test_needs_parts(self, db: Database) -> None:
        [old] = save(db, draft("1"))
        with pytest.raises(ValidationError, match="hai đơn vị mới"):
            db.write(split_unit, SplitUnit(unit_id=old, successors=(draft("2"),), day=DAY))


class TestRemoving:
    def test_takes_one_that_was_written_by_mistake(self, db: Database) -> None:
        [unit] = save(db, draft("1"))
        db.write(remove_unit, unit)
        assert db.read(list_units) == []
        with pytest.raises(NotFoundError):
            db.write(remove_unit, unit)

    def test_takes_a_merge_back(self, db: Database) -> None:
        new, old = TestMerging().merged(db)

        db.write(remove_unit, new)

        assert [row(db, one).valid_to for one in old] == [None, None]
        assert len(db.read(list_units)) == 2

    def test_leaves_one_that_others_speak_of(self, db: Database) -> None:
        _new, old = TestMerging().merged(db)
        below, district = save(db, draft("5", parent_code="H"), draft("H", level_code="huyen"))

        with pytest.raises(ValidationError, match="sáp nhập ngày 01/07/2025"):
            db.write(remove_unit, old[0])
        with pytest.raises(ValidationError, match="đơn vị dưới nó"):
            db.write(remove_unit, district)
        db.write(remove_unit, below)
        db.write(remove_unit, district)
