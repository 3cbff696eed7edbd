"""The words of one side as rich text: taken out struck through, put in underlined and bold."""

from collections.abc import Iterator
from html import escape
from typing import Final

from app.documents.compare import CellChange, Kind, Piece, Said, Side, word_pieces
from app.ui import theme
from app.ui.compare.rows import LINE_END, Row

_NOTHING: Final = "(không có)"
_LONGEST_BEFORE: Final = 90


def old_html(row: Row) -> str:
    """What the old side says."""
    return _html(row, row.old, Said.OLD)


def new_html(row: Row) -> str:
    """What the new side says."""
    return _html(row, row.new, Said.NEW)


def ours_html(row: Row) -> str:
    """What stands in the program today; what was written since the file was saved is marked."""
    sent = row.old.words if row.old else " ".join(_words(row.pieces, Said.OLD))
    ours = row.ours.replace("\n", f" {LINE_END} ")
    return _paragraph(_marked(word_pieces(sent, ours), Said.NEW) or _quiet(_NOTHING))


def _html(row: Row, side: Side | None, said: Said) -> str:
    """``said``: whose words are marked; words of the other side are left out."""
    if side is None and (row.old or row.new):
        return _paragraph(_quiet(_NOTHING))
    parts: list[str] = []
    before = row.after[0 if said is Said.OLD else 1]
    if before:
        parts.append(_paragraph(_quiet(f"Sau: {_shortened(before)}")))
    # A node that only one side has is new, or gone, as a whole.
    pieces = row.pieces or ((Piece(said, side.words),) if side is not None else ())
    mark = f"{_mark(row, side)} " if side is not None and side.mark else ""
    table = side is not None and side.node.table is not None
    words = mark + _marked(pieces, said)
    if words or not table:
        parts.append(_paragraph(words or _quiet(_NOTHING)))
    parts += [_paragraph(words) for words in _cells(row.cells, said)]
    if table and not row.cells:
        parts.append(_paragraph(_quiet("(bảng)")))
    return "".join(parts)


def _mark(row: Row, side: Side) -> str:
    """The number or sign; bold where only it has changed."""
    words = escape(side.mark)
    return f"<b><u>{words}</u></b>" if row.kind is Kind.MARK else words


def _marked(pieces: tuple[Piece, ...], said: Said) -> str:
    shown = (piece for piece in pieces if piece.said in (Said.BOTH, said))
    return " ".join(_piece(piece) for piece in shown if piece.text)


def _piece(piece: Piece) -> str:
    words = escape(piece.text).replace(f" {LINE_END} ", "<br>").replace(LINE_END, "<br>")
    roles = theme.roles()
    if piece.said is Said.OLD:
        return f'<span style="color:{roles.bad};text-decoration:line-through">{words}</span>'
    if piece.said is Said.NEW:
        look = f"color:{roles.good};text-decoration:underline;font-weight:bold"
        return f'<span style="{look}">{words}</span>'
    return words


def _cells(cells: tuple[CellChange, ...], said: Said) -> Iterator[str]:
    for cell in cells:
        place = f"Dòng {cell.row}" if cell.row else "Dòng tên cột"
        words = _marked(word_pieces(cell.old, cell.new), said)
        yield f"{_quiet(f'{place}, cột {cell.column}:')} {words or _quiet('(trống)')}"


def _words(pieces: tuple[Piece, ...], said: Said) -> Iterator[str]:
    return (piece.text for piece in pieces if piece.said in (Said.BOTH, said))


def _quiet(words: str) -> str:
    return f'<span style="color:{theme.roles().quiet}">{escape(words)}</span>'


def _paragraph(html: str) -> str:
    return f'<p style="margin:0 0 8px 0">{html}</p>'


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_BEFORE else f"{words[:_LONGEST_BEFORE].rstrip()}…"
