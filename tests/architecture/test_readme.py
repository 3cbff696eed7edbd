"""What README.md tells people to type exists."""

import importlib.util
import re

from tests.architecture.tree import ROOT

README = ROOT / "README.md"


def verbs() -> set[str]:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return set(module.VERBS)


def test_every_chore_of_the_readme_exists() -> None:
    named = set(re.findall(r"\bdev\.py +([a-z]+)", README.read_text(encoding="utf-8")))
    assert named <= verbs()
    assert {"run", "test"} <= named


def test_every_linked_file_exists() -> None:
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []
