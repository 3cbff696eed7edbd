"""Units between which packages travel: what became of them, and how a card stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.text import clean_line, fold
from app.errors import ValidationError

#: The first day of a unit whose own is not known.
BEGINNING: Final = date(1900, 1, 1)


class ChangeKind(StrEnum):
    """How a unit came from another."""

    MERGE = "merge"
    RENAME = "rename"
    SPLIT = "split"


CHANGE_WORDS: Final = {
    ChangeKind.MERGE: "Sáp nhập",
    ChangeKind.RENAME: "Đổi tên",
    ChangeKind.SPLIT: "Chia tách",
}


class CardState(StrEnum):
    """How far an office card is; only a pinned one is trusted."""

    WAITING = "waiting"
    PINNED = "pinned"
    REPLACED = "replaced"
    REFUSED = "refused"


CARD_WORDS: Final = {
    CardState.WAITING: "Chờ đối chiếu mã",
    CardState.PINNED: "Đã ghi nhận",
    CardState.REPLACED: "Đã thay",
    CardState.REFUSED: "Đã từ chối",
}


@dataclass(frozen=True, slots=True)
class Preset:
    """How units stand under one another; ``chain`` holds tiers from the lowest up."""

    line: str
    words: str
    chain: tuple[str, ...]

    def tier_above(self, tier: str) -> str:
        """The tier to which one reports; empty for the highest and for one outside the chain."""
        if tier not in self.chain:
            return ""
        return next(iter(self.chain[self.chain.index(tier) + 1 :]), "")


#: The shape of the tree by the office's reporting line; the units themselves come from the office.
PRESETS: Final = {
    one.line: one
    for one in (
        Preset("two_tier", "Hai cấp: xã, phường báo cáo tỉnh", ("commune", "province")),
        Preset(
            "three_tier",
            "Ba cấp: xã, phường báo cáo huyện hoặc cụm, huyện báo cáo tỉnh",
            ("commune", "district", "province"),
        ),
    )
}
_RANK: Final = {"commune": 0, "district": 1, "province": 2, "central": 3}
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,79}")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ().-]{5,24}")


def checked_code(typed: str) -> str:
    """A unit's code as packages carry it.

    Raises:
        ValidationError: empty, or signs that no code has.
    """
    code = clean_line(typed)
    if not code:
        raise ValidationError("Chưa ghi mã đơn vị.", field="code")
    if not _CODE.fullmatch(code):
        raise ValidationError(
            f"Mã “{code[:80]}” chỉ được gồm chữ không dấu, chữ số và các dấu . _ / -, "
            "bắt đầu bằng chữ hoặc số.",
            field="code",
        )
    return code


def checked_email(typed: str) -> str:
    """A mail address, or nothing (ValidationError)."""
    email = clean_line(typed)
    if email and not _MAIL.fullmatch(email):
        raise ValidationError(f"“{email[:80]}” không phải là địa chỉ thư điện tử.", field="email")
    return email


def checked_phone(typed: str) -> str:
    """A telephone number, or nothing (ValidationError)."""
    phone = clean_line(typed)
    if phone and not _PHONE.fullmatch(phone):
        raise ValidationError(f"“{phone[:80]}” không phải là số điện thoại.", field="phone")
    return phone


def is_higher(tier: str, than: str) -> bool:
    """Whether a unit of one tier may stand above one of another."""
    return _RANK.get(tier, 0) > _RANK.get(than, 0)


def in_circles(parents: Mapping[str, str]) -> frozenset[str]:
    """Codes that stand above themselves, over however many steps."""
    ending: set[str] = set()
    found: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        code = start
        while code in parents and code not in path and code not in ending:
            path[code] = None
            code = parents[code]
        if code in path:
            walked = list(path)
            found.update(walked[walked.index(code) :])
        ending.update(path)
    return frozenset(found)


def full_unit_name(name: str, level_word: str, *, above: bool = False) -> str:
    """ "xã Mẫu Thượng"; as it is for an office above, or when it bears the word of its level."""
    words = f" {fold(name)} "
    if above or not level_word or f" {fold(level_word)} " in words:
        return name
    return f"{level_word} {name}"
