"""What a check of the data finds: where, in which record, what was expected, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from app.queries.record_words import record_words

_LONGEST: Final = 120
#: Names of entries by catalogue and code.
Codes = Mapping[tuple[str, str], str]
#: Tables that history does not tell of line by line.
_OTHER_TABLES: Final = {
    "kept_file": "Tệp giữ trong dữ liệu",
    "received_figure": "Số liệu đã nhận",
    "received_activity": "Hoạt động đã nhận",
    "change": "Lịch sử",
    "alembic_version": "Mức dữ liệu",
}
_OTHER_FIELDS: Final = {
    "revision": "số lần sửa",
    "updated_at": "lần sửa cuối",
    "search": "chữ để tìm kiếm",
    "secret": "khóa riêng",
    "size": "cỡ",
    "content": "nội dung",
    "id": "mã bản ghi",
}


class Group(StrEnum):
    """The groups of findings, in the order they are shown."""

    FILE = "Tệp dữ liệu"
    HISTORY = "Lịch sử"
    RECORD = "Bản ghi"
    PAPER = "Văn bản đã ban hành"
    KEPT = "Tệp giữ trong dữ liệu"
    RECEIVED = "Gói số liệu đã nhận"
    ATTACHMENT = "Tệp đính kèm"


class Cure(StrEnum):
    """What mends a finding without touching what anybody wrote."""

    DERIVED = "derived"
    ORPHAN = "orphan"
    INDEX = "index"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Place:
    """A record: its table, its identity (as tables show it), its title in the officer's words."""

    table: str
    record: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """ "Hoạt động “Mít tinh hưởng ứng”"."""
        name = table_words(self.table)
        return f"{name} “{self.title}”" if self.title else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was written. ``todo`` is what the officer can do.

    ``note``: said for honesty only (something that cannot be checked); nothing is wrong.
    """

    group: Group
    what: str
    todo: str
    place: Place | None = None
    field: str = ""
    expected: str = ""
    found: str = ""
    note: bool = False
    cure: Cure | None = None
    #: The column that a whole backup has as expected; "id": the record at all; None: do not ask.
    wanted: str | None = None
    right: Any = None

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        parts = [self.what]
        if self.expected or self.found:
            parts.append(f"Đúng ra: {self.expected}; đang là: {self.found}.")
        return " ".join((*parts, self.todo))


def table_words(table: str) -> str:
    """What a table holds, in the officer's words."""
    known = record_words().tables.get(table)
    return known.name if known else _OTHER_TABLES.get(table, table)


def field_words(table: str, field: str) -> str:
    """What a field is, in the officer's words."""
    known = record_words().tables.get(table)
    found = known.fields.get(field) if known else None
    return found or _OTHER_FIELDS.get(field, field)


def title_of(table: str, values: Mapping[str, Any], codes: Codes | None = None) -> str:
    """The title of a record from its values; ``codes`` names what stands in catalogues."""
    known = record_words().tables.get(table)
    names: Sequence[str] = known.titled if known else ()
    said = [
        value_words(table, name, values.get(name), codes)
        for name in names
        if values.get(name) not in (None, "", [])
    ]
    return ", ".join(said)


def value_words(table: str, field: str, value: Any, codes: Codes | None = None) -> str:
    """A value as it is shown: a code of the program or of a catalogue by its name."""
    if isinstance(value, str) and value:
        words = record_words()
        name = (codes or {}).get((words.catalogue(table, field), value))
        return shown(words.value(table, field, value) or name or value)
    return shown(value)


def shown(value: Any) -> str:
    """A value in a line of a table."""
    if value is None or value in ("", [], {}):
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        value = "; ".join(map(shown, value))
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
