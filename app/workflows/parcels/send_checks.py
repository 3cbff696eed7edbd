"""What an officer should know of the figures and activities before a report leaves."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from app.domain.dates import format_date
from app.domain.figure_checks import Oddity, oddities
from app.domain.figure_rows import Cell, Column, SexRow
from app.domain.indicators import Indicator
from app.domain.papers import PaperState
from app.domain.periods import year_before
from app.exchange.records import FigureRecord
from app.queries.figure_cells import list_figures, sex_rows
from app.queries.figure_sheets import offered_figures
from app.queries.papers import PaperRow, list_versions
from app.queries.report_duties import ReportDuty
from app.workflows.parcels.frozen import Frozen
from app.workflows.parcels.records_of import AskedForm, told_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: So many examples are named; more make nobody wiser.
_NAMED: Final = 3
_SEX_WORDS: Final = {Column.MEN: "nam", Column.WOMEN: "nữ"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report that is looked at; ``due`` is its deadline if it has one."""

    row: PaperRow
    duty: ReportDuty
    frozen: Frozen
    forms: tuple[AskedForm, ...]
    indicators: Mapping[str, Indicator]
    today: date
    due: date | None


def warnings_of(session: "Session", checked: Checked) -> Iterator[str]:
    """Sentences to be read before sending; none of them stands in the way."""
    yield from _deadline(checked)
    yield from _newer_version(session, checked.row)
    yield from _changed(session, checked)
    if checked.frozen.later:
        yield (
            f"{checked.frozen.later} ô số liệu được sửa sau khi báo cáo đã ban hành: số trong gói mới "
            "hơn số trên giấy. Hãy đối chiếu trước khi gửi."
        )
    yield from _blanks(checked)
    yield from _soft(session, checked)
    if checked.frozen.left_out:
        yield (
            f"{len(checked.frozen.left_out)} chỉ tiêu do đơn vị tự thêm không đi trong gói vì nơi nhận "
            "không có."
        )


def odd_cells(checked: Checked) -> Iterator[str]:
    """Cells that cannot be right (a part above its whole, a share above 100 %) without a note."""
    noted = _noted(checked.frozen.records.figures)
    for asked in checked.forms:
        for one in _odd(checked, asked, {}, {}):
            if (one.indicator, one.column) not in noted:
                yield _named(checked, one)


def _deadline(checked: Checked) -> Iterator[str]:
    if checked.due is not None and checked.due < checked.today:
        days = (checked.today - checked.due).days
        yield f"Đã quá hạn {format_date(checked.due)} ({days} ngày)."


def _newer_version(session: "Session", row: PaperRow) -> Iterator[str]:
    newest = list_versions(session, row.paper_id)[-1]
    if newest.state is not PaperState.ISSUED:
        yield (
            "Báo cáo đang có bản mới chưa ban hành; gói mang bản đã ban hành số "
            f"{row.content.head.number}."
        )


def _changed(session: "Session", checked: Checked) -> Iterator[str]:
    """What the book says otherwise now than when the report was issued."""
    now = told_by(session, checked.row, checked.duty).records
    then = checked.frozen.records
    cells = _differing(_cells(then.figures), _cells(now.figures))
    if cells:
        names = checked.indicators
        codes = list(dict.fromkeys(code for code, _sex in cells))
        shown = "; ".join(names[code].name if code in names else code for code in codes[:_NAMED])
        more = "…" if len(codes) > _NAMED else ""
        yield (
            f"{len(cells)} ô số liệu đã thay đổi từ khi ban hành ({shown}{more}); gói mang số lúc ban "
            "hành. Muốn gửi số mới thì mở bản mới của báo cáo rồi ban hành."
        )
    acts = _differing(
        {one.id: one for one in then.activities}, {one.id: one for one in now.activities}
    )
    if acts:
        yield (
            f"{len(acts)} hoạt động đã thay đổi, thêm hoặc bớt từ khi ban hành; gói mang hoạt động như "
            "lúc ban hành."
        )


def _differing(then: Mapping[Any, Any], now: Mapping[Any, Any]) -> list[Any]:
    return [key for key in {**then, **now} if then.get(key) != now.get(key)]


def _cells(figures: Iterable[FigureRecord]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (one.indicator, one.sex): (one.state, one.value, one.reason)
        for one in figures
        if not one.unit and not one.group
    }


def _blanks(checked: Checked) -> Iterator[str]:
    there = {(one.indicator, one.sex) for one in checked.frozen.records.figures}
    for asked in checked.forms:
        blank = sum(
            (one.code, column) not in there for one in asked.indicators for column in one.columns
        )
        if blank:
            yield (
                f"{asked.form.name}: {blank} trong {asked.cells} ô còn để trống, không có số và không "
                "ghi lý do."
            )


def _soft(session: "Session", checked: Checked) -> Iterator[str]:
    figures, activities = checked.frozen.records.figures, checked.frozen.records.activities
    noted = _noted(figures)
    notes = sum(bool(one.note) for one in figures)
    if notes:
        yield f"{notes} ô có ghi chú vì sao số khác thường; ghi chú đi cùng gói."
    found = set(_asked_about(session, checked))
    strange = sorted(
        _named(checked, one) for one in found if (one.indicator, one.column) not in noted
    )
    if strange:
        more = f" (và {len(strange) - _NAMED} ô nữa)" if len(strange) > _NAMED else ""
        yield f"Số cần xem lại, chưa có ghi chú: {' '.join(strange[:_NAMED])}{more}"
    if checked.frozen.uncounted:
        bare = checked.frozen.uncounted
        yield f"{bare} trong {len(activities)} hoạt động chưa ghi số người tham gia."


def _asked_about(session: "Session", checked: Checked) -> Iterator[Oddity]:
    """Jumps since last year and other numbers than the activities give."""
    mine = {one.code: one for asked in checked.forms for one in asked.indicators}
    offered = cache(lambda period: offered_figures(session, period, mine))
    before = cache(lambda period: sex_rows(list_figures(session, [period.code]), period.code))
    for asked in checked.forms:
        hard = set(_odd(checked, asked, {}, {}))
        earlier = before(year_before(asked.period))
        for one in _odd(checked, asked, earlier, offered(asked.period)):
            if one not in hard:
                yield one


def _named(checked: Checked, one: Oddity) -> str:
    """The sentence with the name of its row: here nobody sees the cell beside it."""
    known = checked.indicators.get(one.indicator)
    if known is None or f"“{known.name}”" in one.message:
        return one.message
    sex = f" ({_SEX_WORDS[one.column]})" if one.column in _SEX_WORDS else ""
    return f"“{known.name}”{sex}: {one.message[:1].lower()}{one.message[1:]}"


def _odd(
    checked: Checked,
    asked: AskedForm,
    before: Mapping[str, SexRow],
    offered: Mapping[str, Any],
) -> list[Oddity]:
    indicators = checked.indicators
    codes = dict.fromkeys([*asked.form.indicators, *(one.code for one in asked.indicators)])
    mine: dict[str, Indicator] = {code: indicators[code] for code in codes if code in indicators}
    rows = _rows(checked.frozen.records.figures)
    return list(oddities(mine, rows, before, offered, asked.period.kind))


def _rows(figures: Iterable[FigureRecord]) -> dict[str, SexRow]:
    cells: dict[str, dict[str, Cell]] = {}
    for one in figures:
        if not one.unit and not one.group:
            cell = Cell(one.state, one.value, one.reason, one.worked_out)
            cells.setdefault(one.indicator, {})[one.sex.value] = cell
    return {code: SexRow(**row) for code, row in cells.items()}


def _noted(figures: Collection[FigureRecord]) -> set[tuple[str, str]]:
    """Cells with a note; it speaks for the number that was worked out beside it too."""
    rows = {one.indicator for one in figures if one.note}
    return {
        (one.indicator, one.sex)
        for one in figures
        if one.note or (one.worked_out and one.indicator in rows)
    }
