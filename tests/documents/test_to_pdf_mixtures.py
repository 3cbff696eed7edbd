"""Made-up mixtures of marks, tables and footnotes: always printed, each note once, signed once."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.blocks import Annex, Document, Node, Table, TableColumn
from app.documents.layout import load_layout
from app.documents.render.to_pdf import render_pdf
from app.documents.render.to_pdf.pages import write_pdf
from app.documents.words import footnotes
from app.domain.notes import note
from app.domain.numbering import Mark
from tests.documents.kinds_of_papers import copied, letter
from tests.documents.sample_paper import DUTY


@dataclass
class Maker:
    """Papers by chance, the same for the same seed."""

    luck: random.Random
    noted: int = field(default=0)

    def note(self) -> str:
        if self.luck.random() < 0.5:
            return ""
        self.noted += 1
        return note(f"CHÚ{self.noted}Z {DUTY * self.luck.choice([0, 0, 1, 1, 2, 14])}")

    def text(self) -> str:
        first, second = (DUTY * self.luck.randint(0, 4) for _ in "ab")
        return f"{first} a{self.note()} b {second}{self.note()}"

    def table(self) -> Table:
        rows = tuple(
            (f"x{self.note()}", f"{DUTY * self.luck.randint(0, 9)} y{self.note()}")
            for _ in range(self.luck.randint(1, 9))
        )
        return Table(columns=(TableColumn("a"), TableColumn("b")), rows=rows)

    def node(self, depth: int = 0) -> Node:
        luck = self.luck
        return Node(
            mark=luck.choice(list(Mark)),
            heading=luck.choice(["", f"Đề mục{self.note()}"]),
            text=luck.choice([self.text(), ""]),
            table=self.table() if luck.random() < 0.15 else None,
            children=tuple(self.children(depth)),
        )

    def children(self, depth: int) -> Iterator[Node]:
        for _ in range(self.luck.randint(0, 2) if depth < 2 else 0):
            yield self.node(depth + 1)

    def paper(self) -> Document:
        luck = self.luck
        annexes = tuple(
            Annex(title="B", landscape=luck.random() < 0.5, nodes=(self.node(), self.node()))
            for _ in range(luck.randint(0, 2))
        )
        return replace(
            letter(),
            nodes=tuple(self.node() for _ in range(luck.randint(1, 9))),
            annexes=annexes,
            copy=copied().copy if luck.random() < 0.3 else None,
        )


# Some of these once could not be printed: the ending, or a row, found no room for its notes.
@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 21, 31, 53, 131, 142])
def test_every_mixture_is_printed_with_each_note_once(seed: int) -> None:
    document = Maker(random.Random(seed)).paper()
    stream = BytesIO()
    write_pdf(document, stream, load_layout({"body_size": 13 + seed % 2}))
    text = "".join(page.extract_text() for page in PdfReader(stream).pages)
    words = [line.split()[1] for part in footnotes(document) for line in part]
    assert [text.count(word) for word in words] == [1] * len(words)
    assert text.count(document.signature.name) == 1


@pytest.mark.parametrize("short", ["x", "x\ny", DUTY])
def test_a_row_over_many_pages_with_a_short_cell_beside_it(tmp_path: Path, short: str) -> None:
    table = Table(
        columns=(TableColumn("a", 1), TableColumn("b", 3)), rows=((short, DUTY * 60),) * 2
    )
    render_pdf(Document(type_name="A", nodes=(Node(table=table),)), tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert len(pages) < 20
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert text.count("Đẩy mạnh tuyên truyền") == 120 + 2 * short.count("Đẩy mạnh")
