"""A table of a file with looks → the paper's own table: titles, groups of columns, rows, total."""

from typing import Final

from app.documents.blocks import Align, Table, TableColumn
from app.documents.source import SourceCell, SourceTable
from app.domain.text import clean_line, fold

_MOST_COLUMNS: Final = 60
_MOST_HEADER_ROWS: Final = 4
_SUMS: Final = ("tong", "cong")
_ALIGNS: Final = {"center": Align.CENTER, "right": Align.RIGHT}

#: A row laid out over the columns: text of every place, and the cell that covers it.
_Row = list[tuple[str, SourceCell | None]]


def table_of_source(source: SourceTable) -> Table:
    """Joined cells give their words to every row they cover, but numbers only once."""
    rows = _laid_out(source)
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([("", None)] * (width - len(row)))
    heads = min(_header_rows(source), len(rows))
    body = rows[heads:]
    total = body.pop() if body and _is_total(body[-1]) and len(body) > 1 else None
    titles = _titles(rows[:heads], width)
    widths = _shares(source, width)
    return Table(
        columns=tuple(TableColumn(titles[at], widths[at], _align(body, at)) for at in range(width)),
        rows=tuple(tuple(text for text, _ in row) for row in body),
        groups=_groups(source, heads),
        total=tuple(text for text, _ in total) if total else (),
    )


def _laid_out(source: SourceTable) -> list[_Row]:
    rows: list[_Row] = []
    for cells in source.rows:
        row: _Row = []
        for cell in cells:
            if len(row) >= _MOST_COLUMNS:
                # Beyond any paper's width: the words stay, in the last column.
                row[-1] = (f"{row[-1][0]} {_text(cell)}".strip(), row[-1][1])
                continue
            row.append((_text(cell) or _above(rows, len(row), cell), cell))
            row += [("", None)] * min(cell.span - 1, _MOST_COLUMNS - len(row))
        rows.append(row)
    return rows


def _text(cell: SourceCell) -> str:
    """The paragraphs of a cell, one under the other."""
    made = []
    for paragraph in cell.paragraphs:
        mark = f"{paragraph.mark} " if paragraph.mark else ""
        made += [clean_line(part) for part in f"{mark}{paragraph.text}".split("\n")]
    return "\n".join(line for line in made if line)


def _above(rows: list[_Row], column: int, cell: SourceCell) -> str:
    if not cell.joined or not rows or column >= len(rows[-1]):
        return ""
    text = rows[-1][column][0]
    return text if any(sign.isalpha() for sign in text) else ""


def _header_rows(source: SourceTable) -> int:
    """Rows that repeat on every page; else the first, with those its cells reach into."""
    if source.header_rows:
        return min(source.header_rows, _MOST_HEADER_ROWS)
    heads = 1
    while heads < min(len(source.rows) - 1, _MOST_HEADER_ROWS) and _reaches_down(source, heads):
        heads += 1
    return heads


def _reaches_down(source: SourceTable, place: int) -> bool:
    """Whether a row belongs to the titles: a cell above reaches into it, another is divided."""
    row, above = source.rows[place], source.rows[place - 1]
    return any(cell.joined for cell in row) and any(cell.span > 1 for cell in above)


def _titles(heads: list[_Row], width: int) -> list[str]:
    """The lowest title of every column."""
    titles = [""] * width
    for row in heads:
        for at, (text, _) in enumerate(row):
            if text and not _is_group(row, at, heads):
                titles[at] = " ".join(text.split("\n"))
    return titles


def _is_group(row: _Row, at: int, heads: list[_Row]) -> bool:
    cell = row[at][1]
    return cell is not None and cell.span > 1 and row is not heads[-1]


def _groups(source: SourceTable, heads: int) -> tuple[tuple[str, int, int], ...]:
    """Titles over neighbouring columns, from the rows above the last row of titles."""
    found: list[tuple[str, int, int]] = []
    for cells in source.rows[: heads - 1]:
        column = 0
        for cell in cells:
            text = " ".join(_text(cell).split("\n"))
            if cell.span > 1 and text:
                found.append((text, column, cell.span))
            column += cell.span
    return tuple(found)


def _is_total(row: _Row) -> bool:
    cells = [cell for text, cell in row if text and cell]
    letters = [
        run
        for cell in cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.text.strip()
    ]
    sums = any(any(word in _SUMS for word in fold(text).split()) for text, _ in row if text)
    return sums and bool(letters) and all(run.bold for run in letters)


def _align(body: list[_Row], column: int) -> Align:
    """How most cells of a column stand."""
    aligns = [
        cell.paragraphs[0].align
        for row in body
        if (cell := row[column][1]) is not None and cell.paragraphs and row[column][0]
    ]
    if not aligns:
        return Align.LEFT
    return _ALIGNS.get(max(set(aligns), key=aligns.count), Align.LEFT)


def _shares(source: SourceTable, width: int) -> list[float]:
    """Widths of the columns, 1 for one of the usual width."""
    given = list(source.widths[:width])
    total = sum(given)
    if len(given) < width or total <= 0:
        return [1.0] * width
    return [max(round(one * width / total, 2), 0.05) for one in given]
