"""What README.md tells people to type exists."""

import re

from tests.architecture.tree import ROOT, dev_module

README = ROOT / "README.md"


def test_every_chore_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bdev\.py +([a-z]+)", README.read_text(encoding="utf-8")))
    assert named <= set(dev_module().VERBS)
    assert {"run", "test"} <= named


def test_every_linked_file_exists() -> None:
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
