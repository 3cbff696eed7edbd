"""Two versions, two papers or two files compared; the comparison as a paper of its own."""

from pathlib import Path
from typing import Final
from uuid import UUID

from app.db.database import Database
from app.documents.blocks import Align, Document, Node, Table, TableColumn
from app.documents.builders.content import PrintChoices, document_of
from app.documents.compare import Change, Comparison, Kind, Piece, Said, compare
from app.documents.readers.from_file import document_of_reading, read_papers, read_source
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
    plain = PrintChoices(show_assignments=False, show_task_annex=False, year=row.year)
    return document_of(row.content, plain)


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
    """Where it stands: the headings above and its mark."""
    side = change.side
    return " › ".join(part for part in (side.above, side.mark) if part) or "Đoạn ngoài các đề mục"


def marked_up(pieces: tuple[Piece, ...]) -> str:
    """The pieces in one line: what was taken out in [− −], what was added in [+ +]."""
    forms = {Said.BOTH: "{}", Said.OLD: "[−{}−]", Said.NEW: "[+{}+]"}
    return " ".join(forms[piece.said].format(piece.text) for piece in pieces)


def comparison_paper(comparison: Comparison, old_name: str, new_name: str) -> Document:
    """A table of all differences, to be shown or printed."""
    rows = [("", change.name, change.old, change.new) for change in comparison.head]
    rows += [
        (
            change_words(change),
            place_of(change),
            _side_words(change, old=True),
            _side_words(change, old=False),
        )
        for change in comparison.changes
    ]
    numbered = tuple(
        (str(number), kind or KIND_WORDS[Kind.CHANGED], where, before, after)
        for number, (kind, where, before, after) in enumerate(rows, start=1)
    )
    table = Table(
        columns=(
            TableColumn("STT", 0.5, Align.CENTER),
            TableColumn("Thay đổi", 0.9, Align.CENTER),
            TableColumn("Chỗ", 1.6),
            TableColumn(f"Bản cũ: {old_name}", 3.2),
            TableColumn(f"Bản mới: {new_name}", 3.2),
        ),
        rows=numbered,
    )
    said = f"Có {len(rows)} chỗ khác nhau; {comparison.same} đề mục và đoạn giữ nguyên."
    return Document(
        type_name="BẢNG SO SÁNH",
        title=("Nội dung thay đổi giữa hai bản",),
        nodes=(Node(text=said), *((Node(table=table),) if rows else ())),
    )


def _side_words(change: Change, *, old: bool) -> str:
    side = change.old if old else change.new
    if side is None:
        return ""
    cells = "\n".join(
        f"Dòng {cell.row}, cột {cell.column}: {cell.old if old else cell.new}"
        for cell in change.cells
    )
    words = f"{side.mark} {side.words}".strip()
    return "\n".join(part for part in (words, cells) if part)
