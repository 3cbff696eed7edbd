"""Write down, change, bin and restore activities; keep their attachments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.activities import ActivityDraft, checked, like_last_time
from app.domain.personal_data import IN_FILE_NAMES, IN_PLACES, refuse_personal
from app.domain.text import clean_line, fold
from app.errors import ConflictError, NotFoundError, ValidationError
from app.models import (
    Activity,
    ActivityMoney,
    ActivityQuantity,
    Attachment,
    Campaign,
    PaperNode,
    PaperTask,
)
from app.models.base import utc_now
from app.queries.activities import last_activity
from app.queries.campaigns import campaign_of_day
from app.queries.kinds import Catalogues, get_catalogues

__all__ = [
    "ActivityDraft",
    "AttachFile",
    "ChangeActivity",
    "attach_file",
    "change_activity",
    "check_draft",
    "delete_activity",
    "draft_like_last",
    "record_activities",
    "record_activity",
    "record_pasted",
    "remove_attachment",
    "restore_activity",
]

_GONE = "Hoạt động này không còn nữa."
_PLAIN = (
    "kind_code", "title", "starts_on", "ends_on", "place", "campaign_id", "task_key",
    "lead", "target_group", "men", "women", "total", "result",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeActivity:
    """Replace what an activity says; ``seen_revision`` is the one the card was filled from."""

    activity_id: UUID
    seen_revision: int
    draft: ActivityDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """Hang a file that already lies in the attachments folder on an activity."""

    activity_id: UUID
    name: str
    sha256: str
    media_type: str
    size: int


def record_activity(session: Session, draft: ActivityDraft) -> UUID:
    """Write a new activity down.

    Raises:
        ValidationError: a rule of the card is broken; ``field`` says where.
    """
    return record_activities(session, [draft])[0]


def record_activities(session: Session, drafts: Iterable[ActivityDraft]) -> list[UUID]:
    """Write several down in one go: all or, when one is wrong, none.

    Raises:
        ValidationError: the first wrong one.
    """
    facts = get_catalogues(session)
    return [_record(session, draft, facts) for draft in drafts]


def record_pasted(session: Session, drafts: Iterable[ActivityDraft]) -> list[UUID]:
    """Write rows of a pasted block down, all or none; each joins the campaign of its first day.

    Raises:
        ValidationError: the first wrong one.
    """
    return record_activities(session, [_in_campaign(session, draft) for draft in drafts])


def _in_campaign(session: Session, draft: ActivityDraft) -> ActivityDraft:
    if draft.campaign_id is not None or draft.starts_on is None:
        return draft
    campaign = campaign_of_day(session, draft.starts_on)
    return replace(draft, campaign_id=campaign.id) if campaign else draft


def _record(session: Session, draft: ActivityDraft, facts: Catalogues) -> UUID:
    draft = check_draft(session, draft, facts)
    activity = Activity(partners=[])
    _fill(activity, draft, facts)
    session.add(activity)
    session.flush()
    _set_quantities(session, activity.id, dict(draft.quantities))
    _set_money(session, activity.id, dict(draft.money))
    return activity.id


def change_activity(session: Session, command: ChangeActivity) -> int:
    """Replace what an activity says.

    Returns:
        the new revision.

    Raises:
        NotFoundError: it lies in the bin or is gone.
        ConflictError: it was changed after ``seen_revision``.
        ValidationError: a rule of the card is broken.
    """
    activity = _live(session, command.activity_id)
    if activity.revision != command.seen_revision:
        raise ConflictError(
            "Hoạt động này vừa được sửa ở nơi khác nên chưa ghi lại. "
            "Hãy mở lại để xem nội dung mới rồi sửa tiếp."
        )
    facts = get_catalogues(session)
    draft = check_draft(session, command.draft, facts)
    _fill(activity, draft, facts)
    quantities = _set_quantities(session, activity.id, dict(draft.quantities))
    if _set_money(session, activity.id, dict(draft.money)) or quantities:
        # The card is one thing to the officer: a changed amount makes older cards stale too.
        flag_modified(activity, "updated_at")
        activity.updated_at = utc_now()
    session.flush()
    return activity.revision


def delete_activity(session: Session, activity_id: UUID) -> None:
    """Put an activity into the bin; nothing of it is lost."""
    _live(session, activity_id).deleted_at = utc_now()


def restore_activity(session: Session, activity_id: UUID) -> None:
    """Take an activity out of the bin again."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise NotFoundError(_GONE)
    activity.deleted_at = None


def draft_like_last(session: Session, kind_code: str = "") -> ActivityDraft | None:
    """ "Như lần trước": the last activity without date, counts, money and results."""
    last = last_activity(session, kind_code)
    return like_last_time(last.draft()) if last else None


def attach_file(session: Session, command: AttachFile) -> UUID:
    """Hang a kept file on an activity; the same content twice on one activity stays one row."""
    activity = _live(session, command.activity_id)
    if get_catalogues(session).kinds[activity.kind_code].sensitive:
        refuse_personal(command.name, "attachments", where="tên tệp", but=IN_FILE_NAMES)
    same = session.scalars(
        select(Attachment).where(
            Attachment.activity_id == command.activity_id, Attachment.sha256 == command.sha256
        )
    ).first()
    if same is not None:
        return same.id
    file = Attachment(
        activity_id=command.activity_id,
        name=clean_line(command.name) or "tệp",
        sha256=command.sha256,
        media_type=command.media_type,
        size=command.size,
    )
    session.add(file)
    session.flush()
    return file.id


def remove_attachment(session: Session, attachment_id: UUID) -> None:
    """Take a file off its activity; the file itself stays in the folder."""
    file = session.get(Attachment, attachment_id)
    if file is None:
        raise NotFoundError("Tệp đính kèm này không còn nữa.")
    session.delete(file)


def check_draft(session: Session, draft: ActivityDraft, facts: Catalogues) -> ActivityDraft:
    """The draft as it will be stored; nothing is written.

    Raises:
        ValidationError: with the field it stands beside.
    """
    draft = checked(draft)
    if draft.kind_code not in facts.kinds:
        raise ValidationError("Hãy chọn loại hoạt động trong danh mục.", field="kind_code")
    _check_codes(draft, facts)
    if facts.kinds[draft.kind_code].sensitive:
        _check_words(draft)
    if draft.campaign_id is not None and session.get(Campaign, draft.campaign_id) is None:
        raise ValidationError("Tháng hành động đã chọn không còn nữa.", field="campaign_id")
    if draft.task_key is not None and not _is_task(session, draft.task_key):
        raise ValidationError("Nhiệm vụ đã chọn không còn trong kế hoạch.", field="task_key")
    return draft


def _check_codes(draft: ActivityDraft, facts: Catalogues) -> None:
    for code, _amount in draft.quantities:
        if code not in facts.items:
            raise ValidationError(f"Không có mục số lượng “{code}”.", field="quantities")
    for code, _amount in draft.money:
        if code not in facts.sources:
            raise ValidationError(f"Không có nguồn kinh phí “{code}”.", field="money")


def _check_words(draft: ActivityDraft) -> None:
    """Of people helped after violence an activity tells how many, never who."""
    refuse_personal(draft.title, "title", where="tên hoạt động")
    refuse_personal(draft.place, "place", where="nơi tổ chức", but=IN_PLACES)
    refuse_personal(draft.target_group, "target_group", where="đối tượng tham gia")
    refuse_personal(draft.result, "result", where="kết quả")


def _is_task(session: Session, key: UUID) -> bool:
    asked = select(PaperTask.id).join(PaperNode, PaperTask.node_id == PaperNode.id)
    return session.scalars(asked.where(PaperNode.key == key).limit(1)).first() is not None


def _live(session: Session, activity_id: UUID) -> Activity:
    activity = session.get(Activity, activity_id)
    if activity is None or activity.deleted_at is not None:
        raise NotFoundError(_GONE)
    return activity


def _fill(activity: Activity, draft: ActivityDraft, facts: Catalogues) -> None:
    for name in _PLAIN:
        setattr(activity, name, getattr(draft, name))
    if list(activity.partners) != list(draft.partners):
        activity.partners = list(draft.partners)
    kind = facts.kinds[draft.kind_code].name
    words = (draft.title, kind, draft.place, draft.lead, draft.target_group, draft.result)
    activity.search = fold(" ".join((*words, *draft.partners)))


def _set_quantities(session: Session, activity_id: UUID, wanted: dict[str, int]) -> bool:
    asked = select(ActivityQuantity).where(ActivityQuantity.activity_id == activity_id)
    there = {line.item_code: line for line in session.scalars(asked)}
    for code in wanted.keys() - there.keys():
        line = ActivityQuantity(activity_id=activity_id, item_code=code, amount=wanted[code])
        session.add(line)
    return _bring(session, there, wanted)


def _set_money(session: Session, activity_id: UUID, wanted: dict[str, int]) -> bool:
    asked = select(ActivityMoney).where(ActivityMoney.activity_id == activity_id)
    there = {line.source_code: line for line in session.scalars(asked)}
    for code in wanted.keys() - there.keys():
        line = ActivityMoney(activity_id=activity_id, source_code=code, amount=wanted[code])
        session.add(line)
    return _bring(session, there, wanted)


def _bring(
    session: Session,
    there: Mapping[str, ActivityQuantity | ActivityMoney],
    wanted: dict[str, int],
) -> bool:
    """Bring the lines there to the wanted amounts; True when anything differed."""
    before = {code: line.amount for code, line in there.items()}
    for code, line in there.items():
        if code in wanted:
            line.amount = wanted[code]
        else:
            session.delete(line)
    return before != wanted
