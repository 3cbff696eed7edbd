"""How long personal data are kept: rules of the catalogue "retention", and what is overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.errors import ValidationError

CATALOGUE: Final = "retention"
#: No rule keeps longer than this; nothing of an office is older.
MOST_YEARS: Final = 100


class Kept(StrEnum):
    """Kinds of records that a rule can speak of."""

    UNIT_CONTACT = "unit_contact"
    PACKAGE_PEOPLE = "package_people"
    QUARANTINED_FILE = "quarantined_file"
    ACTIVITY_FILE = "activity_file"
    EXPORT_ENTRY = "export_entry"
    PAST_NAMES = "past_names"


class Action(StrEnum):
    """What is done when the time is over."""

    REMOVE = "remove"
    ANONYMISE = "anonymise"


KEPT_WORDS: Final = {
    Kept.UNIT_CONTACT: "Liên hệ của đơn vị hết hiệu lực",
    Kept.PACKAGE_PEOPLE: "Tên người ở gói và phiếu",
    Kept.QUARANTINED_FILE: "Tệp để riêng",
    Kept.ACTIVITY_FILE: "Tệp của hoạt động",
    Kept.EXPORT_ENTRY: "Sổ in và chép ra",
    Kept.PAST_NAMES: "Tên người trong lịch sử",
}
ACTION_WORDS: Final = {
    Action.REMOVE: "Xóa",
    Action.ANONYMISE: "Thay bằng “đã ẩn danh”",
}
#: What can be done with a kind: the rest would break what other records lean on.
ACTIONS: Final = {
    Kept.UNIT_CONTACT: Action.ANONYMISE,
    Kept.PACKAGE_PEOPLE: Action.ANONYMISE,
    Kept.QUARANTINED_FILE: Action.REMOVE,
    Kept.ACTIVITY_FILE: Action.REMOVE,
    Kept.EXPORT_ENTRY: Action.REMOVE,
    Kept.PAST_NAMES: Action.ANONYMISE,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the catalogue. ``years`` None: not decided, so nothing is ever overdue.

    ``checked``: the office compared it with the paper it rests on; without that it is not applied.
    """

    name: str
    kept: Kept
    years: int | None
    since: str
    action: Action
    source: str
    checked: bool

    def before(self, today: date) -> date | None:
        """What is of a day before this one is overdue; None when nothing is."""
        return None if self.years is None else years_before(today, self.years)


def rule_of(name: str, data: Mapping[str, Any], source: str, *, checked: bool) -> Rule:
    """The rule of a catalogue row.

    Raises:
        ValidationError: an unknown kind, an action it does not allow, years out of range.
    """
    check_data(data)
    years = data.get("years")
    kept = Kept(data["kind"])
    return Rule(
        name, kept, None if years is None else int(years), str(data.get("since") or ""),
        ACTIONS[kept], source, checked,
    )  # fmt: skip


def check_data(data: Mapping[str, Any]) -> None:
    """Refuse a row that no rule can be made of.

    Raises:
        ValidationError: ``field`` is "kind", "action" or "years".
    """
    if data.get("kind") not in set(Kept):
        raise ValidationError("Hãy chọn loại dữ liệu của dòng này.", field="kind")
    kept = Kept(data["kind"])
    if data.get("action") != ACTIONS[kept]:
        words = ACTION_WORDS[ACTIONS[kept]]
        raise ValidationError(
            f"“{KEPT_WORDS[kept]}” chỉ làm được một cách: {words}. Hãy chọn cách đó.",
            field="action",
        )
    years = data.get("years")
    if years is not None and not 1 <= years <= MOST_YEARS:
        raise ValidationError(
            f"Số năm giữ phải từ 1 đến {MOST_YEARS}; để trống khi chưa định.", field="years"
        )


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; 28/2 where there was no 29/2."""
    year = max(date.min.year, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
