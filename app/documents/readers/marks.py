"""The sign before a paragraph ("I.", "2.1.", "đ)", "-"): which it is, and what follows it."""

import re
from dataclasses import dataclass
from typing import Final

from app.domain.numbering import LETTERS, Mark

_UPPER: Final = "A-ZÀ-ỸĐ"
_ROMAN = re.compile(
    rf"(?P<sign>(?P<digits>[IVX]{{1,7}})(?:\s?[./):](?=\s)|\.(?=[{_UPPER}“\"])|\s?[-–—](?=\s)|[-–—](?=[{_UPPER}]{{2}})))"
    r"\s*(?P<rest>\S.*)"
)
_ROMAN_DECIMAL = re.compile(r"(?P<sign>[IVX]{1,7}(?:\.\d{1,2}){1,3}[.)]?)\s+(?P<rest>\S.*)")
_ARABIC = re.compile(
    rf"(?P<sign>(?P<digits>\d{{1,3}})(?:\s?\.(?=\s)|\.(?=[{_UPPER}“\"])|[)](?=\s)|(?:/|\s?[-–])(?=\s[{_UPPER}])))"
    r"\s*(?P<rest>\S.*)"
)
_DECIMAL = re.compile(
    rf"(?P<sign>(?P<digits>[1-9]\d?(?:\.[1-9]\d?){{1,3}})(?:[.)](?=\s)|\.(?=[{_UPPER}])|(?=\s[{_UPPER}])))"
    r"\s*(?P<rest>\S.*)"
)
_LETTER = re.compile(r"(?P<sign>(?P<digits>[a-zđ]{1,2})(?:\s?\)|[./](?=\s)))\s*(?P<rest>\S.*)")
_CAPITAL = re.compile(r"(?P<sign>(?P<digits>[A-HĐ])(?:[.)/](?=\s)|\s[-–](?=\s)))\s*(?P<rest>\S.*)")
_BRACKETED = re.compile(r"(?P<sign>\((?P<digits>\d{1,2}|[a-zđ]|[ivx]{1,5})\))\s+(?P<rest>\S.*)")
_SMALL_ROMAN = re.compile(r"(?P<sign>(?P<digits>[ivx]{2,5})[).])\s+(?P<rest>\S.*)")
_WORDED = re.compile(
    r"(?P<sign>(?P<word>phần|chương|mục|tiểu mục|điều)\s+"
    r"(?P<digits>[ivx]{1,7}|\d{1,3}|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy))\s*(?:[.:]|[-–](?=\s)|$|\b))"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE,
)

_BULLETS: Final = {
    **dict.fromkeys("-–—−‒―", "-"),
    "+": "+",
    "*": "*",
    **dict.fromkeys("•●·∙\uf0b7\uf0a7", "•"),
    **dict.fromkeys("○◦", "o"),
    **dict.fromkeys("▪■□➢►✓✔❖\uf0d8\uf0fc", "▪"),
}
_WORDED_MARKS: Final = {
    "phần": Mark.PART,
    "chương": Mark.CHAPTER,
    "mục": Mark.SECTION,
    "tiểu mục": Mark.SUBSECTION,
    "điều": Mark.ARTICLE,
}
_SIGN_ENDS: Final = (".", ":", "-", "–")
_ORDINALS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy")
# Lists typed by the English alphabet: the letter after the one named, numbered anew on paper.
_FOREIGN: Final = {"f": "e", "j": "i", "w": "v", "z": "y"}
_CAPITALS: Final = "ABCDĐEGH"


@dataclass(frozen=True, slots=True)
class Found:
    """A sign in front of a text.

    ``style`` names the series it belongs to, as "1." or "a)"; ``number`` the place it claims there,
    0 for a bullet; ``sign`` is the sign as typed. ``kept``: the paper's form has no such mark, so
    the sign stays a word of the text.
    """

    style: str
    mark: Mark
    number: int
    sign: str
    rest: str
    kept: bool = False


def find_mark(text: str) -> Found | None:
    """The sign that a line begins with, when it has the shape of one."""
    first = text[:1]
    if first in _BULLETS:
        return _bullet(text)
    if first.isdigit():
        return _decimal(text) or _arabic(text)
    if first == "(":
        return _bracketed(text)
    if first in "IVX":
        return _roman(text)
    if first.islower():
        return _small(text)
    return _capital(text) or _worded(text)


def roman_value(digits: str) -> int:
    """1 to 39 from I V X; 0 when the letters make no numeral."""
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    digits = digits.upper()
    for place, sign in enumerate(digits):
        value = values[sign]
        total += -value if value < max(values[later] for later in digits[place:]) else value
    return total if re.fullmatch(r"X{0,3}(IX|IV|V?I{0,3})", digits) else 0


def letter_value(digits: str) -> int:
    """Place of a điểm: a is 1, y is 23, aa is 24; f stands where g does, after e."""
    if digits in _FOREIGN:
        return LETTERS.find(_FOREIGN[digits]) + 2
    places = [LETTERS.find(sign) + 1 for sign in digits]
    return places[0] * len(LETTERS) * (len(digits) - 1) + places[-1] if all(places) else 0


def _bullet(text: str) -> Found | None:
    rest = text[1:].lstrip()
    if not rest:
        return None
    style = _BULLETS[text[0]]
    glued = text[1:2] not in {" ", ""}
    if glued and (style in "*" or not rest[0].isalpha()):
        return None
    mark = Mark.PLUS if style == "+" else Mark.DASH
    return Found(style, mark, 0, text[0], rest)


def _arabic(text: str) -> Found | None:
    found = _ARABIC.fullmatch(text)
    if not found or found["digits"].startswith("0"):
        return None
    style = "1)" if ")" in found["sign"] else "1."
    return Found(style, Mark.ARABIC, int(found["digits"]), found["sign"], found["rest"])


def _decimal(text: str) -> Found | None:
    found = _DECIMAL.fullmatch(text)
    if not found:
        return None
    parts = found["digits"].split(".")
    style = ".".join("1" * len(parts))
    return Found(style, Mark.DECIMAL, int(parts[-1]), found["sign"], found["rest"])


def _roman(text: str) -> Found | None:
    if found := _ROMAN_DECIMAL.fullmatch(text):
        parts = found["sign"].rstrip(".)").split(".")
        style = ".".join("1" * len(parts))
        return Found(style, Mark.DECIMAL, int(parts[-1]), found["sign"], found["rest"])
    found = _ROMAN.fullmatch(text)
    value = roman_value(found["digits"]) if found else 0
    if not found or not value:
        return None
    return Found("I.", Mark.ROMAN, value, found["sign"], found["rest"])


def _small(text: str) -> Found | None:
    if found := _LETTER.fullmatch(text):
        number = letter_value(found["digits"])
        style = "a)" if ")" in found["sign"] else "a."
        if number and (style == "a)" or len(found["digits"]) == 1):
            return Found(style, Mark.LETTER, number, found["sign"], found["rest"])
    if found := _SMALL_ROMAN.fullmatch(text):
        number = roman_value(found["digits"])
        return Found("i)", Mark.NONE, number, found["sign"], found["rest"], kept=True)
    if text.startswith("o ") and text[2:3].isupper():
        return Found("o", Mark.DASH, 0, "o", text[2:].lstrip())
    return _worded(text)


def _bracketed(text: str) -> Found | None:
    found = _BRACKETED.fullmatch(text)
    if not found:
        return None
    digits = found["digits"]
    if digits.isdigit():
        return Found("(1)", Mark.NONE, int(digits), found["sign"], found["rest"], kept=True)
    number = letter_value(digits) if len(digits) == 1 else roman_value(digits)
    return Found("(a)", Mark.NONE, number, found["sign"], found["rest"], kept=True)


def _capital(text: str) -> Found | None:
    found = _CAPITAL.fullmatch(text)
    if not found:
        return None
    number = _CAPITALS.find(found["digits"]) + 1
    if not number:
        return None
    return Found("A.", Mark.NONE, number, found["sign"], found["rest"], kept=True)


def _worded(text: str) -> Found | None:
    if text[:1].lower() not in "pcmtđ":
        return None
    found = _WORDED.fullmatch(text)
    if not found:
        return None
    if found["sign"].rstrip()[-1:] not in _SIGN_ENDS and not _heads_worded(found):
        return None
    digits = found["digits"].lower()
    if digits.isdigit():
        number = int(digits)
    elif digits.startswith("thứ"):
        number = _ORDINALS.index(digits.split()[1]) + 1
    else:
        number = roman_value(digits)
    style = found["word"].lower()
    if not number:
        return None
    return Found(style, _WORDED_MARKS[style], number, found["sign"].rstrip(), found["rest"])


def _heads_worded(found: re.Match[str]) -> bool:
    """ "Chương I" alone, or before its heading in capitals; "Điều 5 Luật …" cites."""
    rest = found["rest"]
    return not rest or (found["word"].lower() != "điều" and rest.upper() == rest)
