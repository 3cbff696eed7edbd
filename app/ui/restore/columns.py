"""Backups as rows: when, why, what they hold."""

from typing import Final

from app.backups.generations import Generation
from app.domain.text import sort_key
from app.ui.table_model import Column


def _size(row: Generation) -> int:
    return row.path.stat().st_size if row.path.exists() else 0


def size_words(row: Generation) -> str:
    """ "12,4 MB" of the database file."""
    return f"{_size(row) / 1e6:.1f} MB".replace(".", ",")


COUNTS_COLUMN: Final = 2
COLUMNS: Final = (
    Column[Generation](
        "Lúc",
        lambda row: f"{row.made_at:%H:%M  %d/%m/%Y}",
        lambda row: row.made_at,
        sample="88:88  88/88/8888",
    ),
    Column[Generation](
        "Lý do",
        lambda row: row.reason,
        lambda row: sort_key(row.reason),
        sample="Lần mở đầu trong ngày",
    ),
    Column[Generation]("Gồm", lambda row: row.counts or "Không ghi lại"),
    Column[Generation]("Cỡ", size_words, _size, number=True, sample="888,8 MB"),
)
