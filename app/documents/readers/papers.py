"""Several papers in one file: where each begins."""

from app.documents.readers.lines import Line


def split_papers(lines: list[Line]) -> list[list[Line]]:
    """The lines of each paper."""
    return [lines]
