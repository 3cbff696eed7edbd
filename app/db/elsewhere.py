"""Notices what another program writes into the same file."""

from sqlalchemy import Engine

from app.db.errors import translated


class Elsewhere:
    """Asked now and then by a window that only looks.

    Args:
        engine: on a file; a server tells nothing of the kind.
    """

    def __init__(self, engine: Engine) -> None:
        # The mark counts for one connection, so it is always the same one.
        self._connection = engine.connect()
        self._mark = self._read()

    def moved(self) -> bool:
        """Whether something was committed since the last time.

        Raises:
            DataFileError: the file cannot be read.
        """
        before, self._mark = self._mark, self._read()
        return before != self._mark

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _read(self) -> int:
        with translated():
            try:
                return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())
            finally:
                self._connection.rollback()
