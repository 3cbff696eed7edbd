"""Cards that could not be saved yet, kept in a small file: closing or a power cut loses none."""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.db.database import Database
from app.errors import NotFoundError
from app.paths import DataPaths
from app.queries.activities import get_activity
from app.queries.activity_rows import ActivityRow
from app.ui.activities.card import PutAside
from app.ui.activities.card_form import CardTexts
from app.ui.activities.people_input import PeopleTexts

_NAME: Final = "the-chua-ghi.json"


def keep_cards(paths: DataPaths, cards: Sequence[PutAside]) -> None:
    """Keep cards for the next start. A full disk loses this net, never the cards on screen."""
    path = paths.root / _NAME
    with contextlib.suppress(OSError):
        if not cards:
            path.unlink(missing_ok=True)
            return
        beside = path.with_suffix(".part")
        text = json.dumps([_plain(card) for card in cards], ensure_ascii=False)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)


def read_cards(paths: DataPaths, db: Database) -> list[PutAside]:
    """Cards kept before; a damaged file holds none."""
    try:
        stored = json.loads((paths.root / _NAME).read_text(encoding="utf-8"))
        return [_card(part, db) for part in stored]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _plain(card: PutAside) -> dict[str, Any]:
    return {
        "row": str(card.row.id) if card.row else "",
        "texts": asdict(card.texts),
        "waiting": [str(path) for path in card.waiting],
    }


def _card(part: dict[str, Any], db: Database) -> PutAside:
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
    return PutAside(_row(part["row"], db), typed, nothing, waiting)


def _pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((what, amount) for what, amount in stored)


def _row(text: str, db: Database) -> ActivityRow | None:
    if not text:
        return None
    try:
        return db.read(get_activity, UUID(text))
    except NotFoundError:
        return None
