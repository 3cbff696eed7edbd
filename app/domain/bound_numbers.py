"""A number printed in a sentence or a table against the number its records give now."""

import re
from decimal import Decimal
from typing import Final

from app.domain.figure_rows import rounded
from app.domain.figures import format_number

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
#: How the answer to a question of yes or no is printed.
_YES_NO: Final = {"có": Decimal(1), "không": Decimal(0)}
_MOST_DECIMALS: Final = 6


def printed_value(shown: str) -> Decimal | None:
    """The value of a printed number, of "có" and "không"; None for other words."""
    bare = shown.strip()
    return _YES_NO[bare] if bare in _YES_NO else printed_number(bare)


def printed_number(shown: str) -> Decimal | None:
    """The value of a printed number with its decimals; None for words."""
    bare = shown.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(bare.replace(".", "").replace(",", "."))


def printed_like(shown: str, now: int | Decimal) -> str:
    """A value in the manner of what stands there: its decimals, its sign, its 0 in front."""
    if shown in _YES_NO and now in _YES_NO.values():
        return "có" if now else "không"
    words = _words(shown, now)
    if shown[:1] in ("+", "-") and now > 0:
        return f"+{words}"
    return words.zfill(2) if shown.startswith("0") and len(shown) == 2 and now else words


def moved(shown: str, now: int | Decimal | str | None) -> str | None:
    """What should stand there now; None when it still holds, empty when there is no number any more.

    ``now`` is a word where a number is hidden.
    """
    if isinstance(now, str):
        return None if shown == now else now
    before = printed_value(shown)
    if now is None:
        return "" if before is not None else None
    new = printed_like(shown, now) if before is not None else _words("", now)
    return None if before is not None and before == printed_value(new) else new


def _words(shown: str, now: int | Decimal) -> str:
    places = _decimals(shown, now)
    return format_number(rounded(Decimal(now), places), places)


def _decimals(shown: str, now: int | Decimal) -> int:
    """As many as stand there; a whole number that is whole no longer shows what was typed."""
    there = len(shown.partition(",")[2])
    if there or not now % 1:
        return there
    own = -int(Decimal(now).as_tuple().exponent)
    return own if own <= _MOST_DECIMALS else 2
