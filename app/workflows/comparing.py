"""Two versions, two papers or two files compared; the comparison as a paper of its own."""

from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Align, Document, Node, Table, TableColumn
from app.documents.builders.content import PrintChoices, document_of
from app.documents.compare import (
    Change,
    Comparison,
    HeadChange,
    Kind,
    Piece,
    Said,
    compare,
    word_pieces,
)
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
from app.domain.paper_content import PaperContent
from app.domain.papers import PaperKind
from app.errors import NotFoundError
from app.jobs import JobContext
from app.queries.papers import get_paper, list_papers

KIND_WORDS: Final = {
    Kind.ADDED: "Thêm",
    Kind.REMOVED: "Bỏ",
    Kind.CHANGED: "Sửa",
    Kind.MOVED: "Chuyển chỗ",
    Kind.MARK: "Đổi cấp",
}


def version_document(db: Database, paper_id: UUID, version: int | None = None) -> Document:
    """A version as the officer wrote it, without the parts the program makes from tasks.

    Raises:
        NotFoundError: the paper or version is gone.
    """
    row = db.read(get_paper, paper_id, version)
    return typed_document(row.content, row.year)


def typed_document(content: PaperContent, year: int) -> Document:
    """The same of words that are not kept yet."""
    plain = PrintChoices(show_assignments=False, show_task_annex=False, year=year)
    return document_of(content, plain)


def file_document(path: Path, part: int = 1, job: JobContext | None = None) -> Document:
    """A paper of a file; ``part`` counts from 1.

    Raises:
        ValidationError: the file holds no paper.
        NotFoundError: the file has fewer papers.
        DataFileError: it cannot be read.
    """
    papers = read_papers(read_source(path, job)).papers
    if not 1 <= part <= len(papers):
        raise NotFoundError(f"Tệp “{path.name}” chỉ có {len(papers)} văn bản.")
    return document_of_reading(papers[part - 1].reading)


def compare_versions(db: Database, paper_id: UUID, old: int, new: int) -> Comparison:
    """Two versions of one paper.

    Raises:
        NotFoundError: the paper or a version is gone.
    """
    return compare(version_document(db, paper_id, old), version_document(db, paper_id, new))


def others_to_compare(db: Database, paper_id: UUID) -> list[tuple[UUID, str]]:
    """Papers of the same kind as this one, newest year first: identity and title."""
    row = db.read(get_paper, paper_id)
    papers = db.read(list_papers, kind=PaperKind(row.kind))
    return [
        (one.paper_id, f"{one.title} ({one.year})") for one in papers if one.paper_id != paper_id
    ]


def change_words(change: Change) -> str:
    """ "Sửa", "Chuyển chỗ và sửa"."""
    if change.moved and change.kind is Kind.CHANGED:
        return "Chuyển chỗ và sửa"
    return KIND_WORDS[change.kind]


def place_of(change: Change) -> str:
    """Where it stands: the headings above and its number; a dash says nothing."""
    side = change.side
    mark = side.mark if any(letter.isalnum() for letter in side.mark) else ""
    return " › ".join(part for part in (side.above, mark) if part) or "Đoạn ngoài các đề mục"


def marked_up(pieces: tuple[Piece, ...]) -> str:
    """The pieces in one line: what was taken out in [− −], what was added in [+ +]."""
    forms = {Said.BOTH: "{}", Said.OLD: "[−{}−]", Said.NEW: "[+{}+]"}
    return " ".join(forms[piece.said].format(piece.text) for piece in pieces)


def comparison_paper(comparison: Comparison, old_name: str, new_name: str) -> Document:
    """A table of all differences, to be shown or printed; differing words stand between « »."""
    rows = [(KIND_WORDS[Kind.CHANGED], line.name, *_line_words(line)) for line in comparison.head]
    rows += [
        (change_words(change), nearest_place(change), *_change_words(change))
        for change in comparison.changes
    ]
    table = Table(
        columns=(
            TableColumn("STT", 0.5, Align.CENTER),
            TableColumn("Thay đổi", 0.9, Align.CENTER),
            TableColumn("Chỗ", 1.8),
            TableColumn(f"Bản cũ: {old_name}", 3.2),
            TableColumn(f"Bản mới: {new_name}", 3.2),
        ),
        rows=tuple((str(number), *row) for number, row in enumerate(rows, start=1)),
    )
    said = f"Có {len(rows)} chỗ khác nhau; {comparison.same} đề mục và đoạn giữ nguyên."
    if rows:
        said += " Chữ khác nhau nằm giữa hai dấu « »."
    return Document(
        type_name="BẢNG SO SÁNH",
        title=("Nội dung thay đổi giữa hai bản",),
        nodes=(Node(text=said), *((Node(table=table),) if rows else ())),
    )


def nearest_place(change: Change) -> str:
    """The last two steps of the way to it."""
    return " › ".join(place_of(change).split(" › ")[-2:])


def _line_words(line: HeadChange) -> tuple[str, str]:
    """Only the lines of the head that differ: of long lists one line changes as a rule."""
    old, new = line.old.split("\n"), line.new.split("\n")
    before = "\n".join(one for one in old if one not in new)
    after = "\n".join(one for one in new if one not in old)
    if not (before or after):
        return line.old, line.new
    return _both_sides(word_pieces(before, after)) if before and after else (before, after)


def _change_words(change: Change) -> tuple[str, str]:
    if change.old is None or change.new is None:
        words = f"{change.side.mark} {change.side.words}".strip()
        return (words, "") if change.new is None else ("", words)
    before, after = _both_sides(change.pieces) if change.reworded else (
        change.old.words, change.new.words,
    )  # fmt: skip
    cells = [
        (f"Dòng {cell.row}, cột {cell.column}: ", _both_sides(word_pieces(cell.old, cell.new)))
        for cell in change.cells
    ]
    old_cells, new_cells = ([name + said[at] for name, said in cells] for at in (0, 1))
    return (
        "\n".join(part for part in (f"{change.old.mark} {before}".strip(), *old_cells) if part),
        "\n".join(part for part in (f"{change.new.mark} {after}".strip(), *new_cells) if part),
    )


def _both_sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    return _one_side(pieces, Said.OLD), _one_side(pieces, Said.NEW)


def _one_side(pieces: tuple[Piece, ...], said: Said) -> str:
    shown = [piece for piece in pieces if piece.said in (Said.BOTH, said)]
    return " ".join(f"«{p.text}»" if p.said is said else p.text for p in shown)
