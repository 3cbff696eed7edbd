"""Passwords that cost next to nothing to try, so that tests may try many."""

import pytest

from app.vault import crypt


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a guess is measured in one test, which sets it back."""
    monkeypatch.setitem(crypt._SCRYPT, "n", 2**4)


@pytest.fixture
def tries(request: pytest.FixtureRequest) -> int:
    """How many wrong passwords are tried: a few, or a thousand in the long run."""
    return 1000 if request.config.getoption("--stress") else 20
