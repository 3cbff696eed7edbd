"""The end of a paper in Word: "Nơi nhận" and the signers; the block of a copy."""

from collections.abc import Sequence

from app.documents.phrases import RECIPIENTS
from app.documents.render.closing import DRAFTER_GAP, Closing
from app.documents.render.head import Line
from app.documents.render.metrics import Face, text_width
from app.documents.render.to_docx.head import joined
from app.documents.render.to_docx.writer import Writer, cells_table
from app.documents.render.to_docx.xml import Look


def closing_tables(writer: Writer, closing: Closing, recipients: Sequence[str]) -> str:
    """Receivers on the left, the signature level with them on the right; never parted by a page.

    Minutes have a signer on each side and the receivers under them.
    """
    gap = writer.gap(closing.gap_above, keep=True)
    right = _signer(writer, closing.signature, closing.name, closing.room)
    below = _receivers(writer, closing, recipients)
    widths = (closing.left_width, closing.right_width)
    if not closing.two_signers:
        return gap + cells_table(widths, [(below, right)])
    left = _signer(writer, closing.second, closing.second_name, closing.room)
    return gap + cells_table(widths, [(left, right)]) + (gap + below if below else "")


def _signer(writer: Writer, posts: Sequence[Line], name: Sequence[Line], room: float) -> str:
    made = "".join(writer.line("Chức vụ người ký", line.text) for line in posts)
    if name:
        made += writer.line("Người ký", joined(name), Look(keep=True, before=room))
    return made


def _receivers(writer: Writer, closing: Closing, recipients: Sequence[str]) -> str:
    """The word, the list, and the sign of who wrote the paper."""
    made = ""
    if closing.word:
        made = writer.line("Nơi nhận", RECIPIENTS, Look(keep=True, before=closing.drop))
    dash = text_width("- ", Face.REGULAR, writer.layout.sizes["recipients"])
    side = 8 + (closing.right_width if closing.two_signers else 0)
    hanging = Look(keep=True, left=dash, first=-dash, right=side)
    made += "".join(writer.line("Dòng nơi nhận", item, hanging) for item in recipients)
    if closing.drafter:
        look = Look(before=DRAFTER_GAP, right=side)
        made += writer.line("Người soạn thảo", joined(closing.drafter), look)
    return made
