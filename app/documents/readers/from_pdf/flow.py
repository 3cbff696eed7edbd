"""Pages → blocks of the whole file: heads, ends, tables and paragraphs in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.readers.from_pdf.bold import dressed, usual_stem
from app.documents.readers.from_pdf.feet import Notes, take_contact, usual_height, without_proof
from app.documents.readers.from_pdf.joining import Joiner
from app.documents.readers.from_pdf.page import PdfPage
from app.documents.readers.from_pdf.rows import (
    Margins,
    Row,
    margins_of,
    page_number,
    rows_of,
)
from app.documents.readers.from_pdf.ruling import Grid
from app.documents.readers.from_pdf.tables import joined_tables, table_of
from app.documents.readers.from_pdf.zones import (
    Zone,
    end_zone,
    head_zone,
    joined_ends,
    rest_of_end,
    signers_zone,
)
from app.documents.source import (
    PageNumber,
    SourceBlock,
    SourceFile,
    SourceSection,
    SourceTable,
)

_MM = 25.4 / 72


class Flow:
    """Takes the pages in order; gives the file."""

    def __init__(self) -> None:
        self._pages: list[PdfPage] = []
        self._rows: list[list[Row]] = []
        self._numbers: list[tuple[PdfPage, Row]] = []
        self._blocks: list[SourceBlock] = []
        self._joiner = Joiner()
        self._cut_end: Zone | None = None
        self._notes = Notes()

    def add(self, page: PdfPage) -> None:
        """Take the next page."""
        self._pages.append(page)

    def source(self) -> SourceFile:
        """Everything put together."""
        usual = usual_stem(self._pages)
        self._pages = [
            without_proof(replace(page, pieces=tuple(dressed(page, usual)))) for page in self._pages
        ]
        self._rows = list(map(self._rows_of, self._pages))
        height = usual_height(self._rows)
        first = self._pages[0] if self._pages else None
        contact = take_contact(self._rows[0], height, first.height) if first else ()
        for rows in self._rows:
            self._notes.take(rows, height)
        for page, rows in zip(self._pages, self._rows, strict=True):
            self._read(page, rows, self._margins(page))
        self._close_paragraph()
        section = SourceSection(
            blocks=tuple(map(self._notes.put_back, self._blocks)),
            foot=contact,
            page_width=round(first.width * _MM, 1) if first else 0.0,
            page_height=round(first.height * _MM, 1) if first else 0.0,
            page_number=self._page_number(),
        )
        return SourceFile(kind="pdf", sections=(section,), remarks=tuple(self._remarks()))

    def _rows_of(self, page: PdfPage) -> list[Row]:
        """The lines outside tables, without the page's number."""
        free = [
            piece for piece in page.pieces
            if not any(grid.holds(*piece.middle) for grid in page.grids)
        ]  # fmt: skip
        rows = rows_of(free)
        number = page_number(rows, page)
        if number is not None:
            rows.remove(number)
            self._numbers.append((page, number))
        return rows

    def _margins(self, page: PdfPage) -> Margins:
        """Margins of all pages of this width: one page may hold too few lines to tell."""
        alike = [
            row for other, rows in zip(self._pages, self._rows, strict=True)
            if abs(other.width - page.width) < 2 for row in rows
        ]  # fmt: skip
        return margins_of(alike, page.width)

    def _read(self, page: PdfPage, rows: Sequence[Row], margins: Margins) -> None:
        grids = list(page.grids)
        place = self._read_rest_of_end(rows)
        while place < len(rows):
            while grids and grids[0].ys[0] < rows[place].top:
                self._add_table(page, grids.pop(0))
            head = head_zone(rows, place, page.width)
            end = None if head else end_zone(rows, place)
            if zone := head or end or signers_zone(rows, place):
                self._close_paragraph()
                self._blocks.append(zone.table)
                place = zone.end
                self._cut_end = end if place == len(rows) else None
                continue
            self._joiner.add(rows[place], page.number, margins)
            place += 1
        for grid in grids:
            self._add_table(page, grid)

    def _read_rest_of_end(self, rows: Sequence[Row]) -> int:
        """Add what the page before cut off its end; the row after it."""
        cut, self._cut_end = self._cut_end, None
        rest = rest_of_end(rows, cut.gutter) if cut else None
        if cut is None or rest is None:
            return 0
        self._blocks[-1] = joined_ends(cut.table, rest.table)
        return rest.end

    def _add_table(self, page: PdfPage, grid: Grid) -> None:
        self._close_paragraph()
        inside = [piece for piece in page.pieces if grid.holds(*piece.middle)]
        table = table_of(grid, inside)
        last = self._blocks[-1] if self._blocks else None
        whole = joined_tables(last, table) if isinstance(last, SourceTable) else None
        if whole:
            self._blocks[-1] = whole
        else:
            self._blocks.append(table)

    def _close_paragraph(self) -> None:
        self._blocks += self._joiner.close()
        self._joiner = Joiner()

    def _page_number(self) -> PageNumber | None:
        if not self._numbers:
            return None
        page, row = self._numbers[-1]
        centre = (row.left + row.right) / 2 / page.width
        return PageNumber(
            place="top" if row.top < page.height / 2 else "bottom",
            align="center" if 0.4 < centre < 0.65 else ("left" if centre < 0.4 else "right"),
            on_first=self._numbers[0][0].number == 0,
        )

    def _remarks(self) -> list[str]:
        if not self._numbers:
            return []
        return [f"Đã bỏ {len(self._numbers)} số trang ở lề trang, không đưa vào văn bản."]
