"""One paper of a file laid out for the rules of looks, and findings made of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.documents.check.finding import Finding
from app.documents.check.looks.pieces import Spot
from app.documents.check.looks.role_words import Item, Role
from app.documents.source import SourceSection

#: Where a finding about pages stands.
PAGE: Final = "trang"
_LONGEST_QUOTE: Final = 60
_NAMED: Final = 4
#: The words of the paper itself, between the title and the end.
CONTENT: Final = frozenset({Role.BASE, Role.BODY, Role.CLAUSE, Role.SECTION, Role.PART})


@dataclass(frozen=True, kw_only=True)
class LookSheet:
    """``sections`` are those whose first paragraph belongs to the paper, by their place."""

    items: tuple[Item, ...]
    spots: tuple[Spot, ...]
    sections: tuple[tuple[int, SourceSection], ...]

    def of(self, *roles: Role) -> list[Item]:
        """The pieces of these roles, in order."""
        return [item for role in roles for item in self._by_role.get(role, ())]

    @cached_property
    def _by_role(self) -> dict[Role, list[Item]]:
        found: dict[Role, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.role, []).append(item)
        return found

    @cached_property
    def content(self) -> list[Item]:
        """Bases, headings and texts in their order."""
        return [item for item in self.items if item.role in CONTENT]


def at_item(rule: str, item: Item, message: str) -> Finding:
    """A finding about one piece."""
    return Finding(rule=rule, where=item.piece.where, message=message, quote=quoted(item))


def at_page(rule: str, message: str) -> Finding:
    """A finding about the pages."""
    return Finding(rule=rule, where=PAGE, message=message)


def gathered(rule: str, items: Sequence[Item], message: str) -> Iterator[Finding]:
    """One finding for the same fault in several paragraphs; none for none.

    It stands at the first and names the next ones.
    """
    if not items:
        return
    numbers = list(dict.fromkeys(item.piece.spot.number for item in items))
    others = numbers[1:]
    if others:
        named = ", ".join(map(str, others[:_NAMED]))
        rest = len(others) - _NAMED
        more = f" và {rest} đoạn khác" if rest > 0 else ""
        message = f"{message} Cũng như vậy: đoạn {named}{more}."
    yield at_item(rule, items[0], message)


def grouped(rule: str, faults: Iterable[tuple[str, Item]]) -> Iterator[Finding]:
    """(message, piece) pairs, one finding for each message."""
    by_message: dict[str, list[Item]] = {}
    for message, item in faults:
        by_message.setdefault(message, []).append(item)
    for message, items in by_message.items():
        yield from gathered(rule, items, message)


def quoted(item: Item) -> str:
    """The first words of a piece."""
    text = item.piece.text
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rpartition(' ')[0]}…"
