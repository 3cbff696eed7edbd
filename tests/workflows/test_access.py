"""People and passwords together: who opens the folder, who that is, and what is left when one goes."""

from pathlib import Path

import pytest

from app.db.database import Database
from app.domain.roles import Role
from app.errors import ConflictError, ValidationError
from app.paths import DataPaths
from app.queries.officers import OfficerRow, officers_at_work
from app.services.officers import OfficerDraft, give_slot
from app.vault import crypt
from app.vault.key_file import (
    WrongPasswordError,
    open_with_password,
    open_with_recovery,
)
from app.workflows.access import Access
from app.workflows.folder_keys import read_keys

FIRST, SECOND, THIRD = "mot hai ba bon", "nam sau bay tam", "chin muoi tram nghin"


@pytest.fixture(autouse=True)
def _quick_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is who opens what, not how long guessing takes."""
    monkeypatch.setitem(crypt._SCRYPT, "n", 2**4)


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    return DataPaths(tmp_path)


@pytest.fixture
def access(db: Database, paths: DataPaths) -> Access:
    made = Access(db, paths)
    made.work_as(None, "may-tinh")
    return made


def draft(name: str, role: Role, row: OfficerRow | None = None) -> OfficerDraft:
    if row is None:
        return OfficerDraft(name=name, role=role)
    return OfficerDraft(name=name, role=role, id=row.id, seen_revision=row.revision)


def opened_by(db: Database, paths: DataPaths, password: str) -> Access:
    """The folder as it opens at the next start."""
    key_file = read_keys(paths)
    assert key_file is not None
    return Access(db, paths, open_with_password(key_file, password))


def enters(db: Database, paths: DataPaths, password: str) -> str:
    """Who is at work after the next start; empty when the password opens nothing."""
    try:
        fresh = opened_by(db, paths, password)
    except WrongPasswordError:
        return ""
    choices = fresh.choices()
    return choices[0].name if choices else "không tên"


@pytest.fixture
def office(db: Database, access: Access) -> Access:
    """An administrator and a leader, each with a password."""
    access.set_password(FIRST)
    access.add(draft("Nguyễn Thị Mẫu", Role.ADMIN), "", "")
    access.add(draft("Trần Văn Mẫu", Role.LEADER), SECOND, "")
    return access


def row_of(db: Database, name: str) -> OfficerRow:
    return next(row for row in db.read(officers_at_work) if row.name == name)


def test_without_people_and_password_everything_is_open(db: Database, access: Access) -> None:
    assert not access.has_password
    assert access.choices() == []
    assert access.is_right("gì cũng được")
    assert (db.actor, db.role) == ("may-tinh", None)


def test_a_password_without_people_opens_for_whoever_knows_it(
    db: Database, access: Access, paths: DataPaths
) -> None:
    code = access.set_password(FIRST)
    assert enters(db, paths, FIRST) == "không tên"
    assert enters(db, paths, SECOND) == ""
    assert access.is_right(FIRST)
    assert not access.is_right(SECOND)
    with pytest.raises(ConflictError, match="đã có mật khẩu"):
        access.set_password(SECOND)
    access.change_own(SECOND)
    assert (enters(db, paths, FIRST), enters(db, paths, SECOND)) == ("", "không tên")
    key_file = read_keys(paths)
    assert key_file is not None
    assert open_with_recovery(key_file, code).slot == ""


def test_the_first_person_keeps_the_password_of_before(
    db: Database, office: Access, paths: DataPaths
) -> None:
    assert enters(db, paths, FIRST) == "Nguyễn Thị Mẫu"
    assert enters(db, paths, SECOND) == "Trần Văn Mẫu"
    assert (db.actor, db.role) == ("Nguyễn Thị Mẫu", Role.ADMIN)


def test_two_people_have_two_passwords(db: Database, office: Access) -> None:
    with pytest.raises(ValidationError):
        office.add(draft("Lê Thị Mẫu", Role.CLERK), SECOND, "")
    assert [row.name for row in db.read(officers_at_work)] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]


def test_everybody_changes_their_own_and_nobody_elses(
    db: Database, office: Access, paths: DataPaths
) -> None:
    leader = opened_by(db, paths, SECOND)
    leader.work_as(leader.choices()[0], "")
    leader.change_own(THIRD)
    assert leader.is_right(THIRD)
    assert not leader.is_right(FIRST)
    assert enters(db, paths, THIRD) == "Trần Văn Mẫu"
    head = row_of(db, "Nguyễn Thị Mẫu")
    for work in (
        lambda: leader.give_password(head, "mat khau khac"),
        leader.new_code,
        leader.remove_password,
        lambda: leader.add(draft("Lê Thị Mẫu", Role.ADMIN), "mat khau khac", ""),
        lambda: leader.change(draft("Trần Văn Mẫu", Role.ADMIN, row_of(db, "Trần Văn Mẫu"))),
    ):
        with pytest.raises(ValidationError, match="Lãnh đạo"):
            work()
    assert enters(db, paths, FIRST) == "Nguyễn Thị Mẫu"


def test_a_forgotten_password_is_replaced_by_the_recovery_code(
    db: Database, access: Access, paths: DataPaths
) -> None:
    code = access.set_password(FIRST)
    access.add(draft("Nguyễn Thị Mẫu", Role.ADMIN), "", "")
    access.add(draft("Trần Văn Mẫu", Role.LEADER), SECOND, "")
    key_file = read_keys(paths)
    assert key_file is not None
    fresh = Access(db, paths, open_with_recovery(key_file, code))
    due = fresh.by_recovery
    assert [row.name for row in fresh.choices()] == ["Nguyễn Thị Mẫu"]
    fresh.work_as(fresh.choices()[0], "")
    fresh.change_own(THIRD)
    assert (due, fresh.by_recovery) == (True, False)
    assert (enters(db, paths, FIRST), enters(db, paths, THIRD)) == ("", "Nguyễn Thị Mẫu")


def test_an_administrator_without_a_password_gets_one_by_the_recovery_code(
    db: Database, office: Access, paths: DataPaths
) -> None:
    office.give_password(row_of(db, "Trần Văn Mẫu"), THIRD)
    code = office.new_code()
    db.write(give_slot, row_of(db, "Nguyễn Thị Mẫu").id, "")
    key_file = read_keys(paths)
    assert key_file is not None
    fresh = Access(db, paths, open_with_recovery(key_file, code))
    fresh.work_as(fresh.choices()[0], "")
    fresh.change_own(SECOND)
    assert enters(db, paths, SECOND) == "Nguyễn Thị Mẫu"
    assert enters(db, paths, THIRD) == "Trần Văn Mẫu"


def test_who_goes_takes_the_password_along(db: Database, office: Access, paths: DataPaths) -> None:
    with pytest.raises(ValidationError, match="không tự cho nghỉ"):
        office.retire(row_of(db, "Nguyễn Thị Mẫu"))
    office.retire(row_of(db, "Trần Văn Mẫu"))
    assert enters(db, paths, SECOND) == ""
    assert [row.name for row in db.read(officers_at_work)] == ["Nguyễn Thị Mẫu"]


def test_an_administrator_with_a_password_stays(
    db: Database, office: Access, paths: DataPaths
) -> None:
    head = row_of(db, "Nguyễn Thị Mẫu")
    with pytest.raises(ValidationError, match="người quản trị có mật khẩu"):
        office.change(draft(head.name, Role.OFFICER, head))
    leader = row_of(db, "Trần Văn Mẫu")
    office.change(draft(leader.name, Role.ADMIN, leader))
    office.change(draft(head.name, Role.OFFICER, head))
    assert db.role is Role.OFFICER
    assert enters(db, paths, SECOND) == "Trần Văn Mẫu"


def test_a_password_of_nobody_on_the_list_does_not_enter(
    db: Database, office: Access, paths: DataPaths
) -> None:
    db.write(give_slot, row_of(db, "Trần Văn Mẫu").id, "")
    with pytest.raises(ValidationError, match="không còn thuộc về ai"):
        opened_by(db, paths, SECOND).choices()


def test_without_the_password_everybody_is_chosen_by_name(
    db: Database, office: Access, paths: DataPaths
) -> None:
    office.remove_password()
    assert not paths.key_file.exists()
    fresh = Access(db, paths)
    assert [(row.name, row.slot) for row in fresh.choices()] == [
        ("Nguyễn Thị Mẫu", ""),
        ("Trần Văn Mẫu", ""),
    ]
    with pytest.raises(ConflictError, match="chưa có mật khẩu"):
        office.change_own(THIRD)
    office.set_password(THIRD)
    assert enters(db, paths, THIRD) == "Nguyễn Thị Mẫu"


def test_who_only_looks_changes_no_password(db: Database, office: Access, paths: DataPaths) -> None:
    code = office.new_code()
    key_file = read_keys(paths)
    assert key_file is not None
    fresh = Access(db, paths, open_with_recovery(key_file, code))
    fresh.work_as(fresh.choices()[0], "")
    assert fresh.needs_new_password
    db.read_only = True
    assert not fresh.needs_new_password
    for work in (lambda: fresh.change_own(THIRD), fresh.remove_password):
        with pytest.raises(ValidationError, match="chỉ để xem"):
            work()
    assert read_keys(paths) == key_file
