"""History in an officer's words: who did what to which record, field by field, from → to."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlalchemy.orm import Session

from app.domain.redaction import REDACT
from app.domain.topics import Topic
from app.models import Base, Change
from app.queries.record_names import RecordNames
from app.queries.record_words import record_words

#: Kinds of records that one can ask for, as the log's filter calls them.
TOPIC_WORDS: Final = {
    Topic.PAPER: "Văn bản",
    Topic.ACTIVITY: "Hoạt động",
    Topic.FIGURE: "Số liệu và mục tiêu",
    Topic.PARCEL: "Gửi – Nhận, tổng hợp",
    Topic.UNIT: "Đơn vị",
    Topic.OFFICE: "Cơ quan, người dùng, khóa sổ",
    Topic.CATALOGUE: "Danh mục",
    Topic.CAMPAIGN: "Đợt cao điểm",
    Topic.DUTY: "Lịch việc",
    Topic.HISTORY: "In và đưa ra ngoài",
}
ADDED: Final = "Ghi mới"
CHANGED: Final = "Sửa"
BINNED: Final = "Cất vào thùng rác"
TAKEN_BACK: Final = "Lấy lại từ thùng rác"
REMOVED: Final = "Đã xóa hẳn"
ANONYMISED: Final = "Xóa, ẩn danh dữ liệu cá nhân"
_BIN: Final = "deleted_at"
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which lines; empty fields ask for all. ``last`` is in it; ``quiet``: also what the program
    alone writes (order of paragraphs, marks of content)."""

    actor: str = ""
    first: date | None = None
    last: date | None = None
    topic: Topic | None = None
    quiet: bool = False

    def holds(self, at: datetime, actor: str) -> bool:
        """Whether a line of this moment and name fits."""
        day = at.astimezone().date()
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last) and self.actor in ("", actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One line. ``record`` is the title of the whole, ``part`` which part of it, or empty;
    ``field``, ``before`` and ``after`` are in words."""

    id: int
    at: datetime
    actor: str
    done: str
    record_type: str
    record_id: str
    kind: str
    record: str
    part: str
    field: str
    before: str
    after: str
    chain: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, the newest first, and how many fit the filter altogether."""

    rows: tuple[LogRow, ...]
    total: int


def list_log(session: Session, wanted: LogFilter, *, skip: int = 0, most: int = 200) -> LogPage:
    """A page of the whole log.

    Args:
        skip: so many newer lines come before this page.
        most: the length of the page.
    """
    where = _wanted(wanted)
    total = session.scalar(select(func.count()).select_from(Change).where(*where)) or 0
    query = select(Change).where(*where).order_by(Change.id.desc()).offset(skip).limit(most)
    return LogPage(tuple(in_words(session, session.scalars(query).all())), total)


def list_actors(session: Session) -> list[str]:
    """Everybody whose name stands in history, in order."""
    return sorted(session.scalars(select(distinct(Change.actor))))


def lines_of(session: Session, ids: Iterable[str], *, quiet: bool = False) -> list[LogRow]:
    """Everything that happened to some records, the newest first."""
    wanted = sorted(set(ids))
    found: list[Change] = []
    for at in range(0, len(wanted), _CHUNK):
        query = select(Change).where(Change.record_id.in_(wanted[at : at + _CHUNK]))
        found += session.scalars(query if quiet else query.where(*_spoken()))
    found.sort(key=lambda change: change.id, reverse=True)
    return in_words(session, found)


def newest_link(session: Session) -> str:
    """The link of the newest line of history: who holds it on paper can prove the lines before."""
    return session.scalar(select(Change.chain).order_by(Change.id.desc()).limit(1)) or ""


def in_words(session: Session, changes: Sequence[Change]) -> list[LogRow]:
    """Lines as they are read."""
    names = RecordNames(session)
    return [
        _redaction(change) if change.action == REDACT else _row(change, names) for change in changes
    ]


def _redaction(change: Change) -> LogRow:
    """Personal data taken out of earlier lines: why, and of how many."""
    told = json.loads(change.new or "{}")
    return LogRow(
        id=change.id,
        at=change.at,
        actor=change.actor,
        done=ANONYMISED,
        record_type=change.record_type,
        record_id=change.record_id,
        kind="Lịch sử",
        record=str(told.get("reason", "")),
        part="",
        field="",
        before="",
        after=f"{len(told.get('lines', ()))} dòng lịch sử",
        chain=change.chain,
    )


def _row(change: Change, names: RecordNames) -> LogRow:
    old, new = _differing(_value(change.old), _value(change.new))
    table, record = change.record_type, change.record_id
    words = record_words().tables.get(table)
    root = names.root(table, record)
    is_part = root != (table, record)
    name = words.name if words else table
    whole = change.field == "*"
    return LogRow(
        id=change.id,
        at=change.at,
        actor=change.actor,
        done=_done(change, old, new),
        record_type=table,
        record_id=record,
        kind=record_words().tables[root[0]].name if words else table,
        record=names.title(*root),
        part=_part(name, names.title(table, record)) if is_part else "",
        field="" if whole or words is None else words.fields.get(change.field, change.field),
        before=_side(names, change, old),
        after=_side(names, change, new),
        chain=change.chain,
    )


def _part(name: str, title: str) -> str:
    """ "Bản 2", "Tệp đính kèm: Giấy mời.pdf"."""
    return f"{name} {title}" if title.isdigit() else f"{name}: {title}"


def _differing(old: Any, new: Any) -> tuple[Any, Any]:
    """Of two records inside a field only what differs."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old, new
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return {key: old.get(key) for key in keys}, {key: new.get(key) for key in keys}


def _done(change: Change, old: Any, new: Any) -> str:
    if change.action == "insert":
        return ADDED
    if change.action == "delete":
        return REMOVED
    if change.field == _BIN and old is None:
        return BINNED
    return TAKEN_BACK if change.field == _BIN and new is None else CHANGED


def _side(names: RecordNames, change: Change, value: Any) -> str:
    if change.field != "*":
        return names.value(change.record_type, change.field, value)
    return "" if value is None else names.whole(change.record_type, value)


def _wanted(wanted: LogFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [] if wanted.quiet else _spoken()
    if wanted.actor:
        where.append(Change.actor == wanted.actor)
    where += [condition(Change.at) for condition in midnights(wanted)]
    if wanted.topic is not None:
        where.append(Change.record_type.in_(_tables(wanted.topic)))
    return where


def _spoken() -> list[ColumnElement[bool]]:
    """Without the fields that the program alone writes."""
    quiet = [
        and_(Change.record_type == table, Change.field.in_(sorted(words.quiet)))
        for table, words in record_words().tables.items()
        if words.quiet
    ]
    return [~or_(*quiet)]


def _tables(topic: Topic) -> list[str]:
    return [
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if mapper.class_.topic is topic
    ]


def midnights(wanted: LogFilter) -> list[Callable[[Any], ColumnElement[bool]]]:
    """What a moment must fulfil to lie in the days asked for."""
    found: list[Callable[[Any], ColumnElement[bool]]] = []
    if wanted.first is not None:
        first = _midnight(wanted.first)
        found.append(lambda at: at >= first)
    if wanted.last is not None:
        after = _midnight(wanted.last + timedelta(days=1))
        found.append(lambda at: at < after)
    return found


def _midnight(day: date) -> datetime:
    """When a day begins on this machine's clock."""
    return datetime.combine(day, time()).astimezone()


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
