"""A plan or report in plain text or markdown → the same tree that the program prints."""

from pathlib import Path

from app.documents.blocks import Document, Node, Signature, Table, TableColumn, TaskInfo
from app.documents.readers.branch import Branch
from app.documents.readers.decode import read_file
from app.documents.readers.reading import Reading, read_whole
from app.documents.readers.task_line import task_words


def read_text(text: str) -> Document:
    """The document of a text; what is not understood stays as plain paragraphs.

    Raises:
        ValidationError: no words, far too many lines, or a task line with a mistake.
    """
    return document_of_reading(read_whole(text))


def read_text_file(path: Path) -> Document:
    """The document of a text file in UTF-8, UTF-16 or Windows-1258.

    Raises:
        ValidationError: the file is no such text.
        DataFileError: the file cannot be read.
    """
    return read_text(read_file(path))


def document_of_reading(reading: Reading) -> Document:
    """What was found, in the form that is printed."""
    head = reading.head
    return Document(
        type_name=head.type_name,
        title=tuple(head.title),
        letterhead=head.letterhead_lines(),
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        day=head.day,
        year=head.year,
        addressees=reading.addressees,
        bases=reading.bases,
        nodes=tuple(_node(branch) for branch in reading.branches),
        recipients=tuple(reading.tail.recipients),
        signature=Signature(tuple(reading.tail.lines), reading.tail.name),
        draft=head.draft,
        left_over=reading.left_over,
    )


def _node(branch: Branch) -> Node:
    paragraph = branch.paragraph
    return Node(
        mark=branch.mark,
        heading=branch.heading,
        text=branch.text,
        children=tuple(_node(child) for child in branch.children),
        task=_task(paragraph.task) if paragraph.task else None,
        table=_table(paragraph.rows) if paragraph.rows else None,
        source_mark=paragraph.source_mark,
    )


def _task(written: tuple[int, str]) -> TaskInfo:
    words = task_words(written[1], number=written[0])
    return TaskInfo(
        lead=words.lead,
        partners=words.partners,
        period=words.period,
        budget=words.budget,
        output=words.output,
        asked=words.asked,
    )


def _table(rows: list[tuple[str, ...]]) -> Table:
    """The first row names the columns; shorter rows are filled up."""
    width = max(map(len, rows))
    full = [row + ("",) * (width - len(row)) for row in rows]
    return Table(columns=tuple(TableColumn(title) for title in full[0]), rows=tuple(full[1:]))
