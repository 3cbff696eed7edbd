"""Terms of office and years of programmes: as the lists have them, and the same through a paper."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage, Sheet
from app.documents.check.proof.catalogue import Programme, name_words, programmes
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import KEPT, found_in, readable

_PERIOD: Final = re.compile(
    r"(?P<word>nhiệm kỳ|nhiệm kì|giai đoạn|thời kỳ)\s+(?:từ\s+)?(?:năm\s+)?(?P<years>(?P<first>(?:19|20)\d\d)"
    r"(?P<dash>\s*[-–—]\s*|\s+đến\s+(?:năm\s+)?)(?P<last>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_FAR: Final = 70
_NAME_WORDS: Final = 4
# What has a name and years of its own.
_KINDS: Final = frozenset(
    {
        ("đề", "án"),
        ("dự", "án"),
        ("chương", "trình"),
        ("chiến", "lược"),
        ("kế", "hoạch"),
        ("mô", "hình"),
    }
)
_LONGEST_NAME: Final = 30
_FEWEST: Final = 3


@lru_cache(KEPT)
def periods_of(text: str) -> tuple[re.Match[str], ...]:
    """Every "nhiệm kỳ …" and "giai đoạn …" with two years."""
    small = text.lower()
    if "giai đoạn" not in small and "nhiệm k" not in small and "thời kỳ" not in small:
        return ()
    return tuple(_PERIOD.finditer(text))


def known_periods(passage: Passage, text: str, facts: CheckFacts) -> Iterator[Finding]:
    """Rule period_known: against the terms of office and the programmes of the catalogue."""
    for found in periods_of(text):
        first, last = int(found["first"]), int(found["last"])
        if first >= last:
            why = f"Năm đầu không được sau năm cuối: {found['years']}."
            yield _period(passage, found, why, (last, first) if first > last else None)
        elif found["word"].lower().startswith("nhiệm"):
            yield from _term(passage, text, found)
        else:
            yield from _programme(passage, text, found, facts)


def _term(passage: Passage, text: str, found: re.Match[str]) -> Iterator[Finding]:
    subject = _subject(text, found.start())
    years = int(found["first"]), int(found["last"])
    terms = _terms().get(subject, ())
    right = next((term for term in terms if term[0] == years[0]), None)
    if terms and years not in terms and (right or years[1] <= terms[-1][1]):
        said = f" {right[0]} - {right[1]}" if right else ""
        why = f"Nhiệm kỳ của {subject} là{said or ' ' + _listed(terms)}."
        yield _period(passage, found, why, right)


def _subject(text: str, end: int) -> str:
    """The nearest body named before the term; empty when none stands near."""
    before = text[max(0, end - _FAR) : end]
    placed = [
        (before.rfind(subject) + len(subject), subject) for subject in _terms() if subject in before
    ]
    return max(placed)[1] if placed else ""


def _listed(terms: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(f"{first} - {last}" for first, last in terms[-2:])


@cache
def _terms() -> dict[str, tuple[tuple[int, int], ...]]:
    return {
        subject: tuple((first, last) for first, last in row["terms"])
        for row in table("terms")["term"]
        for subject in row["subjects"]
    }


def _programme(
    passage: Passage, text: str, found: re.Match[str], facts: CheckFacts
) -> Iterator[Finding]:
    before = tuple(word for word, _, end in name_words(text) if end <= found.start())
    years = int(found["first"]), int(found["last"])
    meant = [
        programme
        for programme in programmes(facts)
        if programme.basis.period is not None
        and len(programme.words) >= _NAME_WORDS
        and before[-len(programme.words) :] == programme.words
    ]
    # A phase within the years of the programme is right: "Chiến lược … giai đoạn 2021 - 2025".
    if not meant or any(_within(years, programme) for programme in meant):
        return
    nearest = max(meant, key=lambda one: len({*(one.basis.period or ())} & {*years}))
    basis = nearest.basis
    if basis.period is not None:
        why = (
            f"{nearest.kind} này theo {basis.type_word} số {basis.number} là giai đoạn "
            f"{basis.period[0]} - {basis.period[1]}."
        )
        yield _period(passage, found, why, basis.period)


def _within(years: tuple[int, int], programme: Programme) -> bool:
    first, last = programme.basis.period or (0, 0)
    return first <= years[0] and years[1] <= last


def _period(
    passage: Passage, found: re.Match[str], why: str, right: tuple[int, int] | None
) -> Finding:
    new = (
        f"{found[0][: -len(found['years'])]}{right[0]}{found['dash']}{right[1]}" if right else None
    )
    return found_in(passage, "period_known", found[0], why, new)


def periods_agree(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule period_differs: one thing has the same two years everywhere in the paper."""
    first_seen: dict[tuple[str, ...], str] = {}
    # A known programme has phases of its own.
    known_names = {one.words for one in programmes(facts)}
    for passage in sheet.passages:
        for quote, key, years in _named(readable(passage.text)):
            if key[:-1] in known_names:
                continue
            known = first_seen.setdefault(key, years)
            if known != years:
                why = f"Chỗ khác trong văn bản ghi {known} cho cùng nội dung này."
                yield found_in(passage, "period_differs", quote, why)


@lru_cache(KEPT)
def _named(text: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The periods of a text that belong to something: words, what it is, the two years."""
    return tuple(
        (found[0], key, f"{found['first']} - {found['last']}")
        for found in periods_of(text)
        if (key := _key(text, found)) is not None
    )


def _key(text: str, found: re.Match[str]) -> tuple[str, ...] | None:
    """What the period is of, and its first year: the same first year should have the same last."""
    if found["word"].lower().startswith("nhiệm"):
        subject = _subject(text, found.start())
        return (subject, found["first"]) if subject and subject not in _terms() else None
    before = [word for word, _, end in name_words(text) if end <= found.start()][-_LONGEST_NAME:]
    starts = [at for at in range(len(before) - 1) if (before[at], before[at + 1]) in _KINDS]
    name = tuple(before[starts[-1] + 2 :]) if starts else ()
    return (*name, found["first"]) if len(name) >= _FEWEST else None
