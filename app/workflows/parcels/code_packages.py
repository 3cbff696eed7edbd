"""Packages that carry a check code, and how each stands in its line (unit, duty, period)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from app.domain.parcels import RECEIVED_WORDS, SETTLED, ReceivedState, SentState
from app.exchange.manifest import PackageKind
from app.exchange.paper_code import PaperCode
from app.queries.paper_codes import ids_of_line
from app.queries.received import ReceivedRow, find_received, find_received_by_code
from app.queries.report_duties import duty_name
from app.queries.seals import SealRow, seal_of_code
from app.queries.sent import UP, SentRow, find_sent_by_code, newest_left, sent_line

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Standing(StrEnum):
    """Of one package in its line (unit, duty, period)."""

    COUNTS = "counts"
    WAITING = "waiting"
    OLDER = "older"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    TEST = "test"
    NOT_SENT = "not_sent"


_R = TypeVar("_R", ReceivedRow, SentRow, SealRow)
_BY_STATE: Final = {
    ReceivedState.RETURNED: Standing.RETURNED,
    ReceivedState.WITHDRAWN: Standing.WITHDRAWN,
    ReceivedState.TEST: Standing.TEST,
}
#: States of a later package that takes an earlier one's place, or asks to.
_TAKES_OVER: Final = (*SETTLED, ReceivedState.WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePackage:
    """A package that has the code, or that stands in its place; ``id`` None for none made yet.

    ``ours``: we sent it, ``unit_name`` is then its receiver's.
    """

    id: UUID | None
    ours: bool
    unit_code: str
    unit_name: str
    duty: str
    duty_name: str
    period: str
    sequence: int
    check_code: str
    made_on: date
    standing: Standing
    state_words: str


def packages_of(session: "Session", told: PaperCode) -> list[CodePackage]:
    """Packages with a code, received before sent; the issued report when no package was made."""
    found = [*_received(session, told), *_sent(session, told)]
    return found or _own(session, told)


def _received(session: "Session", told: PaperCode) -> list[CodePackage]:
    rows = find_received_by_code(session, told.code)
    return [_of_received(session, row) for row in _same(rows, told)]


def _sent(session: "Session", told: PaperCode) -> list[CodePackage]:
    return [_of_sent(session, row) for row in _same(find_sent_by_code(session, told.code), told)]


def _own(session: "Session", told: PaperCode) -> list[CodePackage]:
    seal = seal_of_code(session, told.code)
    return [_of_seal(session, one) for one in _same([seal] if seal else [], told)]


def _same(rows: Sequence[_R], told: PaperCode) -> list[_R]:
    """Of the squares 64 bits of the hash are known, of the ten signs 45."""
    return [row for row in rows if row.content_hash.startswith(told.digest)]


def _of_received(session: "Session", row: ReceivedRow) -> CodePackage:
    return CodePackage(
        id=row.id,
        ours=False,
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        duty=row.duty,
        duty_name=duty_name(session, row.duty),
        period=row.period,
        sequence=row.sequence,
        check_code=row.check_code,
        made_on=row.made_at.astimezone().date(),
        standing=_received_standing(session, row),
        state_words=RECEIVED_WORDS[row.state],
    )


def _received_standing(session: "Session", row: ReceivedRow) -> Standing:
    if row.counts or row.state is ReceivedState.TAKEN:
        return Standing.COUNTS
    if row.state in _BY_STATE:
        return _BY_STATE[row.state]
    line = [find_received(session, one) for one in ids_of_line(session, *row.line)]
    later = [one for one in line if one.sequence > row.sequence and one.state in _TAKES_OVER]
    if row.state is ReceivedState.WAITING and not later:
        return Standing.WAITING
    gone = any(one.kind == PackageKind.WITHDRAWAL for one in later[:1])
    return Standing.WITHDRAWN if gone else Standing.OLDER


def _of_sent(session: "Session", row: SentRow) -> CodePackage:
    return CodePackage(
        id=row.id,
        ours=True,
        unit_code=row.receiver_code,
        unit_name=row.receiver_name,
        duty=row.duty,
        duty_name=duty_name(session, row.duty),
        period=row.period,
        sequence=row.sequence,
        check_code=row.check_code,
        made_on=row.made_at.astimezone().date(),
        standing=_sent_standing(session, row),
        state_words=row.state_words,
    )


def _sent_standing(session: "Session", row: SentRow) -> Standing:
    if row.kind == PackageKind.TEST:
        return Standing.TEST
    if row.kind == PackageKind.WITHDRAWAL or row.state is SentState.WITHDRAWN:
        return Standing.WITHDRAWN
    if row.state in (SentState.RETURNED, SentState.REFUSED):
        return Standing.RETURNED
    if row.direction != UP:
        return Standing.COUNTS
    newest = newest_left(sent_line(session, row.receiver_code, row.duty, row.period))
    return Standing.OLDER if newest and newest.sequence > row.sequence else Standing.COUNTS


def _of_seal(session: "Session", seal: SealRow) -> CodePackage:
    return CodePackage(
        id=None,
        ours=True,
        unit_code=seal.unit_code,
        unit_name="",
        duty=seal.duty,
        duty_name=duty_name(session, seal.duty),
        period=seal.period,
        sequence=0,
        check_code=seal.check_code,
        made_on=seal.made_at.astimezone().date(),
        standing=Standing.NOT_SENT,
        state_words="Chưa làm gói",
    )


def held_of(
    session: "Session", told: PaperCode, found: Sequence[CodePackage]
) -> CodePackage | None:
    """What counts in the line of the code; with nothing that counts, its newest package.

    Of a line that only the squares name, any package with a code tells that the line is known;
    what was keyed by hand has none and cannot be compared.
    """
    if found and found[0].ours:
        return _newest_sent(session, found[0])
    line = (told.unit, told.duty, told.period)
    if found:
        line = (found[0].unit_code, found[0].duty, found[0].period)
    if not all(line):
        return None
    rows = [find_received(session, one) for one in ids_of_line(session, *line)]
    rows = [row for row in rows if row.check_code not in ("", told.code)]
    counting = next((row for row in rows if row.counts), None)
    newest = counting or (rows[0] if rows else None)
    return _of_received(session, newest) if newest else None


def _newest_sent(session: "Session", one: CodePackage) -> CodePackage | None:
    newest = newest_left(sent_line(session, one.unit_code, one.duty, one.period))
    return _of_sent(session, newest) if newest and newest.id != one.id else None
