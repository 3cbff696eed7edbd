"""Columns that every list of papers shows alike."""

from datetime import date
from typing import Final, Protocol, TypeVar

from app.domain.dates import document_number, format_date
from app.domain.papers import STATE_WORDS, PaperState
from app.ui.table_model import Column


class PaperLine(Protocol):
    """What these columns read of a row."""

    @property
    def number(self) -> str: ...

    @property
    def symbol(self) -> str: ...

    @property
    def day(self) -> date | None: ...

    @property
    def state(self) -> PaperState: ...

    @property
    def version_number(self) -> int: ...

    @property
    def left_over_count(self) -> int: ...


LineT = TypeVar("LineT", bound=PaperLine)
_ORDER: Final = list(STATE_WORDS)
#: Icon and colour role of a state.
STATE_MARKS: Final = {
    PaperState.DRAFT: ("edit", "quiet"),
    PaperState.CHECKED: ("check", "good"),
    PaperState.PRINTED: ("print", "good"),
    PaperState.ISSUED: ("lock", "primary"),
}


def number_words(row: PaperLine) -> str:
    """ "12/KH-UBND", or nothing before it is issued."""
    return f"{document_number(row.number)}/{row.symbol}" if row.number else ""


def state_words(row: PaperLine) -> str:
    """State with its version, and what is still to be confirmed."""
    words = STATE_WORDS[row.state]
    if row.version_number > 1:
        words = f"{words} (bản {row.version_number})"
    waiting = row.left_over_count if row.state is not PaperState.ISSUED else 0
    return f"{words} · {waiting} chỗ cần xem" if waiting else words


def number_column(title: str) -> Column[LineT]:
    """Number and symbol, ordered by number."""
    return Column(title, number_words, _number_key, sample="123/KH-UBND")


def day_column() -> Column[LineT]:
    """The day of issue."""
    return Column("Ngày", lambda row: format_date(row.day), _day_key, sample="88/88/8888")


def state_column(sample: str = "Bản nháp · 88 chỗ cần xem") -> Column[LineT]:
    """How far the paper is."""
    return Column(
        "Trạng thái",
        state_words,
        lambda row: _ORDER.index(row.state),
        mark=lambda row: STATE_MARKS[row.state],
        sample=sample,
    )


def _number_key(row: PaperLine) -> tuple[str, int, str]:
    digits = "".join(letter for letter in row.number if letter.isdigit())
    return (row.symbol if row.number else "", int(digits or 0), row.number)


def _day_key(row: PaperLine) -> int:
    return row.day.toordinal() if row.day else 0
