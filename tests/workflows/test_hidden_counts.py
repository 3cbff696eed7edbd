"""What a reader of several papers could work out: nothing of the small counts that are hidden."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from app.db.database import Database
from app.domain.figure_rows import Column
from app.domain.figure_text import read_cell
from app.domain.periods import Period, parse_period
from app.queries.figure_masks import hidden_places
from app.queries.indicators import list_indicators
from app.services.figures import CellDraft, SaveFigures, save_figures
from app.services.office import SetUpOffice, set_up_office
from app.workflows.figure_forms import export_form
from app.workflows.form_papers import print_form
from tests.shipped import load_shipped

YEAR, FIRST_HALF, SECOND_HALF = (parse_period(code) for code in ("2026", "2026-H1", "2026-H2"))
TOTAL, MEN, WOMEN = Column
PEOPLE, AGES = "nan_nhan", ("nan_nhan_duoi_16", "nan_nhan_16_59", "nan_nhan_60")


@pytest.fixture
def office(db: Database) -> Database:
    db.write(load_shipped)
    db.write(set_up_office, SetUpOffice(level_code="xa", name="Mẫu", upper_unit="tỉnh Mẫu"))
    return db


def fill(db: Database, period: Period, cells: Mapping[str, str], note: str = "") -> None:
    """Type totals, or "total/women" of counts by sex."""
    known = db.read(list_indicators)
    drafts = [
        CellDraft(
            indicator=code, column=column, state=cell.state, value=cell.value, reason=cell.reason,
            note=note if column is TOTAL else "",
        )
        for code, words in cells.items()
        for column, word in zip((TOTAL, WOMEN), words.split("/"), strict=False)
        for cell in [read_cell(word, known[code])]
    ]  # fmt: skip
    db.write(save_figures, SaveFigures(period=period, cells=tuple(drafts), indicators=known))


def hidden(db: Database, period: Period) -> set[tuple[str, Column]]:
    return set(db.read(hidden_places, period, db.read(list_indicators)))


def in_excel(db: Database, form: str, period: Period, path: Path) -> dict[str, tuple[object, ...]]:
    """Total, men, women and note of each row of a form by its hidden code."""
    export_form(db, form, period, path)
    page = openpyxl.load_workbook(path)["Biểu"]
    return {row[7]: row[3:7] for row in page.iter_rows(min_row=5, values_only=True) if row[7]}


def test_the_year_does_not_give_a_small_half_away(office: Database) -> None:
    fill(office, FIRST_HALF, {"bao_luc": "10"})
    fill(office, YEAR, {"bao_luc": "12"})

    assert ("bao_luc", TOTAL) not in hidden(office, FIRST_HALF)
    # 12 - 10 would be the second half, written down or not.
    assert ("bao_luc", TOTAL) in hidden(office, YEAR)
    fill(office, SECOND_HALF, {"bao_luc": "2"})
    assert ("bao_luc", TOTAL) in hidden(office, YEAR)


def test_two_large_halves_leave_the_year_open(office: Database) -> None:
    fill(office, YEAR, {"bao_luc": "40", "ho_bao_luc": "30"})
    fill(office, FIRST_HALF, {"bao_luc": "10", "ho_bao_luc": "3"})
    fill(office, SECOND_HALF, {"bao_luc": "30"})

    # Of the households the second half is not known: 30 tells nothing of the hidden 3.
    assert hidden(office, YEAR) == set()


def test_a_small_count_of_one_sex_in_a_half_hides_that_row_of_the_year(office: Database) -> None:
    fill(office, FIRST_HALF, {"nguoi_gay": "102/2"})
    fill(office, SECOND_HALF, {"nguoi_gay": "203/103"})
    fill(office, YEAR, {"nguoi_gay": "305/105"})

    assert hidden(office, SECOND_HALF) == set()
    assert hidden(office, YEAR) == {("nguoi_gay", column) for column in Column}


def test_a_quarter_is_a_part_of_the_half_and_of_the_year(office: Database) -> None:
    fill(office, parse_period("2026-Q1"), {"bao_luc": "9"})
    fill(office, parse_period("2026-Q3"), {"bao_luc": "9"})
    for period in (FIRST_HALF, YEAR):
        fill(office, period, {"bao_luc": "10" if period is FIRST_HALF else "30"})

    assert ("bao_luc", TOTAL) in hidden(office, FIRST_HALF)
    assert ("bao_luc", TOTAL) not in hidden(office, YEAR)
    assert ("bao_luc", TOTAL) not in hidden(office, parse_period("2026-Q1"))


def test_an_age_that_nobody_wrote_down_is_not_told_by_the_others(office: Database) -> None:
    fill(office, YEAR, {PEOPLE: "12/6", AGES[0]: "5/5", AGES[1]: "5/0"})

    # 12 - 5 - 5 = 2 people of 60 and more.
    family = {(code, column) for code in (PEOPLE, *AGES[:2]) for column in Column}
    assert family <= hidden(office, YEAR)


def test_ages_that_leave_many_people_are_shown(office: Database) -> None:
    fill(office, YEAR, {PEOPLE: "40/20", AGES[0]: "5/5", AGES[1]: "15/5"})
    assert hidden(office, YEAR) == set()

    # With every age written down nothing is left to be worked out.
    fill(office, YEAR, {AGES[0]: "5/5", AGES[1]: "15/5", AGES[2]: "17/10"})
    assert hidden(office, YEAR) == set()


def test_a_form_of_shares_alone_hides_those_of_small_counts(
    office: Database, tmp_path: Path
) -> None:
    """3 of 7 is the only small share of 42,86 %: the counts stand in another form."""
    fill(office, YEAR, {PEOPLE: "7/7", "nan_nhan_ho_tro": "3/3"})

    assert in_excel(office, "bieu_chien_luoc", YEAR, tmp_path / "a.xlsx")["nq28_3_2a"][0] == "*"


def test_a_count_of_violence_is_hidden_in_every_form(office: Database, tmp_path: Path) -> None:
    campaign = parse_period("2026-C")
    fill(office, campaign, {"ho_tro_nan_nhan": "3"})

    rows = in_excel(office, "bieu_thang_hanh_dong", campaign, tmp_path / "a.xlsx")
    assert rows["ho_tro_nan_nhan"][0] == "*"


def test_forms_of_one_period_hide_the_same(office: Database, tmp_path: Path) -> None:
    """One form does not have the age that is small; shown there, its sum would tell it."""
    fill(office, FIRST_HALF, {PEOPLE: "12/12", AGES[0]: "2/2", AGES[1]: "5/5", AGES[2]: "5/5",
                              "nan_nhan_ho_tro": "10/10"})  # fmt: skip

    assert ("nan_nhan_ho_tro", TOTAL) in hidden(office, FIRST_HALF)
    rows = in_excel(office, "bieu_bao_luc_nua_nam", FIRST_HALF, tmp_path / "a.xlsx")
    assert all(rows[code][:3] == ("*", "*", "*") for code in (PEOPLE, *AGES))


def test_an_explanation_beside_a_hidden_count_does_not_tell_it(
    office: Database, tmp_path: Path
) -> None:
    fill(office, YEAR, {"bao_luc": "3"}, note="Năm nay chỉ có 3 vụ, đã đối chiếu")

    rows = in_excel(office, "bieu_bao_luc_nam", YEAR, tmp_path / "a.xlsx")
    assert rows["bao_luc"] == ("*", None, None, None)
    restricted = tmp_path / "b.xlsx"
    export_form(office, "bieu_bao_luc_nam", YEAR, restricted, restricted=True)
    page = openpyxl.load_workbook(restricted)["Biểu"]
    notes = {row[7]: row[6] for row in page.iter_rows(min_row=5, values_only=True)}
    assert notes["bao_luc"] == "Năm nay chỉ có 3 vụ, đã đối chiếu"


def test_nothing_of_the_workbook_keeps_a_hidden_number(office: Database, tmp_path: Path) -> None:
    fill(office, YEAR, {"bao_luc": "70003", "bao_luc_the_chat": "3"})
    path = tmp_path / "a.xlsx"
    rows = in_excel(office, "bieu_bao_luc_nam", YEAR, path)

    book = openpyxl.load_workbook(path)
    words = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row]
    assert rows["bao_luc"][0] == rows["bao_luc_the_chat"][0] == "*"
    assert not [one for one in words if "70003" in one]


def test_a_paper_of_shares_says_what_its_sign_means(office: Database, tmp_path: Path) -> None:
    import docx

    fill(office, YEAR, {PEOPLE: "7/7", "nan_nhan_ho_tro": "3/3"})
    path = tmp_path / "a.docx"
    print_form(office, "bieu_chien_luoc", YEAR, path)

    paper = docx.Document(str(path))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    share = office.read(list_indicators)["nq28_3_2a"].name
    assert [row[3] for row in rows if len(row) > 3 and row[1] == share] == ["*"]
    assert "Dấu * thay cho số từ 1 đến 4" in "\n".join(one.text for one in paper.paragraphs)


def test_an_empty_form_speaks_of_no_hidden_numbers(office: Database, tmp_path: Path) -> None:
    said = []
    for name, blank in (("a.xlsx", True), ("b.xlsx", False)):
        export_form(office, "bieu_bao_luc_nam", YEAR, tmp_path / name, blank=blank)
        said.append("dấu *" in openpyxl.load_workbook(tmp_path / name)["Biểu"]["A3"].value)
    assert said == [False, True]
