"""No table row leaves its session: services and queries give plain data back."""

import importlib
import inspect
import sys
import typing
from typing import Any

import pytest

from app.models.base import Entity
from tests.architecture.tree import module_name, python_files

MODULES = [
    module_name(path) for path in python_files("app/services", "app/queries", "app/workflows")
]


def types_within(annotation: object) -> set[type]:
    parts = typing.get_args(annotation)
    inner = {found for part in parts for found in types_within(part)}
    return inner | ({annotation} if isinstance(annotation, type) else set())


def returned_by(function: Any) -> object:
    """What a function returns; arguments may be typed by names that only mypy imports (Session)."""

    def alike() -> None: ...

    alike.__annotations__ = {"return": function.__annotations__.get("return")}
    return typing.get_type_hints(alike, vars(sys.modules[function.__module__]))["return"]


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_return_no_table_row(name: str) -> None:
    module = importlib.import_module(name)
    offenders = []
    for function_name, function in inspect.getmembers(module, inspect.isfunction):
        if function_name.startswith("_") or function.__module__ != name:
            continue
        if any(issubclass(found, Entity) for found in types_within(returned_by(function))):
            offenders.append(function_name)
    assert offenders == []
