"""A PostgreSQL server in the place of the data file: its address, typed or kept in the folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.errors import DataFileError, ValidationError
from app.files import explain_os_error
from app.vault.files import PLAIN, FileVault

DRIVER: Final = "postgresql+psycopg"
_FORM: Final = f"{DRIVER}://tên@máy-chủ/tên-dữ-liệu"
#: Behind the question mark nobody hides them when an address is shown.
_SECRETS: Final = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class Server:
    """Where the data lie. ``url`` may hold the password that was typed; ``kept`` never does."""

    url: URL

    @property
    def has_secret(self) -> bool:
        """A password stands in the address."""
        return self.url.password is not None

    @property
    def kept(self) -> str:
        """The address without a password."""
        url = self.url
        bare = URL.create(
            DRIVER, url.username, None, url.host, url.port, url.database, query=url.query
        )
        return bare.render_as_string()

    @property
    def shown(self) -> str:
        """For the officer: which data on which machine."""
        return words_of(self.url)


def words_of(url: URL) -> str:
    """ "so_binh_dang trên may-chu-xa": no user, no password."""
    asked = url.query.get("host", "")
    host = url.host or (asked if isinstance(asked, str) else asked[0]) or "máy này"
    return f"{url.database} trên {host}"


def parse_server(typed: str) -> Server:
    """The address as typed; ``postgresql://`` and ``postgres://`` mean the same server.

    Raises:
        ValidationError: no address, another kind of database, or no name of a database. The
            sentence repeats nothing of what was typed: a password may stand in it.
    """
    try:
        url = make_url(typed.strip())
    except (ArgumentError, ValueError):
        raise ValidationError(f"Địa chỉ máy chủ phải có dạng {_FORM}.", field="db") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername=DRIVER)
    if url.drivername != DRIVER:
        raise ValidationError(
            f"Chỉ dùng được máy chủ PostgreSQL, địa chỉ dạng {_FORM}.", field="db"
        )
    if not url.database:
        raise ValidationError(f"Địa chỉ máy chủ thiếu tên dữ liệu: {_FORM}.", field="db")
    if any(word in url.query for word in _SECRETS):
        raise ValidationError(
            "Đừng ghi mật khẩu sau dấu “?” của địa chỉ máy chủ; hãy để nó trong tệp pgpass hoặc biến "
            "PGPASSWORD.",
            field="db",
        )
    return Server(url)


def read_server(path: Path, vault: FileVault = PLAIN) -> Server | None:
    """The server that a data folder keeps; None when its data lie in a file.

    Raises:
        DataFileError: the setting cannot be read or understood. It is never passed over: the
            program would show an empty book beside the office's real one.
    """
    try:
        if not path.exists():
            return None
        text = vault.read(path).decode("utf-8-sig")
    except OSError as error:
        raise explain_os_error(error) from error
    except UnicodeDecodeError as error:
        raise _unclear(path, "chữ không đọc được") from error
    if not text.strip():
        return None
    try:
        server = parse_server(text)
    except ValidationError as error:
        raise _unclear(path, error.message) from error
    if server.has_secret:
        raise _unclear(path, "mật khẩu không được nằm trong tệp này")
    return server


def keep_server(path: Path, server: Server, vault: FileVault = PLAIN) -> None:
    """Make a server the setting of a data folder, without its password.

    Raises:
        DataFileError: the file cannot be written; the setting stays as it was.
    """
    try:
        vault.write(path, f"{server.kept}\n".encode())
    except OSError as error:
        raise explain_os_error(error) from error


def forget_server(path: Path) -> None:
    """The data lie in the folder's own file again.

    Raises:
        DataFileError: the setting cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise explain_os_error(error) from error


def _unclear(path: Path, why: str) -> DataFileError:
    return DataFileError(
        f"Không hiểu thiết đặt máy chủ dữ liệu trong tệp “{path.name}”: {why.rstrip('.')}. Dữ liệu "
        "không bị đụng đến. Hãy nhờ người quản trị máy ghi lại (lệnh: bdg server use)."
    )
