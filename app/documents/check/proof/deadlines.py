"""Days in order: "từ ngày … đến ngày …", and comments due before the paper is handed up."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage, Sheet
from app.documents.check.proof.cited_days import calendar_day
from app.documents.check.proof.wording import found_in, readable

_ONE: Final = r"(?P<{0}d>\d{{1,2}})(?:/|\s+tháng\s+)(?P<{0}m>\d{{1,2}})(?:(?:/|\s+năm\s+)(?P<{0}y>\d{{4}}))?(?![\d/])"
_RANGE: Final = re.compile(
    r"[Tt]ừ\s+(?:hết\s+)?(?:ngày\s+)?"
    + _ONE.format("a")
    + r"\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?"
    + _ONE.format("b")
)
_DUE: Final = r"(?P<what>{0})[^.;]{{0,110}}?(?:trước|chậm nhất|đến hết|hạn|xong)\s+(?:(?:vào|là|trong)\s+)?(?:ngày\s+)?"
_COMMENTS: Final = re.compile(
    _DUE.format(r"[Gg]óp ý|[Ll]ấy ý kiến|[Tt]ham gia ý kiến|[Gg]ửi ý kiến") + _ONE.format("a")
)
_HANDED_UP: Final = re.compile(
    _DUE.format(r"(?<!\w)[Tt]rình|[Bb]an hành|[Hh]oàn thiện dự thảo") + _ONE.format("a")
)


def day_ranges(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule range_reversed."""
    if "ừ" not in text:
        return
    for found in _RANGE.finditer(text):
        first, last = _day(found, "a", 0), _day(found, "b", 0)
        if first is not None and last is not None and first > last:
            why = "Ngày bắt đầu sau ngày kết thúc. Kiểm tra lại hai ngày."
            yield found_in(passage, "range_reversed", found[0], why)


def comments_first(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule deadline_order: who is asked for comments answers before the paper is handed up."""
    year = facts.year or sheet.document.year or facts.today.year
    texts = [(one, readable(one.text)) for one in sheet.passages if one.part is Part.TEXT]
    comments = [
        (due, words, passage)
        for passage, text in texts
        if "ý kiến" in text or "góp ý" in text.lower()
        for due, words in _dues(_COMMENTS, text, year)
    ]
    if not comments:
        return
    handed = [
        (due, words)
        for _, text in texts
        for due, words in _dues(_HANDED_UP, text, year)
        if "ý kiến" not in words and "góp ý" not in words
    ]
    last, up = max(handed, default=(date.max, ""))
    for due, words, passage in comments:
        if due > last:
            why = f"Hạn góp ý sau hạn trình, ban hành (“{up}”). Xếp lại hai hạn."
            yield found_in(passage, "deadline_order", words, why)


def _dues(pattern: re.Pattern[str], text: str, year: int) -> list[tuple[date, str]]:
    if not any(sign in text for sign in ("trước", "hạn", "chậm nhất", "hết", "xong")):
        return []
    return [(due, found[0]) for found in pattern.finditer(text) if (due := _day(found, "a", year))]


def _day(found: re.Match[str], which: str, year: int) -> date | None:
    """The day; without a year in a range, the year of the other end; None when it has no place."""
    own = found[f"{which}y"]
    other = found.groupdict().get("by" if which == "a" else "ay")
    if own is None and which == "a" and other and int(found["am"]) > int(found["bm"]):
        # "từ ngày 15/11 đến ngày 10/01/2027" begins the year before.
        other = str(int(other) - 1)
    if own is None and which == "b" and other and int(found["bm"]) < int(found["am"]):
        other = str(int(other) + 1)
    written = own or other or (str(year) if year else None)
    if written is None:
        # Neither end has a year: within one year, unless it may run over the turn of the year.
        crosses = (
            which == "b" and int(found["am"]) > int(found["bm"]) >= 1 and int(found["bm"]) <= 3
        )
        written = "2001" if crosses else "2000"
    return calendar_day(int(found[f"{which}d"]), int(found[f"{which}m"]), int(written))
