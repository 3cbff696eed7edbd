"""The same body twice in one list: Kính gửi, Nơi nhận, partners of a task, "Phối hợp: …"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from app.documents.check.facts import Agency, CheckFacts
from app.documents.check.finding import Finding, Mend
from app.documents.check.passages import Part, Sheet
from app.documents.check.proof.catalogue import Index
from app.documents.check.proof.data import table
from app.documents.check.proof.wording import KEPT, readable, words_of

_ASIDE: Final = re.compile(r"\([^)]*\)")
_SHORT: Final = re.compile(r"[A-ZĐ][A-Za-zĐđ]*(?:[&-][A-ZĐ]+)*")
_PARTNERS: Final = re.compile(
    r"(?:[Pp]hối hợp|[Pp]hối hợp thực hiện|[Cc]ơ quan phối hợp|[Đđ]ơn vị phối hợp)\s*:\s*(?P<list>[^.|]+)"
)
_EMPTY: Final = frozenset({"các", "và", "của", "tại", "cơ", "quan"})


def agencies_once(sheet: Sheet, facts: CheckFacts) -> Iterator[Finding]:
    """Rule agency_twice."""
    document = sheet.document
    yield from _lines(Part.ADDRESSEE, document.addressees, facts)
    yield from _lines(Part.RECIPIENT, document.recipients, facts)
    for placed in sheet.placed:
        node = placed.node
        if node.task is not None:
            names = (node.task.lead, *node.task.partners)
            yield from _of_names(node.key, names, facts)
    for passage in sheet.passages:
        text = readable(passage.text)
        found = _PARTNERS.search(text) if "hối hợp" in text and ":" in text else None
        if found:
            names = tuple(re.split(r"[;,]", found["list"]))
            yield from _of_names(passage.where, names, facts)


def _lines(part: Part, lines: tuple[str, ...], facts: CheckFacts) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    for at, line in enumerate(lines):
        key = _key(line, facts)
        if not key or key[:1] == ("lưu",):
            continue
        if key in seen:
            where = f"{part.value}:{at}"
            yield _twice(where, line, seen[key], Mend(where, line, ""))
        seen.setdefault(key, line)


def _of_names(where: str, names: tuple[str, ...], facts: CheckFacts) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    for name in names:
        key = _key(name, facts)
        if key and key in seen:
            yield _twice(where, name.strip(), seen[key].strip(), None)
        elif key:
            seen[key] = name


def _twice(where: str, name: str, before: str, mend: Mend | None) -> Finding:
    shown = before.rstrip(" ;,.")
    why = f"Đã ghi “{shown}” ở trên; hai dòng này chỉ cùng một nơi."
    return Finding(rule="agency_twice", where=where, message=why, quote=name, mend=mend)


def _key(name: str, facts: CheckFacts) -> tuple[str, ...]:
    """The words of a body's full name; the same for all its spellings."""
    words = _plain(name)
    return _ALIASES.of(facts.agencies).get(words, words)


@lru_cache(KEPT)
def _plain(name: str) -> tuple[str, ...]:
    full = _ASIDE.sub("", name).strip(" -;,.")
    full = _SHORT.sub(lambda found: _full().get(found[0], found[0]), full).replace("Uỷ", "Ủy")
    return tuple(word for word, _, _ in words_of(full) if word not in _EMPTY)


@cache
def _full() -> dict[str, str]:
    return dict(table("short_forms")["full"])


def _aliases(agencies: tuple[Agency, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        _plain(alias): _plain(agency.name)
        for agency in agencies
        for alias in agency.aliases
        # "Ủy ban nhân dân phường" is another name of the level, not another body of one paper.
        if _plain(alias) != _plain(agency.name)
    }


_ALIASES: Final = Index(_aliases)
