"""Annexes of figures: the same cells in every format, small counts hidden, moved numbers told."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pdfplumber
import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.db.database import Database
from app.documents.builders.report_figures import form_annex
from app.domain import fields
from app.domain.figure_rows import CellState, Column
from app.domain.indicators import Indicator, IndicatorKind
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import ReportType
from app.domain.periods import PeriodKind, management_year
from app.queries.indicators import list_indicators
from app.queries.papers import PaperRow, get_paper
from app.services.activities import (
    ActivityDraft,
    ChangeActivity,
    change_activity,
    record_activity,
)
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.issue import IssuePaper, OpenNextVersion, open_next_version
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.services.papers import SaveContent, save_content
from app.workflows.catalogues import load_catalogues
from app.workflows.checks import LiveChecker
from app.workflows.papers import export_paper, issue
from app.workflows.report_annexes import form_facts, period_for
from app.workflows.reports import BuildReport, build_report

TODAY = date(2026, 12, 20)
YEAR = 2026
FORMS = ("bieu_nam", "bieu_bao_luc_nam", "bieu_ban", "bieu_khen_thuong", "bieu_chien_luoc")
REASON = "Trạm Y tế chưa gửi"
NOTE = "sáp nhập thêm hai thôn"
SIGNER = SignerDraft(form_code="tm", lines=("CHỦ TỊCH",), name="Nguyễn Văn Mẫu")


@pytest.fixture
def office(db: Database) -> Database:
    """An office with its catalogues and two talks."""
    load_catalogues(db)
    answers = SetUpOffice(
        level_code="xa",
        name="Mẫu",
        upper_unit="tỉnh Mẫu",
        receiving_office="Sở Nội vụ tỉnh Mẫu",
        signers=(SIGNER,),
    )
    db.write(set_up_office, answers)
    return db


def talk(day: date, men: int, women: int, kind: str = "noi_chuyen") -> ActivityDraft:
    return ActivityDraft(
        kind_code=kind, title=f"Buổi {day:%d/%m}", starts_on=day, men=men, women=women
    )


def write(
    db: Database, cells: dict[tuple[str, Column], int | str], year: int = YEAR, note: str = ""
) -> None:
    """Numbers, or reasons why there is none."""
    drafts = tuple(
        CellDraft(indicator=code, column=column, state=CellState.MISSING, reason=value)
        if isinstance(value, str)
        else CellDraft(
            indicator=code,
            column=column,
            state=CellState.VALUE,
            value=Decimal(value),
            note=note,
        )
        for (code, column), value in cells.items()
    )
    known = db.read(list_indicators)
    db.write(
        save_figures, SaveFigures(period=management_year(year), cells=drafts, indicators=known)
    )


def fill_year(db: Database, seed: int, year: int) -> None:
    """Numbers in every indicator, every twelfth without one, small ones of violence."""
    luck = random.Random(seed + year)
    cells: dict[tuple[str, Column], int | str] = {}
    for number, indicator in enumerate(db.read(list_indicators, on=date(year, 7, 1)).values()):
        for column in _typed(indicator):
            most = 8 if indicator.sensitive else 900
            value = luck.randrange(2 if indicator.kind is IndicatorKind.YES_NO else most)
            cells[indicator.code, column] = REASON if number % 12 == 5 else value
    write(db, cells, year)


def _typed(indicator: Indicator) -> tuple[Column, ...]:
    return (Column.MEN, Column.WOMEN) if indicator.by_sex else indicator.columns


def build(db: Database) -> UUID:
    return build_report(db, BuildReport(report_type=ReportType.YEAR, year=YEAR), TODAY)


def read(db: Database, paper_id: UUID) -> PaperRow:
    return db.read(get_paper, paper_id)


def annexes(content: PaperContent) -> dict[str, NodeContent]:
    return {node.text: node for node in content.nodes if node.text.startswith("@phu_luc")}


def bare(words: object) -> str:
    """Without spaces and line breaks: a cell breaks its lines as its page wants."""
    return re.sub(r"\s", "", str(words))


def in_pdf(path: Path) -> list[list[str]]:
    """Rows under the titles of every table, of all pages."""
    with pdfplumber.open(path) as pdf:
        rows = [
            [bare(cell or "") for cell in row]
            for sheet in pdf.pages
            for table in sheet.extract_tables()
            for row in table
        ]
    return [row for row in rows if len(row) > 6 and row[0] not in ("STT", "")]


def in_docx(path: Path) -> list[list[str]]:
    tables = [table for table in docx.Document(str(path)).tables if len(table.columns) > 6]
    rows = [[bare(cell.text) for cell in row.cells] for table in tables for row in table.rows]
    return [row for row in rows if row[0] not in ("STT", "")]


def in_xlsx(path: Path) -> list[list[Any]]:
    book = load_workbook(path)
    sheets = [page for page in book.worksheets if page.title.startswith("Phụ lục")]
    rows = [list(row) for page in sheets for row in page.values]
    return [row for row in rows if _is_numbered(row)]


def _is_numbered(row: list[Any]) -> bool:
    return bool(row[0]) and bool(re.fullmatch(r"\d+|[IVX]+", str(row[0]))) and row[1] is not None


def printed(value: object, beside: str) -> str:
    """A cell of a workbook as the paper prints it, by rules of this test alone."""
    if value is None:
        return ""
    if isinstance(value, str):
        return bare(value)
    places = len(beside.partition(",")[2])
    words = f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
    return f"+{words}" if beside.startswith("+") else words


def test_pdf_docx_and_xlsx_agree_cell_by_cell(office: Database, tmp_path: Path) -> None:
    office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    for year in (YEAR - 1, YEAR):
        fill_year(office, 3, year)
    report = build(office)
    for suffix in ("pdf", "docx", "xlsx"):
        export_paper(office, report, tmp_path / f"x.{suffix}")

    drawn, written = in_pdf(tmp_path / "x.pdf"), in_docx(tmp_path / "x.docx")
    typed = in_xlsx(tmp_path / "x.xlsx")

    assert len(drawn) > 250
    assert drawn == written
    shown = [
        [printed(cell, beside) for cell, beside in zip(row, other, strict=True)]
        for row, other in zip(typed, written, strict=True)
    ]
    assert shown == written
    numbers = [cell for row in typed for cell in row[3:7] if cell is not None]
    assert sum(isinstance(cell, int | float) for cell in numbers) > 400


def test_every_cell_of_a_form_is_what_the_raw_table_holds(office: Database) -> None:
    fill_year(office, 5, YEAR - 1)
    fill_year(office, 5, YEAR)
    content = read(office, build(office)).content
    names = {one.name: one for one in office.read(list_indicators, on=date(YEAR, 7, 1)).values()}

    def raw(session: Session) -> dict[tuple[str, str, str], Any]:
        query = text("SELECT indicator, period, sex, value FROM figure")
        return {(code, period, sex): value for code, period, sex, value in session.execute(query)}

    kept = office.read(raw)
    told = 0
    for form in ("bieu_nam", "bieu_ban", "bieu_khen_thuong"):
        table = annexes(content)[f"@phu_luc_bieu bieu={form}"].table
        assert table is not None
        for row in table["rows"]:
            _number, name, _unit, *cells, _note = map(fields.plain, row)
            indicator = names.get(name)
            if indicator is None or not indicator.columns or "có/không" in row:
                continue
            asked = [("2026", "total"), ("2026", "men"), ("2026", "women"), ("2025", "total")]
            for cell, (period, sex) in zip(cells, asked, strict=True):
                value = kept.get((indicator.code, period, sex), "")
                assert cell.replace(".", "") == ("-" if value is None else value), name
                told += value != ""
    assert told > 300


def test_reasons_print_beside_their_row(office: Database) -> None:
    write(office, {("ban_vstbpn", Column.MEN): 5, ("ban_vstbpn", Column.WOMEN): 6}, note=NOTE)
    write(office, {("ban_hop", Column.TOTAL): REASON})
    write(office, {("ban_lanh_dao", Column.WOMEN): 2, ("ban_lanh_dao", Column.MEN): REASON})
    node = annexes(read(office, build(office)).content)["@phu_luc_bieu bieu=bieu_ban"]
    assert node.table is not None
    remarks = {fields.plain(row[1]): row[-1] for row in node.table["rows"]}
    assert remarks["Thành viên Ban Vì sự tiến bộ của phụ nữ"] == "Sáp nhập thêm hai thôn"
    assert f"Không có số: {REASON}" in remarks.values()
    assert f"Không có số nam: {REASON}" in remarks.values()


def test_a_form_without_figures_is_no_annex(office: Database) -> None:
    office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    write(office, {("khen_tap_the", Column.TOTAL): 3})
    content = read(office, build(office)).content
    assert list(annexes(content)) == [
        "@phu_luc_hoat_dong",
        "@phu_luc_bieu bieu=bieu_khen_thuong",
    ]


def test_small_counts_are_hidden_but_in_the_restricted_annex(office: Database) -> None:
    for year in (YEAR - 1, YEAR):
        fill_year(office, 7, year)
    content = read(office, build(office)).content
    indicators = office.read(list_indicators, on=date(YEAR, 7, 1))
    guarded = {one.name for one in indicators.values() if one.sensitive}
    hidden = 0
    for node in annexes(content).values():
        assert node.table is not None
        for row in node.table["rows"]:
            if row[1] in guarded:
                shown = [fields.plain(cell) for cell in row[3:7]]
                assert not {"1", "2", "3", "4"} & set(shown), row[1]
                hidden += shown.count("*")
    assert hidden > 20
    shares = tuple(
        f"{one.name}:"
        for one in indicators.values()
        if one.numerator and indicators[one.numerator.code].sensitive
    )
    said = [fields.plain(node.text) for node in content.nodes if node.text.startswith(shares)]
    assert said
    for sentence in said:
        # Neither last year nor met or not: both would say between which numbers it lies.
        assert sentence.endswith(": * (số nhỏ được che).")
    facts = form_facts(office, ["bieu_bao_luc_nam"], YEAR, date(2026, 12, 14))
    node, *_notes = form_annex("@phu_luc_bieu bieu=bieu_bao_luc_nam han_che", facts)
    assert "TÀI LIỆU HẠN CHẾ" in node.heading
    assert node.table is not None
    cells = [fields.plain(cell) for row in node.table["rows"] for cell in row]
    assert "*" not in cells
    assert {"1", "2", "3", "4"} & set(cells)


def test_a_hidden_number_that_moves_shows_nothing_small(office: Database) -> None:
    write(office, {("mua_ban", Column.MEN): 20, ("mua_ban", Column.WOMEN): 30})
    report = build(office)
    assert moved(office, report) == Counter()
    write(office, {("mua_ban", Column.WOMEN): 3})
    news = {plain_new(one) for one in findings(office, report)}
    assert news == {"*", "23"}
    write(office, {("mua_ban", Column.WOMEN): 40})
    assert {plain_new(one) for one in findings(office, report)} == {"40", "60"}


def findings(db: Database, paper_id: UUID, content: PaperContent | None = None) -> list[Any]:
    shown = content or read(db, paper_id).content
    found = LiveChecker.open(db, paper_id, TODAY).check(shown)
    return [one for one in found if one.rule == "number_moved"]


def plain_new(finding: Any) -> str:
    return fields.plain(finding.mend.new) if finding.mend else ""


def moved(db: Database, paper_id: UUID, content: PaperContent | None = None) -> Counter[Any]:
    """How often each old number of each node is told as moved."""
    return Counter((one.where, one.quote) for one in findings(db, paper_id, content))


def filled(db: Database, paper_id: UUID) -> None:
    """Every place to fill in filled, so that the report can be issued."""
    row = read(db, paper_id)
    place = re.compile(r"\[điền[^\]]*\]")
    nodes = tuple(replace(node, text=place.sub("đã rõ", node.text)) for node in row.content.nodes)
    head = row.content.head
    head = replace(head, bases=tuple(place.sub("đã rõ", base) for base in head.bases))
    content = replace(row.content, head=head, nodes=nodes)
    db.write(
        save_content,
        SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content),
    )


def bound_cells(content: PaperContent) -> Iterator[tuple[NodeContent, fields.Bound]]:
    for node in content.nodes:
        table = node.table or {}
        cells = [cell for row in (*table.get("rows", ()), table.get("total", ())) for cell in row]
        for words in (node.heading, node.text, *cells):
            for piece in fields.split(words):
                if isinstance(piece, fields.Bound):
                    yield node, piece


def pdf_words(db: Database, paper_id: UUID, path: Path, version: int) -> str:
    export_paper(db, paper_id, path, version=version)
    with pdfplumber.open(path) as pdf:
        return "\n".join(sheet.extract_text() for sheet in pdf.pages)


def test_an_issued_report_stays_and_its_draft_tells_exactly_what_moved(
    office: Database, tmp_path: Path
) -> None:
    changed = office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    office.write(record_activity, talk(date(2026, 6, 1), 5, 7, kind="tap_huan"))
    write(office, {("quy_hoach", Column.WOMEN): 87, ("quy_hoach", Column.TOTAL): 510})
    write(office, {("ban_vstbpn", Column.WOMEN): 6, ("ban_vstbpn", Column.MEN): 9})
    report = build(office)
    filled(office, report)
    version = read(office, report)
    command = IssuePaper(version_id=version.version_id, number="47", day=date(2026, 12, 18))
    issue(office, report, command)
    before = read(office, report)
    words = pdf_words(office, report, tmp_path / "before.pdf", before.version_number)

    keys = {piece.key for _node, piece in bound_cells(before.content)}
    then = office.read(raw_numbers, keys)
    draft = talk(date(2026, 3, 8), 10, 35)
    office.write(change_activity, ChangeActivity(activity_id=changed, seen_revision=1, draft=draft))
    write(office, {("quy_hoach", Column.WOMEN): 90})
    office.write(open_next_version, OpenNextVersion(paper_id=report, reason="Số liệu thay đổi"))

    issued = office.read(get_paper, report, before.version_number)
    assert issued.content_hash == before.content_hash
    assert issued.content == before.content
    assert pdf_words(office, report, tmp_path / "after.pdf", before.version_number) == words

    live = read(office, report)
    assert live.version_number == before.version_number + 1
    told = moved(office, report, live.content)
    now = office.read(raw_numbers, keys)
    changed_keys = {key for key in keys if now[key] != then[key]}
    assert told == Counter(
        (str(node.key), piece.shown)
        for node, piece in bound_cells(live.content)
        if piece.key in changed_keys
    )
    assert {key.partition("?")[0] for key in changed_keys} == {
        "people.total", "people.women", "indicator.quy_hoach.women", "indicator.quy_hoach.men",
        "indicator.qd2282_2",
    }  # fmt: skip
    rebuilt = read(office, build(office)).content
    women = [p.shown for _n, p in bound_cells(rebuilt) if "quy_hoach.women" in p.key]
    assert women
    assert set(women) <= {"90", ""}
    assert {"87"} & {p.shown for _n, p in bound_cells(live.content) if "quy_hoach.women" in p.key}


def raw_numbers(session: Session, keys: set[str]) -> dict[str, Decimal | int | None]:
    """What the keys stand for, added up by SQL alone."""
    return {key: _raw(session, key) for key in keys}


def _raw(session: Session, key: str) -> Decimal | int | None:
    name, _, rest = key.partition("?")
    scope = dict(part.split("=") for part in rest.split("&"))
    if name.startswith("indicator."):
        return _raw_figure(session, name.split(".")[1:], scope["period"])
    if name not in ("count", "people.total", "people.men", "people.women"):
        return None
    sections = {
        code: json.loads(data)["section"]
        for code, data in session.execute(
            text("SELECT code, data FROM catalogue_entry WHERE catalogue = 'activity_kind'")
        )
    }
    rows = [
        row
        for row in session.execute(text("SELECT * FROM activity")).mappings()
        if scope.get("from", "") <= row["starts_on"] <= scope.get("to", "9")
        and scope.get("kind", row["kind_code"]) == row["kind_code"]
        and scope.get("section", sections[row["kind_code"]]) == sections[row["kind_code"]]
    ]
    if name == "count":
        return len(rows)
    part = name.partition(".")[2] or "total"
    return sum(row[part] or 0 for row in rows)


def _raw_figure(session: Session, name: list[str], period: str) -> Decimal | None:
    query = text("SELECT value FROM figure WHERE indicator = :code AND period = :p AND sex = :s")

    def kept(code: str, sex: str) -> Decimal | None:
        value = session.scalar(query, {"code": code, "p": period, "s": sex})
        return None if value is None else Decimal(value)

    code, *column = name
    if column and column[0] != "change":
        return kept(code, column[0])
    if column:
        return None
    found = session.scalar(
        text("SELECT data FROM catalogue_entry WHERE catalogue = 'indicator' AND code = :code"),
        {"code": code},
    )
    data = json.loads(found)
    above, below = (kept(*data[part].split(":")) for part in ("numerator", "denominator"))
    return None if above is None or not below else round(above * 100 / below, 2)


def test_a_rewritten_sentence_keeps_its_numbers(office: Database) -> None:
    first = office.write(record_activity, talk(date(2026, 3, 8), 10, 30))
    report = build(office)
    row = read(office, report)
    nodes = []
    for node in row.content.nodes:
        pieces = fields.split(node.text)
        if not any(isinstance(piece, fields.Bound) for piece in pieces):
            nodes.append(node)
            continue
        # The officer writes other words between the numbers, and turns their order round.
        numbers = [fields.bind(p.key, p.shown) for p in pieces if isinstance(p, fields.Bound)]
        nodes.append(replace(node, text=f"Viết lại:  {' và '.join(reversed(numbers))} người ."))
    content = replace(row.content, nodes=tuple(nodes))
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    office.write(save_content, command)

    kept = read(office, report).content
    keys = Counter(piece.key for _node, piece in bound_cells(row.content))
    assert Counter(piece.key for _node, piece in bound_cells(kept)) == keys
    assert any("Viết lại: " in node.text for node in kept.nodes)
    assert moved(office, report) == Counter()
    office.write(
        change_activity,
        ChangeActivity(activity_id=first, seen_revision=1, draft=talk(date(2026, 3, 8), 11, 30)),
    )
    assert {quote for _where, quote in moved(office, report)} == {"10", "40"}


@pytest.mark.parametrize(
    ("kind", "last", "code"),
    [
        (PeriodKind.YEAR, date(2026, 6, 14), "2026"),
        (PeriodKind.HALF, date(2026, 6, 14), "2026-H1"),
        (PeriodKind.HALF, date(2026, 12, 14), "2026-H2"),
        (PeriodKind.CALENDAR_YEAR, date(2026, 12, 31), "2026-L"),
        (PeriodKind.CAMPAIGN, date(2026, 12, 15), "2026-C"),
        (PeriodKind.TERM, date(2026, 12, 14), "2021-2026"),
        (PeriodKind.TERM, date(2027, 12, 14), "2026-2031"),
    ],
)
def test_a_form_takes_the_period_of_its_own_kind(kind: PeriodKind, last: date, code: str) -> None:
    assert period_for(kind, last.year, last).code == code
