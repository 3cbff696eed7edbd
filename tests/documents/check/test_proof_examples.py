"""The two real plans: every finding is known and judged; the shipped templates give none."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.db.database import Database
from app.documents.blocks import Document
from app.documents.builders.content import document_of
from app.documents.readers.from_text import read_text_file
from app.queries.papers import get_paper
from app.services.office import SetUpOffice, SignerDraft, set_up_office
from app.workflows.catalogues import load_catalogues
from app.workflows.check_facts import load_facts, shipped_facts
from app.workflows.plans import NewPlan, new_plan_from_template
from tests.documents.check.proof_paper import TODAY, findings, keyed

DATA = Path(__file__).parents[2] / "data"
JUDGED = tomllib.loads((DATA / "proof" / "examples.toml").read_text(encoding="utf-8"))["finding"]
OFFICE = SetUpOffice(
    level_code="phuong",
    name="Hòa Bình",
    upper_unit="thành phố Mẫu",
    receiving_office="Sở Nội vụ thành phố Mẫu",
    drafting_office="Phòng Văn hóa - Xã hội",
    drafting_symbol="VHXH",
    place_name="Hòa Bình",
    signers=(
        SignerDraft(
            form_code="tm_ubnd_ct", lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), name="Trần Thị Mẫu"
        ),
    ),
)


def example(name: str) -> Document:
    document = read_text_file(DATA / "plans" / f"{name}.txt")
    return replace(document, nodes=keyed(document.nodes)[0])


@pytest.mark.parametrize(("name", "year"), [("song-an-2019", 2019), ("ha-noi-2025", 2025)])
def test_every_finding_on_a_real_plan_is_judged(name: str, year: int) -> None:
    facts = replace(shipped_facts(TODAY, year), own_paper=False)
    found = {(one.where, one.rule, one.quote) for one in findings(example(name), facts)}
    judged = {(row["where"], row["rule"], row["quote"]) for row in JUDGED if row["paper"] == name}

    assert found - judged == set()
    assert judged - found == set()


def test_false_alarms_are_few_and_explained() -> None:
    def judged(row: dict[str, Any]) -> bool:
        return row["judgement"] in {"true mistake", "false alarm"} and len(row["why"]) > 10

    assert all(map(judged, JUDGED))
    assert sum(row["judgement"] == "false alarm" for row in JUDGED) <= 5


@pytest.fixture(scope="module")
def codes() -> tuple[str, ...]:
    return ("plan_year_commune", "plan_year_receiving", "plan_action_month", "plan_programme_2282")


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_shipped_templates_give_nothing(
    db: Database, codes: tuple[str, ...], year: int
) -> None:
    load_catalogues(db)
    db.write(set_up_office, OFFICE)
    for code in codes:
        new = NewPlan(template_code=code, year=year, today=date(2026, 11, 20))
        row = db.read(get_paper, new_plan_from_template(db, new))
        facts = load_facts(db, row, TODAY)

        assert [(one.rule, one.quote) for one in findings(document_of(row.content), facts)] == []
