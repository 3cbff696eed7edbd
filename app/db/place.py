"""Where the data of an engine lie."""

from pathlib import Path

from sqlalchemy import Engine


def data_file(engine: Engine) -> Path | None:
    """The file of a SQLite database; None for one in memory, or on a server."""
    if engine.dialect.name != "sqlite":
        return None
    with engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA database_list").fetchall()
    name = next((row[2] for row in found if row[1] == "main"), "")
    return Path(name) if name else None
