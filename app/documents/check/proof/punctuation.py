"""Spaces and marks between words: missing, too many, doubled, not closed."""

import re
from collections.abc import Iterator
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage
from app.documents.check.proof.citations import citations_of
from app.documents.check.proof.syllables import glued, is_syllable
from app.documents.check.proof.wording import LOWER, UPPER, around, found_in, words_of

_LETTER: Final = r"[^\W\d_]"
# Each begins with the mark itself: a search for one letter of a set is quick.
_GLUED: Final = re.compile(
    rf"[,;:](?={_LETTER})(?<={_LETTER}.)|\.(?=[{UPPER}][{LOWER}])(?<=[{LOWER}]{{2}}.)"
    rf"|\((?={_LETTER}{{2}})(?<=[{LOWER}].)|\)(?={_LETTER}{{2}})(?<={_LETTER}.)"
)
_SPACED: Final = re.compile(
    r"(?<=[\w)]) +[,;](?=\s|$)|(?<=[\w)]) +\.(?=\s|$)|(?<=\() +(?=\w)|(?<=\w) +(?=\))"
)
_MAY_BE_SPACED: Final = (" ,", " ;", " .", "( ", " )")
_MAY_BE_DOUBLED: Final = re.compile(r"[,;:.\-]\s?[,;:.\-]")
_DOUBLED: Final = re.compile(
    r"(?<![.,;:])(?:,\s?,|;\s?;|:\s?:|,\s?;|;\s?,|,\s?\.(?=\s|$)|(?<!\.)\.\.(?![./])|-\s-\s)(?!\.)"
)
# A hyphen with a space on one side only.
_ONE_SIDED: Final = re.compile(
    rf"(?<={_LETTER}{{2}})- (?={_LETTER})|(?<={_LETTER}{{2}}) -(?={_LETTER})"
    r"|(?<=\d{4})- (?=\d{4})|(?<=\d{4}) -(?=\d{4})"
)
_ADDRESS: Final = re.compile(
    r"\S+@\S+|https?://\S+|www\.\S+|\S+\.(?:vn|com|gov|org|net)\b\S*", re.IGNORECASE
)
_CAMEL: Final = re.compile(rf"[{UPPER}]?[{LOWER}]{{2,}}(?=[{UPPER}][{LOWER}]{{2,}})")
_SHORTEST_GLUED: Final = 5
_PAIRS: Final = (("(", ")"), ("“", "”"), ("[", "]"), ("«", "»"))


def spaces(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule spacing."""
    hidden = _without_addresses(text)
    for found in _GLUED.finditer(hidden):
        if found[0] == "." and _is_short(hidden, found.start()):
            continue
        start, end = around(text, *found.span())
        quote = text[start:end]
        place = found.start() - start + (0 if found[0] == "(" else 1)
        sign = found[0]
        side = "trước" if sign == "(" else "sau"
        new = f"{quote[:place]} {quote[place:]}"
        yield found_in(passage, "spacing", quote, f"Thiếu một dấu cách {side} dấu “{sign}”.", new)
    for found in _SPACED.finditer(hidden) if any(map(hidden.__contains__, _MAY_BE_SPACED)) else ():
        start, end = around(text, *found.span())
        quote = text[start:end]
        place = found.start() - start
        gap = len(found[0]) - len(found[0].lstrip())
        new = quote[:place] + quote[place + gap :]
        yield found_in(passage, "spacing", quote, "Thừa dấu cách cạnh dấu câu.", new)
    yield from _hyphens(passage, hidden)
    yield from _glued_words(passage, hidden)


def _hyphens(passage: Passage, text: str) -> Iterator[Finding]:
    """ "Lao động- Thương binh", "2025 -2030"; a number and its symbol stand without spaces."""
    for found in _ONE_SIDED.finditer(text) if _has_one_sided(text) else ():
        start, end = around(text, *found.span())
        quote = text[start:end]
        new = quote.replace(
            found[0], " - " if found[0].strip() == "-" and not quote[0].isdigit() else "-", 1
        )
        yield found_in(passage, "spacing", quote, "Gạch nối cách một bên: cách cả hai bên.", new)
    for citation in citations_of(text):
        if " " in citation.written:
            why = "Số và ký hiệu viết liền, không có dấu cách."
            yield found_in(passage, "spacing", citation.written, why, citation.number)


def _has_one_sided(text: str) -> bool:
    if "-" not in text:
        return False
    rest = text.replace(" - ", "")
    return "- " in rest or " -" in rest


def _glued_words(passage: Passage, text: str) -> Iterator[Finding]:
    """ "hộiPhụ" for "hội Phụ", "giaiđoạn" for "giai đoạn"."""
    for small, start, end in words_of(text):
        # Names of programs ("UniKey") and foreign words have no Vietnamese letter.
        if len(small) < _SHORTEST_GLUED or small.isascii() or is_syllable(small):
            continue
        word = text[start:end]
        if found := _CAMEL.match(word):
            parts: tuple[str, str] | None = (found[0], word[found.end() :])
        else:
            parts = glued(word) if word.islower() else None
        if parts:
            yield found_in(passage, "spacing", word, "Hai từ dính liền nhau.", " ".join(parts))


def doubled_marks(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule doubled_mark: ",,", ";,", "..": one mark too many."""
    if not _MAY_BE_DOUBLED.search(text):
        return
    for found in _DOUBLED.finditer(text):
        start, end = around(text, *found.span())
        quote = text[start:end]
        marks = found[0].replace(" ", "")
        keep = marks[-1] if marks[0] == "," or marks[-1] == "." else marks[0]
        tail = " " if found[0].endswith(" ") else ""
        new = quote.replace(found[0], keep + tail, 1)
        yield found_in(passage, "doubled_mark", quote, f"Thừa dấu câu “{found[0].strip()}”.", new)


def unclosed(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rule unclosed: every bracket and quotation mark has its other half."""
    if passage.part in {Part.TITLE, Part.CELL, Part.LETTERHEAD, Part.SIGNATURE}:
        return
    for left, right in _PAIRS:
        opened, closed = text.count(left), text.count(right)
        if right == ")":
            closed -= (
                len(re.findall(r"(?:^|[\s(;,])[a-zđ\d]{1,2}\)", text)) if closed > opened else 0
            )
        if opened == closed or (right == ")" and closed < 0):
            continue
        at = text.rfind(left) if opened > closed else text.find(right)
        if at < 0:
            continue
        start, end = around(text, at, at + 1)
        missing = (
            f"Mở “{left}” mà không đóng “{right}”."
            if opened > closed
            else f"Có “{right}” mà không mở “{left}”."
        )
        yield found_in(passage, "unclosed", text[start:end], missing)
    if text.count('"') % 2:
        start, end = around(text, text.rfind('"'), text.rfind('"') + 1)
        yield found_in(passage, "unclosed", text[start:end], "Thiếu một dấu ngoặc kép.")


def _is_short(text: str, at: int) -> bool:
    """ "TP.Hà Nội", "Th.S": a full stop after an abbreviation."""
    return len(text[:at].rsplit(" ", maxsplit=1)[-1].lstrip('(“"')) <= 2


def _without_addresses(text: str) -> str:
    """Mail and web addresses hidden, every other letter in its place."""
    if "@" not in text and "." not in text:
        return text
    return _ADDRESS.sub(lambda found: "·" * len(found[0]), text) if _has_address(text) else text


def _has_address(text: str) -> bool:
    return "@" in text or "://" in text or ".vn" in text or ".com" in text or "www." in text
