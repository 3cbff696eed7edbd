"""Packages taken in from files and folders: read, checked, kept, or put aside with every reason."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.backup import backup_unless_recent
from app.db.database import Database
from app.db.place import data_file
from app.domain.parcel_cells import NO_COUNTS, CellCounts
from app.errors import AppError, CancelledError
from app.exchange.first_look import look_at_begin
from app.exchange.reading import Desk
from app.jobs import JobContext
from app.paths import DataPaths
from app.queries.kept_files import read_kept
from app.queries.received import quarantined
from app.workflows.parcels.incoming import WHAT_TO_DO, FileKind, Incoming, incoming, packages_of
from app.workflows.parcels.taking_in import (
    Batch,
    ReadFile,
    Result,
    Took,
    read_content,
    read_file_of,
    take_in,
)

#: So many packages are kept with one commit; a stop loses none that is committed.
PER_COMMIT: Final = 50
#: Bytes of files that wait for one commit.
_MOST_WAITING: Final = 60_000_000
_RARELY: Final = 100_000
_BACKUP: Final = "nhan-goi"


class State(StrEnum):
    """What became of a file."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    TEST = "test"
    SAME_AGAIN = "same_again"
    REFUSED = "refused"
    RECEIPT = "receipt"
    CARD = "card"
    SKIPPED = "skipped"
    OTHER = "other"
    NOT_REACHED = "not_reached"


STATE_WORDS: Final = {
    State.ACCEPTED: "Đã tiếp nhận",
    State.WAITING: "Đã nhận, chờ xem",
    State.TEST: "Gói gửi thử",
    State.SAME_AGAIN: "Đã nhận từ trước",
    State.REFUSED: "Không nhận",
    State.RECEIPT: "Phiếu tiếp nhận",
    State.CARD: "Thẻ cơ quan",
    State.SKIPPED: "Bỏ qua",
    State.OTHER: "Không phải gói",
    State.NOT_REACHED: "Chưa đọc đến",
}
_STATES: Final = {
    Took.ACCEPTED: State.ACCEPTED,
    Took.WAITING: State.WAITING,
    Took.TEST: State.TEST,
    Took.SAME_AGAIN: State.SAME_AGAIN,
    Took.REFUSED: State.REFUSED,
}
_BY_NAME: Final = {
    FileKind.RECEIPT: State.RECEIPT,
    FileKind.CARD: State.CARD,
    FileKind.HIDDEN: State.SKIPPED,
    FileKind.OTHER: State.OTHER,
}
#: A file, and how it is read when its turn comes.
Wanted = tuple[Incoming, Callable[[], ReadFile]]
_STOPPED: Final = "Đã dừng trước khi đọc đến tệp này; hãy nhận lại để đọc tiếp."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file, with every sentence there is to say.

    ``package_id`` None: nothing of it is in the data. ``unit_code`` … are what the file says of
    itself, also when it was refused.
    """

    path: Path
    state: State
    sentences: tuple[str, ...] = ()
    counts: CellCounts = NO_COUNTS
    package_id: UUID | None = None
    unit_code: str = ""
    unit_name: str = ""
    duty: str = ""
    period: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a batch.

    ``stopped``: the officer stopped it, or it could not go on (``trouble`` says why); what is told
    as taken is taken. ``backup`` is the copy of the data made before.
    """

    outcomes: tuple[Outcome, ...]
    stopped: bool = False
    trouble: str = ""
    backup: Path | None = None

    def count(self, *states: State) -> int:
        """How many files came to these ends."""
        return sum(one.state in states for one in self.outcomes)


def receive(
    db: Database,
    paths: Iterable[Path],
    desk: Desk,
    job: JobContext,
    now: datetime,
    accept_clean: bool = False,
) -> Received:
    """Take in packages from files and folders, after a backup of the data.

    One package is kept whole or not at all; the rest goes on. A cancel keeps what was finished.

    Args:
        accept_clean: those with nothing to be looked at are accepted, with their receipt.

    Raises:
        DataFileError: a folder cannot be read, or there is no room for the backup.
    """
    files = incoming(paths)
    wanted = [(one, partial(read_file_of, one, desk)) for one in packages_of(files)]
    told = tuple(_told(one) for one in files if one.kind is not FileKind.PACKAGE)
    found = _take_all(db, wanted, Batch(db, desk, now, accept_clean=accept_clean), job)
    return replace(found, outcomes=(*found.outcomes, *told))


def try_again(
    db: Database,
    desk: Desk,
    job: JobContext,
    now: datetime,
    accept_clean: bool = False,
) -> Received:
    """Read the files that were put aside once more, from the bytes that were kept: a card was
    confirmed since, a unit added, a passphrase told.

    Raises:
        DataFileError: there is no room for the backup.
    """
    files = []
    for row in db.read(quarantined):
        if row.kept:
            look = look_at_begin(db.read(read_kept, row.sha256))
            files.append((Incoming(Path(row.file_name), FileKind.PACKAGE, look), row.sha256))
    files.sort(key=lambda one: one[0].look)
    wanted = [(one, partial(_read_again, db, one, digest, desk)) for one, digest in files]
    return _take_all(db, wanted, Batch(db, desk, now, accept_clean=accept_clean), job)


def _read_again(db: Database, file: Incoming, digest: str, desk: Desk) -> ReadFile:
    return read_content(file, db.read(read_kept, digest), desk)


def _take_all(db: Database, wanted: Sequence[Wanted], batch: Batch, job: JobContext) -> Received:
    if not wanted:
        return Received(outcomes=())
    backup = backup_before(db, batch.now)
    done: list[Outcome] = []
    trouble, stopped = "", False
    try:
        with _calm():
            for chunk in _chunks(wanted, job):
                done += [_outcome(one) for one in db.write(take_in, chunk, batch)]
    except CancelledError:
        stopped = True
    except AppError as error:
        stopped, trouble = True, error.message
    rest = [_not_reached(file, trouble) for file, _ in wanted[len(done) :]]
    return Received(
        outcomes=(*done, *rest),
        stopped=stopped or bool(rest),
        trouble=trouble,
        backup=backup,
    )


def backup_before(db: Database, now: datetime) -> Path | None:
    """A backup beside the data, once in ten minutes; a server's data are backed up there.

    Raises:
        DataFileError: no room or no permission.
    """
    file = data_file(db.engine)
    if file is None:
        return None
    folder = DataPaths(file.parent).backups
    return backup_unless_recent(db.engine, folder, reason=_BACKUP, now=now.astimezone())


@contextmanager
def _calm() -> Iterator[None]:
    """Cells of packages are no rings: looking for rings among them takes a third of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _chunks(wanted: Sequence[Wanted], job: JobContext) -> Iterator[list[ReadFile]]:
    """Files read, as many together as are kept with one commit; those read before a cancel too."""
    chunk: list[ReadFile] = []
    waiting = 0
    for at, (file, read) in enumerate(wanted):
        try:
            job.step(at, len(wanted), file.path.name)
        except CancelledError:
            if chunk:
                yield chunk
            raise
        chunk.append(read())
        waiting += len(chunk[-1].content or b"")
        if len(chunk) == PER_COMMIT or waiting > _MOST_WAITING:
            yield chunk
            chunk, waiting = [], 0
    if chunk:
        yield chunk


def _outcome(result: Result) -> Outcome:
    look = result.file.look
    made = Outcome(
        path=result.file.path,
        state=_STATES[result.took],
        sentences=result.sentences,
        counts=result.counts,
        package_id=result.package_id,
    )
    return replace(
        made,
        unit_code=look.unit,
        unit_name=look.unit_name,
        duty=look.duty,
        period=look.period,
        sequence=look.sequence,
    )


def _told(file: Incoming) -> Outcome:
    return Outcome(path=file.path, state=_BY_NAME[file.kind], sentences=(WHAT_TO_DO[file.kind],))


def _not_reached(file: Incoming, trouble: str) -> Outcome:
    return Outcome(path=file.path, state=State.NOT_REACHED, sentences=(trouble or _STOPPED,))
