"""What was read → the flat content that the database keeps and the window edits."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID, uuid4

from app.documents.readers.branch import Branch
from app.documents.readers.paragraphs import Paragraph
from app.documents.readers.reading import Reading
from app.documents.readers.source_tables import table_of_source
from app.documents.readers.task_line import parse_task_line
from app.domain.numbering import Mark
from app.domain.paper_content import NodeContent, PaperContent, PaperHead, TaskContent

#: Text of the top-level node that holds an annex.
ANNEX_MARKER: Final = "@phu_luc"


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
            form=reading.form,
        ),
        nodes=(*_nodes(reading.branches, 0, year), *_annexes(reading, year)),
    )


def _annexes(reading: Reading, year: int) -> Iterator[NodeContent]:
    """Annexes are kept as top-level marker nodes."""
    for annex in reading.annexes:
        branches = annex.branches
        alone = len(branches) == 1 and branches[0].paragraph.is_table
        yield NodeContent(
            depth=0,
            mark=Mark.NONE,
            heading=annex.title,
            text=ANNEX_MARKER,
            table=_table(branches[0].paragraph) if alone else None,
            key=_key(annex.key),
        )
        if not alone:
            yield from _nodes(branches, 1, year)


def _nodes(branches: list[Branch], depth: int, year: int) -> Iterator[NodeContent]:
    for branch in branches:
        paragraph = branch.paragraph
        yield NodeContent(
            depth=depth,
            mark=branch.mark,
            heading=branch.heading,
            text=branch.text,
            task=_task(paragraph, year),
            table=_table(branch.table) if branch.table else None,
            source_mark=paragraph.source_mark,
            key=_key(paragraph.look.key if paragraph.look else ""),
        )
        yield from _nodes(branch.children, depth + 1, year)


def _task(paragraph: Paragraph, year: int) -> TaskContent | None:
    if paragraph.task is None:
        return None
    number, text = paragraph.task
    return parse_task_line(text, year, number=number)


def _table(paragraph: Paragraph) -> dict[str, Any]:
    """The first row names the columns; shorter rows are filled up."""
    if paragraph.table is not None:
        table = table_of_source(paragraph.table)
        return {
            "columns": [[one.title, one.width, str(one.align)] for one in table.columns],
            "rows": [list(row) for row in table.rows],
            "groups": [list(group) for group in table.groups],
            "total": list(table.total),
        }
    width = max(map(len, paragraph.rows))
    full = [[*row, *[""] * (width - len(row))] for row in paragraph.rows]
    return {
        "columns": [[title, 1.0, "left"] for title in full[0]],
        "rows": full[1:],
        "total": [],
    }


def _key(written: str) -> UUID:
    """The name that this program wrote into the file, else a new one."""
    try:
        return UUID(written)
    except ValueError:
        return uuid4()
