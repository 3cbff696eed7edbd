"""Where the check code of a report stands: in the bottom margin of every page, outside the text."""

from dataclasses import dataclass
from typing import Final

from app.documents.blocks import Proof
from app.documents.layout import MM, Layout
from app.documents.qr import QUIET, squares
from app.documents.render.head import Line
from app.documents.render.metrics import Face

#: What stands before the code; readers of our own files know the line by it.
WORDS: Final = "Mã đối chiếu:"
#: Printers leave so much of the paper's edge blank, mm.
EDGE: Final = 5.0
# More than scanners ask for would only stand nearer to the text, mm.
_LARGEST: Final = 14.0
#: Of its letters, pt.
SIZE: Final = 8.0


@dataclass(frozen=True, slots=True)
class ProofFoot:
    """Squares that end at the right edge of the text, the code left of them; measures in pt.

    ``side`` is that of the whole code without its free squares, ``quiet`` the width of those,
    ``bottom`` the distance from the paper's edge, ``room`` that from there up to the text area.
    """

    line: Line
    squares: tuple[tuple[bool, ...], ...]
    side: float
    quiet: float
    bottom: float
    room: float


def measured_proof(proof: Proof, layout: Layout) -> ProofFoot:
    """The largest code that keeps its free squares between the text area and the printer's edge."""
    rows = squares(proof.payload)
    room = layout.margin_bottom - EDGE
    one = min(room / (len(rows) + QUIET), _LARGEST / len(rows))
    return ProofFoot(
        line=Line(f"{WORDS} {proof.code}", Face.REGULAR, SIZE),
        squares=rows,
        side=one * len(rows) * MM,
        quiet=one * QUIET * MM,
        bottom=EDGE * MM,
        room=room * MM,
    )
