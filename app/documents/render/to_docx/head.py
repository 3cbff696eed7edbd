"""The head of a paper in Word: frames, letterhead, number and place, title, addressees."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from app.documents.phrases import ADDRESSED
from app.documents.render.addressees import Addressed
from app.documents.render.head import Head, Line, Mark
from app.documents.render.metrics import LINE_HEIGHT, Face
from app.documents.render.to_docx.writer import Writer, cells_table
from app.documents.render.to_docx.xml import BLACK, RED, Look

_ROW_GAP: Final = 6.0
# So that number and body stand as far under the rules above them as in the PDF.
_BELOW_RULE: Final = 1.0
# Between a frame and its words on the left and on the right.
_FRAME_SIDE: Final = 4
_FRAME_LINES: Final = 1.5
_UNDER_NAMES: Final = Look(before=_ROW_GAP + _BELOW_RULE)


def joined(lines: Iterable[Line]) -> str:
    """Lines already broken, as one text with line breaks."""
    return "\n".join(line.text for line in lines)


def letterhead(writer: Writer, head: Head, title_style: str = "Quốc hiệu") -> str:
    """Two cells side by side: names and state title, number and place; subject and marks below.

    ``title_style`` is that of the words on the right; a copy's form stands in their place.
    """
    widths = (head.left_width, head.right_width)
    above = ""
    if head.circulation:
        frame = _framed(writer, "Phạm vi lưu hành", head.circulation, sum(widths), 0)
        above = frame + writer.gap(_ROW_GAP)
    state = _state(writer, head, title_style)
    rows = [(_issuer(writer, head), state), (_number(writer, head), _place(writer, head))]
    if head.subject:
        gap = Look(before=head.subject_gap)
        rows.append((writer.line("Trích yếu công văn", joined(head.subject), gap), ""))
    if head.marks:
        marks = (
            _framed(writer, "Độ khẩn" if mark.red else "Dự thảo", mark, widths[0], _ROW_GAP)
            for mark in head.marks
        )
        rows.append(("".join(marks), ""))
    return above + cells_table(widths, rows)


def title(writer: Writer, head: Head, width: float) -> str:
    """Type, title and the short rule; a công văn has only room here."""
    layout = writer.layout
    if not head.title:
        return writer.gap(layout.body_size)
    made = writer.line("Tên loại", head.title[0].text, Look(before=layout.body_size))
    if words := joined(head.title[1:]):
        made += writer.line("Trích yếu", words)
    if head.title_rule:
        made += writer.rule(head.title_rule, width, Look(keep=True))
    return made + writer.gap(layout.space_before + _BELOW_RULE)


def addressees(writer: Writer, addressed: Addressed, receivers: Sequence[str]) -> str:
    """ "Kính gửi:" with one receiver beside it, or a list whose dashes stand under the colon."""
    start, hang, dash = addressed.start, addressed.hang, addressed.dash
    below = writer.gap(writer.layout.space_before)
    if addressed.one:
        look = Look(left=start + hang, first=-hang)
        return writer.line("Kính gửi", f"{ADDRESSED} {receivers[0]}", look) + below
    made = writer.line("Kính gửi", ADDRESSED, Look(left=start))
    hanging = Look(left=start + hang + dash, first=-dash)
    made += "".join(writer.line("Kính gửi", f"- {item}", hanging) for item in receivers)
    return made + below


def contact(writer: Writer, lines: Sequence[Line], width: float) -> str:
    """Address lines under a rule over the whole width, for the foot of page 1."""
    return writer.rule(width, width) + writer.line("Địa chỉ cơ quan", joined(lines))


def _issuer(writer: Writer, head: Head) -> str:
    made = "".join(
        writer.line("Cơ quan ban hành" if face is Face.BOLD else "Cơ quan chủ quản", joined(lines))
        for face, lines in groupby(head.issuer, key=lambda line: line.face)
    )
    return made + (writer.rule(head.issuer_rule, head.left_width) if head.issuer_rule else "")


def _state(writer: Writer, head: Head, title_style: str) -> str:
    if not head.state_rule:
        return writer.line(title_style, joined(head.state))
    return (
        writer.line(title_style, joined(head.state[:-1]))
        + writer.line("Tiêu ngữ", joined(head.state[-1:]))
        + writer.rule(head.state_rule, head.right_width)
    )


def _number(writer: Writer, head: Head) -> str:
    return writer.line("Số, ký hiệu", joined(head.number), _UNDER_NAMES)


def _place(writer: Writer, head: Head) -> str:
    if not head.place:
        return ""
    return writer.line("Địa danh, ngày tháng", joined(head.place), _UNDER_NAMES)


def _framed(writer: Writer, style: str, mark: Mark, width: float, gap: float) -> str:
    """Words in a frame in the middle of ``width`` pt, ``gap`` pt under what is above."""
    above = max(round((mark.height - mark.line.size * LINE_HEIGHT - _FRAME_LINES) / 2), 0)
    side = max((width - mark.width) / 2 + _FRAME_SIDE, 0)
    look = Look(
        before=gap,
        left=side,
        right=side,
        box=RED if mark.red else BLACK,
        box_room=(above, _FRAME_SIDE),
    )
    return writer.line(style, mark.line.text, look)
