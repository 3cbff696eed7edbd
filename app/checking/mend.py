"""What a check found and the program may put right itself: never what anybody wrote."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, text

from app.checking.derived import Searched
from app.checking.findings import Cure, Finding, table_words
from app.checking.stream import raw_rows
from app.checking.values import plain_of
from app.db.backup import make_backup
from app.db.database import Database
from app.db.errors import translated
from app.errors import ValidationError
from app.files import explain_os_error
from app.models import Base
from app.paths import DataPaths

#: Where files that no record speaks of are moved to, beside the attachments.
SPARE_ROOM: Final = "tep-thua"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was put right, in sentences; ``backup`` was made before."""

    backup: Path
    done: tuple[str, ...]


def mend(
    db: Database, paths: DataPaths, findings: Iterable[Finding], now: datetime
) -> Mended | None:
    """Put right what has a cure, after a backup; None when nothing has.

    Raises:
        ValidationError: the data lie on a server.
        DataFileError: the backup failed (nothing is mended), or the disk refuses.
    """
    cured = [one for one in findings if one.cure is not None]
    if not cured:
        return None
    if db.server:
        raise ValidationError(
            "Dữ liệu nằm trên máy chủ nên chương trình không tự sửa; mọi thứ giữ nguyên. Hãy nhờ người "
            "quản trị máy chủ."
        )
    backup = make_backup(db.engine, paths.backups, reason="truoc-sua", now=now)
    done: list[str] = []
    with translated(), db.engine.execution_options(begin="IMMEDIATE").begin() as connection:
        kinds = {one.cure for one in cured}
        if Cure.INDEX in kinds:
            done += _indexes(connection)
        done += _derived(connection, [one for one in cured if one.cure is Cure.DERIVED])
        done += _counted(connection, [one for one in cured if one.cure is Cure.REVISION])
    done += _spare(paths, [one for one in cured if one.cure is Cure.ORPHAN])
    return Mended(backup, tuple(done))


def _indexes(connection: Connection) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    connection.execute(text("REINDEX"))
    yield "Đã lập lại mục lục của mọi bảng."


def _derived(connection: Connection, findings: list[Finding]) -> Iterator[str]:
    searched = Searched(connection)
    for name, records in _by_table(findings).items():
        columns = Base.metadata.tables[name].columns
        makers = {column.name: plain_of(column) for column in columns}
        found = {}
        for raw in raw_rows(connection, name, [*makers]):
            row = {key: make(raw[key]) for key, make in makers.items()}
            if row["id"] in records:
                found[raw["id"]] = searched.right(name, row)
        query = text(f'UPDATE "{name}" SET search = :right WHERE id = :id')  # noqa: S608
        for key, right in found.items():
            connection.execute(query, {"id": key, "right": right})
        yield f"Đã ghi lại chữ để tìm kiếm của {len(found)} bản ghi ({table_words(name).lower()})."


def _counted(connection: Connection, findings: list[Finding]) -> Iterator[str]:
    """The moment of the last change is that of the newest line of history."""
    for name, records in _by_table(findings).items():
        query = text(
            f'UPDATE "{name}" SET '  # noqa: S608 - a name of ours
            "revision = CASE WHEN typeof(revision) = 'integer' AND revision > 0 THEN revision "
            "ELSE 1 END, updated_at = COALESCE((SELECT at FROM change WHERE record_id = :told "
            "ORDER BY id DESC LIMIT 1), updated_at) WHERE id = :id"
        )
        for record in records:
            connection.execute(query, {"id": UUID(record).hex, "told": record})
        words = table_words(name).lower()
        yield f"Đã ghi lại số lần sửa và lần sửa cuối của {len(records)} bản ghi ({words})."


def _spare(paths: DataPaths, findings: list[Finding]) -> Iterator[str]:
    if not findings:
        return
    room = paths.root / SPARE_ROOM
    moved = 0
    try:
        room.mkdir(exist_ok=True)
        for finding in findings:
            source = paths.attachments / finding.found
            if source.is_file():
                source.replace(_free(room, finding.found))
                moved += 1
    except OSError as error:
        raise explain_os_error(error) from error
    yield f"Đã chuyển {moved} tệp không thuộc bản ghi nào sang thư mục “{SPARE_ROOM}”."


def _free(room: Path, name: str) -> Path:
    """A name that nothing has there yet: nothing is overwritten."""
    path, number = room / name, 1
    while path.exists():
        number += 1
        path = room / f"{number}-{name}"
    return path


def _by_table(findings: Iterable[Finding]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in findings:
        if one.place is not None:
            found.setdefault(one.place.table, set()).add(one.place.record)
    return found
