"""What of a paragraph is the node's heading, and what its text."""

from typing import Final

from app.documents.readers.branch import Branch
from app.documents.readers.shapes import (
    announces,
    heads_children,
    is_capitals,
    is_ended,
    is_sentence,
    split_lead,
    word_count,
)
from app.domain.numbering import CENTRED, Mark

_LONGEST_LEAF_HEADING: Final = 20
_LONGEST_BOLD_LEAD: Final = 30
_LETTERED_HEADINGS: Final = ("A.",)
_WORDED: Final = CENTRED | {Mark.ARTICLE}
#: Marks whose headings stand in upright letters.
_UPRIGHT: Final = frozenset({Mark.LETTER, Mark.DASH, Mark.PLUS})


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
    if _is_exact(branch):
        _write_exact(branch, text)
    elif found is None:
        if branch.holds:
            branch.heading, branch.text = text, ""
        elif lead := _bold_lead(branch):
            branch.heading, branch.text = lead
    elif found.kept or branch.mark is Mark.NONE:
        branch.text = f"{found.sign} {text}".strip()
        if found.style in _LETTERED_HEADINGS and not is_sentence(text):
            branch.heading, branch.text = branch.text, ""
    else:
        _write_marked(branch, text)


def _write_marked(branch: Branch, text: str) -> None:
    if branch.mark in _WORDED:
        _write_worded(branch, text)
    elif lead := _bold_lead(branch):
        branch.heading, branch.text = lead
    elif branch.number:
        _write_numbered(branch, text)


def _write_worded(branch: Branch, text: str) -> None:
    """Chapters have names; what stands behind "Điều 1." may be its name or its text."""
    if lead := _bold_lead(branch):
        branch.heading, branch.text = lead
    elif branch.mark in CENTRED or not (is_sentence(text) or announces(text)):
        branch.heading, branch.text = text, ""


def _write_numbered(branch: Branch, text: str) -> None:
    if _heads(branch, text):
        branch.heading, branch.text = text, ""
    elif lead := split_lead(text, labels=branch.mark is not Mark.LETTER):
        branch.heading, branch.text = lead


def _is_exact(branch: Branch) -> bool:
    look = branch.paragraph.look
    return look is not None and look.exact


def _write_exact(branch: Branch, text: str) -> None:
    """This program sets headings bold, but for those of điểm and bullets."""
    paragraph = branch.paragraph
    lead = paragraph.lead
    if paragraph.bold:
        branch.heading, branch.text = text, ""
    elif lead:
        branch.heading, branch.text = lead, text[len(lead) :].strip()
    elif branch.mark in _UPRIGHT and branch.children and heads_children(text):
        branch.heading, branch.text = text, ""


def _bold_lead(branch: Branch) -> tuple[str, str] | None:
    """The bold words before a text, when an end mark closes them."""
    paragraph = branch.paragraph
    lead = paragraph.lead
    rest = paragraph.text[len(lead) :].strip()
    if not lead or not rest or word_count(lead) > _LONGEST_BOLD_LEAD:
        return None
    if lead.endswith((":", ".")):
        return lead, rest
    return (f"{lead}:", rest[1:].strip()) if rest.startswith(":") and rest[1:].strip() else None


def _heads(branch: Branch, text: str) -> bool:
    if branch.paragraph.task:
        return False
    if branch.mark is Mark.ROMAN and not is_sentence(text):
        return split_lead(text) is None
    if branch.paragraph.bold and not is_sentence(text):
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
