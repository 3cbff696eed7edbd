"""A database file under another key, or under none: every table copied and compared."""

import contextlib
from pathlib import Path

from app.db.backup import contents_of
from app.db.engine import connect_file, file_errors
from app.db.errors import explain_sqlite_error
from app.errors import DataFileError
from app.files import explain_os_error


def copy_with_key(source: Path, key: bytes | None, target: Path, new_key: bytes | None) -> None:
    """Write the database at ``source`` to ``target`` under another key; None is no key.

    One of the two keys must be given. What is at ``target`` is replaced.

    Raises:
        DataFileError: no room, or the copy is not the same; nothing is left at ``target``.
    """
    try:
        target.unlink(missing_ok=True)
        if key is None:
            _export(target, new_key, source, None, into_main=True)
        else:
            _export(source, key, target, new_key, into_main=False)
        if _contents(target, new_key) != _contents(source, key):
            raise DataFileError(
                "Bản chép dữ liệu không giống bản gốc nên đã bỏ; bản gốc giữ nguyên. Hãy kiểm tra ổ "
                "đĩa rồi làm lại."
            )
    except BaseException as error:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise explain_os_error(error) from error
        if isinstance(error, file_errors()):
            explained = explain_sqlite_error(error)
            raise explained or DataFileError("Không chép được dữ liệu.") from error
        raise


def _export(
    main: Path, main_key: bytes | None, other: Path, other_key: bytes | None, *, into_main: bool
) -> None:
    # The keyed file is the main one: the plain driver could not open it beside its own.
    connection = connect_file(main, main_key)
    try:
        words = f"x'{other_key.hex()}'" if other_key is not None else ""
        connection.execute("ATTACH DATABASE ? AS other KEY ?", (str(other), words))
        asked = "'main', 'other'" if into_main else "'other'"
        connection.execute(f"SELECT sqlcipher_export({asked})").fetchall()
        connection.execute("DETACH DATABASE other")
    finally:
        connection.close()


def _contents(path: Path, key: bytes | None) -> object:
    connection = connect_file(path, key, read_only=True)
    try:
        return contents_of(connection)
    finally:
        connection.close()
