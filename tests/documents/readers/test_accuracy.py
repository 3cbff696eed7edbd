"""The two example plans in every dress: the tree must come out as from the text checked by eye."""

from pathlib import Path

import pytest

from app.documents.blocks import Document
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.documents.readers.from_text import read_text
from app.documents.render.to_docx import render_docx
from tests.documents.readers.accuracy import differences, score
from tests.documents.readers.plans import source
from tests.documents.readers.word_files import plan_file

NAMES = ["ha-noi-2025", "song-an-2019"]
WANTED = 0.98


def read_only_paper(path: Path) -> Document:
    """The one paper of a file, through the door that the program uses."""
    [paper] = read_papers(read_source(path)).papers
    return document_of_reading(paper.reading)


def write(dress: str, name: str, folder: Path) -> Path:
    """The plan as a file in one of the dresses."""
    plan = read_text(source(name))
    if dress in {"text", "markdown"}:
        text = source(name)
        path = folder / f"{name}.{dress}"
        bare = text.replace("*", "").replace("#", "")
        path.write_text(text if dress == "markdown" else bare, encoding="utf-8")
        return path
    path = folder / f"{name}.docx"
    if dress == "own export":
        render_docx(plan, path)
        return path
    return plan_file(plan, path, automatic=dress == "automatic numbers")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "dress", ["text", "markdown", "typed numbers", "automatic numbers", "own export"]
)
def test_the_tree_is_read_right(dress: str, name: str, tmp_path: Path) -> None:
    read = read_only_paper(write(dress, name, tmp_path))
    expected = read_text(source(name))
    reached = score(read, expected)
    assert reached >= WANTED, (reached, differences(read, expected)[:10])
    assert read.recipients == expected.recipients
    assert read.signature == expected.signature
    assert read.type_name == expected.type_name
    assert " ".join(read.title) == " ".join(expected.title)


@pytest.mark.parametrize("name", NAMES)
def test_text_files_give_exactly_the_tree_of_the_text(name: str, tmp_path: Path) -> None:
    assert read_only_paper(write("markdown", name, tmp_path)) == read_text(source(name))


def test_the_score_falls_with_every_wrong_node() -> None:
    plan = read_text("KẾ HOẠCH\nMẫu\n\nI. MỘT\n1. Hai.\n2. Ba.\n\nII. BỐN\n- Năm.")
    assert score(plan, plan) == 1.0
    moved = read_text("KẾ HOẠCH\nMẫu\n\nI. MỘT\n1. Hai.\n2. Ba.\n- Năm.\n\nII. BỐN")
    # "2." holds it now and became a heading: two nodes of five are wrong.
    assert score(moved, plan) == pytest.approx(3 / 5)
    fewer = read_text("KẾ HOẠCH\nMẫu\n\nI. MỘT\n1. Hai.\n\nII. BỐN\n- Năm.")
    assert score(fewer, plan) == pytest.approx(4 / 5)
