"""The table of layout rules names tests that there are."""

import re
from pathlib import Path

from app.documents.check.finding import all_rules

ROOT = Path(__file__).resolve().parents[2]


def test_every_named_test_is_there() -> None:
    table = (ROOT / "docs" / "layout-rules.md").read_text(encoding="utf-8")
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(re.findall(r"`(test_\w+)`", table)) <= there
    assert len(rows) > 30
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert len(named) >= 2, row
        assert set(named) <= there, set(named) - there


def test_every_measured_rule_is_in_the_table() -> None:
    table = (ROOT / "docs" / "layout-rules.md").read_text(encoding="utf-8")
    for path in (ROOT / "tests" / "documents" / "geometry").glob("test_*.py"):
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"`{name}`" in table, name


def test_every_named_rule_of_the_checker_is_there() -> None:
    text = (ROOT / "docs" / "layout-rules.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    named = {name for line in lines for name in re.findall(r"`(\w+)`", line)}
    assert len(named) > 15
    assert named <= all_rules().keys()
