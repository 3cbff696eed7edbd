"""An old Word file (97–2003) → SourceFile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.documents.readers.from_doc.container import (
    DAMAGE,
    Streams,
    damaged,
    locked,
    read_streams,
    too_old,
)
from app.documents.readers.from_doc.fib import is_locked, is_old, read_fib
from app.documents.readers.from_doc.lists import Lists, read_lists
from app.documents.readers.from_doc.story import Story, Told
from app.documents.readers.from_doc.tables import OpenTable
from app.documents.source import SourceBlock, SourceFile, SourceParagraph, SourceSection
from app.errors import ValidationError
from app.jobs import JobContext

_MM: Final = 25.4 / 1440
_STEP: Final = 200
_FRAMES: Final = "Chữ trong khung vẽ được đặt ở cuối văn bản: {count} đoạn."


def read_doc(path: Path, job: JobContext | None = None) -> SourceFile:
    """The paragraphs and tables of a Word 97–2003 file.

    Raises:
        ValidationError: damaged, locked by a password, older than Word 97, or without words.
        DataFileError: missing or not readable.
        CancelledError: the officer asked to stop.
    """
    streams = read_streams(path)
    try:
        source = _source(streams, path.name, job or JobContext())
    except DAMAGE as error:
        raise damaged(path.name, error) from error
    if not any(paragraph.text.strip() for paragraph in source.paragraphs()):
        raise ValidationError(
            f"Tệp “{path.name}” không có chữ nào để đọc. Hãy chọn tệp có nội dung văn bản."
        )
    return source


def _source(streams: Streams, name: str, job: JobContext) -> SourceFile:
    if is_old(streams.main):
        raise too_old(name)
    if is_locked(streams.main):
        raise locked(name)
    fib = read_fib(streams)
    story = Story(fib)
    builder = _Builder(story, read_lists(fib), job)
    blocks = list(builder.blocks(0, fib.text))
    remarks: list[str] = []
    if fib.frames > 1:
        first = fib.text + fib.notes + fib.headers + fib.macros + fib.comments + fib.ends
        framed = [
            block for block in builder.blocks(first, first + fib.frames)
            if not isinstance(block, SourceParagraph) or block.text.strip()
        ]  # fmt: skip
        if framed:
            blocks += framed
            remarks.append(_FRAMES.format(count=len(framed)))
    return SourceFile(
        kind="doc", sections=(SourceSection(blocks=tuple(blocks)),), remarks=tuple(remarks)
    )


class _Builder:
    """Paragraphs in their order → blocks."""

    def __init__(self, story: Story, lists: Lists, job: JobContext) -> None:
        self._story = story
        self._lists = lists
        self._job = job
        self._new_page = False

    def blocks(self, start: int, end: int) -> Iterator[SourceBlock]:
        """Paragraphs and tables of a part of the text."""
        table: OpenTable | None = None
        for at, told in enumerate(self._story.paragraphs(start, end)):
            if at % _STEP == 0:
                self._job.step(0, 0, "Đang đọc tệp Word")
            if told.lines.in_table or told.end == "\x07":
                table = table or OpenTable()
                self._put(table, told)
                continue
            if table and (made := table.table()):
                yield made
            table = None
            if paragraph := self._free(told):
                yield paragraph
        if table and (made := table.table()):
            yield made

    def _put(self, table: OpenTable, told: Told) -> None:
        if told.lines.row_end:
            table.end_row(told.lines.row, header=told.lines.header)
            return
        table.add(self._paragraph(told))
        if told.end == "\x07":
            table.end_cell()

    def _free(self, told: Told) -> SourceParagraph | None:
        """A paragraph outside tables; a page break alone belongs to the next one."""
        if told.end == "\x0c" and not told.text.strip():
            self._new_page = True
            return None
        made = self._paragraph(told)
        self._new_page = told.end == "\x0c"
        return made

    def _paragraph(self, told: Told) -> SourceParagraph:
        lines = told.lines
        mark = self._lists.mark(lines.list_use, lines.list_level) if told.text.strip() else ""
        return SourceParagraph(
            runs=told.runs,
            mark=mark,
            level=lines.level,
            align=lines.align,
            first_indent=round(lines.first * _MM, 1),
            left_indent=round(lines.left * _MM, 1),
            space_before=lines.before / 20,
            space_after=lines.after / 20,
            page_break_before=lines.new_page or self._new_page,
            name=self._story.styles.name(lines.style),
        )
