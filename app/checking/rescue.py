"""A damaged data file: kept as it is, what can be read is written into a new file, and told."""

import contextlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, Table

from app.checking.check import check_data
from app.checking.rebuilding import rebuild
from app.checking.replay import TOLD, Replay
from app.checking.rescue_report import rescue_text
from app.checking.rescued import Rescued, TableRescue
from app.checking.salvage import Raw, Salvage, copy_all, open_salvage
from app.db.backup import list_backups
from app.db.chain import broken_links, holds, read_anchor, retire_anchor
from app.db.database import Database
from app.db.engine import connect_file, file_errors, make_engine
from app.db.errors import explain_sqlite_error, translated
from app.db.health import DamagedFileError
from app.db.migrate import HEAD, upgrade
from app.db.swapping import copy_beside, set_aside, swap_in
from app.errors import DataFileError
from app.files import explain_os_error, put_in_place
from app.jobs import JobContext
from app.lock import FolderLock
from app.models import Base
from app.paths import DataPaths

_AT_ONCE: Final = 500
_PAGE: Final = 4096
#: Tables without row numbers, and their keys.
_KEYED: Final = {
    name: ", ".join(column.name for column in table.primary_key)
    for name, table in Base.metadata.tables.items()
    if table.dialect_options["sqlite"]["with_rowid"] is False
}


@dataclass(slots=True)
class _Work:
    """One rescue on its way; by table what was read, refused and broken."""

    salvage: Salvage
    new: Any
    job: JobContext
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    broken: set[str] = field(default_factory=set)
    #: Keys that the damaged file's own index knows, where it can be read.
    known: dict[str, set[Any]] = field(default_factory=dict)


def rescue(paths: DataPaths, now: datetime, job: JobContext) -> Rescued:
    """Write what can be read of the data file into a new one; the file itself is not touched.

    Raises:
        DamagedFileError: nothing can be read; the damaged file and its copy stay.
        DataFileError: the disk refuses.
        CancelledError: the officer stopped it; the copy of the damaged file stays.
    """
    folder = paths.root / f"hong-{now:%Y%m%d-%H%M%S}"
    work_room = folder / "dang-lam"
    try:
        with FolderLock(paths.lock):
            copy_all(paths.database, folder)
            copy = copy_all(paths.database, work_room)
        try:
            with translated():
                return _rescued(paths, folder, copy, now, job)
        finally:
            shutil.rmtree(work_room, ignore_errors=True)
    except OSError as error:
        raise explain_os_error(error) from error
    except file_errors() as error:
        raise explain_sqlite_error(error) or DataFileError(
            "Không cứu được dữ liệu; tệp bị hỏng giữ nguyên. Hãy phục hồi từ bản sao lưu.",
            detail=type(error).__name__,
        ) from error


def take_rescued(paths: DataPaths, rescued: Rescued, now: datetime) -> Path | None:
    """Let the rescued file take the place of the damaged one, as the officer has agreed.

    Returns:
        where the damaged file is kept.

    Raises:
        DataFileError: the disk refuses; everything is as before.
    """
    try:
        with FolderLock(paths.lock):
            beside = copy_beside(rescued.file, paths.database)
            kept = set_aside(paths.database, now)
            retire_anchor(paths.logs, now)
            swap_in(beside, paths.database)
    except OSError as error:
        raise explain_os_error(error) from error
    return kept


def _rescued(paths: DataPaths, folder: Path, copy: Path, now: datetime, job: JobContext) -> Rescued:
    key = paths.vault.key
    target = folder / "cuu-duoc.db"
    if not copy.exists() or not copy.stat().st_size:
        raise _nothing()
    salvage = _opened(paths, copy, key)
    try:
        target.unlink(missing_ok=True)
        upgrade(target, folder, key)
        new = connect_file(target, key)
        work = _Work(salvage, new, job)
        try:
            _read_all(work)
        finally:
            new.close()
    finally:
        salvage.close()
    engine = make_engine(target, key=key)
    try:
        return _told(paths, folder, target, engine, work, now)
    finally:
        engine.dispose()


def _opened(paths: DataPaths, copy: Path, key: bytes | None) -> Salvage:
    """The working copy, with the first page of the newest backup when its own tells nothing."""
    with contextlib.suppress(*file_errors()):
        salvage = open_salvage(copy, key)
        if _known(salvage):
            return salvage
        salvage.close()
    for backup in list_backups(paths.backups)[:1] if key is None else ():
        with backup.path.open("rb") as whole, copy.open("rb+") as file:
            if file.seek(0, 2) < 2 * _PAGE:
                break
            file.seek(0)
            file.write(whole.read(_PAGE))
        with contextlib.suppress(*file_errors()):
            salvage = open_salvage(copy, key)
            if _known(salvage):
                return salvage
            salvage.close()
    raise _nothing()


def _nothing() -> DamagedFileError:
    return DamagedFileError(
        "Không đọc được gì từ tệp dữ liệu bị hỏng; tệp đó và một bản chép của nó được giữ nguyên. "
        "Hãy phục hồi từ bản sao lưu gần nhất."
    )


def _known(salvage: Salvage) -> bool:
    """Whether it still has tables of ours at the level of this program."""
    if not salvage.tables() & {"change", *TOLD}:
        return False
    level = {row[0] for row in salvage.rows("alembic_version", ["version_num"])}
    if level - {HEAD} and all(str(one).isascii() and str(one).isdigit() for one in level):
        raise DamagedFileError(
            "Tệp dữ liệu bị hỏng được ghi bằng bản chương trình khác nên không cứu được bằng bản này; tệp "
            "giữ nguyên. Hãy phục hồi từ bản sao lưu gần nhất."
        )
    return True


def _read_all(work: _Work) -> None:
    work.new.execute("PRAGMA foreign_keys=OFF")
    there = work.salvage.tables()
    tables = Base.metadata.sorted_tables
    for number, table in enumerate(tables):
        work.job.step(number, len(tables), "Cứu dữ liệu")
        columns = [one.name for one in table.columns]
        if table.name not in there or work.salvage.columns(table.name) == []:
            work.broken.add(table.name)
            continue
        before = work.salvage.breaks
        rows = _rows(work, table, columns)
        _write(work, table.name, columns, rows)
        (key, *more) = [one.name for one in table.primary_key]
        known = (
            None if more or (key == "id" and table.name == "change") else _keys(work, table, key)
        )
        if known is not None:
            work.known[table.name] = known
        if work.salvage.breaks > before:
            work.broken.add(table.name)


def _keys(work: _Work, table: Table, key: str) -> set[Any] | None:
    return work.salvage.keys(table.name, key)


def _rows(work: _Work, table: Table, columns: Sequence[str]) -> Iterator[Raw]:
    key = _KEYED.get(table.name)
    if key is None:
        return work.salvage.rows(table.name, columns)
    owners = [row[0] for row in work.new.execute("SELECT id FROM received_package")]
    return work.salvage.keyed_rows(table.name, columns, key, owners)


def _write(work: _Work, name: str, columns: Sequence[str], rows: Iterator[Raw]) -> None:
    listed = ", ".join(f'"{one}"' for one in columns)
    query = f'INSERT INTO "{name}" ({listed}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608
    while batch := list(islice(rows, _AT_ONCE)):
        work.new.execute("BEGIN")
        for row in batch:
            try:
                work.new.execute(query, row)
                work.read[name] += 1
            except file_errors() as error:
                if type(error).__name__ == "OperationalError":
                    # The new file cannot be written (a full disk): no row is to blame.
                    raise
                work.refused[name] += 1
        work.new.execute("COMMIT")


def _told(
    paths: DataPaths, folder: Path, target: Path, engine: Engine, work: _Work, now: datetime
) -> Rescued:
    whole = _history_whole(engine, paths, work)
    made = rebuild(engine, work.known, work.job, None if whole else work.broken)
    missing = _missing(engine, work.job)
    db = Database(engine, "")
    check = check_data(db, paths, work.job, now)
    tables = tuple(
        TableRescue(
            table=table.name,
            read=work.read[table.name],
            rebuilt=made[table.name],
            refused=work.refused[table.name],
            lost=_lost(engine, paths, work, table, missing, whole=whole),
        )
        for table in Base.metadata.sorted_tables
    )
    rescued = Rescued(
        folder=folder, file=target, report=folder / "bao-cao.txt", tables=tables, check=check
    )
    text = rescue_text(rescued, paths, now)
    put_in_place(rescued.report, text.encode("utf-8-sig"))
    return rescued


def _history_whole(engine: Engine, paths: DataPaths, work: _Work) -> bool:
    """Whether no line of history is lost or changed."""
    if "change" in work.broken or work.refused["change"]:
        return False
    with engine.connect() as connection:
        anchor = read_anchor(paths.logs)
        if anchor is not None and not holds(connection, anchor):
            return False
        return not any(True for _ in broken_links(connection, ""))


def _missing(engine: Engine, job: JobContext) -> Counter[str]:
    """Records that history tells of and that are not there, by table."""
    found: Counter[str] = Counter()
    with engine.connect() as connection:
        for one in Replay(connection, job).findings():
            if one.wanted == "id" and one.place is not None:
                found[one.place.table] += 1
    return found


def _lost(
    engine: Engine,
    paths: DataPaths,
    work: _Work,
    table: Table,
    missing: Mapping[str, int],
    *,
    whole: bool,
) -> int | None:
    """How many rows of a table are gone; None when that is not known."""
    name = table.name
    with engine.connect() as connection:
        if name == "change":
            anchor = read_anchor(paths.logs)
            asked = "SELECT count(*), coalesce(max(id), 0) FROM change"
            count, last = connection.exec_driver_sql(asked).one()
            gone = max(last, anchor.line if anchor else 0) - count
            return gone or (None if name in work.broken else 0)
        if name not in work.known:
            sure = name not in work.broken or (whole and name in TOLD)
            return missing[name] if sure else None
        (key,) = [one.name for one in table.primary_key]
        there = set(connection.exec_driver_sql(f'SELECT "{key}" FROM "{name}"').scalars())  # noqa: S608
    return max(len(work.known[name] - there), missing[name])
