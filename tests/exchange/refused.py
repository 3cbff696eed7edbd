"""Read a package that must be refused, and see why."""

from typing import Any

import pytest

from app.exchange.reading import read_package
from app.exchange.refusals import PackageError, Refusal, Stage
from tests.exchange.offices import (
    desk,
)


def refused(content: bytes, **changes: Any) -> PackageError:
    with pytest.raises(PackageError) as caught:
        read_package(content, desk(**changes))
    error = caught.value
    for point in error.points:
        assert point.sentence.count(".") >= 2
        assert "{" not in point.sentence
    return error


def only(content: bytes, **changes: Any) -> tuple[Stage, Refusal]:
    error = refused(content, **changes)
    assert len(error.refusals) == 1, error.points
    return error.stage, next(iter(error.refusals))
