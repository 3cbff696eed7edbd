"""Records by their titles and values in an officer's words, as history tells of them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, Date, Uuid, select
from sqlalchemy.orm import Session

from app.domain.dates import format_date
from app.domain.figures import format_money, format_number
from app.domain.papers import KIND_WORDS, PaperKind, type_words
from app.domain.periods import parse_period
from app.domain.text import clean_line, lower_first
from app.errors import ValidationError
from app.models import CatalogueEntry, Change, PaperNode, PaperVersion
from app.models.base import Base, UtcDateTime
from app.models.figure import DecimalText
from app.queries.record_words import RecordWords, record_words

#: Said for a field that holds nothing.
UNSAID: Final = "chưa ghi"
_LONGEST_TITLE: Final = 90
_MONEY: Final = {"activity_money"}
#: Whole numbers that are names, not counts.
_NAMED: Final = {"year", "number", "sequence", "position"}
_NODE_KEY: Final = "task_key"


class RecordNames:
    """Looks titles up once each; made for one list of lines."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._words: RecordWords = record_words()
        self._values: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._codes: dict[str, dict[str, str]] = {}

    def root(self, table: str, record_id: str) -> tuple[str, str]:
        """Table and identity of the whole that a record is a part of; itself when it is none."""
        words = self._words.tables.get(table)
        owner = str(self.values(table, record_id).get(words.part, "")) if words else ""
        if words is None or not words.part or not owner:
            return table, record_id
        return self.root(_target(table, words.part), owner)

    def title(self, table: str, record_id: str) -> str:
        """What an officer knows a record by; its kind alone when it says no more."""
        key = (table, record_id)
        if key not in self._titles:
            self._titles[key] = "…"  # for records that name each other
            self._titles[key] = self._title(table, self.values(table, record_id), record_id)
        return self._titles[key]

    def values(self, table: str, record_id: str) -> Mapping[str, Any]:
        """The fields of a record as history writes them: as they are, else as they last were."""
        key = (table, record_id)
        if key not in self._values:
            self._values[key] = self._now(table, record_id) or self._past(record_id)
        return self._values[key]

    def value(self, table: str, field: str, value: Any) -> str:
        """A field's value in words."""
        if value is None or value in ("", [], {}):
            return UNSAID
        if isinstance(value, str):
            return self._text(table, field, value)
        if isinstance(value, bool):
            return "có" if value else "không"
        if isinstance(value, int):
            if table in _MONEY:
                return format_money(value)
            return str(value) if field in _NAMED else format_number(value)
        if isinstance(value, list):
            return "; ".join(filter(None, (self._inner(table, field, one) for one in value)))
        return self._inner(table, field, value)

    def whole(self, table: str, values: Mapping[str, Any]) -> str:
        """What a record says as a whole: every field that an officer filled."""
        words = self._words.tables.get(table)
        if words is None:
            return ""
        told = (
            f"{name}: {self.value(table, field, values[field])}"
            for field, name in words.fields.items()
            if field not in words.quiet and field != words.part
            if values.get(field) not in (None, "", [], {}, False)
        )
        return "; ".join(told)

    def _text(self, table: str, field: str, value: str) -> str:
        known = self._words.value(table, field, value)
        if known is not None:
            return known
        catalogue = self._words.catalogue(table, field)
        if catalogue:
            return self._catalogue(catalogue).get(value, value)
        if field == "period":
            with suppress(ValidationError):
                return parse_period(value).in_words
        if field == _NODE_KEY:
            return self._node(value)
        return self._typed(table, field, value)

    def _typed(self, table: str, field: str, value: str) -> str:
        """By the type of the column: a day, a moment, another record, a number."""
        column = _column(table, field)
        kind = column.type if column is not None else None
        with suppress(ValueError):
            if isinstance(kind, UtcDateTime):
                return f"{datetime.fromisoformat(value).astimezone():%H:%M %d/%m/%Y}"
            if isinstance(kind, Date):
                return format_date(date.fromisoformat(value))
            if isinstance(kind, DecimalText):
                number = Decimal(value)
                return format_number(number, max(0, -int(number.as_tuple().exponent)))
        if column is not None and isinstance(kind, Uuid) and column.foreign_keys:
            return self.title(_target(table, field), value)
        return value

    def _inner(self, table: str, field: str, value: Any) -> str:
        """A part of a list or of named parts."""
        match value:
            case dict():
                return ", ".join(self._parts(table, value))
            case [str(text), bool()]:
                return text  # a line of a letterhead, bold or not
            case list():
                return "; ".join(filter(None, (self._inner(table, field, one) for one in value)))
            case bool():
                return "có" if value else "không"
            case float():
                return f"{value:g}".replace(".", ",")
            case None:
                return ""
            case _:
                return self.value(table, field, value)

    def _parts(self, table: str, parts: Mapping[str, Any]) -> Iterator[str]:
        for key, part in parts.items():
            words = self._inner(table, key, part)
            if words:
                yield f"{self._key(key)}: {words}"

    def _key(self, key: str) -> str:
        kinds: Mapping[Any, str] = KIND_WORDS
        return self._words.keys.get(key) or lower_first(kinds.get(key, key))

    def _title(self, table: str, values: Mapping[str, Any], record_id: str) -> str:
        words = self._words.tables.get(table)
        if words is None or not values:
            return words.name if words else ""
        if table == "paper":
            return self._paper(values, record_id)
        told = [
            self.value(table, field, values[field])
            for field in words.titled
            if values.get(field) not in (None, "", [])
        ]
        return _shortened(", ".join(told)) or words.name

    def _paper(self, values: Mapping[str, Any], record_id: str) -> str:
        query = select(PaperVersion.title).where(PaperVersion.paper_id == UUID(record_id))
        lines = self._session.scalar(query.order_by(PaperVersion.number.desc()).limit(1))
        kind = PaperKind(values["kind"])
        if lines:
            return _shortened(f"{KIND_WORDS[kind]} {lower_first(' '.join(lines))}")
        return f"{type_words(kind, values['paper_type'])} · năm {values['year']}"

    def _node(self, key: str) -> str:
        query = select(PaperNode.heading, PaperNode.text).where(PaperNode.key == UUID(key))
        found = self._session.execute(query.limit(1)).first()
        return _shortened(" ".join(filter(None, found))) if found else "nhiệm vụ đã bỏ"

    def _catalogue(self, catalogue: str) -> dict[str, str]:
        if catalogue not in self._codes:
            query = select(CatalogueEntry.code, CatalogueEntry.name)
            found = self._session.execute(query.where(CatalogueEntry.catalogue == catalogue))
            self._codes[catalogue] = {row.code: row.name for row in found}
        return self._codes[catalogue]

    def _now(self, table: str, record_id: str) -> Mapping[str, Any]:
        stored = Base.metadata.tables.get(table)
        if stored is None:
            return {}
        query = select(stored).where(stored.c.id == UUID(record_id))
        found = self._session.execute(query).mappings().first()
        return {} if found is None else json.loads(json.dumps(dict(found), default=str))

    def _past(self, record_id: str) -> Mapping[str, Any]:
        whole = (Change.record_id == record_id) & (Change.field == "*")
        line = self._session.scalars(select(Change).where(whole).order_by(Change.id.desc())).first()
        text = (line.old or line.new) if line else None
        return json.loads(text) if text else {}


def _column(table: str, field: str) -> Column[Any] | None:
    stored = Base.metadata.tables.get(table)
    return None if stored is None else stored.c.get(field)


def _target(table: str, field: str) -> str:
    """The table that a field names a record of."""
    keys = Base.metadata.tables[table].c[field].foreign_keys
    return next(iter(keys)).column.table.name


def _shortened(text: str) -> str:
    line = clean_line(text.replace("\n", " "))
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rstrip()}…"
