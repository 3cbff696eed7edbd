"""The one door to the data: runs a function in a transaction, then tells what changed."""

from collections.abc import Callable
from secrets import token_hex
from typing import Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.db.closed_years import guard_years
from app.db.errors import translated
from app.db.history import track
from app.db.server import words_of
from app.db.server_errors import told_commit
from app.domain.permissions import Right, refusal, right_of
from app.domain.roles import Role
from app.domain.topics import Topic
from app.errors import OvertakenError, ValidationError

P = ParamSpec("P")
R = TypeVar("R")
OnCommit = Callable[[frozenset[Topic]], None]

# On a server the first try runs beside other writers; a writer that was overtaken runs again alone,
# as every writer on SQLite does. Locking a table takes no snapshot, so what is read is the newest.
_BESIDE: Final = "LOCK TABLE alembic_version IN ROW EXCLUSIVE MODE"
_ALONE: Final = "LOCK TABLE alembic_version IN SHARE ROW EXCLUSIVE MODE"
_TRIES: Final = (_BESIDE, _ALONE, _ALONE)


def _nobody(_topics: frozenset[Topic]) -> None:
    return


class Database:
    """Opens sessions, commits, announces topics. Nobody else does any of it.

    Args:
        engine: see ``app.db.engine.make_engine``.
        actor: name written into history.
        on_commit: called after each commit with the topics it changed.

    ``server`` tells the officer on which server the data lie; empty for the folder's own file.
    ``role`` is that of the officer at work; None while nobody is registered.
    """

    def __init__(self, engine: Engine, actor: str, on_commit: OnCommit = _nobody) -> None:
        self._engine = engine
        self.server = "" if engine.dialect.name == "sqlite" else words_of(engine.url)
        reading, writing = _ways(engine)
        self._read, self._write = sessionmaker(reading), sessionmaker(writing)
        self._tries: tuple[str, ...] = _TRIES if self.server else ("",)
        self.actor = actor
        self.role: Role | None = None
        #: Nothing is written, whoever asks.
        self.read_only = False
        # Seats write beside each other: each continues a chain of its own.
        self._strand = token_hex(8) if self.server else ""
        self._on_commit = on_commit

    @property
    def engine(self) -> Engine:
        """For backup and upgrade only."""
        return self._engine

    def announce_to(self, on_commit: OnCommit) -> None:
        """Tell commits to somebody else from now on (the window, once it exists)."""
        self._on_commit = on_commit

    def work_as(self, actor: str, role: Role | None) -> None:
        """From now on this officer writes: the name goes into history, the role to the door."""
        self.actor, self.role = actor, role

    def require(self, right: Right) -> None:
        """Refuse what the officer at work may not do.

        Raises:
            ValidationError: it names the role, and who may; or the folder is only looked at.
        """
        if self.read_only:
            raise ValidationError(
                "Sổ đang mở chỉ để xem nên không ghi gì; dữ liệu giữ nguyên. Muốn ghi, hãy dùng cửa sổ "
                "đã mở trước, hoặc đóng cả hai rồi mở lại sổ."
            )
        words = refusal(right, self.role)
        if words:
            raise ValidationError(words)

    def read(
        self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run ``fn(session, …)`` on a consistent view.

        Raises:
            AppError: what ``fn`` raises, or DataFileError when the file cannot be read.
        """
        with translated(), self._read() as session:
            return fn(session, *args, **kwargs)

    def write(
        self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run ``fn(session, …)`` in one transaction: all of it is kept, or nothing.

        On a server ``fn`` runs again when another seat wrote first, so it must leave nothing behind
        but what it wrote to the session and its answer.

        Raises:
            AppError: what ``fn`` raises, ConflictError, or DataFileError.
            ValidationError: the officer at work may not do this, or the folder is only looked at.
        """
        self.require(right_of(f"{fn.__module__}.{fn.__qualname__}"))

        def work(session: Session) -> R:
            return fn(session, *args, **kwargs)

        for lock in self._tries[:-1]:
            try:
                return self._write_once(work, lock)
            except OvertakenError:
                continue
        return self._write_once(work, self._tries[-1])

    def _write_once(self, work: Callable[[Session], R], lock: str) -> R:
        with translated(), self._write() as session:
            if lock:
                session.connection().exec_driver_sql(lock)
            guard_years(session)
            changed = track(session, self.actor, self._strand)
            result = work(session)
            session.flush()
            with told_commit():
                session.commit()
        if changed:
            self._on_commit(frozenset(changed))
        return result

    def close(self) -> None:
        """Give the file free, or hang up."""
        self._engine.dispose()


def _ways(engine: Engine) -> tuple[Engine, Engine]:
    """The engine as readers and as writers use it."""
    if engine.dialect.name == "sqlite":
        return engine, engine.execution_options(begin="IMMEDIATE")
    return (
        engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
        engine.execution_options(isolation_level="SERIALIZABLE"),
    )
