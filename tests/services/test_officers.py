"""People of the office: there is always an administrator, names are told apart, nobody is deleted."""

import pytest

from app.db.database import Database
from app.domain.roles import Role
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.history import list_changes
from app.queries.officers import list_officers, officer_of_slot, officers_at_work
from app.services.officers import (
    OfficerDraft,
    add_officer,
    bring_back_officer,
    change_officer,
    give_slot,
    retire_officer,
)

HEAD = OfficerDraft(name="Nguyễn Thị Mẫu", role=Role.ADMIN)


def test_the_first_one_is_the_administrator(db: Database) -> None:
    with pytest.raises(ValidationError, match="Người quản trị"):
        db.write(add_officer, OfficerDraft(name="Trần Văn Mẫu", role=Role.OFFICER))
    db.write(add_officer, HEAD)
    db.write(add_officer, OfficerDraft(name="  Trần   Văn Mẫu ", role=Role.LEADER))
    assert [(row.name, row.role) for row in db.read(officers_at_work)] == [
        ("Nguyễn Thị Mẫu", Role.ADMIN),
        ("Trần Văn Mẫu", Role.LEADER),
    ]


@pytest.mark.parametrize("name", ["", "   ", "Lê" * 61, "nguyen thi mau"])
def test_a_name_is_needed_and_nobody_has_it(db: Database, name: str) -> None:
    db.write(add_officer, HEAD)
    with pytest.raises(ValidationError) as caught:
        db.write(add_officer, OfficerDraft(name=name, role=Role.CLERK))
    assert caught.value.field == "name"


def test_the_last_administrator_stays(db: Database) -> None:
    head = db.write(add_officer, HEAD)
    row = db.read(officers_at_work)[0]
    lower = OfficerDraft(name=row.name, role=Role.OFFICER, id=head, seen_revision=row.revision)
    with pytest.raises(ValidationError, match="ít nhất một"):
        db.write(change_officer, lower)
    with pytest.raises(ValidationError, match="ít nhất một"):
        db.write(retire_officer, head)
    assert db.read(officers_at_work) == [row]

    db.write(add_officer, OfficerDraft(name="Lê Văn Mẫu", role=Role.ADMIN))
    db.write(change_officer, lower)
    assert {one.name: one.role for one in db.read(officers_at_work)} == {
        "Nguyễn Thị Mẫu": Role.OFFICER,
        "Lê Văn Mẫu": Role.ADMIN,
    }
    with pytest.raises(ConflictError, match="vừa được sửa"):
        db.write(change_officer, lower)


def test_who_left_is_kept_by_name_and_may_come_back(db: Database) -> None:
    db.write(add_officer, HEAD)
    clerk = db.write(add_officer, OfficerDraft(name="Lê Thị Mẫu", role=Role.CLERK, slot="khe-2"))
    found = db.read(officer_of_slot, "khe-2")
    assert found is not None
    assert found.id == clerk

    db.write(retire_officer, clerk)
    assert db.read(officer_of_slot, "khe-2") is None
    assert [(row.name, row.active, row.slot) for row in db.read(list_officers)] == [
        ("Nguyễn Thị Mẫu", True, ""),
        ("Lê Thị Mẫu", False, ""),
    ]
    again = db.write(add_officer, OfficerDraft(name="Lê Thị Mẫu", role=Role.CLERK))
    with pytest.raises(ValidationError, match="Đã có"):
        db.write(bring_back_officer, clerk)
    db.write(retire_officer, again)
    db.write(bring_back_officer, clerk)
    db.write(give_slot, clerk, "khe-3")
    assert db.read(officer_of_slot, "khe-3") is not None
    assert db.read(officer_of_slot, "") is None


def test_who_is_gone_is_said(db: Database) -> None:
    with pytest.raises(NotFoundError, match="Không còn người này"):
        db.write(change_officer, HEAD)


def test_history_speaks_of_who_was_at_work(db: Database) -> None:
    head = db.write(add_officer, HEAD)
    db.work_as("Nguyễn Thị Mẫu", Role.ADMIN)
    db.write(change_officer, OfficerDraft(name="Nguyễn Thị Mẫu Hai", role=Role.ADMIN, id=head))
    lines = db.read(list_changes, head)
    assert {line.actor for line in lines if line.field == "name"} == {"Nguyễn Thị Mẫu"}
