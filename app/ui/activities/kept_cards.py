"""Cards that could not be saved yet, kept in a small file: closing or a power cut loses none."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.db.database import Database
from app.errors import AppError, NotFoundError
from app.journal import Draft
from app.paths import DataPaths
from app.queries.activities import get_activity
from app.queries.activity_rows import ActivityRow
from app.ui.activities.card import PutAside
from app.ui.activities.card_form import CardTexts
from app.ui.activities.people_input import PeopleTexts

_NAME: Final = "the-chua-ghi"
#: Where earlier programs kept them.
_OLD_NAME: Final = "the-chua-ghi.json"
CARD: Final = "card"


class KeptCards:
    """The cards put aside, in one small file of the journal's room, locked with the folder."""

    def __init__(self, paths: DataPaths, db: Database) -> None:
        self._path, self._old = paths.journal / _NAME, paths.root / _OLD_NAME
        self._vault, self._db = paths.vault, db

    def keep(self, cards: Sequence[PutAside]) -> None:
        """Keep cards for the next start. A full disk loses this net, never the cards on screen."""
        with contextlib.suppress(OSError):
            if cards:
                self._path.parent.mkdir(exist_ok=True)
                text = json.dumps([_plain(card) for card in cards], ensure_ascii=False)
                self._vault.write(self._path, text.encode())
            else:
                self._path.unlink(missing_ok=True)
            self._old.unlink(missing_ok=True)

    def read(self) -> list[PutAside]:
        """Cards kept before; a damaged file holds none."""
        try:
            stored = json.loads(self._content())
            return [card_of(part, self._db) for part in stored]
        except (AppError, OSError, ValueError, TypeError, KeyError):
            return []

    def _content(self) -> bytes:
        if self._path.exists():
            return self._vault.read(self._path)
        return self._old.read_bytes()


def card_draft(card: PutAside) -> Draft:
    """The card that is being typed, for the journal."""
    return Draft(
        kind=CARD,
        where=f"Hoạt động “{card.words}”",
        page="activities",
        words=card.texts.lines["result"] or card.texts.lines["title"],
        typed=_plain(card),
    )


def _plain(card: PutAside) -> dict[str, Any]:
    return {
        "row": str(card.row.id) if card.row else "",
        "revision": card.row.revision if card.row else 0,
        "texts": asdict(card.texts),
        "waiting": [str(path) for path in card.waiting],
    }


def card_of(part: Mapping[str, Any], db: Database) -> PutAside:
    """What ``_plain`` made; ValueError, TypeError or KeyError for anything else."""
    texts = part["texts"]
    people = texts["people"]
    typed = CardTexts(
        lines=dict(texts["lines"]),
        people=PeopleTexts(
            tuple(people["texts"]), tuple(people["order"]), people["computed"], people["error"]
        ),
        quantities=_pairs(texts["quantities"]),
        money=_pairs(texts["money"]),
        in_month=bool(texts["in_month"]),
        month_by_hand=bool(texts["month_by_hand"]),
    )
    # Compared with an empty card, whatever was typed counts as not saved.
    nothing = CardTexts(
        {}, PeopleTexts((), (), "", ""), (), (), in_month=False, month_by_hand=False
    )
    waiting = tuple(Path(name) for name in part["waiting"])
    row = _row(part["row"], part.get("revision", 0), db)
    return PutAside(row, typed, nothing, waiting)


def _pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((what, amount) for what, amount in stored)


def _row(text: str, revision: int, db: Database) -> ActivityRow | None:
    if not text:
        return None
    try:
        row = db.read(get_activity, UUID(text))
        # As it was seen: one that was saved elsewhere since is asked about, not written over.
        return replace(row, revision=revision or row.revision)
    except NotFoundError:
        return None
