"""The one door to the data: runs a function in a transaction, then tells what changed."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.db.errors import translated
from app.db.history import track
from app.domain.topics import Topic

P = ParamSpec("P")
R = TypeVar("R")
OnCommit = Callable[[frozenset[Topic]], None]


def _nobody(_topics: frozenset[Topic]) -> None:
    return


class Database:
    """Opens sessions, commits, announces topics. Nobody else does any of it.

    Args:
        engine: see ``app.db.engine.make_engine``.
        actor: name written into history.
        on_commit: called after each commit with the topics it changed.
    """

    def __init__(self, engine: Engine, actor: str, on_commit: OnCommit = _nobody) -> None:
        self._engine = engine
        self._read = sessionmaker(engine)
        self._write = sessionmaker(engine.execution_options(begin="IMMEDIATE"))
        self._actor = actor
        self._on_commit = on_commit

    @property
    def engine(self) -> Engine:
        """For backup and upgrade only."""
        return self._engine

    def announce_to(self, on_commit: OnCommit) -> None:
        """Tell commits to somebody else from now on (the window, once it exists)."""
        self._on_commit = on_commit

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

        Raises:
            AppError: what ``fn`` raises, ConflictError, or DataFileError.
        """
        with translated(), self._write.begin() as session:
            changed = track(session, self._actor)
            result = fn(session, *args, **kwargs)
        if changed:
            self._on_commit(frozenset(changed))
        return result

    def close(self) -> None:
        """Give the file free."""
        self._engine.dispose()
