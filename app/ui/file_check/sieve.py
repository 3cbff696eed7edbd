"""What of a file's findings is shown, and what they come to in one sentence."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from app.ui.editor.entries import Entry, Kind
from app.workflows.checks import find_rule

CLEAN: Final = "Không thấy chỗ nào phải sửa."


class Sieve(StrEnum):
    """What the list is narrowed to: a weight, or a family of rules."""

    ALL = "Tất cả"
    BLOCK = "Phải sửa"
    WARN = "Nên xem"
    FORM = "Thể thức"
    LOOKS = "Trình bày"
    PROOF = "Câu chữ, số liệu"


_WEIGHTS: Final = {Sieve.BLOCK: Kind.BLOCK, Sieve.WARN: Kind.WARN}


def sifted(entries: Iterable[Entry], sieve: Sieve) -> list[Entry]:
    """The entries a sieve lets through."""
    if sieve is Sieve.ALL:
        return list(entries)
    if sieve in _WEIGHTS:
        return [entry for entry in entries if entry.kind is _WEIGHTS[sieve]]
    family = sieve.name.lower()
    return [
        entry
        for entry in entries
        if entry.finding is not None and find_rule(entry.finding.rule).family == family
    ]


def verdict(papers: Sequence[Sequence[Entry]]) -> str:
    """What all papers of a file come to: "1 chỗ phải sửa, 12 chỗ nên xem trong 2 văn bản"."""
    kinds = [entry.kind for entries in papers for entry in entries]
    if not kinds:
        return CLEAN
    words = {Kind.BLOCK: "phải sửa", Kind.WARN: "nên xem"}
    counts = [f"{kinds.count(kind)} chỗ {words[kind]}" for kind in words if kind in kinds]
    inside = f" trong {len(papers)} văn bản" if len(papers) > 1 else ""
    return f"{', '.join(counts)}{inside}"
