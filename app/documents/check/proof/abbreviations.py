"""Abbreviations: explained once, in one form, before they are used."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage, Sheet
from app.documents.check.proof.citations import citations_of
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import KEPT, found_in, readable, words_of
from app.domain.text import fold

_SHORT: Final = re.compile(r"(?<![\w./&\-])[A-ZĐƯÔ]{2,9}(?:[&-][A-ZĐ]{1,6}){0,2}(?![\w/]|-\w|&)")
_EXPLAINED: Final = re.compile(
    r"\((?:sau đây\s+)?(?:gọi tắt là|viết tắt là|gọi là|viết tắt|gọi tắt)?\s*:?\s*[“\"]?(?P<short>[A-ZĐƯÔ]{2,9}(?:[&-][A-ZĐ]{1,6}){0,2})[”\"]?\)"
)
_ROMAN: Final = re.compile(r"[IVXLC]+")
_BARE: Final = re.compile(r"[&.\-]")
_PARTS: Final = frozenset({Part.TITLE, Part.HEADING, Part.TEXT})


def abbreviations(sheet: Sheet, _facts: CheckFacts) -> Iterator[Finding]:
    """Rules abbreviation_twice and abbreviation_unknown."""
    explained: dict[str, str] = {}
    forms: dict[str, str] = {}
    unknown: set[str] = set()
    for passage in sheet.passages:
        text = readable(passage.text)
        if passage.part in _PARTS:
            yield from _explained(passage, text, explained)
        for short in _shorts(text) if passage.part in _PARTS | {Part.RECIPIENT} else ():
            yield from _one_form(passage, short, forms)
            if passage.part is not Part.TEXT or short in explained or short in unknown:
                continue
            if not _common(short):
                unknown.add(short)
                why = f"Chữ viết tắt {short} chưa được giải thích trong văn bản. Viết đủ ở lần đầu."
                yield found_in(passage, "abbreviation_unknown", short, why)


def _explained(passage: Passage, text: str, explained: dict[str, str]) -> Iterator[Finding]:
    for found in _EXPLAINED.finditer(text) if "(" in text else ():
        short = found["short"]
        full = _full(text[: found.start()], short)
        if short in explained and (full or explained[short]):
            same = explained[short] == full
            why = (
                f"{short} đã được giải thích ở trên; chỉ giải thích một lần."
                if same
                else f"{short} đã được giải thích ở trên là “{explained[short]}”."
            )
            yield found_in(passage, "abbreviation_twice", _quote(text, found, full), why)
        elif full and full in explained.values():
            other = next(key for key, value in explained.items() if value == full)
            why = f"“{full}” đã được viết tắt là {other} ở trên; dùng một chữ."
            yield found_in(passage, "abbreviation_twice", _quote(text, found, full), why)
        explained.setdefault(short, full)


def _quote(text: str, found: re.Match[str], full: str) -> str:
    return text[found.start() - len(full) - 1 : found.end()] if full else found[0]


def _full(before: str, short: str) -> str:
    """The words in front whose first letters are the abbreviation, in small letters; else empty."""
    letters = _BARE.sub("", short).lower()
    words = words_of(before)[-len(letters) :]
    if len(words) == len(letters) and all(
        _first(word[0]) == _first(sign) for word, sign in zip(words, letters, strict=True)
    ):
        return before[words[0][1] :].strip().lower()
    return ""


def _first(word: str) -> str:
    """First letter without its marks: "ủ" and "ư" are written U in an abbreviation."""
    return fold(word[:1])


def _one_form(passage: Passage, short: str, forms: dict[str, str]) -> Iterator[Finding]:
    """ "LĐTBXH" and "LĐ-TB&XH" in one paper."""
    bare = _BARE.sub("", short)
    if len(bare) < 5:
        return
    known = forms.setdefault(bare, short)
    if known != short:
        why = f"Trong văn bản viết tắt cả “{known}” và “{short}”. Dùng một cách."
        yield found_in(passage, "abbreviation_twice", short, why, known)


@lru_cache(KEPT)
def _shorts(text: str) -> tuple[str, ...]:
    """Abbreviations of a text, without symbols of papers, numerals and words in capitals."""
    if text.isupper():
        return ()
    cited = [(one.start, one.end) for one in citations_of(text)]
    return tuple(
        dict.fromkeys(
            found[0]
            for found in _SHORT.finditer(text)
            if not _ROMAN.fullmatch(found[0])
            and not any(start <= found.start() < end for start, end in cited)
            and not _is_heading(text, found)
        )
    )


def _is_heading(text: str, found: re.Match[str]) -> bool:
    """Words beside it in capitals too: a name in capitals, no abbreviation."""
    before = text[: found.start()].rstrip().rsplit(" ", 1)[-1]
    after = text[found.end() :].lstrip().split(" ", 1)[0]
    return any(len(word) > 1 and word.isalpha() and word.isupper() for word in (before, after))


def _common(short: str) -> bool:
    known = _known()
    return short in known or all(part in known for part in re.split(r"[&-]", short))


@lru_cache(1)
def _known() -> frozenset[str]:
    rows = table("short_forms")
    return frozenset(rows["common"]["words"]) | frozenset(rows["full"])
