"""Where the closing words of a paper begin ("Trên đây là …", "… ./.")."""

from typing import Final

from app.documents.readers.paragraphs import Paragraph, is_unmarked_heading
from app.documents.readers.shapes import is_sentence
from app.domain.text import fold

_FIRST_WORDS: Final = (
    "tren day la", "uy ban nhan dan", "ubnd", "yeu cau", "de nghi", "trong qua trinh",
    "nhan duoc", "can cu ke hoach nay", "can cu noi dung", "ke hoach nay", "bao cao nay",
    "cac co quan", "cac don vi", "thu truong", "giao ", "hoi dong nhan dan", "ban vi su tien bo",
    "so ",
)  # fmt: skip
_SURE_WORDS: Final = ("tren day la",)


def closing_start(body: list[Paragraph]) -> int:
    """Place of the first closing paragraph; ``len(body)`` when there is none."""
    first = _trailing_run(body)
    if first in {0, len(body)}:
        return len(body)
    after_heading = _is_bare_heading(body[first - 1])
    for place in range(first, len(body)):
        words = fold(body[place].text[:60])
        if words.startswith(_SURE_WORDS):
            return place
        if place == first and after_heading:
            continue
        if words.startswith(_FIRST_WORDS):
            return place
    last = len(body) - 1
    closes = body[last].text.endswith("./.") and not (last == first and after_heading)
    return last if closes else len(body)


def _trailing_run(body: list[Paragraph]) -> int:
    """Place after the last paragraph that has a sign, a table, a task or is a marker."""
    for place in range(len(body) - 1, -1, -1):
        paragraph = body[place]
        if paragraph.found or paragraph.is_table or paragraph.task or paragraph.marker:
            return place + 1
        if is_unmarked_heading(paragraph):
            return place + 1
    return 0


def _is_bare_heading(paragraph: Paragraph) -> bool:
    numbered = paragraph.found is not None and paragraph.found.number > 0
    return is_unmarked_heading(paragraph) or (numbered and not is_sentence(paragraph.text))
