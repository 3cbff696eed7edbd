"""The check code at the foot of a PDF page: squares as one shape, drawn once for the whole file."""

from itertools import groupby
from typing import Any, Final

from app.documents.render.proof import ProofFoot
from app.documents.render.to_pdf.fonts import drawable

_FORM: Final = "check-code"
#: Share of a letter's size from its foot to the middle of a capital.
_MIDDLE: Final = 0.33


def draw_proof(canvas: Any, foot: ProofFoot, right: float) -> None:
    """Draw it so that it ends at ``right``, pt from the left edge of the paper."""
    if not canvas.hasForm(_FORM):
        _make_squares(canvas, foot)
    left = right - foot.side
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.setFont(foot.line.face.value, foot.line.size)
    level = foot.bottom + foot.side / 2 - foot.line.size * _MIDDLE
    canvas.drawRightString(left - foot.quiet, level, drawable(foot.line.text))
    canvas.translate(left, foot.bottom)
    canvas.doForm(_FORM)
    canvas.restoreState()


def _make_squares(canvas: Any, foot: ProofFoot) -> None:
    """All dark squares in one path: shapes drawn one by one show fine white seams on screens."""
    one = foot.side / len(foot.squares)
    canvas.beginForm(_FORM, 0, 0, foot.side, foot.side)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, dark in enumerate(foot.squares):
        start = 0
        for is_dark, run in groupby(dark):
            count = len(list(run))
            if is_dark:
                path.rect(start * one, foot.side - (row + 1) * one, count * one, one)
            start += count
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()
