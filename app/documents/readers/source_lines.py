"""SourceFile → lines for the reader of papers.

In files of kind "text" a SourceParagraph is one printed line (an empty one is a blank line;
columns stand three spaces apart); in "docx", "doc" and "pdf" it is a whole paragraph (from_pdf joins
the printed lines itself; head and end come as borderless tables of one row and two cells).
"""

from app.documents.readers.lines import Line, read_lines
from app.documents.source import SourceFile, SourceParagraph, SourceRun, SourceSection


def source_of_text(text: str) -> SourceFile:
    """A plain text as a file: every line a paragraph, exactly as typed."""
    return SourceFile(
        kind="text",
        sections=(
            SourceSection(
                blocks=tuple(
                    SourceParagraph(runs=(SourceRun(text=line),)) for line in text.split("\n")
                )
            ),
        ),
    )


def lines_of_source(source: SourceFile) -> list[Line]:
    """The lines that hold words, in order.

    Raises:
        ValidationError: no words, or more lines than any paper has.
    """
    return read_lines("\n".join(paragraph.text for paragraph in source.paragraphs()))
