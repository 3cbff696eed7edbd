"""What is held beside packages that come in: their lines, the cells before them and of last year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from app.domain.parcel_cells import NO_CELLS, Cells
from app.domain.parcels import ParcelOrigin, ReceivedState
from app.exchange.manifest import Manifest, PackageKind
from app.exchange.order import Held, Line
from app.exchange.reading import Package
from app.exchange.records import ActivityRecord
from app.queries.collections import is_closed
from app.queries.received import (
    TEST,
    UP,
    ActivityRow,
    HeldRow,
    LineKey,
    counting_ids,
    held_rows,
    received_activities,
    received_cells,
    received_points,
)
from app.workflows.parcels.keeping import cells_of
from app.workflows.parcels.remarks import last_year_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


#: What is said of an activity by its id.
Activities = dict[UUID, tuple[Any, ...]]
_SAID: Final = tuple(one.name for one in fields(ActivityRow))[2:]


class Shelf:
    """What the data hold beside some packages, read in a few questions for all of them."""

    def __init__(self, session: "Session", manifests: Sequence[Manifest]) -> None:
        self._session = session
        self._rows: dict[UUID, HeldRow] = {}
        self._cells: dict[UUID, Cells] = {}
        self._new: dict[UUID, Package] = {}
        self._closed: dict[tuple[str, str], bool] = {}
        lines = {line_key(one) for one in manifests}
        ids = {one.package_id for one in manifests} | {
            one.supersedes for one in manifests if one.supersedes
        }
        self._put(held_rows(session, lines, ids))
        before = {one: (one[0], one[1], last_year_of(one[2])) for one in lines}
        counting = counting_ids(session, set(before.values()))
        self._last_year = {
            line: counting[then] for line, then in before.items() if then in counting
        }
        bases = [self.base(line) for line in lines]
        self._load([*(one.id for one in bases if one), *self._last_year.values()])

    def held(self, manifest: Manifest) -> list[Held]:
        """Packages of its line, and any with its id or the id it takes the place of."""
        line = line_key(manifest)
        named = (manifest.package_id, manifest.supersedes)
        return [
            Held(
                Line(*one.line),
                one.id,
                one.package_hash,
                one.sequence,
                PackageKind(one.kind),
                one.received_at,
            )
            for one in self._rows.values()
            if (one.line == line or one.id in named) and one.origin == ParcelOrigin.PACKAGE
        ]

    def base(self, line: LineKey, but: UUID | None = None) -> HeldRow | None:
        """The package that counts in a line, else the newest with figures; not ``but`` itself."""
        others = [one for one in self.line(line) if one.id != but and one.kind != TEST]
        figures = [one for one in others if one.kind != PackageKind.WITHDRAWAL]
        return max(
            figures, key=lambda one: (one.counts, one.sequence, one.received_at), default=None
        )

    def returned(self, line: LineKey, but: UUID | None = None) -> HeldRow | None:
        """The newest package of a line, when it was returned; not ``but`` itself."""
        others = [one for one in self.line(line) if one.id != but and one.kind != TEST]
        newest = max(others, key=lambda one: (one.sequence, one.received_at), default=None)
        return newest if newest and newest.state is ReceivedState.RETURNED else None

    def points(self, package: UUID) -> Sequence[Mapping[str, Any]]:
        """What was said of a package that was decided on."""
        return received_points(self._session, package)

    def line(self, line: LineKey) -> list[HeldRow]:
        """Everything held of a line, by hand too."""
        return [one for one in self._rows.values() if one.line == line and one.direction == UP]

    def cells(self, package: UUID) -> Cells:
        """The cells of a package that is held."""
        if package not in self._cells:
            if package in self._new:
                self._cells[package] = cells_of(self._new[package])
            else:
                self._load([package])
        return self._cells[package]

    def activities(self, package: UUID) -> Activities:
        """What a package that is held says of each activity."""
        if package in self._new:
            return told_activities(self._new[package].records.activities)
        return told_activities(received_activities(self._session, package))

    def last_year(self, line: LineKey) -> Cells:
        """The cells that counted of the same unit and report a year before."""
        then = self._last_year.get(line)
        return self.cells(then) if then else NO_CELLS

    def is_closed(self, duty: str, period: str) -> bool:
        """Whether the totals of a report are settled."""
        key = (duty, period)
        if key not in self._closed:
            self._closed[key] = is_closed(self._session, duty, period)
        return self._closed[key]

    def put(self, row: HeldRow, package: Package) -> None:
        """A package was taken in; it may not be written yet."""
        self._rows[row.id] = row
        self._new[row.id] = package

    def drop(self, package: UUID) -> None:
        """A package could not be kept after all."""
        self._rows.pop(package, None)

    def refresh(self, line: LineKey) -> None:
        """Something else of a line may count now."""
        self._put(held_rows(self._session, {line}))

    def _put(self, rows: Iterable[HeldRow]) -> None:
        self._rows |= {one.id: one for one in rows}

    def _load(self, packages: Collection[UUID]) -> None:
        wanted = [one for one in packages if one not in self._cells]
        self._cells |= received_cells(self._session, wanted)


def line_key(manifest: Manifest) -> LineKey:
    """What a package takes the place of others in."""
    return manifest.unit.code, manifest.duty, manifest.period.code


def told_activities(rows: Iterable[ActivityRow | ActivityRecord]) -> Activities:
    """What is said of each activity, wherever the row comes from."""
    return {
        one.activity_id if isinstance(one, ActivityRow) else one.id: tuple(
            getattr(one, name) for name in _SAID
        )
        for one in rows
    }
