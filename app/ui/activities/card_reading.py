"""Typed card → draft, with a sentence beside every field that cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from app.domain.activities import ActivityDraft, checked
from app.domain.figures import People
from app.errors import ValidationError
from app.ui.activities.card_form import SEPARATOR, CardForm

T = TypeVar("T")
Problems = dict[str, str]
_PEOPLE = ("men", "women", "total")


@dataclass(frozen=True, slots=True)
class Reading:
    """The draft, or None with what is wrong by field."""

    draft: ActivityDraft | None
    problems: Problems


def box_name(field: str) -> str:
    """The field of the card beside which an error of this name stands."""
    return "people" if field in _PEOPLE else field


def read_card(form: CardForm, campaign_id: UUID | None) -> Reading:
    """What the card says. ``campaign_id`` is that of a card outside the campaign on screen."""
    problems: Problems = {}
    draft = _draft(form, campaign_id, problems)
    problems.update(_missing(form, problems))
    if not problems:
        try:
            return Reading(checked(draft), {})
        except ValidationError as error:
            problems[box_name(error.field)] = error.message
    return Reading(None, problems)


def _draft(form: CardForm, campaign_id: UUID | None, problems: Problems) -> ActivityDraft:
    people = _take(problems, "people", form.people.people, People())
    task = form.task.code()
    return ActivityDraft(
        kind_code=form.kind.code(),
        title=form.title.text(),
        starts_on=_take(problems, "starts_on", form.starts_on.line.day, None),
        ends_on=_take(problems, "ends_on", form.ends_on.line.day, None),
        place=form.place.text(),
        campaign_id=_campaign(form, campaign_id),
        task_key=UUID(task) if task else None,
        lead=form.lead.text(),
        partners=tuple(form.partners.text().split(SEPARATOR)),
        target_group=form.target_group.text().strip().removesuffix(SEPARATOR),
        men=people.men,
        women=people.women,
        total=people.total,
        quantities=_take(problems, "quantities", form.quantities.values, ()),
        money=_take(problems, "money", form.money.values, ()),
        result=form.result.toPlainText(),
    )


def _campaign(form: CardForm, campaign_id: UUID | None) -> UUID | None:
    if form.campaign is None:
        return campaign_id
    if form.in_month.isChecked():
        return form.campaign.id if campaign_id is None else campaign_id
    return None


def _missing(form: CardForm, problems: Problems) -> Problems:
    found: Problems = {}
    if not form.kind.code():
        found["kind_code"] = (
            f"Không có loại “{form.kind.line().text().strip()}”. Hãy chọn trong danh sách."
            if form.kind.is_unknown()
            else "Hãy chọn loại hoạt động."
        )
    if not form.title.text().strip():
        found["title"] = "Hãy ghi tên hoạt động."
    if not form.starts_on.line.text().strip() and "starts_on" not in problems:
        found["starts_on"] = "Hãy ghi ngày của hoạt động."
    if form.task.is_unknown():
        found["task_key"] = "Nhiệm vụ này không có trong kế hoạch. Hãy chọn hoặc để trống."
    return found


def _take(problems: Problems, name: str, read: Callable[[], T], instead: T) -> T:
    try:
        return read()
    except ValidationError as error:
        problems[name] = error.message
        return instead
