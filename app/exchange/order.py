"""Where a package belongs among those a receiver holds; exchange.md rules 6 and 10.

Whatever the order in which packages of one unit, duty and period come in, once or twice, the one
with the highest sequence number counts in the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.dates import format_date
from app.exchange.manifest import Manifest, PackageKind
from app.exchange.refusals import PackageError, Refusal, Stage, refuse


class Standing(StrEnum):
    """What a package does when it is accepted."""

    FIRST = "first"
    REPLACES = "replaces"
    WITHDRAWS = "withdraws"
    TEST = "test"


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What packages replace each other in: one unit, one duty, one period."""

    unit: str
    duty: str
    period: str


@dataclass(frozen=True, slots=True)
class Held:
    """A package the receiver has taken in."""

    line: Line
    package_id: UUID
    package_hash: str
    sequence: int
    kind: PackageKind
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Placement:
    """What a new package does; ``missing`` are sequence numbers before it that never came."""

    standing: Standing
    replaces: UUID | None = None
    missing: tuple[int, ...] = ()


def line_of(manifest: Manifest) -> Line:
    """The line a package belongs to."""
    return Line(manifest.unit.code, manifest.duty, manifest.period.code)


def in_force(held: Iterable[Held]) -> Held | None:
    """The package of one line that counts; a withdrawal when the line is withdrawn."""
    counted = [one for one in held if one.kind is not PackageKind.TEST]
    return max(counted, key=lambda one: one.sequence, default=None)


def place(manifest: Manifest, package_hash: str, held: Sequence[Held]) -> Placement:
    """What a package does to what is held.

    Args:
        held: packages of its line, and any other with its id or the id it supersedes.

    Raises:
        PackageError: stage ORDER: known already, tampered, older, no correction, of another line.
    """
    _check_identity(manifest, package_hash, held)
    line = line_of(manifest)
    if any(one.package_id == manifest.supersedes and one.line != line for one in held):
        raise refuse(Stage.ORDER, Refusal.OTHER_LINE, str(manifest.supersedes))
    if manifest.kind is PackageKind.TEST:
        return Placement(Standing.TEST)
    counted = [one for one in held if one.line == line and one.kind is not PackageKind.TEST]
    newest = in_force(counted)
    if newest is not None:
        _check_sequence(manifest, newest)
    known = {one.sequence for one in counted}
    missing = tuple(number for number in range(1, manifest.sequence) if number not in known)
    return Placement(
        _standing(manifest.kind, newest), newest.package_id if newest else None, missing[:20]
    )


def _check_identity(manifest: Manifest, package_hash: str, held: Sequence[Held]) -> None:
    for one in held:
        if one.package_id == manifest.package_id:
            day = f"ngày {format_date(one.received_at.astimezone().date())}"
            same = one.package_hash == package_hash
            raise refuse(Stage.ORDER, Refusal.SAME_AGAIN if same else Refusal.TAMPERED, day)


def _check_sequence(manifest: Manifest, newest: Held) -> None:
    if manifest.sequence < newest.sequence:
        raise _refused(Refusal.OLDER, newest)
    if manifest.sequence == newest.sequence:
        raise _refused(Refusal.SAME_NUMBER, newest)
    follows = manifest.sequence == newest.sequence + 1
    withdrawn = newest.kind is PackageKind.WITHDRAWAL
    if manifest.kind is PackageKind.ORIGINAL and follows and not withdrawn:
        raise _refused(Refusal.NOT_A_CORRECTION, newest)


def _refused(refusal: Refusal, newest: Held) -> PackageError:
    day = format_date(newest.received_at.astimezone().date())
    return refuse(Stage.ORDER, refusal, f"lần gửi {newest.sequence}, nhận ngày {day}")


def _standing(kind: PackageKind, newest: Held | None) -> Standing:
    if kind is PackageKind.WITHDRAWAL:
        return Standing.WITHDRAWS
    return Standing.FIRST if newest is None else Standing.REPLACES
