"""The register of papers of a year: every issued version, and what is still being written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import document_number
from app.domain.papers import KIND_WORDS, PaperKind, PaperState
from app.domain.text import fold
from app.models import Paper, PaperVersion
from app.queries.bin import papers_to_keep, when_it_leaves
from app.queries.papers import newest_numbers

_KEPT: Final = re.compile(r"^lưu\s*:?\s*", re.IGNORECASE)
_AS_ABOVE: Final = ("nhu tren", "nhu kinh gui", "nhu thanh phan")
_COPIES: Final = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One line of the register (NĐ 30/2020/NĐ-CP, Phụ lục IV): a version of a paper.

    ``receivers`` are the lines of "Nơi nhận" with "Như trên" written out, without the copy kept in
    the house, which is ``kept_by``; ``copies`` is the number of copies as written at the foot.
    """

    id: UUID
    paper_id: UUID
    version_number: int
    newest: bool
    kind: PaperKind
    paper_type: str
    year: int
    title: str
    number: str
    symbol: str
    day: date | None
    signer_name: str
    receivers: tuple[str, ...]
    kept_by: str
    copies: int | None
    state: PaperState
    reason: str
    left_over_count: int
    leaves_on: date | None = None

    @property
    def issued(self) -> bool:
        """Whether it carries a number and is locked."""
        return self.state is PaperState.ISSUED

    @property
    def full_number(self) -> str:
        """ "05/QĐ-UBND"; nothing before it is issued."""
        return f"{document_number(self.number)}/{self.symbol}" if self.number else ""

    @property
    def summary(self) -> str:
        """Kind and title in one line."""
        return f"{KIND_WORDS[self.kind]}: {self.title}" if self.title else KIND_WORDS[self.kind]


def list_register(session: Session, *, year: int) -> list[RegisterRow]:
    """The papers of a year, drafts first, then by day and number, the newest first.

    An issued version stands in the year of its day and stays there when a next one is opened; what
    is not issued stands in the year it is written for.
    """
    rows = [row for row in _rows(session, deleted=False) if _register_year(row) == year]
    return sorted(rows, key=_place)[::-1]


def list_deleted(session: Session) -> list[RegisterRow]:
    """The bin: papers of every year by their newest version."""
    rows = [row for row in _rows(session, deleted=True) if row.newest]
    return sorted(rows, key=_place)[::-1]


def _rows(session: Session, *, deleted: bool) -> Iterator[RegisterRow]:
    newest = newest_numbers()
    query = (
        select(Paper, PaperVersion, newest.c.number)
        .join(newest, newest.c.paper_id == Paper.id)
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .where(Paper.deleted_at.is_not(None) if deleted else Paper.deleted_at.is_(None))
        .order_by(PaperVersion.updated_at, Paper.id)
    )
    keep = papers_to_keep(session) if deleted else frozenset()
    for paper, version, last in session.execute(query):
        if version.number == last or version.state == PaperState.ISSUED:
            row = _row(paper, version, newest=version.number == last)
            yield replace(row, leaves_on=when_it_leaves(paper, keep)) if deleted else row


def _row(paper: Paper, version: PaperVersion, *, newest: bool) -> RegisterRow:
    copies = _COPIES.search(str(version.form.get("drafter", "")))
    return RegisterRow(
        id=version.id,
        paper_id=paper.id,
        version_number=version.number,
        newest=newest,
        kind=PaperKind(paper.kind),
        paper_type=paper.paper_type,
        year=paper.year,
        title=" ".join(version.title),
        number=version.doc_number,
        symbol=version.doc_symbol,
        day=version.doc_day,
        signer_name=version.signer_name,
        receivers=tuple(_receivers(version)),
        kept_by=next((_KEPT.sub("", one) for one in _ends(version) if _KEPT.match(one)), ""),
        copies=int(copies[1]) if copies else None,
        state=PaperState(version.state),
        reason=version.reason,
        left_over_count=len(version.left_overs),
    )


def _receivers(version: PaperVersion) -> Iterator[str]:
    for line in _ends(version):
        if fold(line).startswith(_AS_ABOVE) and version.addressees:
            yield from (str(one).strip(" ;.") for one in version.addressees)
        elif not _KEPT.match(line):
            yield line


def _ends(version: PaperVersion) -> Iterator[str]:
    return (str(line).strip(" -;.") for line in version.recipients)


def _register_year(row: RegisterRow) -> int:
    return row.day.year if row.issued and row.day else row.year


def _place(row: RegisterRow) -> tuple[bool, date, int, str]:
    digits = re.match(r"\d+", row.number)
    day = row.day if row.issued and row.day else date.min
    return (not row.issued, day, int(digits[0]) if digits else 0, row.number)
