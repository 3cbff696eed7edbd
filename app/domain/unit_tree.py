"""Units below us through time: who stood when, under whom, and what became of whom."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.units import ChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNode:
    """A unit in the time it stood; ``above``: the office we report to."""

    id: UUID
    code: str
    name: str
    level_code: str
    parent_code: str = ""
    above: bool = False
    valid_from: date
    valid_to: date | None = None
    email: str = ""

    def stood_on(self, day: date) -> bool:
        """Whether it stood on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Became:
    """A unit came from another on a day."""

    successor: UUID
    predecessor: UUID
    kind: ChangeKind
    day: date


class UnitTree:
    """The units of an office with code ``own``; units without a parent report to it directly."""

    def __init__(self, nodes: Iterable[UnitNode], became: Iterable[Became], own: str = "") -> None:
        self.nodes = tuple(node for node in nodes if not node.above)
        self._own = own
        self._by_id = {node.id: node for node in self.nodes}
        self._by_code: dict[str, list[UnitNode]] = {}
        for node in sorted(self.nodes, key=lambda one: one.valid_from):
            self._by_code.setdefault(node.code, []).append(node)
        self._after: dict[UUID, list[Became]] = {}
        self._before: dict[UUID, list[Became]] = {}
        for one in became:
            self._after.setdefault(one.predecessor, []).append(one)
            self._before.setdefault(one.successor, []).append(one)

    def at(self, code: str, day: date) -> UnitNode | None:
        """Who had a code on a day; where nobody had it then, who had it last before, or first."""
        rows = self._by_code.get(code, [])
        standing = [row for row in rows if row.stood_on(day)]
        begun = [row for row in rows if row.valid_from <= day]
        return next(reversed(standing or begun), rows[0] if rows else None)

    def asked(self, day: date, levels: Collection[str] = ()) -> list[UnitNode]:
        """Units that owe us a report on a day: those of some levels, else all directly below us."""
        standing = [node for node in self.nodes if node.stood_on(day)]
        if levels:
            return [node for node in standing if node.level_code in levels]
        return [node for node in standing if self.is_direct(node)]

    def is_direct(self, node: UnitNode) -> bool:
        """Whether a unit reports to us and not to a unit between."""
        return node.parent_code in ("", self._own) or node.parent_code not in self._by_code

    def now(self, node: UnitNode, day: date) -> UnitNode:
        """The unit under which a unit is shown on a day: what it was merged into or renamed to.

        A unit that was split stays itself: no one of its parts is the whole of it.
        """
        seen = {node.id}
        while not node.stood_on(day):
            after = [one for one in self._after.get(node.id, []) if one.day <= day]
            heirs = {one.successor for one in after if one.kind is not ChangeKind.SPLIT}
            if len(heirs) != 1 or not heirs.isdisjoint(seen):
                return node
            node = self._by_id.get(heirs.pop(), node)
            seen.add(node.id)
        return node

    def before(self, node: UnitNode) -> set[UUID]:
        """Every unit that a unit came from by merging or renaming, the earlier ones too."""
        found: set[UUID] = set()
        left = [node.id]
        while left:
            for one in self._before.get(left.pop(), []):
                if one.kind is not ChangeKind.SPLIT and one.predecessor not in found:
                    found.add(one.predecessor)
                    left.append(one.predecessor)
        return found - {node.id}

    def parts(self, node: UnitNode) -> set[UUID]:
        """Every unit that was split off from a unit."""
        return {
            one.successor
            for one in self._after.get(node.id, [])
            if one.kind is ChangeKind.SPLIT and one.successor != node.id
        }

    def over(self, node: UnitNode, day: date) -> Iterator[UnitNode]:
        """The units above a unit and below us on a day, nearest first."""
        seen = {node.code}
        code = node.parent_code
        while code and code not in seen:
            seen.add(code)
            parent = self.at(code, day)
            if parent is None:
                return
            yield parent
            code = parent.parent_code
