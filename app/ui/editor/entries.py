"""What the list beside the text shows: findings, left-overs of last year, what was let stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Final

from app.domain.paper_content import LeftOver
from app.queries.waivers import WaiverRow
from app.ui.editor.mend_words import mend_words
from app.workflows.checks import Checked, Finding, Mend, Severity, find_rule

#: A left-over is listed by its own words, not as a finding.
LEFT_OVER: Final = "left_over"


class Kind(StrEnum):
    """The groups of the list, in their order; the words stand on the screen."""

    BLOCK = "Phải sửa"
    OLD = "Của năm trước"
    WARN = "Nên xem"
    WAIVED = "Đã bỏ qua"


class Sieve(StrEnum):
    """What the list is narrowed to."""

    ALL = "Tất cả"
    BLOCK = "Phải sửa"
    FORM = "Thể thức"
    WORDS = "Câu chữ, số liệu"
    WAIVED = "Đã bỏ qua"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list; ``index`` is a left-over's place in the version."""

    kind: Kind
    message: str
    place: str = ""
    note: str = ""
    fix: str = ""
    finding: Finding | None = None
    left_over: LeftOver | None = None
    index: int = -1
    waiver: WaiverRow | None = None

    @property
    def mend(self) -> Mend | None:
        """What a machine can do about it, unless it was let stand."""
        return self.finding.mend if self.finding and self.waiver is None else None

    @property
    def waivable(self) -> bool:
        """Whether it may be let stand with a reason."""
        return (
            self.finding is not None
            and self.waiver is None
            and find_rule(self.finding.rule).waivable
        )

    @property
    def text(self) -> str:
        """Everything it says, a line each."""
        head = f"{self.kind} · {self.place}" if self.place else str(self.kind)
        return "\n".join(part for part in (head, self.message, self.fix, self.note) if part)


def entries_of(
    checked: Checked, left_overs: Sequence[LeftOver], place_of: Callable[[str], str]
) -> list[Entry]:
    """Every entry in the order of the groups; those let stand come last."""
    found = [entry_of(one, place_of(one.where)) for one in checked.open if one.rule != LEFT_OVER]
    olds = [_of_left_over(index, one) for index, one in enumerate(left_overs)]
    waived = [_of_waived(one, waiver, place_of) for one, waiver in checked.waived]
    order = list(Kind)
    return sorted((*found, *olds, *waived), key=lambda entry: order.index(entry.kind))


@lru_cache(maxsize=2000)
def entry_of(finding: Finding, place: str) -> Entry:
    """The line of a finding."""
    kind = Kind.BLOCK if finding.severity is Severity.BLOCK else Kind.WARN
    return Entry(
        kind=kind,
        message=finding.message,
        place=place,
        note=finding.clause,
        fix=f"Sửa thành: {mend_words(finding.mend)}" if finding.mend else "",
        finding=finding,
    )


def sifted(entries: Iterable[Entry], sieve: Sieve) -> list[Entry]:
    """The entries a sieve lets through; those let stand only by their own."""
    return [entry for entry in entries if _passes(entry, sieve)]


def counted(entries: Iterable[Entry]) -> str:
    """How many of each, as "3 phải sửa · 5 nên xem · 2 đã bỏ qua"; empty when there are none."""
    words = {
        Kind.BLOCK: "phải sửa",
        Kind.OLD: "chỗ của năm trước cần xác nhận",
        Kind.WARN: "nên xem",
        Kind.WAIVED: "đã bỏ qua",
    }
    kinds = [entry.kind for entry in entries]
    return " · ".join(f"{kinds.count(kind)} {words[kind]}" for kind in Kind if kind in kinds)


def with_groups(entries: Iterable[Entry]) -> list[Entry | str]:
    """The entries, sorted by group, with a line of words over each group."""
    rows: list[Entry | str] = []
    for kind, group in groupby(entries, key=lambda entry: entry.kind):
        members = list(group)
        rows += [f"{kind} ({len(members)})", *members]
    return rows


def _passes(entry: Entry, sieve: Sieve) -> bool:
    if (entry.kind is Kind.WAIVED) != (sieve is Sieve.WAIVED):
        return False
    if sieve is Sieve.BLOCK:
        return entry.kind is not Kind.WARN
    if sieve in (Sieve.FORM, Sieve.WORDS):
        family = find_rule(entry.finding.rule).family if entry.finding else ""
        return family == ("form" if sieve is Sieve.FORM else "proof")
    return True


def _of_left_over(index: int, left_over: LeftOver) -> Entry:
    return Entry(
        kind=Kind.OLD,
        message=f"{left_over.found}: {left_over.why}",
        place=left_over.where,
        left_over=left_over,
        index=index,
    )


def _of_waived(finding: Finding, waiver: WaiverRow, place_of: Callable[[str], str]) -> Entry:
    return Entry(
        kind=Kind.WAIVED,
        message=finding.message,
        place=place_of(finding.where),
        note=f"Lý do: {waiver.reason} (ngày {waiver.given_at.astimezone():%d/%m/%Y})",
        finding=finding,
        waiver=waiver,
    )
