"""The columns of what came in, of a batch, of what was put aside, and of one package's cells."""

from collections.abc import Callable
from typing import Final

from app.domain.dates import format_date
from app.domain.figures import format_number
from app.domain.parcel_cells import OUTCOME_WORDS, CellOutcome, Said, group_words
from app.domain.parcels import ORIGIN_WORDS, RECEIVED_WORDS, ParcelOrigin, ReceivedState
from app.domain.periods import parse_period
from app.domain.text import sort_key
from app.queries.received import QuarantinedRow, ReceivedRow
from app.ui.exchange.kinds import turn_words
from app.ui.table_model import Column
from app.workflows.parcels.preview import PreviewCell
from app.workflows.parcels.receiving import STATE_WORDS, Outcome, State

#: Direction of a package from the office above.
DOWN: Final = "down"
#: What a package from the office above brings.
_GIVEN: Final = "Biểu, hạn gửi, kế hoạch"
#: Numbers of the columns that take the room left.
UNIT_COLUMN: Final = 1
WORDS_COLUMN: Final = 2
NAME_COLUMN: Final = 0
WHY_COLUMN: Final = 2
#: Columns of the cells that are hidden where no cell has anything in them.
SPARSE: Final = (4, 5, 7)
MARKS: Final = {
    ReceivedState.WAITING: ("late", "warn"),
    ReceivedState.ACCEPTED: ("done", "good"),
    ReceivedState.ACCEPTED_WITH_WARNINGS: ("done", "good"),
    ReceivedState.RETURNED: ("warn", "bad"),
    ReceivedState.WITHDRAWN: ("info", "quiet"),
    ReceivedState.TEST: ("info", "quiet"),
    ReceivedState.TAKEN: ("done", "good"),
}
_FILE_MARKS: Final = {
    State.ACCEPTED: ("done", "good"),
    State.WAITING: ("late", "warn"),
    State.REFUSED: ("warn", "bad"),
    State.NOT_REACHED: ("info", "warn"),
}
_CELL_MARKS: Final = {
    CellOutcome.NEW: ("check", "good"),
    CellOutcome.CHANGED: ("info", "primary"),
    CellOutcome.SAME: ("info", "quiet"),
    CellOutcome.GONE: ("warn", "warn"),
}


def kind_words(row: ReceivedRow) -> str:
    """ "Đính chính, lần 2", or how it came when it was no package."""
    if row.direction == DOWN:
        return "Của cấp trên"
    if row.origin is not ParcelOrigin.PACKAGE:
        words = ORIGIN_WORDS[row.origin]
        return words[:1].upper() + words[1:]
    return turn_words(row.kind, row.sequence)


def _said(said: Said | None) -> str:
    if said is None:
        return ""
    return format_number(said.value) if said.value is not None else "không có"


def received_columns(duty: Callable[[str], str]) -> tuple[Column[ReceivedRow], ...]:
    """The columns of the list; ``duty`` gives the name of a report by its code."""
    return (
        Column(
            "Nhận ngày",
            lambda row: format_date(row.received_at.astimezone().date()),
            lambda row: row.received_at,
            sample="21/11/2026",
        ),
        Column("Đơn vị", lambda row: row.unit_name, lambda row: sort_key(row.unit_name)),
        Column(
            "Báo cáo",
            lambda row: _GIVEN if row.direction == DOWN else duty(row.duty),
            sample="Báo cáo 6 tháng đầu năm",
        ),
        Column(
            "Kỳ",
            lambda row: parse_period(row.period).words,
            lambda row: row.period,
            sample="6 tháng đầu năm",
        ),
        Column(
            "Trạng thái",
            lambda row: RECEIVED_WORDS[row.state],
            mark=lambda row: MARKS[row.state],
            sample="Đã tiếp nhận, có điểm",
        ),
        Column("Gói", kind_words, sample="Đính chính, lần 2"),
    )


BATCH: Final[tuple[Column[Outcome], ...]] = (
    Column("Tệp", lambda one: one.path.name, sample="26734_report-year_2026_lan-1.bdg-goi"),
    Column(
        "Kết quả",
        lambda one: STATE_WORDS[one.state],
        mark=lambda one: _FILE_MARKS.get(one.state, ("info", "quiet")),
        sample="Đã nhận từ trước",
    ),
    Column("Ghi chú", lambda one: " ".join(one.sentences)),
)
ASIDE: Final[tuple[Column[QuarantinedRow], ...]] = (
    Column("Tệp", lambda row: row.file_name, sample="26734_report-year_2026_lan-1.bdg-goi"),
    Column("Đơn vị", lambda row: row.unit_name, sample="UBND xã Mẫu Thượng"),
    Column("Vì sao chưa nhận", lambda row: " ".join(words for _refusal, words in row.points)),
)
CELLS: Final[tuple[Column[PreviewCell], ...]] = (
    Column("Chỉ tiêu", lambda one: one.name),
    Column("Cột", lambda one: one.sex, sample="Tổng"),
    Column("Số trong gói", lambda one: _said(one.now), number=True, sample="không có"),
    Column(
        "Kết quả",
        lambda one: OUTCOME_WORDS[one.outcome],
        mark=lambda one: _CELL_MARKS[one.outcome],
        sample="không còn nữa",
    ),
    Column("Số trước", lambda one: _said(one.before), number=True, sample="không có"),
    Column("Năm trước", lambda one: _said(one.last_year), number=True, sample="không có"),
    Column(
        "Cần xem",
        lambda one: one.words,
        mark=lambda one: ("warn", "warn") if one.words else None,
        sample="Tăng 250 % so với năm trước, hãy xem lại",
    ),
    Column(
        "Nhóm, đơn vị",
        lambda one: ", ".join(filter(None, (group_words(one.place.grp), one.place.unit))),
        sample="dưới 40 tuổi",
    ),
)
