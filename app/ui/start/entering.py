"""From a path to an open folder with somebody at work in it."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app.data_folder import DataFolder, data_paths, open_data_folder
from app.db.migrate import needs_upgrade
from app.db.server import Server
from app.errors import AppError
from app.lock import InUseError
from app.moving import followed
from app.ui import feedback
from app.ui.access.way_in import ask_key, let_in
from app.ui.start.second_start import wants_to_look
from app.ui.start.upgrade_window import open_with_progress
from app.vault.key_file import NeedsPasswordError, Opened
from app.workflows.access import Access


def here(root: Path, *, ask: bool) -> Path | None:
    """Where the data were moved to; None when that place is not there, which is told."""
    try:
        return followed(root)
    except AppError as error:
        if not ask:
            raise
        feedback.show_error(None, error)
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to be opened; ``actor`` goes into history while nobody is registered."""

    root: Path
    actor: str
    server: Server | None
    #: Beside a window that writes.
    read_only: bool = False

    def open(self, opened: Opened | None) -> DataFolder:
        """The folder with its key, if it has one."""
        key = opened.key if opened is not None else None
        work = partial(
            open_data_folder,
            self.root,
            actor=self.actor,
            server=self.server,
            key=key,
            read_only=self.read_only,
        )
        older = not self.read_only and needs_upgrade(data_paths(self.root).database, key)
        return open_with_progress(work) if older else work()


def enter(place: Place, known: Opened | None, *, ask: bool) -> tuple[DataFolder, Access] | None:
    """Open a folder and learn who is at work; None when the officer went away.

    The lock comes first, so a second window says so before it asks for a password.

    Args:
        known: what opens it, when that was proved just before.
        ask: False where nobody sits in front of the window.

    Raises:
        AppError: it does not open.
    """
    try:
        return _enter(place, known, ask=ask)
    except InUseError as error:
        if not ask:
            raise
        wanted = wants_to_look(error)
        return _enter(replace(place, read_only=True), known, ask=ask) if wanted else None


def _enter(place: Place, known: Opened | None, *, ask: bool) -> tuple[DataFolder, Access] | None:
    try:
        data = place.open(known)
    except NeedsPasswordError:
        known = ask_key(data_paths(place.root)) if ask else None
        if known is None and not ask:
            raise
        if known is None:
            return None
        data = place.open(known)
    access = Access(data.db, data.paths, known)
    try:
        if ask and not let_in(access, place.actor):
            data.close()
            return None
    except BaseException:
        data.close()
        raise
    return data, access
