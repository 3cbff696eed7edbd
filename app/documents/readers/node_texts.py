"""What of a paragraph is the node's heading, and what its text."""

from typing import Final

from app.documents.readers.branch import Branch
from app.documents.readers.shapes import (
    heads_children,
    is_capitals,
    is_ended,
    is_sentence,
    split_lead,
    word_count,
)
from app.domain.numbering import Mark

_LONGEST_LEAF_HEADING: Final = 20
_WORDED_HEADINGS: Final = ("phần", "chương", "mục", "tiểu mục", "điều", "A.")


def write_texts(roots: list[Branch]) -> None:
    """Decide for every branch what is its heading and what its text."""
    waiting = [roots]
    while waiting:
        siblings = waiting.pop()
        for branch in siblings:
            _write_text(branch)
            if branch.children:
                waiting.append(branch.children)
        headed = {b.style for b in siblings if b.heading and not b.text and b.mark is not Mark.NONE}
        for branch in siblings:
            if branch.style in headed and not branch.heading and _may_head(branch):
                branch.heading, branch.text = branch.text, ""


def _write_text(branch: Branch) -> None:
    text = branch.paragraph.text
    found = branch.paragraph.found
    branch.text = text
    if found is None:
        if branch.holds:
            branch.heading, branch.text = text, ""
        return
    if found.kept or branch.mark is Mark.NONE:
        branch.text = f"{found.sign} {text}".strip()
        if found.style in _WORDED_HEADINGS and not is_sentence(text):
            branch.heading, branch.text = branch.text, ""
        return
    if not found.number:
        return
    if _heads(branch, text):
        branch.heading, branch.text = text, ""
    elif lead := split_lead(text, labels=branch.mark is not Mark.LETTER):
        branch.heading, branch.text = lead


def _heads(branch: Branch, text: str) -> bool:
    if branch.paragraph.task:
        return False
    if branch.mark is Mark.ROMAN and not is_sentence(text):
        return split_lead(text) is None
    if branch.children:
        return heads_children(text) and split_lead(text) is None
    return is_capitals(text) and not is_sentence(text)


def _may_head(branch: Branch) -> bool:
    """A line like its sisters that are headings, only with nothing under it yet."""
    return (
        not branch.paragraph.task
        and not is_ended(branch.text)
        and not branch.text.startswith("[")
        and word_count(branch.text) <= _LONGEST_LEAF_HEADING
    )
