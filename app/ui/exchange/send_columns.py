"""The columns of what can be sent, and of what was sent."""

from datetime import date
from typing import Final

from app.domain.dates import format_date
from app.domain.parcels import SentState
from app.domain.periods import parse_period
from app.domain.text import sort_key
from app.queries.sent import UP, WITHDRAWAL, SentRow
from app.ui.exchange.kinds import KINDS, turn_words
from app.ui.table_model import Column
from app.workflows.parcels.outgoing import SendableRow

#: Number of the columns that take the room left.
TITLE_COLUMN: Final = 0
RECEIVER_COLUMN: Final = 4
MARKS: Final = {
    SentState.MADE: ("info", "warn"),
    SentState.WRITTEN: ("late", "primary"),
    SentState.ACCEPTED: ("done", "good"),
    SentState.ACCEPTED_WITH_WARNINGS: ("done", "good"),
    SentState.RETURNED: ("warn", "bad"),
    SentState.WITHDRAWN: ("info", "quiet"),
    SentState.REFUSED: ("warn", "bad"),
}
#: Days after which a package without a receipt is told.
_LONG: Final = 7


def kind_words(row: SentRow) -> str:
    """As ``turn_words``; a trial uses up no number."""
    return KINDS["test"] if row.kind == "test" else turn_words(row.kind, row.sequence)


def sent_words(row: SentRow, today: date) -> str:
    """What became of a package; of one that nobody answers since how long."""
    days = (today - row.made_at.astimezone().date()).days
    answered = row.direction == UP and row.kind != "test"
    if answered and row.state is SentState.WRITTEN and days >= _LONG:
        return f"Chưa có phiếu tiếp nhận sau {days} ngày, nên hỏi nơi nhận"
    return row.state_words


def state_words(row: SendableRow) -> str:
    """What became of the newest package of a report."""
    if row.sent is None:
        return "Chưa gửi"
    if row.sent.kind == WITHDRAWAL and row.sent.state is SentState.WRITTEN:
        return "Đã gửi gói rút lại"
    return row.sent.state_words


def _number(row: SendableRow) -> str:
    return f"{row.number}/{row.symbol}" if row.number else ""


def _late(row: SendableRow) -> int:
    """Days that a report is late which has not left yet."""
    waits = row.sent is None or not row.sent.has_left
    return max(0, -row.days_left) if waits and row.days_left is not None else 0


def _due(row: SendableRow) -> str:
    if row.due is None:
        return ""
    late = _late(row)
    return f"Trễ {late} ngày" if late else format_date(row.due)


REPORTS: Final[tuple[Column[SendableRow], ...]] = (
    Column("Văn bản đã ban hành", lambda row: row.title, lambda row: sort_key(row.title)),
    Column("Số ký hiệu", _number, sample="47/BC-UBND"),
    Column(
        "Hạn gửi",
        _due,
        lambda row: row.due.isoformat() if row.due else "",
        mark=lambda row: ("late", "bad") if _late(row) else None,
        sample="Trễ 365 ngày",
    ),
    Column(
        "Gói số liệu",
        state_words,
        mark=lambda row: MARKS[row.sent.state] if row.sent else ("info", "warn"),
        sample="Đã chép ra, chờ phiếu tiếp nhận",
    ),
)
SENT: Final[tuple[Column[SentRow], ...]] = (
    Column(
        "Làm ngày",
        lambda row: format_date(row.made_at.astimezone().date()),
        lambda row: row.made_at,
        sample="21/11/2026",
    ),
    Column(
        "Kỳ",
        lambda row: parse_period(row.period).words,
        lambda row: row.period,
        sample="6 tháng đầu năm",
    ),
    Column("Gói", kind_words, sample="Đính chính, lần 2"),
    Column(
        "Trạng thái",
        lambda row: row.state_words,
        mark=lambda row: MARKS[row.state],
        sample="Đã chép ra, chờ phiếu tiếp nhận",
    ),
    Column("Nơi nhận", lambda row: row.receiver_name, lambda row: sort_key(row.receiver_name)),
)
