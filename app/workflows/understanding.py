"""What the program understood of a paper in a file, in words, before anything is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.documents.blocks import Document, Node, walk
from app.documents.builders.content import PrintChoices, document_of
from app.documents.check.facts import CheckFacts
from app.documents.check.passages import laid_out
from app.documents.check.places import Places
from app.documents.check.proof.numbering import numbering
from app.documents.readers.from_file import FoundPaper
from app.documents.readers.to_content import content_of_reading
from app.domain.dates import format_date
from app.domain.numbering import Mark
from app.domain.papers import KIND_WORDS, PaperKind
from app.workflows.importing import kind_of_found, left_out, year_of_found

#: Names of the lists of what the officer is to look at.
UNPLACED: Final = "Chưa hiểu, giữ nguyên thành đoạn"
LEFT_OUT: Final = "Không đưa vào văn bản"
JUMPS: Final = "Số thứ tự trong tệp không nối tiếp"
_BULLETS: Final = frozenset({Mark.DASH, Mark.PLUS})
_UNSEEN: Final = "chưa thấy"
_TABLE: Final = "[bảng]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """One paper as it will be kept.

    ``facts`` are (name, words) of the head, ``outline`` (depth, mark and words) of every node in
    printed order, annexes last. ``counts`` are (how many, of what). ``unplaced`` are words kept as
    plain paragraphs, ``left_out`` sentences about what is not kept, ``jumps`` about numbers of the
    file that do not follow each other.
    """

    title: str
    kind: PaperKind
    year: int
    facts: tuple[tuple[str, str], ...]
    outline: tuple[tuple[int, str], ...]
    counts: tuple[tuple[int, str], ...]
    unplaced: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """ "12 đề mục · 30 gạch đầu dòng · 2 bảng"."""
        return " · ".join(f"{many} {what}" for many, what in self.counts if many)


def understand(found: FoundPaper, year: int | None = None) -> Understanding:
    """How a found paper is understood; nothing is kept.

    Args:
        year: year of the plan, for task periods that name none; None takes the paper's own.

    Raises:
        ValidationError: a task line with a mistake.
    """
    reading = found.reading
    own = year or year_of_found(reading)
    content = content_of_reading(reading, own)
    choices = PrintChoices(show_assignments=False, show_task_annex=False, year=own)
    document = document_of(content, choices)
    return Understanding(
        title=found.title,
        kind=kind_of_found(reading),
        year=own,
        facts=tuple(_facts(document, kind_of_found(reading))),
        outline=tuple(_outline(document)),
        counts=tuple(_counts(document, len(found.images))),
        unplaced=reading.unplaced,
        left_out=left_out(reading),
        jumps=tuple(_jumps(document, own)),
    )


def understanding_lines(found: Understanding) -> list[str]:
    """Everything about a paper, a line each; two spaces per depth before its nodes."""
    lines = [f"{name}: {words}" for name, words in found.facts]
    lines.append(f"Gồm: {found.counted or 'không có đoạn nào'}")
    for name, sentences in (
        (UNPLACED, found.unplaced),
        (LEFT_OUT, found.left_out),
        (JUMPS, found.jumps),
    ):
        lines += [f"{name}: {words}" for words in sentences]
    return [*lines, *("  " * depth + words for depth, words in found.outline)]


def _facts(document: Document, kind: PaperKind) -> Iterator[tuple[str, str]]:
    number = f"{document.number or '…'}/{document.symbol}" if document.symbol else document.number
    dated = format_date(document.day) if document.day else "chưa ghi ngày"
    signature = document.signature
    yield "Tên loại", document.type_name or KIND_WORDS[kind]
    yield "Trích yếu", " ".join(document.title) or _UNSEEN
    yield "Cơ quan", " / ".join(line.text for line in document.letterhead) or _UNSEEN
    yield "Số, ký hiệu", number or "chưa có"
    yield "Nơi, ngày", ", ".join(filter(None, (document.place, dated)))
    if document.addressees:
        yield "Kính gửi", "; ".join(document.addressees)
    if document.bases:
        yield "Căn cứ", f"{len(document.bases)} dòng"
    yield "Nơi nhận", "; ".join(document.recipients) or _UNSEEN
    yield "Người ký", ", ".join(filter(None, (*signature.lines, signature.name))) or _UNSEEN


def _outline(document: Document) -> Iterator[tuple[int, str]]:
    yield from _lines(document.nodes, 0)
    for annex in document.annexes:
        yield 0, f"Phụ lục: {annex.title}".strip()
        yield from _lines(annex.nodes, 1)


def _lines(nodes: tuple[Node, ...], least: int) -> Iterator[tuple[int, str]]:
    for placed in walk(nodes):
        words = [placed.mark, placed.node.plain, _TABLE if placed.node.table else ""]
        yield least + placed.depth, " ".join(filter(None, words))


def _counts(document: Document, images: int) -> Iterator[tuple[int, str]]:
    nodes = [placed.node for placed in laid_out(document).placed]
    bullets = sum(node.mark in _BULLETS for node in nodes)
    loose = sum(node.mark is Mark.NONE for node in nodes)
    tables = sum(node.table is not None for node in nodes)
    bare = sum(node.mark is Mark.NONE and node.table is not None for node in nodes)
    yield len(nodes) - bullets - loose, "đề mục"
    yield bullets, "gạch đầu dòng"
    yield loose - bare, "đoạn không đánh số"
    yield sum(node.task is not None for node in nodes), "nhiệm vụ"
    yield tables, "bảng"
    yield len(document.annexes), "phụ lục"
    yield images, "hình"


def _jumps(document: Document, year: int) -> Iterator[str]:
    """Gaps and repeats in the numbers typed in the file; the program numbers anew."""
    facts = CheckFacts(today=date(year, 1, 1), year=year, own_paper=False)
    places = Places(document)
    for finding in numbering(laid_out(document), facts):
        place = places.words(finding.where)
        yield f"{place}: {finding.message}" if place else finding.message
