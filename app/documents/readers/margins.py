"""Words in the margins of a file: the office's address at the foot of page 1, and what is not used."""

import re
from dataclasses import replace
from typing import Final

from app.documents.readers.reading import Reading
from app.documents.source import SourceFile

#: What a line of the address is known by.
CONTACT: Final = re.compile(
    r"địa chỉ|điện thoại|\bđt\s*[:.]|\bfax\b|e-?mail|thư điện tử|website|cổng thông tin",
    re.IGNORECASE,
)
#: The check code that our own reports carry at the foot of every page.
PROOF: Final = re.compile(r"mã đối chiếu:? ?[0-9A-Z]{5} ?- ?[0-9A-Z]{5}", re.IGNORECASE)
#: An address has so many lines at most.
MOST_CONTACT_LINES: Final = 8


def with_margins(reading: Reading, source: SourceFile) -> Reading:
    """The address lines go into the paper's form (ô 13), other words into what was left over.

    A check code is neither: the program prints it anew.
    """
    foot = _words(source.sections[0].foot) if source.sections else ()
    contact = foot if any(map(CONTACT.search, foot)) and len(foot) <= MOST_CONTACT_LINES else ()
    others: dict[str, None] = {}
    for section in source.sections:
        foot = _words(section.foot)
        words = (*section.head, *(() if foot == contact else foot))
        others.update(dict.fromkeys(words))
    if not contact and not others:
        return reading
    told = tuple(f"Chữ ở lề trang, không đưa vào văn bản: {words}" for words in others)
    return replace(
        reading,
        form=replace(reading.form, contact=contact),
        left_over=(*reading.left_over, *told),
    )


def _words(foot: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words for words in foot if not PROOF.fullmatch(words))
