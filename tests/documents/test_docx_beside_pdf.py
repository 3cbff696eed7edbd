"""Every kind of paper as LibreOffice prints the Word file, beside the program's own PDF."""

import math
from dataclasses import dataclass, replace

import pytest

from app.documents.blocks import Document
from app.documents.layout import MM, load_layout
from app.documents.render.to_docx import Origin, render_docx
from app.documents.render.to_pdf import render_pdf
from app.domain.paper_content import PaperForm
from app.domain.papers import Circulation, Urgency
from tests.documents import kinds_of_papers as kinds
from tests.documents.kinds_of_papers import KINDS
from tests.documents.office import converted
from tests.documents.printed import Word, poppler_boxes
from tests.documents.sample_paper import long_plan
from tests.documents.word_file import W, WordFile

pytestmark = pytest.mark.slow
MARKED = PaperForm(
    urgency=Urgency.EXPRESS,
    circulation=Circulation.INTERNAL,
    drafter="PL.(300)",
    contact=kinds.CONTACT,
)
PAPERS = {
    **KINDS,
    "bon-muoi-trang": kinds.forty_pages,
    "dai": lambda: long_plan(draft=True),
    "du-dau": lambda: replace(kinds.notice(), form=MARKED, draft=True),
    "sao-co-phu-luc": lambda: replace(kinds.plan(), copy=kinds.copied().copy),
}
LAYOUT = load_layout()
# LibreOffice counts in whole twentieths of a pt, and its boxes are higher than the letters.
NEAR, LEVEL = 2.0, 7.5


@dataclass(frozen=True)
class Both:
    """Words and places of every page: of the PDF, of the Word file, and the file itself."""

    pdf: list[list[Word]]
    word: list[list[Word]]
    before: WordFile
    after: WordFile


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Both]:
    room = tmp_path_factory.mktemp("office")
    for name, make in PAPERS.items():
        document: Document = make()
        render_pdf(document, room / f"{name}.pdf", LAYOUT)
        render_docx(document, room / f"{name}.docx", LAYOUT, Origin(name, 7))
    files = [room / f"{name}.docx" for name in PAPERS]
    printed, again = converted(files, "pdf", room), converted(files, "docx", room)
    return {
        name: Both(poppler_boxes(room / f"{name}.pdf"), poppler_boxes(pdf), WordFile(file), WordFile(docx))
        for name, pdf, file, docx in zip(PAPERS, printed, files, again, strict=True)
    }  # fmt: skip


def is_start(word: Word) -> bool:
    """Whether it begins where the first line of a paragraph does."""
    return abs(word.left - (LAYOUT.margin_left + LAYOUT.first_indent) * MM) < NEAR


def starts(pages: list[list[Word]]) -> list[str]:
    """The first words of the paragraphs of the body: they begin where a first line is indented.

    The smaller letters of tables and of the head are left out.
    """
    found: list[str] = []
    for page in pages:
        large = 0.93 * max(word.bottom - word.top for word in page)
        for at, word in enumerate(page):
            new_line = at == 0 or abs(page[at - 1].top - word.top) > 2
            if new_line and is_start(word) and word.bottom - word.top > large:
                line = [one.text for one in page[at:] if abs(one.top - word.top) < 2]
                found.append(" ".join(line[:4]))
    return found


def said(pages: list[list[Word]]) -> list[str]:
    """The words of all pages without order: pages may end at other lines."""
    return sorted(word.text for page in pages for word in page)


@pytest.mark.parametrize("name", PAPERS)
def test_as_many_pages_and_none_is_empty(papers: dict[str, Both], name: str) -> None:
    both = papers[name]
    off = abs(len(both.word) - len(both.pdf))
    assert off <= (0 if len(both.pdf) == 1 else math.ceil(len(both.pdf) / 20))
    assert all(len(page) > 1 for page in both.word)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paragraph_begins_with_the_same_words_in_the_same_order(
    papers: dict[str, Both], name: str
) -> None:
    both = papers[name]
    assert starts(both.word) == starts(both.pdf)
    assert len(starts(both.pdf)) >= 3


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in {"bon-muoi-trang", "dai"}])
def test_every_printed_word_is_on_both_papers(papers: dict[str, Both], name: str) -> None:
    """Page numbers and repeated heads of tables too, where the pages end alike."""
    assert said(papers[name].word) == said(papers[name].pdf)


@pytest.mark.parametrize("name", PAPERS)
def test_the_head_stands_in_the_same_places(papers: dict[str, Both], name: str) -> None:
    first = papers[name].pdf[0]
    body = min(word.top for word in first if is_start(word))
    for one in [word for word in first if word.bottom < body]:
        assert any(
            other.text == one.text
            and abs(other.left - one.left) < NEAR
            and abs(other.bottom - one.bottom) < LEVEL
            for other in papers[name].word[0]
        ), one


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_keeps_names_origin_and_footnotes(papers: dict[str, Both], name: str) -> None:
    before, after = papers[name].before, papers[name].after

    def names(file: WordFile) -> set[str]:
        return {one.get(f"{W}name", "") for one in file.body.iter(f"{W}bookmarkStart")}

    assert names(before) == {one for one in names(after) if one.startswith("_bdg")} != set()
    assert after.xml("docProps/custom.xml")[0][0].text == f"{name};7"
    assert list(after.footnotes.values()) == list(before.footnotes.values())


def test_footnotes_are_printed_at_the_foot_of_their_page(papers: dict[str, Both]) -> None:
    page = papers["bon-muoi-trang"].word[0]
    text = " ".join(word.text for word in page)
    assert text.endswith("Xã có 12 thôn, 9.800 người.")
    assert max(word.bottom for word in page) > (297 - 25) * MM
