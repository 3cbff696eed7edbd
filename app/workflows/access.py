"""Passwords and people together: the key file says who opens the folder, the table who that is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.db.database import Database
from app.documents.builders.recovery_sheet import recovery_sheet
from app.domain.permissions import Right
from app.domain.roles import Role
from app.errors import ConflictError, ValidationError
from app.paths import DataPaths
from app.queries.officers import OfficerRow, officer_of_slot, officers_at_work
from app.services.officers import (
    OfficerDraft,
    add_officer,
    change_officer,
    forget_slots,
    give_slot,
    retire_officer,
)
from app.vault.key_file import (
    RECOVERY,
    KeyFile,
    Opened,
    WrongPasswordError,
    changed_slot,
    new_key_file,
    new_recovery,
    open_with_password,
    with_slot,
    without_slot,
)
from app.workflows.folder_keys import drop_keys, keep_keys, read_keys


class Access:
    """Who is at work on one open folder, and what opens it.

    Args:
        paths: rooms of the folder; it need not have a key file.
        opened: what the password or the recovery code gave; None without a password.

    ``officer`` is who is at work; None while nobody is registered.
    """

    def __init__(self, db: Database, paths: DataPaths, opened: Opened | None = None) -> None:
        self._db = db
        self._paths = paths
        self._opened = opened
        self.officer: OfficerRow | None = None

    @property
    def key_file(self) -> KeyFile | None:
        """As it lies on the disk; None without a password.

        Raises:
            DataFileError: it is damaged.
        """
        return read_keys(self._paths)

    @property
    def has_password(self) -> bool:
        """Whether the folder opens with a password (DataFileError as for ``key_file``)."""
        return self.key_file is not None

    @property
    def opened(self) -> Opened | None:
        """What opens the folder; None without a password."""
        return self._opened

    @property
    def by_recovery(self) -> bool:
        """Whether the recovery code opened it."""
        return self._opened is not None and self._opened.slot == RECOVERY

    @property
    def needs_new_password(self) -> bool:
        """Whether the old one is forgotten; who only looks sets none."""
        return self.by_recovery and not self._db.read_only

    def choices(self) -> list[OfficerRow]:
        """Who may be the one at work: one by the password, any without it; empty: nobody has a name.

        After the recovery code: the administrators.

        Raises:
            ValidationError: the password belongs to nobody on the list any more.
        """
        known = self._db.read(officers_at_work)
        if self._opened is None or not known:
            return known
        if self.by_recovery:
            return [row for row in known if row.role is Role.ADMIN]
        found = self._db.read(officer_of_slot, self._opened.slot)
        if found is None:
            raise ValidationError(
                "Mật khẩu này đúng nhưng không còn thuộc về ai trong danh sách người dùng, nên chưa "
                "vào được. Dữ liệu giữ nguyên. Hãy dùng mật khẩu của người quản trị, hoặc mã khôi phục."
            )
        return [found]

    def work_as(self, officer: OfficerRow | None, actor: str) -> None:
        """This officer is at work; None: nobody is registered and ``actor`` goes into history."""
        self.officer = officer
        if officer is None:
            self._db.work_as(actor, None)
        else:
            self._db.work_as(officer.name, officer.role)

    def is_right(self, password: str) -> bool:
        """Whether this is the password of whoever is at work."""
        key_file = self.key_file
        if key_file is None:
            return True
        try:
            opened = open_with_password(key_file, password)
        except WrongPasswordError:
            return False
        return self.officer is None or opened.slot == self.officer.slot

    def set_password(self, password: str) -> str:
        """From now on the folder opens with a password; the files stay as they are.

        Returns:
            the recovery code, which is kept nowhere.

        Raises:
            ValidationError: too short, or the role may not.
            ConflictError: there is one already.
        """
        self._db.require(Right.PASSWORDS)
        if self.has_password:
            raise ConflictError("Sổ này đã có mật khẩu; mọi thứ giữ nguyên.")
        key_file, opened, code = new_key_file(password, encrypted=False)
        self._keep(key_file)
        self._opened = opened
        self._take_slot(opened.slot)
        return code

    def change_own(self, password: str) -> None:
        """Another password for whoever is at work; the data are not written anew.

        Raises:
            ValidationError: too short, or somebody else's.
        """
        self._db.require(Right.PROGRAM)
        key_file, opened = self._needed()
        if not self.by_recovery:
            self._keep(changed_slot(key_file, opened, opened.slot, password))
            return
        slot = self.officer.slot if self.officer is not None else key_file.slots[0].id
        if any(one.id == slot for one in key_file.slots):
            self._keep(changed_slot(key_file, opened, slot, password))
        else:
            changed, slot = with_slot(key_file, opened, password)
            self._keep(changed)
            self._take_slot(slot)
        self._opened = replace(opened, slot=slot)

    def give_password(self, officer: OfficerRow, password: str) -> None:
        """A first or another password for an officer.

        Raises:
            ValidationError: too short, somebody else's, or the role may not.
        """
        self._db.require(Right.PASSWORDS)
        key_file, opened = self._needed()
        if any(one.id == officer.slot for one in key_file.slots):
            self._keep(changed_slot(key_file, opened, officer.slot, password))
            return
        changed, slot = with_slot(key_file, opened, password)
        self._keep(changed)
        self._db.write(give_slot, officer.id, slot)

    def new_code(self) -> str:
        """Another recovery code; the old one opens nothing any more."""
        self._db.require(Right.PASSWORDS)
        key_file, opened = self._needed()
        changed, code = new_recovery(key_file, opened)
        self._keep(changed)
        return code

    def remove_password(self) -> None:
        """The folder opens without a password again.

        Raises:
            ConflictError: the folder is encrypted; that must be ended first.
        """
        self._db.require(Right.PASSWORDS)
        key_file, _opened = self._needed()
        if key_file.encrypted:
            raise ConflictError(
                "Dữ liệu đang được mã hóa nên chưa bỏ mật khẩu được; mọi thứ giữ nguyên. Hãy tắt mã "
                "hóa trước."
            )
        drop_keys(self._paths)
        self._opened = None
        self._db.write(forget_slots)
        self._read_again()

    def add(self, draft: OfficerDraft, password: str, actor: str) -> None:
        """Register someone; with a password where the folder has one.

        The first one is who is at work, and keeps the password of before.

        Raises:
            ValidationError: a bad name, a role that cannot be, or a bad password.
        """
        if self.officer is None:
            slot = self._opened.slot if self._opened is not None else ""
            self._db.write(add_officer, replace(draft, slot=slot))
            self.work_as(self._db.read(officers_at_work)[0], actor)
            return
        added, slot = None, ""
        if self.has_password:
            self._db.require(Right.PASSWORDS)
            added, slot = with_slot(*self._needed(), password)
        self._db.write(add_officer, replace(draft, slot=slot))
        if added is not None:
            self._keep(added)

    def change(self, draft: OfficerDraft) -> None:
        """Another name or role; one's own is in force at once.

        Raises:
            ValidationError: a bad name, or no administrator with a password would be left.
        """
        if draft.role is not Role.ADMIN:
            self._keep_a_way_in(draft)
        self._db.write(change_officer, draft)
        self._read_again()

    def retire(self, officer: OfficerRow) -> None:
        """Put someone out of use, and the password with them.

        Raises:
            ValidationError: oneself, or the last administrator.
        """
        if self.officer is not None and officer.id == self.officer.id:
            raise ValidationError(
                "Bạn đang làm việc với tên này nên không tự cho nghỉ được. Hãy nhờ người quản trị khác."
            )
        self._db.write(retire_officer, officer.id)
        key_file = self.key_file
        if key_file is not None and any(one.id == officer.slot for one in key_file.slots):
            self._keep(without_slot(key_file, officer.slot))

    def _keep_a_way_in(self, draft: OfficerDraft) -> None:
        if not self.has_password:
            return
        others = [row for row in self._db.read(officers_at_work) if row.id != draft.id]
        if not any(row.role is Role.ADMIN and row.slot for row in others):
            raise ValidationError(
                "Phải còn một người quản trị có mật khẩu; danh sách giữ nguyên. Hãy đặt mật khẩu cho "
                "người quản trị khác trước.",
                field="role",
            )

    def _needed(self) -> tuple[KeyFile, Opened]:
        key_file = self.key_file
        if key_file is None or self._opened is None:
            raise ConflictError(
                "Sổ này chưa có mật khẩu, hoặc vừa được đổi ở nơi khác. Dữ liệu giữ nguyên. Hãy đóng "
                "chương trình rồi mở lại."
            )
        return key_file, self._opened

    def _keep(self, key_file: KeyFile) -> None:
        keep_keys(self._paths, key_file)

    def _take_slot(self, slot: str) -> None:
        if self.officer is not None:
            self._db.write(give_slot, self.officer.id, slot)
            self._read_again()

    def _read_again(self) -> None:
        if self.officer is None:
            return
        known = {row.id: row for row in self._db.read(officers_at_work)}
        self.work_as(known.get(self.officer.id, self.officer), "")


def save_recovery_sheet(code: str, office: str, day: date, path: Path) -> None:
    """Write the recovery code as a sheet to be printed.

    Raises:
        DataFileError: the file cannot be written.
    """
    from app.documents.render.to_pdf.plain_sheets import render_sheets

    render_sheets([recovery_sheet(code, office, day)], path)
