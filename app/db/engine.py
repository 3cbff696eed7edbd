"""The SQLite engine: pragmas, BEGIN IMMEDIATE for writers, the driver module as an argument."""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


def make_engine(
    path: Path, driver: ModuleType = sqlite3, *, enforce: bool = True, read_only: bool = False
) -> Engine:
    """An engine on a database file.

    Args:
        path: the file; made when missing, its folder must exist.
        driver: a DBAPI module with sqlite3's interface (an encrypting one later).
        enforce: False leaves foreign keys unchecked, for batch migrations only.
        read_only: only look; the file must exist and no byte of it changes.
    """

    def connect() -> Any:
        if read_only:
            return driver.connect(
                f"{path.absolute().as_uri()}?mode=ro",
                uri=True,
                check_same_thread=False,
                isolation_level=None,
            )
        connection = driver.connect(str(path), check_same_thread=False, isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not enforce:
            connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    # hide_parameters: an error's text goes to the log, and logs hold no contents of records.
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself (isolation_level None). A writer takes the lock at once:
    # a read that turns into a write would fail with "database is locked" instead of waiting.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
