"""A database file under another key, or under none: every row copied and compared."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.db.engine import connect_two, file_errors
from app.db.errors import explain_sqlite_error
from app.errors import DataFileError
from app.files import explain_os_error


def copy_with_key(
    source: Path,
    key: bytes | None,
    target: Path,
    new_key: bytes | None,
    step: Callable[[], None] = lambda: None,
) -> None:
    """Write the database at ``source`` to ``target`` under another key; None is no key.

    What is at ``target`` is replaced; nobody else has ``source`` open for writing.

    Args:
        step: called after each table that was compared; what it raises stops the work.

    Raises:
        DataFileError: no room, or the copy is not the same; nothing is left at ``target``.
    """
    try:
        target.unlink(missing_ok=True)
        connection = connect_two(target, new_key, source, key)
        try:
            _copy(connection)
            _compare(connection, step)
        finally:
            connection.close()
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise explain_os_error(error) from error
        if isinstance(error, file_errors()):
            raise explain_sqlite_error(error) or _differs(str(error)) from error
        raise


def _copy(connection: Any) -> None:
    # The copy counts for nothing until it is whole: its bytes go to the disk once, at the end.
    connection.execute("PRAGMA main.journal_mode = OFF")
    connection.execute("PRAGMA main.synchronous = OFF")
    # What was left in a log beside the file belongs to it.
    connection.execute("PRAGMA source.wal_checkpoint(TRUNCATE)")
    connection.execute("SELECT sqlcipher_export('main', 'source')")
    version = connection.execute("PRAGMA source.user_version").fetchone()[0]
    connection.execute(f"PRAGMA main.user_version = {int(version)}")


def _compare(connection: Any, step: Callable[[], None]) -> None:
    answer = connection.execute("PRAGMA main.quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise _differs(str(answer)[:200])
    shapes = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    made, known = (connection.execute(shapes.format(at)).fetchall() for at in ("main", "source"))
    if made != known:
        raise _differs("schema")
    for kind, name, *_rest in known:
        if kind == "table":
            _compare_table(connection, name)
            step()


def _compare_table(connection: Any, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    counts = [
        connection.execute(f"SELECT count(*) FROM {at}.{quoted}").fetchone()[0]  # noqa: S608
        for at in ("main", "source")
    ]
    other = connection.execute(
        f"SELECT 1 FROM (SELECT * FROM source.{quoted} EXCEPT SELECT * FROM main.{quoted}) LIMIT 1"  # noqa: S608
    ).fetchone()
    if counts[0] != counts[1] or other is not None:
        raise _differs(name)


def _differs(detail: str) -> DataFileError:
    return DataFileError(
        "Bản chép dữ liệu không giống bản gốc nên đã bỏ; bản gốc giữ nguyên. Hãy kiểm tra ổ đĩa rồi "
        "làm lại.",
        detail=detail,
    )
