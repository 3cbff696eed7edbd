"""Engines: SQLite, plain or encrypted, with BEGIN IMMEDIATE for writers; PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.db.server import DRIVER, Server, parse_server
from app.vault.crypt import KEY_BYTES

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)

#: 32 MB.
_CACHE = "PRAGMA cache_size=-32000"
# Before the key; they hold for attached files too. Never to be changed: they are part of the format.
_CIPHER = (
    # Its own log would write to the console of every command.
    "cipher_log_level = NONE",
    # Processors of the last years have SHA-256 in their circuits: half the time of its SHA-512.
    "cipher_default_hmac_algorithm = HMAC_SHA256",
    "cipher_default_page_size = 4096",
)

# Engines print themselves, so no engine holds its key.
_KEYS: WeakKeyDictionary[Dialect, bytes | None] = WeakKeyDictionary()

# A seat that sleeps in the middle of a write gives way after five minutes, a writer that waits for
# another gives up after half a minute. What the address itself asks for comes last and wins.
_SERVER_OPTIONS = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=300s -c timezone=UTC"


def make_engine(
    path: Path, *, key: bytes | None = None, enforce: bool = True, read_only: bool = False
) -> Engine:
    """An engine on a database file.

    Args:
        path: the file; made when missing, its folder must exist.
        key: 32 bytes that the whole file is encrypted with; None for a plain file.
        enforce: False leaves foreign keys unchecked, for batch migrations only.
        read_only: only look; the file must exist and no byte of it changes.
    """

    def connect() -> Any:
        connection = connect_file(path, key, read_only=read_only)
        if read_only:
            return connection
        # So that the rows of fifty packages stay in memory until they are written once.
        connection.execute(_CACHE)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not enforce:
            connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    # hide_parameters: an error's text goes to the log, and logs hold no contents of records.
    engine = create_engine(
        "sqlite://",
        module=_driver(key),
        creator=connect,
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    _KEYS[engine.dialect] = key
    return engine


def key_of(engine: Engine) -> bytes | None:
    """The key an engine of ``make_engine`` opens its file with; None for a plain file."""
    return _KEYS.get(engine.dialect)


def connect_file(path: Path, key: bytes | None, *, read_only: bool = False) -> Any:
    """A bare connection of the driver, for what the engine does not do: copies and checks.

    It begins and commits nothing by itself. Errors are those of ``file_errors``.
    """
    connection = _driver(key).connect(
        f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path),
        uri=read_only,
        check_same_thread=False,
        isolation_level=None,
    )
    if key is not None:
        _unlock(connection, key)
    return connection


def connect_two(target: Path, new: bytes | None, source: Path, old: bytes | None) -> Any:
    """A bare connection to a new file, with another one attached as ``source``.

    ``SELECT sqlcipher_export('main', 'source')`` copies all of it from key to key.
    """
    connection = _driver(bytes(KEY_BYTES)).connect(str(target), isolation_level=None)
    if new is None:
        _prepare(connection)
    else:
        _unlock(connection, new)
    # An empty key: a plain file, whatever the first one is.
    attached = (str(source), _raw(old) if old is not None else "")
    connection.execute("ATTACH DATABASE ? AS source KEY ?", attached)
    return connection


def _unlock(connection: Any, key: bytes) -> None:
    _prepare(connection)
    connection.execute(f'PRAGMA key = "{_raw(key)}"')
    # A page that is read twice is to be decrypted once, in checks too.
    connection.execute(_CACHE)


def _prepare(connection: Any) -> None:
    for pragma in _CIPHER:
        connection.execute(f"PRAGMA {pragma}")


def _raw(key: bytes) -> str:
    if len(key) != KEY_BYTES:
        # A key of another length would be taken for a passphrase.
        raise ValueError("key")
    return f"x'{key.hex()}'"


def file_errors() -> tuple[type[Exception], ...]:
    """What a bare connection raises: ``except file_errors() as error``."""
    return sqlite3.Error, _driver(bytes(KEY_BYTES)).Error


def _driver(key: bytes | None) -> Any:
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2

    return dbapi2


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
