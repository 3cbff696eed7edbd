"""The state of every record made anew from history and laid beside what the tables hold."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, column, func, select, table

from app.checking.findings import (
    Codes,
    Cure,
    Finding,
    Group,
    Place,
    field_words,
    shown,
    title_of,
    value_words,
)
from app.checking.stream import raw_rows, shown_id, streamed
from app.checking.values import plain_of
from app.db.history import UNTOLD
from app.domain.text import upper_first
from app.jobs import JobContext
from app.models import Base
from app.models.base import Entity

#: Tables of which history tells every record.
TOLD: Final = tuple(sorted(one.__tablename__ for one in Entity.__subclasses__()))
_CHANGE: Final = Base.metadata.tables["change"]
_UPGRADED: Final = {("paper", "period")}
_STEP: Final = 5_000
_RESTORE: Final = "Nếu không phải cơ quan chủ ý sửa, hãy xem lại trong bản sao lưu."


@dataclass(slots=True)
class Story:
    """What history tells of one record; ``values`` None: it was removed. ``whole``: from its
    beginning, and every line could be read."""

    values: dict[str, Any] | None = None
    whole: bool = True
    newest: Any = None

    def hear(self, line: Any) -> None:
        """The next line."""
        self.newest = line.at
        try:
            old_new = [None if text is None else json.loads(text) for text in (line.old, line.new)]
        except ValueError:
            self.whole = False
            return
        if line.action == "insert":
            self.values = dict(old_new[1]) if isinstance(old_new[1], dict) else {}
        elif line.action == "delete":
            self.values = None
        elif self.values is None:
            self.whole = False
            self.values = {line.field: old_new[1]}
        else:
            self.values[line.field] = old_new[1]


@dataclass(frozen=True, slots=True)
class Lost:
    """A record that history tells whole and no table holds; ``newest``: when it was last written."""

    table: str
    values: dict[str, Any]
    newest: Any


@dataclass(frozen=True, slots=True)
class _Missing:
    """A record that history tells of and no table holds, or a pointer that is empty: right when
    what it belonged to was removed."""

    finding: Finding
    record: str
    parents: tuple[str, ...]
    lost: Lost | None = None


@dataclass(slots=True)
class Replay:
    """One pass over history and all tables, in the order of identities."""

    connection: Connection
    job: JobContext
    #: Filled by ``findings``.
    lost: list[Lost] = field(default_factory=list)
    codes: Codes = field(default_factory=dict)
    _open: list[_Missing] = field(default_factory=list)

    def findings(self) -> Iterator[Finding]:
        """Every record and every field that differs."""
        self.codes = _codes(self.connection)
        total = self.connection.execute(select(func.count()).select_from(_CHANGE)).scalar() or 0
        done = 0
        for _key, items in groupby(self._merged(), key=lambda item: item[0]):
            stories: dict[str, Story] = {}
            rows: dict[str, Mapping[str, Any]] = {}
            for _, name, item in items:
                if name:
                    rows[name] = item
                else:
                    stories.setdefault(item.record_type, Story()).hear(item)
                    done += 1
                    if done % _STEP == 0:
                        self.job.step(done, total, "Đối chiếu bản ghi với lịch sử")
            for name in stories.keys() | rows.keys():
                yield from self._record(name, stories.get(name), rows.get(name))
        yield from self._not_removed()

    def _merged(self) -> Iterator[tuple[str, str, Any]]:
        tables = (_keyed(name, raw_rows(self.connection, name, _columns(name))) for name in TOLD)
        return merge(self._lines(), *tables, key=lambda item: item[0])

    def _lines(self) -> Iterator[tuple[str, str, Any]]:
        # Raw: a value that was damaged is compared, not read as what it should be.
        names = ("record_type", "record_id", "action", "field", "old", "new", "at")
        by_id: Any = column("record_id")
        if self.connection.dialect.name != "sqlite":
            by_id = by_id.collate("C")
        query = (
            select(*map(column, names))
            .select_from(table("change"))
            .where(column("record_type").in_(TOLD))
            .order_by(by_id, column("id"))
        )
        return _keyed_lines(streamed(self.connection, query))

    def _record(
        self, name: str, story: Story | None, row: Mapping[str, Any] | None
    ) -> Iterator[Finding]:
        if row is None:
            if story is not None and story.values is not None:
                self._missing(name, story)
        elif story is None or (story.values is None and story.whole):
            yield _added(name, row, self.codes)
        elif story.values is not None:
            yield from self._fields(name, story, row)

    def _missing(self, name: str, story: Story) -> None:
        values = story.values or {}
        record = str(values.get("id", ""))
        place = Place(name, record, title_of(name, values, self.codes))
        finding = Finding(
            group=Group.RECORD,
            what=f"{place.words} đã bị xóa ngoài chương trình.",
            todo=_RESTORE,
            place=place,
            expected="có trong sổ",
            found="không còn",
            wanted="id",
        )
        lost = Lost(name, values, story.newest) if story.whole else None
        parents = tuple(_parents(name, values, "CASCADE"))
        self._open.append(_Missing(finding, record, parents, lost))

    def _fields(self, name: str, story: Story, row: Mapping[str, Any]) -> Iterator[Finding]:
        columns = Base.metadata.tables[name].columns
        values = story.values or {}
        place = Place(name, shown_id(row["id"]), title_of(name, values, self.codes))
        for one in columns:
            if one.name in UNTOLD:
                continue
            if not story.whole and one.name not in values:
                continue
            told, expected = _expected(one, values)
            found = plain_of(one)(row[one.name])
            if not told or found == expected:
                continue
            finding = _differs(place, one.name, expected, found, self.codes)
            if found is None and _sets_null(one):
                self._open.append(_Missing(finding, "", (str(expected),)))
            else:
                yield finding
        yield from _counted(place, row, story.newest)

    def _not_removed(self) -> Iterator[Finding]:
        """What is missing although nothing it belonged to was removed."""
        c = _CHANGE.c
        gone = set(
            self.connection.execute(select(c.record_id).where(c.action == "delete")).scalars()
        )
        left, before = self._open, -1
        while len(left) != before:
            before = len(left)
            went = [one for one in left if not gone.isdisjoint(one.parents)]
            gone |= {one.record for one in went if one.record}
            left = [one for one in left if gone.isdisjoint(one.parents)]
        for one in left:
            if one.lost is not None:
                self.lost.append(one.lost)
            yield one.finding


def _codes(connection: Connection) -> Codes:
    rows = raw_rows(connection, "catalogue_entry", ["catalogue", "code", "name"])
    return {(str(row["catalogue"]), str(row["code"])): str(row["name"]) for row in rows}


def _columns(name: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[name].columns]


def _keyed(name: str, rows: Iterable[Any]) -> Iterator[tuple[str, str, Any]]:
    for row in rows:
        yield str(row["id"]).replace("-", ""), name, row


def _keyed_lines(lines: Iterable[Any]) -> Iterator[tuple[str, str, Any]]:
    for line in lines:
        yield str(line.record_id).replace("-", ""), "", line


def _expected(column: Column[Any], values: Mapping[str, Any]) -> tuple[bool, Any]:
    """Whether the value is known, and the value; what an insert leaves out is the default."""
    if column.name in values:
        return True, plain_of(column)(values[column.name])
    if (column.table.name, column.name) in _UPGRADED:
        # An upgrade wrote it from other fields (migration 0004).
        return False, None
    if column.default is None:
        return True, None
    default: Any = column.default
    made = default.arg(None) if default.is_callable else default.arg
    return made in ([], {}) or not default.is_callable, plain_of(column)(made)


def _parents(name: str, values: Mapping[str, Any], rule: str) -> Iterator[str]:
    """What a record goes away with."""
    table: Table = Base.metadata.tables[name]
    for key in table.foreign_keys:
        points_to = values.get(key.parent.name)
        if key.ondelete == rule and points_to:
            yield str(points_to)


def _sets_null(column: Column[Any]) -> bool:
    return any(key.ondelete == "SET NULL" for key in column.foreign_keys)


def _added(name: str, row: Mapping[str, Any], codes: Codes) -> Finding:
    place = Place(name, shown_id(row["id"]), title_of(name, row, codes))
    return Finding(
        group=Group.RECORD,
        what=f"{place.words} được thêm ngoài chương trình: lịch sử không có bản ghi này.",
        todo="Hãy kiểm tra ai đã thêm; nếu không đúng thì xóa bản ghi này trong chương trình.",
        place=place,
        expected="không có trong sổ",
        found="có",
    )


def _differs(place: Place, field_name: str, expected: Any, found: Any, codes: Codes) -> Finding:
    words = field_words(place.table, field_name)
    return Finding(
        group=Group.RECORD,
        what=f"{place.words}: mục “{words}” bị sửa ngoài chương trình.",
        todo=_RESTORE,
        place=place,
        field=upper_first(words),
        expected=value_words(place.table, field_name, expected, codes),
        found=value_words(place.table, field_name, found, codes),
        wanted=field_name,
        right=expected,
    )


def _counted(place: Place, row: Mapping[str, Any], newest: Any) -> Iterator[Finding]:
    """The number of changes and the moment of the last, which the program keeps for itself."""
    columns = Base.metadata.tables[place.table].columns
    revision = plain_of(columns["revision"])(row["revision"])
    if not isinstance(revision, int) or revision < 1:
        yield _technical(place, "revision", "từ 1 trở lên", row["revision"])
    at = plain_of(columns["updated_at"])(row["updated_at"])
    if not isinstance(at, str):
        yield _technical(place, "updated_at", shown(newest), row["updated_at"])


def _technical(place: Place, field_name: str, expected: str, found: Any) -> Finding:
    words = field_words(place.table, field_name)
    return Finding(
        group=Group.RECORD,
        what=f"{place.words}: {words} không đúng.",
        todo="Chương trình tự sửa được (bấm “Sửa những gì sửa được”).",
        place=place,
        field=upper_first(words),
        expected=expected,
        found=shown(found),
        cure=Cure.REVISION,
    )
