"""A plan or report in plain text or markdown → the same tree that the program prints."""

from pathlib import Path
from typing import Final

from app.documents.blocks import Annex, Document, Node, Signature, Table, TableColumn, TaskInfo
from app.documents.readers.annexes import FoundAnnex
from app.documents.readers.branch import Branch
from app.documents.readers.decode import read_file
from app.documents.readers.paragraphs import Paragraph
from app.documents.readers.reading import Reading, read_whole
from app.documents.readers.source_tables import table_of_source
from app.documents.readers.task_line import task_words

#: A table with more columns is printed across the page.
MOST_UPRIGHT: Final = 6


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
        annexes=tuple(_annex(annex) for annex in reading.annexes),
        form=reading.form,
    )


def _annex(found: FoundAnnex) -> Annex:
    nodes = tuple(_node(branch) for branch in found.branches)
    wide = any(node.table and len(node.table.columns) > MOST_UPRIGHT for node in nodes)
    return Annex(title=found.title, nodes=nodes, landscape=wide, key=found.key)


def _node(branch: Branch) -> Node:
    paragraph = branch.paragraph
    return Node(
        mark=branch.mark,
        heading=branch.heading,
        text=branch.text,
        children=tuple(_node(child) for child in branch.children),
        task=_task(paragraph.task) if paragraph.task else None,
        table=_table(branch.table) if branch.table else None,
        source_mark=paragraph.source_mark,
        key=paragraph.look.key if paragraph.look else "",
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


def _table(paragraph: Paragraph) -> Table:
    """The first row names the columns; shorter rows are filled up."""
    if paragraph.table is not None:
        return table_of_source(paragraph.table)
    width = max(map(len, paragraph.rows))
    full = [row + ("",) * (width - len(row)) for row in paragraph.rows]
    return Table(columns=tuple(TableColumn(title) for title in full[0]), rows=tuple(full[1:]))
