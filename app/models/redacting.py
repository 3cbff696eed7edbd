"""Personal data taken out of lines of history; the chain stays provable (app.domain.redaction)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from app.domain.change_chain import LINKED, link
from app.domain.redaction import REDACT, REDACTED_TYPE, record
from app.domain.topics import Topic
from app.models.change_lines import CHANGES, append, tell

_AT_ONCE: Final = 400
_ANY_YEAR: Final = "any year"


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a line of history shall say from now on, as JSON texts."""

    line_id: int
    old: str | None
    new: str | None


def in_any_year(session: Session) -> None:
    """Personal data leave closed years too: what was counted and signed there stays as it was."""
    session.info[_ANY_YEAR] = True


def is_in_any_year(session: Session) -> bool:
    """Whether this session takes out personal data."""
    return bool(session.info.get(_ANY_YEAR))


def redact(session: Session, reason: str, wanted: Sequence[NewWords]) -> int:
    """Rewrite what lines say, and record it as a line of its own.

    Args:
        reason: why, in words without the person; it stands in history.

    Returns:
        how many lines were rewritten.
    """
    session.flush()
    recorded: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        words = {one.line_id: one for one in wanted[start : start + _AT_ONCE]}
        query = select(CHANGES).where(CHANGES.c.id.in_(words))
        for line in session.connection().execute(query).mappings().all():
            _rewrite(session, line, words[line["id"]], recorded)
    if recorded:
        told = {"action": REDACT, "record_type": REDACTED_TYPE, "record_id": "", "field": "*"}
        append(session, [{**told, "old": None, "new": record(reason, recorded)}])
        tell(session, Topic.HISTORY)
    return len(recorded)


def _rewrite(session: Session, line: RowMapping, words: NewWords, recorded: dict[str, str]) -> None:
    if (line["old"], line["new"]) == (words.old, words.new):
        return
    session.connection().execute(
        CHANGES.update().where(CHANGES.c.id == line["id"]).values(old=words.old, new=words.new)
    )
    now = {**line, "old": words.old, "new": words.new}
    recorded[line["chain"]] = link(_before(session, line), _linked(now))


def _linked(line: Mapping[str, Any]) -> dict[str, Any]:
    covered = {name: line[name] for name in LINKED}
    return {**covered, "at": line["at"].isoformat()}


def _before(session: Session, line: RowMapping) -> str:
    query = (
        select(CHANGES.c.chain)
        .where(CHANGES.c.strand == line["strand"], CHANGES.c.id < line["id"])
        .order_by(CHANGES.c.id.desc())
        .limit(1)
    )
    return session.connection().execute(query).scalar() or ""
