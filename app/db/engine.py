"""Engines: SQLite with pragmas and BEGIN IMMEDIATE for writers; PostgreSQL by its address."""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.db.server import DRIVER, Server, parse_server

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    # 32 MB, so that the rows of fifty packages stay in memory until they are written once.
    "cache_size=-32000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)

# A seat that sleeps in the middle of a write gives way after five minutes, a writer that waits for
# another gives up after half a minute. What the address itself asks for comes last and wins.
_SERVER_OPTIONS = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=300s -c timezone=UTC"


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


def make_server_engine(server: Server) -> Engine:
    """An engine on a PostgreSQL server; nothing is connected yet.

    The password comes from the address, PGPASSWORD or the file pgpass, in this order.
    """
    asked = server.url.query.get("options", "")
    theirs = asked if isinstance(asked, str) else " ".join(asked)
    return create_engine(
        server.url.difference_update_query(["options"]),
        connect_args={
            "client_encoding": "UTF8",
            "application_name": "so-binh-dang",
            "connect_timeout": 10,
            "keepalives_idle": 30,
            "options": f"{_SERVER_OPTIONS} {theirs}".strip(),
        },
        # A server that was started anew between two uses costs no use case.
        pool_pre_ping=True,
        hide_parameters=True,
    )


def driver_words() -> str:
    """ "psycopg 3.3.9, libpq 18.6": the driver of servers loads, with the library below it."""
    library: Any = make_server_engine(parse_server(f"{DRIVER}:///x")).dialect.dbapi
    version = library.pq.version()
    return f"psycopg {library.__version__}, libpq {version // 10000}.{version % 10000}"


def _begin(connection: Connection) -> None:
    # The driver begins nothing by itself (isolation_level None). A writer takes the lock at once:
    # a read that turns into a write would fail with "database is locked" instead of waiting.
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
