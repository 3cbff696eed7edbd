"""A Word file (DOCX) → SourceFile."""

from pathlib import Path

from app.documents.source import SourceFile
from app.jobs import JobContext


def read_docx(path: Path, job: JobContext | None = None) -> SourceFile:
    """The file with the looks of every paragraph; macros never run, links are never followed.

    Raises:
        ValidationError: no Word file, locked, broken, or larger than any paper.
        CancelledError: the officer asked to stop.
    """
    from app.documents.readers.from_docx.whole import read_whole_file

    return read_whole_file(path, job or JobContext())
