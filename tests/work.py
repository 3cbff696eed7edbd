"""How much work a call is, counted and not timed: the same on a quick machine and on a busy one."""

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called meanwhile, those of Python and those written in C."""
    count = 0

    def hear(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def with_peak(work: Callable[[], T]) -> tuple[T, int]:
    """Its answer, and the most bytes that Python held for it at one time."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
