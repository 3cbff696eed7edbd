"""Bring data to the program's schema: a file is copied first, all or nothing, newer ones refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from app.db.backup import make_backup
from app.db.engine import make_engine
from app.db.errors import translated
from app.db.server import words_of
from app.errors import AppError, DataFileError
from app.jobs import Report
from app.paths import program_root

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest revision of migrations/versions; a test holds it equal to Alembic's head.
HEAD = "0007"

_report: ContextVar[Report] = ContextVar("report", default=lambda *_: None)


class NewerDataError(DataFileError):
    """The data were written by a newer program; nothing of them was touched."""


#: Held on a server while the tables change: the letters "SoBinhDa" as a number.
_UPGRADING: Final = int.from_bytes(b"SoBinhDa")


def current_revision(connection: Connection) -> str | None:
    """Revision written in the data file; None for an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(path: Path, backups: Path, key: bytes | None = None) -> bool:
    """Bring the file at ``path`` to HEAD.

    Returns:
        True when something was changed.

    Raises:
        DataFileError: the file is newer than this program, foreign, damaged or not writable;
            it is left as it was.
    """
    with translated():
        found, tables = _look(path, key)
        if found == HEAD:
            return False
        _refuse(f"Tệp {path.name}", found, tables)
        engine = make_engine(path, key=key, enforce=False)
        try:
            _upgrade(engine, backups, begun=found is not None)
        finally:
            engine.dispose()
    return True


def needs_upgrade(path: Path, key: bytes | None = None) -> bool:
    """Whether ``upgrade`` would change a file; one that it would refuse is left to it."""
    try:
        with translated():
            found, _tables = _look(path, key)
    except AppError:
        return False
    return found is not None and found != HEAD and found in _known_revisions()


def refuse_unknown(path: Path, key: bytes | None = None) -> None:
    """Pass for a file that this program can open, after an upgrade if need be.

    Raises:
        DataFileError: it is newer than this program, or foreign.
    """
    with translated():
        found, tables = _look(path, key)
    _refuse(f"Tệp {path.name}", found, tables)


def require_head(path: Path, key: bytes | None = None) -> None:
    """Pass for a file at HEAD, which can be looked at without changing it.

    Raises:
        DataFileError: there is none, or it is older or newer than this program.
    """
    with translated():
        found, tables = _look(path, key)
    if found == HEAD:
        return
    _refuse(f"Tệp {path.name}", found, tables)
    raise DataFileError(
        "Chưa xem được dữ liệu này: chương trình phải nâng cấp nó trước. Dữ liệu giữ nguyên. Hãy mở "
        "sổ bình thường một lần rồi làm lại."
    )


def upgrade_server(engine: Engine) -> bool:
    """Bring the data on a server to HEAD; of several seats that start at once one does it.

    Returns:
        True when something was changed.

    Raises:
        DataFileError: the data are newer than this program or foreign, the server does not keep
            Vietnamese, cannot be reached or gives no right; nothing was changed.
    """
    with translated():
        with engine.connect() as connection:
            if current_revision(connection) == HEAD:
                return False
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADING})
            # Whoever held the lock before us may have done it.
            found = current_revision(connection)
            if found == HEAD:
                return False
            tables = inspect(connection).get_table_names()
            _refuse(f"Cơ sở dữ liệu {words_of(engine.url)}", found, tables)
            _refuse_narrow(connection)
            _run(connection)
    return True


def data_mark(engine: Engine) -> str:
    """What tells the data on a server from others under the same name: restored, or made anew."""
    asked = text("SELECT 'change'::regclass::oid, (SELECT at FROM change ORDER BY id LIMIT 1)")
    with translated(), engine.connect() as connection:
        made, begun = connection.execute(asked).one()
    return f"{words_of(engine.url)} {made} {begun}"


def _refuse_narrow(connection: Connection) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise DataFileError(
            "Cơ sở dữ liệu trên máy chủ không ghi được chữ Việt nên không dùng; nó được giữ nguyên. Hãy "
            "nhờ người quản trị máy chủ lập cơ sở dữ liệu mới với ENCODING 'UTF8'.",
            detail=str(encoding),
        )


def _look(path: Path, key: bytes | None) -> tuple[str | None, list[str]]:
    """Revision and tables of the file, without changing a byte of it."""
    if not path.exists() or path.stat().st_size == 0:
        return None, []
    engine = make_engine(path, key=key, read_only=True)
    try:
        with engine.connect() as connection:
            return current_revision(connection), inspect(connection).get_table_names()
    finally:
        engine.dispose()


def _refuse(name: str, found: str | None, tables: list[str]) -> None:
    if found is None and tables:
        raise DataFileError(
            f"{name} không phải là dữ liệu của Sổ Bình Đẳng nên không được mở; mọi thứ ở đó giữ "
            "nguyên. Hãy chọn nơi để dữ liệu khác."
        )
    if found is not None and found not in _known_revisions():
        raise NewerDataError(
            f"Dữ liệu này được ghi bằng bản chương trình mới hơn (mức {found}, bản này hiểu đến mức "
            f"{HEAD}). Dữ liệu được giữ nguyên, không bị sửa. Hãy cài bản chương trình mới rồi mở lại."
        )


def _upgrade(engine: Engine, backups: Path, *, begun: bool) -> None:
    """Run the migrations in one transaction; a file that was in use is copied first."""
    if not begun:
        _migrate(engine)
        return
    kept = make_backup(engine, backups, reason="truoc-nang-cap")
    try:
        with translated():
            _migrate(engine)
    except Exception as error:
        # Whatever a step stumbles over, a bug of ours too: the officer must know where they stand.
        why = f" {error.message}" if isinstance(error, AppError) else ""
        detail = error.detail if isinstance(error, AppError) else f"{type(error).__name__}: {error}"
        raise DataFileError(
            "Nâng cấp dữ liệu không thành công nên đã được hủy; dữ liệu giữ nguyên như trước và vẫn mở "
            f"được bằng bản chương trình cũ.{why} Bản sao lưu ngay trước khi nâng cấp là {kept.name} "
            "trong thư mục “sao-luu”. Hãy gửi tệp nhật ký cho người hỗ trợ.",
            detail=detail,
        ) from error


def _migrate(engine: Engine) -> None:
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        _run(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise DataFileError(
                "Có dòng trỏ tới bản ghi không còn.", detail=f"foreign keys: {len(broken)}"
            )


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(program_root() / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection is not None:
        config.attributes["on_step"] = _teller(current_revision(connection))
    return config


@contextmanager
def telling(report: Report) -> Iterator[None]:
    """Whoever opens data in here is told after each step of an upgrade: (done, of how many, words)."""
    before = _report.set(report)
    try:
        yield
    finally:
        _report.reset(before)


def _teller(found: str | None) -> Callable[..., None]:
    """Counts the steps from a revision to the newest."""
    known = _known_revisions()
    total = sum(1 for one in known if found is None or one > found)
    done = count(1)
    report = _report.get()
    report(0, total, "")

    def applied(**_step: object) -> None:
        report(next(done), total, "")

    return applied


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(_config())
    return {step.revision for step in script.walk_revisions()}


def _run(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), "head")
