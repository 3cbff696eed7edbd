"""Rules of how long personal data are kept."""

from datetime import date
from typing import Any

import pytest

from app.domain.retention import (
    ACTIONS,
    MOST_YEARS,
    Action,
    Kept,
    check_data,
    rule_of,
    years_before,
)
from app.errors import ValidationError
from app.workflows.catalogues import read_catalogues

GOOD: dict[str, Any] = {
    "kind": "export_entry", "years": 5, "since": "ngày in", "action": "remove",
}  # fmt: skip


def test_a_rule_says_before_which_day_records_are_overdue() -> None:
    rule = rule_of("Sổ in", GOOD, "", checked=True)
    assert rule.before(date(2026, 11, 21)) == date(2021, 11, 21)
    assert (
        rule_of("Sổ in", {**GOOD, "years": None}, "", checked=True).before(date(2026, 1, 1)) is None
    )


def test_a_leap_day_has_a_day_before_it() -> None:
    assert years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "paper"}, "kind"),
        ({"kind": None}, "kind"),
        ({"action": "anonymise"}, "action"),
        ({"years": 0}, "years"),
        ({"years": MOST_YEARS + 1}, "years"),
    ],
)
def test_a_row_that_makes_no_rule_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_data({**GOOD, **change})
    assert refused.value.field == field


def test_shipped_rows_are_rules_with_a_source_and_none_claims_to_be_checked() -> None:
    rows = [one for one in read_catalogues() if one.catalogue == "retention"]
    rules = [rule_of(one.name, one.data, one.source, checked=one.checked) for one in rows]
    assert {rule.kept for rule in rules} == set(Kept) == set(ACTIONS)
    assert all(rule.source and rule.since and rule.years for rule in rules)
    assert not any(rule.checked for rule in rules)
    assert {rule.action for rule in rules} == set(Action)
