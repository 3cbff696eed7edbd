"""Every use case handed to the door is known to the table of rights, or is daily work."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from app.domain.permissions import DAILY_ROOMS, HOLDERS, RIGHT_OF, RIGHT_WORDS, Right
from tests.architecture.tree import calls, module_name, parsed, place, python_files

#: Things with a ``write`` of their own: files, packages, shapes, jobs that save a file.
DOORS = {"db", "_db", "database"}


def is_door(owner: ast.expr) -> bool:
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name in DOORS


def full_name(path: Path, handed: ast.expr) -> str:
    """Module and function of what is handed in, by the imports of the file."""
    words = ast.unparse(handed)
    head, _, rest = words.partition(".")
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                if (one.asname or one.name) == head:
                    return ".".join(filter(None, (node.module, one.name, rest)))
    return f"{module_name(path)}.{words}"


def use_cases() -> dict[str, str]:
    found = {}
    for path in python_files("app"):
        for call in calls(path):
            match call.func:
                case ast.Attribute(attr="write", value=owner) if call.args and is_door(owner):
                    found[full_name(path, call.args[0])] = place(path, call.lineno)
    return found


def test_every_use_case_is_known_or_daily_work() -> None:
    found = use_cases()
    assert len(found) > 60
    unknown = {
        name: where
        for name, where in found.items()
        if name not in RIGHT_OF and not name.startswith(DAILY_ROOMS)
    }
    assert unknown == {}


@pytest.mark.parametrize("name", RIGHT_OF)
def test_every_named_use_case_is_there(name: str) -> None:
    module, _, function = name.rpartition(".")
    found = getattr(import_module(module), function)
    assert f"{found.__module__}.{found.__qualname__}" == name


def test_every_right_has_words_and_somebody_who_holds_it() -> None:
    assert set(HOLDERS) == set(RIGHT_WORDS) == set(Right)
    assert all(HOLDERS.values())
