"""Numbers of a report whose records changed since it was drafted: told, and brought up to date."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, reduce
from typing import TYPE_CHECKING
from uuid import UUID

from app.db.database import Database
from app.documents.check.finding import Finding, Mend
from app.documents.check.mending import mended
from app.domain import fields
from app.domain.bound_numbers import moved
from app.domain.masking import HIDDEN
from app.domain.paper_content import NodeContent, PaperContent
from app.domain.papers import may_edit
from app.domain.periods import parse_period
from app.errors import ConflictError, NotFoundError, ValidationError
from app.queries.figure_masks import hidden_places
from app.queries.figures import Numbers, parse_key
from app.queries.indicators import list_indicators
from app.queries.papers import get_paper
from app.queries.total_masks import hidden_totals
from app.queries.totals import totals
from app.services.papers import SaveContent, save_content

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Numbers by key; a number that is hidden from others is its sign.
Now = Mapping[str, int | Decimal | str | None]


def numbers_now(db: Database, content: PaperContent) -> dict[str, int | Decimal | str | None]:
    """What every bound number of a content is now; a key that nobody knows is left out."""
    keys = {piece.key for node in content.nodes for piece in _bound(node)}
    return db.read(_values, keys) if keys else {}


def moved_numbers(content: PaperContent, now: Now) -> Iterator[Finding]:
    """A finding for every number that moved, with old and new; mending keeps it bound."""
    for node in content.nodes:
        for piece in _bound(node):
            if piece.key not in now:
                continue
            new = moved(piece.shown, now[piece.key])
            if new is None:
                continue
            said = f"nay là {new}" if new else "nay không còn số liệu"
            what = f"Số {piece.shown}" if piece.shown else "Ô để trống"
            yield Finding(
                rule="number_moved",
                where=str(node.key),
                message=f"{what} {said}: hoạt động, nhiệm vụ hoặc số liệu đã thay đổi.",
                quote=piece.shown,
                mend=_mend(node, piece, new) if new else None,
            )


def renew_numbers(db: Database, paper_id: UUID) -> int:
    """Put what the numbers of a draft are now in the places where they moved.

    A number whose records are gone stays as it is; the check goes on telling of it.

    Returns:
        in how many places.

    Raises:
        NotFoundError: the paper is gone.
        ConflictError: it is issued, or was changed meanwhile.
    """
    row = db.read(get_paper, paper_id)
    if not may_edit(row.state):
        raise ConflictError(
            "Văn bản đã ban hành nên không đổi số trong bản này. Hãy mở bản tiếp theo rồi làm lại."
        )
    found = moved_numbers(row.content, numbers_now(db, row.content))
    mends = [one.mend for one in found if one.mend is not None]
    if mends:
        content = reduce(mended, mends, row.content)
        command = SaveContent(
            version_id=row.version_id, seen_revision=row.revision, content=content
        )
        db.write(save_content, command)
    return len(mends)


def _bound(node: NodeContent) -> Iterator[fields.Bound]:
    """The numbers of its words and of the cells of its table."""
    for words in (node.heading, node.text, *_cells(node)):
        for piece in fields.split(words):
            if isinstance(piece, fields.Bound) and "?" in piece.key:
                yield piece


def _cells(node: NodeContent) -> Iterator[str]:
    table = node.table or {}
    for row in (*table.get("rows", ()), table.get("total") or ()):
        yield from map(str, row)


def _mend(node: NodeContent, piece: fields.Bound, new: str) -> Mend:
    old = fields.bind(piece.key, piece.shown)
    return Mend(where=str(node.key), old=old, new=fields.bind(piece.key, new))


def _values(session: "Session", keys: set[str]) -> dict[str, int | Decimal | str | None]:
    found: dict[str, int | Decimal | str | None] = {}
    numbers = Numbers(session)
    indicators = cache(lambda: list_indicators(session, with_hidden=True))
    hidden = cache(lambda code: hidden_places(session, parse_period(code), indicators()))
    in_sums = cache(
        lambda duty, period: hidden_totals(totals(session, duty, period), indicators()).places
    )
    for key in keys:
        try:
            asked = parse_key(key)
            if asked.is_of_units:
                small = asked.shared and asked.place in in_sums(asked.duty, asked.period)
            else:
                small = asked.shared and any(asked.place in hidden(one) for one in asked.periods)
            found[key] = HIDDEN if small else numbers.figure(key)
        except (NotFoundError, ValidationError):
            continue
    return found
