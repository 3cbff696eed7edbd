"""The papers that are measured: printed once, measured once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.documents.blocks import Document
from app.documents.readers.from_text import read_text
from app.documents.render.to_pdf import render_pdf
from tests.documents import kinds_of_papers as kinds
from tests.documents.geometry.measured import pages_of
from tests.documents.geometry.zones import Paper
from tests.documents.readers.plans import source

_MAKERS = {
    "cong-van": kinds.letter,
    "song-an": lambda: read_text(source("song-an-2019")),
    "ha-noi": lambda: read_text(source("ha-noi-2025")),
    "bon-muoi-trang": kinds.forty_pages,
    "quyet-dinh": kinds.decision,
    "bien-ban": kinds.minutes,
}
NAMES = tuple(_MAKERS)
every_paper = pytest.mark.parametrize("name", NAMES)


@cache
def document(name: str) -> Document:
    """The paper before it is printed."""
    return _MAKERS[name]()


@cache
def paper(name: str) -> Paper:
    """The paper printed and measured."""
    return printed(document(name), name)


def printed(made: Document, name: str = "") -> Paper:
    """A document printed and measured."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        render_pdf(made, path)
        return Paper(name, made, pages_of(path))
