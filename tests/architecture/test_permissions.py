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


def imported(path: Path) -> dict[str, str]:
    """What a file calls by which name."""
    return {
        one.asname or one.name: f"{node.module}.{one.name}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }


def use_cases() -> dict[str, str]:
    """Module and function of everything that is handed to the door, with the place of it."""
    found = {}
    for path in python_files("app"):
        if ".write(" not in path.read_text(encoding="utf-8"):
            continue
        names, here = imported(path), module_name(path)
        for call in calls(path):
            match call.func:
                case ast.Attribute(attr="write", value=owner) if call.args and is_door(owner):
                    head, _, rest = ast.unparse(call.args[0]).partition(".")
                    whole = [names.get(head, f"{here}.{head}"), rest]
                    found[".".join(filter(None, whole))] = place(path, call.lineno)
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
