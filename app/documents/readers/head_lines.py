"""Lines of a paper's head: state title, number, place and date, type of paper."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.text import fold, upper_first

#: Types of papers in the decree's list (NĐ 30/2020/NĐ-CP, Phụ lục III) and the sheet for comments.
TYPE_NAMES: Final = (
    "GIẤY GIỚI THIỆU", "GIẤY ỦY QUYỀN", "CHƯƠNG TRÌNH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "THÔNG CÁO",
    "THÔNG BÁO", "HƯỚNG DẪN", "PHƯƠNG ÁN", "KẾ HOẠCH", "CÔNG ĐIỆN", "GIẤY MỜI", "BIÊN BẢN",
    "HỢP ĐỒNG", "QUY CHẾ", "QUY ĐỊNH", "TỜ TRÌNH", "BÁO CÁO", "CHỈ THỊ", "ĐỀ CƯƠNG", "ĐỀ ÁN",
    "DỰ ÁN", "PHIẾU GÓP Ý", "PHIẾU GỬI", "PHIẾU CHUYỂN", "PHIẾU BÁO", "BẢN GHI NHỚ",
    "BẢN THỎA THUẬN", "GIẤY NGHỈ PHÉP", "THƯ CÔNG",
)  # fmt: skip
#: How the name of an issuing body begins.
BODY_NAME: Final = re.compile(
    r"(ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|PHÒNG|HỘI|VĂN PHÒNG|TRUNG TÂM|CÔNG AN|ĐOÀN|CỤC)\b",
    re.IGNORECASE,
)
_FOLDED: Final = {fold(name): name for name in TYPE_NAMES}
_LONGEST_TITLE: Final = 300

_STATE_TITLE = re.compile(
    r"c[ộo]ng\s+h(?:òa|oà|oa)\s+x[ãa]\s+h[ộo]i\s+ch[ủu]\s+ngh[ĩi]a\s*(?:vi[ệe]t\s+nam)?"
    r"|đ[ộo]c\s+l[ậa]p\s*[-–—]\s*t[ựu]\s+do\s*[-–—]\s*h[ạa]nh\s+ph[úu]c",
    re.IGNORECASE,
)
_BLANK = r"[\d\s.…_·]"
_NUMBER = re.compile(
    rf"s[ốo]\s*:?\s*(?P<number>{_BLANK}{{0,40}}[a-z]?)\s*(?P<joint>[/-])\s*"
    r"(?P<symbol>[A-ZĐ][A-ZĐa-zđ0-9]{0,12}(?:\s?[-/&]\s?[A-ZĐ][A-ZĐa-zđ0-9]{0,14}){0,4})(?P<after>.*)",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(
    rf"(?:(?P<place>[^,;:]{{1,50}}?)\s*,\s*)?ngày(?P<day>{_BLANK}{{0,30}})tháng(?P<month>{_BLANK}{{0,30}})"
    rf"năm(?P<year>{_BLANK}{{0,30}})",
    re.IGNORECASE,
)
_PLACE_SHORT_DATE = re.compile(
    r"(?P<place>[^,;:]{1,50}?)\s*,\s*ngày\s*(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?"
    r"(?P<year>\d{4})",
    re.IGNORECASE,
)
# The comma was forgotten; only a name in initials may then stand before the day.
_PLACE_LONG_DATE = re.compile(
    rf"(?P<place>[A-ZÀ-ỸĐ][\w-]*(?: (?:[A-ZÀ-ỸĐ][\w-]*|\d+|-))*) +ngày(?P<day>{_BLANK}{{0,30}})"
    rf"tháng(?P<month>{_BLANK}{{0,30}})năm(?P<year>{_BLANK}{{0,30}})"
)
_DRAFT = re.compile(r"\(?\s*dự\s+thảo\s*\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """ "Số: 05/KH-UBND": number "05" or blank, symbol, and what stands behind it."""

    number: str
    symbol: str
    after: str


@dataclass(frozen=True, slots=True)
class Dated:
    """ "Song An, ngày … tháng … năm 2026": the day only when all of it is filled in."""

    place: str
    day: date | None
    year: int | None


def without_state_title(text: str) -> str:
    """The line without "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" and "Độc lập - …": the form's words."""
    return _STATE_TITLE.sub(" ", text).strip() if len(text) < _LONGEST_TITLE else text


def is_draft_word(text: str) -> bool:
    """Whether it only says that the paper is a draft."""
    return len(text) < 20 and _DRAFT.fullmatch(text) is not None


def number_line(text: str) -> Numbered | None:
    """The number and symbol when the line begins with them."""
    found = _NUMBER.match(text[:_LONGEST_TITLE])
    if not found or not any(ch.isupper() for ch in found["symbol"]):
        return None
    number = "".join(ch for ch in found["number"] if ch.isalnum())
    symbol = re.sub(r"\s+", "", found["symbol"])
    if found["joint"] == "-":
        first, _, second = symbol.partition("/")
        if not second:
            return None
        number, symbol = (f"{number}-{first}", second) if number else ("", symbol)
    return Numbered(number, symbol, found["after"].strip())


def place_date_line(text: str) -> Dated | None:
    """The place and date when the line holds nothing else."""
    if len(text) > 120:
        return None
    found = (
        _PLACE_DATE.fullmatch(text)
        or _PLACE_SHORT_DATE.fullmatch(text)
        or _PLACE_LONG_DATE.fullmatch(text)
    )
    if not found:
        return None
    day, month, year = (_whole(found[part]) for part in ("day", "month", "year"))
    if year is not None and not 1945 <= year <= 2200:
        return None
    return Dated(upper_first((found["place"] or "").strip()), _date(year, month, day), year)


def type_line(text: str, *, dressed: bool) -> tuple[str, str] | None:
    """("KẾ HOẠCH", what follows on the line) when the line names the type of paper.

    Args:
        text: the line.
        dressed: it was bold or a markdown heading, so it may be written in small letters.
    """
    if len(text) > _LONGEST_TITLE:
        return None
    bare = text.rstrip(" :.")
    if name := _FOLDED.get(fold(bare)):
        return name, ""
    for name in TYPE_NAMES:
        head, after = text[: len(name)], text[len(name) :]
        same = head == name or (dressed and head.upper() == name)
        if same and after.startswith((" ", ":")) and not text.endswith((".", ";", ":")):
            return name, upper_first(after.strip(" :"))
    return None


def _whole(text: str) -> int | None:
    digits = "".join(ch for ch in text if ch.isdigit())
    return int(digits) if 0 < len(digits) <= 4 else None


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
