"""An activity as the officer writes it down, and the rules it must pass."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from app.domain.figures import People, complete
from app.domain.text import clean_line, clean_text
from app.errors import ValidationError

#: Years outside are slips of the finger (0206, 20026), not activities.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099
_LONGEST_DAYS: Final = 366
_LONGEST_LINE: Final = 500
_LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """What stands in the activity card. None is "not known", never zero.

    ``ends_on`` None means the same day; ``quantities`` and ``money`` hold (catalogue code, amount),
    money in đồng.
    """

    kind_code: str = ""
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    campaign_id: UUID | None = None
    task_key: UUID | None = None
    lead: str = ""
    partners: tuple[str, ...] = ()
    target_group: str = ""
    men: int | None = None
    women: int | None = None
    total: int | None = None
    quantities: tuple[tuple[str, int], ...] = ()
    money: tuple[tuple[str, int], ...] = ()
    result: str = ""


def checked(draft: ActivityDraft) -> ActivityDraft:
    """The draft as it is stored: clean texts, both dates, all three people numbers if two are known.

    Raises:
        ValidationError: with the field it stands beside.
    """
    first, last = _period(draft)
    people = complete(People(draft.men, draft.women, draft.total))
    return replace(
        _cleaned(draft),
        starts_on=first,
        ends_on=last,
        men=people.men,
        women=people.women,
        total=people.total,
        quantities=_amounts(draft.quantities, "quantities", "số lượng"),
        money=_amounts(draft.money, "money", "số tiền"),
    )


def like_last_time(draft: ActivityDraft) -> ActivityDraft:
    """A copy for "Như lần trước": same work, without date, counts, money and results."""
    return replace(
        draft,
        starts_on=None,
        ends_on=None,
        men=None,
        women=None,
        total=None,
        quantities=(),
        money=(),
        result="",
    )


def _cleaned(draft: ActivityDraft) -> ActivityDraft:
    title = _line(draft.title, "title", "Tên hoạt động")
    if not title:
        raise ValidationError("Hãy ghi tên hoạt động.", field="title")
    result = clean_text(draft.result)
    if len(result) > _LONGEST_TEXT:
        raise ValidationError(
            "Phần kết quả dài quá 20.000 chữ cái; hãy đính kèm tệp thay cho chép cả vào đây.",
            field="result",
        )
    partners = (_line(name, "partners", "Cơ quan phối hợp") for name in draft.partners)
    return replace(
        draft,
        title=title,
        place=_line(draft.place, "place", "Nơi tổ chức"),
        lead=_line(draft.lead, "lead", "Cơ quan chủ trì"),
        partners=tuple(dict.fromkeys(name for name in partners if name)),
        target_group=_line(draft.target_group, "target_group", "Đối tượng"),
        result=result,
    )


def _line(text: str, field: str, words: str) -> str:
    line = clean_line(text)
    if len(line) > _LONGEST_LINE:
        raise ValidationError(f"{words} dài quá {_LONGEST_LINE} chữ cái.", field=field)
    return line


def _period(draft: ActivityDraft) -> tuple[date, date]:
    first = draft.starts_on
    if first is None:
        raise ValidationError("Hãy ghi ngày của hoạt động.", field="starts_on")
    last = draft.ends_on or first
    for day, field in ((first, "starts_on"), (last, "ends_on")):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                f"Năm {day.year} không hợp lý. Hãy ghi ngày dạng 20/11/2026.", field=field
            )
    if last < first:
        raise ValidationError("Ngày kết thúc đứng trước ngày bắt đầu.", field="ends_on")
    if (last - first).days > _LONGEST_DAYS:
        raise ValidationError(
            "Hoạt động kéo dài hơn một năm; hãy kiểm tra lại ngày kết thúc.", field="ends_on"
        )
    return first, last


def _amounts(
    pairs: Sequence[tuple[str, int]], field: str, words: str
) -> tuple[tuple[str, int], ...]:
    seen: set[str] = set()
    for code, amount in pairs:
        if amount < 0:
            raise ValidationError(f"Phần {words} có số âm.", field=field)
        if amount > 10**15:
            raise ValidationError(f"Phần {words} có số quá lớn.", field=field)
        if code in seen:
            raise ValidationError(
                f"Phần {words} có một mục ghi hai lần; hãy cộng lại thành một.", field=field
            )
        seen.add(code)
    return tuple(pairs)
