"""What a paper still says of last year: its year, names no longer in use, another unit, a signer."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from app.documents.check.facts import Agency, CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage, Sheet
from app.documents.check.proof.catalogue import issue_span
from app.documents.check.proof.citations import citations_of
from app.documents.check.proof.data import table
from app.documents.check.proof.phrases import Phrases
from app.documents.check.proof.wording import KEPT, SENTENCES, UPPER, found_in, readable
from app.domain.papers import PaperKind
from app.domain.text import fold

_OWN_YEAR: Final = re.compile(
    r"(?<!\w)(?:[Tt]rong|[Kk]ế hoạch|[Cc]ông tác|[Nn]hiệm vụ|[Cc]hỉ tiêu|[Dd]ự toán|[Tt]háng hành động"
    r"|[Tt]hực hiện|[Hh]oạt động|[Pp]hụ nữ|giới|[Bb]ước sang)\s+(?:của\s+|phấn đấu\s+)?năm\s+(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_OF_RESULTS: Final = re.compile(
    r"kết quả|báo cáo|tổng kết|sơ kết|so với|số liệu|đánh giá|thống kê|đạt được|tồn tại|cùng kỳ|đã |thành tích|khen thưởng|rút kinh nghiệm",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"(?P<before>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Đảng ủy|[Đđ]ịa bàn|[Cc]ông an|Hội Liên hiệp Phụ nữ)\s+)"
    rf"(?P<unit>(?P<level>xã|phường|đặc khu|thị trấn)\s+(?P<name>[{UPPER}]\w*(?:\s+[{UPPER}\d]\w*){{0,3}}))"
)
_FORMER: Final = re.compile(r"(?:cũ|trước đây|trước khi sáp nhập|nguyên)\b", re.IGNORECASE)
_LEVELS: Final = ("xã ", "phường ", "đặc khu ", "thị trấn ")
_ASIDE: Final = re.compile(r"\s*\(.*?\)")
_OUR_PARTS: Final = SENTENCES | {Part.RECIPIENT, Part.ADDRESSEE, Part.LETTERHEAD, Part.CELL}


def left_overs(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rules left_year, left_name, left_unit and left_signer."""
    day = issue_span(facts, sheet.document.day, sheet.document.year)[0]
    names = _names(facts, day)
    ours = facts.own_paper and facts.own_unit.lower().startswith(_LEVELS)
    year = facts.year if sheet.document.kind is PaperKind.PLAN else None
    for passage in sheet.passages:
        if passage.part in _OUR_PARTS:
            yield from _of_passage(passage, names, year, facts.own_unit if ours else "")
    yield from _signer(sheet, facts)


@lru_cache(KEPT)
def _of_passage(
    passage: Passage, names: Phrases[str], year: int | None, own: str
) -> tuple[Finding, ...]:
    """What one passage has left over; ``own`` is empty where units are not looked at."""
    text = readable(passage.text)
    found = list(_years(passage, text, year)) if text and year is not None else []
    found += _old_names(passage, text, names) if text else ()
    found += _units(passage, text, own) if text and own else ()
    return tuple(found)


def _years(passage: Passage, text: str, year: int) -> Iterator[Finding]:
    if passage.part is Part.BASE or not any(f"ăm {old}" in text for old in range(year - 3, year)):
        return
    for found in _OWN_YEAR.finditer(text):
        old = int(found["year"])
        # Older years are history; a sentence about results speaks of them rightly.
        if not year - 3 <= old < year or _OF_RESULTS.search(text) or _is_cited(text, found.start()):
            continue
        new = found[0].replace(found["year"], str(year))
        why = f"Văn bản của năm {year} mà còn ghi năm {old}. Đổi năm hoặc nói rõ là việc năm trước."
        yield found_in(passage, "left_year", found[0], why, new)


def _is_cited(text: str, at: int) -> bool:
    """Inside a cited document or its name."""
    return any(one.start <= at <= one.end + len(one.name) + 2 for one in citations_of(text))


def _names(facts: CheckFacts, day: date) -> Phrases[str]:
    """Names no longer in use on a day → what is said now."""
    sources = (facts.old_names, facts.agencies)
    key = (id(sources[0]), id(sources[1]), day)
    known = _KEPT.get(key)
    if known is not None and known[0][0] is sources[0] and known[0][1] is sources[1]:
        return known[1]
    if len(_KEPT) >= 8:
        _KEPT.clear()
    changed = {old for row in table("terms")["wording"] for old in row["old"]}
    old = {name: now for name, now in facts.old_names.items() if name not in changed}
    phrases = Phrases({**old, **_ended(facts.agencies, day)})
    _KEPT[key] = (sources, phrases)
    return phrases


def _ended(agencies: tuple[Agency, ...], day: date) -> dict[str, str]:
    by_name = {agency.name: agency for agency in agencies}
    found: dict[str, str] = {}
    for agency in agencies:
        if agency.valid_to is None or agency.valid_to >= day:
            continue
        now = agency.replaced_by
        # A successor may have ended too: phòng of a district → sở.
        while now in by_name and not _still(by_name[now], day) and by_name[now].replaced_by:
            now = by_name[now].replaced_by
        found |= {name: now for name in (agency.name, *agency.aliases) if " " in name}
    return found


def _still(agency: Agency, day: date) -> bool:
    return agency.valid_to is None or agency.valid_to >= day


def _old_names(passage: Passage, text: str, names: Phrases[str]) -> Iterator[Finding]:
    for hit in names.find(text):
        quote = text[hit.start : hit.end]
        if _is_cited(text, hit.start) or _is_other(text, hit.start, hit.end):
            continue
        now = _ASIDE.sub("", hit.value)
        one = now and " hoặc " not in now and "," not in now.replace("Văn hóa, Thể thao", "")
        said = f" Nay là: {hit.value}." if hit.value else ""
        yield found_in(
            passage, "left_name", quote, f"“{quote}” không còn dùng.{said}", now if one else None
        )


def _is_other(text: str, start: int, end: int) -> bool:
    """A former name said to be one, a person's name, a committee of the council."""
    before = text[:start].rstrip(" ").rsplit(" ", 1)[-1]
    person = (
        text[start:end].istitle()
        and " " not in text[start:end]
        and (before[:1].isupper() or before.endswith("."))
    )
    return (
        person
        or text[:start].rstrip().endswith(("cấp", "nguyên", "trước đây là"))
        or bool(_FORMER.match(text, end + 1))
        or text.startswith((" của Hội đồng", " Hội đồng", " HĐND"), end)
    )


def _units(passage: Passage, text: str, own: str) -> Iterator[Finding]:
    """Another commune's name where our own would stand."""
    if passage.part is Part.BASE or not any(level in text for level in _LEVELS):
        return
    for found in _UNIT.finditer(text):
        if _same_unit(found["unit"], own) or _is_cited(text, found.start("unit")):
            continue
        quote = found[0]
        why = f"Đơn vị của mình là {own}, ở đây ghi {found['unit']}."
        yield found_in(passage, "left_unit", quote, why, found["before"] + own)


def _same_unit(written: str, own: str) -> bool:
    one, other = fold(written), fold(own)
    return one == other or one.startswith(other + " ")


def _signer(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    name = sheet.document.signature.name.strip()
    if not facts.own_paper or not facts.signers or not name or name in facts.signers:
        return
    # Minutes are signed by who led the meeting; a place to fill in is told by its own rule.
    if sheet.document.form.second_lines or name.startswith("["):
        return
    why = f"{name} không có trong danh sách người ký hiện nay của cơ quan."
    yield Finding(rule="left_signer", where="signer_name", message=why, quote=name)


_KEPT: Final[dict[tuple[int, int, date], tuple[tuple[object, object], Phrases[str]]]] = {}
