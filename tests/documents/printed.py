"""Words of a printed paper, as a reader of the file gets them."""

import html
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.blocks import Document, Node, Table, walk
from app.documents.phrases import contact_lines
from app.documents.render.table_rows import header_rows
from app.documents.words import footnotes

_BOX = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>'
)


def same_words(document: Document, pages: list[str], expected: list[str]) -> None:
    """The pages say the expected words, besides page numbers and repeated table headers.

    What stands at the foot of a page is said by ``document_words`` at the end of its part.
    """
    headers = [_header_words(table) for table in _tables(document)]
    feet = [[line.split() for line in part] for part in footnotes(document)]
    feet[0] += [line.split() for line in contact_lines(document)]
    due_feet = [line for part in feet for line in part]
    body = _without_feet(expected, feet)
    said: list[str] = []
    for page in pages:
        words = _without_foot(without_page_number(page).split(), due_feet)
        due = body[len(said) :]
        for header in headers:
            if words[: len(header)] == header and due[: len(header)] != header:
                words = words[len(header) :]
                break
        said += words
    assert said == body
    assert not due_feet


def _without_foot(words: list[str], due: list[list[str]]) -> list[str]:
    """The page's words above its foot; the lines that stand there are taken from ``due``."""
    for count in range(len(due), 0, -1):
        for first in range(len(due) - count + 1):
            lines = due[first : first + count]
            foot = [word for line in lines for word in line]
            if words[-len(foot) :] == foot:
                del due[first : first + count]
                return words[: -len(foot)]
    return words


def _without_feet(expected: list[str], feet: list[list[list[str]]]) -> list[str]:
    """The expected words without the block of each part's foot lines."""
    kept = list(expected)
    for part in feet:
        block = [word for line in part for word in line]
        if block:
            at = next(at for at in range(len(kept)) if kept[at : at + len(block)] == block)
            del kept[at : at + len(block)]
    return kept


def without_page_number(page: str) -> str:
    """A page's text without the number in its top margin."""
    return re.sub(r"^\s*\d{1,3}\s*\n", "", page)


def pypdf_pages(path: Path) -> list[str]:
    """Text of every page in the order in which it was drawn."""
    return [page.extract_text() for page in PdfReader(path).pages]


def poppler_pages(path: Path, *options: str) -> list[str]:
    """Text of every page by pdftotext; the test is skipped where there is none."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    command = ["pdftotext", *options, "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(
        command, capture_output=True, check=True, text=True, encoding="utf-8"
    ).stdout
    return text.split("\f")[:-1] if "\f" in text else [text]


@dataclass(frozen=True)
class Word:
    """A word and its box, pt from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def poppler_boxes(path: Path) -> list[list[Word]]:
    """The words of every page with their boxes."""
    pages = poppler_pages(path, "-bbox")
    found: list[list[Word]] = []
    for line in "".join(pages).splitlines() if pages else []:
        if "<page " in line:
            found.append([])
        if box := _BOX.search(line):
            left, top, right, bottom = map(float, box.groups()[:4])
            found[-1].append(Word(html.unescape(box[5]), left, top, right, bottom))
    return found


def _tables(document: Document) -> list[Table]:
    trees: list[tuple[Node, ...]] = [document.nodes, *(annex.nodes for annex in document.annexes)]
    return [placed.node.table for tree in trees for placed in walk(tree) if placed.node.table]


def _header_words(table: Table) -> list[str]:
    rows, spans = header_rows(table)
    lower = {first[0] for first, last in spans if first[1] != last[1]}
    kept = [
        title for at, row in enumerate(rows) for place, title in enumerate(row)
        if not (at == 1 and place in lower)
    ]  # fmt: skip
    return [word for title in kept for word in title.split()]
