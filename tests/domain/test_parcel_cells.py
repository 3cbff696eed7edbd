"""Cells of packages in words."""

import pytest

from app.domain.parcel_cells import group_words


@pytest.mark.parametrize(
    ("code", "words"),
    [("duoi_40", "dưới 40 tuổi"), ("", ""), ("nong_thon", "nong thon")],
)
def test_a_group_has_words(code: str, words: str) -> None:
    assert group_words(code) == words
