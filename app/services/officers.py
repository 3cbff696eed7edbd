"""People who work in the program: added, renamed, given another role, put out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.roles import ROLE_WORDS, Role
from app.domain.text import clean_line, fold
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import Officer

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDraft:
    """Someone as typed. ``slot``: the entry of the key file that their password opens.

    ``id`` changes that officer; ``seen_revision`` is the one the form was filled from.
    """

    name: str
    role: Role
    slot: str = ""
    id: UUID | None = None
    seen_revision: int | None = None


def add_officer(session: Session, draft: OfficerDraft) -> UUID:
    """Register someone; the first one is the administrator.

    Raises:
        ValidationError: no name, one that somebody has, or a first officer of another role.
    """
    known = list(session.scalars(select(Officer)))
    if draft.role is not Role.ADMIN and not any(one.active for one in known):
        raise ValidationError(
            "Người đầu tiên phải là Người quản trị, để luôn có người thêm và sửa được người khác.",
            field="role",
        )
    officer = Officer(id=uuid4(), role=draft.role, slot=draft.slot)
    officer.name = _free_name(known, draft)
    session.add(officer)
    session.flush()
    return officer.id


def change_officer(session: Session, draft: OfficerDraft) -> None:
    """Another name or another role.

    Raises:
        ValidationError: a bad name, or the last administrator would be gone.
        NotFoundError, ConflictError: the officer is gone, or was changed meanwhile.
    """
    officer = _officer(session, draft.id)
    if draft.seen_revision not in (None, officer.revision):
        raise ConflictError(
            "Người này vừa được sửa ở nơi khác nên chưa ghi lại. Hãy mở lại rồi sửa tiếp."
        )
    officer.name = _free_name(session.scalars(select(Officer)).all(), draft)
    officer.role = draft.role
    session.flush()
    _keep_an_administrator(session)


def retire_officer(session: Session, officer_id: UUID) -> None:
    """Put someone out of use; the name stays in history. The password opens nothing any more.

    Raises:
        ValidationError: the last administrator.
        NotFoundError: the officer is gone.
    """
    officer = _officer(session, officer_id)
    officer.active, officer.slot = False, ""
    session.flush()
    _keep_an_administrator(session)


def bring_back_officer(session: Session, officer_id: UUID) -> None:
    """Someone works here again, without a password at first.

    Raises:
        ValidationError: somebody else has the name by now.
        NotFoundError: the officer is gone.
    """
    officer = _officer(session, officer_id)
    draft = OfficerDraft(id=officer.id, name=officer.name, role=Role(officer.role))
    _free_name(session.scalars(select(Officer)).all(), draft)
    officer.active = True


def give_slot(session: Session, officer_id: UUID, slot: str) -> None:
    """The entry of the key file that this officer's password opens; empty takes it away.

    Raises:
        NotFoundError: the officer is gone.
    """
    _officer(session, officer_id).slot = slot


def forget_slots(session: Session) -> None:
    """No officer has a password any more."""
    for officer in session.scalars(select(Officer)):
        officer.slot = ""


def _officer(session: Session, officer_id: UUID | None) -> Officer:
    officer = session.get(Officer, officer_id) if officer_id else None
    if officer is None:
        raise NotFoundError("Không còn người này trong danh sách. Danh sách giữ nguyên.")
    return officer


def _free_name(known: Sequence[Officer], draft: OfficerDraft) -> str:
    name = clean_line(draft.name)
    if not name:
        raise ValidationError("Hãy ghi họ tên.", field="name")
    if len(name) > LONGEST_NAME:
        raise ValidationError(f"Họ tên dài quá {LONGEST_NAME} chữ.", field="name")
    for other in known:
        if other.id != draft.id and other.active and fold(other.name) == fold(name):
            raise ValidationError(
                f"Đã có “{other.name}” trong danh sách. Lịch sử ghi theo họ tên, nên hãy ghi thêm "
                "điều phân biệt, ví dụ tên phòng.",
                field="name",
            )
    return name


def _keep_an_administrator(session: Session) -> None:
    wanted = select(Officer).where(Officer.active, Officer.role == Role.ADMIN)
    if session.scalars(wanted).first() is None:
        raise ValidationError(
            f"Phải còn ít nhất một “{ROLE_WORDS[Role.ADMIN]}” để thêm và sửa người dùng; danh sách "
            "giữ nguyên. Hãy đặt một người khác làm quản trị trước.",
            field="role",
        )
