"""Personal data leave the records: by the rules of retention, or one person who asks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.domain.personal_columns import words_of_people
from app.domain.redaction import hidden, pattern_of, without
from app.domain.retention import Action, Kept, Rule
from app.domain.text import fold
from app.errors import NotFoundError, ValidationError
from app.models import Attachment, PaperAttachment, QuarantinedFile
from app.models.redacting import NewWords, in_any_year, redact
from app.queries.personal import hits, lines_hidden, lines_without, model_of
from app.queries.retention import Due, due_lines, due_records, list_rules
from app.services.kept_files import drop_file

NOBODY: Final = "Không thấy người này ở đâu trong sổ; không có gì phải sửa."
_ASKED: Final = "theo yêu cầu của một người"


@dataclass(frozen=True, slots=True)
class Anonymised:
    """How many records and lines of history were changed, how many records stayed as they are."""

    records: int
    lines: int
    kept: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What the rules took away: rules with their counts, lines of history, files nobody names.

    ``files`` are hashes of attachments whose bytes may leave the folder now.
    """

    counts: tuple[tuple[Rule, int], ...]
    lines: int
    files: tuple[str, ...]

    @property
    def records(self) -> int:
        """All of them together."""
        return sum(count for _rule, count in self.counts)


def anonymise_person(session: Session, typed: str) -> Anonymised:
    """Put the mark in the place of a person wherever the law lets; issued papers stay.

    Raises:
        ValidationError: too little to tell one person from others.
        NotFoundError: the person stands nowhere.
    """
    in_any_year(session)
    pattern = pattern_of(typed)
    found = list(hits(session, pattern))
    changed = [hit for hit in found if not hit.kept]
    for hit in changed:
        _replace(session.get(model_of(hit.table), hit.key), hit.columns, pattern)
    session.flush()
    lines = redact(session, f"Ẩn danh {_ASKED}", list(lines_without(session, pattern)))
    if not found and not lines:
        raise NotFoundError(NOBODY)
    return Anonymised(len(changed), lines, len(found) - len(changed))


def apply_rules(session: Session, today: date, wanted: Sequence[Kept]) -> Applied:
    """Take away what is overdue by the rules that were checked.

    Args:
        wanted: kinds that the administrator ticked in the preview.

    Raises:
        ValidationError: a rule of these was not checked, or has no years.
    """
    in_any_year(session)
    rules = [rule for rule in list_rules(session, today) if rule.kept in wanted]
    _refuse_unchecked(rules)
    files: set[str] = set()
    counts: list[tuple[Rule, int]] = []
    lines = 0
    for rule in rules:
        count, rewritten = _apply(session, rule, today, files)
        counts.append((rule, count))
        lines += rewritten
    session.flush()
    return Applied(tuple(counts), lines, tuple(sorted(files - _named(session, files))))


def _refuse_unchecked(rules: Sequence[Rule]) -> None:
    for rule in rules:
        if not rule.checked or rule.years is None:
            raise ValidationError(
                f"Thời hạn của “{rule.name}” chưa được kiểm chứng nên không áp dụng; chưa có gì bị sửa. "
                "Hãy mở Cài đặt, Danh mục, Thời hạn giữ dữ liệu cá nhân, ghi nguồn, số năm rồi đánh dấu "
                "đã kiểm chứng."
            )


def _apply(session: Session, rule: Rule, today: date, files: set[str]) -> tuple[int, int]:
    before = rule.before(today)
    if before is None:
        return 0, 0
    reason = f"Hết thời hạn giữ: {rule.name}"
    if rule.kept is Kept.PAST_NAMES:
        count = redact(session, reason, list(due_lines(session, before)))
        return count, count
    due = due_records(session, rule.kept, before)
    for one in due:
        record = session.get(model_of(one.table), one.id)
        if rule.action is Action.REMOVE:
            _remove(session, record, files)
        else:
            for name in one.columns:
                setattr(record, name, hidden(getattr(record, name)))
    session.flush()
    return len(due), redact(session, reason, _past_words(session, due))


def _past_words(session: Session, due: Sequence[Due]) -> list[NewWords]:
    """Lines of the records: the columns that went, or all words of people of a removed record."""
    by_place: dict[tuple[str, tuple[str, ...]], list[Any]] = {}
    for one in due:
        by_place.setdefault((one.table, one.columns), []).append(one.id)
    words: list[NewWords] = []
    for (table, columns), ids in by_place.items():
        words += lines_hidden(session, table, ids, columns or words_of_people(table))
    return words


def _remove(session: Session, record: Any, files: set[str]) -> None:
    if isinstance(record, Attachment):
        files.add(record.sha256)
    session.delete(record)
    if isinstance(record, QuarantinedFile) and record.kept:
        drop_file(session, record.sha256)


def _named(session: Session, digests: set[str]) -> set[str]:
    """Those of the hashes that a record still names."""
    return {
        digest
        for model in (Attachment, PaperAttachment)
        for digest in session.scalars(select(model.sha256).where(model.sha256.in_(digests)))
    }


def _replace(record: Any, columns: Sequence[str], pattern: re.Pattern[str]) -> None:
    for name in columns:
        old = getattr(record, name)
        new = without(old, pattern)
        setattr(record, name, new)
        if "search" in inspect(type(record)).columns:
            # A folded copy of the words, by which the record is found.
            for before, after in zip(_texts(old), _texts(new), strict=True):
                record.search = record.search.replace(fold(before), fold(after))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []
