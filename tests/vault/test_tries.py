"""Guessing a password takes longer with every wrong try, also after a new start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.vault.tries import FREE_TRIES, LONGEST_WAIT, Tries

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def wrong(tries: Tries, times: int) -> None:
    for _ in range(times):
        tries.failed(NOON)


def test_the_first_tries_cost_nothing(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "thu")
    wrong(tries, FREE_TRIES - 1)
    assert tries.wait(NOON) == 0
    tries.failed(NOON)
    assert tries.wait(NOON) == 5
    assert tries.wait(NOON + timedelta(seconds=4.2)) == 1
    assert tries.wait(NOON + timedelta(seconds=5)) == 0


def test_each_further_one_waits_twice_as_long_up_to_five_minutes(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "thu")
    wrong(tries, FREE_TRIES)
    waits = []
    for _ in range(8):
        waits.append(tries.wait(NOON))
        tries.failed(NOON)
    assert waits == [5, 10, 20, 40, 80, 160, LONGEST_WAIT, LONGEST_WAIT]


def test_a_new_start_does_not_begin_anew_but_the_right_password_does(tmp_path: Path) -> None:
    path = tmp_path / "thu"
    wrong(Tries(path), FREE_TRIES + 1)
    again = Tries(path)
    assert again.wait(NOON) == 10
    again.succeeded()
    assert again.wait(NOON) == Tries(path).wait(NOON) == 0
    assert not path.exists()


def test_a_clock_that_was_set_back_does_not_lock_for_years(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "thu")
    wrong(tries, FREE_TRIES)
    assert tries.wait(NOON - timedelta(days=900)) == 5


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"wrong": "x", "last": 5}', b'{"wrong": 9, "last": "2026-11-21"}']
)
def test_a_broken_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thu"
    path.write_bytes(content)
    assert Tries(path).wait(NOON) == 0


def test_where_nothing_can_be_kept_the_run_still_counts(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "không có" / "thu")
    wrong(tries, FREE_TRIES)
    assert tries.wait(NOON) == 5
