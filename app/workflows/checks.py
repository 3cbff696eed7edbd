"""A paper checked: what is open, what was let stand; kept ready beside the editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.builders.content import PrintChoices, document_of
from app.documents.check.checker import Checker
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend, Rule, Severity, all_rules, find_rule
from app.documents.check.mending import mended
from app.documents.check.places import Places
from app.domain.paper_content import LeftOver, PaperContent
from app.queries.indicators import sensitive_codes
from app.queries.papers import PaperRow, get_paper
from app.queries.waivers import WaiverRow, list_waivers
from app.workflows.check_facts import load_facts
from app.workflows.moved_numbers import Now, moved_numbers, numbers_now
from app.workflows.persons_beside import persons_beside_counts

__all__ = [
    "Checked", "Finding", "LiveChecker", "Mend", "Places", "Rule", "Severity", "check_paper",
    "check_version", "find_rule", "mended", "place_words",
]  # fmt: skip

_LEFT_OVERS: Final = "left_overs"
_EXPIRED: Final = "base_in_force"


@dataclass(frozen=True, slots=True)
class Checked:
    """Findings of a version: those that count, and those let stand with their reason.

    ``document`` is what was checked; ``Places`` finds its words for where a finding stands.
    """

    open: list[Finding]
    waived: list[tuple[Finding, WaiverRow]]
    document: Document

    @property
    def blocking(self) -> list[Finding]:
        """What keeps the paper from being issued."""
        return [finding for finding in self.open if finding.severity is Severity.BLOCK]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is known of a paper besides its words."""

    year: int
    facts: CheckFacts
    waivers: tuple[WaiverRow, ...]
    left_overs: tuple[LeftOver, ...]
    numbers: Now
    sensitive: frozenset[str]


class LiveChecker:
    """Checks one paper while it is written; catalogues and waivers are read once.

    After a waiver or a confirmed left-over a new one is opened.
    """

    def __init__(self, around: _Around) -> None:
        self._around = around
        self._checker = Checker(around.facts)
        waivable = (one for one in around.waivers if _waivable(one.rule))
        self._waivers = {waiver.identity: waiver for waiver in waivable}

    @classmethod
    def open(cls, db: Database, paper_id: UUID, today: date) -> Self:
        """A checker for the newest version of a paper.

        Raises:
            NotFoundError: the paper is gone.
        """
        return cls.of(db, db.read(get_paper, paper_id), today)

    @classmethod
    def of(cls, db: Database, row: PaperRow, today: date) -> Self:
        """A checker for a version."""
        return cls(
            _Around(
                year=row.year,
                facts=load_facts(db, row, today),
                waivers=tuple(db.read(list_waivers, row.paper_id)),
                left_overs=row.left_overs,
                numbers=numbers_now(db, row.content),
                sensitive=db.read(sensitive_codes),
            )
        )

    def check(self, content: PaperContent) -> list[Finding]:
        """What counts in a content, blocking ones first."""
        return self.checked(content).open

    def checked(self, content: PaperContent) -> Checked:
        """Every finding, those let stand apart."""
        around = self._around
        choices = PrintChoices(show_assignments=False, show_task_annex=False, year=around.year)
        document = document_of(content, choices)
        of_rules = self._checker.check(document)
        found = [
            *_left_overs(around.left_overs),
            *moved_numbers(content, around.numbers),
            *persons_beside_counts(content, around.sensitive),
            *(one for one in of_rules if not _asked_already(one, around.left_overs)),
        ]
        found.sort(key=lambda one: one.severity is not Severity.BLOCK)
        known = [(one, self._waivers.get(one.identity)) for one in found]
        return Checked(
            [one for one, waiver in known if waiver is None],
            [(one, waiver) for one, waiver in known if waiver is not None],
            document,
        )


def check_version(db: Database, row: PaperRow, today: date) -> Checked:
    """A version with what is open and what was let stand."""
    return LiveChecker.of(db, row, today).checked(row.content)


def check_paper(db: Database, paper_id: UUID, today: date) -> list[Finding]:
    """What must be mended (BLOCK) or looked at (WARN) in the newest version.

    Raises:
        NotFoundError: the paper is gone.
    """
    return check_version(db, db.read(get_paper, paper_id), today).open


def place_words(content: PaperContent, where: str) -> str:
    """Where a finding stands, in the officer's words."""
    choices = PrintChoices(show_assignments=False, show_task_annex=False)
    return Places(document_of(content, choices)).words(where)


def _waivable(rule: str) -> bool:
    # A waiver may name a rule that the program has no more.
    return rule in all_rules() and find_rule(rule).waivable


def _left_overs(left_overs: Iterable[LeftOver]) -> list[Finding]:
    return [
        Finding(
            rule="left_over",
            where=_LEFT_OVERS,
            message=f"Chưa xác nhận: {found.found} ({found.where}). {found.why}",
            quote=found.found,
        )
        for found in left_overs
    ]


def _asked_already(finding: Finding, left_overs: Iterable[LeftOver]) -> bool:
    """Whether an expired basis stands among the left-overs; it is asked there."""
    if finding.rule != _EXPIRED or not finding.quote:
        return False
    asked = [one.found for one in left_overs if one.found]
    return any(words in finding.quote or finding.quote in words for words in asked)
