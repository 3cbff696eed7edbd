"""Which packages a total is made of, which are left out of it and why, and who did not report.

Only packages that count (``ReceivedPackage.counts``) are looked at. A figure never comes in twice:
old units give way to the unit they were merged into, a unit to the district that has added it up.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.parcels import ParcelOrigin, ReceivedState
from app.domain.periods import Period, parse_period
from app.domain.unit_tree import UnitNode, UnitTree
from app.models import ReceivedPackage, ReceivedUnit
from app.queries.collections import find_collection
from app.queries.unit_trees import load_tree

if TYPE_CHECKING:
    from sqlalchemy import Row, Select

#: Why a unit has no figures in the totals.
_WHY: Final = {
    ReceivedState.WAITING: "đã gửi, đang chờ xem",
    ReceivedState.RETURNED: "đã trả lại để sửa",
    ReceivedState.WITHDRAWN: "đơn vị đã rút lại",
    ReceivedState.TEST: "mới gửi thử",
}
_NOT_SENT: Final = "chưa gửi"
_UP: Final = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A package whose figures are added up.

    ``unit_name`` is what our list calls the unit of that time; ``shown_code`` and ``shown_name`` the unit
    under which it is shown today (itself, or what it was merged into or renamed to).
    """

    package_id: UUID
    unit_code: str
    unit_name: str
    shown_code: str
    shown_name: str
    origin: ParcelOrigin
    sequence: int
    received_at: datetime
    changed: int

    @property
    def is_old(self) -> bool:
        """Whether the unit stands under another one today."""
        return (self.shown_code, self.shown_name) != (self.unit_code, self.unit_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A package that counts, but whose figures stand in another one already."""

    part: Part
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A unit without figures in the totals; ``under`` is the reporting unit above it, if any."""

    unit_code: str
    unit_name: str
    why: str
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a total is made of.

    ``below`` counts the units that parts list below themselves; ``covered`` are units (by id)
    whose figures stand in the package of another one, with its name.
    """

    duty: str
    period: Period
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    absent: tuple[Absent, ...]
    below: int = 0
    covered: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def basis(self) -> list[list[str | int]]:
        """[package id, unit code, sequence] of each part, by unit: to tell a stale paper."""
        return [[str(one.package_id), one.unit_code, one.sequence] for one in self.parts]

    @property
    def asked(self) -> int:
        """Units that report or should: parts and those that are absent themselves."""
        return len(self.parts) + sum(not one.under for one in self.absent)


def total_sources(
    session: Session,
    duty: str,
    period: str,
    on: date | None = None,
    tree: UnitTree | None = None,
) -> Sources:
    """The packages behind the totals of a duty and period.

    Args:
        on: the day whose units old ones are shown under; the last day of the period or the day
            the newest unit began, whichever is later, when none is given.
        tree: the units, where they are read already.

    Raises:
        ValidationError: a period that is none.
    """
    about = parse_period(period)
    tree = tree or load_tree(session)
    found = _Found(session, duty, about, tree, on or _latest(tree, about))
    left_out = dict(found.left_out())
    parts = [part for part, _node in found.parts if part.package_id not in left_out]
    by_id = {part.package_id: part for part, _node in found.parts}
    return Sources(
        duty=duty,
        period=about,
        parts=tuple(parts),
        left_out=tuple(LeftOut(part=by_id[one], why=why) for one, why in left_out.items()),
        absent=(*found.absent(), *found.absent_below()),
        below=sum(len(found.listed.get(one.package_id, {})) for one in parts),
        covered=found.covered(),
    )


def sender_of(tree: UnitTree, row: "Row[Any]", about: Period) -> UnitNode | None:
    """The unit that sent a package: who had the code when it was made.

    Args:
        row: ``unit_code``, ``origin``, ``made_at`` of a received package; what was keyed in by hand
            is of the unit that stood at the end of the period.
    """
    by_hand = row.origin != ParcelOrigin.PACKAGE
    return tree.at(row.unit_code, about.last if by_hand else row.made_at.astimezone().date())


def _latest(tree: UnitTree, about: Period) -> date:
    return max([about.last, *(node.valid_from for node in tree.nodes)])


class _Found:
    """The packages of a duty and period with the units that sent them."""

    def __init__(
        self, session: Session, duty: str, about: Period, tree: UnitTree, day: date
    ) -> None:
        self._tree, self._about, self._day = tree, about, day
        self._asked = find_collection(session, duty, about.code)
        rows = session.execute(_packages(duty, about)).all()
        self._newest = {row.unit_code: ReceivedState(row.state) for row in rows}
        counting = [(row, sender_of(tree, row, about)) for row in rows if row.counts]
        self.parts = [(self._part(row, node), node) for row, node in counting]
        self.parts.sort(key=lambda one: (one[0].shown_code, one[0].unit_code))
        self.listed = _listed(session, [part.package_id for part, _node in self.parts])
        self._senders = {node.id: part for part, node in self.parts if node}
        self._heirs = self._links(tree.before)
        self._whole = self._links(lambda node: tree.parts(node) if node.valid_to else set())
        self._adders = self._inside()

    def left_out(self) -> Iterator[tuple[UUID, str]]:
        """Packages whose figures stand in another one, with the reason."""
        for part, node in self.parts:
            why = self._why_left_out(node) if node else ""
            if why:
                yield part.package_id, why

    def covered(self) -> dict[UUID, str]:
        """Units whose figures stand in the package of another one, with its name."""
        links = {**self._whole, **self._heirs}
        found = {one: part.unit_name for one, part in links.items()}
        for node in self._tree.nodes:
            if adder := self._adders.get(node.code):
                found[node.id] = adder.unit_name
        return {one: name for one, name in found.items() if one not in self._senders}

    def absent(self) -> Iterator[Absent]:
        """Units that owe the report and have no figures in it."""
        told = self._senders.keys() | self._heirs.keys() | self._whole.keys()
        due = self._asked.due_on if self._asked else self._about.last
        for node in self._tree.asked(due, self._asked.levels if self._asked else ()):
            if node.id in told or node.code in self._adders:
                continue
            old = self._old_units(node)
            silent = [one for one in old if one.id not in self._senders]
            for one in silent if len(silent) < len(old) else [node]:
                yield Absent(
                    unit_code=one.code,
                    unit_name=one.name if one is node else f"{one.name} (nay là {node.name})",
                    why=_WHY.get(self._newest.get(one.code, ReceivedState.TAKEN), _NOT_SENT),
                )

    def absent_below(self) -> Iterator[Absent]:
        """Units below a reporting one that are not in its figures."""
        for part, _node in self.parts:
            for code, name, is_in in self.listed.get(part.package_id, ()):
                if not is_in:
                    yield Absent(
                        unit_code=code, unit_name=name, why=_NOT_SENT, under=part.unit_name
                    )

    def _links(self, of: Callable[[UnitNode], set[UUID]]) -> dict[UUID, Part]:
        """Units whose figures stand in the package of another one, with that package."""
        return {one: part for part, node in self.parts if node for one in of(node)}

    def _inside(self) -> dict[str, Part]:
        """Units that a unit above them has added up, with its package."""
        return {
            code: part
            for part, _node in self.parts
            for code, _name, is_in in self.listed.get(part.package_id, ())
            if is_in
        }

    def _why_left_out(self, node: UnitNode) -> str:
        if heir := self._heirs.get(node.id):
            return f"{heir.unit_name} đã báo cáo cả phần này"
        adder = self._adders.get(node.code)
        if adder and adder.unit_code in {
            one.code for one in self._tree.over(node, self._about.last)
        }:
            return f"{adder.unit_name} đã cộng vào số của mình"
        # Of a unit that was split and its parts only one side is added up.
        if node.valid_to is not None and self._are_all_in(node):
            return "các đơn vị tách ra đã báo cáo"
        whole = self._whole.get(node.id)
        if whole and not self._are_all_in(self._node_of(whole)):
            return f"{whole.unit_name} (trước khi tách) đã báo cáo cả phần này"
        return ""

    def _are_all_in(self, node: UnitNode) -> bool:
        parts = self._tree.parts(node)
        return bool(parts) and parts <= self._senders.keys()

    def _node_of(self, part: Part) -> UnitNode:
        return next(node for one, node in self.parts if node and one is part)

    def _old_units(self, node: UnitNode) -> list[UnitNode]:
        before = self._tree.before(node)
        return [
            one
            for one in self._tree.nodes
            if one.id in before and (one.valid_to is None or one.valid_to >= self._about.first)
        ]

    def _part(self, row: "Row[Any]", node: UnitNode | None) -> Part:
        shown = self._tree.now(node, self._day) if node else None
        return Part(
            package_id=row.id,
            unit_code=row.unit_code,
            unit_name=node.name if node else row.unit_name,
            shown_code=shown.code if shown else row.unit_code,
            shown_name=shown.name if shown else row.unit_name,
            origin=ParcelOrigin(row.origin),
            sequence=row.sequence,
            received_at=row.received_at,
            changed=row.changed,
        )


def _packages(duty: str, about: Period) -> "Select[Any]":
    """Packages from below of a line, those received last at the end."""
    return (
        select(
            ReceivedPackage.id,
            ReceivedPackage.unit_code,
            ReceivedPackage.unit_name,
            ReceivedPackage.origin,
            ReceivedPackage.sequence,
            ReceivedPackage.state,
            ReceivedPackage.counts,
            ReceivedPackage.changed,
            ReceivedPackage.made_at,
            ReceivedPackage.received_at,
        )
        .where(
            ReceivedPackage.duty == duty,
            ReceivedPackage.period == about.code,
            ReceivedPackage.direction == _UP,
        )
        .order_by(ReceivedPackage.received_at, ReceivedPackage.sequence)
    )


def _listed(
    session: Session, packages: Collection[UUID]
) -> dict[UUID, list[tuple[str, str, bool]]]:
    """Code, name and "is in the totals" of the units below the senders of packages."""
    found: dict[UUID, list[tuple[str, str, bool]]] = {}
    query = (
        select(ReceivedUnit.package_id, ReceivedUnit.code, ReceivedUnit.name, ReceivedUnit.reported)
        .where(ReceivedUnit.package_id.in_(packages))
        .order_by(ReceivedUnit.package_id, ReceivedUnit.position)
    )
    for package_id, code, name, reported in session.execute(query):
        found.setdefault(package_id, []).append((code, name, reported))
    return found
