"""What docs/safety.md names as proof exists and holds tests."""

import re

import pytest

from tests.architecture.tree import ROOT

TEXT = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|app|benchmarks)/[\w/.]+\.py)`", TEXT)))


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_is_there(name: str) -> None:
    words = (ROOT / name).read_text(encoding="utf-8")
    if name.startswith("tests/"):
        assert re.search(r"^\s*def test_", words, re.MULTILINE)


def test_every_promise_names_its_proof() -> None:
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", TEXT, re.MULTILINE)
    assert [int(number) for number, _words in rows] == list(range(1, len(rows) + 1))
    assert [words for _number, words in rows if "`tests/" not in words] == []
