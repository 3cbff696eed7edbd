"""One real server for the session; a database of its own, migrated, for every test."""

import shutil
from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from sqlalchemy import URL, text

from app.db.database import Database
from app.db.engine import make_server_engine
from app.db.migrate import upgrade_server
from app.db.server import DRIVER, Server
from app.domain.topics import Topic
from app.models import Base
from tests.postgres.cluster import OWNER, Cluster, make_cluster, programs

_numbers = count(1)
_HANG_UP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Office:
    """The administrator of the server: makes and removes databases."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def order(self, words: str) -> None:
        """One statement outside of a transaction."""
        place = {"host": "127.0.0.1", "port": self.cluster.port, "user": OWNER}
        with psycopg.connect(
            **place, password=self.cluster.password, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(words)  # type: ignore[call-overload]

    def server(self, name: str) -> Server:
        """The address of a database, with its password."""
        return Server(
            URL.create(DRIVER, OWNER, self.cluster.password, "127.0.0.1", self.cluster.port, name)
        )


@pytest.fixture(scope="session")
def admin() -> Iterator[Office]:
    """A running server, or a skip that names the package."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    try:
        cluster = make_cluster(found)
    except (AssertionError, KeyError, OSError) as error:
        # A machine may forbid another user, a locale or a door on loopback; it says so.
        pytest.skip(f"PostgreSQL is installed but does not start here: {str(error)[-500:]}")
    try:
        yield Office(cluster)
    finally:
        cluster.stop()
        shutil.rmtree(cluster.room, ignore_errors=True)


@pytest.fixture(scope="session")
def _migrated(admin: Office) -> str:
    admin.order("CREATE DATABASE khuon")
    engine = make_server_engine(admin.server("khuon"))
    upgrade_server(engine)
    engine.dispose()
    return "khuon"


@pytest.fixture
def empty_server(admin: Office) -> Iterator[Server]:
    """A database without tables."""
    name = f"trong_{next(_numbers)}"
    admin.order(f"CREATE DATABASE {name}")
    yield admin.server(name)
    admin.order(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def own_server(admin: Office, _migrated: str) -> Iterator[Server]:
    """A migrated database that the test may spoil."""
    name = f"du_lieu_{next(_numbers)}"
    admin.order(f"CREATE DATABASE {name} TEMPLATE {_migrated}")
    yield admin.server(name)
    admin.order(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def server(admin: Office, _migrated: str) -> Iterator[Server]:
    """The migrated database that all tests use one after another; emptied behind each."""
    found = admin.server(_migrated)
    yield found
    engine = make_server_engine(found)
    with engine.begin() as connection:
        # Whatever a test left open would wait for ever: an empty book needs none of it.
        connection.execute(text(_HANG_UP))
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture
def db(server: Server, committed: list[frozenset[Topic]]) -> Iterator[Database]:
    """The one door, on the server: the fixture of the other suites under the same name."""
    database = Database(make_server_engine(server), "Nguyễn Văn Mẫu", committed.append)
    yield database
    database.close()
