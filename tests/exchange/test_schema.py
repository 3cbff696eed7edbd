"""The published schema is the one the program reads by, and it judges as the program does."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.exchange.office_cards import CARD_SHAPE
from tests.exchange.offices import COMMUNE, package, sensitive
from tests.exchange.rebuild import members_of
from tests.exchange.schema import PATH, schema, written

WHOLE = schema()


def complaints(value: Any, rule: dict[str, Any], at: str = "") -> Iterator[str]:
    """What a JSON Schema validator says; only the words our schema uses."""
    if "$ref" in rule:
        yield from complaints(value, WHOLE["$defs"][rule["$ref"].removeprefix("#/$defs/")], at)
    if "anyOf" in rule and all(list(complaints(value, one)) for one in rule["anyOf"]):
        yield f"{at} anyOf"
    if "const" in rule and value != rule["const"]:
        yield f"{at} const"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at} enum"
    if "type" in rule:
        kinds: dict[str, Callable[[Any], bool]] = {
            "string": lambda v: isinstance(v, str),
            "integer": lambda v: type(v) is int,
            "boolean": lambda v: isinstance(v, bool),
            "null": lambda v: v is None,
            "array": lambda v: isinstance(v, list),
            "object": lambda v: isinstance(v, dict),
        }
        if not kinds[rule["type"]](value):
            yield f"{at} type"
            return
    yield from _inner(value, rule, at)


def _inner(value: Any, rule: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) > rule.get("maxLength", 10**9):
            yield f"{at} maxLength"
        if "pattern" in rule and not re.search(rule["pattern"].replace("$", r"\Z"), value):
            yield f"{at} pattern"
    elif type(value) is int:
        if not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            yield f"{at} range"
    elif isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 10**9):
            yield f"{at} items"
        rules = rule.get("prefixItems") or [rule.get("items", {})] * len(value)
        for number, (part, one) in enumerate(zip(value, rules, strict=False)):
            yield from complaints(part, one, f"{at}[{number}]")
    elif isinstance(value, dict):
        yield from _fields(value, rule, at)


def _fields(value: dict[str, Any], rule: dict[str, Any], at: str) -> Iterator[str]:
    for name in rule.get("required", []):
        if name not in value:
            yield f"{at}.{name} missing"
    for name, part in value.items():
        if name in rule.get("properties", {}):
            yield from complaints(part, rule["properties"][name], f"{at}.{name}")
        elif not rule.get("additionalProperties", True):
            yield f"{at}.{name} unknown"


def test_the_published_file_is_the_one_we_read_by() -> None:
    assert PATH.read_text(encoding="utf-8") == written(), "python -m tests.exchange.schema"


@pytest.mark.parametrize("make", [package, sensitive])
def test_our_packages_fit(make: Callable[[], Any]) -> None:
    for name, content in members_of(make().content).items():
        if name.endswith(".json"):
            assert list(complaints(json.loads(content), WHOLE["$defs"][name])) == []
    card = CARD_SHAPE.write(COMMUNE.card)
    assert list(complaints(card, WHOLE["$defs"]["office-card"])) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 0},
        {"sequence": "1"},
        {"duty": "báo cáo"},
        {"unit": {"code": "1"}},
        {"period": {"code": "2026-X", "first": "2026-01-01", "last": "2026-12-31"}},
        {"kind": "khac"},
        {"files": [{"name": "../x", "size": 1, "sha256": "0" * 64, "sealed": False}]},
        {"created_at": "2026-11-21 08:30"},
        {"more": 1},
    ],
)
def test_what_the_program_refuses_does_not_fit(change: dict[str, Any]) -> None:
    head = json.loads(members_of(package().content)["manifest.json"])
    assert list(complaints({**head, **change}, WHOLE["$defs"]["manifest.json"]))
