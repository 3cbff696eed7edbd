"""A mend in words: "“28/2/2025” → “28/3/2025”", with no more around it than needed."""

import unicodedata
from functools import lru_cache
from typing import Final

from app.domain.fields import plain
from app.workflows.checks import Mend

_CONTEXT: Final = 1
_SHORT: Final = 5
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=2000)
def mend_words(mend: Mend) -> str:
    """What stands there → what will stand there; of many words only those that differ."""
    if not mend.new:
        return f"bỏ “{mend.old}”"
    if not mend.old:
        return _quoted(mend.new)
    # A bound number is put whole; only what it shows is read.
    old, new = plain(mend.old), plain(mend.new)
    if old.count(" ") >= _SHORT:
        old, new = _differing(old.split(" "), new.split(" "))
    return f"{_quoted(old)} → {_quoted(new)}"


def is_safe(mend: Mend) -> bool:
    """Whether no letter and no figure changes: marks, spaces, capitals, place of a tone alone."""
    return bool(mend.old and mend.new) and _bare(mend.old) == _bare(mend.new)


def _bare(text: str) -> tuple[str, str]:
    """The letters and figures in order, and the tones without their place."""
    signs = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(sign for sign in signs if _counts(sign))
    return letters, "".join(sorted(sign for sign in signs if sign in _TONES))


def _counts(sign: str) -> bool:
    return sign.isalnum() or (unicodedata.combining(sign) > 0 and sign not in _TONES)


def _differing(old: list[str], new: list[str]) -> tuple[str, str]:
    """The words between the common start and the common end."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    room = shorter - start
    end = next((at for at in range(room) if old[-1 - at] != new[-1 - at]), room)
    if start + end >= shorter:  # words only came or went: one beside them says where
        start, end = max(0, start - _CONTEXT), max(0, end - (0 if start else _CONTEXT))
    return " ".join(old[start : len(old) - end]), " ".join(new[start : len(new) - end])


def _quoted(text: str) -> str:
    return "“" + text.replace("\n", "”, xuống dòng “") + "”"
