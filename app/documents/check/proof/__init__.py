"""The proofreader: mistakes of writing, citing and counting."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.documents.check.checker import SheetRule, TextRule
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.abbreviations import abbreviations
from app.documents.check.proof.agencies import agencies_once
from app.documents.check.proof.capitals import clauses, names, people_and_state
from app.documents.check.proof.changes import changes
from app.documents.check.proof.cited_day import (
    cited_blanks,
    cited_days,
    possible_days,
    possible_years,
)
from app.documents.check.proof.cited_name import cited_names
from app.documents.check.proof.cited_symbol import cited_symbols
from app.documents.check.proof.deadlines import comments_first, day_ranges
from app.documents.check.proof.doubled import doubled_words
from app.documents.check.proof.duties import duties_once
from app.documents.check.proof.in_force import cited_in_force
from app.documents.check.proof.left_overs import left_overs
from app.documents.check.proof.mailbox import private_mailbox
from app.documents.check.proof.numbering import numbering
from app.documents.check.proof.one_spelling import one_spelling
from app.documents.check.proof.periods import known_periods, periods_agree
from app.documents.check.proof.punctuation import doubled_marks, spaces, unclosed
from app.documents.check.proof.slips import slips
from app.documents.check.proof.sums import sentence_sums, shares
from app.documents.check.proof.table_sums import table_sums
from app.documents.check.proof.tone_marks import tone_marks
from app.documents.check.proof.wording import readable
from app.documents.check.proof.wording_of_time import wording_of_time

_ReadableRule = Callable[[Passage, str, CheckFacts], Iterable[Finding]]
_READ: Final[tuple[_ReadableRule, ...]] = (
    possible_days, possible_years, cited_days, cited_blanks, cited_symbols, cited_names, shares, sentence_sums,
    changes, known_periods, doubled_words, spaces, doubled_marks, unclosed, slips, tone_marks, names,
    people_and_state, clauses, private_mailbox, day_ranges,
)  # fmt: skip


def proofread(passage: Passage, facts: CheckFacts) -> Iterator[Finding]:
    """Every rule that looks at one piece of words; blanks still to be filled are not read."""
    text = readable(passage.text)
    if text:
        for rule in _READ:
            yield from rule(passage, text, facts)


TEXT_RULES: Final[tuple[TextRule, ...]] = (proofread,)
SHEET_RULES: Final[tuple[SheetRule, ...]] = (
    numbering, agencies_once, cited_in_force, periods_agree, table_sums, one_spelling, abbreviations,
    wording_of_time, comments_first, duties_once, left_overs,
)  # fmt: skip
