"""The wall of units and reports: how each report of a unit stands on a day, and how late it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.domain.parcels import ParcelOrigin, ReceivedState


class WallState(StrEnum):
    """How a report of a unit stands. INSIDE: its figures are in the report of another unit."""

    NOT_ASKED = "not_asked"
    NOT_DUE = "not_due"
    LATE = "late"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    WARNED = "warned"
    BY_HAND = "by_hand"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    INSIDE = "inside"


WALL_WORDS: Final = {
    WallState.NOT_ASKED: "Không yêu cầu",
    WallState.NOT_DUE: "Chưa đến hạn",
    WallState.LATE: "Chưa gửi",
    WallState.RECEIVED: "Đã nhận, chờ xem",
    WallState.ACCEPTED: "Đã tiếp nhận",
    WallState.WARNED: "Đã tiếp nhận, có điểm cần lưu ý",
    WallState.BY_HAND: "Nhập thay đơn vị",
    WallState.RETURNED: "Đã trả lại để sửa",
    WallState.WITHDRAWN: "Đơn vị đã rút lại",
    WallState.INSIDE: "Trong báo cáo của đơn vị khác",
}
#: The figures are in the totals.
DONE: Final = (WallState.ACCEPTED, WallState.WARNED, WallState.BY_HAND, WallState.INSIDE)
#: Something came in that is or was looked at.
CAME: Final = (*DONE, WallState.RECEIVED, WallState.RETURNED)
#: The unit still has to send.
OWED: Final = (WallState.NOT_DUE, WallState.LATE, WallState.RETURNED, WallState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A package of one unit for one report, as far as the wall goes; days are of our calendar."""

    id: UUID
    state: ReceivedState
    origin: ParcelOrigin
    counts: bool
    changed: int
    received_on: date
    new_deadline: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCell:
    """A report of a unit on a day.

    ``deadline`` is the report's own, or the unit's after a return; ``late`` counts days after it,
    until the package came or until today. ``changed`` figures differ from those accepted first;
    ``waiting``: a newer package waits beside the accepted one. ``answered`` of ``expected``
    indicators of the form have a number or a reason.
    """

    state: WallState
    deadline: date
    late: int = 0
    changed: int = 0
    waiting: bool = False
    package_id: UUID | None = None
    inside: str = ""
    answered: int = 0
    expected: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether figures are in the totals and every indicator of the form is answered."""
        return self.state in DONE and self.answered >= self.expected

    @property
    def is_owed_late(self) -> bool:
        """Whether the unit still has to send and the day is over."""
        return self.state in OWED and self.late > 0

    @property
    def words(self) -> str:
        """ "Chưa gửi, chậm 3 ngày"; "Đã tiếp nhận, 4 số liệu đã đổi sau khi tiếp nhận"."""
        words = [f"Trong báo cáo của {self.inside}" if self.inside else WALL_WORDS[self.state]]
        if self.late:
            words.append(f"chậm {self.late} ngày")
        if self.changed:
            words.append(f"{self.changed} số liệu đã đổi sau khi tiếp nhận")
        if self.waiting:
            words.append("có gói mới chờ xem")
        if self.state in DONE and self.answered < self.expected:
            words.append(f"thiếu {self.expected - self.answered} chỉ tiêu")
        return ", ".join(words)


def wall_cell(packages: Sequence[Sent], due_on: date, today: date) -> WallCell:
    """How a report stands.

    Args:
        packages: of the unit for this report, in the order they came; trials are passed over.
    """
    line = [one for one in packages if one.state is not ReceivedState.TEST]
    deadline = _deadline(line, due_on)
    counting = next((one for one in line if one.counts), None)
    if counting is not None:
        return _accepted(line, counting, due_on)
    if not line:
        state = WallState.LATE if today > deadline else WallState.NOT_DUE
        return WallCell(state=state, deadline=deadline, late=_days(deadline, today))
    last = line[-1]
    if last.state in (ReceivedState.RETURNED, ReceivedState.WITHDRAWN):
        state = WallState(last.state.value)
        late = _days(deadline, today)
    else:
        state, late = WallState.RECEIVED, _days(deadline, last.received_on)
    return WallCell(state=state, deadline=deadline, late=late, package_id=last.id)


def _accepted(line: Sequence[Sent], counting: Sent, due_on: date) -> WallCell:
    kept = (ReceivedState.ACCEPTED, ReceivedState.ACCEPTED_WITH_WARNINGS)
    # What was corrected later was in time when the first accepted one was.
    first = next(at for at, one in enumerate(line) if one.state in kept or one is counting)
    deadline = _deadline(line[:first], due_on)
    if counting.origin is not ParcelOrigin.PACKAGE:
        state = WallState.BY_HAND
    elif counting.state is ReceivedState.ACCEPTED:
        state = WallState.ACCEPTED
    else:
        state = WallState.WARNED
    newer = line[line.index(counting) + 1 :]
    return WallCell(
        state=state,
        deadline=deadline,
        late=_days(deadline, line[first].received_on),
        changed=counting.changed,
        waiting=any(one.state is ReceivedState.WAITING for one in newer),
        package_id=counting.id,
    )


def _deadline(line: Iterable[Sent], due_on: date) -> date:
    given = [one.new_deadline for one in line if one.state is ReceivedState.RETURNED]
    return next((day for day in reversed(given) if day), due_on)


def _days(deadline: date, day: date) -> int:
    return max(0, (day - deadline).days)
