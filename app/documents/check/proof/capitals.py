"""Capitals by Phụ lục II of the decree: names of bodies, laws and days; Nhân dân, Nhà nước, Đảng."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage
from app.documents.check.proof.data import table
from app.documents.check.proof.phrases import Hit, Phrases
from app.documents.check.proof.wording import DIGIT, found_in

_PEOPLE: Final = re.compile(r"(?<!\w)nhân dân(?!\w| tệ| tự quản)")
_STATE: Final = re.compile(r"(?<!\w)(?P<before>Đảng và|Đảng,|luật của|sách của) nhà nước(?!\w)")
_PARTY: Final = re.compile(
    r"(?<!\w)(?:của đảng(?=[ ,;.](?:và|Nhà nước|nhà nước|bộ|ủy)?)|đảng(?= và (?:N|n)hà nước|, (?:N|n)hà nước))(?! (?:bộ|ủy|viên|phái|chính trị|đoàn)\b)"
)
_UPPER_CLAUSE: Final = re.compile(
    r"(?<!\w)(?P<word>điều|chương|tiểu mục|mục|phần) (?P<number>\d{1,3}|[IVX]{1,5})(?![\w%,]|\.\d)"
)
_LOWER_CLAUSE: Final = re.compile(
    r"(?<=[\w,;] )(?P<word>Khoản|Điểm) (?P<number>\d{1,2}|[a-zđ])(?=[ ,;.)])(?! (?:này|người|lớp))"
)
_LEGAL: Final = re.compile(
    r"điểm|khoản|điều|[Ll]uật|[Nn]ghị định|[Qq]uyết định|[Tt]hông tư|[Kk]ế hoạch|[Nn]ghị quyết|[Cc]hương trình|tại|theo"
)
_SKIPPED: Final = frozenset({Part.LETTERHEAD, Part.SIGNATURE, Part.SIGNER, Part.TYPE})


def names(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule name_capitals."""
    if passage.part in _SKIPPED:
        return
    for hit in _names().find(text):
        quote = text[hit.start : hit.end]
        right, always = hit.value
        if quote.isupper() or not _mistaken(text, hit, right, always=always):
            continue
        new = _with_capitals(quote, right)
        if new != quote:
            yield found_in(passage, "name_capitals", quote, f"Viết hoa đúng là “{new}”.", new)
    if "ngày" in text or "Ngày" in text:
        yield from _days(passage, text)


def _mistaken(text: str, hit: Hit[tuple[str, bool]], right: str, *, always: bool) -> bool:
    quote = text[hit.start : hit.end]
    if _letters(quote) == _letters(right):
        return False
    if always:
        return not text[hit.start : hit.end].isupper()
    # "Trạm y tế" may open a sentence as a common noun; capitals inside, or one in mid-sentence, say a name.
    inside = any(word[:1].isupper() for word in quote.split()[1:])
    begins = text[: hit.start].rstrip()[-1:] in {"", ".", ":", "-", "–", "“", "!", "?"}
    return inside or (quote[:1].isupper() and not begins)


def _letters(words: str) -> str:
    return "".join("A" if sign.isupper() else "a" for sign in words if sign.isalpha())


def _with_capitals(quote: str, right: str) -> str:
    """The written letters with the capitals of the right name ("uỷ ban" stays as written)."""
    model = iter(sign for sign in right if sign.isalpha())
    return "".join(
        (sign.upper() if next(model, "a").isupper() else sign.lower()) if sign.isalpha() else sign
        for sign in quote
    )


def _days(passage: Passage, text: str) -> Iterator[Finding]:
    for hit in _day_names().find(text):
        quote = text[hit.start : hit.end]
        first = quote[:1] + hit.value[1:]
        if _letters(quote) != _letters(first) and not quote.isupper():
            new = _with_capitals(quote, first)
            yield found_in(passage, "name_capitals", quote, f"Viết hoa đúng là “{new}”.", new)


@cache
def _names() -> Phrases[tuple[str, bool]]:
    rows = table("names")
    return Phrases(
        {name: (name, False) for name in rows["capital"]}
        | {name: (name, True) for name in rows["always"]}
        | {name.replace("Ủy", "Uỷ"): (name, False) for name in rows["capital"] if "Ủy" in name}
    )


@cache
def _day_names() -> Phrases[str]:
    return Phrases({f"ngày {name}": f"ngày {name}" for name in table("names")["days"]}, strict=True)


def people_and_state(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule people_capitals: Nhân dân, Nhà nước, Đảng."""
    if passage.part in _SKIPPED:
        return
    if "nhân dân" in text:
        yield from _people(passage, text)
    for found in _STATE.finditer(text) if "nhà nước" in text else ():
        new = f"{found['before']} Nhà nước"
        yield found_in(passage, "people_capitals", found[0], "Viết hoa: Nhà nước.", new)
    for found in _PARTY.finditer(text) if "đảng" in text else ():
        new = found[0].replace("đảng", "Đảng")
        yield found_in(passage, "people_capitals", found[0], "Viết hoa: Đảng.", new)


def _people(passage: Passage, text: str) -> Iterator[Finding]:
    others = tuple(table("names")["before_people"])
    for found in _PEOPLE.finditer(text):
        before = text[: found.start()].rstrip()
        if before.lower().endswith(others):
            continue
        word = before.rsplit(" ", 1)[-1]
        quote = (
            f"{word} nhân dân" if word and text[len(before) : found.start()] == " " else "nhân dân"
        )
        new = quote.replace("nhân dân", "Nhân dân")
        yield found_in(passage, "people_capitals", quote, "Viết hoa: Nhân dân.", new)


def clauses(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule clause_capitals: "khoản 2 Điều 5", in a sentence that names law."""
    if not DIGIT.search(text) or not _LEGAL.search(text):
        return
    for found in _UPPER_CLAUSE.finditer(text):
        word = found["word"]
        new = f"{word[:1].upper()}{word[1:]} {found['number']}"
        yield found_in(passage, "clause_capitals", found[0], f"Khi viện dẫn, viết hoa: {new}.", new)
    for found in _LOWER_CLAUSE.finditer(text):
        new = found[0].lower()
        yield found_in(
            passage, "clause_capitals", found[0], f"Khi viện dẫn, viết thường: {new}.", new
        )
