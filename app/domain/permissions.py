"""Who may do what: a table of rights by role, and of use cases by right."""

from enum import StrEnum
from typing import Final

from app.domain.roles import ROLE_WORDS, Role


class Right(StrEnum):
    """What a use case needs. Reading needs none."""

    PROGRAM = "program"
    DAILY = "daily"
    ISSUE = "issue"
    PEOPLE = "people"
    PASSWORDS = "passwords"
    RESTORE = "restore"
    REOPEN_YEAR = "reopen_year"
    PRIVACY = "privacy"


#: Who holds a right. With nobody registered there is one user, who holds them all.
HOLDERS: Final = {
    Right.PROGRAM: frozenset(Role),
    Right.DAILY: frozenset({Role.OFFICER, Role.ADMIN}),
    Right.ISSUE: frozenset(Role),
    Right.PEOPLE: frozenset({Role.ADMIN}),
    Right.PASSWORDS: frozenset({Role.ADMIN}),
    Right.RESTORE: frozenset({Role.ADMIN}),
    Right.REOPEN_YEAR: frozenset({Role.ADMIN}),
    Right.PRIVACY: frozenset({Role.ADMIN}),
}
RIGHT_WORDS: Final = {
    Right.PROGRAM: "mở sổ",
    Right.DAILY: "ghi hoặc sửa trong sổ",
    Right.ISSUE: "cấp số và ban hành văn bản",
    Right.PEOPLE: "thêm người dùng hoặc đổi quyền",
    Right.PASSWORDS: "đặt, đổi hoặc bỏ mật khẩu của cơ quan",
    Right.RESTORE: "phục hồi dữ liệu",
    Right.REOPEN_YEAR: "mở lại năm đã khóa",
    Right.PRIVACY: "xóa hoặc ẩn danh dữ liệu cá nhân",
}

#: Rooms of the program whose use cases are daily work, unless the table below says otherwise.
DAILY_ROOMS: Final = ("app.services.", "app.workflows.", "app.commands.")
#: Use cases that need something else, by module and function.
RIGHT_OF: Final = {
    # What the program writes by itself, whoever sits in front of it.
    "app.services.catalogue.load_entries": Right.PROGRAM,
    "app.services.bin.empty_bin": Right.PROGRAM,
    "app.services.campaigns.ensure_action_month": Right.PROGRAM,
    "app.services.papers.mark_printed": Right.PROGRAM,
    "app.services.papers.mark_checked": Right.PROGRAM,
    "app.services.exports.record_export": Right.PROGRAM,
    "app.services.issue.issue_paper": Right.ISSUE,
    "app.services.years.reopen_year": Right.REOPEN_YEAR,
    "app.workflows.parcels.frozen._keep": Right.ISSUE,
    "app.services.officers.add_officer": Right.PEOPLE,
    "app.services.officers.change_officer": Right.PEOPLE,
    "app.services.officers.retire_officer": Right.PEOPLE,
    "app.services.officers.bring_back_officer": Right.PEOPLE,
    "app.services.personal.anonymise_person": Right.PRIVACY,
    "app.services.personal.apply_rules": Right.PRIVACY,
    "app.services.officers.give_slot": Right.PASSWORDS,
    "app.services.officers.forget_slots": Right.PASSWORDS,
}


def right_of(use_case: str) -> Right:
    """What a use case needs; what nobody thought of is left to the administrator.

    Args:
        use_case: module and function, "app.services.issue.issue_paper".
    """
    found = RIGHT_OF.get(use_case)
    if found is not None:
        return found
    return Right.DAILY if use_case.startswith(DAILY_ROOMS) else Right.PEOPLE


def refusal(right: Right, role: Role | None) -> str:
    """Why a role may not; empty when it may. None: nobody is registered."""
    holders = HOLDERS[right]
    if role is None or role in holders:
        return ""
    who = " hoặc ".join(ROLE_WORDS[one] for one in Role if one in holders)
    return (
        f"Bạn đang làm việc với quyền “{ROLE_WORDS[role]}” nên không {RIGHT_WORDS[right]} được. "
        f"Việc này dành cho: {who}. Dữ liệu giữ nguyên; hãy nhờ người đó, hoặc chọn “Đổi người "
        "dùng” để người đó làm trên máy này."
    )
