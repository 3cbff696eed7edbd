"""The check code measured: in the bottom margin of every page, readable, the text where it was."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pytest
import segno
from PIL import Image

from app.documents.blocks import Document
from app.documents.layout import choices, load_layout
from app.documents.render.to_pdf import render_pdf
from tests.documents import kinds_of_papers as kinds
from tests.documents.geometry.measured import MM, Page, pages_of
from tests.documents.geometry.zones import text_edges
from tests.documents.proofs import PROOF, proved

_MAKERS = {"cong-van": kinds.letter, "bao-cao": kinds.report, "ke-hoach": kinds.plan}
every_paper = pytest.mark.parametrize("name", _MAKERS)
#: Of an ordinary copy, and of a digitised paper by NĐ 30/2020.
_COPY, _SCAN = 150, 200


@cache
def printed(name: str) -> tuple[list[Page], list[Page], list[Image.Image]]:
    """Pages without the code, with it, and the latter as pictures."""
    document = _MAKERS[name]()
    with TemporaryDirectory() as folder:
        bare, coded = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        render_pdf(document, bare)
        render_pdf(proved(document), coded)
        return pages_of(bare), pages_of(coded), list(pictures(coded, _COPY))


def pictures(path: Path, dots: int) -> Iterator[Image.Image]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            yield page.to_image(resolution=dots).original.convert("L")


def squares_of(page: Page) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything dark of the code."""
    frames = [one for one in page.frames if one.top > page.height - 20 * MM]
    return (
        min(one.left for one in frames),
        min(one.top for one in frames),
        max(one.right for one in frames),
        max(one.bottom for one in frames),
    )


def looked_at(page: Page, picture: Image.Image, count: int) -> list[list[bool]]:
    """The code as a camera sees it: dark or light in the middle of each of its squares."""
    left, top, right, _bottom = squares_of(page)
    one = (right - left) / count
    dots = picture.width / page.width, picture.height / page.height

    def dark(column: int, row: int) -> bool:
        place = left + (column + 0.5) * one, top + (row + 0.5) * one
        return int(picture.getpixel((int(place[0] * dots[0]), int(place[1] * dots[1])))) < 128

    return [[dark(column, row) for column in range(count)] for row in range(count)]


@every_paper
def test_the_code_stands_in_the_margin_of_every_page_at_the_right_edge_of_the_text(
    name: str,
) -> None:
    _bare, coded, _pictures = printed(name)
    assert len({page.width > page.height for page in coded}) == (2 if name == "ke-hoach" else 1)
    for page in coded:
        left, top, right, bottom = squares_of(page)
        assert right == pytest.approx(text_edges(page)[1], abs=0.1)
        assert bottom <= page.height - 5 * MM + 0.01, "nearer to the edge than printers print"
        assert 12 * MM <= right - left <= 16 * MM
        assert bottom - top == pytest.approx(right - left, abs=0.01)
        words = page.find("Mã đối chiếu:")
        assert words.text == "Mã đối chiếu: ABCDE-FGHJK"
        assert words.sizes == {8.0}
        assert top < words.baseline < bottom


@every_paper
def test_four_squares_stay_free_around_the_code(name: str) -> None:
    _bare, coded, _pictures = printed(name)
    count = len(segno.make(PROOF.payload, error="m", micro=False).matrix)
    for page in coded:
        left, top, right, _bottom = squares_of(page)
        free = 4 * (right - left) / count - 0.05
        assert page.height - 20 * MM <= top - free
        assert page.find("Mã đối chiếu:").right <= left - free


@every_paper
def test_the_text_stands_where_it_stands_without_the_code(name: str) -> None:
    bare, coded, _pictures = printed(name)
    assert len(bare) == len(coded)
    for before, after in zip(bare, coded, strict=True):
        kept = [line for line in after.lines if not line.text.startswith("Mã đối chiếu:")]
        assert [(line.text, line.left, line.baseline) for line in kept] == [
            (line.text, line.left, line.baseline) for line in before.lines
        ]
        assert after.strokes == before.strokes


@every_paper
def test_the_printed_squares_are_those_of_the_payload(name: str) -> None:
    _bare, coded, pages = printed(name)
    code = segno.make(PROOF.payload, error="m", micro=False)
    expected = [[bool(one) for one in row] for row in code.matrix]
    for page, picture in zip(coded, pages, strict=True):
        assert looked_at(page, picture, len(expected)) == expected


@pytest.mark.parametrize("end", ["least", "most"])
def test_a_code_of_long_names_keeps_to_the_margin_at_both_ends_of_its_range(
    end: str, tmp_path: Path
) -> None:
    layout = load_layout({name: getattr(choice, end) for name, choice in choices().items()})
    long = "BDG1:ABCDEFGHJK:H33.TINH/XA-12345:report_action_month:2026-H1:0123456789abcdef"
    document: Document = replace(kinds.notice(), proof=replace(PROOF, payload=long))
    path = tmp_path / "a.pdf"
    render_pdf(document, path, layout)
    page = pages_of(path)[0]
    left, top, right, bottom = squares_of(page)
    assert bottom <= page.height - 5 * MM + 0.01
    assert top > page.height - layout.margin_bottom * MM
    assert right - left <= 16 * MM
    code = segno.make(long, error="m", micro=False)
    picture = next(pictures(path, _SCAN))
    seen = looked_at(page, picture, len(code.matrix))
    assert seen == [[bool(one) for one in row] for row in code.matrix]
