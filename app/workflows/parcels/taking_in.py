"""One chunk of packages taken into the data: each in a savepoint, in the order of its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from app.db.database import Database
from app.domain.parcel_cells import NO_CELLS, NO_COUNTS, CellCounts, counted
from app.domain.parcels import ORIGIN_WORDS, ParcelOrigin, ReceivedState
from app.domain.periods import Period, parse_period
from app.errors import ValidationError
from app.exchange.archive import LARGEST_PACKAGE
from app.exchange.manifest import Direction, Manifest, PackageKind, PeriodSpan
from app.exchange.order import Placement, place
from app.exchange.packing import Sender
from app.exchange.reading import Desk, Package, read_file, read_package
from app.exchange.receipt import Decision, receipt_bytes, receipt_for
from app.exchange.receipt import Result as Answer
from app.exchange.refusals import PackageError, Refusal, Stage, refuse
from app.queries.indicators import list_indicators
from app.queries.received import HeldRow
from app.services.received import (
    KeepPackage,
    NotStoredError,
    QuarantineFile,
    keep_packages,
    quarantine,
    recount,
    settle_quarantined,
    whole_or_nothing,
)
from app.workflows.parcels.incoming import Incoming
from app.workflows.parcels.keeping import Arrived, cells_of, kept_form
from app.workflows.parcels.remarks import Arrival, Examiner
from app.workflows.parcels.shelf import Shelf, line_key, told_activities
from app.workflows.parcels.unmended import unmended

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BY_ITSELF: Final = "Tự động: gói không có điểm cần xem"
_TEST_WORDS: Final = "Gói gửi thử đọc được. Số liệu của gói này không tính vào đâu."
_DOWN_WORDS: Final = "Gói của cấp trên đã nhận. Hãy xem rồi chọn phần lấy vào sổ."
_CAME_IN: Final = "Đã nhận được gói."
_NOT_STORED: Final = "có giá trị mà sổ không ghi được"
_PIECE: Final = 1 << 20
_A_YEAR: Final = timedelta(days=366)


class Took(StrEnum):
    """What became of a package."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    TEST = "test"
    SAME_AGAIN = "same_again"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file after the stages of reading: its package, or why there is none."""

    file: Incoming
    content: bytes | None
    digest: str
    package: Package | None = None
    error: PackageError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a file."""

    file: Incoming
    took: Took
    sentences: tuple[str, ...] = ()
    counts: CellCounts = NO_COUNTS
    package_id: UUID | None = None


class Batch:
    """What is the same for all packages of a batch."""

    def __init__(
        self, db: Database, desk: Desk, now: datetime, *, accept_clean: bool = False
    ) -> None:
        self.examiner = Examiner(db.read(list_indicators))
        self.sender = Sender(desk.keys, desk.card)
        self.now = now
        self.accept_clean = accept_clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A package beside what is held."""

    counts: CellCounts
    alone: bool
    warnings: tuple[str, ...] = ()


def read_file_of(file: Incoming, desk: Desk) -> ReadFile:
    """A file through every stage of reading; whatever is wrong is told, nothing raised."""
    try:
        content = read_file(file.path)
    except PackageError as error:
        return ReadFile(file=file, content=None, digest=_digest(file.path), error=error)
    if len(content) > LARGEST_PACKAGE:
        whole = read_content(file, content, desk)
        return replace(whole, content=None, digest=_digest(file.path))
    return read_content(file, content, desk)


def read_content(file: Incoming, content: bytes, desk: Desk) -> ReadFile:
    """Bytes that are at hand, likewise."""
    digest = sha256(content).hexdigest()
    try:
        package = checked_package(content, desk)
    except PackageError as error:
        return ReadFile(file=file, content=content, digest=digest, error=error)
    return ReadFile(file=file, content=content, digest=digest, package=package)


def checked_package(content: bytes, desk: Desk) -> Package:
    """A package whose period is one of ours, with days of it.

    Raises:
        PackageError: the stage that refuses.
    """
    package = read_package(content, desk)
    period = package.manifest.period
    if package.manifest.direction is Direction.UP:
        try:
            known = parse_period(period.code)
        except ValidationError as error:
            raise refuse(Stage.RULES, Refusal.WRONG_PERIOD, f"kỳ {period.code}") from error
        if not _is_of(known, period):
            shown = f"kỳ {period.code} là {known.days}"
            raise refuse(Stage.RULES, Refusal.WRONG_PERIOD, shown)
    return package


def _is_of(known: Period, said: PeriodSpan) -> bool:
    """Whether days belong to a period: those of a campaign may begin before and end after it."""
    touches = said.first <= known.last and known.first <= said.last
    return touches and max(known.first - said.first, said.last - known.last) <= _A_YEAR


def take_in(session: "Session", files: Sequence[ReadFile], batch: Batch) -> list[Result]:
    """Keep the packages of a chunk, put aside what is refused."""
    return _Intake(session, files, batch).results()


class _Intake:
    """One chunk on its way into the data.

    Packages are judged one after the other and written together; each in a savepoint of its own
    when the database does not take one of them.
    """

    def __init__(self, session: "Session", files: Sequence[ReadFile], batch: Batch) -> None:
        self._session, self._files, self._batch = session, files, batch
        self._shelf = Shelf(session, [one.package.manifest for one in files if one.package])
        self._waiting: list[tuple[ReadFile, KeepPackage]] = []
        self._results: dict[int, Result] = {}

    def results(self) -> list[Result]:
        """Take all in; what became of each file, in their order."""
        for one in self._files:
            self._results[id(one)] = self._take(one)
        self._write()
        results = [self._results[id(one)] for one in self._files]
        came_in = [
            one.digest
            for one, result in zip(self._files, results, strict=True)
            if result.took is not Took.REFUSED
        ]
        settle_quarantined(self._session, came_in, self._batch.now, _CAME_IN)
        return results

    def _take(self, one: ReadFile) -> Result:
        if one.package is None:
            assert one.error is not None
            return _refused(self._session, one, one.error, self._batch.now)
        try:
            return self._judge(one, one.package)
        except PackageError as error:
            if error.refusals == {Refusal.SAME_AGAIN}:
                sentences = tuple(point.sentence for point in error.points)
                known = one.package.manifest.package_id
                return Result(
                    file=one.file, took=Took.SAME_AGAIN, sentences=sentences, package_id=known
                )
            return _refused(self._session, one, error, self._batch.now)

    def _judge(self, one: ReadFile, package: Package) -> Result:
        manifest, batch = package.manifest, self._batch
        placement = place(manifest, package.package_hash, self._shelf.held(manifest))
        looked = look_beside(package, self._shelf, placement, batch)
        state = _state(manifest, looked, batch)
        accepted = state is ReceivedState.ACCEPTED
        arrived = Arrived(
            package=package,
            content=one.content or b"",
            file_name=one.file.path.name,
            received_at=batch.now,
        )
        more = {"counts": looked.alone, **_accepted(package, batch)} if accepted else {}
        command = kept_form(arrived, state, looked.warnings, more)
        self._waiting.append((one, command))
        self._shelf.put(_held(command), package)
        if accepted and not looked.alone:
            # Others of its line may have counted until now.
            self._write()
            if id(one) in self._results:
                return self._results[id(one)]
            recount(self._session, command.line)
            self._shelf.refresh(command.line)
        return Result(
            file=one.file,
            took=_TOOK[state],
            sentences=sentences_of(manifest, looked.warnings),
            counts=looked.counts,
            package_id=command.id,
        )

    def _write(self) -> None:
        """Write what was judged: all at once, else one by one."""
        waiting, self._waiting = self._waiting, []
        try:
            with whole_or_nothing(self._session):
                keep_packages(self._session, [command for _, command in waiting])
        except NotStoredError:
            for one, command in waiting:
                self._write_one(one, command)

    def _write_one(self, one: ReadFile, command: KeepPackage) -> None:
        try:
            with whole_or_nothing(self._session):
                keep_packages(self._session, [command])
        except NotStoredError as error:
            refused = refuse(Stage.RULES, Refusal.BROKEN_RULE, _NOT_STORED, detail=error.detail)
            self._shelf.drop(command.id)
            self._results[id(one)] = _refused(self._session, one, refused, self._batch.now)


def _held(command: KeepPackage) -> HeldRow:
    head = command.head
    return HeldRow(
        command.id,
        command.line,
        head["package_hash"],
        head["sequence"],
        head["kind"],
        head["origin"],
        head["direction"],
        ReceivedState(head["state"]),
        bool(head.get("counts")),
        head["received_at"],
    )


def look_beside(package: Package, shelf: Shelf, placement: Placement, batch: Batch) -> Looked:
    """A package beside what is held: how its cells stand, and what is to be looked at."""
    manifest = package.manifest
    line = line_key(manifest)
    alone = not shelf.line(line)
    if manifest.direction is Direction.DOWN or manifest.kind is PackageKind.TEST:
        return Looked(counts=CellCounts(new=_size(package)), alone=alone)
    arrival = arrival_of(package, shelf, placement)
    examiner = batch.examiner
    if not (arrival.earlier or examiner.may_be_odd(package, arrival.last_year)):
        # Most packages: nothing at any cell, and so no cell is looked at by itself.
        warnings = examiner.warnings(arrival, ())
        return Looked(warnings=warnings, counts=CellCounts(new=_size(package)), alone=alone)
    arrival = replace(arrival, cells=cells_of(package))
    remarks = examiner.remarks(arrival)
    warned = len({one.place for one in remarks})
    return Looked(
        warnings=examiner.warnings(arrival, remarks),
        counts=counted(arrival.cells, arrival.earlier, warned),
        alone=alone,
    )


def arrival_of(package: Package, shelf: Shelf, placement: Placement) -> Arrival:
    """What is known of a package but its cells."""
    manifest = package.manifest
    line = line_key(manifest)
    base = shelf.base(line, manifest.package_id)
    withdraws = manifest.kind is PackageKind.WITHDRAWAL
    return Arrival(
        period=manifest.period.code,
        cells=NO_CELLS,
        earlier=shelf.cells(base.id) if base else NO_CELLS,
        earlier_words=earlier_words(base) if base else "",
        earlier_counts=base is not None and base.counts,
        last_year=NO_CELLS if withdraws else shelf.last_year(line),
        missing=placement.missing,
        withdraws=manifest.reason if withdraws else None,
        silent=[name for name, said in package.rows("units", "name", "reported") if not said],
        closed=shelf.is_closed(manifest.duty, manifest.period.code),
        acts=0 if withdraws or base is None else _other_activities(package, base, shelf),
        unmended=() if withdraws else tuple(_unmended(package, shelf)),
    )


def _other_activities(package: Package, base: HeldRow, shelf: Shelf) -> int:
    """How many activities are not as in the package that counts; none where figures were typed."""
    if not base.counts or base.origin != ParcelOrigin.PACKAGE:
        return 0
    then, now = shelf.activities(base.id), told_activities(package.records.activities)
    return sum(then.get(one) != now.get(one) for one in {**then, **now})


def _unmended(package: Package, shelf: Shelf) -> Iterator[str]:
    before = shelf.returned(line_key(package.manifest), package.manifest.package_id)
    if before is not None:
        points, cells = shelf.points(before.id), shelf.cells(before.id)
        yield from unmended(before.sequence, points, cells, cells_of(package))


def _size(package: Package) -> int:
    table = package.tables.get("figures")
    return len(table) if table else 0


def earlier_words(base: HeldRow) -> str:
    """ "gói lần 1", "nhập từ bản giấy"."""
    if base.origin == ParcelOrigin.PACKAGE:
        return f"gói lần {base.sequence}"
    return ORIGIN_WORDS[ParcelOrigin(base.origin)]


_TOOK: Final = {
    ReceivedState.ACCEPTED: Took.ACCEPTED,
    ReceivedState.WAITING: Took.WAITING,
    ReceivedState.TEST: Took.TEST,
}


def _state(manifest: Manifest, looked: Looked, batch: Batch) -> ReceivedState:
    if manifest.kind is PackageKind.TEST:
        return ReceivedState.TEST
    # A withdrawal always has its reason among the warnings; what comes from above is taken over.
    clean = manifest.direction is Direction.UP and not looked.warnings
    return ReceivedState.ACCEPTED if clean and batch.accept_clean else ReceivedState.WAITING


def _accepted(package: Package, batch: Batch) -> dict[str, Any]:
    """Columns of a package that is accepted as it comes in, and its receipt."""
    decision = Decision(
        receipt_id=uuid4(),
        result=Answer.ACCEPTED,
        signer=batch.sender.card.unit_name,
        made_at=batch.now,
    )
    sender = batch.sender
    receipt = receipt_for(package.manifest, package.package_hash, decision, sender.card)
    return {
        "decided_at": batch.now,
        "decided_by": _BY_ITSELF,
        "receipt_id": decision.receipt_id,
        "receipt": receipt_bytes(receipt, sender.keys, sender.card),
    }


def sentences_of(manifest: Manifest, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """What is told of a package that is taken in."""
    if manifest.kind is PackageKind.TEST:
        return (_TEST_WORDS,)
    if manifest.direction is Direction.DOWN:
        return (_DOWN_WORDS,)
    return warnings


def _refused(session: "Session", one: ReadFile, error: PackageError, now: datetime) -> Result:
    points = [
        {"refusal": point.refusal.value, "what": point.what, "sentence": point.sentence}
        for point in error.points
    ]
    manifest = one.package.manifest if one.package else None
    look = one.file.look
    quarantine(
        session,
        QuarantineFile(
            file_name=one.file.path.name,
            sha256=one.digest,
            content=one.content,
            unit_code=manifest.unit.code if manifest else look.unit,
            unit_name=manifest.unit.name if manifest else look.unit_name,
            stage=error.stage,
            points=points,
            at=now,
        ),
    )
    return Result(
        file=one.file,
        took=Took.REFUSED,
        sentences=tuple(point["sentence"] for point in points),
        counts=CellCounts(refused=len(points)),
    )


def _digest(path: Path) -> str:
    """Of a file too large to be kept; of its name when it cannot be read."""
    made = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                made.update(piece)
    except OSError:
        return sha256(str(path.absolute()).encode()).hexdigest()
    return made.hexdigest()
