"""What an officer reads in the files on disk, and what the raw tables say."""

import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook

SUM_WORDS = "Tổng cộng"
_MONTH = "deleted_at IS NULL AND campaign_id IS NOT NULL"


@dataclass(frozen=True)
class Totals:
    """The numbers of the row of sums."""

    total: int
    men: int
    women: int
    money: int


def ask(room: Path, question: str) -> list[tuple[Any, ...]]:
    """Rows straight from the file, without any code of the program."""
    with closing(sqlite3.connect(room / "so-binh-dang.db")) as file:
        return file.execute(question).fetchall()


def totals_of_tables(room: Path) -> Totals:
    """Added up by hand from the activities of the Action Month."""
    rows = ask(room, f"SELECT id, men, women FROM activity WHERE {_MONTH}")
    month = {key for key, _, _ in rows}
    money = ask(room, "SELECT activity_id, amount FROM activity_money")
    men, women = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return Totals(men + women, men, women, sum(amount for key, amount in money if key in month))


def words_of_pdf(path: Path, *, layout: bool = False) -> str:
    """The words of a PDF; with ``layout`` line for line as printed."""
    command = ["pdftotext", *(["-layout"] if layout else []), str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return done.stdout if layout else " ".join(done.stdout.split())


def totals_of_pdf(path: Path) -> Totals:
    """The row of sums in the annex."""
    lines = words_of_pdf(path, layout=True).splitlines()
    [line] = [line for line in lines if line.strip().startswith(SUM_WORDS)]
    return _totals(line.removeprefix(SUM_WORDS).replace(SUM_WORDS, "").split())


def totals_of_docx(path: Path) -> Totals:
    """The row of sums in the annex's table; cells that are joined count once."""
    rows = [row for table in Document(str(path)).tables for row in table.rows]
    [sums] = [row for row in rows if any(SUM_WORDS in cell.text for cell in row.cells)]
    seen = {id(cell._tc): cell.text for cell in sums.cells}
    return _totals(text for text in seen.values() if text and SUM_WORDS not in text)


def totals_of_xlsx(path: Path) -> Totals:
    """The row of sums; its cells hold numbers, not words."""
    rows = [row for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True)]
    [sums] = [row for row in rows if SUM_WORDS in row]
    numbers = [cell for cell in sums if isinstance(cell, int)]
    return _totals(map(str, numbers))


def _totals(numbers: Iterable[str]) -> Totals:
    """In the order of the columns: people, men, women, then money by source."""
    total, men, women, *money = (int(number.replace(".", "")) for number in numbers)
    return Totals(total, men, women, sum(money))
