"""What was read → the flat content that the database keeps and the window edits."""

from collections.abc import Iterator
from typing import Any

from app.documents.readers.branch import Branch
from app.documents.readers.paragraphs import Paragraph
from app.documents.readers.reading import Reading
from app.documents.readers.task_line import parse_task_line
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent


def content_of_reading(reading: Reading, year: int) -> PaperContent:
    """Head and flat outline; tasks keep their days and sums.

    Args:
        reading: what was found in the text.
        year: year of the plan, for task periods that name none.

    Raises:
        ValidationError: a task line with a mistake.
    """
    head = reading.head
    return PaperContent(
        head=PaperHead(
            type_name=head.type_name,
            title=tuple(head.title),
            letterhead=tuple((line.text, line.bold) for line in head.letterhead_lines()),
            number=head.number,
            symbol=head.symbol,
            place=head.place,
            day=head.day,
            addressees=reading.addressees,
            bases=reading.bases,
            recipients=tuple(reading.tail.recipients),
            signature_lines=tuple(reading.tail.lines),
            signer_name=reading.tail.name,
        ),
        nodes=tuple(_nodes(reading.branches, 0, year)),
    )


def _nodes(branches: list[Branch], depth: int, year: int) -> Iterator[NodeContent]:
    for branch in branches:
        paragraph = branch.paragraph
        yield NodeContent(
            depth=depth,
            mark=branch.mark,
            heading=branch.heading,
            text=branch.text,
            task=_task(paragraph, year),
            table=_table(paragraph.rows) if paragraph.rows else None,
            source_mark=paragraph.source_mark,
        )
        yield from _nodes(branch.children, depth + 1, year)


def _task(paragraph: Paragraph, year: int) -> TaskContent | None:
    if paragraph.task is None:
        return None
    number, text = paragraph.task
    return parse_task_line(text, year, number=number)


def _table(rows: list[tuple[str, ...]]) -> dict[str, Any]:
    """The first row names the columns; shorter rows are filled up."""
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    return {
        "columns": [[title, 1.0, "left"] for title in full[0]],
        "rows": full[1:],
        "total": [],
    }
