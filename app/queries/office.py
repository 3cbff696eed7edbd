"""The office and its signers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Office, Signer
from app.queries.catalogue import find_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """The unit whose data this is.

    ``level_word`` is "xã", ``full_name`` "xã Song An"; ``recipients`` and ``addressees`` map a
    paper kind ("plan", "report") to its lines; ``letterhead`` holds (text, bold).
    """

    id: UUID
    revision: int
    level_code: str
    level_word: str
    tier: str
    name: str
    upper_unit: str
    reporting_line: str
    receiving_office: str
    drafting_office: str
    drafting_symbol: str
    body_symbol: str
    place_name: str
    letterhead: tuple[tuple[str, bool], ...]
    recipients: Mapping[str, tuple[str, ...]]
    addressees: Mapping[str, tuple[str, ...]]
    print_options: Mapping[str, Any]
    sample: bool

    @property
    def full_name(self) -> str:
        """As in "xã Song An"."""
        return f"{self.level_word} {self.name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRow:
    """A person who signs, with the printed lines above the name."""

    id: UUID
    revision: int
    form_code: str
    lines: tuple[str, ...]
    name: str
    position: int


def get_office(session: Session) -> OfficeRow | None:
    """The office; None before the first set-up."""
    office = session.scalars(select(Office)).first()
    if office is None:
        return None
    level = find_entry(session, "level", office.level_code)
    data = level.data if level else {}
    return OfficeRow(
        id=office.id,
        revision=office.revision,
        level_code=office.level_code,
        level_word=str(data.get("word", "")),
        tier=str(data.get("tier", "commune")),
        name=office.name,
        upper_unit=office.upper_unit,
        reporting_line=office.reporting_line,
        receiving_office=office.receiving_office,
        drafting_office=office.drafting_office,
        drafting_symbol=office.drafting_symbol,
        body_symbol=office.body_symbol,
        place_name=office.place_name,
        letterhead=tuple((str(text), bool(bold)) for text, bold in office.letterhead),
        recipients=_lines(office.recipients),
        addressees=_lines(office.addressees),
        print_options=dict(office.print_options),
        sample=office.sample,
    )


def list_signers(session: Session) -> list[SignerRow]:
    """Signers in the office's order; the first one signs by default."""
    return [
        SignerRow(
            id=signer.id,
            revision=signer.revision,
            form_code=signer.form_code,
            lines=tuple(str(line) for line in signer.lines),
            name=signer.name,
            position=signer.position,
        )
        for signer in session.scalars(select(Signer).order_by(Signer.position, Signer.id))
    ]


def _lines(stored: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(str(line) for line in lines) for kind, lines in stored.items()}
