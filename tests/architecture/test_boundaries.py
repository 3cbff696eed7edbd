"""No table row leaves its session: services and queries give plain data back."""

import importlib
import inspect
import typing

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


@pytest.mark.parametrize("name", MODULES)
def test_public_functions_return_no_table_row(name: str) -> None:
    module = importlib.import_module(name)
    offenders = []
    for function_name, function in inspect.getmembers(module, inspect.isfunction):
        if function_name.startswith("_") or function.__module__ != name:
            continue
        returned = typing.get_type_hints(function).get("return")
        if any(issubclass(found, Entity) for found in types_within(returned)):
            offenders.append(function_name)
    assert offenders == []
