"""Every number of the sample's year report, counted again from the raw tables, in three formats."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from openpyxl import load_workbook

from app.data_folder import open_data_folder
from app.db.database import Database
from app.queries.papers import get_paper
from app.services.issue import IssuePaper
from app.services.papers import SaveContent, save_content
from app.workflows.papers import export_paper, issue
from app.workflows.sample import make_sample
from tests.e2e.raw_tables import FIELD, RawTables, Row, spoken, vietnamese

YEAR, TODAY = 2026, date(2026, 12, 20)
FORMS = ("bieu_nam", "bieu_bao_luc_nam", "bieu_ban", "bieu_khen_thuong")
STRATEGY = "bieu_chien_luoc"
TO_FILL = re.compile(r"\[điền[^\]]*\]")
VERDICTS = ("không đánh giá được", "chưa đạt", "đạt")
#: Days of papers; what the sign for hidden numbers stands for.
WORDS_WITH_DIGITS = (r"(?:tháng|ngày) \d+", r"số từ 1 đến 4")
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Issued:
    """The issued report: its nodes as the database keeps them, its three files, the raw tables."""

    raw: RawTables
    nodes: list[Row]
    files: dict[str, Path]

    def annex(self, marker: str) -> Row:
        return next(json.loads(n["data_table"]) for n in self.nodes if n["text"] == marker)


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Issued:
    place = tmp_path_factory.mktemp("năm mẫu")
    made = make_sample(place / "Xã mẫu", today=TODAY)
    folder = open_data_folder(made.folder, actor="Trần Thị Mẫu")
    try:
        version = issue_filled(folder.db, made.year_report)
        files = {end: place / f"Báo cáo năm.{end}" for end in ("pdf", "docx", "xlsx")}
        for path in files.values():
            export_paper(folder.db, made.year_report, path)
    finally:
        folder.close()
    raw = RawTables(next(made.folder.glob("*.db")), YEAR)
    nodes = raw.rows("SELECT * FROM paper_node WHERE version_id = ? ORDER BY position", version)
    return Issued(raw, nodes, files)


def issue_filled(db: Database, paper: Any) -> str:
    """The report with every open place filled, issued; gives its version as the tables name it."""
    row = db.read(get_paper, paper)
    head = row.content.head
    content = replace(
        row.content,
        head=replace(head, bases=tuple(TO_FILL.sub("đã rõ", base) for base in head.bases)),
        nodes=tuple(
            replace(node, text=TO_FILL.sub("đã rõ", node.text)) for node in row.content.nodes
        ),
    )
    command = SaveContent(version_id=row.version_id, seen_revision=row.revision, content=content)
    db.write(save_content, command)
    issue(db, paper, IssuePaper(version_id=row.version_id, number="215", day=TODAY))
    return row.version_id.hex


def bare(words: object) -> str:
    """Without spaces and line breaks: a line breaks where its page wants."""
    return re.sub(r"\s", "", str(words or ""))


def printed(text: str) -> str:
    return FIELD.sub(lambda found: found[2], text)


def cells_of(table: Row) -> Table:
    return [*table["rows"], *([table["total"]] if table.get("total") else [])]


# -- every bound number ------------------------------------------------------------------------


def bound_numbers(nodes: list[Row]) -> Iterator[tuple[str, str, str]]:
    """Marker of the annex or "", key, what stands there."""
    for node in nodes:
        for found in FIELD.finditer(node["heading"] + node["text"]):
            yield "", found[1], found[2]
        table = json.loads(node["data_table"] or "null")
        for cell in (cell for row in (cells_of(table) if table else []) for cell in row):
            for found in FIELD.finditer(cell):
                yield node["text"], found[1], found[2]


def test_every_bound_number_equals_a_count_of_the_raw_tables(issued: Issued) -> None:
    wrong, proved = [], Counter[str]()
    for marker, key, shown in bound_numbers(issued.nodes):
        in_form = marker.startswith("@phu_luc_bieu")
        wanted = issued.raw.answer(key, in_table=bool(marker), in_form=in_form)
        proved[marker or "text"] += 1
        if shown != wanted:
            wrong.append((marker, key, shown, wanted))
    assert wrong == []
    assert proved.total() > 800, proved
    assert proved["text"] > 120, proved


# -- sentences about targets --------------------------------------------------------------------


def change_words(raw: RawTables, code: str) -> str:
    """Against last year: nothing where a number is hidden or missing."""
    hidden = raw.hidden(str(YEAR)) | raw.hidden(str(YEAR - 1))
    change = raw.change(code, str(YEAR))
    if change is None or (code in raw.guarded and (code, "total") in hidden):
        return ""
    if not change:
        return f"; bằng năm {YEAR - 1}"
    unit = raw.indicators[code]["unit"]
    unit = "điểm phần trăm" if unit == "%" else unit
    way = "tăng" if change > 0 else "giảm"
    return f"; {way} {vietnamese(abs(change), raw.places(code))} {unit} so với năm {YEAR - 1}"


def target_words(raw: RawTables, code: str) -> str:
    """The sentence of one indicator, put together anew."""
    one, period = raw.indicators[code], str(YEAR)
    yes_no = one["kind"] == "yes_no"
    unit = "" if one["unit"] == "có/không" else f" {one['unit']}"
    hidden = code in raw.guarded and (code, "total") in raw.hidden(period)
    if hidden:
        return f"{one['name']}: * (số nhỏ được che)."
    value = raw.words(code, raw.value(code, period))
    behind = ""
    if one["kind"] == "share":
        parts = [one[name].split(":") for name in ("numerator", "denominator")]
        numbers = [raw.words(part, raw.value(part, period, sex)) for part, sex in parts]
        behind = f" ({'/'.join(numbers)})"
    aim, on_line = raw.target(code)
    words = "mức theo lộ trình" if on_line else "mục tiêu"
    end = "" if yes_no else change_words(raw, code)
    return (
        f"{one['name']}: {value}{unit}{behind}; {words} năm {YEAR} {raw.words(code, aim)}{unit}; "
        f"{raw.verdict(code)}{end}."
    )


def followed(raw: RawTables) -> list[str]:
    """Codes of the strategy's form that have a target or lie on the line to one."""
    lines = raw.catalogue("form")[STRATEGY]["rows"]
    codes = [line["indicator"] for line in lines if line.get("indicator") in raw.indicators]
    return [code for code in codes if raw.target(code)[0] is not None]


def test_sentences_about_targets_say_what_the_tables_say(issued: Issued) -> None:
    raw = issued.raw
    codes = followed(raw)
    counts = Counter(raw.verdict(code) for code in codes)
    met, not_met, unknown = (spoken(counts[one]) for one in ("đạt", "chưa đạt", VERDICTS[0]))
    texts = [printed(node["text"]) for node in issued.nodes]
    assert (
        f"Trong {len(codes):02d} chỉ tiêu theo dõi: {met} chỉ tiêu đạt, {not_met} chỉ tiêu chưa "
        f"đạt, {unknown} chỉ tiêu không đánh giá được."
    ) in texts
    told = [code for code in codes if raw.value(code, str(YEAR)) is not None]
    assert len(told) >= 24
    assert [target_words(raw, code) for code in told if target_words(raw, code) not in texts] == []


# -- annexes ------------------------------------------------------------------------------------


def form_cells(raw: RawTables, form: str) -> Table:
    """Number, name, unit, total, men, women and last year's total of every row of a form."""
    rows: Table = []
    number = 0
    for line in raw.catalogue("form")[form]["rows"]:
        if "heading" in line:
            mark, _, name = line["heading"].partition(". ")
            rows.append([mark, name, "", "", "", "", ""])
            continue
        if line["indicator"] not in raw.indicators:
            continue  # not in force any more
        number += 1
        code, one = line["indicator"], raw.indicators[line["indicator"]]
        shown = [figure_cell(raw, code, sex) for sex in ("total", "men", "women")]
        before = figure_cell(raw, code, "total", YEAR - 1)
        rows.append([str(number), one["name"], one["unit"], *shown, before])
    return rows


def figure_cell(raw: RawTables, code: str, sex: str, year: int = YEAR) -> str:
    one = raw.indicators[code]
    if sex != "total" and (one["kind"] == "share" or not one.get("by_sex")):
        return ""
    if code in raw.guarded and (code, sex) in raw.hidden(str(year)):
        return "*"
    return raw.form_words(code, str(year), sex)


def target_cells(raw: RawTables) -> Table:
    """Number, name, unit, target, value, raw numbers, last year, change, verdict."""
    rows: Table = []
    for number, code in enumerate(followed(raw), 1):
        one, period = raw.indicators[code], str(YEAR)
        parts = [one[name].split(":") for name in ("numerator", "denominator") if one.get(name)]
        keys = [f"indicator.{code}.{sex}?period={period}" for code, sex in parts]
        column = "" if one["kind"] == "share" else ".total"
        shown = [
            f"indicator.{code}{column}?period={period}",
            *(keys or ["", ""]),
            f"indicator.{code}{column}?period={YEAR - 1}",
            "" if one["kind"] == "yes_no" else f"indicator.{code}.change?period={period}",
        ]
        end = "&shared=1" if code in raw.guarded else ""
        numbers = [raw.answer(key + end) if key else "" for key in shown]
        aim = raw.words(code, raw.target(code)[0])
        verdict = "*" if numbers[0] == "*" else raw.verdict(code).capitalize()
        rows.append([str(number), one["name"], one["unit"], aim, *numbers, verdict])
    return rows


def activity_cells(raw: RawTables) -> Table:
    """One row per kind in the order of the catalogue, and the total."""
    work = raw.year_of_work()
    kinds = sorted({row["kind_code"] for row in work}, key=lambda code: raw.kinds[code]["order"])
    rows: Table = []
    for number, code in enumerate(kinds, 1):
        own = [row for row in work if row["kind_code"] == code]
        kind = raw.kinds[code]
        amount = words_of(raw.count("amount", own))
        rows.append([str(number), kind["name"], kind["unit"], amount, *sums(raw, own)])
    return [*rows, ["", "Tổng cộng", "", "", *sums(raw, work)]]


def sums(raw: RawTables, work: list[Row]) -> list[str]:
    """People and money; between them stand words about the people, which are no numbers."""
    people = [words_of(raw.count(f"people.{sex}", work)) for sex in ("total", "men", "women")]
    money = [words_of(raw.count(f"money.column.{one}", work)) for one in ("state", "mobilised")]
    return [*people, *money]


def words_of(value: int | None) -> str:
    return "" if value is None else vietnamese(value)


def expected(raw: RawTables) -> list[Table]:
    """The numbers of every annex in their order."""
    return [activity_cells(raw), target_cells(raw), *(form_cells(raw, form) for form in FORMS)]


def numbers_of(row: list[str], annex: int) -> list[str]:
    """The cells that are proved: all but the remarks, and but whom an activity was for."""
    kept = ([*row[:7], *row[8:10]], row[:10])[annex] if annex < 2 else row[:7]
    return [bare(cell) for cell in kept]


def in_pdf(path: Path) -> Table:
    with pdfplumber.open(path) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return wide_rows([[cell or "" for cell in row] for table in tables for row in table])


def in_docx(path: Path) -> Table:
    tables = docx.Document(str(path)).tables
    return wide_rows([[cell.text for cell in row.cells] for table in tables for row in table.rows])


def in_xlsx(path: Path) -> list[list[Any]]:
    book = load_workbook(path, read_only=True)
    sheets = [page for page in book.worksheets if page.title.startswith("Phụ lục")]
    return wide_rows([list(row) for page in sheets for row in page.values])


def wide_rows(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows of annexes: numbered ones, headings with a Roman number, totals."""
    mark = re.compile(r"\d+|[IVX]+")
    return [
        row
        for row in rows
        if len(row) > 7
        and row[1]
        and (mark.fullmatch(str(row[0] or "")) or bare(row[1]) == "Tổngcộng")
    ]


def as_printed(value: Any, beside: str) -> str:
    """A cell of a workbook in the manner of the paper; a number is a number there."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        words = vietnamese(Decimal(str(value)), len(beside.partition(",")[2]))
        return f"+{words}" if beside.startswith("+") else words
    return bare(value)


def test_annexes_in_all_formats_equal_the_raw_tables_cell_by_cell(issued: Issued) -> None:
    wanted = [
        (annex, [bare(cell) for cell in row])
        for annex, table in enumerate(expected(issued.raw))
        for row in table
    ]
    rows = [row for _annex, row in wanted]
    drawn, written = in_pdf(issued.files["pdf"]), in_docx(issued.files["docx"])
    typed = in_xlsx(issued.files["xlsx"])

    assert [numbers_of(row, at) for (at, _), row in zip(wanted, drawn, strict=True)] == rows
    assert [numbers_of(row, at) for (at, _), row in zip(wanted, written, strict=True)] == rows
    shown = [
        [as_printed(cell, beside) for cell, beside in zip(row, other, strict=True)]
        for row, other in zip(typed, written, strict=True)
    ]
    assert shown == [[bare(cell) for cell in row] for row in written]
    assert [[bare(cell) for cell in row] for row in drawn] == shown
    assert sum(bool(re.search(r"\d", cell)) for row in rows for cell in row[3:]) > 500


# -- the text in the files -----------------------------------------------------------------------


def test_every_sentence_with_a_number_stands_in_pdf_and_word(issued: Issued) -> None:
    with pdfplumber.open(issued.files["pdf"]) as pdf:
        # The number of the page stands alone in its first line and would cut a sentence.
        pages = [page.extract_text().splitlines() for page in pdf.pages]
    lines = [line for page in pages for line in (page[1:] if page[0].isdigit() else page)]
    paragraphs = docx.Document(str(issued.files["docx"])).paragraphs
    papers = bare("".join(lines)), bare("".join(one.text for one in paragraphs))
    sentences = [
        bare(printed(node["text"]))
        for node in issued.nodes
        if FIELD.search(node["text"]) and not node["data_table"]
    ]
    assert len(sentences) > 50
    for paper in papers:
        assert [words for words in sentences if words not in paper] == []


def test_no_other_number_stands_in_the_text(issued: Issued) -> None:
    """What is not proved above are days, years, numbers of papers, and words typed by people."""
    raw = issued.raw
    told = {target_words(raw, code) for code in followed(raw)}
    typed = [
        *(row["title"] for row in raw.activities),
        *(row["place"] for row in raw.activities if row["place"]),
        *(row["result"] for row in raw.activities if row["result"]),
        *(row["name"] for row in (*raw.indicators.values(), *raw.kinds.values())),
        *(row["reason"] for row in raw.rows("SELECT reason FROM figure") if row["reason"]),
        *(
            row["text"].rstrip(".;:")
            for row in raw.rows("SELECT n.text FROM paper_task t JOIN paper_node n ON n.id=node_id")
        ),
    ]
    left = []
    for node in issued.nodes:
        text = FIELD.sub("", node["text"])
        if node["text"].startswith("@") or printed(node["text"]) in told:
            continue
        for words in sorted(typed, key=len, reverse=True):
            text = text.replace(words, "")
        for harmless in (
            r"\d+/(?:KH|BC)-UBND",
            r"\d{2}/\d{2}/\d{4}",
            r"20\d\d",
            *WORDS_WITH_DIGITS,
        ):
            text = re.sub(harmless, "", text)
        if re.search(r"\d", text) and "chỉ tiêu theo dõi" not in text:
            left.append(text)
    assert left == []
