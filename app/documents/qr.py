"""The squares of a QR code, and the same squares as a picture; the one place that makes them."""

from io import BytesIO
from typing import Any, Final

import segno

#: Light squares that must stay free on every side, by the standard (ISO/IEC 18004).
QUIET: Final = 4
# A sixth of the squares may be hurt: a stamp's edge, a fold, a weak copy.
_CORRECTION: Final = "m"


def squares(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of squares, True for dark, without the free ones around."""
    return tuple(tuple(map(bool, row)) for row in _code(payload).matrix)


def picture(payload: str, dots: int = 12) -> bytes:
    """The squares in black and white as PNG, ``dots`` to a side, without the free ones around."""
    stream = BytesIO()
    _code(payload).save(stream, kind="png", scale=dots, border=0)
    return stream.getvalue()


def _code(payload: str) -> Any:
    return segno.make(payload, error=_CORRECTION, micro=False)
