"""The check code of our own files is no text of the paper when they are read back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.documents.blocks import Document
from app.documents.readers.from_file import read_papers, read_source
from app.documents.readers.reading import Reading
from tests.documents import kinds_of_papers as kinds
from tests.documents.proofs import proved
from tests.documents.readers.test_kinds_back import WRITERS


def read_back(document: Document, dress: str, path: Path) -> Reading:
    """The one paper of a file, with what was left over of it."""
    file = path.with_suffix(f".{dress.rsplit(maxsplit=1)[-1]}")
    WRITERS[dress](document, file)
    [paper] = read_papers(read_source(file)).papers
    return paper.reading


@pytest.mark.parametrize("dress", WRITERS)
@pytest.mark.parametrize(
    "make", [kinds.letter, kinds.report, kinds.plan], ids=lambda one: one.__name__
)
def test_a_file_with_the_code_is_read_as_one_without(
    make: Callable[[], Document], dress: str, tmp_path: Path
) -> None:
    bare = read_back(make(), dress, tmp_path / "khong")
    assert read_back(proved(make()), dress, tmp_path / "co") == bare
    assert not any("đối chiếu" in one for one in bare.left_over)
