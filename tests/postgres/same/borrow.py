"""Suites written for the data file, run again with the ``db`` of a server."""

from importlib import import_module
from typing import Any


def borrowed(module: str, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Everything of a test module: its tests, fixtures and helpers, but for named tests."""
    found = vars(import_module(module))
    return {
        name: value
        for name, value in found.items()
        if not name.startswith("__") and name not in without
    }
