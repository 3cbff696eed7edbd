"""SourceFile → lines for the reader of papers.

In a file of kind "text" a SourceParagraph is one line as typed; in all others it is a whole
paragraph, and columns beside each other stand in a table without lines.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.documents.readers.head_lines import number_line, place_date_line, without_state_title
from app.documents.readers.lines import MOST_LINES, Line, LineLook, read_lines
from app.documents.readers.tail_lines import is_recipients, is_signing
from app.documents.source import (
    SourceCell,
    SourceFile,
    SourceParagraph,
    SourceRun,
    SourceSection,
    SourceTable,
)
from app.domain.text import clean_line
from app.errors import ValidationError

_RULE_SIGNS: Final = frozenset("-_–—=~*.·…─―+# \t\u00a0")
_SHORTEST_RULE: Final = 3
_BLANK_LINES: Final = re.compile("\n{3,}")
# Room that a signer signs in, pt.
_SIGNING_ROOM: Final = 24.0
_MOST_LETTERHEAD_ROWS: Final = 8
_DATA_COLUMNS: Final = 3
#: mm that a step of a list is indented; a typed text takes two blanks for it.
_STEP: Final = 2.5
_TAB: Final = 5


def source_of_text(text: str) -> SourceFile:
    """A plain text as a file: every line a paragraph, exactly as typed.

    In a file of more blank lines than any paper has, they are drawn together.
    """
    if text.count("\n") > MOST_LINES:
        text = _BLANK_LINES.sub("\n\n", text)
    paragraphs = (SourceParagraph(runs=(SourceRun(text=line),)) for line in text.split("\n"))
    return SourceFile(kind="text", sections=(SourceSection(blocks=tuple(paragraphs)),))


def lines_of_source(source: SourceFile) -> list[Line]:
    """The lines that hold words, in order.

    Raises:
        ValidationError: no words, or more lines than any paper has.
    """
    if source.kind == "text":
        return read_lines("\n".join(paragraph.text for paragraph in source.paragraphs()))
    maker = _Maker(exact=source.made_here)
    for section in source.sections:
        maker.section(section)
    if not any(line.text or line.table for line in maker.lines):
        raise ValidationError(
            "Văn bản không có chữ nào. Hãy chọn tệp có nội dung kế hoạch hoặc báo cáo."
        )
    return maker.lines


class _Maker:
    """Makes lines; remembers what stands before the next one."""

    def __init__(self, *, exact: bool) -> None:
        self.lines: list[Line] = []
        self._exact = exact
        self._gap = True
        self._new_page = False
        self._centred = False
        self._at = 0

    def section(self, section: SourceSection) -> None:
        """All blocks of a section."""
        self._new_page = self._new_page or (section.new_page and bool(self.lines))
        for block in section.blocks:
            if isinstance(block, SourceParagraph):
                self._paragraph(block)
            else:
                following = self._at + _paragraphs_in(block)
                self._table(block)
                self._at = following
        if len(self.lines) > MOST_LINES:
            raise ValidationError(
                "Văn bản có hơn 200.000 dòng, không phải là một kế hoạch hay báo cáo. "
                "Hãy chọn đúng tệp."
            )

    def _paragraph(self, paragraph: SourceParagraph) -> None:
        self._at += 1
        if paragraph.page_break_before:
            self._new_page = True
        text = paragraph.text
        if _is_rule(text):
            self._gap = True
            return
        if self._exact:
            text = text.replace("\n", " ")
        centred = paragraph.align == "center"
        self._gap = self._gap or centred != self._centred
        self._centred = centred
        bold = _is_bold(paragraph)
        first = True
        lead = _lead(paragraph)
        for part in text.split("\n"):
            if clean_line(part):
                self._add(paragraph, part, (bold, lead), first=first)
                first = False
        self._gap = self._gap or paragraph.rule_below > 0

    def _add(
        self, paragraph: SourceParagraph, part: str, dress: tuple[bool, int], *, first: bool
    ) -> None:
        mark = clean_line(paragraph.mark) if first else ""
        typed = clean_line(part)
        text = f"{mark} {typed}" if mark else typed
        bold, lead = dress
        if lead and first:
            lead += len(mark) + 1 if mark else 0
        self.lines.append(
            Line(
                number=len(self.lines) + 1,
                text=text,
                raw=f"{mark} {part}" if mark else part,
                gap=self._gap,
                bold=bold,
                level=paragraph.level if first else 0,
                indent=_indent(paragraph, part),
                task=typed.startswith(">") and "chủ trì" in typed[:40].lower(),
                look=LineLook(
                    whole=first,
                    mark=mark,
                    lead=lead if first else 0,
                    centred=paragraph.align == "center",
                    new_page=self._new_page,
                    key=paragraph.key if first else "",
                    made=paragraph.made and first,
                    depth=paragraph.depth if first else -1,
                    exact=self._exact,
                    boxed=paragraph.boxed,
                    leads=paragraph.keep_next,
                    at=self._at,
                ),
            )
        )
        self._gap = self._new_page = False

    def _table(self, table: SourceTable) -> None:
        self._gap = True
        texts = [
            clean_line(part) for row in table.rows for cell in row for part in cell.text.split("\n")
        ]
        if not any(texts):
            return
        if _is_closing(table, texts):
            self._closing(table)
        elif self._is_layout(table, texts):
            self._flat(table)
        else:
            self.lines.append(
                Line(
                    number=len(self.lines) + 1,
                    text="",
                    raw="",
                    gap=True,
                    look=LineLook(
                        whole=True,
                        key=table.key,
                        made=table.made,
                        depth=table.depth,
                        table=table,
                        new_page=self._new_page,
                        exact=self._exact,
                    ),
                )
            )
            self._new_page = False
        self._gap = True

    def _is_layout(self, table: SourceTable, texts: list[str]) -> bool:
        """Whether the table only sets words side by side."""
        columns = max(sum(cell.span for cell in row) for row in table.rows)
        if columns == 1:
            return True
        if len(table.rows) <= _MOST_LETTERHEAD_ROWS and any(map(_is_head_line, texts)):
            return True
        return not table.bordered and (columns < _DATA_COLUMNS or len(table.rows) == 1)

    def _flat(self, table: SourceTable) -> None:
        """The paragraphs of the cells one after the other."""
        for row in table.rows:
            for cell in row:
                self._gap = True
                for paragraph in cell.paragraphs:
                    self._paragraph(paragraph)

    def _closing(self, table: SourceTable) -> None:
        """A row of a closing table is one line with cells, as the reader of ends knows it."""
        for row in table.rows:
            cells = [_cell_text(cell, exact=self._exact) for cell in row]
            if len(cells) > 2:
                cells = [cell for cell in cells if cell.strip()] or cells[:2]
            cells = [*cells, ""][: max(2, len(cells))]
            self.lines.append(
                Line(
                    number=len(self.lines) + 1,
                    text=f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |",
                    raw="",
                    gap=self._gap,
                    cells=tuple(cells),
                    look=LineLook(whole=True, new_page=self._new_page, exact=self._exact),
                )
            )
            self._gap = self._new_page = False


def _paragraphs_in(table: SourceTable) -> int:
    return sum(len(cell.paragraphs) for row in table.rows for cell in row)


def _cell_text(cell: SourceCell, *, exact: bool) -> str:
    """The lines of a cell; room for a signature is an empty line."""
    made: list[str] = []
    for paragraph in cell.paragraphs:
        text = paragraph.text.replace("\n", " ") if exact else paragraph.text
        if _is_rule(text):
            made.append("")
            continue
        if paragraph.space_before >= _SIGNING_ROOM:
            made.append("")
        mark = f"{paragraph.mark} " if paragraph.mark else ""
        made += [clean_line(part) for part in f"{mark}{text}".split("\n")]
    return "\n".join(made).strip("\n")


def _is_closing(table: SourceTable, texts: list[str]) -> bool:
    """Whether it holds receivers or a signature."""
    if len(table.rows) > _MOST_LETTERHEAD_ROWS or any(map(_is_head_line, texts)):
        return False
    cells = max(len(row) for row in table.rows)
    if cells == 1 or (table.bordered and cells > 2):
        return False
    return any(is_recipients(text) or is_signing(text) for text in texts)


def _is_head_line(text: str) -> bool:
    return bool(without_state_title(text) != text or number_line(text) or place_date_line(text))


def _is_rule(text: str) -> bool:
    """No words, or a line typed with dashes."""
    signs = set(text)
    if not text.strip():
        return True
    return signs <= _RULE_SIGNS and len(text.strip()) >= _SHORTEST_RULE


def _lettered(paragraph: SourceParagraph) -> Iterator[SourceRun]:
    return (run for run in paragraph.runs if any(sign.isalnum() for sign in run.text))


def _is_bold(paragraph: SourceParagraph) -> bool:
    """Every letter; the words of a line that a style makes a heading count as bold."""
    lettered: Iterable[SourceRun] = list(_lettered(paragraph))
    return paragraph.level > 0 or (bool(lettered) and all(run.bold for run in lettered))


def _lead(paragraph: SourceParagraph) -> int:
    """Signs of the clean text that are bold while the rest is not; 0 for none."""
    bold = ""
    for run in paragraph.runs:
        if not run.bold and run.text.strip(" \t\u00a0"):
            break
        bold += run.text
    if len(bold) == len(paragraph.text) or "\n" in bold:
        return 0
    return len(clean_line(bold))


def _indent(paragraph: SourceParagraph, part: str) -> int:
    """As columns of a typed text; tabs in front count as steps of Word's."""
    tabs = len(part) - len(part.lstrip("\t"))
    margin = (paragraph.left_indent + paragraph.first_indent) / _STEP
    return max(round(margin), 0) + tabs * _TAB
