"""What the checker may ask, gathered from the catalogues, the office and the old names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.db.database import Database
from app.documents.check.facts import Agency, CheckFacts, LegalBasis
from app.documents.readers.old_names import shipped_old_names
from app.queries.catalogue import EntryRow, list_entries
from app.queries.office import OfficeRow, get_office, list_signers
from app.queries.papers import PaperRow
from app.services.catalogue import ShippedEntry
from app.workflows.bases import LEGAL_BASES
from app.workflows.catalogues import read_catalogues

_AGENCIES: Final = "agency"
_PERIOD: Final = re.compile(r"giai đoạn\s+((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
_Entry = EntryRow | ShippedEntry


@dataclass(frozen=True, slots=True)
class _Own:
    """The office as the rules know it; empty without one."""

    level_word: str = ""
    unit: str = ""
    letterhead: tuple[str, ...] = ()
    upper_unit: str = ""


def load_facts(db: Database, row: PaperRow | None, today: date) -> CheckFacts:
    """The facts for a paper of the office, or for a file from elsewhere.

    Args:
        row: the paper's version; None for a file.
        today: decides which years are impossible.
    """
    own = _own(db.read(get_office))
    year = row.year if row else None
    head = row.content.head if row else None
    return CheckFacts(
        today=today,
        year=year,
        bases=_bases(db.read(list_entries, LEGAL_BASES, with_hidden=True)),
        agencies=_agencies(db.read(list_entries, _AGENCIES, with_hidden=True), own.level_word),
        signers=tuple(signer.name for signer in db.read(list_signers) if signer.name),
        own_unit=own.unit,
        own_letterhead=own.letterhead,
        upper_unit=own.upper_unit,
        old_names=_old_names(year or today.year),
        number_given=bool(head and head.number and head.day),
        kind=row.kind if row else "",
        own_paper=row is not None,
    )


def shipped_facts(today: date, year: int | None = None) -> CheckFacts:
    """The facts for a file where there is no data folder: the shipped catalogues alone.

    Raises:
        DataFileError: a shipped catalogue is missing or broken.
    """
    entries = read_catalogues()
    return CheckFacts(
        today=today,
        year=year,
        bases=_bases(entry for entry in entries if entry.catalogue == LEGAL_BASES),
        agencies=_agencies((entry for entry in entries if entry.catalogue == _AGENCIES), ""),
        old_names=_old_names(year or today.year),
        own_paper=False,
    )


def _own(office: OfficeRow | None) -> _Own:
    if office is None:
        return _Own()
    return _Own(
        level_word=office.level_word,
        unit=office.full_name,
        letterhead=tuple(text for text, _bold in office.letterhead),
        upper_unit=office.upper_unit,
    )


def _bases(entries: Iterable[_Entry]) -> tuple[LegalBasis, ...]:
    return tuple(_basis(entry, entry.data) for entry in entries)


def _basis(entry: _Entry, data: Mapping[str, Any]) -> LegalBasis:
    title = str(data.get("title", ""))
    found = _PERIOD.search(title)
    return LegalBasis(
        code=entry.code,
        type_word=str(data.get("type", "")),
        number=str(data.get("number", "")),
        day=_day(data.get("date")),
        issuer=str(data.get("issuer", "")),
        title=title,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        replaced_by=entry.replaced_by,
        checked=entry.checked,
        period=(int(found[1]), int(found[2])) if found else None,
    )


def _agencies(entries: Iterable[_Entry], level_word: str) -> tuple[Agency, ...]:
    """Agencies as this office calls them: "Công an {cap}" becomes "Công an phường"."""
    kept = list(entries)
    names = {entry.code: entry.name for entry in kept}
    return tuple(
        Agency(
            name=_name(entry, level_word),
            aliases=_aliases(entry, level_word),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            replaced_by=names.get(entry.replaced_by, entry.replaced_by),
        )
        for entry in kept
    )


def _name(entry: _Entry, level_word: str) -> str:
    pattern = str(entry.data.get("pattern", ""))
    fits = level_word and entry.data.get("tier") == "commune"
    return pattern.replace("{cap}", level_word) if pattern and fits else entry.name


def _aliases(entry: _Entry, level_word: str) -> tuple[str, ...]:
    name = _name(entry, level_word)
    others = dict.fromkeys([entry.name, *map(str, entry.data.get("aliases") or ())])
    return tuple(other for other in others if other != name)


def _old_names(year: int) -> dict[str, str]:
    """Old spelling → what is said now, of names that had ended when the year began."""
    return {
        old: name.now
        for name in shipped_old_names()
        if name.since <= date(year, 1, 1)
        for old in name.old
    }


def _day(stored: object) -> date | None:
    """The day of a catalogue row; a row of the office may hold anything."""
    try:
        return date.fromisoformat(str(stored))
    except ValueError:
        return None
