"""What receiving a file would do; nothing is written."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.db.database import Database
from app.domain.parcel_cells import NO_COUNTS, CellCounts, counted
from app.exchange.first_look import first_look
from app.exchange.manifest import KIND_WORDS, Manifest
from app.exchange.order import place
from app.exchange.reading import Desk, Package
from app.exchange.refusals import PackageError, Refusal
from app.queries.indicators import list_indicators
from app.queries.report_duties import duty_name
from app.workflows.parcels.incoming import FileKind, Incoming
from app.workflows.parcels.keeping import cells_of
from app.workflows.parcels.preview import PreviewCell, cells_beside, period_words
from app.workflows.parcels.remarks import Examiner
from app.workflows.parcels.shelf import Shelf
from app.workflows.parcels.taking_in import Took, arrival_of, read_file_of, sentences_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would become of a file; ``manifest`` None when it cannot be read so far.

    ``report`` is what our catalogue calls its duty.
    """

    took: Took
    sentences: tuple[str, ...]
    counts: CellCounts = NO_COUNTS
    manifest: Manifest | None = None
    report: str = ""
    cells: tuple[PreviewCell, ...] = ()

    @property
    def about(self) -> str:
        """ "gói đính chính, lần 2, UBND xã Mẫu (mã 26734), Báo cáo năm, Năm 2026"."""
        if self.manifest is None:
            return ""
        one = self.manifest
        unit = f"{one.unit.name} (mã {one.unit.code})"
        period = period_words(one.period.code)
        return ", ".join((KIND_WORDS[one.kind], f"lần {one.sequence}", unit, self.report, period))


def foresee(db: Database, path: Path, desk: Desk) -> Foreseen:
    """Look at a file as receiving does."""
    file = read_file_of(Incoming(path, FileKind.PACKAGE, first_look(path)), desk)
    if file.package is None:
        assert file.error is not None
        return _refused(file.error)
    try:
        return db.read(_beside, file.package)
    except PackageError as error:
        manifest = file.package.manifest
        return replace(_refused(error), manifest=manifest, report=db.read(duty_name, manifest.duty))


def _refused(error: PackageError) -> Foreseen:
    again = error.refusals == {Refusal.SAME_AGAIN}
    return Foreseen(
        took=Took.SAME_AGAIN if again else Took.REFUSED,
        sentences=tuple(point.sentence for point in error.points),
        counts=NO_COUNTS if again else CellCounts(refused=len(error.points)),
    )


def _beside(session: "Session", package: Package) -> Foreseen:
    manifest = package.manifest
    shelf = Shelf(session, [manifest])
    placement = place(manifest, package.package_hash, shelf.held(manifest))
    arrival = replace(arrival_of(package, shelf, placement), cells=cells_of(package))
    known = list_indicators(session)
    examiner = Examiner(known)
    remarks = examiner.remarks(arrival)
    return Foreseen(
        took=Took.WAITING,
        sentences=sentences_of(manifest, examiner.warnings(arrival, remarks)),
        counts=counted(arrival.cells, arrival.earlier, len({one.place for one in remarks})),
        manifest=manifest,
        report=duty_name(session, manifest.duty),
        cells=tuple(cells_beside(arrival, remarks, known)),
    )
