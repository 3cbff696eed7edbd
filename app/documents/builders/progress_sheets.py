"""Progress on paper: a table of every target, then the charts, two on a page."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from app.documents.blocks import Align, Table, TableColumn
from app.documents.builders.report_charts import aims_charts, is_drawn, row_name, years_chart
from app.documents.plain_sheet import PlainSheet
from app.domain.figure_rows import rounded
from app.domain.figures import format_number
from app.domain.indicators import PROGRESS_WORDS, Progress, shown_places
from app.queries.progress import ProgressRow

_COLUMNS: Final = (
    TableColumn("TT", 0.45, Align.CENTER),
    TableColumn("Chỉ tiêu", 6.0),
    TableColumn("ĐVT", 1.1, Align.CENTER),
    TableColumn("Giá trị", 1.1, Align.RIGHT),
    TableColumn("Mục tiêu năm", 1.1, Align.RIGHT),
    TableColumn("Lộ trình", 1.1, Align.RIGHT),
    TableColumn("Chênh lệch", 1.1, Align.RIGHT),
    TableColumn("Trạng thái", 3.6),
)
_EMPTY: Final = "Không có chỉ tiêu nào có mục tiêu."
_LINE: Final = "Lộ trình: mức của năm trên đường thẳng giữa hai năm có mục tiêu."
#: Rows of a table and charts on a page.
_ROWS: Final = 18
_ON_A_PAGE: Final = 2


def progress_sheets(
    title: str, office: str, year: int, rows: Sequence[ProgressRow], left_out: int = 0
) -> list[PlainSheet]:
    """The sheets.

    Args:
        title: name of the form.
        rows: what may be shown.
        left_out: so many more are not shown because small counts are hidden.
    """
    notes = [_LINE]
    if left_out:
        notes.append(f"{left_out} chỉ tiêu về bạo lực không in ở đây để không lộ số nhỏ.")
    lines = [_row(number, row) for number, row in enumerate(rows, start=1)]
    head = f"TIẾN ĐỘ CÁC CHỈ TIÊU NĂM {year}"
    under = f"{title} · {office}"
    sheets = [
        PlainSheet(
            title=head,
            under=under,
            table=Table(columns=_COLUMNS, rows=tuple(lines[at : at + _ROWS])),
            empty=_EMPTY,
            notes=tuple(notes),
        )
        for at in range(0, max(len(lines), 1), _ROWS)
    ]
    overview = [PlainSheet(title=head, charts=(one,)) for one in aims_charts(rows, year)]
    charts = [years_chart(row) for row in rows if is_drawn(row)]
    pages = [
        PlainSheet(title=head, charts=tuple(charts[at : at + _ON_A_PAGE]))
        for at in range(0, len(charts), _ON_A_PAGE)
    ]
    return [*sheets, *overview, *pages]


def _row(number: int, row: ProgressRow) -> tuple[str, ...]:
    shown = _shown(row)
    gap = "" if row.gap is None else shown(row.gap)
    state = PROGRESS_WORDS[row.progress]
    return (
        str(number),
        row_name(row),
        row.indicator.unit,
        shown(row.value) or "không có số",
        shown(row.target.value if row.target else None),
        shown(row.line),
        f"+{gap}" if row.gap is not None and row.gap > 0 else gap,
        f"{state}: {row.why}" if row.progress is Progress.UNKNOWN and row.why else state,
    )


def _shown(row: ProgressRow) -> Callable[[Decimal | None], str]:
    places = max(shown_places(row.indicator), 1)

    def words(value: Decimal | None) -> str:
        if value is None:
            return ""
        short = rounded(value, places).normalize()
        return format_number(short, min(places, max(0, -int(short.as_tuple().exponent))))

    return words
