"""Looks of Word files: one mistake gives one rule, right files give nothing."""

import inspect
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.documents.blocks import Document
from app.documents.check.finding import Finding, all_rules, find_rule
from app.documents.check.looks import check_looks
from app.documents.layout import choices, load_layout
from app.documents.readers.from_file import read_source
from app.documents.render.to_docx import render_docx
from app.documents.source import SourceFile, SourceParagraph, SourceRun, SourceSection
from app.workflows.check_facts import shipped_facts
from app.workflows.file_checks import check_file
from tests.documents import kinds_of_papers
from tests.documents.check.office_file import Paper, Words, centred
from tests.documents.check.wrong_files import RIGHT, WRONG, Wrong, letter, plan
from tests.documents.proofs import proved

FACTS = shipped_facts(date(2027, 1, 10))
LIBREOFFICE = Path(__file__).parents[2] / "data" / "looks"
KINDS = {
    name: made
    for name, made in inspect.getmembers(kinds_of_papers, inspect.isfunction)
    if made.__module__ == kinds_of_papers.__name__
    and inspect.signature(made).return_annotation is Document
    and not inspect.signature(made).parameters
}
ASIDES = (
    "(Chi tiết tại Phụ lục I kèm theo Kế hoạch này)",
    "Ghi chú: số liệu tính đến ngày 15 tháng 12 năm 2026.",
    "Đơn vị tính: đồng",
    "Bảng 1. Số liệu của các thôn",
)


def found_in(path: Path) -> list[Finding]:
    """What is said of a file: looks, form and words together."""
    return [one.finding for part in check_file(path, FACTS).parts for one in part.findings]


def looks_of(paper: Paper, folder: Path) -> list[Finding]:
    path = folder / "tep.docx"
    paper.save(path)
    return check_looks(read_source(path))


@pytest.mark.parametrize("name", RIGHT)
def test_right_files_give_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "đúng.docx"
    RIGHT[name]().save(path)
    assert found_in(path) == []


@pytest.mark.parametrize("wrong", WRONG, ids=[f"{at}-{one.rule}" for at, one in enumerate(WRONG)])
def test_one_mistake_is_found_by_its_rule_alone(wrong: Wrong, tmp_path: Path) -> None:
    paper = RIGHT[wrong.paper]()
    wrong.spoil(paper)
    path = tmp_path / "sai.docx"
    paper.save(path)
    found = found_in(path)
    assert {one.rule for one in found} == {wrong.rule}
    assert all(one.clause == find_rule(wrong.rule).clause for one in found)
    if wrong.rule != "numbering":
        # One number that is passed over is told at both of its neighbours.
        assert len(found) == 1


def test_every_rule_of_looks_has_a_wrong_file() -> None:
    rules = {name for name, rule in all_rules().items() if rule.family == "looks"}
    assert rules - {wrong.rule for wrong in WRONG} == set()
    assert all("Nghị định 30/2020/NĐ-CP" in find_rule(name).clause for name in rules)


@pytest.mark.parametrize("name", KINDS)
def test_own_exports_look_right(name: str, tmp_path: Path) -> None:
    path = tmp_path / "xuat.docx"
    render_docx(KINDS[name](), path)
    assert check_looks(read_source(path)) == []


@pytest.mark.parametrize("end", ["least", "most"])
def test_own_exports_look_right_at_both_ends_of_every_range(end: str, tmp_path: Path) -> None:
    layout = load_layout({name: getattr(choice, end) for name, choice in choices().items()})
    path = tmp_path / "xuat.docx"
    for made in KINDS.values():
        for document in (made(), proved(made())):
            render_docx(document, path, layout)
            assert check_looks(read_source(path)) == []


@pytest.mark.parametrize("words", ASIDES)
def test_notes_around_tables_and_in_brackets_are_not_judged(words: str, tmp_path: Path) -> None:
    paper = plan()
    note = Words(words, size=12, italic=True, align="right")
    paper.after("second", note)
    assert looks_of(paper, tmp_path) == []


@pytest.mark.parametrize("name", ["tabs", "boxes", "table"])
def test_right_files_of_libreoffice_give_nothing(name: str) -> None:
    """Letterheads set by tabs, in text boxes, in a table with all its lines anchored elsewhere."""
    assert found_in(LIBREOFFICE / f"{name}.docx") == []


def test_a_page_of_the_web_saved_as_a_word_file_is_told_what_it_lacks() -> None:
    rules = {one.rule for one in found_in(LIBREOFFICE / "web.docx")}
    assert {"font_name", "motto_rule", "issuer_rule", "title_rule"} <= rules
    assert not rules & {"body_justified", "first_indent", "paragraph_space", "number_zero"}


def test_places_are_the_numbers_of_paragraphs(tmp_path: Path) -> None:
    paper = plan()
    paper.change("second", size=12)
    path = tmp_path / "tep.docx"
    paper.save(path)
    source = read_source(path)
    [found] = check_looks(source)
    number = int(found.where.removeprefix("doan:"))
    text = list(source.paragraphs())[number - 1].text
    assert text.startswith(found.quote.rstrip("…"))


def test_the_same_fault_in_many_paragraphs_is_told_once(tmp_path: Path) -> None:
    paper = plan()
    for at in range(1, 11):
        paper.change(f"duty_{at}", align="left")
    [found] = looks_of(paper, tmp_path)
    assert found.rule == "body_justified"
    assert "Cũng như vậy: đoạn" in found.message
    assert "và 5 đoạn khác" in found.message


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("second", {"size": 13.2}),
        ("nation", {"text": "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"}),
        ("motto", {"rule": 57}),
        ("issuer_last", {"rule": 19}),
        ("second", {"first": 10}),
        ("second", {"lines": 1.5}),
        ("second", {"color": "1F1F1F"}),
        ("number", {"text": "Số:      /KH-UBND"}),
        ("place", {"text": "Mẫu Sơn, ngày      tháng      năm 2027"}),
        ("place", {"text": "Mẫu Sơn, ngày 15 tháng 6 năm 2027"}),
    ],
)
def test_rounding_and_blanks_are_no_fault(
    name: str, looks: dict[str, object], tmp_path: Path
) -> None:
    paper = plan()
    paper.change(name, **looks)
    assert looks_of(paper, tmp_path) == []


def test_margins_a_little_off_are_no_fault(tmp_path: Path) -> None:
    paper = plan()
    paper.pages.left, paper.pages.top, paper.pages.right = 29.4, 25.6, 20.6
    assert looks_of(paper, tmp_path) == []


def test_a_paper_of_one_page_needs_no_number(tmp_path: Path) -> None:
    paper = letter()
    assert paper.pages.number is None
    assert looks_of(paper, tmp_path) == []


def test_what_is_not_known_is_no_fault() -> None:
    """A measured file whose letters name neither face nor size."""
    lines = ("Độc lập - Tự do - Hạnh phúc", "Số: 05/KH-UBND", "KẾ HOẠCH", "Công tác năm 2027",
             "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006.", "I. MỤC ĐÍCH", "Nâng cao.")  # fmt: skip
    paragraphs = tuple(SourceParagraph(runs=(SourceRun(text=line),)) for line in lines)
    source = SourceFile(kind="docx", sections=(SourceSection(blocks=paragraphs),), measured=True)
    assert check_looks(source) == []


def test_of_a_text_only_the_wording_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(
        "ỦY BAN NHÂN DÂN\nXÃ MẪU SƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập-Tự do-Hạnh phúc\n\nSố: 5/KH-UBND\n\nMẫu Sơn, ngày 5 tháng 06 năm 2027\n\n"
        "KẾ HOẠCH\nCông tác bình đẳng giới năm 2027\n\n"
        "Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;\n\nI. MỤC ĐÍCH\n1. Nâng cao.\n",
        encoding="utf-8",
    )
    found = check_looks(read_source(path))
    assert [(one.rule, one.where) for one in found] == [
        ("motto_words", "doan:5"),
        ("number_zero", "doan:7"),
        ("day_zero", "doan:9"),
        ("month_zero", "doan:9"),
        ("base_end", "doan:14"),
    ]


def test_lines_of_two_cells_drawn_from_one_paragraph_are_both_known(tmp_path: Path) -> None:
    paper = plan()
    paper.change("motto", rule=0)
    paper.change("issuer_last", rule=0)
    assert {one.rule for one in looks_of(paper, tmp_path)} == {"motto_rule", "issuer_rule"}
    source = read_source(tmp_path / "tep.docx")
    [motto] = [one for one in source.paragraphs() if one.text.startswith("Độc lập")]
    drawn = replace(motto, rule_below=60.5, more_rules=(14.0,))
    assert check_looks(_with(source, motto, drawn)) == []


def _with(source: SourceFile, old: SourceParagraph, new: SourceParagraph) -> SourceFile:
    """The file with another paragraph in the letterhead."""
    table, *rest = source.sections[0].blocks
    rows = tuple(
        tuple(
            replace(cell, paragraphs=tuple(new if one is old else one for one in cell.paragraphs))
            for cell in row
        )
        for row in table.rows  # type: ignore[union-attr]
    )
    first = replace(source.sections[0], blocks=(replace(table, rows=rows), *rest))
    return replace(source, sections=(first, *source.sections[1:]))


def test_a_form_inside_an_annex_is_not_taken_for_the_paper(tmp_path: Path) -> None:
    """A report's form as an annex keeps its own number of dots, its own title."""
    paper = plan()
    paper.annexes[1] += [
        centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12),
        centred("Độc lập - Tự do - Hạnh phúc", size=12),
        Words("Số: …/BC-UBND", size=12, align="left"),
        centred("BÁO CÁO", size=12),
    ]
    rules = {one.rule for one in looks_of(paper, tmp_path)}
    assert not rules & {"motto_size", "number_size", "number_centred", "type_size", "title_rule"}
