"""Lines of a paper's end: receivers, authority, post, name."""

import re
from typing import Final

from app.documents.readers.shapes import is_capitals
from app.domain.text import fold

RECIPIENTS: Final = re.compile(r"nơi\s+nhận\s*(?::|/|$)\s*(.*)", re.IGNORECASE)
#: "TM.(30)": the sign of who wrote the paper, and the number of copies.
DRAFTER: Final = re.compile(
    r"[A-ZĐ][A-Za-zĐđ]{0,8}\.?(?:[A-ZĐ]\.?){0,3}\s?\(?\d{1,4}\)?(?:b|bản)?\.?"
)
_AUTHORITY = re.compile(r"(TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?[./]?\s+\S|(TM|KT|TL|TUQ)\.\S")
_POSTS: Final = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "truong phong", "pho truong phong",
    "chanh van phong", "truong ban", "pho truong ban", "bi thu", "pho bi thu", "cuc truong",
    "hieu truong", "bo truong", "thu truong", "nguoi lap", "cong chuc", "vien truong", "chi huy",
)  # fmt: skip
#: Posts of those who sign minutes, alone on their line.
_MINUTES_POSTS: Final = frozenset(
    {"chu toa", "chu tri", "thu ky", "nguoi ghi bien ban", "dai dien ben giao",
     "dai dien ben nhan", "nguoi lap bien ban", "chu tri cuoc hop", "thu ky cuoc hop"}
)  # fmt: skip
_NAME_WORD = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ.'’-]*,?")


def is_recipients(text: str) -> bool:
    """ "Nơi nhận:" """
    return len(text) < 80 and RECIPIENTS.fullmatch(text) is not None


def is_authority(text: str) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN" """
    return len(text) < 120 and is_capitals(text) and _AUTHORITY.match(text) is not None


def is_post(text: str) -> bool:
    """ "PHÓ CHỦ TỊCH" """
    if len(text) > 80 or text.endswith((";", ".", ":", ",")) or text[:1] in "-+•":
        return False
    folded = fold(text)
    return folded in _POSTS or (is_capitals(text) and folded.startswith(_POSTS))


def is_minutes_post(text: str) -> bool:
    """ "THƯ KÝ", "CHỦ TỌA" alone on the line."""
    return len(text) < 40 and fold(text) in _MINUTES_POSTS and is_capitals(text)


def is_signing(text: str) -> bool:
    """Whether it says for whom or as what somebody signs."""
    return is_authority(text) or is_post(text) or is_minutes_post(text)


def is_name(text: str) -> bool:
    """Two to seven words with capitals, or a place kept for the name."""
    if text.startswith("[điền"):
        return True
    parts = text.split()
    return 2 <= len(parts) <= 7 and len(text) < 60 and all(map(_NAME_WORD.fullmatch, parts))
