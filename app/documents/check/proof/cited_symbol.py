"""Number and symbol of a cited document agree with its kind, its issuer, and Party or State form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.documents.check.facts import CheckFacts
from app.documents.check.finding import Finding
from app.documents.check.passages import Passage
from app.documents.check.proof.citations import Citation, citations_of
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import found_in

_FREE: Final = frozenset({"", "Văn bản", "Văn bản hướng dẫn", "Luật", "Bộ luật", "Pháp lệnh"})


@dataclass(frozen=True, slots=True)
class _Symbols:
    types: dict[str, frozenset[str]]
    every_type: frozenset[str]
    party: frozenset[str]
    state: frozenset[str]
    issuers: dict[str, tuple[str, tuple[str, ...]]]
    every_issuer: tuple[str, ...]


@cache
def _symbols() -> _Symbols:
    rows = table("symbols")
    types = {word: frozenset(short) for word, short in rows["types"].items()}
    issuers = {
        row["symbol"]: (str(row.get("canonical", "")), tuple(row["begins"]))
        for row in rows["issuer"]
    }
    return _Symbols(
        types=types,
        every_type=frozenset().union(*types.values()),
        party=frozenset(rows["organs"]["party"]),
        state=frozenset(rows["organs"]["state"]),
        issuers=issuers,
        every_issuer=tuple(begin for _, begins in issuers.values() for begin in begins),
    )


def cited_symbols(passage: Passage, text: str, _facts: CheckFacts) -> Iterator[Finding]:
    """Rules symbol_pattern, symbol_type and symbol_issuer."""
    for citation in citations_of(text):
        first, organ = _groups(citation)
        yield from _pattern(passage, citation, first, organ)
        yield from _type(passage, text, citation, first)
        yield from _issuer(passage, text, citation, organ)


def _groups(citation: Citation) -> tuple[str, str]:
    """First group of the symbol and the issuing organ: ("KH", "UBND"), ("CT", "TW"), ("QH", "QH")."""
    symbol = citation.symbol.rstrip("0123456789")
    groups = symbol.replace("/", "-").split("-")
    known = _symbols()
    if len(groups) == 1 or groups[0] not in known.every_type:
        return groups[0], groups[0]
    return groups[0], groups[1]


def _pattern(passage: Passage, citation: Citation, first: str, organ: str) -> Iterator[Finding]:
    """Party papers are "21-CT/TW", State papers "79/KH-UBND"."""
    known = _symbols()
    serial = citation.number.split("-")[0].split("/")[0]
    rest = [group for group in citation.symbol.replace("/", "-").split("-")[2:] if group]
    if first == organ or first not in known.every_type:
        return
    if not citation.party_form and organ in known.party and not rest:
        new = f"{serial}-{first}/{organ}"
        why = f"Văn bản của Đảng ghi số, gạch nối, tên loại, rồi gạch chéo và cơ quan: {new}."
    elif citation.party_form and organ in known.state:
        new = "-".join([f"{serial}/{first}", organ, *rest])
        why = (
            f"Văn bản của cơ quan nhà nước ghi số, gạch chéo, tên loại, gạch nối và cơ quan: {new}."
        )
    else:
        return
    yield found_in(passage, "symbol_pattern", citation.written, why, new)


def _type(passage: Passage, text: str, citation: Citation, first: str) -> Iterator[Finding]:
    known = _symbols()
    word = citation.type_word
    if word in _FREE or (word == "Nghị quyết" and first.endswith("QH")):
        return
    allowed = known.types.get(word)
    quote = text[
        citation.start : text.find(citation.written, citation.start) + len(citation.written)
    ]
    if word == "Công văn":
        if first in known.every_type and not citation.party_form:
            kind = _type_of(first)
            why = f"Công văn không có tên loại trong ký hiệu; ký hiệu {first} là của {kind}."
            yield found_in(passage, "symbol_type", quote, why)
    elif allowed and first not in allowed and (first in known.every_type or first in known.state):
        kind = f"; {first} là ký hiệu của {_type_of(first)}" if first in known.every_type else ""
        why = f"{word} thì ký hiệu bắt đầu bằng {min(allowed, key=len)}{kind}. Xem lại tên loại hoặc ký hiệu."
        yield found_in(passage, "symbol_type", quote, why)


def _type_of(short: str) -> str:
    return next(word for word, all_short in _symbols().types.items() if short in all_short)


def _issuer(passage: Passage, text: str, citation: Citation, organ: str) -> Iterator[Finding]:
    known = _symbols()
    canonical, begins = known.issuers.get(organ, ("", ()))
    issuer = citation.issuer
    if not issuer or not begins or issuer.startswith(begins):
        return
    if not issuer.startswith(known.every_issuer) and not issuer.startswith(("Sở ", "Bộ ", "Hội ")):
        return
    quote = text[citation.start : citation.end]
    right = canonical or begins[0]
    why = f"Ký hiệu {citation.symbol} là văn bản của {right}, không phải của {issuer}."
    new = (
        quote[: len(quote) - len(issuer)] + right if canonical and quote.endswith(issuer) else None
    )
    yield found_in(passage, "symbol_issuer", quote, why, new)
