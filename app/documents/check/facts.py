"""What the checker knows about the world: laws, agencies, terms, the office, the year. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A document of the catalogue. ``day`` is its own date; ``number`` as "28/NQ-CP".

    ``period`` are the first and last year of the programme it sets, None where it sets none.
    """

    code: str
    type_word: str
    number: str
    day: date | None
    issuer: str
    title: str
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    checked: bool = True
    period: tuple[int, int] | None = None

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency by its name; ``aliases`` are other spellings and abbreviations of the same."""

    name: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """Everything the rules may ask. ``today`` decides impossible years; ``year`` is the paper's.

    ``number_given`` is True once number and day must stand (at issue). ``old_names`` maps names of
    offices and units that no longer exist to today's; ``signers`` are today's.
    """

    today: date
    year: int | None = None
    bases: tuple[LegalBasis, ...] = ()
    agencies: tuple[Agency, ...] = ()
    signers: tuple[str, ...] = ()
    own_unit: str = ""
    own_letterhead: tuple[str, ...] = ()
    upper_unit: str = ""
    old_names: Mapping[str, str] = field(default_factory=dict)
    number_given: bool = False
    kind: str = ""
    own_paper: bool = True
