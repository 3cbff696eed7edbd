"""Sentences of a paper that hold a count of violence and words that point to a person."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from app.documents.check.finding import Finding
from app.domain import fields
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.personal_data import PERSONAL_WORDS, find_personal
from app.errors import NotFoundError
from app.queries.figures import FigureKey, parse_key

RULE: Final = "person_beside_count"
_FIGURE: Final = re.compile(r"-?(?:\d{1,3}|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")


def persons_beside_counts(content: PaperContent, sensitive: Set[str]) -> Iterator[Finding]:
    """A finding for every piece of words where both stand; its message does not repeat them.

    Args:
        sensitive: codes of indicators and kinds of activities (queries.indicators).
    """
    for node in content.nodes:
        for pieces in _passages(node):
            found = find_personal(_words(pieces)) if _counts(pieces, sensitive) else None
            if found is not None:
                yield Finding(
                    rule=RULE,
                    where=str(node.key),
                    message=f"Chỗ này có {PERSONAL_WORDS[found]} bên cạnh số liệu về bạo lực. Hãy viết "
                    "lại, chỉ nêu con số, không nêu người cụ thể.",
                    # What a waiver names: other words count again.
                    quote=_quote(pieces),
                )


def _passages(node: NodeContent) -> Iterator[tuple[str, ...]]:
    """Heading and text are read together; of a table each row is."""
    yield node.heading, node.text
    table = node.table or {}
    for row in (*table.get("rows", ()), table.get("total") or ()):
        yield tuple(map(str, row))


def _words(pieces: Sequence[str]) -> str:
    """What is read for a person. Figures of cells are no telephone or identity number, neither one
    alone ("125.000.000") nor those of neighbours together ("0 | 84 | 12")."""
    plain = (fields.plain(piece).strip() for piece in pieces)
    return " | ".join(one for one in plain if not _FIGURE.fullmatch(one))


def _quote(pieces: tuple[str, ...]) -> str:
    """The piece with the person; the longest one when only all of them together have."""
    plain = [fields.plain(piece) for piece in pieces]
    return next((one for one in plain if find_personal(one)), max(plain, key=len))


def _counts(pieces: Sequence[str], sensitive: Set[str]) -> bool:
    split = (part for piece in pieces for part in fields.split(piece))
    bound = (part for part in split if isinstance(part, fields.Bound))
    return any(not sensitive.isdisjoint(_codes(piece.key)) for piece in bound)


def _codes(key: str) -> Iterator[str]:
    """Indicator and kind of activity that a number is of."""
    try:
        asked: FigureKey = parse_key(key)
        yield asked.chosen.kind
        if asked.is_of_indicator or asked.is_of_units:
            yield asked.place[0]
    except NotFoundError:
        return
