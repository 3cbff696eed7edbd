"""bdg figures: forms and their figures for a period, listed, set and checked; files beside."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from app.commands import arguments, figure_files, figure_targets
from app.commands.opened import opened
from app.domain.figure_rows import CellState, Column
from app.errors import NotFoundError, ValidationError

if TYPE_CHECKING:
    from app.data_folder import DataFolder
    from app.domain.indicators import Indicator
    from app.queries.figure_sheets import FigureSheet, SheetRow
    from app.queries.receipts import RemarkRow
    from app.services.figures import CellDraft

_COLUMNS: Final = {Column.TOTAL: "Tổng", Column.MEN: "Nam", Column.WOMEN: "Nữ"}


def add(nouns: Any) -> None:
    """Add the noun and its verbs."""
    noun = nouns.add_parser("figures", help="số liệu theo biểu và kỳ: xem, ghi, kiểm tra")
    verbs = noun.add_subparsers(
        required=True, metavar="VIỆC", title="Việc", parser_class=arguments.Parser
    )
    forms = verbs.add_parser("forms", help="các biểu: mã, loại kỳ, tên")
    forms.set_defaults(run=list_forms)
    listed = verbs.add_parser("list", help="số liệu của một biểu trong một kỳ")
    figure_files.ask_sheet(listed)
    listed.add_argument("--json", action="store_true", help="in ra dạng JSON")
    listed.set_defaults(run=show)
    _add_set(verbs)
    figure_targets.add(verbs)
    check = verbs.add_parser(
        "check", help="chỗ bị trả lại, chỗ bất thường, chỗ còn thiếu của một biểu"
    )
    figure_files.ask_sheet(check)
    check.set_defaults(run=check_sheet)
    figure_files.add(verbs)


def list_forms(chosen: Namespace) -> None:
    """Code, kind of period and name of each form."""
    from app.domain.periods import KIND_WORDS
    from app.queries.indicators import list_forms

    with opened(chosen, writes=False) as folder:
        found = folder.db.read(list_forms)
    for form in found:
        print("\t".join((form.code, KIND_WORDS[form.period], form.name)))


def show(chosen: Namespace) -> None:
    """Code, name, unit, total, men, women of each row; a heading stands alone on its line."""
    with opened(chosen, writes=False) as folder:
        sheet = _sheet(folder, chosen)
    if chosen.json:
        print(json.dumps([_row(row) for row in sheet.rows], ensure_ascii=False, indent=1))
        return
    for row in sheet.rows:
        print(row.heading if row.indicator is None else "\t".join(_cells(row, row.indicator)))


def set_figure(chosen: Namespace) -> None:
    """Write the cells of one indicator; prints how many cells were changed."""
    from app.domain.periods import parse_period
    from app.queries.indicators import list_indicators
    from app.services.figures import SaveFigures, save_figures

    with opened(chosen, writes=True) as folder:
        known = folder.db.read(list_indicators)
        indicator = known.get(chosen.indicator)
        if indicator is None:
            raise NotFoundError(f"Không có chỉ tiêu “{chosen.indicator}” trong danh mục.")
        drafts = tuple(_drafts(chosen, indicator))
        if not drafts:
            raise ValidationError("Hãy cho ít nhất một trong --total, --men, --women, --missing.")
        period = parse_period(chosen.period)
        command = SaveFigures(period=period, cells=drafts, indicators=known)
        print(folder.db.write(save_figures, command))


def check_sheet(chosen: Namespace) -> int:
    """What is asked for by a receipt, odd or missing, a line each; an explained oddity passes.

    Returns:
        1 when something is left to look at.
    """
    from app.queries.receipts import open_remarks

    with opened(chosen, writes=False) as folder:
        sheet = _sheet(folder, chosen)
        asked = folder.db.read(open_remarks, sheet.period.code)
    left = 0
    for row in sheet.rows:
        if row.indicator is None:
            continue
        points = [one for one in asked if one.indicator == row.indicator.code]
        for kind, message in (*_points(points), *_remarks(row, row.indicator)):
            left += kind != "Đã giải thích"
            print(f"{kind}\t{row.indicator.code}\t{row.indicator.name}\t{message}")
    return 1 if left else 0


def _add_set(verbs: Any) -> None:
    verb = verbs.add_parser("set", help="ghi số liệu của một chỉ tiêu")
    verb.add_argument("indicator", metavar="MÃ", type=arguments.words, help="mã chỉ tiêu")
    figure_files.ask_period(verb)
    for name, what in (("total", "tổng"), ("men", "nam"), ("women", "nữ")):
        verb.add_argument(f"--{name}", type=arguments.words, metavar="N", help=f"số {what}")
    verb.add_argument(
        "--missing", type=arguments.words, metavar="LÝ_DO", help="không có số liệu, vì sao"
    )
    verb.add_argument(
        "--note", type=arguments.words, default="", metavar="LỜI", help="giải thích chỗ bất thường"
    )
    verb.set_defaults(run=set_figure)


def _sheet(folder: "DataFolder", chosen: Namespace) -> "FigureSheet":
    from app.domain.periods import parse_period
    from app.queries.figure_sheets import figure_sheet
    from app.queries.indicators import day_of, find_form, list_indicators

    period = parse_period(chosen.period)
    form = folder.db.read(find_form, chosen.form, on=day_of(period))
    known = folder.db.read(list_indicators)
    return folder.db.read(figure_sheet, form, period, known)


def _drafts(chosen: Namespace, indicator: "Indicator") -> "Iterator[CellDraft]":
    from app.domain.figure_text import read_cell
    from app.services.figures import CellDraft

    typed = {column: getattr(chosen, column.value) for column in Column}
    given = {column: text for column, text in typed.items() if text is not None}
    if chosen.missing is not None:
        if given:
            raise ValidationError("Không dùng --missing cùng với --total, --men, --women.")
        for column in indicator.columns:
            yield CellDraft(
                indicator=indicator.code,
                column=column,
                state=CellState.MISSING,
                reason=chosen.missing,
                note=chosen.note,
            )
    for column, text in given.items():
        cell = read_cell(text, indicator)
        yield CellDraft(
            indicator=indicator.code,
            column=column,
            state=cell.state,
            value=cell.value,
            reason=cell.reason,
            note=chosen.note,
        )


def _points(asked: "Sequence[RemarkRow]") -> Iterator[tuple[str, str]]:
    for one in asked:
        words = f"{_COLUMNS[Column(one.sex)]}: {one.words}" if one.sex else one.words
        kind = "Nơi nhận yêu cầu sửa" if one.kind == "mend" else "Nơi nhận lưu ý"
        yield kind, f"{one.receiver_name}: {words}"


def _remarks(row: "SheetRow", indicator: "Indicator") -> Iterator[tuple[str, str]]:
    if indicator.columns and row.row.total.state is CellState.EMPTY:
        yield "Còn thiếu", "chưa có số, chưa ghi lý do"
    for oddity in row.oddities:
        words = oddity.message
        if indicator.by_sex:
            words = f"{_COLUMNS[oddity.column]}: {words}"
        kept = row.kept.get(oddity.column)
        note = kept.note if kept else ""
        if note:
            yield "Đã giải thích", f"{words} Giải thích: {note}"
        else:
            yield "Bất thường", words


def _cells(row: "SheetRow", indicator: "Indicator") -> Iterator[str]:
    from app.domain.figure_rows import rounded
    from app.domain.figure_text import cell_words
    from app.domain.figures import format_number

    yield from (indicator.code, indicator.name, indicator.unit)
    if not indicator.columns:
        shares = "" if row.value is None else format_number(rounded(row.value), 2)
        yield from (shares, "", "")
    else:
        yield from (cell_words(row.row.cell(column), indicator) for column in Column)


def _row(row: "SheetRow") -> dict[str, Any]:
    if row.indicator is None:
        return {"heading": row.heading}
    return {
        "code": row.indicator.code,
        "name": row.indicator.name,
        "unit": row.indicator.unit,
        "value": None if row.value is None else str(row.value),
        "why": row.why,
        "cells": {
            column.value: {
                "state": row.row.cell(column).state.value,
                "value": _number(row.row.cell(column).value),
                "reason": row.row.cell(column).reason,
            }
            for column in row.indicator.columns
        },
        "progress": row.progress.value,
        "oddities": [one.message for one in row.oddities],
    }


def _number(value: Any) -> str | None:
    return None if value is None else str(value)
