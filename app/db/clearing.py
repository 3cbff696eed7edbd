"""What was taken out of the records leaves the file too: SQLite only marks its room as free."""

from typing import Any, Final

from sqlalchemy import Engine

from app.db.engine import file_errors

_PATIENCE_MS: Final = 500


def clear_file(engine: Engine) -> bool:
    """Write the data file anew without its free room, and empty the journal beside it.

    Returns:
        False on a server, or when somebody reads at the moment or the disk has no room for a
        second copy: the records are right all the same, old words may lie in free room.
    """
    if engine.dialect.name != "sqlite":
        return False
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    try:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        connection.execute("VACUUM")
        busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except file_errors():
        return False
    finally:
        # Nobody else shall use a connection with so little patience.
        pooled.invalidate()
    return not busy
