"""What a leader does to a paper in Word: reword, remove, add, drag."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID

import docx

from app.db.database import Database
from app.workflows.papers import export_paper

Leader = Callable[[Any], None]


def in_word(db: Database, paper_id: UUID, tmp_path: Path, *leaders: Leader) -> Path:
    """The paper saved for Word, opened and changed there."""
    path = tmp_path / "Kế hoạch đã sửa.docx"
    export_paper(db, paper_id, path)
    word = docx.Document(str(path))
    for leader in leaders:
        leader(word)
    word.save(str(path))
    return path


def paragraph(word: Any, words: str) -> Any:
    return next(one for one in word.paragraphs if words in one.text)


def reword(old: str, new: str) -> Leader:
    """Put other words in a paragraph, as typing does: inside its runs."""

    def change(word: Any) -> None:
        for run in paragraph(word, old).runs:
            if old in run.text:
                run.text = run.text.replace(old, new)

    return change


def remove(words: str) -> Leader:
    def change(word: Any) -> None:
        element = paragraph(word, words)._p
        element.getparent().remove(element)

    return change


def add_after(words: str, text: str) -> Leader:
    """Press Enter at a paragraph's end and type: the new one has the same looks, no name."""

    def change(word: Any) -> None:
        before = paragraph(word, words)
        fresh = deepcopy(before._p)
        for child in list(fresh):
            if not child.tag.endswith(("}pPr", "}r")):
                fresh.remove(child)
        before._p.addnext(fresh)
        made = docx.text.paragraph.Paragraph(fresh, before._parent)
        for run in made.runs[1:]:
            run._r.getparent().remove(run._r)
        made.runs[0].text = text

    return change


def move_before(words: str, other: str) -> Leader:
    def change(word: Any) -> None:
        paragraph(word, other)._p.addprevious(paragraph(word, words)._p)

    return change
