"""Size, bold, italic and place of the words of each cell of the form."""

from collections.abc import Iterator

from app.documents.check.finding import Finding
from app.documents.check.looks.numbers import Cell, cells, shown
from app.documents.check.looks.role_words import Item, Role
from app.documents.check.looks.sheet import LookSheet, grouped

# Of the letters of a cell that may be dressed otherwise without being a fault.
_MOSTLY, _SELDOM = 0.8, 0.5
#: A line moved this far by hand (mm) or by blanks is not judged.
_MOVED_BY_HAND = 5.0
_MOVED_BLANKS = "   "


def cell_looks(sheet: LookSheet) -> Iterator[Finding]:
    """Every cell that the paper has."""
    for key, cell in cells().items():
        items = sheet.of(Role(key))
        # A run of small letters inside a long text is told as well as a whole text.
        yield from grouped(f"{key}_size", _sizes(cell, items))
        yield from grouped(f"{key}_style", _styles(cell, items))
        if cell.centred:
            yield from grouped(f"{key}_centred", _places(cell, items))


def _sizes(cell: Cell, items: list[Item]) -> Iterator[tuple[str, Item]]:
    for item in items:
        wrong = {
            run.size for run in item.piece.lettered if run.size and not cell.size.holds(run.size)
        }
        for size in sorted(wrong):
            yield f"{cell.name} cỡ chữ {shown(size)}; phải là cỡ {cell.size.words}.", item


def _styles(cell: Cell, items: list[Item]) -> Iterator[tuple[str, Item]]:
    wanted = _wanted(cell)
    for item in items:
        if not _right(cell, item):
            yield f"{cell.name} phải là {wanted}.", item


def _wanted(cell: Cell) -> str:
    weight = {True: "chữ đậm", False: "chữ không đậm", None: "chữ"}[cell.bold]
    slope = {True: "nghiêng", False: "đứng", None: ""}[cell.italic]
    return f"{weight}, {slope}" if slope and cell.bold is not None else f"{weight} {slope}".strip()


def _right(cell: Cell, item: Item) -> bool:
    for dress, wanted in (("bold", cell.bold), ("italic", cell.italic)):
        share = item.piece.share(dress)
        if wanted is None or share is None:
            continue
        if (share < _MOSTLY) if wanted else (share > _SELDOM):
            return False
    return True


def _places(cell: Cell, items: list[Item]) -> Iterator[tuple[str, Item]]:
    for item in items:
        piece = item.piece
        paragraph = piece.spot.paragraph
        moved = abs(paragraph.left_indent) + abs(paragraph.first_indent) > _MOVED_BY_HAND
        blanks = paragraph.text.lstrip("\n").startswith((_MOVED_BLANKS, "\t"))
        known = bool(piece.lettered) and not (piece.beside or moved or blanks)
        if known and not piece.centred:
            yield f"{cell.name} phải canh giữa.", item
