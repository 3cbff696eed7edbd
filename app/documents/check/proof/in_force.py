"""Cited documents on the day of issue: still in force, and older than the paper."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from app.documents.check.facts import CheckFacts, LegalBasis
from app.documents.check.finding import Finding
from app.documents.check.passages import Part, Passage, Sheet
from app.documents.check.proof.catalogue import (
    basis_of,
    cited_as,
    issue_span,
    laws_in,
    successor,
)
from app.documents.check.proof.citations import Citation, citations_of
from app.documents.check.proof.wording import SENTENCES, found_in, readable
from app.domain.dates import format_date

# What is summed up or replaced may be over.
_LOOKS_BACK: Final = re.compile(
    r"tổng kết|sơ kết|đánh giá kết quả|kết quả thực hiện|thay thế|hết hiệu lực|kế thừa|trước đây",
    re.IGNORECASE,
)

_When = tuple[CheckFacts, tuple[date, date]]


def cited_in_force(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rules base_in_force and cited_younger, over bases and sentences."""
    span = issue_span(facts, sheet.document.day, sheet.document.year)
    for passage in sheet.passages:
        if passage.part not in SENTENCES:
            continue
        text = readable(passage.text)
        for citation in citations_of(text):
            yield from _of_citation(passage, text, citation, (facts, span))
            yield from _younger(passage, text, citation, sheet.document.day or facts.today)
        for law in laws_in(text, facts):
            if not _in_force(law.basis, span):
                yield _expired(passage, text[law.start : law.end], law.basis, (facts, span))


def _in_force(basis: LegalBasis, span: tuple[date, date]) -> bool:
    """Whether it holds on some day of the span."""
    begun = basis.valid_from is None or basis.valid_from <= span[1]
    return begun and (basis.valid_to is None or basis.valid_to >= span[0])


def _of_citation(passage: Passage, text: str, citation: Citation, when: _When) -> Iterator[Finding]:
    facts, span = when
    basis = basis_of(citation, facts)
    if basis is None or _in_force(basis, span):
        return
    if passage.part is not Part.BASE and _LOOKS_BACK.search(text):
        return
    quote = text[citation.start : citation.end]
    yield _expired(passage, quote, basis, when)


def _expired(passage: Passage, quote: str, basis: LegalBasis, when: _When) -> Finding:
    facts, span = when
    if basis.valid_from is not None and span[1] < basis.valid_from:
        why = f"{cited_as(basis)} đến ngày {format_date(basis.valid_from)} mới có hiệu lực."
        return found_in(passage, "base_in_force", quote, why)
    why = f"{cited_as(basis)} hết hiệu lực sau ngày {format_date(basis.valid_to)}."
    new = successor(basis, facts)
    why += f" Văn bản thay thế: {cited_as(new)}." if new else " Tìm văn bản thay thế hoặc bỏ."
    return found_in(passage, "base_in_force", quote, why)


def _younger(passage: Passage, text: str, citation: Citation, day: date) -> Iterator[Finding]:
    cited = citation.day.day if citation.day else None
    if cited is None or cited <= day:
        return
    quote = text[citation.start : citation.end]
    why = (
        f"Văn bản được nhắc đến ghi ngày {format_date(cited)}, sau ngày {format_date(day)} của "
        "văn bản này. Kiểm tra lại ngày."
    )
    yield found_in(passage, "cited_younger", quote, why)
