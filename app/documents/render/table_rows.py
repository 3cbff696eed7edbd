"""Header rows of a table with its group titles, the same for PDF and DOCX."""

from app.documents.blocks import Table
from app.documents.phrases import printed_lines

#: (first column, first row), (last column, last row) of cells that are one.
Span = tuple[tuple[int, int], tuple[int, int]]


def header_rows(table: Table) -> tuple[list[list[str]], list[Span]]:
    """One row of titles, or two with group titles above their columns, and what is joined."""
    titles = [printed_lines(column.title) for column in table.columns]
    groups = [
        group for group in table.groups if group[1] >= 0 and group[1] + group[2] <= len(titles)
    ]
    if not groups:
        return [titles], []
    upper, lower = list(titles), [""] * len(titles)
    spans: list[Span] = []
    grouped: set[int] = set()
    for title, first, count in groups:
        inside = range(first, first + count)
        grouped.update(inside)
        for at in inside:
            upper[at], lower[at] = "", titles[at]
        upper[first] = printed_lines(title)
        spans.append(((first, 0), (first + count - 1, 0)))
    spans += [((at, 0), (at, 1)) for at in range(len(titles)) if at not in grouped]
    return [upper, lower], spans
