"""A backup before many records are read in from a file."""

from typing import Final

from app.db.backup import backup_unless_recent
from app.db.database import Database
from app.paths import DataPaths

REASON: Final = "truoc-nhap"


def backup_before_import(db: Database, paths: DataPaths) -> None:
    """Copy the data as they are before a file is read in; once in ten minutes is enough.

    A server is backed up by whoever keeps it.

    Raises:
        DataFileError: there is no room for the copy; nothing may be read in then.
    """
    if not db.server and not db.read_only:
        backup_unless_recent(db.engine, paths.backups, reason=REASON)
