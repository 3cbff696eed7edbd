"""What QtPdf finds on the pages of a file. It may hang on a hostile one: see outside.py."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtPdf import QPdfDocument, QPdfSelection

from app.documents.readers.from_pdf.page import RAISED, PdfPage, Piece, is_raised, joined
from app.documents.readers.from_pdf.picture import picture_of
from app.documents.readers.from_pdf.ruling import Grid
from app.documents.readers.from_pdf.scattered import whole_words
from app.domain.text import nfc
from app.errors import DataFileError, ValidationError

#: Text further apart on one line, in pt, stands in two columns; justified words stay closer.
COLUMN_GAP: Final = 13.0
#: A paper has some ten pages, a collection some hundred.
MOST_PAGES: Final = 1000
_LONGEST_LINE: Final = 5000
_MOST_LETTERS: Final = 60_000

# pdfium hands a hyphen at a line's end as one of these.
_LINE_HYPHENS: Final = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-", "\u00a0": " "})
_NO_LETTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\uffff\ufeff\u200b]")
_GLUED = re.compile(r"(?<=[^\s\d/.-])\d{1,3}(?=$|[\s,.;:)”])|(?<=[^\W\d][.])\d{1,3}(?=$|\s)")
_MOST_GLUED: Final = 20
#: QtPdf goes through the whole page for every place that is asked for, so a page of very many
#: letters is asked for fewer: 4000 on a full page take 3 s.
_MOST_LOOKS: Final = 12_000_000
_FULL_PAGE: Final = 3000
_WORD = re.compile(r"\S+")


def pages_of(path: Path) -> Iterator[tuple[int, PdfPage | None]]:
    """How many pages there are with None, then every page with this count.

    Raises:
        ValidationError: damaged, locked by a password, or too many pages.
        DataFileError: not there.
    """
    with PdfFile(path) as file:
        yield file.count, None
        for number in range(file.count):
            yield file.count, file.page(number)


class PdfFile:
    """An open PDF; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._document = QPdfDocument()
        self._looks_left = 0
        _refuse(self._document.load(str(path)), path.name)
        self.count = self._document.pageCount()
        if self.count > MOST_PAGES:
            self._document.close()
            raise ValidationError(
                f"Tệp “{path.name}” có hơn {MOST_PAGES} trang, không phải là một văn bản. "
                "Hãy tách lấy các trang cần đọc rồi thử lại."
            )

    def __enter__(self) -> "PdfFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, number: int) -> PdfPage:
        """The page with this number from 0."""
        size = self._document.pagePointSize(number)
        text = self._document.getAllText(number).text()[:_MOST_LETTERS]
        self._looks_left = _MOST_LOOKS // max(len(text), _FULL_PAGE)
        pieces = list(self._pieces(number, text, ()))
        picture = picture_of(self._document, number) if pieces else None
        if picture is None:
            return PdfPage(number, size.width(), size.height(), tuple(pieces))
        grids = picture.grids() if _stand_side_by_side(pieces) else []
        if grids:
            pieces = list(self._pieces(number, text, grids))
        measured = tuple(map(picture.measured, pieces))
        return PdfPage(number, size.width(), size.height(), measured, tuple(grids))

    def _pieces(self, number: int, text: str, grids: Sequence[Grid]) -> Iterator[Piece]:
        start = 0
        for line in text.split("\r\n"):
            if line.strip():
                yield from self._line(number, start, line[:_LONGEST_LINE], grids)
            start += len(line) + 2

    def _line(self, number: int, start: int, line: str, grids: Sequence[Grid]) -> Iterator[Piece]:
        whole = self._document.getSelectionAtIndex(number, start, len(line))
        box = _piece(line, whole)
        inside = [grid for grid in grids if grid.holds(*box.middle)]
        walls = inside[0].xs if inside else ()
        crossed = any(box.left < wall < box.right for wall in walls)

        def piece_at(place: int, length: int) -> Piece:
            self._looks_left -= 1
            there = self._document.getSelectionAtIndex(number, start + place, length)
            return _piece(line[place : place + length], there)

        if self._looks_left > 0 and (words := whole_words(line, piece_at)):
            yield from _grouped(words, walls)
            return
        if not crossed and not _in_columns(whole):
            yield self._raised(number, start, line, box)
            return
        words = []
        for found in _WORD.finditer(line):
            word = piece_at(found.start(), len(found[0]))
            words.append(self._raised(number, start + found.start(), found[0], word))
        yield from _grouped(words, walls)

    def _raised(self, number: int, start: int, text: str, piece: Piece) -> Piece:
        """The piece with a sign before digits that stand high behind a word."""
        made = text
        for found in reversed(list(_GLUED.finditer(text))[:_MOST_GLUED]):
            if self._looks_left <= 0:
                break
            self._looks_left -= 1
            digits = found[0]
            place = self._document.getSelectionAtIndex(number, start + found.start(), len(digits))
            if is_raised(_piece(digits, place), piece):
                made = f"{made[: found.start()]}{RAISED}{made[found.start() :]}"
        return piece if made is text else replace(piece, text=_clean(made))


def _refuse(error: QPdfDocument.Error, name: str) -> None:
    """Say why the file cannot be opened."""
    kinds = QPdfDocument.Error
    if error is kinds.None_:
        return
    if error in {kinds.IncorrectPassword, kinds.UnsupportedSecurityScheme}:
        raise ValidationError(
            f"Tệp “{name}” được khóa bằng mật khẩu nên chưa đọc được. Hãy mở tệp bằng phần mềm "
            "đọc PDF, in ra PDF mới không có mật khẩu, rồi thử lại."
        )
    if error is kinds.FileNotFound:
        raise DataFileError(f"Không mở được tệp “{name}”. Hãy xem tệp còn ở chỗ cũ không.")
    raise ValidationError(
        f"Tệp “{name}” bị hỏng hoặc không phải là PDF nên không đọc được. "
        "Hãy xin lại tệp gốc (Word) hoặc bản PDF khác.",
        detail=str(error),
    )


def _in_columns(selection: QPdfSelection) -> bool:
    """Whether the boxes of the line lie apart or one over the other."""
    boxes = [polygon.boundingRect() for polygon in selection.bounds()]
    return any(
        after.left() - before.right() > COLUMN_GAP
        or after.left() < before.left() - COLUMN_GAP
        or after.top() > before.bottom()
        for before, after in pairwise(boxes)
    )


def _stand_side_by_side(pieces: Sequence[Piece]) -> bool:
    """Whether two pieces share a line, as cells of a table do."""
    ordered = sorted(pieces, key=lambda piece: piece.middle[1])
    return any(
        after.middle[1] < before.bottom - 1 and before.top + 1 < after.middle[1]
        for before, after in pairwise(ordered)
    )


def _piece(text: str, selection: QPdfSelection) -> Piece:
    box = selection.boundingRectangle()
    return Piece(_clean(text), box.left(), box.top(), box.right(), box.bottom())


def _clean(text: str) -> str:
    return nfc(_NO_LETTERS.sub("", text.translate(_LINE_HYPHENS))).strip()


def _grouped(words: list[Piece], walls: Sequence[float]) -> Iterator[Piece]:
    """Words joined to pieces where they stand close together on one line, with no wall between."""
    held: list[Piece] = []
    for word in words:
        if held and not _goes_on(held[-1], word, walls):
            yield joined(held)
            held = []
        held.append(word)
    if held:
        yield joined(held)


def _goes_on(before: Piece, after: Piece, walls: Sequence[float]) -> bool:
    near = -COLUMN_GAP < after.left - before.right <= COLUMN_GAP
    level = after.top < before.bottom + 2 and before.top < after.bottom + 2
    return near and level and not any(before.right - 2 < wall < after.left + 2 for wall in walls)
