"""The check code at the foot of a Word file: on every page of every part, where the PDF has it."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
import segno
from PIL import Image

from app.documents.blocks import Annex, Document, Node
from app.documents.render.to_docx import render_docx
from tests.documents import kinds_of_papers as kinds
from tests.documents.proofs import PROOF, proved
from tests.documents.word_file import Element, R, W, WordFile, value

MM: Final = 72 / 25.4
EMU: Final = 12700
ACROSS: Final = Annex(title="BẢNG", nodes=(Node(text="a"),), landscape=True)
UPRIGHT: Final = Annex(title="DANH SÁCH", nodes=(Node(text="b"),))


def letter() -> Document:
    """With address lines on page 1 and two annexes."""
    return replace(kinds.letter(), annexes=(ACROSS, UPRIGHT))


def made(folder: Path, document: Document) -> WordFile:
    path = folder / "a.docx"
    render_docx(document, path)
    return WordFile(path)


def feet(file: WordFile) -> list[dict[str, str]]:
    """Of every section: its footers by kind, taken over from the section before as Word does."""
    found: list[dict[str, str]] = []
    for section in file.sections:
        own = {
            one.get(f"{W}type", ""): one.get(f"{R}id", "")
            for one in section.findall(f"{W}footerReference")
        }
        found.append({**(found[-1] if found else {}), **own})
    return found


def words(foot: Element) -> str:
    return "".join(one.text or "" for one in foot.iter(f"{W}t"))


@pytest.mark.parametrize("make", [letter, kinds.plan, kinds.report], ids=lambda one: one.__name__)
def test_the_code_stands_at_the_foot_of_first_and_other_pages_of_every_part(
    make: Callable[[], Document], tmp_path: Path
) -> None:
    file = made(tmp_path, proved(make()))
    for part in feet(file):
        assert set(part) == {"first", "default"}
        for relation in part.values():
            assert words(file.related(relation)).endswith("Mã đối chiếu: ABCDE-FGHJK")


def test_address_lines_stay_on_page_1_alone_above_the_code(tmp_path: Path) -> None:
    file = made(tmp_path, proved(letter()))
    first, *annexes = feet(file)
    assert words(file.related(first["first"])).startswith(kinds.CONTACT[0])
    for relation in (first["default"], *(one["first"] for one in annexes)):
        assert words(file.related(relation)) == "Mã đối chiếu: ABCDE-FGHJK"


def test_the_foot_fills_the_margin_and_never_pushes_the_text(tmp_path: Path) -> None:
    file = made(tmp_path, proved(kinds.plan()))
    foot = file.related(feet(file)[0]["default"])
    height = sum(int(value(row, "trPr/trHeight")) for row in foot.iter(f"{W}tr"))
    below = int(value(foot.findall(f"{W}p")[-1], "pPr/spacing", "line"))
    for section in file.sections:
        distance, margin = (int(value(section, "pgMar", one)) for one in ("footer", "bottom"))
        assert margin - 4 <= distance + height + below <= margin
    assert [value(row, "trPr/trHeight", "hRule") for row in foot.iter(f"{W}tr")] == ["exact"]
    assert value(foot, "tbl/tblPr/jc") == "right"


def test_the_picture_shows_the_payload_in_the_size_of_the_pdf(tmp_path: Path) -> None:
    file = made(tmp_path, proved(letter()))
    matrix = segno.make(PROOF.payload, error="m", micro=False).matrix
    shown = [name for name in file.parts if name.startswith("word/media/")]
    assert len(shown) == 2
    for name in shown:
        picture = Image.open(BytesIO(file.parts[name])).convert("L")
        dots = picture.width // len(matrix)
        assert [
            [
                picture.getpixel((column * dots + 1, row * dots + 1)) == 0
                for column in range(len(matrix))
            ]
            for row in range(len(matrix))
        ] == [[bool(one) for one in row] for row in matrix]
    foot = file.parts["word/footer3.xml"].decode()
    sides = {int(side) for side in foot.split('<wp:extent cx="')[1].split('"/>')[0].split('" cy="')}
    (side,) = sides
    assert 12 * MM <= side / EMU <= 14 * MM


def test_a_paper_without_a_code_has_no_foot(tmp_path: Path) -> None:
    file = made(tmp_path, kinds.plan())
    assert feet(file) == [{}] * len(file.sections)
    assert not any(name.startswith(("word/media", "word/footer")) for name in file.parts)
