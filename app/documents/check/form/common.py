"""What the rules of the form share: the kind of the paper, its abbreviations, a finding made."""

import tomllib
from functools import cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.passages import Sheet
from app.domain.papers import KIND_FORMS, KIND_SYMBOLS, PaperKind, kind_of_type
from app.paths import resource

_LONGEST_QUOTE: Final = 60
_BY_SYMBOL: Final = {symbol: kind for kind, symbol in KIND_SYMBOLS.items() if symbol}


def kind_of(sheet: Sheet, facts: CheckFacts) -> PaperKind | None:
    """The kind it is kept as, else by its name or, without one, its symbol; None if unknown."""
    if facts.kind in set(PaperKind):
        return PaperKind(facts.kind)
    document = sheet.document
    if document.type_name.strip():
        return kind_of_type(document.type_name)
    first = document.symbol.partition("-")[0].strip()
    return _BY_SYMBOL.get(first, PaperKind.LETTER)


@cache
def type_symbols() -> dict[str, str]:
    """Name of the type in capitals → its abbreviation (NĐ 30/2020, Phụ lục III)."""
    path = resource("catalogues") / "paper_kinds.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    shipped = {
        str(row["data"].get("heading", "")): str(row["data"]["abbreviation"]) for row in rows
    }
    own = {form.type_name: form.symbol for form in KIND_FORMS.values()}
    return {name: symbol for name, symbol in (shipped | own).items() if name and symbol}


def replaced_line(
    rule: str, where: str, message: str, line: str, new: str | None = None
) -> Finding:
    """A finding about a whole line; ``new`` is what should stand there, "" takes it away."""
    mend = Mend(where, line, new) if new is not None and new != line else None
    return Finding(rule=rule, where=where, message=message, quote=line, mend=mend)


def tail(text: str) -> str:
    """The last words of a text, to be quoted."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[-_LONGEST_QUOTE:].partition(" ")[2] or text[-_LONGEST_QUOTE:]


def shouted(text: str) -> bool:
    """Whether every letter is a capital, and there are more than an abbreviation has."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)
