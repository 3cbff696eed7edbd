"""A book that began in a file moves to a server: all of it, or nothing."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from app.cli import run
from app.data_folder import move_to_server, open_data_folder
from app.db.engine import make_engine, make_server_engine
from app.db.server import Server, read_server
from app.errors import ConflictError, ValidationError
from app.models import Base
from app.workflows.sample import make_sample
from tests.db.test_database import add_duty


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled sample office; nobody changes it."""
    root = tmp_path_factory.mktemp("mau")
    make_sample(root)
    return root


@pytest.fixture
def book(sample: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the sample's data file."""
    root = tmp_path / "Sổ của chị Hòa"
    root.mkdir()
    (root / "so-binh-dang.db").write_bytes((sample / "so-binh-dang.db").read_bytes())
    return root


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the program reads it."""

    def rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }

    with engine.connect() as connection:
        found = rows(connection)
    engine.dispose()
    return found


def test_all_of_a_book_arrives(book: Path, server: Server) -> None:
    copied = move_to_server(book, server, actor="Mẫu")

    there = everything(make_server_engine(server))
    assert there == everything(make_engine(book / "so-binh-dang.db", read_only=True))
    assert copied == sum(map(len, there.values())) > 3000
    assert read_server(book / "may-chu.txt") is not None


def test_work_goes_on_behind_the_copied_history(book: Path, server: Server) -> None:
    move_to_server(book, server, actor="Mẫu")
    folder = open_data_folder(book, actor="Mẫu", server=server)
    folder.db.write(add_duty, "sau khi chép")
    folder.close()


def test_a_server_in_use_is_left_alone(book: Path, server: Server) -> None:
    other = open_data_folder(book.parent / "khác", actor="Mẫu", server=server)
    other.db.write(add_duty)
    other.close()
    before = everything(make_server_engine(server))

    with pytest.raises(ConflictError, match="Máy chủ đã có dữ liệu"):
        move_to_server(book, server, actor="Mẫu")

    assert everything(make_server_engine(server)) == before
    assert read_server(book / "may-chu.txt") is None


def test_a_copy_that_fails_half_way_leaves_the_server_empty(book: Path, server: Server) -> None:
    folder = open_data_folder(book, actor="Mẫu")
    # The last table that is filled holds what no server takes.
    folder.db.write(add_duty, "z" * 600)
    folder.close()

    with pytest.raises(ValidationError, match="chưa ghi"):
        move_to_server(book, server, actor="Mẫu")

    assert not any(everything(make_server_engine(server)).values())
    assert read_server(book / "may-chu.txt") is None


def test_the_command_copies_once(
    book: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PGPASSWORD", str(server.url.password))
    words = ["--data", str(book), "server", "use", server.kept, "--copy"]
    assert run(words) == 0
    assert server.shown in capsys.readouterr().out
    assert run(words) == 2
    assert "đang dùng một máy chủ" in capsys.readouterr().err
