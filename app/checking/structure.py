"""The file itself: pages, indexes, tables, rows that point to nothing."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from app.checking.findings import Cure, Finding, Group, Place, field_words, table_words, title_of
from app.checking.stream import shown_id
from app.db.migrate import HEAD
from app.domain.text import upper_first
from app.models import Base

_MOST: Final = 100
#: What SQLite says of an index that does not fit its table; it can be made anew from the table.
_INDEX: Final = re.compile(r"\bindex (\w+)$|missing from index (\w+)")
_RESCUE: Final = "Hãy phục hồi từ bản sao lưu, hoặc cứu dữ liệu khi mở lại chương trình."
_CURED: Final = "Chương trình tự sửa được (bấm “Sửa những gì sửa được”)."


def file_findings(connection: Connection) -> Iterator[Finding]:
    """Damage of the file, missing parts of it, rows whose owner is gone."""
    yield from _level(connection)
    yield from _parts(connection)
    if connection.dialect.name == "sqlite":
        yield from _damage(connection)
        yield from _strange(connection)
        yield from _pointers(connection)


def _level(connection: Connection) -> Iterator[Finding]:
    found = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    if found != [HEAD]:
        yield Finding(
            group=Group.FILE,
            what="Mức dữ liệu ghi trong tệp bị sửa ngoài chương trình.",
            todo="Hãy phục hồi từ bản sao lưu gần nhất.",
            place=Place("alembic_version"),
            expected=HEAD,
            found=", ".join(map(str, found)) or "(trống)",
        )


def _parts(connection: Connection) -> Iterator[Finding]:
    """Tables, columns and indexes that the program needs."""
    look = inspect(connection)
    there = set(look.get_table_names())
    for table in Base.metadata.sorted_tables:
        if table.name not in there:
            yield _file(f"Bảng “{table_words(table.name)}” không còn trong tệp dữ liệu.", _RESCUE)
            continue
        known = {column["name"] for column in look.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                words = field_words(table.name, column.name)
                yield _file(f"Bảng “{table_words(table.name)}” thiếu mục “{words}”.", _RESCUE)
        made = {index["name"] for index in look.get_indexes(table.name)}
        for index in table.indexes:
            if index.name not in made:
                words = f"Mục lục của bảng “{table_words(table.name)}” bị mất."
                yield _file(words, _CURED, Cure.INDEX)


def _damage(connection: Connection) -> Iterator[Finding]:
    """What SQLite's own check of every page says."""
    try:
        answers = list(connection.execute(text(f"PRAGMA integrity_check({_MOST})")).scalars())
    except DatabaseError as error:
        answers = [str(error.orig)]
    cured: set[str] = set()
    for answer in map(str, answers):
        index = _INDEX.search(answer)
        name = (index[1] or index[2]) if index else ""
        if answer == "ok" or name in cured:
            continue
        if name:
            cured.add(name)
            yield _file("Một mục lục của tệp dữ liệu không khớp với bảng.", _CURED, Cure.INDEX)
        else:
            yield _file(f"Tệp dữ liệu có chỗ hỏng: {answer[:200]}.", _RESCUE)


def _strange(connection: Connection) -> Iterator[Finding]:
    """Parts that no version of the program makes: they may change what is written."""
    known = {*Base.metadata.tables, "alembic_version"}
    rows = connection.execute(text("SELECT type, name FROM sqlite_master"))
    for kind, name in rows.all():
        is_strange = kind in ("trigger", "view") or (kind == "table" and name not in known)
        if is_strange and not str(name).startswith("sqlite_"):
            yield _file(
                f"Tệp dữ liệu có phần lạ “{name}” không phải do chương trình tạo.",
                "Hãy hỏi người đã cài; nếu không ai biết thì phục hồi từ bản sao lưu.",
            )


def _pointers(connection: Connection) -> Iterator[Finding]:
    """Rows that belong to something that is not there."""
    rows = connection.execute(text("PRAGMA foreign_key_check")).all()
    for name, row_id, parent, number in rows[:_MOST]:
        keys = connection.execute(text(f'PRAGMA foreign_key_list("{name}")')).all()
        column = next((key[3] for key in keys if key[0] == number), "")
        place = _place(connection, str(name), row_id)
        words = field_words(str(name), str(column))
        yield Finding(
            group=Group.FILE,
            what=(
                f"{place.words}: mục “{words}” trỏ đến một bản ghi không còn "
                f"({table_words(str(parent)).lower()})."
            ),
            todo="Bản ghi kia đã bị xóa ngoài chương trình; hãy phục hồi từ bản sao lưu.",
            place=place,
            field=upper_first(words),
            expected="bản ghi có trong sổ",
            found="không còn",
        )


def _place(connection: Connection, name: str, row_id: Any) -> Place:
    if row_id is None or name not in Base.metadata.tables:
        return Place(name)
    query = text(f'SELECT * FROM "{name}" WHERE rowid = :row_id')  # noqa: S608 - a name of ours
    row = connection.execute(query, {"row_id": row_id}).mappings().first()
    if row is None:
        return Place(name)
    return Place(name, shown_id(row.get("id", "")), title_of(name, dict(row)))


def _file(what: str, todo: str, cure: Cure | None = None) -> Finding:
    return Finding(group=Group.FILE, what=what, todo=todo, cure=cure)
