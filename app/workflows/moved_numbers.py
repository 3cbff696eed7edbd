"""Numbers of a report whose records changed since it was drafted."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from app.db.database import Database
from app.documents.check.finding import Finding, Mend
from app.domain import fields
from app.domain.bound_numbers import moved
from app.domain.paper_content import NodeContent, PaperContent
from app.errors import NotFoundError
from app.queries.figures import Numbers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Now = Mapping[str, int | Decimal | None]


def numbers_now(db: Database, content: PaperContent) -> dict[str, int | Decimal | None]:
    """What every bound number of a content is now; a key that nobody knows is left out."""
    keys = {piece.key for node in content.nodes for _words, piece in _bound(node)}
    return db.read(_values, keys) if keys else {}


def moved_numbers(content: PaperContent, now: Now) -> Iterator[Finding]:
    """A finding for every number that moved, with old and new; mending keeps it bound."""
    for node in content.nodes:
        for _words, piece in _bound(node):
            if piece.key not in now:
                continue
            new = moved(piece.shown, now[piece.key])
            if new is None:
                continue
            said = f"nay là {new}" if new else "nay không còn số liệu"
            yield Finding(
                rule="number_moved",
                where=str(node.key),
                message=f"Số {piece.shown} {said}: hoạt động, nhiệm vụ hoặc số liệu đã thay đổi.",
                quote=piece.shown,
                mend=_mend(node, piece, new) if new else None,
            )


def _bound(node: NodeContent) -> Iterator[tuple[str, fields.Bound]]:
    for words in (node.heading, node.text):
        for piece in fields.split(words):
            if isinstance(piece, fields.Bound) and "?" in piece.key:
                yield words, piece


def _mend(node: NodeContent, piece: fields.Bound, new: str) -> Mend:
    old = fields.bind(piece.key, piece.shown)
    return Mend(where=str(node.key), old=old, new=fields.bind(piece.key, new))


def _values(session: "Session", keys: set[str]) -> dict[str, int | Decimal | None]:
    found: dict[str, int | Decimal | None] = {}
    numbers = Numbers(session)
    for key in keys:
        try:
            found[key] = numbers.figure(key)
        except NotFoundError:
            continue
    return found
