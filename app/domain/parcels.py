"""What becomes of packages between offices, on either side; no format, no files.

Source: our rules of exchange (docs/package-format.md); only what was accepted counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


class SentState(StrEnum):
    """A package we made. WRITTEN: it lies on a stick or in a letter, no receipt yet."""

    MADE = "made"
    WRITTEN = "written"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


SENT_WORDS: Final = {
    SentState.MADE: "Chưa chép ra",
    SentState.WRITTEN: "Đã chép ra, chờ phiếu tiếp nhận",
    SentState.ACCEPTED: "Đã được tiếp nhận",
    SentState.ACCEPTED_WITH_WARNINGS: "Đã được tiếp nhận, có điểm cần lưu ý",
    SentState.RETURNED: "Bị trả lại để sửa",
    SentState.WITHDRAWN: "Đã rút lại",
    SentState.REFUSED: "Không được nhận",
}


class ReceivedState(StrEnum):
    """A package we took in. Only ACCEPTED and ACCEPTED_WITH_WARNINGS may count in totals.

    TEST never counts; TAKEN is a package from above whose content was taken over.
    """

    WAITING = "waiting"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    TEST = "test"
    TAKEN = "taken"


RECEIVED_WORDS: Final = {
    ReceivedState.WAITING: "Chờ xem",
    ReceivedState.ACCEPTED: "Đã tiếp nhận",
    ReceivedState.ACCEPTED_WITH_WARNINGS: "Đã tiếp nhận, có điểm cần lưu ý",
    ReceivedState.RETURNED: "Đã trả lại",
    ReceivedState.WITHDRAWN: "Đơn vị đã rút lại",
    ReceivedState.TEST: "Gói gửi thử",
    ReceivedState.TAKEN: "Đã lấy vào sổ",
}
#: States in which a package's line is settled by it; the newest such one decides what counts.
SETTLED: Final = (
    ReceivedState.ACCEPTED,
    ReceivedState.ACCEPTED_WITH_WARNINGS,
    ReceivedState.WITHDRAWN,
)


class ParcelOrigin(StrEnum):
    """How figures of a unit came to us."""

    PACKAGE = "package"
    EXCEL = "excel"
    PAPER = "paper"


ORIGIN_WORDS: Final = {
    ParcelOrigin.PACKAGE: "gói số liệu",
    ParcelOrigin.EXCEL: "biểu Excel",
    ParcelOrigin.PAPER: "nhập từ bản giấy",
}
#: The sequence of what was read from Excel or keyed by hand: any package comes after it.
BY_HAND: Final = 0


class SendWay(StrEnum):
    """How a package left."""

    FOLDER = "folder"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Taken:
    """A package of one line (unit, duty, period) as far as the order of packages goes."""

    id: UUID
    sequence: int
    state: ReceivedState
    received_at: datetime


def counting(line: Iterable[Taken]) -> UUID | None:
    """Which package of a line counts in totals: the settled one with the highest sequence.

    None when nothing is settled, or the newest settled one withdrew the figures. Of two by hand
    (both BY_HAND) the one received later counts.
    """
    settled = [one for one in line if one.state in SETTLED]
    newest = max(settled, key=lambda one: (one.sequence, one.received_at), default=None)
    if newest is None or newest.state is ReceivedState.WITHDRAWN:
        return None
    return newest.id
