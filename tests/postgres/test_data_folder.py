"""Data folders whose data lie on a server: opened, shared, not backed up here; from the command line."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.cli import run
from app.data_folder import DataFolder, open_data_folder
from app.db.backup import list_backups
from app.db.engine import make_server_engine
from app.db.server import Server, keep_server
from app.errors import DataFileError, ValidationError
from app.queries.catalogue import list_entries
from app.queries.office import get_office
from app.restoring import restore_data_folder
from app.services.office import SetUpOffice, set_up_office

OFFICE = SetUpOffice(level_code="tinh", name="Mẫu", upper_unit="Trung ương")
INIT = ("init", "--name", "Song An", "--level", "xa", "--upper", "tỉnh Mẫu")

Bdg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def letting_in(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The address without its password, which lies in the environment of this machine."""
    monkeypatch.setenv("PGPASSWORD", str(server.url.password))
    monkeypatch.delenv("BDG_DB", raising=False)
    return server


@pytest.fixture
def bdg(tmp_path: Path, letting_in: Server, capsys: pytest.CaptureFixture[str]) -> Bdg:
    """A command of a seat: its folder's name, then the words."""

    def command(seat: str, *words: object) -> tuple[int, str, str]:
        status = run(["--data", str(tmp_path / seat), *map(str, words)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.fixture
def opened(tmp_path: Path, server: Server) -> Iterator[Callable[[str], DataFolder]]:
    """Opens the folder of a seat."""
    folders: list[DataFolder] = []

    def make(name: str) -> DataFolder:
        folders.append(open_data_folder(tmp_path / name, actor=name, server=server))
        return folders[-1]

    yield make
    for folder in folders:
        folder.close(backup=True)


def test_two_folders_are_two_seats_at_the_same_data(
    opened: Callable[[str], DataFolder], tmp_path: Path
) -> None:
    first, second = opened("ghế một"), opened("ghế hai")
    first.db.write(set_up_office, OFFICE)

    office = second.db.read(get_office)
    assert office is not None
    assert office.name == "Mẫu"
    assert len(second.db.read(list_entries, "legal_basis")) > 10
    assert not first.paths.database.exists()


def test_a_folder_is_still_one_seat(opened: Callable[[str], DataFolder]) -> None:
    opened("ghế một")
    with pytest.raises(DataFileError, match="cửa sổ khác"):
        opened("ghế một")


def test_catalogues_come_again_into_data_made_anew(
    opened: Callable[[str], DataFolder], own_server: Server, tmp_path: Path
) -> None:
    opened("ghế một").close()
    again = open_data_folder(tmp_path / "ghế một", actor="Mẫu", server=own_server)
    assert len(again.db.read(list_entries, "legal_basis")) > 10
    again.close()


def test_catalogues_come_again_into_the_same_tables_emptied(
    opened: Callable[[str], DataFolder], server: Server
) -> None:
    """A server set up anew gives the same numbers to its tables."""
    opened("ghế một").close()
    engine = make_server_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM catalogue_entry"))
        connection.execute(text("DELETE FROM change"))
    engine.dispose()
    assert len(opened("ghế một").db.read(list_entries, "legal_basis")) > 10


def test_backups_are_the_servers(opened: Callable[[str], DataFolder]) -> None:
    folder = opened("ghế một")
    assert folder.backup_today() is None
    with pytest.raises(ValidationError, match="người quản trị máy chủ"):
        folder.backup_now()
    folder.close(backup=True)
    assert list_backups(folder.paths.backups) == []


def test_nothing_is_restored_over_a_server(tmp_path: Path, server: Server) -> None:
    local = open_data_folder(tmp_path / "ghế", actor="Mẫu")
    local.close(backup=True)
    keep_server(local.paths.server, server)
    with pytest.raises(ValidationError, match="người quản trị máy chủ phục hồi"):
        restore_data_folder(tmp_path / "ghế")


def test_a_server_that_is_gone_stops_the_opening_and_frees_the_folder(
    tmp_path: Path, server: Server
) -> None:
    gone = Server(server.url.set(database="khong_co"))
    for _ in range(2):
        with pytest.raises(DataFileError, match="không có cơ sở dữ liệu"):
            open_data_folder(tmp_path / "ghế", actor="Mẫu", server=gone)


def test_one_option_says_where_the_data_lie(bdg: Bdg, letting_in: Server, tmp_path: Path) -> None:
    here = ("--db", letting_in.kept)
    assert bdg("một", *here, *INIT)[0] == 0
    assert bdg("hai", *here, *INIT)[2].startswith("Thư mục dữ liệu này đã có cơ quan")
    assert not list(tmp_path.rglob("*.db"))


def test_the_environment_says_it_too(
    bdg: Bdg, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BDG_DB", server.url.render_as_string(hide_password=False))
    assert bdg("một", *INIT)[0] == 0
    assert bdg("hai", *INIT)[0] == 2
    assert not list(tmp_path.rglob("*.db"))


def test_the_setting_of_a_folder(bdg: Bdg, letting_in: Server, tmp_path: Path) -> None:
    assert bdg("một", *INIT)[0] == 0
    status, said, wrong = bdg("một", "server", "use", letting_in.kept)
    assert (status, wrong) == (0, "")
    assert letting_in.shown in said
    assert "so-binh-dang.db" in said

    assert bdg("một", "server", "show")[1].strip() == letting_in.kept
    # The server knows of no office yet: the book in the file is another one.
    assert bdg("một", *INIT)[0] == 0
    assert bdg("hai", "--db", letting_in.kept, *INIT)[0] == 2
    assert bdg("một", "backup")[0] == 2

    assert bdg("một", "server", "leave")[0] == 0
    assert bdg("một", "server", "show")[1].strip().endswith("so-binh-dang.db")
    assert "vốn nằm trong tệp" in bdg("một", "server", "leave")[1]
    assert bdg("một", "backup")[0] == 0


def test_a_password_is_never_kept(bdg: Bdg, server: Server, tmp_path: Path) -> None:
    address = server.url.render_as_string(hide_password=False)
    status, said, wrong = bdg("một", "server", "use", address)
    assert (status, said) == (2, "")
    assert "pgpass" in wrong
    assert bdg("một", "--db", address, *INIT)[0] == 0

    typed = address.split(":")[2].split("@")[0]
    assert typed not in wrong
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert typed.encode() not in path.read_bytes()
            assert str(server.url.password).encode() not in path.read_bytes()


def test_a_setting_that_cannot_be_reached_is_not_kept(
    bdg: Bdg, letting_in: Server, tmp_path: Path
) -> None:
    gone = Server(letting_in.url.set(database="khong_co"))
    status, _said, wrong = bdg("một", "server", "use", gone.kept)
    assert status == 1
    assert "không có cơ sở dữ liệu" in wrong
    assert not (tmp_path / "một" / "may-chu.txt").exists()


@pytest.mark.parametrize(
    "place", [("plan", "list", "--db"), ("--db=sqlite:///a.db", "plan", "list")]
)
def test_mistakes_are_told_without_the_address(bdg: Bdg, place: tuple[str, ...]) -> None:
    words = (*place, "postgresql://a:khong-ai-biet@may/so") if place[-1] == "--db" else place
    status, said, wrong = bdg("một", *words)
    assert (status, said) == (2, "")
    assert "khong-ai-biet" not in wrong
    assert wrong.count("\n") == 1


def test_a_second_seat_needs_no_more_than_the_address(
    bdg: Bdg, letting_in: Server, tmp_path: Path
) -> None:
    assert bdg("một", "server", "use", letting_in.kept)[0] == 0
    assert bdg("một", *INIT)[0] == 0
    (tmp_path / "hai").mkdir()
    shutil.copy(tmp_path / "một" / "may-chu.txt", tmp_path / "hai")
    assert bdg("hai", *INIT)[0] == 2
