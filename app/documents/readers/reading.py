"""A text read whole: head, opening, tree and end, before it becomes a document or a content."""

from dataclasses import dataclass

from app.documents.readers.branch import Branch
from app.documents.readers.branches import build_branches
from app.documents.readers.head import Head, holds_type, read_head
from app.documents.readers.lines import Line, read_lines, without_page_numbers
from app.documents.readers.opening import read_opening
from app.documents.readers.paragraphs import Paragraph, join_lines
from app.documents.readers.tail import Tail, find_tail, read_tail


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything found in a text.

    ``left_over`` are sentences about what had no place, ``loose_task_lines`` the places of task
    lines under no node.
    """

    head: Head
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    branches: list[Branch]
    tail: Tail
    left_over: tuple[str, ...]
    loose_task_lines: tuple[int, ...] = ()


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
    head, body_start = read_head(lines)
    tail_start = find_tail(lines, body_start)
    tail = read_tail(lines[tail_start:])
    letter: list[Line] = []
    if not keep_letter and not head.type_name and holds_type(tail.rest):
        letter, lines = lines[: len(lines) - len(tail.rest)], tail.rest
        head, body_start = read_head(lines)
        tail_start = find_tail(lines, body_start)
        tail = read_tail(lines[tail_start:])
    body, loose_tasks = join_lines(lines[body_start:tail_start])
    loose = [_plain(line) for line in head.loose]
    while body and _is_aside(body[0]):
        loose.append(body.pop(0))
    addressees, bases, start = read_opening(body)
    branches = build_branches(loose, body[start:], _rest(tail.rest))
    left_over = [f"Công văn gửi kèm, không đưa vào văn bản: {line.text}" for line in letter]
    left_over += [f"Số trang trong tệp không đưa vào văn bản: {number}" for number in page_numbers]
    left_over += [
        f"Dòng {line.number} không thuộc nhiệm vụ nào: {line.text}" for line in loose_tasks
    ]
    left_over += [
        f"Nằm sau phần chữ ký: {line.text}" for line in tail.rest[:1] if line.text[0] != "@"
    ]
    return Reading(
        head=head,
        addressees=tuple(addressees),
        bases=tuple(bases),
        branches=branches,
        tail=tail,
        left_over=tuple(left_over),
        loose_task_lines=tuple(line.number for line in loose_tasks),
    )


def _rest(lines: list[Line]) -> list[Paragraph]:
    return join_lines(lines)[0]


def _is_aside(paragraph: Paragraph) -> bool:
    """ "(Kèm theo Quyết định số …)" under the title."""
    text = paragraph.text
    return not paragraph.found and text.startswith("(") and text.endswith(")")


def _plain(line: Line) -> Paragraph:
    return Paragraph(number=line.number, parts=[line.text], gap=True, last=line.text)
