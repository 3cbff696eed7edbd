"""Every rule of the proofreader on planted mistakes, and on the same sentences set right."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.documents.blocks import Document
from app.documents.check.facts import CheckFacts
from app.documents.check.finding import all_rules
from app.paths import resource
from tests.documents.check.proof_paper import facts_for, findings, paper

DATA = Path(__file__).parents[2] / "data" / "proof"
CASES = tomllib.loads((DATA / "planted.toml").read_text(encoding="utf-8"))["case"]


def read(case: dict[str, Any], side: str) -> tuple[Document, CheckFacts]:
    day = date.fromisoformat(case["day"]) if "day" in case else None
    facts = facts_for(year=case.get("year", 2027), own=case.get("own", False))
    return paper(case[side], case.get("place", "text"), day), facts


@pytest.mark.parametrize("case", CASES, ids=[f"{at}-{one['rule']}" for at, one in enumerate(CASES)])
def test_a_planted_mistake_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    found = findings(*read(case, "wrong"))

    assert [(one.rule, one.quote) for one in found] == [(case["rule"], case["quote"])]
    assert (found[0].mend.new if found[0].mend else None) == case.get("mend")
    assert found[0].message.endswith((".", "”.", "?"))


@pytest.mark.parametrize("case", CASES, ids=[f"{at}-{one['rule']}" for at, one in enumerate(CASES)])
def test_the_right_sentence_gives_nothing(case: dict[str, Any]) -> None:
    assert [(one.rule, one.quote) for one in findings(*read(case, "right"))] == []


def test_every_rule_is_planted_twice() -> None:
    rules = resource("check_rules") / "proof.toml"
    named = set(tomllib.loads(rules.read_text(encoding="utf-8"))["rule"])
    # Whether a number moved is asked of the records: tests/workflows/test_moved_numbers.py.
    named -= {"number_moved", "person_beside_count"}
    planted = Counter(case["rule"] for case in CASES)

    assert {rule for rule in named if planted[rule] < 2} == set()
    assert set(planted) <= set(all_rules())
    assert len(CASES) >= 80


MENDED = [case for case in CASES if case.get("mend") and case.get("place", "text") != "signer"]


@pytest.mark.parametrize(
    "case", MENDED, ids=[f"{at}-{one['rule']}" for at, one in enumerate(MENDED)]
)
def test_the_mend_takes_the_finding_away(case: dict[str, Any]) -> None:
    lines = [case["wrong"]] if isinstance(case["wrong"], str) else case["wrong"]
    at = next(at for at, line in reversed([*enumerate(lines)]) if case["quote"] in line)
    lines = [*lines[:at], lines[at].replace(case["quote"], case["mend"], 1), *lines[at + 1 :]]

    document, facts = read({**case, "mended": lines}, "mended")

    assert [one.rule for one in findings(document, facts)] == []
