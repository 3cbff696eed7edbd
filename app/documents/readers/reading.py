"""A text read whole: head, opening, tree and end, before it becomes a document or a content."""

from dataclasses import dataclass
from typing import Final

from app.documents.readers.annexes import FoundAnnex, copy_start, take_annexes
from app.documents.readers.branch import Branch
from app.documents.readers.branches import build_branches
from app.documents.readers.head import Head, holds_type, read_head
from app.documents.readers.lines import Line, read_lines, without_page_numbers
from app.documents.readers.opening import read_opening
from app.documents.readers.paragraphs import Paragraph, join_lines
from app.documents.readers.tail import Tail, find_tail, read_tail
from app.domain.paper_content import PLAIN_FORM, PaperForm

#: How sentences of ``Reading.left_over`` begin: a page number, and words after the signature.
PAGE_LEFT_OUT: Final = "Số trang trong tệp không đưa vào văn bản: "
AFTER_END: Final = "Nằm sau phần chữ ký: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything found in a text.

    ``form`` is what only some kinds carry. ``left_over`` are sentences about what was left out,
    ``unplaced`` the words that had no place and are kept as plain paragraphs, ``loose_task_lines``
    the places of task lines under no node.
    """

    head: Head
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    branches: list[Branch]
    tail: Tail
    left_over: tuple[str, ...]
    unplaced: tuple[str, ...] = ()
    loose_task_lines: tuple[int, ...] = ()
    annexes: tuple[FoundAnnex, ...] = ()
    form: PaperForm = PLAIN_FORM


def read_whole(text: str) -> Reading:
    """Read a text into its parts.

    Raises:
        ValidationError: no words, or far too many lines.
    """
    return read_lines_whole(read_lines(text))


def read_lines_whole(lines: list[Line], *, keep_letter: bool = False) -> Reading:
    """Read the lines of one paper into its parts.

    Args:
        lines: at least one.
        keep_letter: the lines are one paper; a paper enclosed behind it was split off before.
    """
    lines, page_numbers = without_page_numbers(lines)
    cut = _cut(lines)
    letter: list[Line] = []
    if not keep_letter and not cut.head.type_name and holds_type(cut.tail.rest):
        rest = cut.tail.rest
        letter, lines = lines[: len(lines) - len(rest)], rest
        cut = _cut(lines)
    body, loose_tasks = join_lines(lines[cut.body : cut.end])
    loose = [_plain(line) for line in cut.head.loose]
    while body and _is_aside(body[0]):
        loose.append(body.pop(0))
    opening = read_opening(body, cut.head.type_name)
    head = cut.head
    rest, copied = _without_copy(cut.tail.rest)
    rest, annexes = take_annexes(rest, f"{head.number}/{head.symbol}" if head.symbol else "")
    branches = build_branches(loose, body[opening.end :], join_lines(rest)[0])
    for annex in annexes:
        annex.branches = build_branches([], join_lines(annex.lines)[0], [])
    left_over = [f"Công văn gửi kèm, không đưa vào văn bản: {_words(line)}" for line in letter]
    left_over += [f"{PAGE_LEFT_OUT}{number}" for number in page_numbers]
    left_over += [
        f"Dòng {line.number} không thuộc nhiệm vụ nào: {line.text}" for line in loose_tasks
    ]
    left_over += [f"Phần sao văn bản, không đưa vào: {_words(line)}" for line in copied]
    left_over += [f"{AFTER_END}{_words(line)}" for line in rest[:1] if line.text[:1] != "@"]
    unplaced = [paragraph.text for paragraph in loose if not _is_aside(paragraph)]
    unplaced += [_words(line) for line in rest if line.text[:1] != "@"]
    return Reading(
        head=head,
        addressees=tuple(opening.addressees),
        bases=tuple(opening.bases),
        branches=branches,
        tail=cut.tail,
        left_over=tuple(left_over),
        unplaced=tuple(unplaced),
        loose_task_lines=tuple(line.number for line in loose_tasks),
        annexes=tuple(annexes),
        form=_form(cut, opening.resolution),
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """Head and end of a paper, and the places of the lines between them."""

    head: Head
    tail: Tail
    body: int
    end: int


def _cut(lines: list[Line]) -> _Cut:
    head, start = read_head(lines)
    end = find_tail(lines, start)
    return _Cut(head, read_tail(lines[end:]), start, end)


def _form(cut: _Cut, resolution: str) -> PaperForm:
    return PaperForm(
        authority=cut.head.authority,
        resolution=resolution,
        urgency=cut.head.urgency,
        circulation=cut.head.circulation,
        second_lines=tuple(cut.tail.second_lines),
        second_name=cut.tail.second_name,
        drafter=cut.tail.drafter,
    )


def _without_copy(rest: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands after the signature, and the block of a copy at its end."""
    start = copy_start(rest, 0)
    return rest[:start], rest[start:]


def _words(line: Line) -> str:
    """The words of a line, for a sentence about it."""
    if line.table is None:
        return line.text
    cells = (cell.text for row in line.table.rows for cell in row)
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _is_aside(paragraph: Paragraph) -> bool:
    """ "(Kèm theo Quyết định số …)" under the title."""
    text = paragraph.text
    return not paragraph.found and text.startswith("(") and text.endswith(")")


def _plain(line: Line) -> Paragraph:
    return Paragraph(number=line.number, parts=[line.text], gap=True, last=line.text)
