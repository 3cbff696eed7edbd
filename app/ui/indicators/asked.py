"""What a returned report asks to be mended: which cells are opened, and in whose words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.domain.dates import format_date
from app.domain.figure_rows import Column
from app.domain.forms import Form
from app.domain.periods import Period
from app.queries.receipts import RemarkRow

#: Points by (period, indicator).
Asked = Mapping[tuple[str, str], Sequence[RemarkRow]]
NOTHING: Final[Asked] = {}


def asked_of(remarks: Iterable[RemarkRow]) -> Asked:
    """Points that name a cell, by the line they open."""
    found: dict[tuple[str, str], list[RemarkRow]] = {}
    for one in remarks:
        if one.indicator:
            found.setdefault((one.period, one.indicator), []).append(one)
    return found


def of_cell(points: Sequence[RemarkRow], column: Column) -> list[RemarkRow]:
    """The points of a line that open a cell; one on the whole line opens its total."""
    return [one for one in points if (one.sex or Column.TOTAL) == column]


def said(one: RemarkRow) -> str:
    """ "Sở Nội vụ: Số nữ chưa khớp. Hạn 25/12/2026."."""
    until = f" Hạn {format_date(one.new_deadline)}." if one.new_deadline else ""
    words = one.words.strip()
    stop = "" if words.endswith((".", "!", "?", "…")) or not until else "."
    return f"{one.receiver_name}: {words}{stop}{until}"


def form_of(
    forms: Sequence[Form], shown: Form | None, indicator: str, period: Period | None
) -> Form | None:
    """The form in which a figure is mended: the one shown if it will do, else one of its period."""

    def fit(form: Form) -> tuple[bool, bool]:
        return period is not None and form.period is period.kind, form is shown

    return max((one for one in forms if indicator in one.indicators), key=fit, default=None)
