"""A number printed in a sentence against the number its records give now."""

import re
from decimal import Decimal
from typing import Final

from app.domain.figures import format_number

_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?")


def printed_value(shown: str) -> Decimal | None:
    """The value of a printed number; None for words."""
    bare = shown.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(bare.replace(".", "").replace(",", "."))


def printed_like(shown: str, now: int | Decimal) -> str:
    """A value in the manner of the number that stands there: its decimals, its 0 in front."""
    decimals = len(shown.partition(",")[2])
    words = format_number(now, decimals)
    return words.zfill(2) if shown.startswith("0") and len(shown) == 2 and now else words


def moved(shown: str, now: int | Decimal | None) -> str | None:
    """What should stand there now; None when it still holds, empty when there is no number any more."""
    before = printed_value(shown)
    if now is None:
        return "" if before is not None else None
    new = printed_like(shown, now) if before is not None else format_number(now)
    return None if before == printed_value(new) else new
