"""Legal bases of a paper held against the catalogue: which are no longer, or not yet, in force."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from app.db.database import Database
from app.domain.dates import format_date
from app.domain.paper_content import LeftOver
from app.queries.catalogue import EntryRow, list_entries

LEGAL_BASES = "legal_basis"


def out_of_force(db: Database, on: date) -> tuple[tuple[str, str], ...]:
    """(words that cite a document, why it does not hold) of every document not in force on a day."""
    entries = db.read(list_entries, LEGAL_BASES, with_hidden=True)
    names = {entry.code: entry.name for entry in entries}
    return tuple(
        (words, _reason(entry, names, on))
        for entry in entries
        if not entry.valid_on(on)
        for words in _citations(entry)
    )


def doubtful_bases(bases: Iterable[str], out: Iterable[tuple[str, str]]) -> Iterator[LeftOver]:
    """The bases that cite one of ``out``, each once."""
    known = tuple(out)
    for basis in bases:
        for words, why in known:
            if _pattern(words).search(basis):
                yield LeftOver(where="Căn cứ", found=words, why=why)
                break


def _citations(entry: EntryRow) -> Iterator[str]:
    number = str(entry.data.get("number", ""))
    if any(sign.isdigit() for sign in number):
        yield number
    # Laws are cited by name and day, without their number.
    citation = str(entry.data.get("citation", "")).removeprefix("Căn cứ ").rstrip(" ;.,")
    if citation and number not in citation:
        yield citation


def _reason(entry: EntryRow, names: dict[str, str], on: date) -> str:
    if entry.valid_from is not None and on < entry.valid_from:
        return f"Văn bản có hiệu lực từ ngày {format_date(entry.valid_from)}."
    new = names.get(entry.replaced_by, entry.replaced_by)
    instead = f" Văn bản thay thế: {new}." if new else ""
    return f"Văn bản hết hiệu lực sau ngày {format_date(entry.valid_to)}.{instead}"


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
