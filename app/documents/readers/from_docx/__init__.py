"""A Word file (DOCX) → SourceFile."""

from pathlib import Path

from app.documents.source import SourceFile
from app.jobs import JobContext


def read_docx(path: Path, job: JobContext | None = None) -> SourceFile:
    """The file with the looks of every paragraph."""
    raise NotImplementedError
