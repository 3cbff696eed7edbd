"""The option --stress: all hostile files instead of a fixed share (dev.py stress)."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--stress", action="store_true", help="read every hostile file")
