"""The same migrations on a server: equal to the models, once for all seats, nothing foreign touched."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Boolean, Connection, Engine, inspect, text

from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.migrate import HEAD, current_revision, upgrade_server
from app.db.server import Server
from app.errors import DataFileError
from app.models import Base
from app.paths import program_root
from tests.db.test_migrations import all_revisions, sample_value
from tests.postgres.conftest import Office


def test_migrated_schema_equals_the_models(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def upgrade_to(server: Server, revision: str) -> None:
    """The data as a program of that time left them."""
    engine = make_server_engine(server)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(program_root() / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def fill(connection: Connection) -> dict[str, int]:
    """One row in every table there is; how many rows each holds now."""
    there = inspect(connection)
    known: dict[str, Any] = {}
    for table in Base.metadata.sorted_tables:
        if not there.has_table(table.name):
            continue
        columns = [column["name"] for column in there.get_columns(table.name)]
        values = {
            name: True
            if isinstance(table.c[name].type, Boolean)
            else sample_value(table, name, known)
            for name in columns
            if name in table.c
        }
        known |= {f"{table.name}.{key.name}": values[key.name] for key in table.primary_key}
        places = ", ".join(["%s"] * len(values))
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({places})",
            tuple(values.values()),
        )
    return rows(connection)


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() or 0
        for name in names
    }


@pytest.mark.parametrize("revision", all_revisions())
def test_data_of_every_version_live_through_the_upgrade(
    empty_server: Server, revision: str
) -> None:
    upgrade_to(empty_server, revision)
    engine = make_server_engine(empty_server)
    with engine.begin() as connection:
        before = fill(connection)

    changed = upgrade_server(engine)

    with engine.connect() as connection:
        after = rows(connection)
        assert current_revision(connection) == HEAD
    engine.dispose()
    assert all(before.values())
    assert all(after[name] == found for name, found in before.items())
    assert changed is (revision != HEAD)


def test_of_seats_that_start_at_once_one_makes_the_tables(empty_server: Server) -> None:
    ready = Barrier(4)

    def start() -> bool:
        engine = make_server_engine(empty_server)
        try:
            ready.wait()
            return upgrade_server(engine)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(4) as seats:
        made = [seat.result() for seat in [seats.submit(start) for _ in range(4)]]

    assert sorted(made) == [False, False, False, True]


def spoilt(server: Server, *words: str) -> Engine:
    engine = make_server_engine(server)
    with engine.begin() as connection:
        for statement in words:
            connection.execute(text(statement))
    return engine


def test_newer_data_are_refused_untouched(own_server: Server) -> None:
    engine = spoilt(own_server, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DataFileError, match="bản chương trình mới hơn"):
        upgrade_server(engine)
    with engine.connect() as connection:
        assert current_revision(connection) == "9999"
    engine.dispose()


def test_the_data_of_another_program_are_refused_untouched(empty_server: Server) -> None:
    engine = spoilt(empty_server, "CREATE TABLE ke_toan (so INTEGER)")
    with pytest.raises(DataFileError, match="không phải là dữ liệu"):
        upgrade_server(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["ke_toan"]
    engine.dispose()


def test_a_server_that_does_not_keep_vietnamese_is_refused(admin: Office) -> None:
    admin.order(
        "CREATE DATABASE chu_cu ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    )
    engine = make_server_engine(admin.server("chu_cu"))
    with pytest.raises(DataFileError, match="chữ Việt"):
        upgrade_server(engine)
    engine.dispose()
