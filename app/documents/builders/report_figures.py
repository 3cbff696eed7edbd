"""Annexes of a report made of figures: the targets of the year, and whole forms.

Lines of a template, each one paragraph at the end (after the signer), in the order of the annexes:

    @phu_luc_hoat_dong                 activities by kind (``report_annex``)
    @phu_luc_chi_tieu                  targets: value, raw numbers, last year, judged
    @phu_luc_bieu bieu=<code>          a form of the catalogue; sensitive counts are hidden (*)
    @phu_luc_bieu bieu=<code> han_che  the same unhidden, for the restricted annex alone

An annex without any figure is left out, and so is a form that the catalogue does not have. A form
is taken for its own kind of period that ends with the report's: ``FormFact`` (made by
``app.workflows.report_annexes``) holds it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.domain import fields
from app.domain.fields import bind
from app.domain.figure_rows import CellState, Column, SexRow, rounded
from app.domain.figure_text import cell_words
from app.domain.figures import format_number
from app.domain.forms import Form
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.masking import HIDDEN
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent
from app.domain.periods import Period, PeriodKind, before_words, year_before
from app.domain.text import upper_first
from app.queries.figure_sheets import SheetRow

#: A column of an indicator.
Place = tuple[str, Column]
FORM_MARKER: Final = re.compile(r"^@phu_luc_bieu\s+bieu=([\w.-]+)(\s+han_che)?$")
NO_NUMBER: Final = "-"
#: Ends the text of an annex as it ends the paper.
END: Final = "./."
#: A share is printed with so many decimals.
SHARE_PLACES: Final = 2

_COLUMNS: Final = [
    ["STT", 0.6, "center"],
    ["Chỉ tiêu", 4.6, "left"],
    ["ĐVT", 1.0, "center"],
    ["Tổng", 1.1, "right"],
    ["Nam", 1.1, "right"],
    ["Nữ", 1.1, "right"],
    [before_words(PeriodKind.YEAR), 1.2, "right"],
    ["Ghi chú", 3.4, "left"],
]
#: The cells with numbers.
_FIRST, _LAST = 3, 7
_BEFORE: Final = 6
_GROUPS: Final = [["Thực hiện trong kỳ", _FIRST, 3]]
_NUMBERED: Final = re.compile(r"^([IVXLC]+|[A-ZĐ]|\d+)\.\s+(.+)$")
_HAS_DIGIT: Final = re.compile(r"\d")
_SEX_WORDS: Final = {Column.TOTAL: "tổng", Column.MEN: "nam", Column.WOMEN: "nữ"}
_HIDDEN_NOTE: Final = (
    "Dấu * thay cho số từ 1 đến 4 và những số từ đó tính ra được số ấy, để không nhận ra người "
    "trong cuộc."
)
_MISSING_NOTE: Final = "Dấu -: không có số liệu."
#: The period says so already.
WHOLE_YEAR: Final = " cả năm"
_RESTRICTED_NOTE: Final = "Chỉ gửi nơi có thẩm quyền; không sao chụp, không đăng tải."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFact:
    """A form with its figures of one period.

    ``hidden`` are the places whose numbers are not shown to others, ``hidden_before`` those of the
    year before; ``guarded`` the indicators of which some may be hidden.
    """

    form: Form
    period: Period
    rows: tuple[SheetRow, ...]
    guarded: frozenset[str] = frozenset()
    hidden: frozenset[Place] = frozenset()
    hidden_before: frozenset[Place] = frozenset()

    @property
    def has_figures(self) -> bool:
        """Whether somebody wrote a number or a reason for one of its rows."""
        return any(row.kept for row in self.rows) or any(
            row.value is not None for row in self.rows if row.indicator
        )


def form_annex(marker: str, forms: Mapping[str, FormFact]) -> list[NodeContent]:
    """A form as an annex: one top-level node with the table, notes below it.

    Nothing where the marker names a form without figures.
    """
    found = FORM_MARKER.fullmatch(marker.strip())
    fact = forms.get(found[1]) if found else None
    if found is None or fact is None or not fact.has_figures:
        return []
    restricted = bool(found[2])
    rows = list(_rows(fact, restricted=restricted))
    title = f"{fact.form.name.removesuffix(WHOLE_YEAR)} - {fact.period.words}".upper()
    if restricted:
        title += " (TÀI LIỆU HẠN CHẾ)"
    table = {
        "columns": _columns(fact),
        "groups": _GROUPS,
        "rows": [cells for cells, _heads in rows],
        "bold": [at for at, (_cells, heads) in enumerate(rows) if heads],
    }
    node = NodeContent(depth=0, mark=Mark.NONE, heading=title, text=marker.strip(), table=table)
    return [node, *notes_below(_notes(fact, rows, restricted=restricted))]


def _columns(fact: FormFact) -> list[list[Any]]:
    """The titles; a term of office is beside the term before it."""
    words = before_words(fact.period.kind)
    return [[words, *one[1:]] if at == _BEFORE else one for at, one in enumerate(_COLUMNS)]


def notes_below(notes: Iterable[str]) -> list[NodeContent]:
    """Lines under the table of an annex; the last one ends it."""
    lines = list(notes)
    lines[-1] = lines[-1].rstrip(".") + END
    return [NodeContent(depth=1, mark=Mark.NONE, text=words) for words in lines]


def bound_cell(code: str, column: Column, period: str, words: str, *, shared: bool = False) -> str:
    """A number of a table with its key; ``shared`` tells that it is hidden where it is small."""
    end = "&shared=1" if shared else ""
    return bind(f"indicator.{code}.{column}?period={period}{end}", words)


def bound_share(code: str, period: str, words: str, *, shared: bool = False) -> str:
    """A worked-out number with its key; see ``bound_cell``."""
    end = "&shared=1" if shared else ""
    return bind(f"indicator.{code}?period={period}{end}", words)


def _rows(fact: FormFact, *, restricted: bool) -> Iterator[tuple[list[str], bool]]:
    """Cells of each line, and whether it is a heading. Numbers run through the form."""
    number = 0
    for line in fact.rows:
        if line.indicator is None:
            found = _NUMBERED.match(line.heading)
            mark, name = (found[1], found[2]) if found else ("", line.heading)
            yield [mark, upper_first(name), *[""] * (len(_COLUMNS) - 2)], True
            continue
        number += 1
        yield _row(number, line, line.indicator, _Printing(fact, restricted)), False


@dataclass(frozen=True, slots=True)
class _Printing:
    """How the numbers of a form are printed."""

    fact: FormFact
    restricted: bool

    def number(self, line: SheetRow, indicator: Indicator, column: Column) -> str:
        """A cell of the period."""
        words = _words(indicator, line.row, line.value, column)
        if words is None:
            return ""
        return self._bound(indicator, column, self.fact.period, (words, self.fact.hidden))

    def before(self, line: SheetRow, indicator: Indicator) -> str:
        """The total or the share of the year before."""
        words = _words(indicator, line.row_before, line.before, Column.TOTAL)
        if not words:
            return ""
        period = year_before(self.fact.period)
        return self._bound(indicator, Column.TOTAL, period, (words, self.fact.hidden_before))

    def _bound(
        self,
        indicator: Indicator,
        column: Column,
        period: Period,
        shown: tuple[str, frozenset[Place]],
    ) -> str:
        words, hidden = shown
        code = indicator.code
        shared = not self.restricted and code in self.fact.guarded
        if shared and (code, column) in hidden:
            words = HIDDEN
        if indicator.kind is IndicatorKind.SHARE:
            return bound_share(code, period.code, words, shared=shared)
        return bound_cell(code, column, period.code, words, shared=shared)


def _row(number: int, line: SheetRow, indicator: Indicator, printing: _Printing) -> list[str]:
    numbers = [printing.number(line, indicator, column) for column in Column]
    return [
        str(number),
        indicator.name,
        indicator.unit,
        *numbers,
        printing.before(line, indicator),
        "; ".join(dict.fromkeys(_remarks(line, indicator))),
    ]


def _words(indicator: Indicator, row: SexRow, value: Decimal | None, column: Column) -> str | None:
    """What is printed; empty for a cell that nobody filled, None for one that is not asked."""
    if indicator.kind is IndicatorKind.SHARE:
        if column is not Column.TOTAL:
            return None
        return "" if value is None else format_number(rounded(value, SHARE_PLACES), SHARE_PLACES)
    if column not in indicator.columns:
        return None
    cell = row.cell(column)
    return NO_NUMBER if cell.state is CellState.MISSING else cell_words(cell, indicator)


def _remarks(line: SheetRow, indicator: Indicator) -> Iterator[str]:
    """Why numbers are missing, and why odd ones stand; beside sensitive counts without digits."""
    reasons: dict[str, list[Column]] = {}
    for column in indicator.columns:
        cell = line.row.cell(column)
        if cell.state is CellState.MISSING:
            reasons.setdefault(cell.reason, []).append(column)
    for reason, columns in reasons.items():
        whole = columns == list(indicator.columns)
        which = "" if whole else f" {', '.join(_SEX_WORDS[one] for one in columns)}"
        tells = indicator.sensitive and _HAS_DIGIT.search(reason)
        yield f"Không có số{which}" + ("" if tells else f": {reason.rstrip('.')}")
    if indicator.kind is IndicatorKind.SHARE and line.value is None and line.why:
        yield upper_first(line.why)
    for kept in line.kept.values():
        if kept.note and not (indicator.sensitive and _HAS_DIGIT.search(kept.note)):
            yield upper_first(kept.note.rstrip("."))


def _notes(
    fact: FormFact, rows: list[tuple[list[str], bool]], *, restricted: bool
) -> Iterator[str]:
    """Lines under the table: the period, what the signs mean, who may read it."""
    yield f"Kỳ số liệu: {fact.period.days}."
    shown = {fields.plain(cell) for cells, _heads in rows for cell in cells[_FIRST:_LAST]}
    if NO_NUMBER in shown:
        yield _MISSING_NOTE
    if restricted:
        yield _RESTRICTED_NOTE
    elif HIDDEN in shown:
        yield _HIDDEN_NOTE
