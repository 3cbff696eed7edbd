"""The paragraphs between title and first section: addressees, legal bases, opening words."""

import re
from dataclasses import dataclass
from typing import Final

from app.documents.readers.paragraphs import Paragraph
from app.documents.readers.shapes import is_ended, starts_small
from app.domain.text import fold

_ADDRESS = re.compile(r"kính\s+gửi\s*:?\s*(.*)", re.IGNORECASE)
_RESOLVING: Final = frozenset({"QUYẾT ĐỊNH", "NGHỊ QUYẾT"})
_RESOLUTIONS: Final = frozenset({"quyet dinh", "quyet nghi", "nghi quyet", "quyet dinh nhu sau"})
_DIGIT: Final = re.compile(r"\d")
_BASE: Final = ("căn cứ ", "thực hiện ", "theo ", "xét ", "trên cơ sở ", "thi hành ")
# With these words the paragraph is the sentence that gives the paper, not one of its bases.
_GIVES = re.compile(
    r"như sau|sau đây|nội dung sau|ban hành kế hoạch (?!số)|xây dựng kế hoạch (?!số)"
    r"|\bbáo cáo kết quả|quyết định\s*:|trân trọng",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Opening:
    """``end`` is the place of the first paragraph after the opening."""

    addressees: list[str]
    bases: list[str]
    resolution: str = ""
    end: int = 0


def read_opening(body: list[Paragraph], type_name: str = "") -> Opening:
    """Addressees, bases, and for a decision the word between the bases and the articles."""
    addressees, place = _addressees(body)
    opening = Opening(addressees=addressees, bases=[])
    while place < len(body) and _is_base(body, place, bool(opening.bases)):
        opening.bases.append(body[place].text.rstrip(" ;,."))
        place += 1
    if place < len(body) and type_name in _RESOLVING and _resolves(body[place]):
        opening.resolution = body[place].text
        place += 1
    opening.end = place
    return opening


def _resolves(paragraph: Paragraph) -> bool:
    """ "QUYẾT ĐỊNH:" alone in the middle of the page."""
    return not paragraph.found and fold(paragraph.text[:40]).rstrip(" :.") in _RESOLUTIONS


def without_end(item: str) -> str:
    """An item of a list without the sign that the form puts after it."""
    return item.rstrip(" ;.") if item.endswith((";", ".")) else item.rstrip()


def _addressees(body: list[Paragraph]) -> tuple[list[str], int]:
    found = _ADDRESS.fullmatch(body[0].text[:500]) if body and not body[0].found else None
    if not found:
        return [], 0
    first = found[1].strip(" -")
    end = _listed(body, 1)
    if first:
        many = [part.strip(" -") for part in first.split(";")]
        many += [paragraph.text for paragraph in body[1:end]]
        return [without_end(part) for part in many if part], end
    if end == 1:
        while end < len(body) and not body[end].found and body[end].text.endswith((";", ",")):
            end += 1
        if end < len(body) and not body[end].found and len(body[end].text) < 120:
            end += 1
    return [without_end(paragraph.text) for paragraph in body[1:end]], end


def _listed(body: list[Paragraph], place: int) -> int:
    """Place after the bullets that stand directly there."""
    while place < len(body) and (found := body[place].found) and not found.number:
        place += 1
    return place


def _is_base(body: list[Paragraph], place: int, has_bases: bool) -> bool:
    paragraph = body[place]
    text = paragraph.text
    if (paragraph.found and paragraph.found.number) or not text.lower().startswith(_BASE):
        return False
    if paragraph.task or paragraph.is_table or (paragraph.bold and not is_ended(text)):
        return False
    if text.endswith((";", ",")):
        return not starts_small(text)
    lone = has_bases or text.lower().startswith("căn cứ")
    if not (lone and text.endswith(".")) and not _forgotten_end(text):
        return False
    return not _GIVES.search(text) and ". " not in text[40:]


def _forgotten_end(text: str) -> bool:
    """A base whose sign at the end was left out: it still names a day or a number."""
    return text.lower().startswith("căn cứ ") and text[-1].isalnum() and bool(_DIGIT.search(text))
