"""Vietnamese text: one normal form, one search key, one order."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xE000, 0xE001, 0xE002])
_SPACES = {0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x2009: " ", 0x0009: " ", 0x3000: " "}
# Asked first: nearly every line has none of them, and a search is quicker than a translation.
_UNSEEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_ODD_SPACE = re.compile("[\x00-\x1f" + "".join(map(chr, _SPACES)) + "]")
_RUN_OF_SPACES = re.compile(r" {2,}")
# Thousands of marks on one letter are an attack: putting them in order takes for ever.
_MOST_MARKS = 20
_FLOOD = re.compile(rf"[\u0300-\u036f]{{{_MOST_MARKS + 1},}}")
_SHORT = 500
# The letters in dictionary order; marks of tone rank after the letter itself.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """NFC, without invisible marks that input methods and Word leave behind."""
    if len(text) > _SHORT and _FLOOD.search(text):
        text = _FLOOD.sub(lambda found: found[0][:_MOST_MARKS], text)
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_INVISIBLE) if _UNSEEN.search(composed) else composed


def clean_line(text: str) -> str:
    """One line as it is stored: NFC, ordinary single spaces, no ends, no line breaks."""
    flat = nfc(text)
    if _ODD_SPACE.search(flat):
        flat = flat.translate(_SPACES).replace("\r", " ").replace("\n", " ")
        flat = "".join(ch for ch in flat if ch >= " ")
    return _RUN_OF_SPACES.sub(" ", flat).strip()


def clean_text(text: str) -> str:
    """Several lines as they are stored: each line clean, empty ends removed."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_line(line) for line in lines).strip("\n")


def fold(text: str) -> str:
    """Search key: lower case, no diacritics, đ as d, single spaces.

    >>> fold("Phượng  Đường hòa/hoà")
    'phuong duong hoa/hoa'
    """
    decomposed = unicodedata.normalize("NFD", clean_line(text.replace("\n", " ")).lower())
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    return bare.replace("đ", "d")


def matches(query: str, *texts: str) -> bool:
    """Whether every word of the query stands in the texts, without diacritics."""
    haystack = " ".join(fold(text) for text in texts)
    return all(word in haystack for word in fold(query).split())


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """Vietnamese dictionary order: letters first, then tones (a ă â b … ; ngang, huyền, …)."""
    return tuple(_letter_rank(ch) for ch in nfc(text).lower())


def _letter_rank(ch: str) -> tuple[int, int]:
    decomposed = unicodedata.normalize("NFD", ch)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
    letter = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES))
    place = _ALPHABET.find(letter)
    return (100 + place if place >= 0 else min(ord(ch), 99), tone)


def slug(text: str) -> str:
    """ASCII file-name stem: folded words joined by hyphens, at most 80 characters."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:80].rstrip("-") or "van-ban"


def upper_first(text: str) -> str:
    """The first letter capital, the rest as typed."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """ "Tờ rơi" inside a sentence; names in capitals stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def words(text: str) -> list[str]:
    """The words of a text in order, for comparing two texts word by word."""
    return clean_line(text.replace("\n", " ")).split()
