"""The catalogue of legal bases, looked up by number and by name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from app.documents.check.facts import CheckFacts, LegalBasis
from app.documents.check.proof.citations import Citation
from app.documents.check.proof.cited_days import DAY, WrittenDay, parts_of
from app.documents.check.proof.wording import words_of

_Value = TypeVar("_Value")
_ZEROS: Final = re.compile(r"^0+(?=\d)")
_PROGRAMME: Final = re.compile(
    r"(?P<kind>Chiến lược|Chương trình|Đề án|Kế hoạch)\s+(?P<name>[“\"]?.+?)"
    r"(?:,?\s+(?:giai đoạn|đến năm|thời kỳ)\s.*)?[”\"]?$"
)
_LAW_DAY: Final = rf"(?:\s+số\s+[\w/]+)?,?\s+ngày\s+(?P<day>{DAY})"
# Words a title shares by chance with any other of the field.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class LawCited:
    """A law cited by its name and day."""

    basis: LegalBasis
    start: int
    end: int
    day: WrittenDay


@dataclass(frozen=True, slots=True)
class Programme:
    """A scheme of the catalogue by the words of its name, without its period."""

    kind: str
    words: tuple[str, ...]
    name: str
    basis: LegalBasis


class Index(Generic[_Value]):
    """What is computed once from a tuple of the facts and kept as long as the tuple is in use."""

    def __init__(self, make: Callable[[Any], _Value]) -> None:
        self._make = make
        self._kept: dict[int, tuple[object, _Value]] = {}

    def of(self, source: object) -> _Value:
        """The value for this very object; hashing a whole catalogue each time would be slow."""
        known = self._kept.get(id(source))
        if known is not None and known[0] is source:
            return known[1]
        if len(self._kept) >= 8:
            self._kept.clear()
        value = self._make(source)
        self._kept[id(source)] = (source, value)
        return value


def number_key(number: str) -> str:
    """The same for "09/2019/NĐ-CP" and "9/2019/NĐ-CP"."""
    return _ZEROS.sub("", number.replace(" ", "")).upper()


def _numbered(bases: tuple[LegalBasis, ...]) -> dict[str, list[LegalBasis]]:
    """A number without a year may be that of several documents."""
    found: dict[str, list[LegalBasis]] = {}
    for basis in bases:
        if basis.number:
            found.setdefault(number_key(basis.number), []).append(basis)
    return found


def _laws(bases: tuple[LegalBasis, ...]) -> tuple[tuple[list[LegalBasis], re.Pattern[str]], ...]:
    """Laws by title, the newest first: a new law often keeps the title of the old one."""
    found: dict[str, list[LegalBasis]] = {}
    for basis in bases:
        if basis.type_word == "Luật" and basis.day is not None:
            found.setdefault(basis.title, []).append(basis)
    return tuple(
        (
            sorted(laws, key=lambda law: law.day or date.min, reverse=True),
            re.compile(re.escape(title) + _LAW_DAY, re.IGNORECASE),
        )
        for title, laws in found.items()
    )


def _programmes(bases: tuple[LegalBasis, ...]) -> tuple[Programme, ...]:
    found = []
    for basis in bases:
        match = _PROGRAMME.search(basis.title)
        if match and basis.type_word in {"Quyết định", "Nghị quyết"}:
            name = match["name"].strip('“”" ')
            words = tuple(word for word, _, _ in name_words(name))
            found.append(Programme(match["kind"], words, name, basis))
    return tuple(found)


def name_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Words of a name with their places; "và" and a comma are taken for the same."""
    return tuple(word for word in words_of(text) if word[0] != "và")


_BY_NUMBER: Final = Index(_numbered)
_LAWS: Final = Index(_laws)
_PROGRAMMES: Final = Index(_programmes)


def basis_of(citation: Citation, facts: CheckFacts) -> LegalBasis | None:
    """The document of the catalogue that is meant, though its day may be mistyped."""
    known = _BY_NUMBER.of(facts.bases).get(number_key(citation.number), [])
    cited = citation.day.day if citation.day else None
    exact = next((basis for basis in known if cited is not None and basis.day == cited), None)
    return exact or next((basis for basis in known if same_document(citation, basis)), None)


def same_document(citation: Citation, basis: LegalBasis) -> bool:
    """Whether the citation means this document, though its day may be mistyped.

    A number without a year comes again every year: then the year, the day and month, or the name
    must agree.
    """
    if citation.day is None or citation.year is not None or basis.day is None:
        return True
    day, month, year = citation.day.parts
    if year == basis.day.year or (day, month) == (basis.day.day, basis.day.month):
        return True
    return likeness(citation.name, basis.title) > _ALIKE


@lru_cache(1024)
def likeness(written: str, title: str) -> float:
    """Share of the title's words that the written name has too, from 0 to 1."""
    wanted = {word for word, _, _ in words_of(title)}
    if not wanted or not written:
        return 0.0
    return len(wanted & {word for word, _, _ in words_of(written)}) / len(wanted)


def laws_in(text: str, facts: CheckFacts) -> list[LawCited]:
    """Laws cited by name and day."""
    if "Luật" not in text or "ngày" not in text:
        return []
    return [
        _law_cited(laws, found)
        for laws, pattern in _LAWS.of(facts.bases)
        for found in pattern.finditer(text)
    ]


def _law_cited(laws: list[LegalBasis], found: re.Match[str]) -> LawCited:
    written = WrittenDay(found.start("day"), found.end("day"), found["day"], parts_of(found["day"]))
    basis = next((law for law in laws if law.day == written.day), laws[0])
    return LawCited(basis, *found.span(), written)


def programmes(facts: CheckFacts) -> tuple[Programme, ...]:
    """Schemes, programmes and strategies of the catalogue."""
    return _PROGRAMMES.of(facts.bases)


def successor(basis: LegalBasis, facts: CheckFacts) -> LegalBasis | None:
    """The document that replaced it, where the catalogue knows one."""
    if not basis.replaced_by:
        return None
    return next((one for one in facts.bases if one.code == basis.replaced_by), None)


def cited_as(basis: LegalBasis) -> str:
    """ "Quyết định số 2282/QĐ-TTg"; a law by its name."""
    if basis.type_word == "Luật":
        return basis.title
    return f"{basis.type_word} số {basis.number}"


def issue_span(facts: CheckFacts, written: date | None, year: int | None) -> tuple[date, date]:
    """First and last day the paper may be judged by: its own, else today moved into its year.

    An undated paper of a past year is judged kindly, by the whole year.
    """
    if written is not None:
        return written, written
    of = facts.year or year or facts.today.year
    begin, end = date(of, 1, 1), date(of, 12, 31)
    if of < facts.today.year:
        return begin, end
    day = max(facts.today, begin)
    return day, day
