"""The facts the rules ask, and what they say of real and shipped papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.data_folder import DataFolder, open_data_folder
from app.db.database import Database
from app.documents.builders.content import PrintChoices, content_of, document_of
from app.documents.check import form
from app.documents.check.checker import Checker
from app.documents.check.places import Places
from app.documents.readers.from_text import read_text_file
from app.queries.papers import PaperRow, get_paper, list_papers
from app.services.catalogue import SaveEntry, save_entry
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.bases import LEGAL_BASES
from app.workflows.catalogues import load_catalogues
from app.workflows.check_facts import load_facts, shipped_facts
from app.workflows.plans import NewPlan, new_plan_from_template
from app.workflows.sample import make_sample
from tests.papers import create

PLANS = Path(__file__).parents[1] / "data" / "plans"
TODAY = date(2026, 11, 21)
# What a draft may still hold: places to fill in.
UNFINISHED = {"blank"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """The filled sample office."""
    root = tmp_path_factory.mktemp("co-quan") / "mau"
    make_sample(root)
    folder = open_data_folder(root, actor="Nguyễn Văn Mẫu")
    yield folder
    folder.close()


def form_rules(folder: DataFolder, row: PaperRow) -> set[str]:
    """Rules of the form that a paper breaks."""
    choices = PrintChoices(show_assignments=False, show_task_annex=False, year=row.year)
    facts = load_facts(folder.db, row, TODAY)
    checker = Checker(facts, form.TEXT_RULES, form.SHEET_RULES)
    return {found.rule for found in checker.check(document_of(row.content, choices))}


def test_papers_of_the_sample_office_keep_the_form(sample: DataFolder) -> None:
    papers = sample.db.read(list_papers)
    assert len(papers) >= 5
    for paper in papers:
        row = sample.db.read(get_paper, paper.paper_id)
        assert form_rules(sample, row) <= UNFINISHED, row.content.head.title


@pytest.mark.parametrize(
    "code",
    ["plan_year_commune", "plan_year_receiving", "plan_action_month", "plan_programme_2282"],
)
def test_the_shipped_templates_keep_the_form(sample: DataFolder, code: str) -> None:
    command = NewPlan(template_code=code, year=2027, today=TODAY)
    paper_id = new_plan_from_template(sample.db, command)
    assert form_rules(sample, sample.db.read(get_paper, paper_id)) <= UNFINISHED


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        (
            "ha-noi-2025",
            2025,
            {("letterhead_missing", "Tên cơ quan"), ("bases_missing", "Căn cứ")},
        ),
        (
            "song-an-2019",
            2019,
            {
                ("letterhead_missing", "Tên cơ quan"),
                ("symbol_missing", "Ký hiệu"),
                ("place_missing", "Địa danh"),
                ("signature_order", "Chức vụ người ký, dòng 2"),
            },
        ),
    ],
)
def test_findings_of_real_plans_are_true(
    name: str, year: int, expected: set[tuple[str, str]]
) -> None:
    content = content_of(read_text_file(PLANS / f"{name}.txt"))
    document = document_of(content, PrintChoices(year=year))
    facts = shipped_facts(TODAY, year)
    places = Places(document)
    found = Checker(facts, form.TEXT_RULES, form.SHEET_RULES).check(document)
    assert {(one.rule, places.words(one.where)) for one in found} == expected


def test_the_shipped_catalogue_gives_dates_and_periods() -> None:
    facts = shipped_facts(TODAY, 2026)
    bases = {basis.code: basis for basis in facts.bases}
    assert bases["28_nq_cp"].period == (2021, 2030)
    assert bases["28_nq_cp"].day == date(2021, 3, 3)
    assert bases["48_2009_nd_cp"].period is None
    assert not bases["2232_qd_ttg"].in_force(TODAY)
    assert bases["1464_qd_ttg"].replaced_by == "2232_qd_ttg"
    assert not facts.own_paper
    assert "quận" in facts.old_names
    assert "quận" not in shipped_facts(TODAY, 2024).old_names


def test_the_office_names_its_agencies(db: Database) -> None:
    load_catalogues(db)
    signer = SignerDraft(form_code="ct", lines=("CHỦ TỊCH",), name="Nguyễn Văn Mẫu")
    answers = SetUpOffice(level_code="phuong", name="Mẫu", upper_unit="tỉnh Mẫu", signers=(signer,))
    db.write(set_up_office, answers)
    row = db.read(get_paper, db.write(create))

    facts = load_facts(db, row, TODAY)

    assert (facts.own_unit, facts.upper_unit) == ("phường Mẫu", "tỉnh Mẫu")
    assert facts.own_letterhead
    assert facts.signers == ("Nguyễn Văn Mẫu",)
    assert (facts.year, facts.kind) == (2026, "plan")
    assert facts.own_paper
    police = next(agency for agency in facts.agencies if agency.name == "Công an phường")
    assert "Công an xã" in police.aliases


def test_number_and_day_must_stand_once_one_of_them_is_given(db: Database) -> None:
    row = db.read(get_paper, db.write(create))
    assert not load_facts(db, row, TODAY).number_given
    head = replace(row.content.head, number="5", day=TODAY)
    signed = replace(row, content=replace(row.content, head=head))
    assert load_facts(db, signed, TODAY).number_given
    assert not load_facts(db, None, TODAY).own_paper


def test_a_basis_of_the_office_without_a_good_day_is_kept(db: Database) -> None:
    entry = SaveEntry(
        catalogue=LEGAL_BASES, name="Kế hoạch của tỉnh", data={"number": "7/KH", "date": "mai"}
    )
    db.write(save_entry, entry)
    [basis] = load_facts(db, None, TODAY).bases
    assert (basis.number, basis.day) == ("7/KH", None)
