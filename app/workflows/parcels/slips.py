"""The receipt on paper: one page with the result, every point, the new deadline, the check code."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import (
    Align,
    Document,
    LetterheadLine,
    Node,
    Signature,
    Table,
    TableColumn,
)
from app.domain.dates import format_date
from app.domain.figure_rows import Column
from app.domain.indicators import Indicator
from app.domain.parcels import ORIGIN_WORDS, ParcelOrigin
from app.errors import NotFoundError
from app.exchange.check_code import shown_code
from app.exchange.receipt import RESULT_WORDS, PointKind, ReceiptPoint, Result
from app.queries.indicators import list_indicators
from app.queries.office import OfficeRow, get_office
from app.queries.received import ReceivedRow, find_received, received_activities
from app.workflows.parcels.deciding import points_of, result_of
from app.workflows.parcels.preview import duty_name, period_words

_SEX: Final = {Column.TOTAL: "tổng", Column.MEN: "nam", Column.WOMEN: "nữ"}
_KIND: Final = {PointKind.MEND: "Cần sửa", PointKind.NOTE: "Lưu ý"}
_WHOLE: Final = "Toàn bộ báo cáo"
_COLUMNS: Final = (
    TableColumn("TT", 0.5, Align.CENTER),
    TableColumn("Chỗ", 3.4),
    TableColumn("Loại", 1.0, Align.CENTER),
    TableColumn("Nội dung", 4.6),
)


def slip(db: Database, package_id: UUID) -> Document:
    """The slip of a package that was decided on.

    Raises:
        NotFoundError: no such package, or nothing was decided yet.
    """
    row = db.read(find_received, package_id)
    result = result_of(db, row)
    if result is None or row.decided_at is None:
        raise NotFoundError(
            "Gói này chưa được tiếp nhận hay trả lại nên chưa có phiếu. Hãy xem gói trước."
        )
    office = db.read(get_office)
    known = db.read(list_indicators)
    titles = {one.activity_id: one.title for one in db.read(received_activities, package_id)}
    day = row.decided_at.astimezone().date()
    return Document(
        type_name="PHIẾU TIẾP NHẬN",
        title=(f"{duty_name(db, row.duty)} của {row.unit_name}", period_words(row.period)),
        letterhead=_letterhead(office),
        place=office.place_name if office else "",
        day=day,
        year=day.year,
        nodes=(
            *(Node(text=words) for words in _lines(row, result)),
            *_points(points_of(row), known, titles),
        ),
        signature=Signature(("NGƯỜI TIẾP NHẬN",), row.decided_by),
    )


def _letterhead(office: OfficeRow | None) -> tuple[LetterheadLine, ...]:
    return tuple(LetterheadLine(text, bold) for text, bold in (office.letterhead if office else ()))


def _lines(row: ReceivedRow, result: Result) -> Iterator[str]:
    yield f"Kết quả: {RESULT_WORDS[result]}."
    if row.new_deadline is not None:
        yield f"Thời hạn gửi lại: {format_date(row.new_deadline)}."
    came = format_date(row.received_at.astimezone().date())
    if row.origin is ParcelOrigin.PACKAGE:
        yield f"Gói số liệu lần {row.sequence}, nhận ngày {came}."
        # On a line of its own: a long name would tear the words of a justified line apart.
        yield f"Tệp: {row.file_name}"
        yield f"Mã đối chiếu: {shown_code(row.check_code)}."
    else:
        yield f"Số liệu {ORIGIN_WORDS[row.origin]}, nhận ngày {came}."
    if result is Result.RETURNED:
        yield "Đề nghị đơn vị sửa những chỗ dưới đây rồi gửi gói đính chính."


def _points(
    points: tuple[ReceiptPoint, ...],
    known: Mapping[str, Indicator],
    titles: Mapping[UUID, str],
) -> Iterator[Node]:
    if not points:
        return
    rows = tuple(
        (str(at), _place(point, known, titles), _KIND[point.kind], point.words)
        for at, point in enumerate(points, start=1)
    )
    yield Node(table=Table(columns=_COLUMNS, rows=rows))


def _place(point: ReceiptPoint, known: Mapping[str, Indicator], titles: Mapping[UUID, str]) -> str:
    if point.activity is not None:
        return f"Hoạt động “{titles.get(point.activity, '')}”"
    if not point.indicator:
        return _WHOLE
    indicator = known.get(point.indicator)
    words = [indicator.name if indicator else point.indicator]
    if point.sex is not None and (indicator is None or indicator.by_sex):
        words.append(f"({_SEX[point.sex]})")
    return " ".join(filter(None, (*words, point.group)))
